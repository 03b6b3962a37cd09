//! One temporal expression in one article.

use super::{Day, Granularity, Interval, Timex};

/// Bytes `start..end` of a text; on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span as a range of indexes into its text.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A temporal expression in the body of an article, with its value, the days
/// it can mean, and how it was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of [`Article::text`](super::Article::text).
    pub span: Span,
    /// Its TIMEX3 type, value and modifier.
    pub timex: Timex,
    /// The earliest to the latest day it can mean; `None` for durations,
    /// sets, vague references and what could not be resolved.
    pub interval: Option<Interval>,
    /// How fine the date is.
    pub granularity: Granularity,
    /// How the value was found.
    pub how: How,
}

/// How a mention got its value: the rule, and the anchor it leant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct How {
    /// The rule that resolved it.
    pub rule: Rule,
    /// The day it was counted from, if any.
    pub anchor: Option<Day>,
}

/// The rules of resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Every part stands in the text.
    Explicit,
}

/// The mentions of the articles, by article id; grows as batches are tagged.
#[derive(Clone, Debug, Default)]
pub struct MentionTable {
    by_article: Vec<std::sync::Arc<[Mention]>>,
}

impl MentionTable {
    /// Appends the mentions of the next articles, in the order of their ids.
    pub fn extend(&mut self, batch: Vec<Vec<Mention>>) {
        self.by_article.extend(batch.into_iter().map(Into::into));
    }

    /// How many articles have been tagged: the ids below this number.
    #[must_use]
    pub fn tagged(&self) -> usize {
        self.by_article.len()
    }

    /// The mentions of one article in the order of the text; empty when it
    /// has not been tagged yet.
    #[must_use]
    pub fn of(&self, id: super::ArticleId) -> &[Mention] {
        self.by_article
            .get(id.index())
            .map_or(&[], |mentions| mentions)
    }
}
