//! A search as a job: goes through a corpus and hands over what it finds,
//! part by part.

use std::ops::ControlFlow;

use super::{Holdings, Query};
use crate::model::ArticleId;

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

/// Searches the articles that are there now. The sink gets one part at
/// least, the last one says so; when it breaks, the search stops.
pub fn search(
    holdings: &Holdings,
    query: &Query,
    generation: u64,
    sink: &mut dyn FnMut(Part) -> ControlFlow<()>,
) {
    let all = holdings.corpus.len();
    let mut articles = holdings.subjects();
    let mut scanned = 0;
    let mut chunk = FIRST;
    loop {
        let hits = articles
            .by_ref()
            .take(chunk)
            .filter(|&(_, article)| query.matches(article))
            .map(|(id, _)| id)
            .collect();
        scanned = all.min(scanned + chunk);
        let done = scanned == all;
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
