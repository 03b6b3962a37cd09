//! A lane counted over the whole calendar at one zoom: counted once, it is cut
//! to any window, and walked from mark to mark, without another look at the
//! archive.

use super::{Bucket, Density};

/// Which bucket is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// One with a count.
    Any,
    /// One at which the count rises: there something begins.
    Rise,
}

/// Counts of articles a bucket, kept where they change, and for single
/// buckets at each of them. The buckets before the first have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// A bucket, and the count from it up to the next change; ascending.
    steps: Vec<(Bucket, u32)>,
}

impl Profile {
    /// The count of a bucket.
    #[must_use]
    pub fn at(&self, bucket: Bucket) -> u32 {
        let next = self.after(bucket);
        next.checked_sub(1).map_or(0, |at| self.steps[at].1)
    }

    /// The counts of a window. Takes time by the window, not by the archive.
    #[must_use]
    pub fn window(&self, first: Bucket, columns: usize) -> Density {
        let mut at = self.after(first);
        let mut count = at.checked_sub(1).map_or(0, |at| self.steps[at].1);
        let buckets = (0..columns).map(|column| i32::try_from(column).unwrap_or(i32::MAX));
        let counts = buckets.map(|column| {
            let bucket = first.offset(column);
            while let Some(&(_, next)) = self.steps.get(at).filter(|(from, _)| *from <= bucket) {
                (count, at) = (next, at + 1);
            }
            count
        });
        Density {
            first,
            counts: counts.collect(),
        }
    }

    /// For each bucket of a window, the sum of the counts from it on to the end
    /// of the calendar.
    #[must_use]
    pub fn since(&self, first: Bucket, columns: usize) -> Vec<u64> {
        let within = self.window(first, columns).counts;
        let end = first.offset(i32::try_from(columns).unwrap_or(i32::MAX));
        let mut sum: u64 = self
            .steps
            .windows(2)
            .map(|pair| {
                let from = pair[0].0.max(end);
                let buckets = i64::from(pair[1].0.0) - i64::from(from.0);
                u64::try_from(buckets).unwrap_or(0) * u64::from(pair[0].1)
            })
            .sum();
        let mut sums: Vec<u64> = within
            .into_iter()
            .rev()
            .map(|count| {
                sum += u64::from(count);
                sum
            })
            .collect();
        sums.reverse();
        sums
    }

    /// The nearest bucket to the right that satisfies `sought`, of those at
    /// which the count changes or a bucket was counted.
    #[must_use]
    pub fn next(&self, from: Bucket, sought: Sought) -> Option<Bucket> {
        (self.after(from)..self.steps.len())
            .find(|&at| self.satisfies(at, sought))
            .map(|at| self.steps[at].0)
    }

    /// The nearest such bucket to the left.
    #[must_use]
    pub fn previous(&self, from: Bucket, sought: Sought) -> Option<Bucket> {
        let before = self.steps.partition_point(|(bucket, _)| *bucket < from);
        (0..before)
            .rev()
            .find(|&at| self.satisfies(at, sought))
            .map(|at| self.steps[at].0)
    }

    fn satisfies(&self, at: usize, sought: Sought) -> bool {
        let before = match sought {
            Sought::Any => 0,
            Sought::Rise => at.checked_sub(1).map_or(0, |at| self.steps[at].1),
        };
        self.steps[at].1 > before
    }

    /// How many changes stand at or before a bucket.
    fn after(&self, bucket: Bucket) -> usize {
        self.steps.partition_point(|(from, _)| *from <= bucket)
    }
}

/// Counts single buckets, which come in ascending order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    steps: Vec<(Bucket, u32)>,
}

impl Marks {
    pub(super) fn add(&mut self, bucket: Bucket, count: u32) {
        if count == 0 {
            return;
        }
        // The last step is the end of the last bucket that was counted.
        match self.steps.len().checked_sub(2).map(|at| self.steps[at].0) {
            Some(last) if last == bucket => {
                let at = self.steps.len() - 2;
                self.steps[at].1 += count;
            }
            _ => {
                if self.steps.last().is_some_and(|(end, _)| *end == bucket) {
                    self.steps.pop();
                }
                self.steps.extend([(bucket, count), (bucket.offset(1), 0)]);
            }
        }
    }

    pub(super) fn profile(self) -> Profile {
        Profile { steps: self.steps }
    }
}

/// Counts ranges of buckets, in any order.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    /// A bucket, and by how much the count changes there.
    changes: Vec<(Bucket, i32)>,
}

impl Ranges {
    pub(super) fn add(&mut self, from: Bucket, to: Bucket, count: u32) {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        if count > 0 && from <= to {
            self.changes.extend([(from, count), (to.offset(1), -count)]);
        }
    }

    pub(super) fn profile(mut self) -> Profile {
        self.changes.sort_unstable_by_key(|(bucket, _)| *bucket);
        let mut count = 0;
        let steps = self.changes.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
            let change: i32 = same.iter().map(|(_, change)| change).sum();
            count += change;
            let count = u32::try_from(count).expect("no range ends before it begins");
            (change != 0).then_some((same[0].0, count))
        });
        Profile {
            steps: steps.collect(),
        }
    }
}
