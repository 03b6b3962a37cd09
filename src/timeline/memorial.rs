//! The day of an event in later years: kept, missed, or nothing held.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::{Event, Sign, Timeline, anniversaries, anniversary::NEAR};
use crate::model::{ArticleId, Day, Granularity, Interval};

/// What became of the day of an event in a later year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memorial {
    /// These articles keep it by their words, or tell of it and were printed
    /// on the day.
    Kept(Vec<ArticleId>),
    /// Articles of those days are held, and none keeps it.
    Missed,
    /// Nothing is held of those days.
    NothingHeld,
}

/// Years in which a day was kept that make a habit of it.
const HABIT: usize = 3;

/// Whether a day is one that is kept: in three years or more.
#[must_use]
pub fn is_kept(memorials: &[(i16, Memorial)]) -> bool {
    let kept = memorials
        .iter()
        .filter(|(_, memorial)| matches!(memorial, Memorial::Kept(_)));
    kept.count() >= HABIT
}

/// The years after an event known to the day from the first to the last of
/// which the archive holds anything, each with what became of the day.
#[must_use]
pub fn memorials(timeline: &Timeline, event: &Event) -> Vec<(i16, Memorial)> {
    let Some(held) = timeline.printed_span() else {
        return Vec::new();
    };
    if event.granularity != Granularity::Day {
        return Vec::new();
    }
    let day = event.interval.start;
    let mut kept: BTreeMap<i16, Vec<ArticleId>> = BTreeMap::new();
    let sure = |sign| matches!(sign, Sign::Words | Sign::Day);
    for one in anniversaries(timeline, event)
        .into_iter()
        .filter(|one| sure(one.sign))
    {
        kept.entry(day.year() + one.years)
            .or_default()
            .push(one.article);
    }
    let years = held.start.year().max(day.year() + 1)..=held.end.year();
    years
        .filter_map(|year| {
            let there = in_year(day, year)?;
            // The archive may begin after the day of its first year.
            if !(held.start..=held.end).contains(&there) {
                return None;
            }
            let around = Interval::new(
                there.saturating_sub(NEAR.days()),
                there.saturating_add(NEAR.days()),
            );
            let memorial = match kept.remove(&year) {
                Some(articles) => Memorial::Kept(articles),
                None if timeline.issues(around).next().is_some() => Memorial::Missed,
                None => Memorial::NothingHeld,
            };
            Some((year, memorial))
        })
        .collect()
}

/// The places of the events known to the day that happened on this month and
/// day of any year, in order; of 29 February in common years on the 28th.
#[must_use]
pub fn on_this_day(timeline: &Timeline, day: Day) -> Vec<usize> {
    let same = |event: &Event| {
        event.granularity == Granularity::Day
            && in_year(event.interval.start, day.year()) == Some(day)
    };
    let events = timeline.events().iter().enumerate();
    events
        .filter(|(_, event)| same(event))
        .map(|(at, _)| at)
        .collect()
}

/// The same day of another year.
fn in_year(day: Day, year: i16) -> Option<Day> {
    Day::new(year, day.month(), day.day())
        .or_else(|_| Day::new(year, day.month(), day.day() - 1))
        .ok()
}
