//! Forms of a word: what has the same stem, by the Snowball stemmer of one
//! language, which the person switches on.

use rust_stemmers::{Algorithm, Stemmer};

use super::units::is_unspaced;

/// The language whose words are found in all their forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stemming(&'static str, Algorithm);

/// The languages, by their BCP 47 codes. Left out are those whose stemmer
/// needs the accents that a search does without, or takes letters from the
/// beginning of a word.
const LANGUAGES: [(&str, &str, Algorithm); 15] = [
    ("da", "Danish", Algorithm::Danish),
    ("de", "German", Algorithm::German),
    ("en", "English", Algorithm::English),
    ("es", "Spanish", Algorithm::Spanish),
    ("fi", "Finnish", Algorithm::Finnish),
    ("fr", "French", Algorithm::French),
    ("hu", "Hungarian", Algorithm::Hungarian),
    ("it", "Italian", Algorithm::Italian),
    ("nl", "Dutch", Algorithm::Dutch),
    ("no", "Norwegian", Algorithm::Norwegian),
    ("pt", "Portuguese", Algorithm::Portuguese),
    ("ro", "Romanian", Algorithm::Romanian),
    ("ru", "Russian", Algorithm::Russian),
    ("sv", "Swedish", Algorithm::Swedish),
    ("tr", "Turkish", Algorithm::Turkish),
];

impl Stemming {
    /// That of a language, by its code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let known = LANGUAGES.iter().find(|(known, ..)| *known == code);
        known.map(|&(code, _, algorithm)| Self(code, algorithm))
    }

    /// The code of the language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The languages that there are: code and English name.
    pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES.iter().map(|&(code, name, _)| (code, name))
    }
}

/// The stem of a word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    stem: String,
    /// How every form of the word starts.
    start: String,
    algorithm: Algorithm,
}

/// The letters that all forms of a word with a longer stem start with; shorter
/// stems share the first one only ("dying" and "die").
const SHARED: usize = 3;

impl Stem {
    /// The stem of a folded word; `None` for a word of a script without
    /// spaces.
    pub(super) fn new(word: &str, stemming: Stemming) -> Option<Self> {
        if word.contains(is_unspaced) {
            return None;
        }
        let Stemming(_, algorithm) = stemming;
        let stem = Stemmer::create(algorithm).stem(word).into_owned();
        let letters = if stem.chars().count() > SHARED + 1 {
            SHARED
        } else {
            1
        };
        let start = word.chars().take(letters).collect();
        Some(Self {
            stem,
            start,
            algorithm,
        })
    }

    /// The stem itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.stem
    }

    /// How every form starts.
    pub(super) fn start(&self) -> &str {
        &self.start
    }

    /// Whether a folded word is a form of it.
    pub(super) fn has(&self, word: &str) -> bool {
        word.starts_with(&self.start) && Stemmer::create(self.algorithm).stem(word) == self.stem
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn forms_of_a_word_are_known_by_its_stem() {
        let cases = [
            (
                "en",
                "declared",
                "declare declares declaring",
                "decline decl",
            ),
            ("en", "die", "dying died dies", "diet"),
            ("de", "hauser", "haus hausern", "hausieren"),
            (
                "ru",
                "договор",
                "договора договору договоре",
                "договариваться",
            ),
            ("fr", "accords", "accord accorder", "accueil"),
        ];
        for (code, word, forms, others) in cases {
            let stem = Stem::new(word, Stemming::of(code).unwrap()).unwrap();
            for form in forms.split(' ') {
                assert!(stem.has(form), "{word}: {form}");
            }
            for other in others.split(' ') {
                assert!(!stem.has(other), "{word}: {other}");
            }
        }
        assert_eq!(Stem::new("日本", Stemming::of("en").unwrap()), None);
        assert_eq!(Stemming::of("xx"), None);
    }
}
