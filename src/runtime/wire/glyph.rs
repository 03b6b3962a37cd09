//! What a cell of the screen looks like, small enough to compare and copy by
//! the thousand, and the reading of a frame into such cells.
//!
//! It knows no byte that a terminal understands.

use std::collections::HashMap;

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    style::{Color, Modifier},
};

/// Modifiers that are seen on a blank.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// How a glyph is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Pen {
    /// Whether a blank drawn with it, or an erasure, shows its background and
    /// nothing else.
    pub const fn leaves_no_trace(self) -> bool {
        !self.modifier.intersects(SEEN_ON_BLANK)
    }

    /// The nearest pen with which a blank of this background can be drawn.
    pub fn blanking(self, bg: Color) -> Self {
        Self {
            bg,
            modifier: self.modifier.difference(SEEN_ON_BLANK),
            ..self
        }
    }
}

/// What stands in a cell, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub text: Text,
    pub pen: Pen,
    /// Columns: 1 or 2, 0 for the second column of a wide glyph.
    pub width: u8,
    /// Whether all terminals agree on its columns.
    pub settled: bool,
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

    /// Whether it is a letter of ASCII.
    pub const fn is_ascii(self) -> bool {
        self.0 < 0x80
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
            fg: Color::Reset,
            bg: Color::Reset,
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

    /// Moves rows `top..bottom` up by `by`, or down if it is negative; what
    /// comes free is blank.
    pub fn shift(&mut self, top: usize, bottom: usize, by: isize) {
        let cells = &mut self.cells[top * self.columns..bottom * self.columns];
        let count = (by.unsigned_abs() * self.columns).min(cells.len());
        let free = if by > 0 {
            cells.rotate_left(count);
            cells.len() - count..cells.len()
        } else {
            cells.rotate_right(count);
            0..count
        };
        cells[free].fill(Glyph::BLANK);
    }

    /// Takes the cells of a frame over.
    pub fn read(&mut self, buffer: &Buffer, clusters: &mut Clusters) {
        self.columns = usize::from(buffer.area.width);
        self.rows = usize::from(buffer.area.height);
        self.cells.clear();
        if self.columns == 0 {
            return;
        }
        for row in buffer.content.chunks_exact(self.columns) {
            let mut at = 0;
            while let Some(cell) = row.get(at) {
                let glyph = glyph(cell, row.len() - at, clusters);
                self.cells.push(glyph);
                if glyph.width == 2 {
                    self.cells.push(Glyph {
                        text: Text::COVERED,
                        width: 0,
                        ..glyph
                    });
                }
                at += usize::from(glyph.width);
            }
        }
    }
}

/// A cell as a glyph of one or two columns; what does not fit into the row, or
/// shows nothing, is a blank. Of a blank only what is seen is kept.
fn glyph(cell: &Cell, room: usize, clusters: &mut Clusters) -> Glyph {
    let pen = Pen {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    };
    let mut glyph = Glyph {
        text: Text::BLANK,
        pen,
        width: 1,
        settled: true,
    };
    let symbol = cell.symbol();
    if let [byte] = symbol.as_bytes() {
        if (b'!'..=b'~').contains(byte) {
            glyph.text = Text(u32::from(*byte));
            return glyph;
        }
    } else {
        let mut characters = symbol.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) if is_narrow(character) => {
                glyph.text = Text(u32::from(character));
                return glyph;
            }
            (Some(first), second) => {
                let width = usize::from(symbol.cell_width());
                let fits = (1..=2).contains(&width) && width <= room;
                if fits && !symbol.contains(char::is_control) {
                    let single = second.is_none();
                    return Glyph {
                        text: if single {
                            Text(u32::from(first))
                        } else {
                            clusters.number(symbol)
                        },
                        width: if width == 2 { 2 } else { 1 },
                        settled: single && width == 2 && is_wide(first),
                        ..glyph
                    };
                }
            }
            (None, _) => {}
        }
    }
    if pen.leaves_no_trace() {
        glyph.pen = Pen {
            bg: pen.bg,
            ..Pen::default()
        };
    }
    glyph
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
