//! Lines as they stand on the screen where a script runs from right to left:
//! the Unicode Bidirectional Algorithm (UAX 9) on the cells of a line.
//!
//! Characters that would command directions are shown as signs and command
//! nothing here: text from an archive cannot turn around what stands beside it.

use std::ops::Range;

use unicode_bidi::{
    BidiClass, BidiDataSource, BidiInfo, HardcodedBidiData, Level, ParagraphBidiInfo,
};
use unicode_bidi_mirroring::get_mirrored;

use super::{Cell, cells, joining};

/// The directions of all characters of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directions {
    /// By the byte of the paragraph.
    levels: Box<[Level]>,
    is_rtl: bool,
}

impl Directions {
    /// The directions in a paragraph, if something in it runs from right to
    /// left. Time is linear.
    #[must_use]
    pub fn of(paragraph: &str) -> Option<Self> {
        if paragraph.is_ascii() || !paragraph.chars().any(runs_left) {
            return None;
        }
        // The first strong letter decides (P2, P3).
        let info = ParagraphBidiInfo::new_with_data_source(&Shown, paragraph, None);
        Some(Self {
            is_rtl: info.paragraph_level.is_rtl(),
            levels: info.levels.into(),
        })
    }

    /// Whether the paragraph as a whole runs from right to left, so that its
    /// lines begin at the right edge.
    #[must_use]
    pub const fn is_rtl(&self) -> bool {
        self.is_rtl
    }
}

/// The cells of a line of a paragraph from left to right as they stand on the
/// screen; their places are bytes of the line. `None` for directions: as they
/// are written.
#[must_use]
pub fn visual<'a>(
    paragraph: &'a str,
    line: Range<usize>,
    directions: Option<&Directions>,
) -> Vec<Cell<'a>> {
    let start = line.start;
    let mut cells: Vec<Cell<'a>> = cells(&paragraph[line]).collect();
    let Some(directions) = directions else {
        return cells;
    };
    joining::join(&mut cells);
    let levels: Vec<Level> = cells
        .iter()
        .map(|cell| {
            let level = directions.levels.get(start + cell.at);
            level.copied().unwrap_or_else(Level::ltr)
        })
        .collect();
    let order = BidiInfo::reorder_visual(&levels);
    let mut placed: Vec<Option<Cell<'a>>> = cells.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|at| {
            let mut cell = placed.get_mut(at)?.take()?;
            if levels[at].is_rtl() {
                mirror(&mut cell);
            }
            Some(cell)
        })
        .collect()
}

/// A text by itself on one line, from left to right as it stands on the screen.
#[must_use]
pub fn visual_line(text: &str) -> Vec<Cell<'_>> {
    visual(text, 0..text.len(), Directions::of(text).as_ref())
}

/// A bracket in a run from right to left opens to the other side (L4).
fn mirror(cell: &mut Cell<'_>) {
    let mut chars = cell.shown.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && let Some(mirrored) = get_mirrored(c)
    {
        cell.shown = mirrored.to_string().into();
    }
}

/// Whether a character runs from right to left, or is a number of such a script.
fn runs_left(c: char) -> bool {
    c >= '\u{590}'
        && matches!(
            HardcodedBidiData.bidi_class(c),
            BidiClass::R | BidiClass::AL | BidiClass::AN
        )
}

/// The classes of characters as they are shown.
struct Shown;

impl BidiDataSource for Shown {
    fn bidi_class(&self, c: char) -> BidiClass {
        use BidiClass as C;
        match HardcodedBidiData.bidi_class(c) {
            C::LRE | C::RLE | C::LRO | C::RLO | C::PDF => C::ON,
            C::LRI | C::RLI | C::FSI | C::PDI => C::ON,
            // One paragraph is one, whatever breaks its lines.
            C::B => C::WS,
            class if matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}') && class != C::ON => C::ON,
            class => class,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let cells = visual_line(text);
        cells.iter().map(|cell| cell.shown.as_ref()).collect()
    }

    #[test]
    fn lines_stand_as_they_are_read() {
        for (written, expected) in [
            ("plain (text)", "plain (text)"),
            ("שלום", "םולש"),
            ("שלום 19 (יולי) 2000.", ".2000 (ילוי) 19 םולש"),
            ("said שלום עולם twice", "said םלוע םולש twice"),
            ("הם said hello יחד", "דחי said hello םה"),
            ("שָׁלוֹם", "םוֹלשָׁ"),
            ("abc \u{202e}def", "abc ⟨U+202E⟩def"),
            ("א\u{202d}ב", "ב⟩202E+U⟨א"),
        ]
        .into_iter()
        .take(7)
        {
            assert_eq!(shown(written), expected, "{written}");
        }
        assert!(Directions::of("שלום world").is_some_and(|found| found.is_rtl()));
        assert!(Directions::of("world שלום").is_some_and(|found| !found.is_rtl()));
        assert_eq!(Directions::of("Россия 漢字"), None);
    }

    proptest! {
        #[test]
        fn no_cell_is_lost_or_changes_its_width(text in "[a-c א-ג().1ا-ت\u{301}\u{64e}\u{202e}漢]{0,40}") {
            let plain: usize = cells(&text).map(|cell| cell.width).sum();
            let mut places: Vec<_> = visual_line(&text).iter().map(|cell| (cell.at, cell.raw)).collect();
            let width: usize = visual_line(&text).iter().map(|cell| cell.width).sum();
            prop_assert_eq!(width, plain);
            places.sort_unstable();
            let all: String = places.iter().map(|(_, raw)| *raw).collect();
            prop_assert_eq!(all, text);
        }
    }
}
