//! The pieces of a text between which a line may end (UAX 14), each with its
//! columns.

use std::sync::LazyLock;

use icu_segmenter::{
    LineSegmenter, LineSegmenterBorrowed, iterators::LineBreakIterator, options::LineBreakOptions,
    scaffold::Utf8,
};
use textwrap::core::Fragment;
use unicode_width::UnicodeWidthChar;

use super::{Cell, cells, character::is_plain};

/// Knows the words of Thai, Khmer, Lao and Burmese, which write no spaces, at
/// the price of 5 µs a character of these scripts.
static THOROUGH: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_auto(LineBreakOptions::default()));

/// Breaks these scripts at spaces only.
const FAST: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// How long the search for places to break at may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// As long as it needs.
    Thorough,
    /// Some nanoseconds a byte.
    Fast,
}

/// A piece of a text that stays on one line, and the white space behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last one that is not white space.
    pub end: usize,
    /// Its columns.
    pub width: usize,
    /// The columns of the white space behind it.
    pub space: usize,
    /// Whether it ends in a hyphen and the next one follows without white space.
    pub hyphen: bool,
    /// Whether a line that ends behind it shows a hyphen that is not in the
    /// text.
    pub added: bool,
}

#[expect(clippy::cast_precision_loss, reason = "columns stay far below 2^52")]
impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    /// More than nothing, so that textwrap counts a line that ends in a
    /// hyphen as a little worse; a column only where one is added.
    fn penalty_width(&self) -> f64 {
        match (self.added, self.hyphen) {
            (true, _) => 1.0,
            (false, true) => f64::MIN_POSITIVE,
            (false, false) => 0.0,
        }
    }
}

/// The words of a text, in order. Lazy.
pub(super) fn words(text: &str, effort: Effort) -> impl Iterator<Item = Word> {
    let segmenter = match effort {
        Effort::Thorough => *THOROUGH,
        Effort::Fast => FAST,
    };
    Words {
        text,
        at: 0,
        breaks: segmenter.segment_str(text),
    }
}

struct Words<'a> {
    text: &'a str,
    /// Where the next word starts; always the start of a cell.
    at: usize,
    breaks: LineBreakIterator<'static, 'a, Utf8>,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        while self.at < self.text.len() {
            let end = self.break_from(self.at + 1);
            let word = self.plain(end).unwrap_or_else(|| self.measure(end));
            if word.end > word.start {
                return Some(word);
            }
        }
        None
    }
}

impl Words<'_> {
    /// The first place from byte `least` on where a line may end.
    fn break_from(&mut self, least: usize) -> usize {
        let text = self.text;
        // A line that ends at a soft hyphen would have to show it. The dot between
        // Chinese and Korean names and words, which UAX 14 takes for a letter,
        // begins no line (CLREQ and KLREQ, "characters not at line start").
        let dotted = |at: usize| {
            text[at..].starts_with('\u{B7}') && !text[..at].ends_with(char::is_whitespace)
        };
        self.breaks
            .find(|&at| at >= least && !text[..at].ends_with('\u{AD}') && !dotted(at))
            .unwrap_or(text.len())
    }

    /// The next word, up to the break at `end`, if it is of characters that
    /// are shown as they are, each by itself.
    fn plain(&mut self, end: usize) -> Option<Word> {
        let piece = &self.text[self.at..end];
        let next = self.text[end..].chars().next();
        let is_letter = |c: char| is_plain(c) && !c.is_whitespace();
        if next.is_some_and(|next| !is_letter(next)) {
            return None;
        }
        let mut all = 0;
        for c in piece.chars() {
            all += match c {
                ' '..='~' => 1,
                _ if is_letter(c) => c.width().unwrap_or(1),
                _ => return None,
            };
        }
        let trimmed = piece.trim_end_matches(' ');
        let start = self.at + trimmed.len() - trimmed.trim_start_matches(' ').len();
        let word_end = self.at + trimmed.len();
        let from = std::mem::replace(&mut self.at, end);
        let blanks = end - word_end + start - from;
        Some(Word {
            start,
            end: word_end,
            width: all - blanks,
            space: end - word_end,
            hyphen: word_end == end && trimmed.ends_with('-') && next.is_some(),
            added: false,
        })
    }

    /// The next word, up to the break at `end`, or a later one if that stands
    /// within a grapheme or before white space.
    fn measure(&mut self, mut end: usize) -> Word {
        let from = self.at;
        let mut word = Word {
            start: from,
            end: from,
            width: 0,
            space: 0,
            hyphen: false,
            added: false,
        };
        for cell in cells(&self.text[from..]) {
            let (at, stop) = (from + cell.at, from + cell.range().end);
            let blank = is_blank(&cell);
            if at == end && !blank {
                break;
            }
            if stop > end {
                end = self.break_from(stop);
            }
            if !blank {
                word.width += word.space + cell.width;
                (word.end, word.space) = (stop, 0);
                word.hyphen = cell.raw == "-" && stop == end && end < self.text.len();
            } else if word.end == word.start {
                // White space at the start of the text is not shown.
                (word.start, word.end) = (stop, stop);
            } else {
                word.space += cell.width;
            }
            self.at = stop;
        }
        word
    }
}

/// Whether a cell is white space at which a line may end.
pub(super) fn is_blank(cell: &Cell<'_>) -> bool {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
    cell.shown.chars().all(is_space)
}
