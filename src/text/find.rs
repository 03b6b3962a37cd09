//! Where a phrase stands in a text, however it was printed and wrapped.

use std::ops::Range;

use super::{Case, Folded, fold};

/// All places of a phrase in a text, from left to right, none overlapping
/// another: ranges of bytes on character boundaries, with the accents of the
/// last character.
///
/// Smart case: capitals count if the phrase has one. Accents never count, in
/// the phrase neither; what else is equal stands at [`fold()`]'s module. A
/// phrase that folds to nothing is nowhere. Time is linear.
#[must_use]
pub fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let case = if phrase.chars().any(char::is_uppercase) {
        Case::Kept
    } else {
        Case::Ignored
    };
    let phrase = fold(phrase, case);
    if phrase.is_empty() {
        return Vec::new();
    }
    let folded = Folded::new(text, case);
    let mut hits: Vec<Range<usize>> = Vec::new();
    for (at, _) in folded.text().match_indices(&phrase) {
        let hit = folded.original(at..at + phrase.len());
        // One character that folds to several may hold several hits.
        if hits.last().is_none_or(|last| last.end <= hit.start) {
            hits.push(hit);
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_they_were_printed() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "the joint",
                "The Joint\n  the\u{a0}JOINT",
                &["The Joint", "the\u{a0}JOINT"],
            ),
            ("Joint", "joint Joint JOINT", &["Joint"]),
            (
                "cafe",
                "Café cafe\u{301} CAFE",
                &["Café", "cafe\u{301}", "CAFE"],
            ),
            ("café", "cafe", &["cafe"]),
            ("don't", "don’t don't", &["don’t", "don't"]),
            ("a-b", "a–b a\u{2011}b a b", &["a–b", "a\u{2011}b"]),
            (
                "reunification",
                "re\u{ad}uni\u{200b}fication",
                &["re\u{ad}uni\u{200b}fication"],
            ),
            ("aa", "aaaaa", &["aa", "aa"]),
            ("s", "ß", &["ß"]),
            ("a b", "a\n\nb", &[]),
            ("", "a", &[]),
            ("\u{ad}", "a\u{ad}", &[]),
            ("사과", "사과는 사과", &["사과", "사과"]),
            ("하", "한", &[]),
            ("か", "が", &[]),
        ];
        for (phrase, text, expected) in cases {
            let hits: Vec<&str> = find(text, phrase)
                .into_iter()
                .map(|hit| &text[hit])
                .collect();
            assert_eq!(hits, *expected, "{phrase:?} in {text:?}");
        }
    }
}
