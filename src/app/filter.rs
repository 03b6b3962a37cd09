//! Which articles are listed: those that a search found and a brush touches.

use std::collections::HashSet;

use super::copies::Copies;
use crate::{
    model::{Article, ArticleId, Corpus, Interval},
    search::{Part, Query},
    text::{Hit, Needles},
    timeline::{Event, Lane, Timeline},
};

/// The filter of the list. Empty, it lets everything pass.
#[derive(Debug, Default)]
pub struct Filter {
    query: Option<Query>,
    found: Articles,
    generation: u64,
    /// How many articles the running search has looked at; `None` at rest.
    scanned: Option<usize>,
    brush: Option<(Lane, Interval)>,
    brushed: Articles,
    /// Counts the times that other articles passed than before.
    revision: u64,
    /// What `/` looks for.
    needles: Needles,
    copies: Copies,
    /// Whether each of them is listed, not the first alone.
    shows_copies: bool,
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
        self.searched(id) && (self.brush.is_none() || self.brushed.contains(id))
    }

    /// Whether the search found this article, or there is no search, and no
    /// other stands for it.
    #[must_use]
    pub fn searched(&self, id: ArticleId) -> bool {
        let found = |id| self.query.is_none() || self.found.contains(id);
        found(id) && (self.shows_copies || !self.copies.first_of(id).is_some_and(found))
    }

    /// Which articles are there more than once.
    #[must_use]
    pub const fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Looks for copies among articles that have just come.
    pub fn compare(&mut self, corpus: &Corpus, ids: std::ops::Range<u32>) {
        self.copies.arrive(corpus, ids);
    }

    /// Takes out articles that are no longer in the archive.
    pub fn retire(&mut self, gone: &HashSet<ArticleId>) {
        self.copies.retire(gone);
        self.revision += 1;
    }

    /// Takes over what was found among articles of another run.
    pub fn take_copies(&mut self, copies: Copies) {
        self.copies = copies;
        self.revision += 1;
    }

    /// Lists each copy, or the first alone.
    pub const fn show_copies(&mut self, show: bool) {
        self.shows_copies = show;
        self.revision += 1;
    }

    /// Whether each copy is listed.
    #[must_use]
    pub const fn shows_copies(&self) -> bool {
        self.shows_copies
    }

    /// How many articles other ones stand for.
    #[must_use]
    pub fn folded(&self) -> usize {
        match self.shows_copies {
            true => 0,
            false => self.copies.len(),
        }
    }

    /// Whether the lane of what happened counts this article: a brush on that
    /// lane filters the other one.
    #[must_use]
    pub fn shows_told(&self, id: ArticleId) -> bool {
        self.shows(Lane::Happened, id)
    }

    /// Whether the lane of what was printed counts this article.
    #[must_use]
    pub fn shows_issued(&self, id: ArticleId) -> bool {
        self.shows(Lane::Printed, id)
    }

    fn shows(&self, lane: Lane, id: ArticleId) -> bool {
        match self.brush {
            Some((brushed, _)) if brushed != lane => self.passes(id),
            _ => self.searched(id),
        }
    }

    /// Another number whenever other articles pass.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What is searched.
    #[must_use]
    pub const fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    /// The lane and the days of the brush.
    #[must_use]
    pub const fn brush(&self) -> Option<(Lane, Interval)> {
        self.brush
    }

    /// How many articles the running search has looked at; `None` at rest.
    #[must_use]
    pub const fn scanned(&self) -> Option<usize> {
        self.scanned
    }

    /// How many articles the search has found, without those for which
    /// another stands.
    #[must_use]
    pub fn found(&self) -> usize {
        let folded = |(id, first): &(ArticleId, ArticleId)| {
            self.found.contains(*id) && self.found.contains(*first)
        };
        match self.shows_copies {
            true => self.found.len(),
            false => self.found.len() - self.copies.pairs().filter(folded).count(),
        }
    }

    /// Begins a search and returns its number.
    pub fn search(&mut self, query: Query) -> u64 {
        self.query = Some(query);
        self.found.clear();
        self.scanned = Some(0);
        self.revision += 1;
        self.generation += 1;
        self.generation
    }

    /// Takes in what a search found; `false` when it answers an older one.
    pub fn take(&mut self, part: &Part) -> bool {
        if part.generation != self.generation || self.query.is_none() {
            return false;
        }
        self.found.extend(part.hits.iter().copied());
        self.revision += 1;
        self.scanned = (!part.done).then_some(part.scanned);
        true
    }

    /// Stops waiting for more of the running search; whether one ran.
    pub const fn stop(&mut self) -> bool {
        self.generation += 1;
        self.scanned.take().is_some()
    }

    /// Chooses the articles that name these days, or were printed on them.
    pub fn set_brush(&mut self, timeline: &Timeline, lane: Lane, days: Interval) {
        self.brush = Some((lane, days));
        self.touch(timeline);
    }

    /// Takes in those articles among the latest that fit the search.
    pub fn arrive(&mut self, hits: Vec<ArticleId>, timeline: &Timeline) {
        self.found.extend(hits);
        self.touch(timeline);
    }

    /// Works out anew which articles the brush touches.
    pub fn touch(&mut self, timeline: &Timeline) {
        let Some((lane, days)) = self.brush else {
            return;
        };
        self.revision += 1;
        self.brushed.clear();
        if lane == Lane::Printed {
            return self.brushed.extend(timeline.printed_in(days));
        }
        let told = timeline.dates_in_range(days).filter(|event| {
            days.contains(event.interval.start) && days.contains(event.interval.end)
        });
        self.brushed.extend(told.flat_map(Event::articles));
    }

    /// Drops search and brush; whether there was one.
    pub fn clear(&mut self) -> bool {
        let any = !self.is_empty();
        self.stop();
        (self.query, self.brush) = (None, None);
        self.revision += 1;
        self.found.clear();
        self.brushed.clear();
        any
    }

    /// Drops the search alone; whether there was one.
    pub fn drop_query(&mut self) -> bool {
        self.stop();
        self.revision += 1;
        self.found.clear();
        self.query.take().is_some()
    }

    /// The number of the newest search.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Sets what `/` looks for.
    pub fn look_for(&mut self, needles: Needles) {
        self.needles = needles;
    }

    /// What `/` looks for.
    #[must_use]
    pub const fn needles(&self) -> &Needles {
        &self.needles
    }

    /// The places to light in the body of an article: what `/` looks for,
    /// else the words of the search.
    #[must_use]
    pub fn places(&self, article: &Article) -> Vec<Hit> {
        if !self.needles.is_empty() {
            self.needles.hits(&article.text)
        } else if let Some(query) = &self.query {
            query.lit(&article.text)
        } else {
            Vec::new()
        }
    }
}

/// A set of articles.
#[derive(Debug, Default)]
struct Articles {
    /// By number.
    has: Vec<bool>,
    len: usize,
}

impl Articles {
    fn contains(&self, id: ArticleId) -> bool {
        self.has.get(id.index()).copied().unwrap_or(false)
    }

    fn extend(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        for id in ids {
            if id.index() >= self.has.len() {
                self.has.resize(id.index() + 1, false);
            }
            let had = std::mem::replace(&mut self.has[id.index()], true);
            self.len += usize::from(!had);
        }
    }

    fn clear(&mut self) {
        self.has.clear();
        self.len = 0;
    }

    const fn len(&self) -> usize {
        self.len
    }
}
