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
    /// In proportion to the articles that could have been counted, so that a
    /// year of which much is held does not outshine one of which little is.
    PerArticle,
}

impl Scale {
    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Linear => Self::Log,
            Self::Log => Self::PerArticle,
            Self::PerArticle => Self::Linear,
        }
    }

    /// What a bar's height says, in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Log => "logarithmic",
            Self::PerArticle => "per article",
        }
    }

    /// The level of `count` among `steps` levels where `max` is the highest
    /// count: 0 only for 0, at least 1 for 1, `steps` for `max` and above.
    #[must_use]
    pub fn level(self, count: u32, max: u32, steps: u8) -> u8 {
        if count == 0 || steps == 0 {
            return 0;
        }
        let share = match self {
            Self::Linear | Self::PerArticle => f64::from(count) / f64::from(max.max(1)),
            Self::Log => f64::from(count).ln_1p() / f64::from(max.max(1)).ln_1p(),
        };
        // The largest level is a u8, and `as` saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = (share.min(1.0) * f64::from(steps)).ceil() as u8;
        level.clamp(1, steps)
    }
}
