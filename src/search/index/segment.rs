//! A segment: the index of a run of articles, which never changes.
//!
//! For each unit of the folded texts ([`units`](crate::search::units)) it
//! knows the articles with it, how often each has it in title and body, and at
//! which positions. A position is twice the number of the unit in its text,
//! and one more if nothing stands before it ([`GLUED`]), as between letters of
//! a script without spaces; numbers go up by [`PARAGRAPH`] at the end of a
//! paragraph. So what stands side by side, or near, can be told from the
//! numbers alone.

use std::ops::Range;

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;

use super::codec::Numbers;
use crate::search::stem::Stem;

/// By how much the number of a unit is greater than that of the last one of
/// the paragraph before.
pub(in crate::search) const PARAGRAPH: u32 = 64;

/// A position in the body has this bit, one in the title has not.
pub(super) const BODY: u32 = 1 << 31;

/// A position right behind the unit before it has this bit.
pub(super) const GLUED: u32 = 1;

/// The articles between two entries of the table with which a long list is
/// entered in its middle.
pub(super) const BLOCK: usize = 128;

/// The bytes of an entry of that table: the article before the block, where
/// the block begins, where its positions begin.
pub(super) const ENTRY: usize = 12;

/// The index of a run of articles; they are numbered from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// The units in the order of their bytes, without anything between them.
    pub(super) terms: String,
    /// Where each unit starts, and the end of the last.
    pub(super) starts: Vec<u32>,
    /// By unit: how many articles have it, then each of them.
    pub(super) articles: Vec<u8>,
    pub(super) articles_at: Vec<u32>,
    /// By unit: its positions in each article.
    pub(super) positions: Vec<u8>,
    pub(super) positions_at: Vec<u32>,
    /// By article: the words of the body by white space.
    pub(super) words: Vec<u32>,
    /// By article: the units of the body.
    pub(super) lengths: Vec<u32>,
    /// The articles in whose bodies one letter as it was printed is several
    /// units when folded, as ½ is 1 and 2: hits on them are one place.
    pub(super) shared: Vec<u32>,
    /// By article: a hash of the body.
    pub(super) bodies: Vec<u64>,
    /// By article: the number of its source and of its language.
    pub(super) sources: Column,
    pub(super) langs: Column,
}

/// A column of values that many articles have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// The values; the first stands for none.
    pub values: Vec<String>,
    /// By article: which of them.
    pub numbers: Vec<u32>,
}

/// An article with a unit, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub article: u32,
    pub title: u32,
    pub body: u32,
}

impl Segment {
    /// How many articles it is of.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it is of none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its tables of numbers, in the order in which they are kept.
    pub(super) fn numbers(&self) -> [&[u32]; 8] {
        [
            &self.starts,
            &self.articles_at,
            &self.positions_at,
            &self.words,
            &self.lengths,
            &self.shared,
            &self.sources.numbers,
            &self.langs.numbers,
        ]
    }

    /// The bytes that it takes in memory, without what the allocator adds.
    #[must_use]
    pub fn size(&self) -> usize {
        let numbers: usize = self.numbers().iter().map(|numbers| numbers.len()).sum();
        self.terms.len()
            + self.articles.len()
            + self.positions.len()
            + numbers * 4
            + self.bodies.len() * 8
    }

    /// By article: the words of its body by white space.
    pub(in crate::search) fn words(&self) -> impl Iterator<Item = u64> {
        self.words.iter().map(|&words| words.into())
    }

    /// By article: the start of the hash of its body.
    pub(in crate::search) fn bodies(&self) -> impl Iterator<Item = u64> {
        self.bodies.iter().copied()
    }

    /// The units of the body of an article.
    pub(in crate::search) fn length(&self, article: usize) -> u32 {
        self.lengths[article]
    }

