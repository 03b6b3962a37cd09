//! Which articles go into one segment.
//!
//! A run ends where it is large enough, or, from [`LEAST`] articles on, behind
//! an article whose hash says so: a file that is added or changed in the
//! middle of an archive then changes the runs around it and no other
//! (content-defined chunking, as rsync and backup programs do it).

use std::{ops::Range, sync::Arc};

use sha2::{Digest, Sha256};

use super::{build::Builder, segment::Segment};
use crate::model::Article;

/// The articles of a run at the most.
const MOST: usize = 16_384;
/// The bytes of text of a run, from which on it ends.
const LARGE: usize = 32 << 20;
/// The articles of a run at least, as long as more follow and it is not large.
const LEAST: usize = 4_096;
/// One article in so many may end a run.
const ENDS: u64 = 8_192;

/// What a segment is known by: a hash of all that it was made of, and of the
/// way in which segments are made.
pub type Key = [u8; 32];

/// Articles that will be one segment.
#[derive(Debug, Default)]
pub struct Run {
    parts: Vec<(Arc<[Article]>, Range<usize>)>,
    digest: Sha256,
    /// By article: the start of the hash of its body.
    bodies: Vec<u64>,
    bytes: usize,
    full: bool,
}

impl Run {
    /// Takes in articles of a batch from `from` on, until it is full or they
    /// are at their end; the first that it did not take.
    pub fn take(&mut self, batch: &Arc<[Article]>, from: usize) -> usize {
        let mut end = from;
        while let Some(article) = batch.get(end).filter(|_| !self.full) {
            self.enter(article);
            end += 1;
        }
        if end > from {
            self.parts.push((Arc::clone(batch), from..end));
        }
        end
    }

    fn enter(&mut self, article: &Article) {
        let hash = Sha256::digest(article.text.as_bytes());
        let body = start_of(&hash);
        self.digest.update(hash);
        // What is of variable length stands behind its length.
        let parts = [
            Some(&*article.title.text),
            article.source.as_deref(),
            article.lang.as_deref(),
        ];
        for part in parts {
            let len = part.map_or(u64::MAX, |part| part.len() as u64);
            self.digest.update(len.to_le_bytes());
            self.digest.update(part.unwrap_or_default());
        }
        self.bodies.push(body);
        self.bytes += article.text.len();
        let len = self.bodies.len();
        self.full = len >= MOST || self.bytes >= LARGE || len >= LEAST && body.is_multiple_of(ENDS);
    }

    /// Whether it takes no more.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.full
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// How many articles are in it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bodies.len()
    }

    /// The bytes of their texts.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// What its segment is known by.
    #[must_use]
    pub fn key(&self) -> Key {
        let mut digest = self.digest.clone();
        digest.update(super::bytes::VERSION.to_le_bytes());
        digest.finalize().into()
    }

    /// Its segment. Time is linear in the texts.
    #[must_use]
    pub fn build(&self) -> Segment {
        let mut builder = Builder::default();
        let articles = self.parts.iter();
        let articles = articles.flat_map(|(batch, range)| &batch[range.clone()]);
        for (article, body) in articles.zip(&self.bodies) {
            builder.add(article, *body);
        }
        builder.finish()
    }
}

/// The start of the hash of a body, as segments keep it.
pub(in crate::search) fn body(article: &Article) -> u64 {
    start_of(&Sha256::digest(article.text.as_bytes()))
}

fn start_of(hash: &[u8]) -> u64 {
    let start = hash.first_chunk();
    start.map_or(0, |start| u64::from_le_bytes(*start))
}
