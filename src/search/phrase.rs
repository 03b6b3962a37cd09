//! Words side by side: how a phrase is cut into words and found in a folded
//! text. In a word `*` stands for any letters and `?` for one.
//!
//! Where words start and end is said in `units`.

use std::ops::Range;

use super::{
    regex::Pattern,
    stem::{Stem, Stemming},
    units::{ends_anywhere, ends_word, is_unspaced, is_word, starts_word, tail},
};
use crate::text::{Case, fold};
use memchr::memmem::Finder;

/// Words that follow one another; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    words: Vec<Word>,
    /// How it is found if one of its words has a wildcard before its end.
    wild: Option<Pattern>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, without case.
    pub text: String,
    /// Whether longer words that start so fit too.
    pub prefix: bool,
    /// What stands for the text where all forms of the word fit.
    pub stem: Option<Stem>,
}

/// A letter or digit of a word in a pattern.
const LETTER: &str = r"[\p{Alphabetic}\p{N}\p{M}]";

impl Phrase {
    /// The words of a text as it was typed, in all their forms if a language
    /// is given; `None` if it has none.
    pub fn new(typed: &str, stemming: Option<Stemming>) -> Option<Self> {
        let folded = fold(typed, Case::Ignored);
        let mut words = Vec::new();
        let mut rest = folded.as_str();
        while let Some(start) = start_of_word(rest) {
            rest = &rest[start..];
            let end = end_of_word(rest);
            let (word, behind) = rest.split_at(end);
            let plain = word.trim_end_matches('*');
            let prefix = plain.len() < word.len();
            let whole = !prefix && !word.contains(['*', '?']);
            let stemming = stemming.filter(|_| whole);
            words.push(Word {
                text: plain.to_owned(),
                prefix,
                stem: stemming.and_then(|stemming| Stem::new(plain, stemming)),
            });
            rest = behind;
        }
        let wild = words.iter().any(|word| word.text.contains(['*', '?']));
        let wild = match wild {
            true => Some(pattern(&words)?),
            false => None,
        };
        (!words.is_empty()).then_some(Self { words, wild })
    }

    /// Its words, each a phrase of its own.
    pub fn apart(&self) -> Vec<Self> {
        let alone = |word: &Word| {
            let words = vec![word.clone()];
            let wild = self.wild.is_some().then(|| pattern(&words)).flatten();
            Self { words, wild }
        };
        self.words.iter().map(alone).collect()
    }

    /// Its words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether one of its words has a wildcard before its end.
    pub const fn is_wild(&self) -> bool {
        self.wild.is_some()
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it stands in a folded text.
    pub fn is_in(&self, folded: &str) -> bool {
        self.hits(folded).next().is_some()
    }

    /// Where it stands in a folded text, from left to right, none overlapping
    /// another.
    pub fn hits<'a>(&'a self, folded: &'a str) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
        match &self.wild {
            Some(pattern) => Box::new(
                pattern
                    .hits(folded)
                    .filter(|hit| starts_word(folded, hit.start) && ends_word(folded, hit.end)),
            ),
            None => Box::new(self.plain_hits(folded)),
        }
    }

    fn plain_hits<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Range<usize>> {
        let first = self.words[0].start();
        let finder = Finder::new(first);
        let step = first.chars().next().map_or(1, char::len_utf8);
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let start = at + finder.find(&folded.as_bytes()[at..])?;
                let end = starts_word(folded, start).then(|| self.end(folded, start));
                if let Some(end) = end.flatten() {
                    at = end;
                    return Some(start..end);
                }
                at = start + step;
            }
        })
    }

    /// Where it ends if it starts at `at`, where its first word stands.
    fn end(&self, folded: &str, mut at: usize) -> Option<usize> {
        let mut end = at;
        for (number, word) in self.words.iter().enumerate() {
            if number > 0 {
                at += gap(&folded[at..])?;
                if !starts_word(folded, at) {
                    return None;
                }
            }
            (end, at) = word.ends(folded, at)?;
        }
        Some(end)
    }
}

impl Word {
    /// How it starts, in whatever form.
    fn start(&self) -> &str {
        self.stem.as_ref().map_or(&self.text, Stem::start)
    }

    /// Where it ends if it stands at `at`, and where the next word may start
    /// at the earliest.
    fn ends(&self, folded: &str, at: usize) -> Option<(usize, usize)> {
        if !folded[at..].starts_with(self.start()) {
            return None;
        }
        if let Some(stem) = &self.stem {
            let end = at + tail(&folded[at..]);
            return stem.has(&folded[at..end]).then_some((end, end));
        }
        let at = at + self.text.len();
        let behind = at + tail(&folded[at..]);
        if self.prefix {
            return Some((behind, behind));
        }
        ends_word(folded, at).then_some((at, behind))
    }
}

/// Where the next word of a typed text starts; a wildcard belongs to the word
/// that it touches, a question mark behind a word is punctuation.
fn start_of_word(text: &str) -> Option<usize> {
    let start = text.find(is_word)?;
    let wild = text[..start].trim_end_matches(['*', '?']).len();
    Some(wild)
}

fn end_of_word(text: &str) -> usize {
    let end = text.find(|c| !is_word(c) && !matches!(c, '*' | '?'));
    let word = &text[..end.unwrap_or(text.len())];
    word.trim_end_matches('?').len()
}

/// The words as one pattern over a folded text. Whole runs of letters are
/// taken, so that a match that is no word cannot hide one.
fn pattern(words: &[Word]) -> Option<Pattern> {
    let mut source = String::new();
    for (number, word) in words.iter().enumerate() {
        if number > 0 {
            source.push_str(r"[^\p{Alphabetic}\p{N}\p{M}\n]+");
        }
        for c in word.text.chars() {
            match c {
                '*' => source.extend([LETTER, "*"]),
                '?' => source.push_str(LETTER),
                // Word characters mean nothing else in a pattern.
                c => source.push(c),
            }
        }
        if word.prefix {
            source.extend([LETTER, "*"]);
        }
    }
    // Where a script has no spaces, words have no edges that a pattern knows.
    let edge = |c: Option<char>, joins: fn(char) -> bool| match c {
        Some(c) if joins(c) => "",
        _ => r"\b",
    };
    let first = words.first()?.text.chars().next();
    let last = words.last()?.text.chars().next_back();
    let start = edge(first, is_unspaced);
    let end = edge(last, ends_anywhere);
    Pattern::new(&format!("{start}(?:{source}){end}")).ok()
}

/// The bytes between two words of a phrase; `None` at the end of a paragraph.
fn gap(text: &str) -> Option<usize> {
    let end = text.find(is_word)?;
    (!text[..end].contains('\n')).then_some(end)
}
