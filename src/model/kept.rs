//! What the reader of an archive adds to it: read marks, stars, places,
//! lettered marks, notes.
//!
//! All of it hangs on the article's text ([`Likeness`]) and on quotes from it
//! ([`Quote`]); nothing on a path, a line or a row of the screen. Everything
//! here can be written as JSON: that is how it is kept and exported.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Article, Body, Day, Likeness, Ruling};
use crate::text::{Quote, byte_of};

/// An article as what hangs on it names it: how to recognise it, and how to
/// cite it when it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cited {
    /// What it is recognised by.
    pub likeness: Likeness,
    /// Its id ([`Article::id`]).
    pub id: Box<str>,
    /// Its headline.
    pub title: Box<str>,
    /// The day it was printed, if known.
    pub day: Option<Day>,
    /// Who printed it.
    pub source: Option<Box<str>>,
    /// The address it came from.
    pub url: Option<Box<str>>,
    /// Where it was when it was last looked at; for people, never for finding.
    pub path: Box<str>,
}

impl Cited {
    /// Names an article. Reads its whole body: linear time.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        Self {
            likeness: Likeness::of(article),
            id: article.id.clone(),
            title: article.title.text.clone(),
            day: article.printed.day,
            source: article.source.clone(),
            url: article.url.clone(),
            path: Box::from(&*article.path),
        }
    }

    /// How much another article has in common with this, if so much that it
    /// is an edited version of it: [`Likeness::resembles`], and not printed
    /// on another day. Anniversary pieces repeat each other year by year.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> Option<usize> {
        let apart = self.day.is_some() && other.day.is_some() && self.day != other.day;
        self.likeness.resembles(&other.likeness).filter(|_| !apart)
    }
}

/// A place in an article: the beginning of a paragraph, and how far from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The first words of the paragraph.
    pub paragraph: Quote,
    /// Code points from there to the place; before it if negative.
    pub offset: isize,
}

/// Code points of a paragraph that a [`Spot`] quotes at the most.
const FIRST_WORDS: usize = 160;

impl Spot {
    /// Remembers the byte `at` of a body, seen from the paragraph that fills
    /// the bytes of `paragraph`.
    #[must_use]
    pub fn new(text: &str, paragraph: Range<usize>, at: usize) -> Self {
        let words = text.get(paragraph.clone()).unwrap_or_default();
        let first = paragraph.start..paragraph.start + byte_of(words, FIRST_WORDS);
        let count = |bytes: Range<usize>| {
            let chars = text.get(bytes).unwrap_or_default().chars().count();
            isize::try_from(chars).unwrap_or(isize::MAX)
        };
        Self {
            paragraph: Quote::new(text, first),
            offset: if at < paragraph.start {
                -count(at..paragraph.start)
            } else {
                count(paragraph.start..at)
            },
        }
    }

    /// The bytes at which the paragraph begins and the place is, in a body
    /// that may have been edited since; a paragraph of which nothing is left
    /// is taken to begin where it was.
    #[must_use]
    pub fn find(&self, text: &str) -> (usize, usize) {
        let words = self.paragraph.find(text).map(|words| words.start);
        let start = words.unwrap_or_else(|| byte_of(text, self.paragraph.start));
        let start = text[..start].rfind("\n\n").map_or(0, |end| end + 2);
        let steps = self.offset.unsigned_abs();
        let at = if self.offset < 0 {
            let mut before = text[..start].char_indices().rev();
            steps
                .checked_sub(1)
                .and_then(|last| before.nth(last))
                .map_or(0, |(at, _)| at)
        } else {
            start + byte_of(&text[start..], steps)
        };
        (start, at)
    }
}

/// A remark on a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Its name, unlike every other's.
    pub id: Box<str>,
    /// The remark.
    pub text: String,
    /// The passage.
    pub quote: Quote,
    /// When it was first kept: `2024-05-04T12:00:00Z`; empty until then.
    pub created: Box<str>,
    /// When it was last changed.
    pub changed: Box<str>,
}

/// A mark with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Letter {
    /// The article that was open, and the place in it.
    pub article: Option<(Cited, Spot)>,
    /// The pane that had the keys.
    pub pane: Box<str>,
    /// The day under the timeline's cursor.
    pub day: Option<Day>,
}

/// How an archive was left.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Desk {
    /// The article that was open.
    pub article: Option<Likeness>,
    /// The pane that had the keys.
    pub pane: Box<str>,
    /// The order of the list, where it is not that of the settings.
    pub order: Option<ListOrder>,
}

/// The order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListOrder {
    /// By what, as the settings name it.
    pub sort: Box<str>,
    /// Whether the newest, last or longest come first.
    pub descending: bool,
    /// Whether years stand as headings.
    pub by_year: bool,
}

/// All that hangs on one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The article.
    pub cited: Cited,
    /// The bodies of all its versions that were met.
    pub bodies: Vec<Body>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
    /// Where the reading stopped.
    pub place: Option<Spot>,
    /// The remarks, oldest first.
    pub notes: Vec<Note>,
    /// What was ruled about its dates.
    pub rulings: Vec<Ruling>,
}

impl Record {
    /// An article on which nothing hangs yet.
    #[must_use]
    pub fn new(cited: Cited) -> Self {
        Self {
            bodies: vec![cited.likeness.body],
            cited,
            read: false,
            starred: false,
            place: None,
            notes: Vec::new(),
            rulings: Vec::new(),
        }
    }
}
