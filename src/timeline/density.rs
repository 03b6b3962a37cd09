//! How many articles a column stands for, and how high its block is.
//!
//! Counts and levels only; which glyph shows a level is the screen's matter.

use super::Bucket;

/// Counts of articles for the buckets of a window, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// The bucket of the first count.
    pub first: Bucket,
    /// One count a bucket.
    pub counts: Vec<u32>,
}

impl Density {
    /// The count of a bucket; 0 outside the window.
    #[must_use]
    pub fn at(&self, bucket: Bucket) -> u32 {
        bucket
            .column(self.first, self.counts.len())
            .map_or(0, |column| self.counts[column])
    }

    /// The highest count; 0 in an empty window.
    #[must_use]
    pub fn max(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or(0)
    }
}

/// The lane of what happened: certain and uncertain marks kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// Articles that name a date which lies wholly in the bucket.
    pub exact: Density,
    /// Articles that name a date which reaches over more than one bucket, this
    /// one among them: a year looked at in months, or a period. To be drawn
    /// weaker: in which of its buckets it happened is not said.
    pub spanned: Density,
}

/// How a count becomes the height of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// In proportion.
    #[default]
    Linear,
    /// By the logarithm, so that one stays visible beside ten thousand.
    Log,
}

impl Scale {
    /// The level of `count` among `steps` levels where `max` is the highest
    /// count: 0 only for 0, at least 1 for 1, `steps` for `max` and above.
    #[must_use]
    pub fn level(self, count: u32, max: u32, steps: u8) -> u8 {
        if count == 0 || steps == 0 {
            return 0;
        }
        let share = match self {
            Self::Linear => f64::from(count) / f64::from(max.max(1)),
            Self::Log => f64::from(count).ln_1p() / f64::from(max.max(1)).ln_1p(),
        };
        // The largest level is a u8, and `as` saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = (share.min(1.0) * f64::from(steps)).ceil() as u8;
        level.clamp(1, steps)
    }
}

/// [`Scale::level`] in proportion.
#[must_use]
pub fn level(count: u32, max: u32, steps: u8) -> u8 {
    Scale::Linear.level(count, max, steps)
}

/// Counts articles once a bucket while their ranges of columns arrive in order
/// of the left end: each article remembers the first column that it has not
/// yet been counted in, so the union of its ranges is counted, in one step a
/// range however wide.
pub(super) struct Counter {
    /// By article: the first column not counted; [`LEFT_OUT`] for those that
    /// the filter leaves out.
    free: Vec<i32>,
    /// By column: how many ranges begin there less how many ended before.
    steps: Vec<i32>,
}

const LEFT_OUT: i32 = i32::MAX;

impl Counter {
    /// A counter over `columns` columns for the articles of which `kept` says
    /// yes.
    pub(super) fn new(columns: usize, kept: &[bool]) -> Self {
        Self {
            free: kept
                .iter()
                .map(|&kept| if kept { 0 } else { LEFT_OUT })
                .collect(),
            steps: vec![0; columns + 1],
        }
    }

    /// Counts the article in the columns `from..=to`, both inside the window.
    #[inline]
    pub(super) fn add(&mut self, article: usize, from: i32, to: i32) {
        let free = &mut self.free[article];
        let from = from.max(*free);
        if from <= to {
            self.steps[from as usize] += 1;
            self.steps[to as usize + 1] -= 1;
            *free = to + 1;
        }
    }

    /// The counts.
    pub(super) fn density(self, first: Bucket) -> Density {
        let mut running = 0;
        let columns = self.steps.len() - 1;
        let counts = self.steps[..columns].iter().map(|step| {
            running += step;
            u32::try_from(running).expect("no range ends before it begins")
        });
        Density {
            first,
            counts: counts.collect(),
        }
    }
}
