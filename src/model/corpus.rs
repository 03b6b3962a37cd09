//! The articles of the archive in memory: append-only, cheap to clone.

use std::{
    ops::{Deref, Range},
    sync::Arc,
};

use super::Article;

/// The place of an article in the corpus; stays the same for the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The place as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An article of a corpus, held without a copy.
#[derive(Clone, Debug)]
pub struct Shared {
    chunk: Arc<[Article]>,
    at: usize,
}

impl Deref for Shared {
    type Target = Article;

    fn deref(&self) -> &Article {
        &self.chunk[self.at]
    }
}

/// All articles that have arrived so far, in chunks that never change: a
/// clone shares them, so a worker reads its own snapshot without a lock.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    chunks: Vec<Arc<[Article]>>,
    /// The id of each chunk's first article.
    starts: Vec<u32>,
    len: u32,
}

impl Corpus {
    /// Appends a batch and returns the ids it was given.
    ///
    /// Ids are 32 bits: a batch that would pass `u32::MAX` articles is not
    /// taken (4 billion articles do not fit in memory anyway).
    pub fn push(&mut self, batch: Arc<[Article]>) -> Range<u32> {
        let start = self.len;
        let end = u32::try_from(batch.len())
            .ok()
            .and_then(|count| start.checked_add(count));
        if let Some(end) = end.filter(|&end| end > start) {
            self.starts.push(start);
            self.chunks.push(batch);
            self.len = end;
        }
        start..self.len
    }

    /// How many articles.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The article with this id, if it has arrived.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Option<&Article> {
        let chunk = self
            .starts
            .partition_point(|&start| start <= id.0)
            .checked_sub(1)?;
        self.chunks[chunk].get((id.0 - self.starts[chunk]) as usize)
    }

    /// The article with this id, to be kept.
    #[must_use]
    pub fn share(&self, id: ArticleId) -> Option<Shared> {
        let number = self
            .starts
            .partition_point(|&start| start <= id.0)
            .checked_sub(1)?;
        let at = (id.0 - self.starts[number]) as usize;
        let chunk = self.chunks[number].clone();
        (at < chunk.len()).then_some(Shared { chunk, at })
    }

    /// All articles in the order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.from(0)
    }

    /// The articles from `start` on, in the order of arrival.
    pub fn from(&self, start: u32) -> impl Iterator<Item = (ArticleId, &Article)> {
        (start..self.len).filter_map(|id| Some((ArticleId(id), self.get(ArticleId(id))?)))
    }
}
