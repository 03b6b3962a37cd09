//! An article laid out in rows: what the reader scrolls through.
//!
//! Nothing is wrapped before it is looked at: an article of any length opens
//! at once, and what was wrapped stays so as long as the page does. So rows
//! have no numbers of their own; a place is a block and a row in it
//! ([`At`]), and how far one has read is counted in bytes.

mod about;
mod block;
mod shape;

use std::ops::Range;

pub use about::{Length, length, thousands};
use block::Block;
pub use block::Kind;

use crate::{
    config::{Align, Paragraphs},
    model::{Article, Markup, Shared},
    text::{self, Directions},
};

/// What decides the layout of an article, beside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Columns of a line of text.
    pub columns: usize,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Where lines end.
    pub align: Align,
    /// Whether words are divided at the ends of lines.
    pub hyphenate: bool,
    /// Empty rows between the lines of a paragraph.
    pub leading: usize,
    /// Whether the footer is shown.
    pub footer: bool,
    /// Whether the title stands above the text, because the frame cannot hold it.
    pub heading: bool,
}

/// A row by its block and its number in that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The number of the block, from 0.
    block: u32,
    /// The number of the row in it, from 0.
    row: u32,
}

/// One row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Nothing.
    Blank,
    /// The line about date, length and source.
    About,
    /// A line of the title, the body or the footer.
    Text(TextRow),
    /// The place where the footer is folded away.
    Folded,
}

/// A line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// The number of its block.
    pub block: u32,
    /// Its first byte in the title, body or footer.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Columns by which it stands in.
    pub indent: u16,
    /// Columns to be spread over its blanks, so that it ends at the edge.
    pub fill: u16,
    /// Whether a hyphen stands at its end.
    pub hyphen: bool,
}

/// The rows of one article.
#[derive(Clone, Debug, Default)]
pub struct Page {
    article: Option<Shared>,
    setting: Option<Setting>,
    blocks: Vec<Block>,
    /// The bytes of each paragraph in the body.
    pub paragraphs: Vec<(u32, u32)>,
    /// The line about date, length and source.
    pub about: String,
}

impl Page {
    /// Prepares an article to be looked at; wraps nothing yet.
    #[must_use]
    pub fn new(article: Shared, setting: Setting) -> Self {
        Self {
            about: about::line(&article),
            paragraphs: article
                .paragraphs()
                .map(|(at, paragraph)| (index(at), index(at + paragraph.len())))
                .collect(),
            blocks: block::blocks(&article, setting),
            article: Some(article),
            setting: Some(setting),
        }
    }

    /// How it is laid out.
    #[must_use]
    pub const fn setting(&self) -> Option<Setting> {
        self.setting
    }

    /// What a row's block is.
    #[must_use]
    pub fn kind(&self, row: TextRow) -> Kind {
        self.blocks[row.block as usize].kind
    }

    /// The paragraph of the body that a row belongs to.
    #[must_use]
    pub fn paragraph(&self, row: TextRow) -> Option<usize> {
        let block = &self.blocks[row.block as usize];
        block.paragraph.map(|paragraph| paragraph as usize)
    }

    /// The bytes of a row's block, and what in it runs from right to left.
    #[must_use]
    pub fn directions(&self, row: TextRow) -> (Range<usize>, Option<&Directions>) {
        let block = &self.blocks[row.block as usize];
        let shape = block.shape.as_ref();
        (
            block.range(),
            shape.and_then(|shape| shape.directions.as_ref()),
        )
    }

