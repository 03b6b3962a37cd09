//! Words side by side: how a phrase is cut into words and found in a folded
//! text. In a word `*` stands for any letters and `?` for one.
//!
//! A word is a run of letters and digits with their marks. Scripts written
//! without spaces (Chinese, Japanese, Thai, ...) have no such runs: there a
//! word may start and end anywhere. Korean hangs its particles behind the
//! noun: there a word may end anywhere.

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

use super::regex::Pattern;
use crate::text::{Case, fold};

/// Words that follow one another; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    words: Vec<Word>,
    /// How it is found if one of its words has a wildcard before its end.
    wild: Option<Pattern>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Folded, without case.
    text: String,
    /// Whether longer words that start so fit too.
    prefix: bool,
}

/// A letter or digit of a word in a pattern.
const LETTER: &str = r"[\p{Alphabetic}\p{N}\p{M}]";

impl Phrase {
    /// The words of a text as it was typed; `None` if it has none.
    pub fn new(typed: &str) -> Option<Self> {
        let folded = fold(typed, Case::Ignored);
        let mut words = Vec::new();
        let mut rest = folded.as_str();
        while let Some(start) = start_of_word(rest) {
            rest = &rest[start..];
            let end = end_of_word(rest);
            let (word, behind) = rest.split_at(end);
            let plain = word.trim_end_matches('*');
            words.push(Word {
                text: plain.to_owned(),
                prefix: plain.len() < word.len(),
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
        let first = &self.words[0].text;
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
            if !folded[at..].starts_with(&word.text) {
                return None;
            }
            at += word.text.len();
            let rest = tail(&folded[at..]);
            if word.prefix {
                at += rest;
                end = at;
            } else if ends_word(folded, at) {
                end = at;
                at += rest;
            } else {
                return None;
            }
        }
        Some(end)
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
    let end = edge(last, |c| is_unspaced(c) || is_hangul(c));
    Pattern::new(&format!("{start}(?:{source}){end}")).ok()
}

/// The bytes between two words of a phrase; `None` at the end of a paragraph.
fn gap(text: &str) -> Option<usize> {
    let end = text.find(is_word)?;
    (!text[..end].contains('\n')).then_some(end)
}

/// The bytes that the word goes on for.
fn tail(text: &str) -> usize {
    text.find(|c| !is_word(c) || is_unspaced(c))
        .unwrap_or(text.len())
}

/// Whether a word can start at `at`, where a word character stands.
fn starts_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|before| !is_word(before) || is_unspaced(before))
        || text[at..].starts_with(is_unspaced)
}

/// Whether a word can end at `at`, behind a word character.
fn ends_word(text: &str, at: usize) -> bool {
    let behind = text[at..].chars().next();
    behind.is_none_or(|behind| !is_word(behind) || is_unspaced(behind))
        || text[..at].ends_with(|c| is_unspaced(c) || is_hangul(c))
}

/// How many words start in a stretch of text; each letter of a script without
/// spaces is one.
pub(super) fn count_words(text: &str) -> usize {
    let mut before = ' ';
    text.chars()
        .filter(|&c| {
            let starts = is_word(c) && (!is_word(before) || is_unspaced(before) || is_unspaced(c));
            before = c;
            starts
        })
        .count()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c >= '\u{300}' && is_combining_mark(c)
}

/// Scripts that are written without spaces.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}
