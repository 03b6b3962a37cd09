//! A text as the graphemes that a screen shows, each with its columns.
//!
//! Graphemes (UAX 29) are those of the text that is *shown*: where a dropped
//! character stood between two that attach to each other, they are one cell,
//! as they will be one on the screen.

use std::{borrow::Cow, fmt::Write, ops::Range};

use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::character::{Context, Fate, is_clinging, is_plain, is_settled};

/// How many characters of one grapheme are shown; how many more there are is
/// told by number. Unicode sets no limit, terminals do.
const MAX_CHARS: usize = 32;

/// How many characters back a grapheme boundary can depend on: a base, its
/// marks, a joiner, with room to spare.
const CONTEXT_CHARS: usize = 16;

/// The combining class of the signs that make one grapheme of two consonants.
const VIRAMA: u8 = 9;

/// One grapheme of a text, and what is shown for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Where it starts: a byte of the text.
    pub at: usize,
    /// The bytes of the text that it stands for. The cells of a text cover it
    /// without gap: characters that are not shown belong to the cell before
    /// them (at the start of the text to the one after).
    pub raw: &'a str,
    /// What is shown: never a control character, empty when nothing is.
    pub shown: Cow<'a, str>,
    /// The columns that `shown` takes.
    pub width: usize,
}

impl Cell<'_> {
    /// The bytes of the text that it stands for.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.raw.len()
    }
}

/// The cells of a text, in order. Lazy: takes time and memory only for the
/// cells that are asked for.
pub fn cells(text: &str) -> impl Iterator<Item = Cell<'_>> {
    Cells {
        text,
        at: 0,
        context: Context::default(),
        shown: String::new(),
    }
}

struct Cells<'a> {
    text: &'a str,
    /// Where the next cell starts.
    at: usize,
    /// What stands before it.
    context: Context,
    /// The grapheme that is being put together; kept for its memory.
    shown: String,
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let mut rest = self.text[self.at..].chars();
        let c = rest.next()?;
        // Two plain characters never share a grapheme; nothing attaches to a
        // space.
        if is_plain(c) && (c == ' ' || rest.next().is_none_or(is_plain)) {
            let raw = &self.text[self.at..self.at + c.len_utf8()];
            let width = c.width().unwrap_or(1);
            self.context = Context::default().after(c, Fate::Keep);
            return Some(self.emit(raw, Cow::Borrowed(raw), width));
        }
        Some(self.assemble())
    }
}

impl<'a> Cells<'a> {
    fn emit(&mut self, raw: &'a str, shown: Cow<'a, str>, width: usize) -> Cell<'a> {
        let at = self.at;
        self.at += raw.len();
        Cell {
            at,
            raw,
            shown,
            width,
        }
    }

    /// Puts the next cell together, character by character.
    fn assemble(&mut self) -> Cell<'a> {
        let mut grapheme = Grapheme::new(std::mem::take(&mut self.shown));
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let fate = self.context.fate(c, next);
            if fate == Fate::Drop {
                continue;
            }
            let joined = match fate {
                Fate::Keep | Fate::Attach => grapheme.take(c, fate),
                Fate::Ground => grapheme.ground(c),
                _ if grapheme.is_empty() => {
                    self.shown = grapheme.into_buffer();
                    self.context = Context::default();
                    return self.sign(&rest[..at + c.len_utf8()], c, fate);
                }
                _ => false,
            };
            if !joined {
                end = at;
                break;
            }
            self.context = self.context.after(c, fate);
        }
        let raw = &rest[..end];
        let (shown, width) = grapheme.finish(raw);
        self.shown = grapheme.into_buffer();
        self.emit(raw, shown, width)
    }

    /// A cell for something that is not shown as it is.
    fn sign(&mut self, raw: &'a str, c: char, fate: Fate) -> Cell<'a> {
        let shown = match fate {
            Fate::Picture(picture) => picture.to_string(),
            _ => number(c),
        };
        let width = columns(&shown);
        self.emit(raw, Cow::Owned(shown), width)
    }
}

