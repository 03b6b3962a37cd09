//! A block as rows: where its lines end, and how each stands between the edges.

use super::{Kind, Row, Setting, TextRow, block::Block, index};
use crate::{
    config::Align,
    model::Article,
    text::{self, Directions, Hyphens, Line, Measure},
};

/// Columns by which a first line stands in: about as much as an em of print.
const INDENT: usize = 3;
/// The longest sign of an item that the lines below it are hung on.
const LONGEST_SIGN: usize = 6;
/// Columns that a blank may grow by for a filled line: more are a hole.
const WIDEST: usize = 2;

/// The rows of a block.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub rows: Box<[Row]>,
    /// What in it runs from right to left.
    pub directions: Option<Directions>,
}

/// Wraps a block.
pub(super) fn shape(article: &Article, block: &Block, number: u32, setting: Setting) -> Shape {
    let blanks = std::iter::repeat_n(Row::Blank, usize::from(block.blanks));
    let whole = match block.kind {
        Kind::About => return bare(blanks.chain([Row::About]).collect()),
        Kind::Folded => return bare(blanks.chain([Row::Folded]).collect()),
        Kind::Title => &*article.title.text,
        Kind::Footer => article.footer.as_ref().map_or("", |footer| &footer.text),
        _ => &*article.text,
    };
    let text = whole.get(block.range()).unwrap_or_default();
    let setter = Setter {
        text,
        block,
        number,
        setting,
        language: article.lang.as_deref(),
    };
    let leading = match block.kind {
        Kind::Title | Kind::Footer => 0,
        _ => setting.leading,
    };
    let mut rows: Vec<Row> = blanks.collect();
    for (at, line) in setter.lines().into_iter().enumerate() {
        if at > 0 {
            rows.extend(std::iter::repeat_n(Row::Blank, leading));
        }
        rows.push(Row::Text(line));
    }
    Shape {
        rows: rows.into(),
        directions: Directions::of(text),
    }
}

fn bare(rows: Box<[Row]>) -> Shape {
    Shape {
        rows,
        directions: None,
    }
}

struct Setter<'a> {
    /// The text of the block.
    text: &'a str,
    block: &'a Block,
    number: u32,
    setting: Setting,
    language: Option<&'a str>,
}

impl Setter<'_> {
    fn lines(&self) -> Vec<TextRow> {
        let inset = self.inset();
        let columns = self.setting.columns - inset;
        match self.block.kind {
            Kind::Preformatted => {
                let lines = text::chop(self.text, columns);
                lines
                    .into_iter()
                    .map(|line| self.row(line, inset))
                    .collect()
            }
            Kind::Item => self.hung(inset, columns),
            _ => {
                let indent = self.indent();
                let measure = Measure { columns, indent };
                let lines = text::typeset(self.text, measure, self.hyphens());
                self.filled(&lines, 0, columns, |line| match line {
                    0 => inset + measure.indentation(),
                    _ => inset,
                })
            }
        }
    }

    /// An item: its sign stands out to the left of its lines.
    fn hung(&self, inset: usize, columns: usize) -> Vec<TextRow> {
        let sign = self.text.find(' ').map_or(0, |end| end + 1);
        let hang = text::width(&self.text[..sign]);
        let (sign, hang) = if hang > LONGEST_SIGN || 2 * hang > columns {
            (0, 0)
        } else {
            (sign, hang)
        };
        let measure = Measure {
            columns: columns - hang,
            indent: 0,
        };
        let lines = text::typeset(&self.text[sign..], measure, self.hyphens());
        let mut rows = self.filled(&lines, sign, columns - hang, |_| inset + hang);
        if let Some(first) = rows.first_mut() {
            first.start = self.block.start;
            first.indent = narrow(inset);
        }
        rows
    }

    /// Lines at their indents, those that shall be filled so. `from` is the
    /// byte of the block at which the lines begin to count.
    fn filled(
        &self,
        lines: &[Line],
        from: usize,
        columns: usize,
        indent: impl Fn(usize) -> usize,
    ) -> Vec<TextRow> {
        let fills = self.setting.align == Align::Justified
            && matches!(self.block.kind, Kind::Paragraph | Kind::Item | Kind::Quote);
        let inset = indent(usize::MAX);
        let rows = lines.iter().enumerate().map(|(number, line)| {
            let line = Line {
                start: line.start + index(from),
                end: line.end + index(from),
                ..*line
            };
            let indent = indent(number);
            let mut row = self.row(line, indent);
            // The last of a stretch ends where it ends.
            let next = lines.get(number + 1);
            let goes_on = next.is_some_and(|next| {
                let between = line.range().end..next.start as usize + from;
                !self.text[between].contains('\n')
            });
            if fills && goes_on {
                let room = columns + inset - indent - usize::from(line.hyphen);
                row.fill = narrow(spread(&self.text[line.range()], room));
            }
            row
        });
        rows.collect()
    }

    fn row(&self, line: Line, indent: usize) -> TextRow {
        TextRow {
            block: self.number,
            start: self.block.start + line.start,
            end: self.block.start + line.end,
            indent: narrow(indent),
            fill: 0,
            hyphen: line.hyphen,
        }
    }

    /// Columns that stay empty on the side where lines begin.
    fn inset(&self) -> usize {
        // A column so narrow that this would eat it goes without.
        usize::from(self.block.inset).min(self.setting.columns / 4)
    }

    fn indent(&self) -> usize {
        if !self.block.indented || self.setting.columns < 4 * INDENT {
            return 0;
        }
        // Scripts on a square grid stand in by whole squares: two in Chinese,
        // one in Japanese.
        match self.language.unwrap_or_default().get(..2) {
            Some("zh") => 4,
            Some("ja") => 2,
            _ => INDENT,
        }
    }

    fn hyphens(&self) -> Option<Hyphens> {
        let divides = matches!(self.block.kind, Kind::Paragraph | Kind::Item | Kind::Quote);
        (self.setting.hyphenate && divides).then(|| match self.setting.align {
            Align::Justified => Hyphens::justified(self.language),
            Align::Ragged => Hyphens::ragged(self.language),
        })
    }
}

/// The columns to spread over the blanks of a line so that it fills `room`;
/// none where that would tear holes.
fn spread(line: &str, room: usize) -> usize {
    let blanks = line.matches(' ').count();
    let missing = room.saturating_sub(text::width(line));
    if missing <= WIDEST * blanks {
        missing
    } else {
        0
    }
}

fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
