//! The language of a text that does not say it: by its letters, by the small
//! words that each language file lists under `Func`, and by its words of time.
//!
//! Chooses among the languages that are there; it does not name others. A text
//! whose words say nothing for any of them is in none (`und`).

use std::cmp::Reverse;

use super::{Language, class, lexicon, scan};

/// So many bytes from the beginning are looked at.
const SAMPLE: usize = 2000;

/// A letter of the alphabet counts once, a word of time as much as four, a
/// small word as much as six.
const TIME_WORD: u32 = 4;
const SMALL_WORD: u32 = 6;

/// A letter that the alphabet lacks counts so much against it, unless it is a
/// plain Latin one, as in names.
const FOREIGN: u32 = 4;

/// The rules for what is written in figures alone.
pub const NO_LANGUAGE: &str = "und";

/// From so many words on, a text has one small word of its language in as
/// many.
const SMALL_IN: u32 = 20;

/// From so many words on, a text has fewer than one foreign letter in so many.
const TELLING: u32 = 12;
const FOREIGN_IN: u32 = 25;

/// In a script without spaces a word has at most so many characters here.
const LONGEST_UNSPACED: usize = 3;

/// The language of a text: the one to whose alphabet and words most of it
/// belongs; of equal ones that with the smallest alphabet.
#[must_use]
pub fn language<'a>(text: &str, languages: &'a [Language]) -> Option<&'a Language> {
    let sample = scan::up_to(text, SAMPLE);
    let letters: Vec<u32> = languages
        .iter()
        .map(|language| letters_of(sample, language))
        .collect();
    let most = letters.iter().copied().max()?;
    // A language that lacks a fifth of the letters is not worth its look-ups.
    let score = |&(language, own): &(&Language, u32)| {
        if own * 5 < most * 4 {
            return 0;
        }
        (own + words_of(sample, language)).saturating_sub(FOREIGN * foreign_to(sample, language))
    };
    let (best, _) = languages
        .iter()
        .zip(letters)
        .rev()
        .max_by_key(|candidate| (score(candidate), Reverse(candidate.0.letter_count())))?;
    if is_none_of(sample, best) {
        return in_figures(languages).or(Some(best));
    }
    Some(best)
}

/// The rules for texts in no known language.
pub fn in_figures(languages: &[Language]) -> Option<&Language> {
    languages
        .iter()
        .find(|language| &*language.code == NO_LANGUAGE)
}

/// Whether a text is long enough to show its language, and does not show this
/// one.
fn is_none_of(sample: &str, language: &Language) -> bool {
    let (mut words, mut small) = (0, 0);
    let mut folded = String::new();
    for run in sample.split(|c: char| !c.is_alphabetic()) {
        if run.is_empty() {
            continue;
        }
        // Where words are not set apart, the script itself tells.
        if run.chars().any(scan::is_unspaced) {
            return false;
        }
        folded.clear();
        folded.extend(run.chars().flat_map(char::to_lowercase));
        let word = language
            .lexicon
            .find(folded.as_bytes(), lexicon::hash(folded.as_bytes()));
        words += 1;
        small += u32::from(word != 0 && language.lexicon.knows(word, class::FUNCTION));
    }
    let foreign = foreign_to(sample, language) * FOREIGN_IN;
    (words >= SMALL_IN && small * SMALL_IN < words)
        || (words >= TELLING && letters_of(sample, language) < foreign)
}

/// How many letters of a text are of the alphabet of a language.
fn letters_of(sample: &str, language: &Language) -> u32 {
    let own = sample
        .chars()
        .filter(|c| c.is_alphabetic() && language.has_letter(*c));
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}

/// The letters of a text that its alphabet would not have.
fn foreign_to(sample: &str, language: &Language) -> u32 {
    let foreign = sample.chars().filter(|&c| {
        !c.is_ascii() && c.is_alphabetic() && !scan::is_unspaced(c) && !language.has_letter(c)
    });
    // A sample is short: no product of this number overflows.
    u32::try_from(foreign.count()).unwrap_or(0)
}

/// What the words of a text say for a language.
fn words_of(sample: &str, language: &Language) -> u32 {
    let mut weight = 0;
    let mut folded = String::new();
    for run in sample.split(|c: char| !c.is_alphabetic()) {
        folded.clear();
        folded.extend(run.chars().flat_map(char::to_lowercase));
        if !run.chars().all(scan::is_unspaced) {
            weight += weight_of(&folded, language);
            continue;
        }
        for (start, _) in folded.char_indices() {
            let rest = &folded[start..];
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            weight += ends
                .take(LONGEST_UNSPACED)
                .map(|end| weight_of(&rest[..end], language))
                .sum::<u32>();
        }
    }
    weight
}

fn weight_of(folded: &str, language: &Language) -> u32 {
    let lexicon = &language.lexicon;
    let word = lexicon.find(folded.as_bytes(), lexicon::hash(folded.as_bytes()));
    if word == 0 {
        return 0;
    }
    let small = u32::from(lexicon.knows(word, class::FUNCTION)) * SMALL_WORD;
    let entry = lexicon.entry(word);
    let of_time = lexicon.triggers(entry.classes | entry.capital);
    small + u32::from(of_time) * TIME_WORD
}
