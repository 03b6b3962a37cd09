//! Which articles are listed: those that a search found and a brush touches.

use std::{collections::HashSet, ops::Range};

use crate::{
    model::{Article, ArticleId, Corpus, Interval},
    search::{Part, Query},
    text,
    timeline::Timeline,
};

/// The filter of the list. Empty, it lets everything pass.
#[derive(Debug, Default)]
pub struct Filter {
    query: Option<Query>,
    found: HashSet<ArticleId>,
    generation: u64,
    /// How many articles the running search has looked at; `None` at rest.
    scanned: Option<usize>,
    brush: Option<Interval>,
    brushed: HashSet<ArticleId>,
    /// What `/` looks for in the text.
    needle: String,
}

impl Filter {
    /// Whether everything passes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.query.is_none() && self.brush.is_none()
    }

    /// Whether the list shows this article.
    #[must_use]
    pub fn passes(&self, id: ArticleId) -> bool {
        self.searched(id) && (self.brush.is_none() || self.brushed.contains(&id))
    }

    /// Whether the search found this article, or there is no search.
    #[must_use]
    pub fn searched(&self, id: ArticleId) -> bool {
        self.query.is_none() || self.found.contains(&id)
    }

    /// What is searched.
    #[must_use]
    pub const fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    /// The days of the brush.
    #[must_use]
    pub const fn brush(&self) -> Option<Interval> {
        self.brush
    }

    /// How many articles the running search has looked at; `None` at rest.
    #[must_use]
    pub const fn scanned(&self) -> Option<usize> {
        self.scanned
    }

    /// How many articles the search has found.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found.len()
    }

    /// Begins a search and returns its number.
    pub fn search(&mut self, query: Query) -> u64 {
        self.query = Some(query);
        self.found.clear();
        self.scanned = Some(0);
        self.generation += 1;
        self.generation
    }

    /// Takes in what a search found; `false` when it answers an older one.
    pub fn take(&mut self, part: &Part) -> bool {
        if part.generation != self.generation || self.query.is_none() {
            return false;
        }
        self.found.extend(&part.hits);
        self.scanned = (!part.done).then_some(part.scanned);
        true
    }

    /// Stops waiting for more of the running search; whether one ran.
    pub const fn stop(&mut self) -> bool {
        self.generation += 1;
        self.scanned.take().is_some()
    }

    /// Chooses the articles that were printed on these days or name one of them.
    pub fn set_brush(&mut self, timeline: &Timeline, days: Interval) {
        self.brush = Some(days);
        self.touch(timeline);
    }

    /// Looks at articles that have just arrived.
    pub fn arrive(&mut self, corpus: &Corpus, ids: Range<u32>, timeline: &Timeline) {
        if let Some(query) = &self.query {
            let new = ids.map(ArticleId);
            let hits =
                new.filter(|&id| corpus.get(id).is_some_and(|article| query.matches(article)));
            self.found.extend(hits);
        }
        self.touch(timeline);
    }

    /// Works out anew which articles the brush touches.
    pub fn touch(&mut self, timeline: &Timeline) {
        let Some(days) = self.brush else { return };
        let told = timeline.dates_in_range(days).filter(|event| {
            days.contains(event.interval.start) && days.contains(event.interval.end)
        });
        self.brushed = told
            .flat_map(crate::timeline::Event::articles)
            .chain(timeline.printed_in(days))
            .collect();
    }

    /// Drops search and brush; whether there was one.
    pub fn clear(&mut self) -> bool {
        let any = !self.is_empty();
        self.stop();
        (self.query, self.brush) = (None, None);
        self.found.clear();
        self.brushed.clear();
        any
    }

    /// Sets what `/` looks for in texts; empty: nothing.
    pub fn set_needle(&mut self, needle: &str) {
        needle.clone_into(&mut self.needle);
    }

    /// The places to light in the body of an article: what `/` looks for,
    /// else the words of the search.
    #[must_use]
    pub fn places(&self, article: &Article) -> Vec<Range<usize>> {
        if !self.needle.is_empty() {
            text::find(&article.text, &self.needle)
        } else if let Some(query) = &self.query {
            query.hits(&article.text)
        } else {
            Vec::new()
        }
    }
}
