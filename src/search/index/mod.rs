//! The index: what a search needs not read the texts for.
//!
//! It is made of [`Segment`]s, each the index of a run of articles in the
//! order of their arrival. A segment never changes, so that a search has its
//! own copy of the list of them without a lock, and what has arrived since is
//! read as it stands. Articles are told apart by their numbers in the
//! segment; a segment knows nothing of its place, so that the same run of
//! articles has the same segment in another archive, or next week.
//!
//! An answer of the index is never the last word where it could differ from
//! what the text says: it says of which articles it is sure ([`known`]), and
//! of the others the text decides.

mod build;
mod bytes;
mod chain;
mod codec;
mod count;
mod known;
mod run;
mod segment;

use std::sync::Arc;

pub use bytes::Damaged;
pub use run::{Key, Run};
pub use segment::Segment;

pub(super) use count::Counted;
pub(super) use known::View;
pub(super) use run::body;

/// The segments so far. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    segments: Vec<Arc<Segment>>,
    /// The number of each segment's first article.
    starts: Vec<u32>,
    covered: u32,
}

impl Index {
    /// Appends the segment of the next articles.
    pub fn push(&mut self, segment: Arc<Segment>) {
        let len = u32::try_from(segment.len()).unwrap_or(u32::MAX);
        self.starts.push(self.covered);
        self.segments.push(segment);
        self.covered = self.covered.saturating_add(len);
    }

    /// How many articles it covers, from the first on.
    #[must_use]
    pub const fn covered(&self) -> u32 {
        self.covered
    }

    /// The bytes that it takes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        self.segments.iter().map(|segment| segment.size()).sum()
    }

    /// The segments with the number of the first article of each.
    pub(super) fn segments(&self) -> impl Iterator<Item = (u32, &Segment)> {
        let segments = self.segments.iter().map(|segment| &**segment);
        self.starts.iter().copied().zip(segments)
    }
}
