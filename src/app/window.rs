//! Where the text stands in the reader's pane: one column or two, and what is
//! left empty around them.

use crate::config::{Align, Columns, Config, Paragraphs};

/// Columns between two columns of text.
const GUTTER: usize = 6;
/// Columns of text at the least where there are two.
const NARROWEST: usize = 30;

/// What a person chooses of the look of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of text at the most.
    pub measure: usize,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Where lines end.
    pub align: Align,
    /// Whether words are divided.
    pub hyphenate: bool,
    /// Rows from line to line.
    pub line_spacing: u16,
    /// How many columns of text.
    pub columns: Columns,
    /// Columns left empty at each side, and a fourth of them rows above and below.
    pub margin: u16,
    /// Whether the footer is shown.
    pub footer: bool,
}

impl Style {
    /// The look that the configuration asks for.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self {
            measure: usize::from(config.measure),
            paragraphs: config.paragraphs,
            align: config.align,
            hyphenate: config.hyphenate,
            line_spacing: config.line_spacing,
            columns: config.columns,
            margin: config.margin,
            footer: true,
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::of(&Config::default())
    }
}

/// The text in the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Columns and rows inside the frame.
    pub size: (usize, usize),
    /// Columns of a line of text.
    pub columns: usize,
    /// How many columns of text stand side by side.
    pub flows: usize,
    /// Rows left empty above and below.
    pub above: usize,
}

impl Window {
    /// The text in a pane of so many columns and rows.
    #[must_use]
    pub fn new(size: (usize, usize), style: Style) -> Self {
        // A column on the left for the mark of the chosen paragraph, one on the
        // right so that the text does not touch the frame.
        let margin = usize::from(style.margin).max(1).min(size.0 / 8).max(1);
        let room = size.0.saturating_sub(2 * margin).max(1);
        let two = match style.columns {
            Columns::One => false,
            Columns::Two => room >= 2 * NARROWEST + GUTTER,
            Columns::Auto => room >= 2 * style.measure + GUTTER,
        };
        let flows = 1 + usize::from(two);
        let above = usize::from(style.margin / 4).min(size.1 / 8);
        Self {
            size,
            columns: ((room - (flows - 1) * GUTTER.min(room - 1)) / flows)
                .min(style.measure)
                .max(1),
            flows,
            above,
        }
    }

    /// Rows of text in each column.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.size.1 - 2 * self.above
    }

    /// Rows of text in all columns.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.height() * self.flows
    }

    /// Columns between the left edge of the pane and a column of text.
    #[must_use]
    pub fn left(&self, flow: usize) -> usize {
        let used = self.flows * self.columns + self.flows.saturating_sub(1) * GUTTER;
        self.size.0.saturating_sub(used) / 2 + flow * (self.columns + GUTTER)
    }

    /// Columns left empty at the right edge of the pane.
    #[must_use]
    pub fn right(&self) -> usize {
        let last = self.left(self.flows.saturating_sub(1)) + self.columns;
        self.size.0.saturating_sub(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_lies_inside_the_pane() {
        for columns in [Columns::Auto, Columns::One, Columns::Two] {
            for (margin, width) in [0, 1, 4, 8, 16]
                .into_iter()
                .flat_map(|m| (0..230).map(move |w| (m, w)))
            {
                let style = Style {
                    columns,
                    margin,
                    ..Style::default()
                };
                let window = Window::new((width, 20), style);
                let last = window.left(window.flows - 1) + window.columns;
                assert!(last <= width.max(1), "{window:?}");
                assert!(
                    width < 3 || window.left(0) >= 1 && window.right() >= 1,
                    "{window:?}"
                );
                assert!(window.height() >= 15);
            }
        }
    }

    #[test]
    fn two_columns_stand_where_both_are_comfortable() {
        let flows = |columns, width| {
            let style = Style {
                columns,
                ..Style::default()
            };
            Window::new((width, 20), style).flows
        };
        assert_eq!(
            (flows(Columns::Auto, 151), flows(Columns::Auto, 152)),
            (1, 2)
        );
        assert_eq!((flows(Columns::Two, 67), flows(Columns::Two, 68)), (1, 2));
        assert_eq!(flows(Columns::One, 300), 1);
    }
}