    /// A set of its articles: none of them.
    pub(in crate::search) fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.len())
    }

    /// A set of its articles: all of them.
    pub(super) fn all(&self) -> FixedBitSet {
        let mut all = self.none();
        all.insert_range(..);
        all
    }

    /// How many units it knows.
    pub(super) const fn vocabulary(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// A unit by its number.
    pub(super) fn unit(&self, number: usize) -> &str {
        let range = self.starts[number] as usize..self.starts[number + 1] as usize;
        self.terms.get(range).unwrap_or_default()
    }

    /// The number of the first unit that is not before this one.
    fn not_before(&self, unit: &str) -> usize {
        let (mut low, mut high) = (0, self.vocabulary());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.unit(middle) < unit {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The number of a unit.
    pub(super) fn find(&self, unit: &str) -> Option<usize> {
        let number = self.not_before(unit);
        (number < self.vocabulary() && self.unit(number) == unit).then_some(number)
    }

    /// The units that start so.
    pub(super) fn beginning(&self, start: &str) -> Range<usize> {
        let first = self.not_before(start);
        let (mut low, mut high) = (first, self.vocabulary());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.unit(middle).starts_with(start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        first..low
    }

    /// The units that are forms of a word.
    pub(in crate::search) fn forms<'a>(&'a self, stem: &'a Stem) -> impl Iterator<Item = &'a str> {
        let begin = self.beginning(stem.start());
        let units = begin.map(|unit| self.unit(unit));
        units.filter(|unit| stem.has(unit))
    }

    /// Their numbers.
    pub(super) fn of_stem(&self, stem: &Stem) -> Vec<usize> {
        let begin = self.beginning(stem.start());
        begin.filter(|&unit| stem.has(self.unit(unit))).collect()
    }

    /// The units in which this stands.
    pub(super) fn containing(&self, piece: &str) -> Vec<usize> {
        let mut found = Vec::new();
        if piece.is_empty() {
            return found;
        }
        for at in Finder::new(piece).find_iter(self.terms.as_bytes()) {
            let number = self.starts.partition_point(|&start| start as usize <= at) - 1;
            let fits = at + piece.len() <= self.starts[number + 1] as usize;
            if fits && found.last() != Some(&number) {
                found.push(number);
            }
        }
        found
    }

    /// The articles with a unit.
    pub(super) fn postings(&self, unit: usize) -> Postings<'_> {
        let range = |at: &[u32]| at[unit] as usize..at[unit + 1] as usize;
        let articles = self.articles.get(range(&self.articles_at));
        let positions = self.positions.get(range(&self.positions_at));
        Postings::new(articles.unwrap_or_default(), positions.unwrap_or_default())
    }
}

/// The articles with a unit, in order.
pub(super) struct Postings<'a> {
    /// The table with which the list is entered in its middle.
    table: &'a [u8],
    /// All that the table leads into.
    body: &'a [u8],
    all_positions: &'a [u8],
    /// How many articles there are and how many have been handed out.
    len: usize,
    at: usize,
    articles: Numbers<'a>,
    positions: Numbers<'a>,
    /// Positions of articles that were handed out and not read.
    unread: usize,
    last: u32,
}

impl<'a> Postings<'a> {
    fn new(articles: &'a [u8], positions: &'a [u8]) -> Self {
        let (head, rest) = articles.split_at(articles.len().min(4));
        let len = head.try_into().map_or(0, u32::from_le_bytes) as usize;
        let entries = len.saturating_sub(1) / BLOCK;
        let (table, body) = rest.split_at(rest.len().min(entries * ENTRY));
        Self {
            table,
            body,
            all_positions: positions,
            len,
            at: 0,
            articles: Numbers::new(body),
            positions: Numbers::new(positions),
            unread: 0,
            last: 0,
        }
    }

    /// How many articles have it.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The next article.
    pub fn take(&mut self) -> Option<Posting> {
        if self.at >= self.len {
            return None;
        }
        self.at += 1;
        self.last += self.articles.take();
        let counts = self.articles.take();
        let title = if counts & 1 == 1 {
            self.articles.take()
        } else {
            0
        };
        let posting = Posting {
            article: self.last,
            title,
            body: counts >> 1,
        };
        self.unread += (posting.title + posting.body) as usize;
        Some(posting)
    }

    /// The next article that is not before this one.
    pub fn seek(&mut self, article: u32) -> Option<Posting> {
        self.enter(article);
        loop {
            let posting = self.take()?;
            if posting.article >= article {
                return Some(posting);
            }
        }
    }

    /// Jumps to the last block that begins before an article, if it is ahead.
    fn enter(&mut self, article: u32) {
        let entries = self.table.len() / ENTRY;
        let number = |entry: usize, at: usize| {
            let start = entry * ENTRY + at * 4;
            let bytes = self.table.get(start..start + 4);
            bytes
                .and_then(|bytes| bytes.try_into().ok())
                .map_or(0, u32::from_le_bytes)
        };
        let present = self.at / BLOCK;
        let (mut low, mut high) = (present, entries);
        while low < high {
            let middle = low + (high - low) / 2;
            if number(middle, 0) < article {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Entry `low - 1` leads to block `low`.
        if low > present {
            let (last, body, positions) =
                (number(low - 1, 0), number(low - 1, 1), number(low - 1, 2));
            self.articles = Numbers::new(self.body.get(body as usize..).unwrap_or_default());
            let rest = self.all_positions.get(positions as usize..);
            self.positions = Numbers::new(rest.unwrap_or_default());
            (self.unread, self.last, self.at) = (0, last, low * BLOCK);
        }
    }

    /// Hands over the positions of the article that was handed out last: its
    /// own in the title, then those in the body with [`BODY`].
    pub fn positions(&mut self, of: Posting, take: &mut impl FnMut(u32)) {
        let own = (of.title + of.body) as usize;
        self.positions.skip(self.unread.saturating_sub(own));
        self.unread = 0;
        for (count, place) in [(of.title, 0), (of.body, BODY)] {
            let mut at = 0;
            for _ in 0..count {
                at += self.positions.take();
                take(at | place);
            }
        }
    }
}
