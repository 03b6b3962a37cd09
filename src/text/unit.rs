//! Words, sentences and paragraphs around a place: what a selection grows by.

use std::{ops::Range, sync::LazyLock};

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use super::{ceil_boundary, floor_boundary, sentence_at};

/// How many bytes before and behind a place are looked at for the ends of its
/// word.
const REACH: usize = 512;

/// Knows the words of scripts that write no spaces.
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// A part of a text that one points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A word (UAX 29), in Chinese, Japanese and Thai one of a dictionary.
    Word,
    /// A sentence.
    Sentence,
    /// What stands between two empty lines.
    Paragraph,
}

impl Unit {
    /// What one of it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
        }
    }

    /// The next coarser unit; behind the coarsest the finest.
    #[must_use]
    pub const fn coarser(self) -> Self {
        match self {
            Self::Word => Self::Sentence,
            Self::Sentence => Self::Paragraph,
            Self::Paragraph => Self::Word,
        }
    }

    /// The unit around byte `at`, without white space around it: bytes on
    /// boundaries of characters. Where none is, what stands there by itself.
    #[must_use]
    pub fn around(self, text: &str, at: usize) -> Range<usize> {
        let at = floor_boundary(text, at);
        match self {
            Self::Word => word_at(text, at),
            Self::Sentence => sentence_at(text, at..ceil_boundary(text, at + 1)),
            Self::Paragraph => trimmed(text, paragraph_at(text, at)),
        }
    }

    /// Where the unit behind the one around byte `at` begins.
    #[must_use]
    pub fn behind(self, text: &str, at: usize) -> Option<usize> {
        let end = self.around(text, at).end.max(floor_boundary(text, at));
        let next = text[end..].find(|c| self.belongs(c))?;
        Some(self.around(text, end + next).start.max(end))
    }

    /// Where the unit before the one around byte `at` begins.
    #[must_use]
    pub fn before(self, text: &str, at: usize) -> Option<usize> {
        let start = self.around(text, at).start.min(floor_boundary(text, at));
        let last = text[..start].rfind(|c| self.belongs(c))?;
        Some(self.around(text, last).start)
    }

    /// Whether a character can be of such a unit.
    fn belongs(self, c: char) -> bool {
        match self {
            Self::Word => c.is_alphanumeric(),
            Self::Sentence | Self::Paragraph => !c.is_whitespace(),
        }
    }
}

/// The paragraph that holds a byte; of the empty line behind one, that one.
fn paragraph_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind("\n\n").map_or(0, |end| end + 2);
    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
    start.min(end)..end
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// The word at a byte, else the next one of its surroundings, else the last.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let window = window(text, at);
    let part = &text[window.clone()];
    let mut start = 0;
    let mut found = None;
    for (end, kind) in WORDS.segment_str(part).iter_with_word_type() {
        let holds = (window.start + start..window.start + end).contains(&at);
        // A letter by itself is a word too, though the tables may not know it.
        if kind.is_word_like() || holds && text[at..].starts_with(char::is_alphanumeric) {
            found = Some(window.start + start..window.start + end);
            if window.start + end > at {
                break;
            }
        }
        start = end;
    }
    found.unwrap_or_else(|| at..ceil_boundary(text, (at + 1).min(text.len())))
}

/// What is looked at around a byte: of its paragraph, cut between words.
fn window(text: &str, at: usize) -> Range<usize> {
    let least = ceil_boundary(text, at.saturating_sub(REACH));
    let most = floor_boundary(text, at.saturating_add(REACH));
    let before = &text[least..at];
    let start = match before.rfind("\n\n") {
        Some(end) => least + end + 2,
        None if least == 0 => 0,
        None => least + before.find(char::is_whitespace).unwrap_or(0),
    };
    let behind = &text[at..most];
    let end = match behind.find("\n\n") {
        Some(end) => at + end,
        None if most == text.len() => most,
        None => at + behind.rfind(char::is_whitespace).unwrap_or(behind.len()),
    };
    start.min(at)..end.max(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Mr. Aker came. He’d seen it twice!\n\nIt was late.";

    #[test]
    fn units_are_found_around_a_place() {
        let cases: &[(Unit, &str, &str)] = &[
            (Unit::Word, "ker", "Aker"),
            (Unit::Word, " seen", "seen"),
            (Unit::Word, "’d", "He’d"),
            (Unit::Word, "!\n", "twice"),
            (Unit::Sentence, "ker", "Mr. Aker came."),
            (Unit::Sentence, "twice", "He’d seen it twice!"),
            (Unit::Paragraph, "was", "It was late."),
            (
                Unit::Paragraph,
                "\n\nIt",
                "Mr. Aker came. He’d seen it twice!",
            ),
        ];
        for (unit, place, expected) in cases {
            let at = TEXT.find(place).unwrap_or_default();
            assert_eq!(&TEXT[unit.around(TEXT, at)], *expected, "{place:?}");
        }
        let chinese = "双方签署了共同宣言。";
        let at = chinese.find('署').unwrap_or_default();
        assert_eq!(&chinese[Unit::Word.around(chinese, at)], "签署");
    }

    #[test]
    fn steps_lead_from_unit_to_unit_and_over_paragraphs() {
        let walk = |unit: Unit| {
            let mut starts = vec![0];
            while let Some(next) = unit.behind(TEXT, starts[starts.len() - 1]) {
                starts.push(next);
            }
            let mut back = vec![starts[starts.len() - 1]];
            while let Some(next) = unit.before(TEXT, back[back.len() - 1]) {
                back.push(next);
            }
            back.reverse();
            assert_eq!(starts, back);
            starts.len()
        };
        assert_eq!(
            (
                walk(Unit::Word),
                walk(Unit::Sentence),
                walk(Unit::Paragraph)
            ),
            (10, 3, 2)
        );
    }

    proptest! {
        #[test]
        fn steps_go_on_and_stay_on_boundaries(text in "[a-c .!\n’é漢字ก\u{301}]{0,40}", at in 0_usize..60) {
            for unit in [Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let here = floor_boundary(&text, at);
                prop_assert!(text.get(unit.around(&text, at)).is_some());
                if let Some(next) = unit.behind(&text, at) {
                    prop_assert!(next >= here && text.is_char_boundary(next));
                    prop_assert!(next > unit.around(&text, at).start);
                }
                if let Some(last) = unit.before(&text, at) {
                    prop_assert!(last < here.max(1) && text.is_char_boundary(last));
                }
            }
        }
    }
}