    /// What the format says of words in a row's block.
    pub fn marks<'a>(
        &self,
        article: &'a Article,
        row: TextRow,
    ) -> impl Iterator<Item = &'a Markup> + use<'a> {
        let marks = self.blocks[row.block as usize].marks.clone();
        let found = article.markup.get(marks.start as usize..marks.end as usize);
        found.unwrap_or_default().iter()
    }

    /// How many blocks have been wrapped so far.
    #[must_use]
    pub fn wrapped(&self) -> usize {
        let shapes = self.blocks.iter().filter_map(|block| block.shape.as_ref());
        shapes.count()
    }

    /// The blocks that head parts of the article: where each begins, its
    /// level from 1, and its bytes of the body.
    pub fn headings(&self) -> impl Iterator<Item = (u8, Range<usize>)> {
        self.blocks.iter().filter_map(|block| match block.kind {
            Kind::Heading(level) => Some((level, block.range())),
            _ => None,
        })
    }

    /// The rows from `top` on, `rows` of them or as many as there are, each
    /// with its place.
    pub fn window(&mut self, top: At, rows: usize) -> Vec<(At, Row)> {
        let mut window = Vec::new();
        let mut at = top;
        while window.len() < rows && (at.block as usize) < self.blocks.len() {
            let block = self.rows(at.block);
            let missing = rows - window.len();
            let some = block.iter().zip(0..).skip(at.row as usize).take(missing);
            let place = |row| At { row, ..at };
            window.extend(some.map(|(&shown, row)| (place(row), shown)));
            at = At {
                block: at.block + 1,
                row: 0,
            };
        }
        window
    }

    /// The row some rows below another, or the last.
    pub fn below(&mut self, mut at: At, mut rows: usize) -> At {
        while (at.block as usize) < self.blocks.len() {
            let left = self.count(at.block).saturating_sub(at.row) as usize;
            if rows < left {
                at.row += index(rows);
                return at;
            }
            rows -= left;
            at = At {
                block: at.block + 1,
                row: 0,
            };
        }
        self.last()
    }

    /// The row some rows above another, or the first.
    pub fn above(&mut self, mut at: At, rows: usize) -> At {
        let mut rows = index(rows);
        while rows > at.row {
            rows -= at.row;
            let Some(before) = at.block.checked_sub(1) else {
                return At::default();
            };
            // One row up is the last of the block before.
            at = At {
                block: before,
                row: self.count(before),
            };
        }
        at.row -= rows;
        at
    }

    /// The last row.
    pub fn last(&mut self) -> At {
        let Some(block) = self.blocks.len().checked_sub(1).map(index) else {
            return At::default();
        };
        At {
            block,
            row: self.count(block).saturating_sub(1),
        }
    }

    /// The row that shows a byte of the body: the last of its block that starts
    /// at or before it, for blanks at the start of a block the first.
    pub fn row_of(&mut self, byte: u32) -> At {
        let body = self.body();
        let found =
            body.start + self.blocks[body.clone()].partition_point(|block| block.start <= byte);
        let Some(block) = found.checked_sub(1).filter(|at| body.contains(at)) else {
            return At::default();
        };
        let block = index(block);
        let rows = self.rows(block);
        let starts_before = |row: &Row| matches!(row, Row::Text(line) if line.start <= byte);
        let first = rows.iter().position(|row| matches!(row, Row::Text(_)));
        let row = rows.iter().rposition(starts_before).or(first).unwrap_or(0);
        At {
            block,
            row: index(row),
        }
    }

    /// The first byte of the body shown at or below a row.
    #[must_use]
    pub fn byte_of(&self, at: At) -> Option<u32> {
        let body = self.body();
        let number = (at.block as usize).max(body.start);
        let block = self.blocks.get(number).filter(|_| body.contains(&number))?;
        let rows = block.shape.as_ref().map(|shape| &shape.rows[..]);
        let skipped = if number == at.block as usize {
            at.row as usize
        } else {
            0
        };
        let below = rows.unwrap_or_default().iter().skip(skipped);
        let found = below.into_iter().find_map(|row| match row {
            Row::Text(line) => Some(line.start),
            _ => None,
        });
        // Not wrapped yet, or nothing but what stands above the next block.
        found.or_else(|| match skipped {
            0 => Some(block.start),
            _ => Some(self.blocks[body].get(number + 1)?.start),
        })
    }

    /// The byte that stands `rows` lines of the body further than another, in
    /// the same column or at the end of that line.
    pub fn lines_from(&mut self, byte: u32, rows: isize) -> u32 {
        let here = self.row_of(byte);
        let Some(from) = self.line(here) else {
            return byte;
        };
        let (mut there, mut line, mut left) = (here, from, rows.unsigned_abs());
        while left > 0 {
            let next = if rows > 0 {
                self.below(there, 1)
            } else {
                self.above(there, 1)
            };
            if next == there {
                break;
            }
            there = next;
            if let Some(next) = self.line(there) {
                line = next;
                left -= 1;
            }
        }
        if line == from {
            return byte;
        }
        let body = self.article.as_ref().map_or("", |article| &article.text);
        let part = |from: u32, to: u32| body.get(from as usize..to as usize).unwrap_or_default();
        let column = text::width(part(from.start, byte));
        let mut passed = 0;
        let cell = text::cells(part(line.start, line.end))
            .take_while(|cell| {
                let before = passed;
                passed += cell.width;
                before <= column
            })
            .last();
        line.start + cell.map_or(0, |cell| index(cell.at))
    }

    /// The number of the paragraph that holds a byte of the body.
    #[must_use]
    pub fn paragraph_of(&self, byte: u32) -> usize {
        self.paragraphs
            .partition_point(|&(start, _)| start <= byte)
            .saturating_sub(1)
    }

    /// The line of the body that a row is.
    fn line(&mut self, at: At) -> Option<TextRow> {
        if !self.body().contains(&(at.block as usize)) {
            return None;
        }
        match self.rows(at.block).get(at.row as usize) {
            Some(Row::Text(line)) => Some(*line),
            _ => None,
        }
    }

    /// The numbers of the blocks of the body.
    fn body(&self) -> Range<usize> {
        let is_body = |block: &Block| block.paragraph.is_some();
        let start = self
            .blocks
            .iter()
            .take(2)
            .take_while(|block| !is_body(block))
            .count();
        let behind = self
            .blocks
            .iter()
            .rev()
            .take(1)
            .filter(|block| !is_body(block))
            .count();
        start..self.blocks.len().saturating_sub(behind).max(start)
    }

    /// How many rows a block has.
    fn count(&mut self, block: u32) -> u32 {
        index(self.rows(block).len())
    }

    /// The rows of a block; wraps it if nobody has looked at it yet.
    fn rows(&mut self, number: u32) -> &[Row] {
        let (Some(article), Some(setting)) = (&self.article, self.setting) else {
            return &[];
        };
        let Some(block) = self.blocks.get_mut(number as usize) else {
            return &[];
        };
        if block.shape.is_none() {
            block.shape = Some(shape::shape(article, block, number, setting));
        }
        block.shape.as_ref().map_or(&[], |shape| &shape.rows)
    }
}

/// Bytes of a text as the 32 bits of a [`Span`](crate::model::Span): texts of
/// 4 GiB are refused when they are read.
fn index(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
