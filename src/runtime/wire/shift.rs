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
pub(super) fn find(shown: &Grid, next: &Grid, changed: &[bool]) -> Option<Shift> {
    let changed: Vec<usize> = (0..next.rows).filter(|&y| changed[y]).collect();
    if changed.len() < ROWS {
        return None;
    }
    let by = elected(shown, next, &changed)?;
    best_band(shown, next, by)
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

/// The band for which the shift saves most. Its rows are looked at in the
/// direction in which they move from, so that the rows that come free at its
/// end are known at every step.
fn best_band(shown: &Grid, next: &Grid, by: isize) -> Option<Shift> {
    let rows = next.rows;
    let free = by.unsigned_abs();
    let blank = vec![Glyph::BLANK; next.columns];
    // The row at a step: downwards for a shift up, upwards for one down.
    let row = |step: usize| if by > 0 { step } else { rows - 1 - step };
    let now = |step: usize| cost(shown.row(row(step)), next.row(row(step)));
    let loss: Vec<isize> = (0..rows)
        .map(|step| cost(&blank, next.row(row(step))) - now(step))
        .collect();
    let mut best = (PRICE, None);
    let (mut sum, mut start) = (0, 0);
    for step in 0..rows.saturating_sub(free) {
        if sum <= 0 {
            (sum, start) = (0, step);
        }
        sum += now(step) - cost(shown.row(row(step + free)), next.row(row(step)));
        let saved = sum - loss[step + 1..=step + free].iter().sum::<isize>();
        if saved > best.0 {
            best = (saved, Some((start, step + free)));
        }
    }
    let (first, last) = best.1?;
    let (first, last) = (row(first), row(last));
    Some(Shift {
        top: first.min(last),
        bottom: first.max(last) + 1,
        by,
    })
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
