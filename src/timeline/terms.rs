//! The words of a text as numbers, for comparing what sentences tell.
//!
//! A term is the hash of a word's beginning in lower case: the first letters
//! carry the stem in the languages of the press ("visit", "visited"), and a
//! hash is the same whatever arrived before. Scripts that put no spaces
//! between words give pairs of neighbouring characters.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::words::is_unspaced;
use crate::assets;

/// The hash of a word's beginning.
pub(super) type Term = u32;

/// Letters of a word that make its term.
const STEM: usize = 5;
/// The same of Hangul, whose syllables are letters of letters.
const STEM_OF_SYLLABLES: usize = 3;

/// A word of a text.
pub(super) struct Word {
    /// Its term.
    pub term: Term,
    /// The hash of all of it.
    pub whole: u32,
    /// Its first byte.
    pub at: usize,
}

/// Hands over the words of a text in order, without single letters.
pub(super) fn words(text: &str, sink: &mut dyn FnMut(Word)) {
    let mut open = Open::default();
    let mut before: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() {
            open.push(c.to_ascii_lowercase(), at);
            before = None;
        } else if c.is_ascii() || !c.is_alphanumeric() {
            // A mark within a word ("don’t", "О’Нил") parts it; accents that stand alone do not.
            if !is_combining(c) {
                open.close(sink);
            }
            before = None;
        } else if is_unspaced(c) {
            open.close(sink);
            if let Some((first, start)) = before {
                let mut pair = Hash::default();
                pair.push(first);
                pair.push(c);
                let term = pair.0;
                sink(Word {
                    term,
                    whole: term,
                    at: start,
                });
            }
            before = Some((c, at));
        } else {
            c.to_lowercase().for_each(|c| open.push(c, at));
            before = None;
        }
    }
    open.close(sink);
}

const fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}'
    )
}

/// A word that has begun.
#[derive(Default)]
struct Open {
    start: usize,
    letters: usize,
    stem: Hash,
    whole: Hash,
}

impl Open {
    fn push(&mut self, c: char, at: usize) {
        if self.letters == 0 {
            self.start = at;
        }
        let stem = match c {
            '\u{AC00}'..='\u{D7A3}' => STEM_OF_SYLLABLES,
            _ => STEM,
        };
        if self.letters < stem {
            self.stem.push(c);
        }
        self.whole.push(c);
        self.letters += 1;
    }

    fn close(&mut self, sink: &mut dyn FnMut(Word)) {
        let word = std::mem::take(self);
        if word.letters > 1 {
            sink(Word {
                term: word.stem.0,
                whole: word.whole.0,
                at: word.start,
            });
        }
    }
}

/// FNV-1a over characters, its bits stirred so that it may index a table.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x811C_9DC5)
    }
}

impl Hash {
    fn push(&mut self, c: char) {
        self.0 = (self.0 ^ u32::from(c)).wrapping_mul(0x0100_0193);
        self.0 ^= self.0 >> 15;
    }
}

/// The hash of any bytes, for orders that no arrival may change.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// Terms are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        // The upper bits choose within a bucket of the table.
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(5) ^ fingerprint(bytes);
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = number.into();
    }
}

/// Terms with weights, ascending by term, of length 1; empty where there is
/// nothing to compare.
pub(super) type Vector = Vec<(Term, f32)>;

/// Makes a vector's length 1.
pub(super) fn normalize(vector: &mut Vector) {
    let square: f32 = vector.iter().map(|(_, weight)| weight * weight).sum();
    let length = square.sqrt().max(f32::MIN_POSITIVE);
    for (_, weight) in vector {
        *weight /= length;
    }
}

/// The cosine of two vectors of length 1.
pub(super) fn cosine(a: &[(Term, f32)], b: &[(Term, f32)]) -> f32 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += a[i].1 * b[j].1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    dot
}

/// A table by term.
pub(super) type ByTerm<T> = HashMap<Term, T, BuildHasherDefault<Identity>>;

/// The frequent small words of the languages that have a list.
#[derive(Debug)]
pub(super) struct SmallWords(HashMap<&'static str, HashSet<u32>>);

impl SmallWords {
    pub(super) fn new() -> Self {
        let lists = assets::under("languages").filter_map(|(name, list)| {
            let code = name
                .strip_prefix("languages/")?
                .strip_suffix("/stopwords.txt")?;
            let mut small = HashSet::new();
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                words(line, &mut |word| {
                    small.insert(word.whole);
                });
            }
            Some((code, small))
        });
        Self(lists.collect())
    }

    /// Those of a language; none of one without a list.
    pub(super) fn of(&self, lang: Option<&str>) -> Option<&HashSet<u32>> {
        let code = lang?.split(['-', '_']).next()?;
        self.0.get(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<Term> {
        let mut found = Vec::new();
        words(text, &mut |word| found.push(word.term));
        found
    }

    #[test]
    fn the_same_word_in_its_forms() {
        let same = [
            ("visit", "VISITED"),
            ("Declaration", "declarations"),
            ("визит", "ВИЗИТОМ"),
            ("공동선언을", "공동선언이"),
            ("Élysée", "élysée"),
        ];
        for (a, b) in same {
            assert_eq!(terms(a), terms(b), "{a} {b}");
            assert_eq!(terms(a).len(), 1, "{a}");
        }
        assert_ne!(terms("treaty"), terms("trend"));
    }

    #[test]
    fn pairs_where_no_spaces_are() {
        assert_eq!(terms("平和条約").len(), 3);
        assert_eq!(terms("平和 a 条約").len(), 2);
        assert_eq!(terms("").len(), 0);
    }

    #[test]
    fn words_know_their_place() {
        let text = "An é, the 2nd treaty";
        let mut at = Vec::new();
        words(text, &mut |word| at.push(&text[word.at..]));
        assert_eq!(
            at,
            [
                "An é, the 2nd treaty",
                "the 2nd treaty",
                "2nd treaty",
                "treaty"
            ]
        );
    }

    #[test]
    fn small_words_by_language() {
        let small = SmallWords::new();
        let mut the = None;
        words("The", &mut |word| the = Some(word.whole));
        let is_small = |lang| {
            small
                .of(lang)
                .is_some_and(|list| list.contains(&the.unwrap_or(0)))
        };
        assert!(is_small(Some("en")) && is_small(Some("en-GB")));
        assert!(!is_small(Some("de")) && !is_small(Some("ja")) && !is_small(None));
    }
}
