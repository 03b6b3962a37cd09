//! A frame for locales that are not UTF-8: every cell becomes ASCII, and no
//! column moves.
//!
//! It works on the finished frame, so that nothing else has to know in what
//! locale it draws. It knows no role and changes no style.

use ratatui::{
    buffer::{Buffer, Cell},
    text::Span,
};

use crate::text::{Case, fold};

/// Replaces what is not printable ASCII by look-alikes: lines, blocks and
/// marks by signs, letters by their base letter, anything else by `?`. What
/// was two columns wide stays so.
pub fn degrade(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width);
    if width == 0 {
        return;
    }
    for row in buffer.content.chunks_mut(width) {
        let mut column = 0;
        while column < row.len() {
            column += degrade_cell(&mut row[column..]);
        }
    }
}

/// Degrades the first of the cells, and those behind it that it covers; says
/// how many.
fn degrade_cell(cells: &mut [Cell]) -> usize {
    let Some((cell, rest)) = cells.split_first_mut() else {
        return 1;
    };
    if is_ascii(cell.symbol()) {
        return 1;
    }
    let columns = Span::raw(cell.symbol()).width().max(1);
    let mut shown = ascii(cell.symbol(), columns).into_iter();
    cell.set_char(shown.next().unwrap_or(' '));
    // The cells under a wide glyph were hidden until now: they look like it.
    let covered = rest.len().min(columns - 1);
    for hidden in &mut rest[..covered] {
        hidden.set_char(shown.next().unwrap_or(' '));
        hidden.set_style(cell.style());
    }
    1 + covered
}

/// One printable ASCII character, as nearly every cell has.
fn is_ascii(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~'])
}

/// At most `columns` characters that stand for a grapheme; none for what shows
/// nothing.
fn ascii(symbol: &str, columns: usize) -> Vec<char> {
    let Some(first) = symbol.chars().next() else {
        return Vec::new();
    };
    if let Some(sign) = look_alike(first) {
        return vec![sign];
    }
    let base: Vec<char> = fold(symbol, Case::Kept)
        .chars()
        .map(|c| look_alike(c).unwrap_or(c))
        .collect();
    let fits = base.len() <= columns && base.iter().all(|c| matches!(c, ' '..='~'));
    if fits { base } else { vec!['?'] }
}

/// The sign that looks most like `c`, for what has no base letter.
fn look_alike(c: char) -> Option<char> {
    Some(match c {
        // Eighths of a block, by height.
        '▁' => '.',
        '▂' => ':',
        '▃' => '-',
        '▄' => '=',
        '▅' => '+',
        '▆' => '*',
        '▇' | '▓' => '#',
        '█' => '@',
        '░' => '.',
        '▒' => ':',
        '▀' => '"',
        '■' | '▪' => '#',
        // The mark of the chosen line, which stands beside a frame of `|`.
        '▌' => '>',
        // Other parts of a block from the side.
        '▉'..='▏' | '▐' | '▕' => '|',
        '\u{2500}'..='\u{257f}' => line(c),
        // A full stop would end the sentence.
        '…' => '~',
        '·' | '․' | '⋅' => '.',
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‐'..='―' | '−' | '‾' | '¯' | '⁃' => '-',
        '◆' | '♦' | '★' | '☆' => '*',
        '•' | '●' | '∙' | '○' | '◯' | '◦' | '°' => 'o',
        '‹' | '«' | '⟨' | '〈' | '←' | '◀' | '◂' => '<',
        '›' | '»' | '⟩' | '〉' | '→' | '▶' | '▸' => '>',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '✎' => 'n',
        '✓' | '✔' => 'v',
        '×' | '✗' | '✘' => 'x',
        '⁄' | '∕' => '/',
        '¦' => '|',
        '©' => 'c',
        '®' => 'r',
        '§' => 'S',
        '€' => 'E',
        '£' => 'L',
        // Letters that Unicode does not take apart.
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ŧ' => 't',
        'Ŧ' => 'T',
        'ı' => 'i',
        'ß' => 's',
        'æ' => 'a',
        'Æ' => 'A',
        'œ' => 'o',
        'Œ' => 'O',
        _ => return None,
    })
}

/// A sign for a character of the block "Box Drawing".
fn line(c: char) -> char {
    match c {
        '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '╴' | '╶' | '╸' | '╺' | '╼' | '╾' => {
            '-'
        }
        '═' => '=',
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' | '╹' | '╻' | '╽' | '╿' => {
            '|'
        }
        '╱' => '/',
        '╲' => '\\',
        '╳' => 'X',
        _ => '+',
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use ratatui::{
        layout::Rect,
        style::{Modifier, Style},
    };

    use super::*;

    fn check(line: &str, expected: &str) {
        let mut buffer = Buffer::with_lines([line]);
        degrade(&mut buffer);
        assert_eq!(buffer, Buffer::with_lines([expected]), "{line}");
    }

    #[test]
    fn what_is_not_ascii_becomes_a_look_alike() {
        for (line, expected) in [
            ("plain ~ text!", "plain ~ text!"),
            ("┌─ a ─┐│╰━╯├┼═║", "+- a -+|+-+++=|"),
            ("▁▂▃▄▅▆▇█", ".:-=+*#@"),
            (
                "▌ one… two · “q” ‘s’ 1–2 — •★",
                "> one~ two . \"q\" 's' 1-2 - o*",
            ),
            ("‾‾ ▎▶←↑", "-- |><^"),
            (
                "Łódź, Gruß, Müller, naïve, ½",
                "Lodz, Grus, Muller, naive, ?",
            ),
            ("e\u{301} a\u{30a}\u{323}", "e a"),
            ("Москва", "??????"),
            ("a\u{a0}b", "a b"),
            ("평양!", "? ? !"),
            ("Ａ１㎏.", "A 1 kg."),
            ("👩‍👩‍👧x", "? x"),
            ("", ""),
        ] {
            check(line, expected);
        }
    }

    #[test]
    fn the_second_column_of_a_wide_glyph_looks_like_the_first() {
        let style = Style::new().add_modifier(Modifier::REVERSED);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 2));
        buffer.set_string(1, 0, "조", style);
        // Only half of it is on the screen.
        buffer[(4, 1)].set_symbol("조");
        degrade(&mut buffer);
        let mut expected = Buffer::with_lines([" ?   ", "    ?"]);
        expected.set_style(Rect::new(1, 0, 2, 1), style);
        assert_eq!(buffer, expected);
    }

    proptest::proptest! {
        #[test]
        fn only_ascii_is_left_and_no_column_moves(line in "\\PC{0,40}", y in 0u16..3) {
            let mut buffer = Buffer::empty(Rect::new(3, 2, 30, 3));
            buffer.set_string(3, 2 + y, format!("{line}#"), Style::new());
            let before = buffer.clone();
            degrade(&mut buffer);
            for (cell, old) in buffer.content().iter().zip(before.content()) {
                proptest::prop_assert!(is_ascii(cell.symbol()), "{:?}", cell.symbol());
                if is_ascii(old.symbol()) && old.symbol() != " " {
                    proptest::prop_assert_eq!(cell.symbol(), old.symbol());
                }
            }
        }
    }
}
