//! Anniversaries: an article printed on the month and day of an event that it
//! names. Nothing here looks for words; the calendar alone speaks.

use super::{Event, Timeline};
use crate::model::{ArticleId, Day, Granularity};

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
    if event.granularity != Granularity::Day {
        return Vec::new();
    }
    let mut kept: Vec<Anniversary> = event
        .articles()
        .filter_map(|article| {
            let printed = timeline.printed_on(article)?;
            let years = printed.year() - event.interval.start.year();
            (years > 0 && same_day(event.interval.start, printed))
                .then_some(Anniversary { article, years })
        })
        .collect();
    kept.sort_by_key(|kept| (timeline.printed_on(kept.article), kept.article));
    kept
}

/// Whether `printed` is the day of the year of `happened`.
fn same_day(happened: Day, printed: Day) -> bool {
    let day = |day: Day| (day.month(), day.day());
    day(happened) == day(printed)
        || (day(happened) == (2, 29)
            && !printed.in_leap_year()
            && matches!(day(printed), (2, 28) | (3, 1)))
}
