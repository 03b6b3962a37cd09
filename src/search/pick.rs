//! Fuzzy picking: what is typed stands in a name with gaps, in order, and the
//! closer together and the nearer to the starts of words, the better; as fzf
//! and nucleo score it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
    ops::ControlFlow,
};

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use crate::model::{ArticleId, Corpus};

/// Titles that are looked at between two parts.
const PART: usize = 16_384;
/// How many are kept of each kind.
const MOST: usize = 24;

/// Scores names.
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Fuzzy {
    /// For what was typed: several parts apart must all fit, in any order;
    /// capitals count if there are any, accents if they are typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            pattern: Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// How well a name fits; the higher the better, `None`: not at all.
    pub fn score(&mut self, name: &str) -> Option<u32> {
        let name = Utf32Str::new(name, &mut self.letters);
        self.pattern.score(name, &mut self.matcher)
    }
}

/// The best of an archive so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picks {
    /// The number of the question it answers.
    pub generation: u64,
    /// The articles with the best titles, best first, with their scores.
    pub titles: Vec<(u32, ArticleId)>,
    /// The best names of sources, best first, with their scores and how many
    /// articles are from each.
    pub sources: Vec<(u32, Box<str>, usize)>,
    /// Whether that is all.
    pub done: bool,
}

/// Picks among the titles and the sources of an archive. The sink gets the
/// best so far again and again, at the end for the last time; when it breaks,
/// the picking stops.
pub fn pick(
    corpus: &Corpus,
    typed: &str,
    generation: u64,
    sink: &mut dyn FnMut(Picks) -> ControlFlow<()>,
) {
    let mut fuzzy = Fuzzy::new(typed);
    let mut best: BinaryHeap<Reverse<(u32, Reverse<ArticleId>)>> = BinaryHeap::new();
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    let mut articles = corpus.iter();
    loop {
        let mut read = 0;
        for (id, article) in articles.by_ref().take(PART) {
            read += 1;
            if let Some(source) = article.source.as_deref() {
                *sources.entry(source).or_default() += 1;
            }
            if let Some(score) = fuzzy.score(&article.title.text) {
                best.push(Reverse((score, Reverse(id))));
                if best.len() > MOST {
                    best.pop();
                }
            }
        }
        let done = read < PART;
        let mut titles: Vec<_> = best.iter().map(|Reverse(best)| *best).collect();
        titles.sort_unstable_by_key(|best| Reverse(*best));
        let scored = sources
            .iter()
            .filter_map(|(&source, &count)| Some((fuzzy.score(source)?, Box::from(source), count)));
        let mut scored: Vec<(u32, Box<str>, usize)> = scored.collect();
        scored.sort_by_key(|(score, _, count)| Reverse((*score, *count)));
        scored.truncate(MOST);
        let picks = Picks {
            generation,
            titles: titles
                .into_iter()
                .map(|(score, Reverse(id))| (score, id))
                .collect(),
            sources: scored,
            done,
        };
        if sink(picks).is_break() || done {
            return;
        }
    }
}
