//! What an archive holds unevenly: days of which it holds nothing, thin
//! months, sudden changes of the length of articles or of their source.
//!
//! Only the days of printing are looked at; what is usual is measured in the
//! archive itself, month by month, so that a daily and a yearbook are each
//! compared with themselves.

use std::collections::HashMap;

use jiff::ToSpan;

use super::{Timeline, Zoom};
use crate::model::{ArticleId, Corpus, Day, Interval};

/// One thing that is uneven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unevenness {
    /// The days it is about.
    pub days: Interval,
    /// What it is.
    pub what: Uneven,
}

/// What is uneven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uneven {
    /// Nothing was printed, for longer than is usual.
    Missing,
    /// A month of few articles, and how many are usual around it.
    Thin(u32, u32),
    /// The typical length of an article, in bytes, before and in this month.
    Length(usize, usize),
    /// Where most articles came from, before and in this month.
    Source(Box<str>, Box<str>),
}

/// Of ten distances between days of printing, so many are usual.
const USUAL: usize = 9;
/// Months before and after that a month is compared with.
const AROUND: usize = 6;
/// Below this many articles a month says nothing.
const ENOUGH: usize = 10;

/// Everything uneven, by its first day.
#[must_use]
pub fn unevenness(corpus: &Corpus, timeline: &Timeline) -> Vec<Unevenness> {
    let all = Interval {
        start: Day::MIN,
        end: Day::MAX,
    };
    let issues: Vec<(Day, &[ArticleId])> = timeline.issues(all).collect();
    let days: Vec<Day> = issues.iter().map(|(day, _)| *day).collect();
    let mut found = missing(&days);
    let months: Vec<Month> = issues
        .chunk_by(|a, b| Zoom::Month.bucket(a.0) == Zoom::Month.bucket(b.0))
        .map(|issues| Month::new(corpus, issues))
        .collect();
    found.extend(thin(&months));
    found.extend(changes(&months));
    found.sort_by_key(|one| one.days);
    found
}

/// The stretches between days of printing that are longer than nine of ten.
fn missing(days: &[Day]) -> Vec<Unevenness> {
    let distance = |pair: &[Day]| Interval::new(pair[0], pair[1]).days() - 1;
    let mut distances: Vec<i64> = days.windows(2).map(distance).collect();
    distances.sort_unstable();
    let Some(&usual) =
        distances.get((distances.len() * USUAL / 10).min(distances.len().saturating_sub(1)))
    else {
        return Vec::new();
    };
    // A daily misses a day; a weekly is not missed on the eighth.
    let most = usual + usual / 2;
    let pairs = days.windows(2).filter(|pair| distance(pair) > most);
    pairs
        .map(|pair| Unevenness {
            days: Interval::new(
                pair[0].saturating_add(1.day()),
                pair[1].saturating_sub(1.day()),
            ),
            what: Uneven::Missing,
        })
        .collect()
}

/// What was printed in a month.
struct Month {
    days: Interval,
    articles: usize,
    /// The median of the lengths of the texts.
    length: usize,
    /// Where more than half of the articles came from.
    source: Option<Box<str>>,
}

impl Month {
    fn new(corpus: &Corpus, issues: &[(Day, &[ArticleId])]) -> Self {
        let ids = issues.iter().flat_map(|(_, ids)| ids.iter());
        let articles = ids.filter_map(|id| corpus.get(*id));
        let (mut lengths, mut sources) = (Vec::new(), HashMap::<&str, usize>::new());
        for article in articles {
            lengths.push(article.text.len());
            let source = article.source.as_deref().unwrap_or_default();
            *sources.entry(source).or_default() += 1;
        }
        let main = sources
            .into_iter()
            .max_by_key(|(name, count)| (*count, *name));
        let main = main.filter(|(name, count)| count * 2 > lengths.len() && !name.is_empty());
        Self {
            days: Zoom::Month.interval(Zoom::Month.bucket(issues[0].0)),
            articles: lengths.len(),
            length: median(&mut lengths),
            source: main.map(|(name, _)| name.into()),
        }
    }
}

fn median(values: &mut [usize]) -> usize {
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0;
    }
    *values.select_nth_unstable(middle).1
}

/// Months with less than a quarter of what the months around them usually have.
fn thin(months: &[Month]) -> Vec<Unevenness> {
    let usual = |at: usize| {
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(months.len());
        let mut counts: Vec<usize> = around.map(|at| months[at].articles).collect();
        median(&mut counts)
    };
    let compared = months
        .iter()
        .enumerate()
        .map(|(at, month)| (month, usual(at)));
    let thin = compared.filter(|(month, usual)| *usual >= ENOUGH && month.articles * 4 < *usual);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    thin.map(|(month, usual)| Unevenness {
        days: month.days,
        what: Uneven::Thin(count(month.articles), count(usual)),
    })
    .collect()
}

/// Months in which articles are twice or half as long as in the months before,
/// or most come from another source than in the month before.
fn changes(months: &[Month]) -> Vec<Unevenness> {
    let mut found = Vec::new();
    for (at, month) in months.iter().enumerate().skip(1) {
        if month.articles < ENOUGH {
            continue;
        }
        let before = months[at.saturating_sub(AROUND)..at]
            .iter()
            .filter(|month| month.articles >= ENOUGH);
        let mut lengths: Vec<usize> = before.clone().map(|month| month.length).collect();
        let usual = median(&mut lengths);
        // Told once, where it begins.
        let last = before.clone().next_back().map_or(0, |month| month.length);
        let far = |a: usize, b: usize| a > 0 && b > 0 && (a >= 2 * b || b >= 2 * a);
        if far(usual, month.length) && far(last, month.length) {
            found.push(Unevenness {
                days: month.days,
                what: Uneven::Length(usual, month.length),
            });
        }
        let last = before
            .clone()
            .next_back()
            .and_then(|month| month.source.as_ref());
        if let (Some(last), Some(now)) = (last, &month.source)
            && last != now
        {
            found.push(Unevenness {
                days: month.days,
                what: Uneven::Source(last.clone(), now.clone()),
            });
        }
    }
    found
}
