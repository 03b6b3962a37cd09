//! The language of a text that does not say it: by its letters, by the small
//! words that each language file lists under `Func`, and by its words of time.
//!
//! Chooses among the languages that are there; it does not name others.

use std::cmp::Reverse;

use super::{Language, class, lexicon, scan};

/// So many bytes from the beginning are looked at.
const SAMPLE: usize = 2000;

/// A letter of the alphabet counts once, a word of time as much as four, a
/// small word as much as six.
const TIME_WORD: u32 = 4;
const SMALL_WORD: u32 = 6;

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
        own + words_of(sample, language)
    };
    languages
        .iter()
        .zip(letters)
        .rev()
        .max_by_key(|candidate| (score(candidate), Reverse(candidate.0.letter_count())))
        .map(|(language, _)| language)
}

/// How many letters of a text are of the alphabet of a language.
fn letters_of(sample: &str, language: &Language) -> u32 {
    let own = sample
        .chars()
        .filter(|c| c.is_alphabetic() && language.has_letter(*c));
    u32::try_from(own.count()).unwrap_or(u32::MAX)
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
