//! Finds the band of rows that has moved up or down between two frames, over
//! the whole width or between two columns.
//!
//! Rows vote for a shift by their
//! hashes; the band is where the shift saves most (Bentley's scan for the
//! greatest sum), and none where it saves too little.

use std::{collections::HashMap, ops::Range};

use super::glyph::{Glyph, Grid};

/// Rows `top..bottom` of the screen move up by `by` rows, down if negative,
/// between these columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub columns: Range<usize>,
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

/// Bytes that a shift costs by itself, about.
const PRICE: isize = 24;
/// The same between two columns.
const NARROW_PRICE: isize = 50;
/// Bytes that a row costs beside its cells: a move and a pen.
const PER_ROW: isize = 8;
/// Changed rows from which to look for a shift.
const ROWS: usize = 3;

/// The shift between these columns that saves most, if one does.
pub(super) fn find(
    shown: &Grid,
    next: &Grid,
    changed: &[bool],
    columns: Range<usize>,
) -> Option<Shift> {
    let band = Band {
        shown,
        next,
        columns,
    };
    let changed: Vec<usize> = (0..next.rows)
        .filter(|&y| changed[y] && band.before(y) != band.after(y))
        .collect();
    if changed.len() < ROWS {
        return None;
    }
    let by = band.elected(&changed)?;
    band.best(by)
}

/// Two screens between two columns.
struct Band<'g> {
    shown: &'g Grid,
    next: &'g Grid,
    columns: Range<usize>,
}

impl Band<'_> {
    fn before(&self, y: usize) -> &[Glyph] {
        &self.shown.row(y)[self.columns.clone()]
    }

    fn after(&self, y: usize) -> &[Glyph] {
        &self.next.row(y)[self.columns.clone()]
    }

    /// The shift that most of the changed rows ask for. Rows that look like
    /// others on the screen, blank ones above all, have no vote.
    fn elected(&self, changed: &[usize]) -> Option<isize> {
        let mut places: HashMap<u64, Option<usize>> = HashMap::with_capacity(self.shown.rows);
        for y in 0..self.shown.rows {
            places
                .entry(hash(self.before(y)))
                .and_modify(|place| *place = None)
                .or_insert(Some(y));
        }
        let mut votes: HashMap<isize, usize> = HashMap::new();
        for &y in changed {
            if let Some(Some(source)) = places.get(&hash(self.after(y))) {
                *votes
                    .entry(source.cast_signed() - y.cast_signed())
                    .or_default() += 1;
            }
        }
        let (by, _) = votes
            .into_iter()
            .filter(|(by, _)| *by != 0)
            .max_by_key(|&(by, count)| (count, std::cmp::Reverse(by.unsigned_abs()), by))?;
        Some(by)
    }

    /// The rows for which the shift saves most. They are looked at in the
    /// direction in which they move from, so that the rows that come free at
    /// the end are known at every step.
    fn best(&self, by: isize) -> Option<Shift> {
        let rows = self.next.rows;
        let free = by.unsigned_abs();
        let blank = vec![Glyph::BLANK; self.columns.len()];
        // The row at a step: downwards for a shift up, upwards for one down.
        let row = |step: usize| if by > 0 { step } else { rows - 1 - step };
        let now = |step: usize| cost(self.before(row(step)), self.after(row(step)));
        let loss: Vec<isize> = (0..rows)
            .map(|step| cost(&blank, self.after(row(step))) - now(step))
            .collect();
        let is_narrow = self.columns.len() < self.next.columns;
        let price = if is_narrow { NARROW_PRICE } else { PRICE };
        let mut best = (price, None);
        let (mut sum, mut start) = (0, 0);
        for step in 0..rows.saturating_sub(free) {
            if sum <= 0 {
                (sum, start) = (0, step);
            }
            sum += now(step) - cost(self.before(row(step + free)), self.after(row(step)));
            let saved = sum - loss[step + 1..=step + free].iter().sum::<isize>();
            if saved > best.0 {
                best = (saved, Some((start, step + free)));
            }
        }
        let (first, last) = best.1?;
        let (first, last) = (row(first), row(last));
        let (top, bottom) = (first.min(last), first.max(last) + 1);
        (top..bottom).all(|y| self.is_whole(y)).then(|| Shift {
            columns: self.columns.clone(),
            top,
            bottom,
            by,
        })
    }

    /// Whether no letter of a row reaches over a side of the band, in any
    /// terminal.
    fn is_whole(&self, y: usize) -> bool {
        let row = self.shown.row(y);
        let cuts = |x: usize| {
            let before = x.checked_sub(1).map(|before| row[before]);
            row.get(x).is_some_and(|glyph| glyph.is_covered())
                || (x < row.len() && before.is_some_and(|glyph| !glyph.settled))
        };
        !cuts(self.columns.start) && !cuts(self.columns.end)
    }
}

/// Bytes from one row to another, about.
fn cost(from: &[Glyph], to: &[Glyph]) -> isize {
    let changed = from.iter().zip(to).filter(|(from, to)| from != to).count();
    if changed == 0 {
        0
    } else {
        changed.cast_signed() + PER_ROW
    }
}

/// A row's texts in a number (multiplicative hashing, Knuth, The Art of
/// Computer Programming, 6.4).
fn hash(row: &[Glyph]) -> u64 {
    row.iter().fold(0, |hash: u64, glyph| {
        (hash.rotate_left(5) ^ u64::from(glyph.text.bits())).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
