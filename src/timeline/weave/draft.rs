//! Events while they are being put together.

use crate::model::{ArticleId, Granularity, Interval};
use crate::timeline::{
    Evidence,
    events::both,
    terms::{Vector, normalize},
};

/// Terms of an event by which others find it.
const TERMS: usize = 48;

/// An event that may still grow.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub interval: Interval,
    pub granularity: Granularity,
    pub evidence: Vec<Evidence>,
    /// The sum of what its members tell, not of any length.
    pub sum: Vector,
}

impl Draft {
    /// An event of one date with no evidence yet.
    pub(super) fn new(interval: Interval, granularity: Granularity) -> Self {
        Self {
            interval,
            granularity,
            evidence: Vec::new(),
            sum: Vector::new(),
        }
    }

    /// Adds evidence whose sentence has this vector.
    pub(super) fn push(&mut self, article: ArticleId, mention: u32, vector: &Vector) {
        self.evidence.push(Evidence { article, mention });
        self.sum.extend_from_slice(vector);
    }

    /// Takes in another event, and its days.
    pub(super) fn absorb(&mut self, other: Self) {
        let date = (other.interval, other.granularity);
        (self.interval, self.granularity) = both((self.interval, self.granularity), date);
        self.evidence.extend(other.evidence);
        self.sum.extend(other.sum);
    }

    /// What it tells, as a vector of length 1.
    pub(super) fn vector(&mut self) -> Vector {
        self.sum
            .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        self.sum.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        let mut vector = self.sum.clone();
        if vector.len() > TERMS {
            vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(TERMS);
            vector.sort_unstable_by_key(|(term, _)| *term);
        }
        normalize(&mut vector);
        vector
    }
}
