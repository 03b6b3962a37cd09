//! Lines that stay as they are: cut at the edge, nothing else.

use super::{Line, cells, floor_boundary};

/// The lines of a text in which blanks and line breaks count: each as it is,
/// one that is wider than so many columns cut between graphemes. All bytes but
/// the line breaks stand in exactly one line.
#[must_use]
pub fn chop(text: &str, columns: usize) -> Vec<Line> {
    let text = &text[..floor_boundary(text, u32::MAX as usize)];
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let (mut start, mut used) = (at, 0);
        let mut add = |start, end| {
            lines.push(Line {
                start: position(start),
                end: position(end),
                hyphen: false,
            });
        };
        for cell in cells(line) {
            if used > 0 && used + cell.width > columns.max(1) {
                add(start, at + cell.at);
                (start, used) = (at + cell.at, 0);
            }
            used += cell.width;
        }
        add(start, at + line.len());
        at += line.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_breaks_stay() {
        for (text, columns, expected) in [
            ("  a\n\n   bcd", 4, vec!["  a", "", "   b", "cd"]),
            ("漢字x", 3, vec!["漢", "字x"]),
            ("漢字", 0, vec!["漢", "字"]),
            ("", 4, vec![""]),
        ] {
            let lines = chop(text, columns);
            let shown: Vec<&str> = lines.iter().map(|line| &text[line.range()]).collect();
            assert_eq!(shown, expected);
        }
    }
}
