//! A telling as a vector: the terms of its sentence, each weighed by how rare
//! it is in the archive and how near it stands to the date.

use super::telling::{Digest, Telling};
use crate::{
    model::Granularity,
    timeline::terms::{ByTerm, Term, Vector, normalize},
};

/// In how many sentences with a date each term stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Frequencies {
    counts: ByTerm<u32>,
    sentences: u32,
}

impl Frequencies {
    /// Counts the sentences of an article.
    pub(super) fn add(&mut self, digest: &Digest) {
        each_sentence(digest, &mut |terms| {
            for term in terms {
                *self.counts.entry(*term).or_default() += 1;
            }
            self.sentences += 1;
        });
    }

    /// Takes the sentences of an article out again.
    pub(super) fn remove(&mut self, digest: &Digest) {
        each_sentence(digest, &mut |terms| {
            for term in terms {
                self.counts.entry(*term).and_modify(|count| *count -= 1);
            }
            self.sentences -= 1;
        });
    }

    /// How much a term says: the logarithm of how rare it is. In a small
    /// archive what two sentences share looks common because they share it, so
    /// [`PRIOR`] sentences without the term are counted along.
    #[allow(clippy::cast_precision_loss, reason = "weights need no more")]
    fn idf(&self, term: Term) -> f32 {
        let count = self.counts.get(&term).copied().unwrap_or(0);
        (1.0 + (self.sentences + PRIOR) as f32 / (count + 1) as f32).ln()
    }
}

/// Hands over the terms of each sentence, each term once.
fn each_sentence(digest: &Digest, sink: &mut dyn FnMut(&[Term])) {
    let mut terms = Vec::new();
    for sentence in (0..).take(digest.sentences.len()) {
        terms.clear();
        terms.extend_from_slice(digest.sentence(sentence));
        terms.sort_unstable();
        terms.dedup();
        sink(&terms);
    }
}

/// Sentences that no term stands in, counted along.
const PRIOR: u32 = 100;

/// Terms on either side of a date that are looked at.
const REACH: usize = 32;
/// Terms between a term and its date that halve its weight.
const HALF: f32 = 6.0;
/// What is left of a weight behind another date of the sentence.
const BEYOND: f32 = 0.5;

/// What is left of a weight before the words of an anniversary.
const BEFORE: f32 = 0.2;
/// The term that all share who keep the anniversary of one day, and its part
/// of the vector: it is one thing that a day is kept for.
const KEPT: Term = 1;
const KEPT_WEIGHT: f32 = 0.8;

/// The vector of a telling.
pub(super) fn vector(digest: &Digest, telling: &Telling, frequencies: &Frequencies) -> Vector {
    let mut vector = around(digest, telling, frequencies);
    if let Some(announced) = telling.announced {
        vector.extend(around(
            digest,
            &digest.tellings[announced as usize],
            frequencies,
        ));
    }
    vector.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    // What is said twice counts once, where it stands nearest.
    vector.dedup_by_key(|(term, _)| *term);
    normalize(&mut vector);
    if telling.remembers && telling.granularity == Granularity::Day {
        let at = vector.partition_point(|(term, _)| *term < KEPT);
        vector.insert(at, (KEPT, KEPT_WEIGHT));
        normalize(&mut vector);
    }
    vector
}

/// The terms around a date, in the order of the text.
#[allow(clippy::cast_precision_loss, reason = "weights need no more")]
fn around(digest: &Digest, telling: &Telling, frequencies: &Frequencies) -> Vector {
    let terms = digest.sentence(telling.sentence);
    let at = telling.at as usize;
    let others = || {
        let range = digest
            .tellings
            .partition_point(|t| t.sentence < telling.sentence);
        let same = digest.tellings[range..]
            .iter()
            .take_while(|t| t.sentence == telling.sentence);
        same.filter(|other| other.interval != telling.interval)
            .map(|t| t.at as usize)
    };
    let left = others().filter(|&other| other < at).max().unwrap_or(0);
    let right = others()
        .filter(|&other| other > at)
        .min()
        .unwrap_or(terms.len());
    let window = at.saturating_sub(REACH)..(at + REACH).min(terms.len());
    let weighed = window.map(|place| {
        let away = if place < at {
            at - place
        } else {
            place - at + 1
        };
        let near = HALF / (HALF + away as f32);
        let side = if telling.remembers && place < at {
            BEFORE
        } else {
            1.0
        };
        let beyond = if (left..right).contains(&place) {
            1.0
        } else {
            BEYOND
        };
        (
            terms[place],
            near * side * beyond * frequencies.idf(terms[place]),
        )
    });
    weighed.collect()
}
