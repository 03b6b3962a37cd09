//! What a cell of the screen looks like, small enough to compare and copy by
//! the thousand, and the reading of a frame into such cells.
//!
//! It knows no byte that a terminal understands.

use std::collections::HashMap;

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    style::Modifier,
};

use super::{ink::Ink, shift::Shift};

/// Modifiers that are seen on a blank.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// How a glyph is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    pub fg: Ink,
    pub bg: Ink,
    pub modifier: Modifier,
}

impl Pen {
    /// The pen that draws a cell.
    fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg.into(),
            bg: cell.bg.into(),
            modifier: cell.modifier,
        }
    }

    /// Whether a blank drawn with it, or an erasure, shows its background and
    /// nothing else.
    pub const fn leaves_no_trace(self) -> bool {
        !self.modifier.intersects(SEEN_ON_BLANK)
    }

    /// The nearest pen with which a blank of this background can be drawn.
    pub fn blanking(self, bg: Ink) -> Self {
        Self {
            bg,
            modifier: self.modifier.difference(SEEN_ON_BLANK),
            ..self
        }
    }
}

/// What stands in a cell, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub text: Text,
    pub pen: Pen,
    /// Columns: 1 or 2, 0 for the second column of a wide glyph.
    pub width: u8,
    /// Whether all terminals agree on its columns.
    pub settled: bool,
}

impl PartialEq for Glyph {
    fn eq(&self, other: &Self) -> bool {
        // The rest follows from the text. Without branches between: most
        // glyphs that are compared are the same.
        (self.text == other.text)
            & (self.pen.fg == other.pen.fg)
            & (self.pen.bg == other.pen.bg)
            & (self.pen.modifier == other.pen.modifier)
    }
}

/// A text of one grapheme: a character, or the number of a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text(u32);

impl Text {
    const BLANK: Self = Self(' ' as u32);
    /// The second column of a wide glyph.
    const COVERED: Self = Self(u32::MAX);
    /// From here on numbers of clusters.
    const CLUSTERS: u32 = 1 << 31;

    /// Its byte, if it is a letter of ASCII.
    pub const fn ascii(self) -> Option<u8> {
        if self.0 < 0x80 {
            Some(self.0 as u8)
        } else {
            None
        }
    }

    /// Some bits that differ for most texts.
    pub const fn bits(self) -> u32 {
        self.0
    }
}

impl Glyph {
    /// Nothing on the terminal's own background, as after a clear.
    pub const BLANK: Self = Self {
        text: Text::BLANK,
        pen: Pen {
            fg: Ink::DEFAULT,
            bg: Ink::DEFAULT,
            modifier: Modifier::empty(),
        },
        width: 1,
        settled: true,
    };

    /// Whether nothing but a background is seen.
    pub fn is_blank(self) -> bool {
        self.text == Text::BLANK && self.pen.leaves_no_trace()
    }

    /// Whether it is the second column of a wide glyph.
    pub const fn is_covered(self) -> bool {
        self.width == 0
    }

    /// Whether a pen draws it as it should be.
    pub fn suits(self, pen: Pen) -> bool {
        if self.is_blank() {
            pen.bg == self.pen.bg && pen.leaves_no_trace()
        } else {
            pen == self.pen
        }
    }
}

/// Graphemes of several characters by number.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Clusters {
    /// Kept at the most, so that a hostile archive cannot fill the memory.
    const MOST: usize = 4096;

    fn number(&mut self, text: &str) -> Text {
        if let Some(number) = self.numbers.get(text) {
            return Text(*number);
        }
        let number = Text::CLUSTERS + u32::try_from(self.texts.len()).unwrap_or(0);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        Text(number)
    }

    /// Whether it is time to forget all of them, and what is shown with them.
    pub const fn are_too_many(&self) -> bool {
        self.texts.len() > Self::MOST
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.numbers.clear();
    }

    /// Appends the bytes of a text.
    pub fn write(&self, text: Text, bytes: &mut Vec<u8>) {
        match char::from_u32(text.0) {
            Some(character) if character.is_ascii() => bytes.push(text.0 as u8),
            Some(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None => bytes.extend_from_slice(self.cluster(text).as_bytes()),
        }
    }

    /// Bytes of a text.
    pub fn bytes(&self, text: Text) -> usize {
        char::from_u32(text.0).map_or_else(|| self.cluster(text).len(), char::len_utf8)
    }

    /// Columns that the most generous terminal gives a text.
    pub fn most_columns(&self, text: Text) -> usize {
        2 * char::from_u32(text.0).map_or_else(|| self.cluster(text).chars().count(), |_| 1)
    }

    fn cluster(&self, text: Text) -> &str {
        let number = text.0.checked_sub(Text::CLUSTERS);
        number
            .and_then(|number| self.texts.get(number as usize))
            .map_or(" ", |text| text)
    }
}

/// The cells of a screen.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub columns: usize,
    pub rows: usize,
    cells: Vec<Glyph>,
}

impl Grid {
    /// An empty screen.
    pub fn clear(&mut self, columns: usize, rows: usize) {
        (self.columns, self.rows) = (columns, rows);
        self.cells.clear();
        self.cells.resize(columns * rows, Glyph::BLANK);
    }

    /// A row.
    pub fn row(&self, y: usize) -> &[Glyph] {
        &self.cells[y * self.columns..][..self.columns]
    }

    /// A cell.
    pub fn at(&self, x: usize, y: usize) -> Glyph {
        self.cells[y * self.columns + x]
    }

