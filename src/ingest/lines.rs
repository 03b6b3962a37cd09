//! A text cut into its lines that are not blank, each knowing how many blank
//! ones stand above it and how far it is indented. Linear in the text;
//! copies nothing.

/// A line with something in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line without white space around it.
    pub text: &'a str,
    /// How many blank lines stand above it.
    pub blanks: u32,
    /// Columns of white space before it: a tab counts 4, a wide space 2.
    pub indent: u16,
}

/// The lines of a text that are not blank. Breaks are LF, CR LF, CR, CR CR LF
/// (as broken transfers make of CR LF), form feed, vertical tab, NEL, and
/// Unicode's line and paragraph separators. A form feed beside another break
/// adds nothing: pages end in the middle of paragraphs.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut blanks) = (0, 0u32);
    let bytes = text.as_bytes();
    loop {
        let offset = bytes[start..]
            .iter()
            .position(|byte| MAY_BREAK[usize::from(*byte)]);
        let (mut end, mut next) = match offset {
            Some(offset) => (start + offset, start + offset),
            None => (bytes.len(), bytes.len()),
        };
        // Most bytes that may begin a break (0xC2, 0xE2) begin a letter.
        while end < bytes.len() {
            next = end + break_length(&bytes[end..]);
            if next > end {
                break;
            }
            end += 1;
            end += bytes[end..]
                .iter()
                .position(|byte| MAY_BREAK[usize::from(*byte)])
                .unwrap_or(bytes.len() - end);
            next = end;
        }
        let raw = &text[start..end];
        let line = raw.trim_matches(is_white);
        let is_page_end = bytes.get(end) == Some(&0x0C);
        if !line.is_empty() {
            let indent = indent(&raw[..line.as_ptr() as usize - raw.as_ptr() as usize]);
            lines.push(Line {
                text: line,
                blanks,
                indent,
            });
            blanks = 0;
        } else if !is_page_end {
            blanks = blanks.saturating_add(1);
        }
        if end == bytes.len() {
            return lines;
        }
        if is_page_end && !line.is_empty() {
            next += break_length(&bytes[next..]);
        } else if bytes[end..next] == *"\u{2029}".as_bytes() {
            blanks = blanks.saturating_add(1);
        }
        start = next;
    }
}

/// The bytes at which a break may begin.
const MAY_BREAK: [bool; 256] = {
    let mut table = [false; 256];
    table[0x0A] = true;
    table[0x0B] = true;
    table[0x0C] = true;
    table[0x0D] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table
};

/// The length in bytes of the break at the start of `bytes`, 0 if none is
/// there.
fn break_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\r', b'\n', ..] => 3,
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r' | 0x0B | 0x0C, ..] => 1,
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

/// At most `bytes` bytes of a text, cut between two characters.
pub fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// White space, and what takes no room at the edge of a line.
pub fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

fn indent(white: &str) -> u16 {
    white
        .chars()
        .map(|c| match c {
            '\t' => 4,
            '\u{3000}' => 2,
            _ => 1,
        })
        .fold(0, u16::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, and of each line its text, blank lines above and indent.
    type Case = (&'static str, &'static [(&'static str, u32, u16)]);

    #[test]
    fn every_kind_of_break_is_one() {
        let cases: &[Case] = &[
            ("", &[]),
            ("\n\n \u{A0}\n", &[]),
            ("a", &[("a", 0, 0)]),
            ("a\nb\n", &[("a", 0, 0), ("b", 0, 0)]),
            ("a\r\nb\r\n\r\nc", &[("a", 0, 0), ("b", 0, 0), ("c", 1, 0)]),
            ("a\rb\r\rc", &[("a", 0, 0), ("b", 0, 0), ("c", 1, 0)]),
            ("a\r\r\nb", &[("a", 0, 0), ("b", 0, 0)]),
            (
                "a\u{85}b\u{2028}c\u{2029}d",
                &[("a", 0, 0), ("b", 0, 0), ("c", 0, 0), ("d", 1, 0)],
            ),
            ("a\n\u{C}b", &[("a", 0, 0), ("b", 0, 0)]),
            ("a\u{C}\nb", &[("a", 0, 0), ("b", 0, 0)]),
            ("a\u{C}b", &[("a", 0, 0), ("b", 0, 0)]),
            ("a\n\n\u{C}b", &[("a", 0, 0), ("b", 1, 0)]),
            (
                "  a \n\tb\n\u{3000}c",
                &[("a", 0, 2), ("b", 0, 4), ("c", 0, 2)],
            ),
            (
                "\u{201C}a\u{201D} \u{C2}b\n\u{A0}c\u{A0}",
                &[("\u{201C}a\u{201D} \u{C2}b", 0, 0), ("c", 0, 1)],
            ),
        ];
        for (text, expected) in cases {
            let found = lines(text);
            let found = found
                .iter()
                .map(|l| (l.text, l.blanks, l.indent))
                .collect::<Vec<_>>();
            assert_eq!(&found, expected, "{text:?}");
        }
    }
}
