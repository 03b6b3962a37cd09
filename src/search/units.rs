//! What a folded text is made of for a search: units and the gaps between them.
//!
//! A word is a run of letters and digits with their marks. Scripts written
//! without spaces (Chinese, Japanese, Thai, ...) have no such runs: there each
//! letter is a unit, and a word may start and end anywhere. Korean hangs its
//! particles behind the noun: there a word may end anywhere.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The units of a folded text: their bytes, from left to right, and whether
/// something stands between each and the one before it.
pub(super) fn units(text: &str) -> impl Iterator<Item = (Range<usize>, Gap)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + start(&text[at..])?;
        let gap = match &text[at..start] {
            "" => Gap::None,
            between if between.contains('\n') => Gap::Paragraph,
            _ => Gap::Some,
        };
        at = start + length(&text[start..]);
        Some((start..at, gap))
    })
}

/// What stands between two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Spaces or signs.
    Some,
    /// The end of a paragraph.
    Paragraph,
}

/// Where the first word character stands.
fn start(text: &str) -> Option<usize> {
    let plain = text
        .bytes()
        .position(|b| b.is_ascii_alphanumeric() || b >= 0x80)?;
    match text.as_bytes()[plain] {
        0..0x80 => Some(plain),
        _ => text[plain..].find(is_word).map(|more| plain + more),
    }
}

/// The bytes of the unit at the start of a text, where a word character stands.
fn length(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let rest = &text[plain..];
    if plain > 0 {
        return match rest.as_bytes().first() {
            None | Some(0..0x80) => plain,
            Some(_) => plain + tail(rest),
        };
    }
    match text.chars().next() {
        Some(first) if is_unspaced(first) => first.len_utf8(),
        _ => tail(text),
    }
}

/// The bytes that a word goes on for.
pub(super) fn tail(text: &str) -> usize {
    text.find(|c| !is_word(c) || is_unspaced(c))
        .unwrap_or(text.len())
}

/// Whether a word can start at `at`, where a word character stands.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|before| !is_word(before) || is_unspaced(before))
        || text[at..].starts_with(is_unspaced)
}

/// Whether a word can end at `at`, behind a word character.
pub(super) fn ends_word(text: &str, at: usize) -> bool {
    let behind = text[at..].chars().next();
    behind.is_none_or(|behind| !is_word(behind) || is_unspaced(behind))
        || text[..at].ends_with(ends_anywhere)
}

/// Letters behind which a word may end wherever they stand.
pub(super) const fn ends_anywhere(c: char) -> bool {
    is_unspaced(c) || is_hangul(c)
}

/// A letter, a digit, or a mark on one.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c >= '\u{300}' && is_combining_mark(c)
}

/// Scripts that are written without spaces.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_units() {
        let text = "x1, don't 日本 abc漢e 러시아는\nเก็บ _a";
        let found: Vec<_> = units(text)
            .map(|(range, gap)| (&text[range], gap))
            .collect();
        use Gap::{None as Glued, Paragraph, Some as Apart};
        let expected = [
            ("x1", Glued),
            ("don", Apart),
            ("t", Apart),
            ("日", Apart),
            ("本", Glued),
            ("abc", Apart),
            ("漢", Glued),
            ("e", Glued),
            ("러시아는", Apart),
            ("เ", Paragraph),
            ("ก", Glued),
            ("็", Glued),
            ("บ", Glued),
            ("a", Apart),
        ];
        assert_eq!(found, expected);
    }
}
