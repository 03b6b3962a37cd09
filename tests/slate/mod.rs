//! A terminal with left and right margins, in memory: the little that the
//! writer uses, as xterm does it (DECSLRM, DECSTBM, SU and SD between them).
//! What it has in common with the other emulator is checked against that one.

use std::collections::VecDeque;

use ratatui::buffer::CellWidth as _;

/// What is seen in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    pub text: String,
    pub fg: Option<vt100::Color>,
    pub bg: vt100::Color,
    /// Bold, dim, italic, underlined, reversed.
    pub attributes: [bool; 5],
}

impl Look {
    /// Of a blank only the ground and the lines are seen.
    pub fn seen(mut self) -> Self {
        let [.., underlined, reversed] = self.attributes;
        if self.text == " " && !underlined && !reversed {
            self.fg = None;
            self.attributes = [false; 5];
        }
        self
    }
}

/// The terminal.
pub struct Slate {
    columns: usize,
    rows: usize,
    cells: Vec<Look>,
    pen: Look,
    x: usize,
    y: usize,
    /// The next letter goes to the next row.
    wraps: bool,
    autowrap: bool,
    pub cursor: bool,
    /// Rows and columns, the last ones excluded.
    band: (usize, usize),
    sides: Option<(usize, usize)>,
    last: String,
    left: VecDeque<u8>,
}

impl Slate {
    pub fn new(columns: u16, rows: u16) -> Self {
        let (columns, rows) = (usize::from(columns), usize::from(rows));
        let pen = Look {
            text: " ".to_owned(),
            fg: Some(vt100::Color::Default),
            bg: vt100::Color::Default,
            attributes: [false; 5],
        };
        Self {
            columns,
            rows,
            cells: vec![pen.clone(); columns * rows],
            pen,
            x: 0,
            y: 0,
            wraps: false,
            autowrap: true,
            cursor: true,
            band: (0, rows),
            sides: None,
            last: String::new(),
            left: VecDeque::new(),
        }
    }

