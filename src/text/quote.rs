//! A passage remembered by its own words, and found again after the text
//! around it, or the passage itself, was edited.
//!
//! What is kept are the two selectors of the W3C Web Annotation Data Model
//! (4.2.4 and 4.2.5): the quote with what stands before and behind it, and its
//! position in code points. A position alone would not survive an edit; a
//! quote alone does not say which of two equal passages is meant.

use std::{collections::HashMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Case, Folded, fold};

/// Code points kept before and behind the passage; as many as the annotation
/// tools that exchange these selectors keep.
const CONTEXT: usize = 32;

/// A passage of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The passage itself.
    pub exact: String,
    /// The code points before it, 32 at the most.
    pub prefix: String,
    /// The code points behind it, 32 at the most.
    pub suffix: String,
    /// Where it began, in code points of the text.
    pub start: usize,
    /// Where it ended, in code points of the text.
    pub end: usize,
}

impl Quote {
    /// Remembers a range of bytes of a text; an end within a character moves
    /// to the character's start.
    #[must_use]
    pub fn new(text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let (before, exact, behind) = (&text[..start], &text[start..end], &text[end..]);
        let first = before.chars().count();
        Self {
            exact: exact.to_owned(),
            prefix: last_chars(before, CONTEXT).to_owned(),
            suffix: behind[..byte_of(behind, CONTEXT)].to_owned(),
            start: first,
            end: first + exact.chars().count(),
        }
    }

    /// Where the passage stands in a text that may have been edited since, in
    /// bytes: at its old position if it still stands there among the same
    /// neighbours; else the occurrence with the most of its neighbours, then
    /// the nearest; else the nearest one that differs in case, accents, dashes
    /// or white space alone; else the stretch that shares the most words, if
    /// it shares three in five. `None` when nothing is like it. Linear time.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.exact.trim().is_empty() {
            return None;
        }
        let near = byte_of(text, self.start);
        self.unmoved(text, near)
            .or_else(|| self.exactly(text, near))
            .or_else(|| self.folded(text, near))
            .or_else(|| self.by_words(text, near))
    }

    fn unmoved(&self, text: &str, near: usize) -> Option<Range<usize>> {
        let behind = text[near..].strip_prefix(&self.exact)?;
        let same = text[..near].ends_with(&self.prefix) && behind.starts_with(&self.suffix);
        same.then(|| near..near + self.exact.len())
    }

    fn exactly(&self, text: &str, near: usize) -> Option<Range<usize>> {
        let places = text.match_indices(&self.exact).map(|(at, _)| at);
        let best = places.min_by_key(|&at| {
            let neighbours = self.neighbours(&text[..at], &text[at + self.exact.len()..]);
            (usize::MAX - neighbours, at.abs_diff(near))
        })?;
        Some(best..best + self.exact.len())
    }

    /// How many code points around a place are those that stood around the
    /// passage.
    fn neighbours(&self, before: &str, behind: &str) -> usize {
        let equal = |(a, b): &(char, char)| a == b;
        let left = before.chars().rev().zip(self.prefix.chars().rev());
        let right = behind.chars().zip(self.suffix.chars());
        left.take_while(equal).count() + right.take_while(equal).count()
    }

    fn folded(&self, text: &str, near: usize) -> Option<Range<usize>> {
        let needle = fold(self.exact.trim(), Case::Ignored);
        if needle.is_empty() {
            return None;
        }
        let folded = Folded::new(text, Case::Ignored);
        let places = folded.text().match_indices(&needle);
        places
            .map(|(at, _)| folded.original(at..at + needle.len()))
            .min_by_key(|place| place.start.abs_diff(near))
    }

    /// A window of as many words as the passage has slides over the text; the
    /// words that it shares with the passage are counted as it goes.
    fn by_words(&self, text: &str, near: usize) -> Option<Range<usize>> {
        let mut wanted: HashMap<String, usize> = HashMap::new();
        let mut length = 0;
        for word in words(&self.exact) {
            *wanted
                .entry(fold(&self.exact[word], Case::Ignored))
                .or_default() += 1;
            length += 1;
        }
        if length < FEWEST_WORDS {
            return None;
        }
        // Words are numbers from here on; what the passage has not is `None`.
        let numbers: HashMap<&str, usize> = wanted
            .keys()
            .enumerate()
            .map(|(number, word)| (word.as_str(), number))
            .collect();
        let mut missing: Vec<isize> = vec![0; numbers.len()];
        for (word, count) in &wanted {
            missing[numbers[word.as_str()]] = isize::try_from(*count).unwrap_or(isize::MAX);
        }
        let here: Vec<(Range<usize>, Option<usize>)> = words(text)
            .map(|word| {
                let folded = fold(&text[word.clone()], Case::Ignored);
                (word, numbers.get(folded.as_str()).copied())
            })
            .collect();
        let at = best_window(&here, missing, length, near)?;
        let window = &here[at..(at + length).min(here.len())];
        let first = window.iter().find(|(_, number)| number.is_some())?;
        let last = window.iter().rfind(|(_, number)| number.is_some())?;
        Some(first.0.start..last.0.end)
    }
}

/// Fewer words than these are found exactly or not at all.
const FEWEST_WORDS: usize = 3;

