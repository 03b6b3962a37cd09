//! In which order what has changed is written.
//!
//! Row by row is the natural one. Where the rows hold letters of several
//! styles, one style after the other may be shorter: a change of colour costs
//! more bytes than the way to the next row. Both are made, and the shorter one
//! is taken.

use super::{Wire, glyph::Pen};

/// Bytes from which another order is tried.
const WORTH: usize = 200;
/// One byte in how many is for styles, where it is: what they cost is all that
/// can be saved.
const SHARE: usize = 5;
/// Styles up to which it is.
const MOST: usize = 24;

/// Which cells of the changed rows are written together.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// The pens, in the order in which they are used.
    pens: Vec<Pen>,
    /// For each changed row its number, and for each of its columns the layer:
    /// [`NONE`], [`WHOLE`] or the number of the pen.
    rows: Vec<(usize, Vec<u8>)>,
}

/// Not written.
const NONE: u8 = u8::MAX;
/// In a row that must be written from left to right.
const WHOLE: u8 = u8::MAX - 1;

impl Wire {
    /// Adds what makes the changed rows what they are to be.
    pub(super) fn rows(&mut self, changed: &[bool]) {
        let rows = || (0..changed.len()).filter(|&y| changed[y]);
        for y in rows() {
            self.count(y);
        }
        let (begun, before) = (self.bytes.len(), (self.pen, self.place, self.tally));
        for y in rows() {
            self.row(y);
        }
        let written = self.bytes.len() - begun;
        let styles = self.tally.styles - before.2.styles;
        if written < WORTH || styles * SHARE < written || !self.separate(rows()) {
            return;
        }
        let by_row = self.bytes.split_off(begun);
        let after = (self.pen, self.place, self.tally);
        (self.pen, self.place, self.tally) = before;
        self.layer_by_layer();
        if self.bytes.len() - begun >= by_row.len() {
            self.bytes.truncate(begun);
            self.bytes.extend(by_row);
            (self.pen, self.place, self.tally) = after;
        }
    }

    /// Finds the layers; `false` where there are too many or one alone.
    fn separate(&mut self, rows: impl Iterator<Item = usize>) -> bool {
        let mut layers = std::mem::take(&mut self.layers);
        layers.pens.clear();
        layers.rows.clear();
        for y in rows {
            let settled = self.mark_stale(y);
            let row = if settled {
                self.layers_of(y, &mut layers.pens)
            } else {
                let whole = |stale: &bool| if *stale { WHOLE } else { NONE };
                self.stale.iter().map(whole).collect()
            };
            layers.rows.push((y, row));
        }
        self.layers = layers;
        (2..=MOST).contains(&self.layers.pens.len())
    }

    /// The layers of a row: letters by their pen, blanks with the letters
    /// before or else behind them where that pen draws them.
    fn layers_of(&self, y: usize, pens: &mut Vec<Pen>) -> Vec<u8> {
        let row = self.next.row(y);
        let mut layers = vec![NONE; row.len()];
        let mut blanks = false;
        for (x, glyph) in row.iter().enumerate().filter(|(x, _)| self.stale[*x]) {
            let before = x.checked_sub(1).map_or(NONE, |x| layers[x]);
            let joins = |layer: u8| {
                pens.get(usize::from(layer))
                    .is_some_and(|pen| glyph.suits(*pen))
            };
            if glyph.is_covered() || joins(before) {
                layers[x] = before;
            } else if glyph.is_blank() {
                blanks = true;
            } else {
                layers[x] = number(pens, glyph.pen);
            }
        }
        if blanks {
            for (x, glyph) in row.iter().enumerate().rev() {
                if !self.stale[x] || layers[x] != NONE {
                    continue;
                }
                let behind = layers.get(x + 1).copied().unwrap_or(NONE);
                let pen = pens.get(usize::from(behind));
                layers[x] = match pen {
                    Some(pen) if glyph.suits(*pen) => behind,
                    _ => match pens.iter().position(|pen| glyph.suits(*pen)) {
                        Some(known) => u8::try_from(known).unwrap_or(WHOLE - 1),
                        None => number(pens, glyph.pen),
                    },
                };
            }
        }
        layers
    }

    /// Writes the rows that must be written whole, then one layer after the
    /// other.
    fn layer_by_layer(&mut self) {
        let layers = std::mem::take(&mut self.layers);
        let pens = 0..u8::try_from(layers.pens.len()).unwrap_or(WHOLE);
        for layer in std::iter::once(WHOLE).chain(pens) {
            for (y, row) in &layers.rows {
                if row.contains(&layer) {
                    self.stale.clear();
                    self.stale.extend(row.iter().map(|of| *of == layer));
                    self.stale_cells(*y);
                }
            }
        }
        self.layers = layers;
    }
}

/// The number of a pen; a new one where there is room.
fn number(pens: &mut Vec<Pen>, pen: Pen) -> u8 {
    let known = pens.iter().position(|known| *known == pen);
    let at = known.unwrap_or_else(|| {
        if pens.len() <= MOST {
            pens.push(pen);
        }
        pens.len() - 1
    });
    u8::try_from(at).unwrap_or(WHOLE - 1)
}
