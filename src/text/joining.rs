//! Arabic letters in the form that they have beside their neighbours, by the
//! presentation forms of Unicode.
//!
//! Terminals draw cell by cell, and most draw these letters apart; with the
//! forms a line can be read in all of them. Only what is *shown* changes, and
//! no letter changes its columns: lam and alef stay two.

use super::Cell;

/// How a letter joins the one behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    /// Not at all.
    No,
    /// Not the one behind it, but the one before it.
    Before,
    /// Both.
    Both,
}

/// A letter as it can be drawn.
#[derive(Clone, Copy)]
struct Letter {
    /// The form that stands alone; the next code points are those that join
    /// the letter before, the one behind, and both. `None`: it has one form.
    alone: Option<u32>,
    joins: Joins,
}

/// How many forms the letters from U+0621 on have. The forms of one letter
/// follow those of the other, from U+FE80 on.
const FORMS: [u8; 42] = [
    1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0,
    4, 4, 4, 4, 4, 4, 4, 2, 2, 4,
];

/// Letters of Persian and Urdu with the form that stands alone, and whether
/// they join the letter behind them.
const OTHERS: [(char, u32, bool); 14] = [
    ('\u{671}', 0xFB50, false),
    ('\u{679}', 0xFB66, true),
    ('\u{67E}', 0xFB56, true),
    ('\u{686}', 0xFB7A, true),
    ('\u{688}', 0xFB88, false),
    ('\u{691}', 0xFB8C, false),
    ('\u{698}', 0xFB8A, false),
    ('\u{6A9}', 0xFB8E, true),
    ('\u{6AF}', 0xFB92, true),
    ('\u{6BA}', 0xFB9E, false),
    ('\u{6BE}', 0xFBAA, true),
    ('\u{6C1}', 0xFBA6, true),
    ('\u{6CC}', 0xFBFC, true),
    ('\u{6D2}', 0xFBAE, false),
];

/// The letter that a character is, if it is one that joins.
fn letter(c: char) -> Option<Letter> {
    let joins = |behind| {
        if behind { Joins::Both } else { Joins::Before }
    };
    // The stroke that only makes a joint longer.
    if c == '\u{640}' {
        return Some(Letter {
            alone: None,
            joins: Joins::Both,
        });
    }
    if let Some(&(_, alone, behind)) = OTHERS.iter().find(|(other, ..)| *other == c) {
        return Some(Letter {
            alone: Some(alone),
            joins: joins(behind),
        });
    }
    let number = u32::from(c).checked_sub(0x621)? as usize;
    let forms = *FORMS.get(number).filter(|&&forms| forms > 0)?;
    let before: u32 = FORMS[..number].iter().map(|&forms| u32::from(forms)).sum();
    Some(Letter {
        alone: Some(0xFE80 + before),
        joins: if forms == 1 {
            Joins::No
        } else {
            joins(forms == 4)
        },
    })
}

/// Gives the letters of a line, in the order in which they are written, the
/// forms that they have beside one another.
pub(super) fn join(cells: &mut [Cell<'_>]) {
    let letters: Vec<Option<Letter>> = cells.iter().map(letter_of).collect();
    for (at, cell) in cells.iter_mut().enumerate() {
        let Some(this) = letters[at] else { continue };
        let Some(alone) = this.alone else { continue };
        let before = at.checked_sub(1).and_then(|before| letters[before]);
        let behind = letters.get(at + 1).copied().flatten();
        let joins_before =
            this.joins != Joins::No && before.is_some_and(|before| before.joins == Joins::Both);
        let joins_behind =
            this.joins == Joins::Both && behind.is_some_and(|behind| behind.joins != Joins::No);
        let form = alone + u32::from(joins_before) + 2 * u32::from(joins_behind);
        let mut chars = cell.shown.chars();
        let (Some(_), Some(form)) = (chars.next(), char::from_u32(form)) else {
            continue;
        };
        let marks = chars.as_str();
        cell.shown = format!("{form}{marks}").into();
    }
}

/// The letter of a cell, if it may join; a sign that keeps letters apart
/// (U+200C) is part of the cell before it.
fn letter_of(cell: &Cell<'_>) -> Option<Letter> {
    let mut found = letter(cell.shown.chars().next()?)?;
    if cell.raw.contains('\u{200C}') && found.joins == Joins::Both {
        found.joins = Joins::Before;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells;

    #[test]
    fn letters_take_the_form_of_their_place() {
        for (written, shown) in [
            ("سلام", "ﺳﻠﺎﻡ"),
            ("ب", "ﺏ"),
            ("ببب", "ﺑﺒﺐ"),
            ("بدر", "ﺑﺪﺭ"),
            ("ماء", "ﻣﺎﺀ"),
            ("بَبَ", "ﺑَﺐَ"),
            ("می\u{200c}خواهم", "ﻣﯽ\u{200c}ﺧﻮﺍﻫﻢ"),
            ("ab 12 ٣", "ab 12 ٣"),
        ] {
            let mut line: Vec<_> = cells(written).collect();
            join(&mut line);
            let joined: String = line.iter().map(|cell| cell.shown.as_ref()).collect();
            assert_eq!(joined, shown, "{written}");
        }
    }
}
