//! The two lanes, counted from the collection for a window of buckets, and the
//! way from mark to mark along them.

use super::{
    Bucket, Timeline, Zoom,
    density::{Counter, Density, Happened},
};
use crate::model::{ArticleId, Day, Interval};

/// One of the two clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lane {
    /// The days that the texts speak of.
    #[default]
    Happened,
    /// The days on which the articles were printed.
    Printed,
}

impl Timeline {
    /// The lane of what happened in the `columns` buckets from `first` on: per
    /// bucket, how many of the articles that `keep` lets pass name a date in
    /// it, each article once.
    #[must_use]
    pub fn happened(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Happened {
        let kept: Vec<bool> = self.arrived().map(keep).collect();
        let mut exact = Counter::new(columns, &kept);
        let mut spanned = Counter::new(columns, &kept);
        if let Some(window) = window(zoom, first, columns) {
            let last = i32::try_from(columns).unwrap_or(i32::MAX) - 1;
            for event in self.dates_in_range(window) {
                let column = |day| zoom.bucket(day).0.saturating_sub(first.0);
                let (from, to) = (column(event.interval.start), column(event.interval.end));
                let counter = if from == to { &mut exact } else { &mut spanned };
                let (from, to) = (from.max(0), to.min(last));
                for evidence in &event.evidence {
                    counter.add(evidence.article.index(), from, to);
                }
            }
        }
        Happened {
            exact: exact.density(first),
            spanned: spanned.density(first),
        }
    }

    /// The lane of printing: per bucket, how many of the articles that `keep`
    /// lets pass were printed in it. With a `keep` that lets all pass, 0 means
    /// that the archive holds nothing of these days.
    #[must_use]
    pub fn printed(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Density {
        let mut counts = vec![0; columns];
        if let Some(window) = window(zoom, first, columns) {
            for (day, articles) in self.issues(window) {
                if let Some(column) = zoom.bucket(day).column(first, columns) {
                    let kept = articles.iter().filter(|article| keep(**article)).count();
                    counts[column] += u32::try_from(kept).expect("no more articles than ids");
                }
            }
        }
        Density { first, counts }
    }

    /// The first to the last day of printing; `None` while no article has one.
    #[must_use]
    pub fn printed_span(&self) -> Option<Interval> {
        let all = Interval {
            start: Day::MIN,
            end: Day::MAX,
        };
        let mut issues = self.issues(all);
        let (start, _) = issues.next()?;
        let end = issues.next_back().map_or(start, |(last, _)| last);
        Some(Interval { start, end })
    }

    /// The first to the last day of both lanes; `None` while there is none.
    #[must_use]
    pub fn span(&self) -> Option<Interval> {
        let first = self.dates().first();
        let last = self.dates().iter().map(|event| event.interval.end).max();
        let printed = self.printed_span();
        let happened = first.zip(last).map(|(first, end)| Interval {
            start: first.interval.start,
            end,
        });
        match (happened, printed) {
            (Some(a), Some(b)) => Some(Interval {
                start: a.start.min(b.start),
                end: a.end.max(b.end),
            }),
            (a, b) => a.or(b),
        }
    }

    /// The nearest bucket to the right of `from` in which something of the
    /// lane begins that `keep` lets pass.
    #[must_use]
    pub fn next(
        &self,
        lane: Lane,
        zoom: Zoom,
        from: Bucket,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Option<Bucket> {
        let found = match lane {
            Lane::Happened => {
                let events = self.dates();
                let start =
                    events.partition_point(|event| zoom.bucket(event.interval.start) <= from);
                let mut events = events[start..].iter();
                events
                    .find(|event| event.articles().any(keep))
                    .map(|event| event.interval.start)
            }
            Lane::Printed => {
                let rest = Interval {
                    start: zoom.interval(from.offset(1)).start,
                    end: Day::MAX,
                };
                let mut issues = self.issues(rest);
                issues
                    .find(|(_, articles)| articles.iter().any(|id| keep(*id)))
                    .map(|(day, _)| day)
            }
        };
        found
            .map(|day| zoom.bucket(day))
            .filter(|bucket| *bucket > from)
    }

    /// The nearest bucket to the left of `from` in which something of the
    /// lane begins that `keep` lets pass.
    #[must_use]
    pub fn previous(
        &self,
        lane: Lane,
        zoom: Zoom,
        from: Bucket,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Option<Bucket> {
        let found = match lane {
            Lane::Happened => {
                let events = self.dates();
                let end = events.partition_point(|event| zoom.bucket(event.interval.start) < from);
                let mut events = events[..end].iter();
                events
                    .rfind(|event| event.articles().any(keep))
                    .map(|event| event.interval.start)
            }
            Lane::Printed => {
                let rest = Interval {
                    start: Day::MIN,
                    end: zoom.interval(from.offset(-1)).end,
                };
                let mut issues = self.issues(rest);
                issues
                    .rfind(|(_, articles)| articles.iter().any(|id| keep(*id)))
                    .map(|(day, _)| day)
            }
        };
        found
            .map(|day| zoom.bucket(day))
            .filter(|bucket| *bucket < from)
    }
}

/// The days of a window, if it has any column within the calendar.
fn window(zoom: Zoom, first: Bucket, columns: usize) -> Option<Interval> {
    let width = i32::try_from(columns.checked_sub(1)?).unwrap_or(i32::MAX);
    let last = first.offset(width);
    let calendar = zoom.clamp(Bucket(i32::MIN))..=zoom.clamp(Bucket(i32::MAX));
    (first <= *calendar.end() && last >= *calendar.start()).then(|| Interval {
        start: zoom.interval(first).start,
        end: zoom.interval(last).end,
    })
}
