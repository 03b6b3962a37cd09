//! The two lanes, counted from the collection over the whole calendar at one
//! zoom; a window is cut from that.

use super::{
    Bucket, Density, Timeline, Zoom,
    density::Happened,
    profile::{Marks, Profile, Ranges, Sought},
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

impl Lane {
    /// The word on the screen and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Printed => "printed",
        }
    }
}

/// The lane of what happened: certain and uncertain marks kept apart, as in
/// [`Happened`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Articles that name a date which lies wholly in the bucket.
    pub exact: Profile,
    /// Articles that name a date which reaches over more than one bucket.
    pub spanned: Profile,
}

impl Told {
    /// The counts of a window.
    #[must_use]
    pub fn window(&self, first: Bucket, columns: usize) -> Happened {
        Happened {
            exact: self.exact.window(first, columns),
            spanned: self.spanned.window(first, columns),
        }
    }

    /// The nearest bucket to the right in which something begins.
    #[must_use]
    pub fn next(&self, from: Bucket) -> Option<Bucket> {
        let found = [
            self.exact.next(from, Sought::Any),
            self.spanned.next(from, Sought::Rise),
        ];
        found.into_iter().flatten().min()
    }

    /// The nearest bucket to the left in which something begins.
    #[must_use]
    pub fn previous(&self, from: Bucket) -> Option<Bucket> {
        let found = [
            self.exact.previous(from, Sought::Any),
            self.spanned.previous(from, Sought::Rise),
        ];
        found.into_iter().flatten().max()
    }
}

/// An article that the filter leaves out, where the first free bucket of the
/// others stands.
const LEFT_OUT: i32 = i32::MAX;

impl Timeline {
    /// The lane of what happened: per bucket, how many of the articles that
    /// `keep` lets pass name a date in it, each article once.
    ///
    /// Dates come in order of their first days, so the union of the ranges of
    /// an article is known from the first bucket in which it was not yet
    /// counted. Linear in the mentions.
    #[must_use]
    pub fn told_in(&self, zoom: Zoom, keep: &dyn Fn(ArticleId) -> bool) -> Told {
        let free: Vec<i32> = self
            .arrived()
            .map(|id| if keep(id) { i32::MIN } else { LEFT_OUT })
            .collect();
        let (mut exact, mut spanned) = (Marks::default(), Ranges::default());
        let (mut exact_free, mut spanned_free) = (free.clone(), free);
        for event in self.dates() {
            let (from, to) = (
                zoom.bucket(event.interval.start),
                zoom.bucket(event.interval.end),
            );
            let mut whole = 0;
            if from == to {
                for evidence in &event.evidence {
                    let free = &mut exact_free[evidence.article.index()];
                    let new = *free <= from.0;
                    whole += u32::from(new);
                    *free = if new { from.0 + 1 } else { *free };
                }
                exact.add(from, whole);
                continue;
            }
            for evidence in &event.evidence {
                let free = &mut spanned_free[evidence.article.index()];
                if *free <= from.0 {
                    whole += 1;
                } else if *free <= to.0 {
                    spanned.add(Bucket(*free), to, 1);
                } else {
                    continue;
                }
                *free = to.0 + 1;
            }
            spanned.add(from, to, whole);
        }
        Told {
            exact: exact.profile(),
            spanned: spanned.profile(),
        }
    }

    /// The lane of printing: per bucket, how many of the articles that `keep`
    /// lets pass were printed in it. With a `keep` that lets all pass, 0 means
    /// that the archive holds nothing of these days.
    #[must_use]
    pub fn issued_in(&self, zoom: Zoom, keep: &dyn Fn(ArticleId) -> bool) -> Profile {
        let mut marks = Marks::default();
        for (day, articles) in self.issues(Interval {
            start: Day::MIN,
            end: Day::MAX,
        }) {
            let kept = articles.iter().filter(|article| keep(**article)).count();
            let kept = u32::try_from(kept).expect("no more articles than ids");
            marks.add(zoom.bucket(day), kept);
        }
        marks.profile()
    }

    /// [`Timeline::told_in`] for the `columns` buckets from `first` on.
    #[must_use]
    pub fn happened(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Happened {
        self.told_in(zoom, keep).window(first, columns)
    }

    /// [`Timeline::issued_in`] for the `columns` buckets from `first` on.
    #[must_use]
    pub fn printed(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Density {
        self.issued_in(zoom, keep).window(first, columns)
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
}