    /// As after a change of size: what stands where, nobody knows.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let (cursor, pen) = (self.cursor, self.pen.clone());
        *self = Self::new(columns, rows);
        (self.cursor, self.pen) = (cursor, pen);
    }

    pub fn at(&self, x: u16, y: u16) -> &Look {
        &self.cells[usize::from(y) * self.columns + usize::from(x)]
    }

    pub fn place(&self) -> (u16, u16) {
        (self.y as u16, self.x.min(self.columns - 1) as u16)
    }

    pub fn process(&mut self, bytes: &[u8]) {
        self.left.extend(bytes);
        while let Some(byte) = self.left.pop_front() {
            match byte {
                0x1b => self.escape(),
                b'\n' => self.line_feed(),
                b'\r' => self.go(0, self.y),
                0x08 => self.go(self.x.min(self.columns - 1).saturating_sub(1), self.y),
                0x20.. => self.letter(byte),
                _ => panic!("byte {byte}"),
            }
        }
    }

    fn go(&mut self, x: usize, y: usize) {
        (self.x, self.y) = (x.min(self.columns - 1), y.min(self.rows - 1));
        self.wraps = false;
    }

    /// A character, with those behind it that have no width.
    fn letter(&mut self, byte: u8) {
        let mut bytes = vec![byte];
        while std::str::from_utf8(&bytes).is_err() {
            bytes.push(self.left.pop_front().unwrap());
        }
        let text = String::from_utf8(bytes).unwrap();
        if text.as_str().cell_width() == 0 {
            return;
        }
        self.put(text.clone());
        self.last = text;
    }

    fn put(&mut self, text: String) {
        let width = usize::from(text.as_str().cell_width());
        if self.autowrap && (self.wraps || self.x + width > self.columns) {
            self.x = 0;
            self.line_feed();
        }
        self.x = self.x.min(self.columns.saturating_sub(width));
        self.wraps = false;
        for part in 0..width.min(self.columns) {
            self.set(self.x + part, self.y, self.pen.clone());
        }
        self.cells[self.y * self.columns + self.x].text = text;
        self.x += width;
        if self.x >= self.columns {
            self.x = self.columns - 1;
            self.wraps = true;
        }
    }

    fn set(&mut self, x: usize, y: usize, look: Look) {
        // Half of a wide letter does not stay.
        let at = y * self.columns + x;
        if self.cells[at].text.as_str().cell_width() == 2 && x + 1 < self.columns {
            self.cells[at + 1].text = " ".to_owned();
        }
        if x > 0 && self.cells[at - 1].text.as_str().cell_width() == 2 {
            self.cells[at - 1].text = " ".to_owned();
        }
        self.cells[at] = look;
    }

    fn line_feed(&mut self) {
        self.wraps = false;
        if self.y + 1 == self.band.1 {
            self.scroll(self.band, 1);
        } else {
            self.y = (self.y + 1).min(self.rows - 1);
        }
    }

    fn blank(&self) -> Look {
        Look {
            text: " ".to_owned(),
            attributes: [false; 5],
            ..self.pen.clone()
        }
    }

    /// Moves what stands between the margins up, or down if negative.
    fn scroll(&mut self, (top, bottom): (usize, usize), by: isize) {
        let (left, right) = self.sides.unwrap_or((0, self.columns));
        let before = self.cells.clone();
        for y in top..bottom {
            let from = y
                .checked_add_signed(by)
                .filter(|from| (top..bottom).contains(from));
            for x in left..right {
                self.cells[y * self.columns + x] = from.map_or_else(
                    || self.blank(),
                    |from| before[from * self.columns + x].clone(),
                );
            }
        }
    }

    fn erase(&mut self, columns: std::ops::Range<usize>, y: usize) {
        for x in columns.start..columns.end.min(self.columns) {
            self.set(x, y, self.blank());
        }
    }

    fn escape(&mut self) {
        match self.left.pop_front().unwrap() {
            b'[' => self.control(),
            b'M' if self.y == self.band.0 => self.scroll(self.band, -1),
            b'M' => self.go(self.x, self.y.saturating_sub(1)),
            other => panic!("ESC {other}"),
        }
    }

    fn control(&mut self) {
        let mut written = String::new();
        let last = loop {
            match self.left.pop_front().unwrap() {
                byte @ 0x40..=0x7e => break byte,
                byte => written.push(char::from(byte)),
            }
        };
        if let Some(mode) = written.strip_prefix('?') {
            return self.mode(mode, last == b'h');
        }
        let numbers: Vec<usize> = written.split(';').map(|n| n.parse().unwrap_or(0)).collect();
        let number = |at: usize| numbers.get(at).copied().filter(|n| *n > 0);
        let count = number(0).unwrap_or(1);
        let (x, y, bottom) = (self.x, self.y, self.band.1);
        match last {
            b'm' => self.style(&numbers),
            b'H' => self.go(number(1).unwrap_or(1) - 1, count - 1),
            b'A' => self.go(x, y.saturating_sub(count)),
            b'B' => self.go(x, y + count),
            b'C' => self.go(x + count, y),
            b'D' => self.go(x.saturating_sub(count), y),
            b'G' => self.go(count - 1, y),
            b'J' => (0..self.rows).for_each(|y| self.erase(0..self.columns, y)),
            b'K' => self.erase(x..self.columns, y),
            b'X' => self.erase(x..x + count, y),
            b'b' => (0..count).for_each(|_| self.put(self.last.clone())),
            b'L' => self.scroll((y, bottom), -(count as isize)),
            b'M' => self.scroll((y, bottom), count as isize),
            b'S' => self.scroll(self.band, count as isize),
            b'T' => self.scroll(self.band, -(count as isize)),
            b'r' => {
                self.band = (count - 1, number(1).unwrap_or(self.rows));
                self.go(0, 0);
            }
            b's' => {
                assert!(self.sides.is_some(), "the cursor is saved");
                self.sides = Some((count - 1, number(1).unwrap_or(self.columns)));
                self.go(0, 0);
            }
            other => panic!("CSI {written} {other}"),
        }
    }

    fn mode(&mut self, mode: &str, on: bool) {
        match mode {
            "25" => self.cursor = on,
            "7" => self.autowrap = on,
            "69" => self.sides = on.then_some((0, self.columns)),
            other => panic!("mode {other}"),
        }
    }

    fn style(&mut self, numbers: &[usize]) {
        let mut numbers = numbers.iter().copied();
        while let Some(number) = numbers.next() {
            let [bold, dim, italic, underlined, reversed] = &mut self.pen.attributes;
            match number {
                0 => {
                    self.pen.attributes = [false; 5];
                    self.pen.fg = Some(vt100::Color::Default);
                    self.pen.bg = vt100::Color::Default;
                }
                1 => *bold = true,
                2 => *dim = true,
                3 => *italic = true,
                4 => *underlined = true,
                7 => *reversed = true,
                22 => (*bold, *dim) = (false, false),
                23 => *italic = false,
                24 => *underlined = false,
                27 => *reversed = false,
                38 => self.pen.fg = Some(colour(&mut numbers)),
                48 => self.pen.bg = colour(&mut numbers),
                30..=37 => self.pen.fg = Some(vt100::Color::Idx(number as u8 - 30)),
                40..=47 => self.pen.bg = vt100::Color::Idx(number as u8 - 40),
                90..=97 => self.pen.fg = Some(vt100::Color::Idx(number as u8 - 82)),
                100..=107 => self.pen.bg = vt100::Color::Idx(number as u8 - 92),
                39 => self.pen.fg = Some(vt100::Color::Default),
                49 => self.pen.bg = vt100::Color::Default,
                other => panic!("style {other}"),
            }
        }
    }
}

fn colour(numbers: &mut impl Iterator<Item = usize>) -> vt100::Color {
    let kind = numbers.next();
    let mut channel = || numbers.next().unwrap() as u8;
    match kind {
        Some(5) => vt100::Color::Idx(channel()),
        Some(2) => vt100::Color::Rgb(channel(), channel(), channel()),
        other => panic!("colour {other:?}"),
    }
}
