//! The boundary of a character next to any byte of a text.

/// The last boundary of a character at or before byte `at`; the end of the
/// text for what lies behind it.
#[must_use]
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    // A character has four bytes at most.
    (at.saturating_sub(3)..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The first boundary of a character at or behind byte `at`; the end of the
/// text for what lies behind it.
#[must_use]
pub fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
