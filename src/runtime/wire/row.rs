//! One row: which columns must be written, and the cheapest bytes for them.

use super::{
    Wire,
    glyph::{Glyph, Pen},
    pen,
    tally::{self, Kind},
    travel::{Place, price, sequence, sequence_length},
};

/// Unchanged columns that may be written again instead of jumped over.
const GAP: usize = 16;

/// Blanks, one beside the other, on one background.
#[derive(Clone, Copy)]
struct Blanks {
    from: usize,
    /// Behind the last that must be written.
    to: usize,
    y: usize,
    /// Whether nothing but such blanks follows in the row.
    last: bool,
}

impl Wire {
    /// Adds what makes a row what it is to be.
    pub(super) fn row(&mut self, y: usize) {
        self.mark_stale(y);
        self.stale_cells(y);
    }

    /// Writes the columns of a row that are marked.
    pub(super) fn stale_cells(&mut self, y: usize) {
        let Some(last) = self.stale.iter().rposition(|stale| *stale) else {
            return;
        };
        let mut x = self.stale.iter().position(|stale| *stale).unwrap_or(last);
        while x <= last {
            x += self.plain(x, y);
            if x > last {
                break;
            }
            let glyph = self.next.at(x, y);
            x = if !self.stale[x] || glyph.is_covered() {
                x + 1
            } else if glyph.is_blank() {
                self.blanks(x, y)
            } else {
                self.letters(x, y)
            };
        }
    }

    /// Writes letters of ASCII that need neither move nor pen, and of which no
    /// two that stand together are the same: most of a text. Returns how many.
    fn plain(&mut self, x: usize, y: usize) -> usize {
        if self.place != Some((x, y)) {
            return 0;
        }
        let row = &self.next.row(y)[x..];
        let stale = &self.stale[x..];
        let mut count = 0;
        // Never into the last column, which is another matter.
        for (pair, _) in row.windows(2).zip(stale).take_while(|(_, stale)| **stale) {
            let [glyph, next] = *pair else { break };
            let Some(byte) = glyph.text.ascii() else {
                break;
            };
            if glyph == next || !glyph.suits(self.pen) {
                break;
            }
            self.bytes.push(byte);
            count += 1;
        }
        tally::add(&mut self.tally, Kind::Text, count);
        self.place = Some((x + count, y));
        count
    }

    /// Marks the stale columns of a row; whether all terminals agree on the
    /// columns of what they will show.
    pub(super) fn mark_stale(&mut self, y: usize) -> bool {
        let (shown, next) = (self.shown.row(y), self.next.row(y));
        self.stale.clear();
        let mut all_settled = true;
        for (shown, next) in shown.iter().zip(next) {
            let stale = shown != next;
            self.stale.push(stale);
            if stale && !next.is_covered() {
                all_settled &= next.settled;
            }
        }
        if !all_settled {
            self.mark_spilled(y);
        }
        all_settled
    }

    /// Counts the cells of a row that look different, and their bytes.
    pub(super) fn count(&mut self, y: usize) {
        for (shown, next) in self.shown.row(y).iter().zip(self.next.row(y)) {
            if shown != next && !next.is_covered() {
                self.tally.cells += 1;
                self.tally.floor += self.clusters.bytes(next.text);
            }
        }
    }

    /// Marks what terminals may write over when they give a letter more
    /// columns than it has.
    fn mark_spilled(&mut self, y: usize) {
        let next = self.next.row(y);
        let mut spill = 0;
        for (x, glyph) in next.iter().enumerate() {
            if spill > x {
                self.stale[x] = true;
                // A wide glyph is written whole.
                if glyph.is_covered() && x > 0 {
                    self.stale[x - 1] = true;
                }
            }
            let head = x - usize::from(glyph.is_covered() && x > 0);
            if self.stale[head] && !glyph.settled {
                spill = spill.max(head + self.clusters.most_columns(next[head].text));
            }
        }
        for (x, glyph) in next.iter().enumerate().skip(1) {
            if glyph.is_covered() && self.stale[x - 1] {
                self.stale[x] = true;
            }
        }
    }

    /// Writes a glyph, or several of the same; returns the column behind.
    fn letters(&mut self, x: usize, y: usize) -> usize {
        let glyph = self.next.at(x, y);
        self.reach((x, y), glyph);
        if !glyph.settled {
            self.unsettled(glyph, (x, y));
            return x + usize::from(glyph.width);
        }
        let behind = x + usize::from(glyph.width);
        if behind == self.columns() && y + 1 == self.next.rows {
            // A terminal without a pending wrap would scroll.
            self.push(Kind::Mode, b"\x1b[?7l");
            self.write(glyph);
            self.push(Kind::Mode, b"\x1b[?7h");
            self.place = None;
            return behind;
        }
        self.write(glyph);
        self.place = Some((behind, y));
        behind + self.repeat(glyph, behind, y)
    }

