//! Phrases that stand near one another: `"a b"~5`, `a NEAR/5 b`.

use std::ops::Range;

use super::phrase::{Phrase, count_words};

/// Phrases, in any order, in one paragraph, with few words between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    phrases: Vec<Phrase>,
    /// How many words may stand between the first and the last of them
    /// besides their own.
    between: usize,
}

/// A place of one of the phrases.
struct Hit {
    at: Range<usize>,
    phrase: usize,
}

impl Near {
    pub const fn new(phrases: Vec<Phrase>, between: usize) -> Self {
        Self { phrases, between }
    }

    /// Whether they stand near one another in a folded text.
    pub fn is_in(&self, folded: &str) -> bool {
        let mut found = false;
        self.windows(folded, |_| found = true);
        found
    }

    /// The places of the phrases where they are near one another, in order.
    pub fn hits(&self, folded: &str) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        self.windows(folded, |window| {
            hits.extend(window.iter().map(|hit| hit.at.clone()));
        });
        hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
        hits.dedup();
        hits
    }

    /// Hands over every shortest stretch that holds all phrases and is short
    /// enough. Each place enters and leaves the window once.
    fn windows(&self, folded: &str, mut take: impl FnMut(&[Hit])) {
        let mut hits = Vec::new();
        for (number, phrase) in self.phrases.iter().enumerate() {
            let before = hits.len();
            hits.extend(phrase.hits(folded).map(|at| Hit { at, phrase: number }));
            if hits.len() == before {
                return;
            }
        }
        hits.sort_unstable_by_key(|hit| (hit.at.start, hit.at.end));
        let mut held = vec![0_usize; self.phrases.len()];
        let mut first = 0;
        for last in 0..hits.len() {
            held[hits[last].phrase] += 1;
            while held[hits[first].phrase] > 1 {
                held[hits[first].phrase] -= 1;
                first += 1;
            }
            if held.iter().all(|&count| count > 0) && self.is_short(folded, &hits[first..=last]) {
                take(&hits[first..=last]);
            }
        }
    }

    fn is_short(&self, folded: &str, window: &[Hit]) -> bool {
        let start = window[0].at.start;
        let end = window.iter().map(|hit| hit.at.end).max().unwrap_or(start);
        // The words of the text itself, so that a stretch over the whole text is not read for each place.
        let stretch = &folded[start..end];
        let own: usize = self.phrases.iter().map(Phrase::len).sum();
        let longest = (own + self.between).saturating_mul(LONGEST_WORD);
        stretch.len() <= longest
            && !stretch.contains('\n')
            && count_words(stretch) <= own + self.between
    }
}

/// Bytes that a word with what follows it takes at most, on the average of a stretch.
const LONGEST_WORD: usize = 64;
