//! The form of a text that may go to a terminal, on one line.

use std::borrow::Cow;

use super::{cells, character::is_plain};

/// What is shown of a text on one line: no control character, no escape
/// sequence, nothing that hides or turns around what stands beside it. The
/// rules stand at the head of `text/character.rs`.
///
/// Cleaning a clean text changes nothing. Ordinary text is borrowed.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for cell in cells(text) {
        clean.push_str(&cell.shown);
    }
    if clean == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(clean)
    }
}
