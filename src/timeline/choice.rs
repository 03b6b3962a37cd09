//! Which sentences tell an event best.
//!
//! The sentences that name the date, and the leads of what was printed on it
//! or the day after, are vectors of words, each weighed by how rare it is. The centroid of
//! the words that occur in both groups ranks them, what lies beyond the knee of
//! the ranking is dropped, and of the rest sentences are taken one by one so
//! that their sum stays nearest to the centroid of the rest (PM-mean and
//! centroid-opt of Gholipour Ghalandari and Ifrim, ACL 2020). Nothing here
//! knows an article or a date.

use super::terms::{ByTerm, Term, Vector, cosine, normalize, words};

/// More candidates than this are not looked at, so that a date which
/// everything names costs no more than a busy one.
const MOST: usize = 1500;

/// Two sentences as like as this tell the same.
const SAME: f32 = 0.99;

/// Words of a sentence: with fewer it is none, with more it is a list, or more
/// than anybody reads in a timeline.
const WORDS: std::ops::RangeInclusive<usize> = 5..=60;

/// A sentence that may be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it names the date, or stands in a lead printed then.
    pub group: Group,
}

/// Why a sentence may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// It names the date.
    Names,
    /// It leads an article printed on the date or the day after.
    Leads,
}

/// In how many sentences each word stands.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    counts: ByTerm<u32>,
    sentences: u32,
}

/// The words of a sentence, ascending.
fn telling(candidate: &Candidate<'_>) -> Vec<Term> {
    let mut terms = Vec::new();
    words(candidate.text, &mut |word| terms.push(word.term));
    terms.sort_unstable();
    terms
}

impl Vocabulary {
    /// Counts the words of a sentence.
    pub(super) fn add(&mut self, candidate: &Candidate<'_>) {
        for same in telling(candidate).chunk_by(|a, b| a == b) {
            *self.counts.entry(same[0]).or_default() += 1;
        }
        self.sentences += 1;
    }

    #[allow(clippy::cast_precision_loss, reason = "weights need no more")]
    fn vector(&self, candidate: &Candidate<'_>) -> (Vector, usize) {
        let terms = telling(candidate);
        let weigh = |same: &[Term]| {
            let count = self.counts.get(&same[0]).copied().unwrap_or(1);
            let rare = self.sentences as f32 / count.max(1) as f32;
            (same[0], same.len() as f32 * (1.0 + rare.ln()))
        };
        let mut vector: Vector = terms.chunk_by(|a, b| a == b).map(weigh).collect();
        normalize(&mut vector);
        (vector, terms.len())
    }
}

/// A sum of vectors.
#[derive(Clone, Debug, Default)]
struct Sum {
    weights: ByTerm<f32>,
}

impl Sum {
    fn of<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Self {
        let mut sum = Self::default();
        vectors.for_each(|vector| sum.add(vector));
        sum
    }

    fn add(&mut self, vector: &Vector) {
        for &(word, weight) in vector {
            *self.weights.entry(word).or_default() += weight;
        }
    }

    fn dot(&self, vector: &Vector) -> f32 {
        let weight = |word| self.weights.get(word).copied().unwrap_or(0.0);
        vector.iter().map(|(word, here)| here * weight(word)).sum()
    }

    /// The words that both have, each sum counting the same.
    fn common(&self, other: &Self) -> Self {
        let (a, b) = (self.norm(), other.norm());
        let both = self
            .weights
            .iter()
            .filter_map(|(word, weight)| Some((*word, weight / a + other.weights.get(word)? / b)));
        Self {
            weights: both.collect(),
        }
    }

    fn norm(&self) -> f32 {
        let squares = self.weights.values().map(|weight| weight * weight);
        squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
    }
}