    /// Moves rows; what comes free is blank.
    pub fn shift(&mut self, shift: &Shift) {
        let rows = shift.top..shift.bottom;
        let moves = |y: usize| {
            let from = y.checked_add_signed(shift.by);
            from.filter(|from| rows.contains(from))
        };
        let to_row = |y: usize| y * self.columns + shift.columns.start;
        let mut fill = |y: usize| {
            let (to, width) = (to_row(y), shift.columns.len());
            match moves(y) {
                Some(from) => {
                    let from = to_row(from);
                    self.cells.copy_within(from..from + width, to);
                }
                None => self.cells[to..to + width].fill(Glyph::BLANK),
            }
        };
        if shift.by > 0 {
            rows.clone().for_each(&mut fill);
        } else {
            rows.clone().rev().for_each(&mut fill);
        }
    }

    /// Takes the cells of a frame over, and says of each row whether it is
    /// another than on a screen of the same size.
    pub fn read(
        &mut self,
        buffer: &Buffer,
        clusters: &mut Clusters,
        shown: &Self,
        changed: &mut Vec<bool>,
    ) {
        (self.columns, self.rows) = (shown.columns, shown.rows);
        self.cells.resize(self.columns * self.rows, Glyph::BLANK);
        changed.clear();
        let Some(first) = buffer.content.first() else {
            changed.resize(self.rows, false);
            return;
        };
        let mut last = Last {
            cell: first,
            pen: Pen::of(first),
        };
        let frame = buffer.content.chunks_exact(self.columns);
        let shown = shown.cells.chunks_exact(self.columns);
        let next = self.cells.chunks_exact_mut(self.columns);
        for ((frame, shown), next) in frame.zip(shown).zip(next) {
            changed.push(read_row(frame, shown, next, &mut last, clusters));
        }
    }
}

/// Takes the cells of a row over; whether it is another than is shown.
fn read_row<'b>(
    frame: &'b [Cell],
    shown: &[Glyph],
    next: &mut [Glyph],
    last: &mut Last<'b>,
    clusters: &mut Clusters,
) -> bool {
    let mut differs = false;
    let mut covered = None;
    let mut room = frame.len();
    for ((cell, shown), next) in frame.iter().zip(shown).zip(next) {
        *next = covered.take().unwrap_or_else(|| {
            let pen = last.pen(cell);
            match cell.symbol().as_bytes() {
                [byte @ b'!'..=b'~'] => Glyph {
                    text: Text(u32::from(*byte)),
                    pen,
                    width: 1,
                    settled: true,
                },
                [_] => blank(pen),
                _ => glyph(cell, pen, room, clusters),
            }
        });
        if next.width == 2 {
            covered = Some(Glyph {
                text: Text::COVERED,
                width: 0,
                ..*next
            });
        }
        differs |= next != shown;
        room -= 1;
    }
    differs
}

/// The last cell with its pen: most cells look like the one before them.
struct Last<'b> {
    cell: &'b Cell,
    pen: Pen,
}

impl<'b> Last<'b> {
    /// The pen of a cell.
    fn pen(&mut self, cell: &'b Cell) -> Pen {
        let last = self.cell;
        if cell.fg != last.fg || cell.bg != last.bg || cell.modifier != last.modifier {
            self.pen = Pen::of(cell);
        }
        self.cell = cell;
        self.pen
    }
}

/// A blank with a pen, of which only what is seen is kept.
fn blank(pen: Pen) -> Glyph {
    let pen = if pen.leaves_no_trace() {
        Pen {
            bg: pen.bg,
            ..Pen::default()
        }
    } else {
        pen
    };
    Glyph {
        pen,
        ..Glyph::BLANK
    }
}

/// A cell as a glyph of one or two columns; what does not fit into the row, or
/// shows nothing, is a blank.
fn glyph(cell: &Cell, pen: Pen, room: usize, clusters: &mut Clusters) -> Glyph {
    let symbol = cell.symbol();
    let mut characters = symbol.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else {
        return blank(pen);
    };
    let single = second.is_none();
    if single && is_narrow(first) {
        return Glyph {
            text: Text(u32::from(first)),
            pen,
            width: 1,
            settled: true,
        };
    }
    let width = usize::from(symbol.cell_width());
    let fits = (1..=2).contains(&width) && width <= room;
    if !fits || symbol.contains(char::is_control) {
        return blank(pen);
    }
    Glyph {
        text: if single {
            Text(u32::from(first))
        } else {
            clusters.number(symbol)
        },
        pen,
        width: if width == 2 { 2 } else { 1 },
        settled: single && width == 2 && is_wide(first),
    }
}

/// Characters of one column wherever a program like this is used: Latin,
/// Greek, Cyrillic, general punctuation, currency, arrows, box drawing,
/// blocks. Signs that some fonts draw as emoji are left out.
const fn is_narrow(c: char) -> bool {
    matches!(c,
        '!'..='~'
        | '\u{A1}'..='\u{A8}' | '\u{AA}'..='\u{AC}' | '\u{AF}'..='\u{2FF}'
        | '\u{37B}'..='\u{37F}' | '\u{384}'..='\u{38A}' | '\u{38E}'..='\u{3A1}'
        | '\u{3A3}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}' | '\u{203D}'..='\u{2048}'
        | '\u{20A0}'..='\u{20BF}' | '\u{2190}'..='\u{2193}'
        | '\u{2500}'..='\u{25A9}' | '\u{25CB}' | '\u{25CF}' | '\u{2605}' | '\u{2606}')
}

/// Characters of two columns wherever they can be shown: kana, ideographs,
/// Hangul, full-width forms.
const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FA5}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF60}')
}
