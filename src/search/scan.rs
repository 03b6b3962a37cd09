//! A search as a job: goes through a corpus and hands over what it finds,
//! part by part. What the index covers is answered by it, the rest is read.

use std::ops::ControlFlow;

use super::{Holdings, Query, findings::findings, folding::forms, index::View, rank};
use crate::model::{ArticleId, Findings};

/// How many articles the first part covers where they are read; each further
/// one twice as many.
const FIRST: usize = 64;

/// How many articles that are read a part covers at most: a search that is no
/// longer wanted stops after one.
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
    /// In the last part, all that was found, best first, if the query wants
    /// that.
    pub ranked: Option<Vec<ArticleId>>,
    /// In the last part, the counts, if the query wants them.
    pub findings: Option<Findings>,
    /// In the last part, the forms in which the words of the query stand in
    /// the archive, if those with the same stem are looked for.
    pub forms: Vec<String>,
}

/// Searches the articles that are there now. The sink gets one part at
/// least, the last one says so; when it breaks, the search stops. Parts
/// without a hit say how far the search is, and let it be stopped.
pub fn search(
    holdings: &Holdings,
    query: &Query,
    generation: u64,
    sink: &mut dyn FnMut(Part) -> ControlFlow<()>,
) {
    let prepared = holdings.prepared(query);
    let holdings = &*prepared;
    let all = holdings.corpus.len();
    let mut found = Vec::new();
    let mut say = |hits: Vec<ArticleId>, scanned| {
        let done = scanned == all;
        if query.by_weight || query.counted {
            found.extend(&hits);
        }
        let part = Part {
            generation,
            hits,
            scanned,
            done,
            ranked: (done && query.by_weight).then(|| rank::by_weight(holdings, query, &found)),
            forms: if done {
                forms(holdings, query)
            } else {
                Vec::new()
            },
            findings: (done && query.counted).then(|| findings(holdings, query, &found)),
        };
        match sink(part) {
            ControlFlow::Continue(()) if !done => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    };
    let covered = all.min(holdings.index.covered() as usize);
    if covered > 0 && answer(holdings, query, &mut say).is_break() {
        return;
    }
    read(holdings, query, covered, &mut say);
}

type Say<'a> = &'a mut dyn FnMut(Vec<ArticleId>, usize) -> ControlFlow<()>;

/// Answers from the index. Each segment is a part, as far as texts had to be
/// read or much was found; those with little are put together.
fn answer(holdings: &Holdings, query: &Query, say: Say) -> ControlFlow<()> {
    let covered = holdings.index.covered() as usize;
    let mut hits = Vec::new();
    let mut said = 0;
    for (start, segment) in holdings.index.segments() {
        let view = View {
            segment,
            start,
            holdings,
        };
        let fitting = view.fitting(query);
        hits.extend(fitting.ones().map(|article| view.id(article)));
        let scanned = start as usize + segment.len();
        // Whoever shows the parts goes through all articles for each: the
        // first comes at once, then each covers as much as all before.
        let tells = scanned == covered || scanned >= 2 * said;
        if tells {
            said = scanned;
        }
        say(
            if tells {
                std::mem::take(&mut hits)
            } else {
                Vec::new()
            },
            scanned,
        )?;
    }
    ControlFlow::Continue(())
}

/// Reads the articles from a number on.
fn read(holdings: &Holdings, query: &Query, from: usize, say: Say) {
    let mut articles = holdings.subjects(from);
    let mut scanned = from;
    let mut chunk = FIRST;
    loop {
        let hits = articles
            .by_ref()
            .take(chunk)
            .filter(|&(_, article)| query.matches(article))
            .map(|(id, _)| id)
            .collect();
        scanned = holdings.corpus.len().min(scanned + chunk);
        if say(hits, scanned).is_break() {
            return;
        }
        chunk = MOST.min(chunk * 2);
    }
}
