//! The articles of the archive in memory: append-only, cheap to clone.

use std::{
    collections::HashSet,
    ops::{Deref, Range},
    sync::Arc,
};

use super::{Article, Shelf, Signs};

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
    chunk: Chunk,
    at: usize,
}

impl Deref for Shared {
    type Target = Article;

    fn deref(&self) -> &Article {
        self.chunk
            .get(self.at)
            .expect("it was there when it was shared")
    }
}

/// Articles that came together and never change.
#[derive(Clone, Debug)]
enum Chunk {
    /// They were read in this run.
    Read(Arc<[Article]>),
    /// They were read in another.
    Kept(Arc<Shelf>),
}

impl Chunk {
    fn get(&self, at: usize) -> Option<&Article> {
        match self {
            Self::Read(articles) => articles.get(at),
            Self::Kept(shelf) => shelf.get(u32::try_from(at).ok()?),
        }
    }
}

/// All articles that have arrived so far, in chunks that never change: a
/// clone shares them, so a worker reads its own snapshot without a lock.
/// What is no longer in the archive is not there, and its id is not given to
/// another.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    chunks: Vec<Chunk>,
    /// The id of each chunk's first article.
    starts: Vec<u32>,
    len: u32,
    gone: Arc<HashSet<ArticleId>>,
}

impl Corpus {
    /// Appends a batch and returns the ids it was given.
    ///
    /// Ids are 32 bits: a batch that would pass `u32::MAX` articles is not
    /// taken (4 billion articles do not fit in memory anyway).
    pub fn push(&mut self, batch: Arc<[Article]>) -> Range<u32> {
        let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
        self.append(Chunk::Read(batch), count)
    }

    /// Appends articles that were read in another run.
    pub fn put(&mut self, shelf: Arc<Shelf>) -> Range<u32> {
        let count = shelf.len();
        self.append(Chunk::Kept(shelf), count)
    }

    fn append(&mut self, chunk: Chunk, count: u32) -> Range<u32> {
        let start = self.len;
        let end = start.checked_add(count);
        if let Some(end) = end.filter(|&end| end > start) {
            self.starts.push(start);
            self.chunks.push(chunk);
            self.len = end;
        }
        start..self.len
    }

    /// Takes articles out that are no longer in the archive.
    pub fn retire(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        Arc::make_mut(&mut self.gone).extend(ids);
    }

    /// How many ids have been given: those below this number.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// How many articles are in the archive.
    #[must_use]
    pub fn count(&self) -> usize {
        self.len() - self.gone.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether the article with this id is no longer in the archive.
    #[must_use]
    pub fn is_gone(&self, id: ArticleId) -> bool {
        !self.gone.is_empty() && self.gone.contains(&id)
    }

    /// The chunk of an article and its place there.
    fn find(&self, id: ArticleId) -> Option<(&Chunk, usize)> {
        if self.is_gone(id) {
            return None;
        }
        let number = self
            .starts
            .partition_point(|&start| start <= id.0)
            .checked_sub(1)?;
        Some((&self.chunks[number], (id.0 - self.starts[number]) as usize))
    }

    /// The article with this id, if it has arrived.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Option<&Article> {
        let (chunk, at) = self.find(id)?;
        chunk.get(at)
    }

    /// What `look` sees in an article. One that is kept elsewhere is not held
    /// in memory for that: the way to go through many.
    pub fn look<T>(&self, id: ArticleId, look: impl FnOnce(&Article) -> T) -> Option<T> {
        match self.find(id)? {
            (Chunk::Read(articles), at) => articles.get(at).map(look),
            (Chunk::Kept(shelf), at) => {
                let article = shelf.make(u32::try_from(at).ok()?)?;
                Some(look(&article))
            }
        }
    }

    /// What an article is recognised by.
    #[must_use]
    pub fn signs(&self, id: ArticleId) -> Option<Signs> {
        match self.find(id)? {
            (Chunk::Read(articles), at) => articles.get(at).map(Signs::of),
            (Chunk::Kept(shelf), at) => shelf.signs(u32::try_from(at).ok()?),
        }
    }

    /// The article with this id, to be kept.
    #[must_use]
    pub fn share(&self, id: ArticleId) -> Option<Shared> {
        let (chunk, at) = self.find(id)?;
        chunk.get(at)?;
        let chunk = chunk.clone();
        Some(Shared { chunk, at })
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
