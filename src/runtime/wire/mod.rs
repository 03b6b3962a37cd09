//! The writer: from one frame to the next in the fewest bytes.
//!
//! It keeps a model of what the terminal shows (cells, pen, cursor, pending
//! wrap) and compares each frame with it, whole: a frame is a few thousand
//! cells, and only a whole frame shows that rows have moved. What it writes
//! is chosen by counting bytes, among the ways that the terminal knows
//! ([`Capabilities`]).
//!
//! - `glyph`: cells, and how a frame becomes cells
//! - `ink`: colours · `pen`: styles · `travel`: moves · `shift`: rows that have moved
//! - `row`: one row · `order`: in which order the rows, or what stands in them
//! - `tally`, [`log`](Log): what it has cost
//!
//! It writes nothing to a terminal itself and knows no clock: bytes come out.
//! Letters whose columns terminals disagree on are followed by an absolute
//! address, so that a wrong guess stays where it was made.

mod capability;
mod glyph;
mod ink;
mod log;
mod order;
mod pen;
mod row;
mod shift;
mod tally;
mod travel;

pub use capability::Capabilities;
pub use log::Log;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use glyph::{Clusters, Glyph, Grid, Pen};
use shift::Shift;
use tally::Kind;
use travel::{Place, sequence, travel};

use crate::app::Tally;

/// The writer, with what the terminal shows.
#[derive(Debug)]
pub struct Wire {
    capabilities: Capabilities,
    shown: Grid,
    next: Grid,
    clusters: Clusters,
    /// Whether `shown` is what the terminal shows.
    known: bool,
    pen: Pen,
    /// Where the terminal's cursor is; `None` when nobody knows.
    place: Option<Place>,
    /// Whether the cursor is seen.
    cursor: bool,
    bytes: Vec<u8>,
    tally: Tally,
    /// Which rows of `next` are others than those of `shown`.
    changed: Vec<bool>,
    /// The columns of the row at hand that must be written.
    stale: Vec<bool>,
    /// Which cells are written together.
    layers: order::Layers,
    /// Ways that are compared.
    scratch: Vec<u8>,
}

impl Wire {
    /// A writer for a terminal of which nothing is known but that its cursor
    /// is hidden.
    #[must_use]
    pub fn new(capabilities: Capabilities) -> Self {
        Self {
            capabilities,
            shown: Grid::default(),
            next: Grid::default(),
            clusters: Clusters::default(),
            known: false,
            pen: Pen::default(),
            place: None,
            cursor: false,
            bytes: Vec::new(),
            tally: Tally::default(),
            changed: Vec::new(),
            stale: Vec::new(),
            layers: order::Layers::default(),
            scratch: Vec::new(),
        }
    }

    /// Forgets what the terminal shows: the next frame is written whole.
    pub const fn forget(&mut self) {
        self.known = false;
    }

    /// The terminal was taken anew, with its cursor hidden, by these bytes.
    pub fn begin(&mut self, bytes: &[u8]) {
        self.known = false;
        self.cursor = false;
        self.push(Kind::Mode, bytes);
    }

    /// The terminal can do other things than was known before.
    pub const fn learn(&mut self, capabilities: Capabilities) {
        self.capabilities = capabilities;
    }

    /// Adds what makes the terminal show this frame, whose area begins at the
    /// origin. `panes` are parts of it whose rows may move by themselves.
    pub fn paint(&mut self, frame: &Buffer, panes: &[Rect]) {
        if self.clusters.are_too_many() {
            self.clusters.clear();
            self.known = false;
        }
        let size = (
            usize::from(frame.area.width),
            usize::from(frame.area.height),
        );
        let cleared = !self.known || (self.shown.columns, self.shown.rows) != size;
        if cleared {
            self.clear(size);
        }
        let mut changed = std::mem::take(&mut self.changed);
        self.next
            .read(frame, &mut self.clusters, &self.shown, &mut changed);
        if !cleared {
            self.shift_rows(panes, &mut changed);
        }
        self.rows(&changed);
        self.changed = changed;
        std::mem::swap(&mut self.shown, &mut self.next);
    }

