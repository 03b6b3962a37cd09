//! The query language and the search over the corpus.

use crate::model::ArticleId;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub raw: String,
}

/// A part of a search's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of the search it answers.
    pub generation: u64,
    /// The articles with a hit, in ascending order of id.
    pub hits: Vec<ArticleId>,
    /// How many articles have been looked at so far.
    pub scanned: usize,
    /// Whether that was all.
    pub done: bool,
}
