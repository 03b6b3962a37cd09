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
// TEMP
impl Query {
    pub fn parse(raw: &str) -> Result<Self, String> {
        Ok(Self {
            raw: raw.to_owned(),
        })
    }
    pub fn matches(&self, a: &crate::model::Article) -> bool {
        !crate::text::find(&a.text, &self.raw).is_empty()
    }
    pub fn hits(&self, t: &str) -> Vec<std::ops::Range<usize>> {
        crate::text::find(t, &self.raw)
    }
}

pub fn search(
    corpus: &crate::model::Corpus,
    q: &Query,
    generation: u64,
    sink: &mut dyn FnMut(Part) -> std::ops::ControlFlow<()>,
) {
    let hits = corpus
        .iter()
        .filter(|(_, a)| q.matches(a))
        .map(|(i, _)| i)
        .collect();
    let _ = sink(Part {
        generation,
        hits,
        scanned: corpus.len(),
        done: true,
    });
}
