//! How high the bars of a lane stand, and how a bucket without one differs
//! from another: nothing was found, or nothing is held.

use super::TimePane;
use crate::timeline::{Lane, Scale};

/// What a bucket of a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// A bar of this height.
    Height(u8),
    /// Something only reaches over it, though not over the whole window.
    Spanned,
    /// Nothing was found, though articles of these days are held.
    Zero,
    /// Nothing was found, and no article of these days is held.
    Nothing,
}

/// A lane in the window.
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    pane: &'a TimePane,
    lane: Lane,
    /// The highest value.
    max: u32,
    /// What reaches over the whole window: no feature of any place in it.
    everywhere: u32,
}

/// Shares are counted in these.
const MILLION: u64 = 1_000_000;

impl TimePane {
    /// The bars of a lane.
    #[must_use]
    pub fn bars(&self, lane: Lane) -> Bars<'_> {
        let mut bars = Bars {
            pane: self,
            lane,
            max: 0,
            everywhere: self
                .happened
                .spanned
                .counts
                .iter()
                .copied()
                .min()
                .unwrap_or(0),
        };
        let values = (0..self.buckets()).map(|column| bars.value(column));
        bars.max = values.max().unwrap_or(0);
        bars
    }

    /// Articles counted in a bucket of the window, and of how many they are.
    #[must_use]
    pub fn share(&self, lane: Lane, column: usize) -> (u32, u64) {
        let count = |counts: &[u32]| counts.get(column).copied().unwrap_or(0);
        match lane {
            Lane::Happened => {
                let since = self.since.get(column).copied().unwrap_or(0);
                (count(&self.happened.exact.counts), since)
            }
            Lane::Printed => (
                count(&self.printed.counts),
                u64::from(count(&self.held.counts)),
            ),
        }
    }
}

impl Bars<'_> {
    /// What a bucket shows, as one of `steps` heights.
    #[must_use]
    pub fn bar(&self, column: usize, steps: u8) -> Bar {
        let count = |counts: &[u32]| counts.get(column).copied().unwrap_or(0);
        let pane = self.pane;
        match self.value(column) {
            0 if self.lane == Lane::Happened
                && count(&pane.happened.spanned.counts) > self.everywhere =>
            {
                Bar::Spanned
            }
            0 if count(&pane.held.counts) > 0 => Bar::Zero,
            0 => Bar::Nothing,
            // The lowest eighth marks what is held: one article stands higher.
            // The highest leaves an eighth free, lest it grow into the lane above.
            value => {
                let free = if steps > 4 { 2 } else { 1 };
                Bar::Height(
                    pane.scale
                        .level(value, self.max, steps.saturating_sub(free))
                        + 1,
                )
            }
        }
    }

    /// What the highest bar stands for, if there is one: `12`, or `4 %` of the
    /// articles.
    #[must_use]
    pub fn highest(&self) -> Option<String> {
        let highest = match self.pane.scale {
            Scale::Linear | Scale::Log => crate::app::page::thousands(self.max as usize),
            Scale::PerArticle => format!("{} %", self.max.div_ceil(10_000)),
        };
        (self.max > 0).then_some(highest)
    }

    /// The articles of a bucket, or their share in millionths.
    fn value(&self, column: usize) -> u32 {
        let (count, of) = self.pane.share(self.lane, column);
        match self.pane.scale {
            Scale::Linear | Scale::Log => count,
            Scale::PerArticle => {
                // What is told though nothing was printed since stands in
                // undated articles: it has no other measure than itself.
                let share = u64::from(count) * MILLION / of.max(u64::from(count)).max(1);
                u32::try_from(share).unwrap_or(u32::MAX)
            }
        }
    }
}