/// One grapheme in the making.
struct Grapheme {
    /// Its first [`MAX_CHARS`] characters.
    shown: String,
    /// How many characters it has.
    chars: usize,
    /// Whether it is one letter or sign with nothing but marks that do not
    /// reach for the next letter.
    settled: bool,
    /// Its last characters, once there are more than are shown.
    tail: String,
}

impl Grapheme {
    fn new(mut buffer: String) -> Self {
        buffer.clear();
        Self {
            shown: buffer,
            chars: 0,
            settled: true,
            tail: String::new(),
        }
    }

    fn is_empty(&self) -> bool {
        self.chars == 0
    }

    fn into_buffer(self) -> String {
        self.shown
    }

    /// Adds `c` unless it begins another grapheme.
    fn take(&mut self, c: char, fate: Fate) -> bool {
        let mark = fate == Fate::Attach;
        let joined = match self.chars {
            0 => true,
            _ if mark && is_clinging(c) => true,
            _ if self.settled && !mark && is_settled(c) => false,
            _ => self.reaches(c),
        };
        if joined {
            self.chars += 1;
            self.settled &= if mark {
                canonical_combining_class(c) != VIRAMA
            } else {
                is_settled(c)
            };
            if self.chars <= MAX_CHARS {
                self.shown.push(c);
            } else {
                self.remember(c);
            }
        }
        joined
    }

    /// Begins with the mark `c` on a dotted circle, if nothing stands here yet.
    fn ground(&mut self, c: char) -> bool {
        let first = self.is_empty();
        if first {
            self.shown.extend(['◌', c]);
            self.chars = 2;
            self.settled = canonical_combining_class(c) != VIRAMA;
        }
        first
    }

    /// Whether `c` belongs to the same grapheme, by the whole of the rules.
    fn reaches(&mut self, c: char) -> bool {
        let so_far = if self.tail.is_empty() {
            &mut self.shown
        } else {
            &mut self.tail
        };
        let length = so_far.len();
        so_far.push(c);
        let mut cursor = GraphemeCursor::new(length, so_far.len(), true);
        // It has the whole grapheme, or as much of it as matters.
        let boundary = cursor.is_boundary(so_far, 0).unwrap_or(true);
        so_far.truncate(length);
        !boundary
    }

    /// Keeps the last characters of a grapheme of which no more are shown.
    fn remember(&mut self, c: char) {
        if self.tail.is_empty() {
            self.tail.push_str(&self.shown);
        }
        self.tail.push(c);
        if self.tail.len() > 8 * CONTEXT_CHARS {
            let cut = self.tail.char_indices().nth_back(CONTEXT_CHARS - 1);
            self.tail.drain(..cut.map_or(0, |(at, _)| at));
        }
    }

    /// What is shown for it, and its columns.
    fn finish<'a>(&self, raw: &'a str) -> (Cow<'a, str>, usize) {
        let width = columns(&self.shown);
        if self.chars > MAX_CHARS {
            let mut shown = self.shown.clone();
            // Writing to a string cannot fail.
            let _ = write!(shown, "⟨+{}⟩", self.chars - self.shown.chars().count());
            let width = width + shown.len() - self.shown.len() - 2 * ('⟨'.len_utf8() - 1);
            (Cow::Owned(shown), width)
        } else if width == 0 {
            // Letters without a column of their own (fillers, single jamo)
            // would hide what they stand for.
            let shown: String = self.shown.chars().map(number).collect();
            let width = columns(&shown);
            (Cow::Owned(shown), width)
        } else if self.shown == raw {
            (Cow::Borrowed(raw), width)
        } else {
            (Cow::Owned(self.shown.clone()), width)
        }
    }
}

/// A character by its number.
fn number(c: char) -> String {
    format!("⟨U+{:04X}⟩", u32::from(c))
}

/// The columns of something already clean.
fn columns(shown: &str) -> usize {
    shown.graphemes(true).map(UnicodeWidthStr::width).sum()
}
