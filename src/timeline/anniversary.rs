//! Anniversaries: an article printed on the month and day of an event that it
//! names. Nothing here looks for words; the calendar alone speaks.

use super::{Event, Evidence, Timeline};
use crate::model::{ArticleId, Day, Granularity, MentionTable};

/// An article that keeps the day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// The article.
    pub article: ArticleId,
    /// How many years after the event it was printed, at least 1.
    pub years: i16,
}

/// The articles that name the event and were printed on its month and day in
/// a later year, in order of printing. Only events known to the day have any.
/// 29 February is kept on the 28th and on 1 March of common years.
#[must_use]
pub fn anniversaries(timeline: &Timeline, event: &Event) -> Vec<Anniversary> {
    let mut kept: Vec<Anniversary> = event
        .articles()
        .filter_map(|article| {
            let years = years(event, timeline.printed_on(article)?)?;
            Some(Anniversary { article, years })
        })
        .collect();
    kept.sort_by_key(|kept| (timeline.printed_on(kept.article), kept.article));
    kept
}

/// The days of events whose anniversary an article keeps, each once, and how
/// many years they lie back, in the order of the text.
#[must_use]
pub fn kept_by(
    timeline: &Timeline,
    mentions: &MentionTable,
    article: ArticleId,
) -> Vec<(Day, i16)> {
    let Some(printed) = timeline.printed_on(article) else {
        return Vec::new();
    };
    let mut kept = Vec::new();
    for mention in (0..).take(mentions.of(article).len()) {
        let evidence = Evidence { article, mention };
        if let Some(event) = timeline.event_of(mentions, evidence)
            && let event = &timeline.events()[event]
            && let Some(years) = years(event, printed)
            && !kept.contains(&(event.interval.start, years))
        {
            kept.push((event.interval.start, years));
        }
    }
    kept
}

/// How many years before `printed` the event was, if that is its day.
fn years(event: &Event, printed: Day) -> Option<i16> {
    let happened = event.interval.start;
    let years = printed.year() - happened.year();
    (event.granularity == Granularity::Day && years > 0 && same_day(happened, printed))
        .then_some(years)
}

/// Whether `printed` is the day of the year of `happened`.
fn same_day(happened: Day, printed: Day) -> bool {
    let day = |day: Day| (day.month(), day.day());
    day(happened) == day(printed)
        || (day(happened) == (2, 29)
            && !printed.in_leap_year()
            && matches!(day(printed), (2, 28) | (3, 1)))
}
