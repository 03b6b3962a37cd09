//! Finds the band of whole rows that has moved up or down between two frames.
//!
//! Only rows that are the same over the whole width count as moved: a
//! terminal can shift rows, not columns. Rows vote for a shift by their
//! hashes; the band is where the shift saves most (Bentley's scan for the
//! greatest sum), and none where it saves too little.

use std::collections::HashMap;

use super::glyph::{Glyph, Grid};

/// Rows `top..bottom` of the screen move up by `by` rows, down if negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

/// Bytes that a shift costs by itself, about.
const PRICE: isize = 24;
/// Bytes that a row costs beside its cells: a move and a pen.
const PER_ROW: isize = 8;
/// Changed rows from which to look for a shift.
const ROWS: usize = 3;

/// The shift that saves most, if one does.
pub(super) fn find(shown: &Grid, next: &Grid) -> Option<Shift> {
    let changed: Vec<usize> = (0..next.rows)
        .filter(|&y| shown.row(y) != next.row(y))
        .collect();
    if changed.len() < ROWS {
        return None;
    }
    let by = elected(shown, next, &changed)?;
    let band = best_band(shown, next, by)?;
    let shift = if by > 0 {
        Shift {
            top: band.0,
            bottom: band.1 + by.unsigned_abs(),
            by,
        }
    } else {
        Shift {
            top: band.0 - by.unsigned_abs(),
            bottom: band.1,
            by,
        }
    };
    (saving(shown, next, shift) > 0).then_some(shift)
}

/// The shift that most of the changed rows ask for. Rows that look like others
/// on the screen, blank ones above all, have no vote.
fn elected(shown: &Grid, next: &Grid, changed: &[usize]) -> Option<isize> {
    let mut places: HashMap<u64, Option<usize>> = HashMap::with_capacity(shown.rows);
    for y in 0..shown.rows {
        places
            .entry(hash(shown.row(y)))
            .and_modify(|place| *place = None)
            .or_insert(Some(y));
    }
    let mut votes: HashMap<isize, usize> = HashMap::new();
    for &y in changed {
        if let Some(Some(source)) = places.get(&hash(next.row(y))) {
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

/// The rows, as they are to be, that profit from coming from elsewhere.
fn best_band(shown: &Grid, next: &Grid, by: isize) -> Option<(usize, usize)> {
    let mut best = (0, None);
    let (mut sum, mut start) = (0, 0);
    for y in 0..next.rows {
        let source = y
            .checked_add_signed(by)
            .filter(|source| *source < shown.rows);
        let Some(source) = source else {
            (sum, start) = (0, y + 1);
            continue;
        };
        if sum <= 0 {
            (sum, start) = (0, y);
        }
        sum += cost(shown.row(y), next.row(y)) - cost(shown.row(source), next.row(y));
        if sum > best.0 {
            best = (sum, Some((start, y + 1)));
        }
    }
    best.1
}

/// Bytes that a shift saves, about.
fn saving(shown: &Grid, next: &Grid, shift: Shift) -> isize {
    let blank = vec![Glyph::BLANK; next.columns];
    let mut saved = -PRICE;
    for y in shift.top..shift.bottom {
        let source = y.checked_add_signed(shift.by);
        let source = source.filter(|source| (shift.top..shift.bottom).contains(source));
        let after = source.map_or(&blank[..], |source| shown.row(source));
        saved += cost(shown.row(y), next.row(y)) - cost(after, next.row(y));
    }
    saved
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

/// A row's texts and modifiers in a number (multiplicative hashing, Knuth,
/// The Art of Computer Programming, 6.4).
fn hash(row: &[Glyph]) -> u64 {
    row.iter().fold(0, |hash: u64, glyph| {
        let bits = u64::from(glyph.text.bits()) | u64::from(glyph.pen.modifier.bits()) << 32;
        (hash.rotate_left(5) ^ bits).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