/// The places of the `count` candidates that tell best, best first.
pub(super) fn choose(
    candidates: &[Candidate<'_>],
    vocabulary: &Vocabulary,
    count: usize,
) -> Vec<usize> {
    let mut vectors: Vec<(usize, Group, Vector)> = candidates
        .iter()
        .take(MOST)
        .enumerate()
        .filter_map(|(at, candidate)| {
            let (vector, length) = vocabulary.vector(candidate);
            WORDS
                .contains(&length)
                .then_some((at, candidate.group, vector))
        })
        .collect();
    let group = |group| {
        let members = vectors.iter().filter(|(_, of, _)| *of == group);
        Sum::of(members.map(|(_, _, vector)| vector))
    };
    let both = group(Group::Names).common(&group(Group::Leads));
    if !both.weights.is_empty() {
        vectors = above_the_knee(vectors, &both, count);
    }
    let centroid = Sum::of(vectors.iter().map(|(_, _, vector)| vector));
    let mut chosen: Vec<usize> = Vec::new();
    let mut sum = Sum::default();
    while chosen.len() < count {
        let (along, square) = chosen.iter().fold((0.0, 0.0), |(along, square), &at| {
            let vector = &vectors[at].2;
            (along + centroid.dot(vector), square + sum.dot(vector))
        });
        // The cosine of the centroid and the sum with this vector, but for
        // the centroid's length, which is the same for all.
        let near = |vector: &Vector| {
            let square: f32 = square + 2.0 * sum.dot(vector) + 1.0;
            (along + centroid.dot(vector)) / square.sqrt()
        };
        let new = |at: &usize| {
            let told = |&other: &usize| cosine(&vectors[other].2, &vectors[*at].2) >= SAME;
            !chosen.iter().any(told)
        };
        let best = (0..vectors.len()).filter(new).max_by(|&a, &b| {
            let nearer = near(&vectors[a].2).total_cmp(&near(&vectors[b].2));
            nearer.then(b.cmp(&a))
        });
        let Some(best) = best else { break };
        sum.add(&vectors[best].2);
        chosen.push(best);
    }
    chosen.into_iter().map(|at| vectors[at].0).collect()
}

/// The candidates nearest to a centroid, as far as the point of the falling
/// curve of their cosines that lies deepest under its chord, and at least
/// `least` of them.
#[allow(clippy::cast_precision_loss, reason = "at most 1500 candidates")]
fn above_the_knee(
    vectors: Vec<(usize, Group, Vector)>,
    centroid: &Sum,
    least: usize,
) -> Vec<(usize, Group, Vector)> {
    let mut ranked: Vec<(f32, (usize, Group, Vector))> = vectors
        .into_iter()
        .map(|candidate| (centroid.dot(&candidate.2), candidate))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else {
        return Vec::new();
    };
    let (top, slope) = (first.0, (last.0 - first.0) / ranked.len().max(2) as f32);
    let depth = |at: usize| top + slope * at as f32 - ranked[at].0;
    let knee = (0..ranked.len()).max_by(|&a, &b| depth(a).total_cmp(&depth(b)));
    ranked.truncate(knee.unwrap_or(0).max(least));
    let mut kept: Vec<_> = ranked.into_iter().map(|(_, candidate)| candidate).collect();
    kept.sort_by_key(|(at, ..)| *at);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chosen of these sentences; those with a `>` lead.
    fn chosen(sentences: &[&'static str], count: usize) -> Vec<usize> {
        let mut vocabulary = Vocabulary::default();
        let candidates: Vec<Candidate<'_>> = sentences
            .iter()
            .map(|sentence| Candidate {
                text: sentence.trim_start_matches('>'),
                group: match sentence.starts_with('>') {
                    true => Group::Leads,
                    false => Group::Names,
                },
            })
            .collect();
        for candidate in &candidates {
            vocabulary.add(candidate);
        }
        choose(&candidates, &vocabulary, count)
    }

    #[test]
    fn what_most_tell_comes_first() {
        let cases: [(&[&str], usize, &[usize]); 6] = [
            (&[], 3, &[]),
            (&["Too short."], 1, &[]),
            (&["The two ports signed a treaty of friendship."], 3, &[0]),
            (
                &[
                    "A cat slept on the quay all that day.",
                    "The two ports signed a treaty of friendship.",
                    "The treaty of friendship was signed by both ports.",
                ],
                1,
                &[1],
            ),
            (
                // The same twice is told once.
                &[
                    "The two ports signed a treaty of friendship.",
                    "The two ports signed a treaty of friendship.",
                    "A cat slept on the quay all that day.",
                ],
                3,
                &[0, 2],
            ),
            (
                // A lead of the day says which of two things was the news.
                &[
                    "The herring market opened for the season that day.",
                    "The two ports signed a treaty of friendship.",
                    ">A treaty of friendship joins the two ports.",
                ],
                1,
                &[1],
            ),
        ];
        for (sentences, count, expected) in cases {
            assert_eq!(chosen(sentences, count), expected, "{sentences:?}");
        }
    }
}
