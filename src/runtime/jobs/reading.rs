//! Files in the groups in which threads read them.

use std::iter;

/// Files that are read by one thread in one go: at first few, so that there is
/// something to read at once.
const FIRST_FILES: usize = 8;
/// The most.
const MOST_FILES: usize = 512;

/// Takes what comes in groups of 8, 16, ... 512.
pub fn groups<T>(mut found: impl Iterator<Item = T>) -> impl Iterator<Item = Vec<T>> {
    let mut size = FIRST_FILES;
    iter::from_fn(move || {
        let group: Vec<T> = found.by_ref().take(size).collect();
        size = (size * 2).min(MOST_FILES);
        (!group.is_empty()).then_some(group)
    })
}
