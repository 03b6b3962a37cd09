//! A search as a job: goes through a corpus and hands over what it finds,
//! part by part.

use std::ops::ControlFlow;

use super::Query;
use crate::model::{ArticleId, Corpus};

/// How many articles the first part covers; each further one twice as many.
const FIRST: usize = 64;

/// How many articles a part covers at most: a search that is no longer wanted
/// stops after one.
const MOST: usize = 4096;

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

/// Searches the articles that a corpus holds now. The sink gets one part at
/// least, the last one says so; when it breaks, the search stops.
pub fn search(
    corpus: &Corpus,
    query: &Query,
    generation: u64,
    sink: &mut dyn FnMut(Part) -> ControlFlow<()>,
) {
    let mut articles = corpus.iter();
    let mut scanned = 0;
    let mut chunk = FIRST;
    loop {
        let hits = articles
            .by_ref()
            .take(chunk)
            .filter(|(_, article)| query.matches(article))
            .map(|(id, _)| id)
            .collect();
        scanned = corpus.len().min(scanned + chunk);
        let done = scanned == corpus.len();
        let part = Part {
            generation,
            hits,
            scanned,
            done,
        };
        if sink(part).is_break() || done {
            return;
        }
        chunk = MOST.min(chunk * 2);
    }
}
