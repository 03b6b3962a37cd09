//! Anniversaries: an article that keeps the day of an event that it names.
//!
//! Three signs, the surest first: words ("the 74th anniversary"), which the
//! tagger reads; the month and day of the event; and a day near it, where the
//! event leads the article or the number of years is a round one. Of news
//! articles that name a full past date 1.4 % are printed on its month and day,
//! five times as many as by chance, and within three days 2.7 times as many:
//! hence the conditions of the last sign.

use jiff::ToSpan;

use super::{Event, Evidence, Timeline, bucket::number};
use crate::model::{ArticleId, Day, Granularity, MentionTable};

/// An article that keeps the day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// The article.
    pub article: ArticleId,
    /// How many years after the event it was printed, at least 1.
    pub years: i16,
    /// By what it is known to keep the day.
    pub sign: Sign,
}

/// By what an article is known to keep a day; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// It says so: "the 74th anniversary", "23 years ago today".
    Words,
    /// It was printed on the month and day of the event.
    Day,
    /// It was printed at most [`NEAR`] days before or after, and the event is
    /// named in its first sentences or was a round number of years ago.
    Near,
}

impl Sign {
    /// The word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Day => "day",
            Self::Near => "near",
        }
    }
}

/// Days before or after an anniversary on which it may still be kept.
pub const NEAR: i32 = 3;

/// The articles that name an event and keep its day in a later year, in order
/// of printing, each once by its surest sign. Without words for it only events
/// known to the day have any. 29 February is kept on the 28th and on 1 March
/// of common years.
#[must_use]
pub fn anniversaries(timeline: &Timeline, event: &Event) -> Vec<Anniversary> {
    let articles = event.evidence.chunk_by(|a, b| a.article == b.article);
    let mut kept: Vec<Anniversary> = articles
        .filter_map(|mentions| {
            let signs = mentions
                .iter()
                .filter_map(|evidence| sign(timeline, event, *evidence));
            let (sign, years) = signs.min()?;
            Some(Anniversary {
                article: mentions[0].article,
                years,
                sign,
            })
        })
        .collect();
    kept.sort_by_key(|kept| (timeline.printed_on(kept.article), kept.article));
    kept
}

/// The days of events whose anniversary an article keeps, each once, in the
/// order of the text.
#[must_use]
pub fn kept_by(
    timeline: &Timeline,
    mentions: &MentionTable,
    article: ArticleId,
) -> Vec<(Day, Anniversary)> {
    let mut kept: Vec<(Day, Anniversary)> = Vec::new();
    for mention in (0..).take(mentions.of(article).len()) {
        let evidence = Evidence { article, mention };
        if let Some(event) = timeline.event_of(mentions, evidence)
            && let event = &timeline.events()[event]
            && let Some((sign, years)) = sign(timeline, event, evidence)
        {
            let day = event.interval.start;
            match kept.iter_mut().find(|(other, _)| *other == day) {
                Some((_, known)) => known.sign = known.sign.min(sign),
                None => kept.push((
                    day,
                    Anniversary {
                        article,
                        years,
                        sign,
                    },
                )),
            }
        }
    }
    kept
}

/// By what a mention of an event keeps its day, and after how many years.
fn sign(timeline: &Timeline, event: &Event, evidence: Evidence) -> Option<(Sign, i16)> {
    let printed = timeline.printed_on(evidence.article)?;
    let happened = event.interval.start;
    let years = printed.year() - happened.year();
    if timeline.says_anniversary(evidence) {
        return (years > 0).then_some((Sign::Words, years));
    }
    if event.granularity != Granularity::Day {
        return None;
    }
    if years > 0 && same_day(happened, printed) {
        return Some((Sign::Day, years));
    }
    let leads = evidence.mention < timeline.lead(evidence.article);
    (years - 1..=years + 1)
        .filter(|&years| years > 0 && (leads || is_round(years)))
        .find(|&years| {
            let there = happened.saturating_add(years.years());
            (number(there) - number(printed)).abs() <= NEAR
        })
        .map(|years| (Sign::Near, years))
}

/// Numbers of years that are kept where others are not.
const fn is_round(years: i16) -> bool {
    years == 1 || years == 5 || years % 10 == 0 || years % 25 == 0
}

/// Whether `printed` is the day of the year of `happened`.
fn same_day(happened: Day, printed: Day) -> bool {
    let day = |day: Day| (day.month(), day.day());
    day(happened) == day(printed)
        || (day(happened) == (2, 29)
            && !printed.in_leap_year()
            && matches!(day(printed), (2, 28) | (3, 1)))
}
