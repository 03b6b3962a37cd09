//! Columns: how many a text takes, and cutting it to a number of them.

use super::cells;

/// The columns that a text takes on one line, as [`clean`](super::clean())
/// shows it.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    cells(text).map(|cell| cell.width).sum()
}

/// A text as it is shown, cut between two graphemes and ended by `…` when it
/// takes more than `columns`; empty for no columns.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    // What is shown when the rest does not fit: a column is left for `…`.
    let mut kept = 0;
    for cell in cells(text) {
        if used + cell.width > columns {
            shown.truncate(kept);
            if columns > 0 {
                shown.push('…');
            }
            return shown;
        }
        used += cell.width;
        shown.push_str(&cell.shown);
        if used < columns {
            kept = shown.len();
        }
    }
    shown
}

/// A text as it is shown in exactly `columns` columns: cut like
/// [`truncate`], or filled up with spaces.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut shown = truncate(text, columns);
    let used = width(&shown);
    shown.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    shown
}