/// The first word of the window of `length` words that has the most of what is
/// `missing`, three in five at least. Paragraphs that repeat a formula differ
/// by a word or two, and so may an edit: of windows that share nearly as much
/// as the best, that around the nearest to a byte is meant.
fn best_window(
    words: &[(Range<usize>, Option<usize>)],
    mut missing: Vec<isize>,
    length: usize,
    near: usize,
) -> Option<usize> {
    let mut shared = 0_usize;
    let mut windows = Vec::with_capacity(words.len());
    for (at, (_, number)) in words.iter().enumerate() {
        // A count goes below nothing when the window has more than the passage.
        if let Some(number) = *number {
            shared += usize::from(missing[number] > 0);
            missing[number] -= 1;
        }
        if let Some((_, Some(gone))) = at.checked_sub(length).map(|gone| &words[gone]) {
            missing[*gone] += 1;
            shared -= usize::from(missing[*gone] > 0);
        }
        windows.push((shared, (at + 1).saturating_sub(length)));
    }
    let most = windows.iter().map(|&(shared, _)| shared).max()?;
    let least = (most - most / 6).max((length * 3).div_ceil(5));
    let distance = |start: usize| words[start].0.start.abs_diff(near);
    let fitting = windows.iter().filter(|&&(shared, _)| shared >= least);
    let nearest = fitting
        .map(|&(_, start)| start)
        .min_by_key(|&start| distance(start))?;
    let around = windows
        .iter()
        .filter(|&&(_, start)| start.abs_diff(nearest) < length / 2 + 1);
    around
        .max_by_key(|&&(shared, start)| (shared, std::cmp::Reverse(distance(start))))
        .map(|&(_, start)| start)
}

/// The words of a text, in bytes: runs of letters and digits; in scripts that
/// write no spaces each character.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while !is_unspaced(first)
            && let Some((at, c)) = chars.next_if(|&(_, c)| c.is_alphanumeric() && !is_unspaced(c))
        {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// Thai, Lao, Burmese, Khmer, kana, Han.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// The byte at which a code point stands; past the end: the end.
#[must_use]
pub fn byte_of(text: &str, code_point: usize) -> usize {
    text.char_indices()
        .nth(code_point)
        .map_or(text.len(), |(at, _)| at)
}

fn floor(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    start.map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "The bridge was opened in May. The mayors of Oster and Velm cut a ribbon.\n\n\
                        In October a flood carried away the ramp.\n\nThe bridge was opened again.";

    fn quote(text: &str, passage: &str) -> Quote {
        let at = text.find(passage).unwrap();
        Quote::new(text, at..at + passage.len())
    }

    /// What is found in an edited text for a passage of the old one.
    fn check(old: &str, passage: &str, new: &str, expected: Option<&str>) {
        let found = quote(old, passage).find(new).map(|span| &new[span]);
        assert_eq!(found, expected, "{passage:?} in {new:?}");
    }

    #[test]
    fn a_passage_is_found_after_edits_elsewhere_and_in_itself() {
        let ribbon = "The mayors of Oster and Velm cut a ribbon.";
        check(TEXT, ribbon, TEXT, Some(ribbon));
        check(
            TEXT,
            ribbon,
            &format!("New first paragraph.\n\n{TEXT}"),
            Some(ribbon),
        );
        check(TEXT, ribbon, ribbon, Some(ribbon));
        let wrapped = TEXT.replace("Oster and", "Oster\nand");
        check(
            TEXT,
            ribbon,
            &wrapped,
            Some("The mayors of Oster\nand Velm cut a ribbon."),
        );
        let edited = TEXT.replace("cut a ribbon", "cut a red ribbon");
        check(
            TEXT,
            ribbon,
            &edited,
            Some("The mayors of Oster and Velm cut a"),
        );
        check(
            TEXT,
            ribbon,
            "Nothing of the kind stands in this text any more.",
            None,
        );
        check(TEXT, "ramp", "The river is high.", None);
        check(TEXT, "ramp", "", None);
    }

    #[test]
    fn of_equal_passages_the_neighbours_choose_then_the_distance() {
        let second = TEXT.rfind("The bridge was opened").unwrap();
        let passage = Quote::new(TEXT, second..second + 21);
        for before in [
            "",
            "One. ",
            "A paragraph much longer than the whole of the text before it.",
        ] {
            let new = format!("{before}{TEXT}");
            assert_eq!(passage.find(&new).unwrap().start, second + before.len());
        }
        let alone = "x The bridge was opened x The bridge was opened x";
        assert_eq!(passage.find(alone).unwrap().start, 26);
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_characters() {
        let old = "第一段。両国は共同宣言に署名した。第三段。";
        let new = "新しい段。両国は昨日共同宣言に署名した。第三段。";
        check(
            old,
            "両国は共同宣言に署名した",
            new,
            Some("両国は昨日共同宣言に署名"),
        );
    }

    #[test]
    fn positions_count_code_points() {
        let text = "Ünï 漢字 x";
        let found = quote(text, "漢字");
        assert_eq!((found.start, found.end), (4, 6));
        assert_eq!(
            (found.prefix.as_str(), found.suffix.as_str()),
            ("Ünï ", " x")
        );
        assert_eq!(Quote::new(text, 1..2).exact, "Ü");
    }

    proptest! {
        #[test]
        fn a_passage_of_any_text_is_found_where_it_was(text in "\\PC{0,60}", a in 0..240_usize, b in 0..240_usize) {
            let passage = Quote::new(&text, a.min(b)..a.max(b));
            let found = passage.find(&text);
            prop_assert_eq!(found.is_none(), passage.exact.trim().is_empty());
            if let Some(span) = found {
                prop_assert_eq!(byte_of(&text, passage.start), span.start);
                prop_assert_eq!(&text[span], passage.exact.as_str());
            }
        }

        #[test]
        fn no_text_and_no_passage_break_it(old in "\\PC{0,40}", new in "\\PC{0,40}", a in 0..160_usize, b in 0..160_usize) {
            if let Some(span) = Quote::new(&old, a.min(b)..a.max(b)).find(&new) {
                prop_assert!(new.get(span).is_some());
            }
        }
    }
}
