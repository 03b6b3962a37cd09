//! The language of a text that does not say it: by its script and by the
//! small words that each language file lists under `Func`.
//!
//! Chooses among the languages that are there; it does not name others.

use super::{Language, class, lexicon, scan};

/// So many bytes from the beginning are looked at.
const SAMPLE: usize = 2000;

/// The language of a text; that of most small words, else English, else the
/// first there is.
#[must_use]
pub fn language<'a>(text: &str, languages: &'a [Language]) -> Option<&'a Language> {
    let sample = scan::up_to(text, SAMPLE);
    let named = |code: &str| {
        languages
            .iter()
            .find(|language| language.code.as_ref() == code)
    };
    if let Some(language) = unspaced(sample).and_then(named) {
        return Some(language);
    }
    let mut hits = vec![0_u32; languages.len()];
    let mut folded = String::new();
    for word in sample.split(|c: char| !c.is_alphabetic()) {
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        let hash = lexicon::hash(folded.as_bytes());
        for (hits, language) in hits.iter_mut().zip(languages) {
            let word = language.lexicon.find(folded.as_bytes(), hash);
            *hits += u32::from(language.lexicon.knows(word, class::FUNCTION));
        }
    }
    let best = (0..languages.len())
        .rev()
        .max_by_key(|&index| hits[index])?;
    if hits[best] > 0 {
        return Some(&languages[best]);
    }
    let cyrillic = sample.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я'));
    named(if cyrillic { "ru" } else { "en" }).or(languages.first())
}

/// The code of a language that its script tells, when most letters are of it.
fn unspaced(sample: &str) -> Option<&'static str> {
    let (mut letters, mut hangul, mut kana, mut han) = (0, 0, 0, 0);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{ac00}'..='\u{d7af}' => hangul += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    if (hangul + kana + han) * 2 <= letters {
        None
    } else if hangul > kana + han {
        Some("ko")
    } else if kana > 0 {
        Some("ja")
    } else {
        Some("zh")
    }
}