    /// Repeats what was just written left of a column, if that is cheap;
    /// returns how often.
    fn repeat(&mut self, glyph: Glyph, x: usize, y: usize) -> usize {
        if !self.capabilities.repeat || glyph.width != 1 {
            return 0;
        }
        // Never into the last column, where terminals wrap differently.
        let row = &self.next.row(y)[x..self.columns().max(x + 1) - 1];
        let same = row.iter().take_while(|next| **next == glyph).count();
        let stale = &self.stale[x..x + same];
        let count = stale
            .iter()
            .rposition(|stale| *stale)
            .map_or(0, |at| at + 1);
        if count * self.clusters.bytes(glyph.text) <= sequence_length(count) {
            return 0;
        }
        self.scratch.clear();
        sequence(count, b'b', &mut self.scratch);
        self.push_scratch(Kind::Erase);
        self.place = Some((x + count, y));
        count
    }

    /// Writes a glyph of which nobody knows how many columns it takes.
    fn unsettled(&mut self, glyph: Glyph, at: Place) {
        let columns = usize::from(glyph.width)..=self.clusters.most_columns(glyph.text);
        let wraps = at.0 + columns.end() > self.columns();
        let shown = &self.shown.row(at.1)[at.0..at.0 + columns.start()];
        if *columns.start() > 1 && shown.iter().any(|shown| *shown != Glyph::BLANK) {
            // A terminal that takes it for narrower leaves no old half beside it.
            self.push(Kind::Text, b"  ");
            self.place = None;
            self.go(at);
        }
        if wraps {
            self.push(Kind::Mode, b"\x1b[?7l");
        }
        self.write(glyph);
        if wraps {
            self.push(Kind::Mode, b"\x1b[?7h");
        }
        self.place = None;
    }

    /// Writes blanks from a column on, the cheapest way; returns the column
    /// behind them.
    fn blanks(&mut self, x: usize, y: usize) -> usize {
        let row = self.next.row(y);
        let glyph = row[x];
        let same = row[x..].iter().take_while(|next| **next == glyph).count();
        let stale = &self.stale[x..x + same];
        let count = stale
            .iter()
            .rposition(|stale| *stale)
            .map_or(0, |at| at + 1);
        let then = self.pen_wanted_from(x + count, y);
        let blanks = Blanks {
            from: x,
            to: x + count,
            y,
            last: x + same == self.columns(),
        };
        self.reach_with((x, y), glyph, then);
        let tricks = self.capabilities;
        let erases = tricks.erase && (tricks.colour_erase || glyph.pen.bg == Pen::default().bg);
        if erases && blanks.last && count > 3 {
            self.push(Kind::Erase, b"\x1b[K");
            return self.columns();
        }
        self.blanks_within(blanks, erases);
        blanks.to
    }

    /// The pen that the rest of the row will want first.
    fn pen_wanted_from(&self, x: usize, y: usize) -> Option<Pen> {
        let rest = self.next.row(y)[x..].iter().zip(&self.stale[x..]);
        let mut wanted = rest.filter(|(next, stale)| **stale && !next.is_blank());
        wanted.next().map(|(next, _)| next.pen)
    }

    /// Blanks as such, erased and jumped over, or repeated.
    fn blanks_within(&mut self, blanks: Blanks, erases: bool) {
        let Blanks { from, to, y, .. } = blanks;
        let count = to - from;
        let next = (to..self.columns()).find(|&x| self.stale[x]);
        let onward = |place| next.map_or(0, |x| self.distance(place, (x, y)));
        let spaces = count + onward((to, y));
        let (erased, repeated) = (
            sequence_length(count) + onward((from, y)),
            1 + sequence_length(count.max(2) - 1) + onward((to, y)),
        );
        if erases && erased < spaces.min(repeated) {
            self.scratch.clear();
            sequence(count, b'X', &mut self.scratch);
            self.push_scratch(Kind::Erase);
            return;
        }
        if self.capabilities.repeat && to < self.columns() && repeated < spaces {
            self.push(Kind::Text, b" ");
            self.scratch.clear();
            sequence(count - 1, b'b', &mut self.scratch);
            self.push_scratch(Kind::Erase);
        } else if to == self.columns() && y + 1 == self.next.rows {
            self.push(Kind::Mode, b"\x1b[?7l");
            self.push_blanks(count);
            self.push(Kind::Mode, b"\x1b[?7h");
            self.place = None;
            return;
        } else {
            self.push_blanks(count);
        }
        self.place = Some((to, y));
    }

