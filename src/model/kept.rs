//! What the reader of an archive adds to it: read marks, stars, places,
//! lettered marks, notes.
//!
//! All of it hangs on the article's text ([`Likeness`]) and on quotes from it
//! ([`Quote`]); nothing on a path, a line or a row of the screen. Everything
//! here can be written as JSON: that is how it is kept and exported.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Article, Body, Day, Likeness, Provenance, Ruling, Seen};
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
    /// Where that day was found.
    #[serde(default)]
    pub provenance: Provenance,
    /// Who printed it.
    pub source: Option<Box<str>>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<Box<str>>,
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
            provenance: article.printed.provenance,
            source: article.source.clone(),
            author: article.author.clone(),
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

/// What a highlighted passage is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It matters.
    Important,
    /// It states a fact.
    Fact,
    /// It is to be checked.
    Question,
    /// It is worth quoting, or returns word by word elsewhere.
    Wording,
}

impl Kind {
    /// The four, in the order of the keys.
    pub const ALL: [Self; 4] = [Self::Important, Self::Fact, Self::Question, Self::Wording];

    /// The word for people and for files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Important => "important",
            Self::Fact => "fact",
            Self::Question => "question",
            Self::Wording => "wording",
        }
    }

    /// The sign beside the passage, for no colour tells all.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Important => "!",
            Self::Fact => "=",
            Self::Question => "?",
            Self::Wording => "~",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What the reader added to a passage: a remark, a highlight, tags, or several
/// of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Its name, unlike every other's.
    pub id: Box<str>,
    /// The remark; empty where the passage is only highlighted or tagged.
    pub text: String,
    /// The passage.
    pub quote: Quote,
    /// How it is highlighted.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Under what it is filed, in the order of the alphabet.
    #[serde(default)]
    pub tags: Vec<Box<str>>,
    /// The number of the paragraph in which the passage began when it was
    /// first kept, from 1; for citing it where the article is not at hand.
    #[serde(default)]
    pub paragraph: Option<u32>,
    /// When it was first kept: `2024-05-04T12:00:00Z`; empty until then.
    pub created: Box<str>,
    /// When it was last changed.
    pub changed: Box<str>,
}

impl Note {
    /// A note on a passage that says nothing yet.
    #[must_use]
    pub fn new(id: Box<str>, quote: Quote) -> Self {
        Self {
            id,
            text: String::new(),
            quote,
            kind: None,
            tags: Vec::new(),
            paragraph: None,
            created: "".into(),
            changed: "".into(),
        }
    }

    /// The paragraphs of the passage, from 0, as far as they are known.
    #[must_use]
    pub fn paragraphs(&self) -> Option<Range<usize>> {
        let first = (self.paragraph? as usize).checked_sub(1)?;
        Some(first..first + 1 + self.quote.exact.matches("\n\n").count())
    }

    /// Whether nothing is left of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.kind.is_none() && self.tags.is_empty()
    }
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
    /// What of it was on the screen.
    pub seen: Option<Seen>,
    /// The marks with letters that hold in it.
    pub marks: BTreeMap<char, Spot>,
    /// The notes, oldest first.
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
            seen: None,
            marks: BTreeMap::new(),
            notes: Vec::new(),
            rulings: Vec::new(),
        }
    }
}