    /// Adds what puts the cursor where it belongs, or hides it.
    pub fn point(&mut self, cursor: Option<Position>) {
        if let Some(position) = cursor {
            let column = usize::from(position.x).min(self.shown.columns.saturating_sub(1));
            let row = usize::from(position.y).min(self.shown.rows.saturating_sub(1));
            self.go((column, row));
        }
        if self.cursor != cursor.is_some() {
            self.cursor = cursor.is_some();
            let mode: &[u8] = if self.cursor {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.push(Kind::Mode, mode);
        }
    }

    /// The bytes since the last time, and what they were for.
    pub fn take(&mut self) -> (Vec<u8>, Tally) {
        let bytes = std::mem::take(&mut self.bytes);
        (bytes, std::mem::take(&mut self.tally))
    }

    /// The whole screen blank.
    fn clear(&mut self, (columns, rows): (usize, usize)) {
        self.push(Kind::Erase, b"\x1b[m\x1b[2J");
        self.pen = Pen::default();
        self.place = None;
        self.known = true;
        self.shown.clear(columns, rows);
    }

    /// Moves rows where that is shorter than to write them: over the whole
    /// width, then within panes.
    fn shift_rows(&mut self, panes: &[Rect], changed: &mut [bool]) {
        let whole = 0..self.next.columns;
        let tricks = self.capabilities;
        let within = panes.iter().filter(|_| tricks.margins).map(|pane| {
            let right = usize::from(pane.right()).min(whole.end);
            usize::from(pane.x).min(right)..right
        });
        let widths = std::iter::once(whole.clone()).filter(|_| tricks.scroll);
        for columns in widths.chain(within.filter(|columns| *columns != whole)) {
            if let Some(shift) = shift::find(&self.shown, &self.next, changed, columns) {
                self.shift(&shift);
                for (y, changed) in changed.iter_mut().enumerate() {
                    *changed = self.shown.row(y) != self.next.row(y);
                }
            }
        }
    }

    /// Moves rows. What comes free is blank on the terminal's own background
    /// whether erasing takes a colour or not.
    fn shift(&mut self, shift: &Shift) {
        self.pen_for(Glyph::BLANK, None);
        let mut bytes = std::mem::take(&mut self.scratch);
        bytes.clear();
        let narrow = shift.columns.len() < self.next.columns;
        if narrow {
            bytes.extend_from_slice(b"\x1b[?69h\x1b[");
            pen::number(shift.columns.start + 1, &mut bytes);
            bytes.push(b';');
            pen::number(shift.columns.end, &mut bytes);
            bytes.push(b's');
        }
        // From here on rows are those of the terminal, from 1.
        bytes.extend_from_slice(b"\x1b[");
        if shift.top > 0 {
            pen::number(shift.top + 1, &mut bytes);
        }
        if shift.bottom < self.next.rows {
            bytes.push(b';');
            pen::number(shift.bottom, &mut bytes);
        }
        bytes.push(b'r');
        let rows = shift.by.unsigned_abs();
        if narrow {
            // The only ones that do not ask where the cursor is.
            sequence(rows, if shift.by > 0 { b'S' } else { b'T' }, &mut bytes);
            // Taking the mode away does not take the margins in all terminals.
            bytes.extend_from_slice(b"\x1b[s\x1b[?69l");
        } else if shift.by > 0 && rows <= 4 {
            travel(None, (0, shift.bottom - 1), 0, false, &mut bytes);
            bytes.extend(std::iter::repeat_n(b'\n', rows));
        } else {
            travel(None, (0, shift.top), 0, false, &mut bytes);
            match shift.by {
                -1 => bytes.extend_from_slice(b"\x1bM"),
                1.. => sequence(rows, b'M', &mut bytes),
                _ => sequence(rows, b'L', &mut bytes),
            }
        }
        bytes.extend_from_slice(b"\x1b[r");
        self.push(Kind::Shift, &bytes);
        self.scratch = bytes;
        self.shown.shift(shift);
        // Setting the band sends the cursor home, in most terminals.
        self.place = None;
    }

    /// Adds a move.
    fn go(&mut self, to: Place) {
        if self.place == Some(to) {
            return;
        }
        self.scratch.clear();
        travel(
            self.place,
            to,
            self.columns(),
            self.capabilities.moves,
            &mut self.scratch,
        );
        self.place = Some(to);
        self.push_scratch(Kind::Move);
    }

    /// Adds a change of style.
    fn pen(&mut self, to: Pen) {
        self.scratch.clear();
        pen::change(self.pen, to, &mut self.scratch);
        self.pen = to;
        self.push_scratch(Kind::Style);
    }

    /// Takes the cheapest pen that draws a glyph; `then` is the pen that will
    /// be needed next.
    fn pen_for(&mut self, glyph: Glyph, then: Option<Pen>) {
        if glyph.suits(self.pen) {
            return;
        }
        let mut best = glyph.pen;
        if glyph.is_blank() {
            let default = Pen {
                bg: glyph.pen.bg,
                ..Pen::default()
            };
            let then = then.unwrap_or(default);
            let ways = [then, self.pen.blanking(glyph.pen.bg), default];
            let price = |pen: &Pen| pen::price(self.pen, *pen) + pen::price(*pen, then);
            let cheapest = ways
                .into_iter()
                .filter(|pen| glyph.suits(*pen))
                .min_by_key(price);
            best = cheapest.unwrap_or(default);
        }
        self.pen(best);
    }

    const fn columns(&self) -> usize {
        self.next.columns
    }

    fn push(&mut self, kind: Kind, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        tally::add(&mut self.tally, kind, bytes.len());
    }

    fn push_scratch(&mut self, kind: Kind) {
        self.bytes.extend_from_slice(&self.scratch);
        tally::add(&mut self.tally, kind, self.scratch.len());
    }
}