    fn push_blanks(&mut self, count: usize) {
        self.bytes.extend(std::iter::repeat_n(b' ', count));
        tally::add(&mut self.tally, Kind::Text, count);
    }

    /// Goes to a place with the pen that draws a glyph.
    fn reach(&mut self, to: Place, glyph: Glyph) {
        self.reach_with(to, glyph, None);
    }

    /// Goes to a place by a move, or by writing once more what stands before
    /// it; then takes the pen for a glyph.
    fn reach_with(&mut self, to: Place, glyph: Glyph, then: Option<Pen>) {
        if self.place == Some(to) {
            return self.pen_for(glyph, then);
        }
        if !self.bridges(to) {
            let moved = self.distance_from(self.place, to) + self.restyle(self.pen, glyph);
            if let Some(start) = self.rewritable(to, glyph, moved) {
                self.go((start, to.1));
                let mut x = start;
                while x < to.0 {
                    let known = self.next.at(x, to.1);
                    self.pen_for(known, Some(glyph.pen));
                    self.write(known);
                    x += usize::from(known.width);
                }
                self.place = Some(to);
            }
        }
        self.go(to);
        self.pen_for(glyph, then);
    }

    /// Writes a few ASCII letters again that stand between the cursor and a
    /// place, where no move can be shorter.
    fn bridges(&mut self, to: Place) -> bool {
        let Some(from) = self.place.filter(|from| from.1 == to.1 && from.0 < to.0) else {
            return false;
        };
        let between = &self.next.row(to.1)[from.0..to.0];
        let pen = self.pen;
        if between.len() > 3
            || !between
                .iter()
                .all(|known| known.text.ascii().is_some() && known.suits(pen))
        {
            return false;
        }
        for x in from.0..to.0 {
            self.write(self.next.at(x, to.1));
        }
        self.place = Some(to);
        true
    }

    /// The column from which to write unchanged glyphs up to a place, where
    /// this costs less than `budget` bytes together with the pen for `glyph`.
    fn rewritable(&self, to: Place, glyph: Glyph, budget: usize) -> Option<usize> {
        let from = self.place?;
        let starts = [
            (from.1 == to.1 && from.0 < to.0).then_some(from.0),
            // From the left edge, or straight from above.
            (from.1 != to.1).then_some(0),
            (from.1 != to.1 && from.0 < to.0).then_some(from.0),
        ];
        let mut best = (budget, None);
        for start in starts.into_iter().flatten() {
            if to.0 - start > GAP || start == to.0 || self.next.at(start, to.1).is_covered() {
                continue;
            }
            let (mut spent, mut held) = (self.distance(from, (start, to.1)), self.pen);
            for known in &self.next.row(to.1)[start..to.0] {
                if !known.settled || spent >= best.0 {
                    spent = usize::MAX;
                    break;
                }
                if known.is_covered() {
                    continue;
                }
                if !known.suits(held) {
                    let wanted = if known.suits(glyph.pen) {
                        glyph.pen
                    } else {
                        known.pen
                    };
                    spent += pen::price(held, wanted);
                    held = wanted;
                }
                spent += self.clusters.bytes(known.text);
            }
            if spent < best.0 {
                spent += self.restyle(held, glyph);
            }
            if spent < best.0 {
                best = (spent, Some(start));
            }
        }
        best.1
    }

    /// Bytes of a move.
    fn distance(&self, from: Place, to: Place) -> usize {
        self.distance_from(Some(from), to)
    }

    fn distance_from(&self, from: Option<Place>, to: Place) -> usize {
        price(from, to, self.columns(), self.capabilities.moves)
    }

    /// Bytes of the change to a pen that draws a glyph.
    fn restyle(&self, pen: Pen, glyph: Glyph) -> usize {
        if glyph.suits(pen) {
            0
        } else {
            pen::price(pen, glyph.pen)
        }
    }

    /// Adds the text of a glyph.
    fn write(&mut self, glyph: Glyph) {
        let start = self.bytes.len();
        self.clusters.write(glyph.text, &mut self.bytes);
        tally::add(&mut self.tally, Kind::Text, self.bytes.len() - start);
    }
}
