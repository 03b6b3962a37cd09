//! An article as blocks: title, paragraphs and what the format makes of them,
//! footer. Cheap: nothing is measured.

use std::ops::Range;

use super::{Setting, index, shape::Shape};
use crate::{
    config::Paragraphs,
    model::{Article, Markup, MarkupKind},
};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The headline.
    Title,
    /// The line about date, length and source.
    About,
    /// A paragraph.
    Paragraph,
    /// What heads a part: its level, from 1.
    Heading(u8),
    /// An item of a list.
    Item,
    /// The words of another.
    Quote,
    /// Lines and blanks as they are.
    Preformatted,
    /// What stands below the body.
    Footer,
    /// The place where that is folded away.
    Folded,
}

/// A part of the page that is wrapped at once.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: Kind,
    /// Its paragraph of the body; `None` for title, about and footer.
    pub paragraph: Option<u32>,
    /// Its bytes in the title, body or footer.
    pub start: u32,
    pub end: u32,
    /// Empty rows above it.
    pub blanks: u8,
    /// Columns by which all its lines stand in.
    pub inset: u16,
    /// Whether its first line is indented as those of paragraphs are.
    pub indented: bool,
    /// What the format says of words in it: numbers of the article's markup.
    pub marks: Range<u32>,
    /// Its rows, once somebody has looked at it.
    pub shape: Option<Shape>,
}

impl Block {
    fn new(kind: Kind, range: Range<usize>) -> Self {
        Self {
            kind,
            paragraph: None,
            start: index(range.start),
            end: index(range.end),
            blanks: 0,
            inset: 0,
            indented: false,
            marks: 0..0,
            shape: None,
        }
    }

    /// Its bytes in the title, body or footer.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The columns by which quotes, lines as they are, and each list in a list
/// stand in.
const INSET: u16 = 2;

/// The blocks of an article, in order.
pub(super) fn blocks(article: &Article, setting: Setting) -> Vec<Block> {
    let mut blocks = Vec::new();
    if setting.heading {
        blocks.push(Block::new(Kind::Title, 0..article.title.text.len()));
    }
    blocks.push(Block::new(Kind::About, 0..0));
    Splitting {
        markup: &article.markup,
        next: 0,
        open: Vec::new(),
        setting,
        blocks: &mut blocks,
    }
    .body(article);
    if let Some(footer) = &article.footer {
        let kind = if setting.footer {
            Kind::Footer
        } else {
            Kind::Folded
        };
        blocks.push(Block {
            blanks: 1,
            ..Block::new(kind, 0..footer.text.len())
        });
    }
    blocks
}

/// The body on its way to blocks: one pass over text and markup.
struct Splitting<'a> {
    markup: &'a [Markup],
    /// The first markup that starts in what is still to come.
    next: usize,
    /// Markup of whole paragraphs that has started and not ended.
    open: Vec<&'a Markup>,
    setting: Setting,
    blocks: &'a mut Vec<Block>,
}

impl Splitting<'_> {
    fn body(mut self, article: &Article) {
        for ((at, paragraph), number) in article.paragraphs().zip(0..) {
            let has_items = self.opens_item(at..at + paragraph.len());
            let mut start = at;
            let lines = paragraph.split(|c| c == '\n' && has_items);
            for line in lines {
                let range = start..start + line.len();
                start = range.end + 1;
                if !line.is_empty() {
                    self.block(range, number);
                }
            }
        }
    }

    /// Whether an item of a list begins in a paragraph.
    fn opens_item(&self, range: Range<usize>) -> bool {
        let within = self.markup[self.next..]
            .iter()
            .take_while(|mark| (mark.span.start as usize) < range.end);
        within
            .into_iter()
            .any(|mark| matches!(mark.kind, MarkupKind::Item(_)))
    }

    fn block(&mut self, range: Range<usize>, paragraph: u32) {
        self.open
            .retain(|mark| mark.span.end as usize > range.start);
        let first = self.next;
        let started = self.markup[first..]
            .iter()
            .take_while(|mark| (mark.span.start as usize) < range.end);
        for mark in started {
            self.next += 1;
            if mark.kind.is_block() {
                self.open.push(mark);
            }
        }
        let (kind, inset) = self.kind();
        let block = Block {
            paragraph: Some(paragraph),
            blanks: self.blanks(kind),
            inset,
            indented: kind == Kind::Paragraph && self.is_indented(),
            marks: index(first)..index(self.next),
            ..Block::new(kind, range)
        };
        self.blocks.push(block);
    }

    /// What the open markup makes of a block, and by how much it stands in.
    fn kind(&self) -> (Kind, u16) {
        let (mut kind, mut inset) = (Kind::Paragraph, 0);
        for mark in &self.open {
            match mark.kind {
                MarkupKind::Heading(level) => kind = Kind::Heading(level),
                MarkupKind::Item(depth) => {
                    kind = Kind::Item;
                    inset += INSET * u16::from(depth.min(6));
                }
                MarkupKind::Quote if kind == Kind::Paragraph => {
                    (kind, inset) = (Kind::Quote, inset + INSET);
                }
                MarkupKind::Quote => inset += INSET,
                MarkupKind::Preformatted => {
                    (kind, inset) = (Kind::Preformatted, inset + INSET);
                }
                _ => {}
            }
        }
        (kind, inset)
    }

    /// The block of the body before.
    fn before(&self) -> Option<Kind> {
        let before = self.blocks.last()?;
        before.paragraph.map(|_| before.kind)
    }

    fn blanks(&self, kind: Kind) -> u8 {
        let spaced = self.setting.paragraphs == Paragraphs::Space;
        match (self.before(), kind) {
            (None, _) => 1,
            (Some(_), Kind::Heading(_)) => 1,
            (Some(Kind::Heading(_)), _) => 0,
            (Some(before), _) if before == kind && kind == Kind::Item => 0,
            (Some(before), _) if before != kind => 1,
            _ => u8::from(spaced || kind == Kind::Quote || kind == Kind::Preformatted),
        }
    }

    /// A first line under a heading needs no sign that it begins.
    fn is_indented(&self) -> bool {
        self.setting.paragraphs == Paragraphs::Indent
            && !matches!(self.before(), Some(Kind::Heading(_)))
    }
}
