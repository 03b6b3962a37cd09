//! What was mentioned before, and which of it the next date is counted from.

use crate::{
    model::{Day, Granularity, Interval, Modifier, Rule},
    temporal::node::{From, Relative},
    temporal::regime::{Regime, Tense},
};

use super::{Found, Resolver};

impl Resolver {
    /// Makes a date the anchor of those that follow.
    pub(super) fn remember(
        &mut self,
        interval: Interval,
        granularity: Granularity,
        modifier: Option<Modifier>,
        found: &Found,
    ) {
        let sentence = found.place.sentence;
        if granularity == Granularity::Day {
            self.last_day = Some(interval.start);
            self.last_day_sentence = sentence;
        }
        let new = anchor_of(interval, granularity, modifier);
        let year = new.0.start.year();
        if let Some((known, grain)) = self.last {
            let known_year = known.start.year();
            // The year of a finer date again: that date stays the anchor.
            if new.1 == Granularity::Year && grain < Granularity::Year && known_year == year {
                return;
            }
            let confirmed = self
                .aside
                .is_some_and(|(aside, ..)| (aside.start.year() - year).abs() <= ASIDE_YEARS);
            let far = year - known_year > ASIDE_YEARS;
            // A bare year that looks back from inside a sentence.
            let glance =
                new.1 == Granularity::Year && year < known_year && found.tokens_before > OPENING;
            if self.regime == Regime::Narrative && ((far && !confirmed) || glance) {
                self.aside = Some((new.0, new.1, sentence));
                return;
            }
        }
        self.aside = None;
        self.last = Some(new);
    }

    /// The date mentioned last, as the present sentence sees it: an aside
    /// counts in its own sentence.
    pub(super) fn last_here(&self) -> Option<(Interval, Granularity)> {
        match self.aside {
            Some((interval, granularity, place)) if place == self.sentence => {
                Some((interval, granularity))
            }
            _ => self.last,
        }
    }

    /// From where a two-digit year is counted.
    pub(super) fn short_anchor(&self) -> Option<Day> {
        let last = self.last.map(|(interval, _)| interval.start);
        match self.regime {
            Regime::News | Regime::Message | Regime::Phrase => self.printed.or(last),
            Regime::Narrative => last.or(self.printed),
        }
    }

    /// From where a relative date is counted here: the next year of a sentence
    /// in the past is not the next year of its writer, but that of the years
    /// gone by of which it tells.
    pub(super) fn seen_from(&self, relative: Relative, found: &Found) -> From {
        let told = self.last_here().map(|(interval, _)| interval.start.year());
        let gone = |told: i16| {
            self.printed
                .is_some_and(|printed| told + 1 < printed.year())
        };
        let past = found.tense == Tense::Past && told.is_some_and(gone);
        if relative.from == From::Speech && relative.count > 0 && past {
            From::Text
        } else {
            relative.from
        }
    }

    /// The anchor for words such as "last" and "ago", or "later" and "that".
    pub(super) fn anchor(&self, from: From) -> Option<(Day, Granularity, Rule)> {
        let printed = self
            .printed
            .map(|day| (day, Granularity::Day, Rule::FromPrinted));
        // "That year" names what was said just before, an aside too.
        let said = match (from, self.aside) {
            (From::Text, Some((interval, granularity, place))) if self.sentence <= place + 1 => {
                Some((interval, granularity))
            }
            _ => self.last_here(),
        };
        let last =
            said.map(|(interval, granularity)| (interval.start, granularity, Rule::FromContext));
        match (from, self.regime) {
            (From::Printed, _)
            | (From::Speech, Regime::News | Regime::Message | Regime::Phrase) => printed.or(last),
            (From::Speech, Regime::Narrative) | (From::Text, _) => last.or(printed),
        }
    }
}

/// A date behind more tokens does not open its sentence.
const OPENING: u32 = 4;

/// A year so far ahead of the dates around it belongs to an aside.
const ASIDE_YEARS: i16 = 25;

/// The anchor that a date makes: early and late in a year are months of it.
fn anchor_of(
    interval: Interval,
    granularity: Granularity,
    modifier: Option<Modifier>,
) -> (Interval, Granularity) {
    let month = match (granularity, modifier) {
        (Granularity::Year, Some(Modifier::Start)) => 2,
        (Granularity::Year, Some(Modifier::Mid)) => 7,
        (Granularity::Year, Some(Modifier::End)) => 11,
        _ => return (interval, granularity),
    };
    Interval::month(interval.start.year(), month).map_or((interval, granularity), |interval| {
        (interval, Granularity::Month)
    })
}
