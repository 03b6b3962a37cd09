//! How long after something happened it was printed.

use super::{Timeline, bucket::number};
use crate::model::{ArticleId, Granularity};

/// The steps of the distribution: a name, and the first day that is beyond it.
const STEPS: [(&str, i32); 10] = [
    ("announced before", 0),
    ("the same day", 1),
    ("the day after", 2),
    ("2–7 days", 8),
    ("8–30 days", 31),
    ("31–365 days", 366),
    ("1–5 years", 1_827),
    ("5–20 years", 7_306),
    ("20–50 years", 18_263),
    ("50 years and more", i32::MAX),
];

/// How many articles tell of a day so long after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lags {
    /// By step: its name, and how often an article printed then names a day.
    pub steps: Vec<(&'static str, usize)>,
    /// The days of the one in the middle; `None` where there is none.
    pub median: Option<i32>,
    /// Dates that are less exact than a day, and those in undated articles.
    pub left_out: usize,
}

/// The lags of the articles that `keep` lets pass: each article and each day
/// that it names once.
#[must_use]
pub fn lags(timeline: &Timeline, keep: &dyn Fn(ArticleId) -> bool) -> Lags {
    let (mut days, mut left_out) = (Vec::new(), 0);
    for date in timeline.dates() {
        for article in date.articles().filter(|id| keep(*id)) {
            match timeline.printed_on(article) {
                Some(printed) if date.granularity == Granularity::Day => {
                    days.push(number(printed) - number(date.interval.start));
                }
                _ => left_out += 1,
            }
        }
    }
    let mut steps: Vec<(&str, usize)> = STEPS.iter().map(|(name, _)| (*name, 0)).collect();
    for &lag in &days {
        let step = STEPS.partition_point(|(_, end)| *end <= lag);
        steps[step.min(STEPS.len() - 1)].1 += 1;
    }
    let middle = days.len() / 2;
    let median = (!days.is_empty()).then(|| *days.select_nth_unstable(middle).1);
    Lags {
        steps,
        median,
        left_out,
    }
}
