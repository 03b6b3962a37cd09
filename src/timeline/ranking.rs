//! Which events of a window are shown where not all can be: the most salient
//! among the articles that pass a filter.
//!
//! Weighing all events is done once a filter; the best of any window at any
//! zoom are then picked without another look at the evidence.

use super::{Timeline, Zoom, salience};
use crate::model::{ArticleId, Interval};

/// How much speaks for each event of a timeline under one filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// By event; 0 for those that no article tells which passes.
    scores: Vec<f64>,
}

impl Ranking {
    /// Weighs all events of a timeline among the articles that `keep` lets
    /// pass: a filter, a search, a brush. Linear in the evidence.
    #[must_use]
    pub fn new(timeline: &Timeline, keep: &dyn Fn(ArticleId) -> bool) -> Self {
        Self {
            scores: salience(timeline, timeline.events(), keep),
        }
    }

    /// The salience of an event, by its place in [`Timeline::events`].
    #[must_use]
    pub fn score(&self, event: usize) -> f64 {
        self.scores.get(event).copied().unwrap_or(0.0)
    }

    /// The places of the `most` most salient events that share a day with
    /// `window`, the best first. Those that a bucket of the zoom holds go
    /// before those that reach over several, which are no more than a
    /// background there. Linear in the events before the end of the window.
    #[must_use]
    pub fn top(
        &self,
        timeline: &Timeline,
        window: Interval,
        zoom: Zoom,
        most: usize,
    ) -> Vec<usize> {
        let told = timeline
            .places_in_range(window)
            .filter(|(at, _)| self.score(*at) > 0.0);
        let mut found: Vec<(bool, f64, usize)> = told
            .map(|(at, event)| {
                let days = event.interval;
                let over = zoom.bucket(days.start) != zoom.bucket(days.end);
                (over, self.score(at), at)
            })
            .collect();
        let better = |a: &(bool, f64, usize), b: &(bool, f64, usize)| {
            a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2))
        };
        if most < found.len() {
            found.select_nth_unstable_by(most, better);
            found.truncate(most);
        }
        found.sort_unstable_by(better);
        found.into_iter().map(|(.., at)| at).collect()
    }
}
