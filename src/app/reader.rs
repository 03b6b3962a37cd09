//! The reader: which article, which rows of it, and what in it is chosen.

use std::ops::Range;

use super::{
    page::{Page, Row, Setting},
    selection::Selection,
};
use crate::{
    config::Paragraphs,
    model::{Article, ArticleId, Mention},
    text,
};

/// Columns of text beyond which lines are hard to follow; between 45 and 75
/// characters a line is what typography asks for (Bringhurst, The Elements of
/// Typographic Style, 2.1.2).
pub const MEASURE: usize = 72;
/// Columns of text at the least and at the most that the keys allow.
const MEASURES: (usize, usize) = (20, 120);

/// The reader pane.
#[derive(Debug)]
pub struct Reader {
    /// The open article.
    pub article: Option<ArticleId>,
    /// Its rows at the present width.
    pub page: Page,
    /// The first row in the window.
    pub top: usize,
    /// Columns of text at the most.
    pub measure: usize,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Whether the footer is shown.
    pub footer: bool,
    /// The paragraph that the keys mean.
    pub paragraph: usize,
    /// The date expression under the cursor: its number in the article.
    pub mention: Option<usize>,
    /// The passage that is being selected.
    pub selection: Option<Selection>,
    /// The places found in the body, in order.
    pub hits: Vec<Range<usize>>,
    /// The place that `n` has reached.
    pub hit: Option<usize>,
    /// The paragraphs of each note on the article; none where the passage is
    /// no longer there.
    pub noted: Vec<Range<usize>>,
    /// Columns and rows of the window.
    window: (usize, usize),
    setting: Option<Setting>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            article: None,
            page: Page::default(),
            top: 0,
            measure: MEASURE,
            paragraphs: Paragraphs::Indent,
            footer: true,
            paragraph: 0,
            mention: None,
            selection: None,
            hits: Vec::new(),
            hit: None,
            noted: Vec::new(),
            window: (0, 0),
            setting: None,
        }
    }
}

impl Reader {
    /// Rows of the window.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.window.1
    }

    /// Columns of text at the present width of the window.
    #[must_use]
    pub fn columns(&self) -> usize {
        // A column on the left for the mark of the chosen paragraph, one on the
        // right so that the text does not touch the frame.
        self.window.0.saturating_sub(2).min(self.measure).max(1)
    }

    /// Columns between the left edge of the window and the text.
    #[must_use]
    pub fn margin(&self) -> usize {
        self.window.0.saturating_sub(self.columns()) / 2
    }

    /// The rows in the window.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        let end = (self.top + self.window.1).min(self.page.rows.len());
        self.page.rows.get(self.top..end).unwrap_or_default()
    }

    /// Shows an article from its beginning.
    pub fn open(&mut self, id: ArticleId, article: &Article) {
        if self.article == Some(id) {
            return;
        }
        *self = Self {
            article: Some(id),
            measure: self.measure,
            paragraphs: self.paragraphs,
            footer: self.footer,
            window: self.window,
            ..Self::default()
        };
        self.lay_out(article, None);
    }

    /// The window has this many columns and rows; where that or a setting has
    /// changed the open article is laid out again and its place kept.
    pub fn resize(&mut self, window: (usize, usize), article: Option<&Article>) {
        let place = self.place();
        self.window = window;
        if let Some(article) = article {
            self.lay_out(article, place);
        }
    }

    fn lay_out(&mut self, article: &Article, place: Option<(u32, usize)>) {
        let setting = Setting {
            columns: self.columns(),
            paragraphs: self.paragraphs,
            footer: self.footer,
            // The frame shows the title where it fits, beside the position.
            heading: text::width(&article.title.text) + 12 > self.window.0,
        };
        if self.setting != Some(setting) {
            self.page = Page::new(article, setting);
            self.setting = Some(setting);
        }
        self.scroll_to(place.map_or(0, |(byte, above)| {
            let above = above.min(self.window.1.saturating_sub(3));
            self.page.row_of(byte).saturating_sub(above)
        }));
    }

    /// What stays on the screen when the article is laid out anew: the
    /// beginning of the chosen paragraph where it can be seen, else the first
    /// line; and how many rows stand above it.
    fn place(&self) -> Option<(u32, usize)> {
        if self.top == 0 && self.paragraph == 0 {
            return None;
        }
        let start = self
            .page
            .paragraphs
            .get(self.paragraph)
            .map(|&(start, _)| start)?;
        match self.page.row_of(start).checked_sub(self.top) {
            Some(above) if above < self.rows().len() => Some((start, above)),
            _ => Some((self.page.byte_of(self.top)?, 0)),
        }
    }

    /// The first byte of the body in the window; 0 at the very beginning, with
    /// what stands above the body.
    #[must_use]
    pub fn first_byte(&self) -> u32 {
        let first = self.page.byte_of(self.top).filter(|_| self.top > 0);
        first.unwrap_or(0)
    }

    /// Brings the window back to where a byte was its first, and chooses the
    /// paragraph that begins at another.
    pub fn restore(&mut self, paragraph: usize, first: usize) {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.paragraph = self.page.paragraph_of(byte(paragraph));
        self.scroll_to(if first == 0 {
            0
        } else {
            self.page.row_of(byte(first))
        });
    }

    /// Scrolls by rows; `false` when the end was reached already.
    pub fn scroll(&mut self, rows: isize) -> bool {
        let before = self.top;
        self.scroll_to(self.top.saturating_add_signed(rows));
        self.top != before
    }

    /// Scrolls by half windows, a row less for whole ones so that the last
    /// line read is seen again.
    pub fn half_pages(&mut self, halves: isize) -> bool {
        let height = isize::try_from(self.window.1.max(1)).unwrap_or(1);
        let page = (height - 1).max(1);
        self.scroll(if halves % 2 == 0 {
            page.saturating_mul(halves / 2)
        } else {
            (height / 2).max(1).saturating_mul(halves)
        })
    }

    /// Puts a row at the top of the window, or as near as the end allows.
    pub fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.page.rows.len().saturating_sub(self.window.1));
        self.keep_paragraph();
    }

    /// How much has been shown, in per cent of the rows.
    #[must_use]
    pub fn percent(&self) -> usize {
        let all = self.page.rows.len();
        let seen = (self.top + self.window.1).min(all);
        (seen * 100).checked_div(all).unwrap_or(100)
    }

    /// Chooses the next paragraph, or with a negative number one before.
    pub fn step_paragraph(&mut self, steps: isize) -> bool {
        let last = self.page.paragraphs.len().saturating_sub(1);
        let target = self.paragraph.saturating_add_signed(steps).min(last);
        let moved = target != self.paragraph;
        self.go_to_paragraph(target);
        moved
    }

    /// Chooses a paragraph and brings its beginning into the window.
    pub fn go_to_paragraph(&mut self, paragraph: usize) {
        if let Some(&(start, _)) = self.page.paragraphs.get(paragraph) {
            self.show(start);
            self.paragraph = paragraph;
            self.mention = None;
        }
    }

    /// Brings a byte of the body into the window, with some rows around it.
    pub fn show(&mut self, byte: u32) {
        let (row, height) = (self.page.row_of(byte), self.window.1);
        let context = (height / 4).min(3);
        if row < self.top + context.min(self.top) {
            self.scroll_to(row.saturating_sub(context));
        } else if row + context >= self.top + height {
            self.scroll_to((row + context + 1).saturating_sub(height));
        }
        self.paragraph = self.page.paragraph_of(byte);
    }

    /// Brings a byte of the body to the upper third of the window: for a jump,
    /// after which the eye has to find the place.
    pub fn jump(&mut self, byte: u32) {
        let row = self.page.row_of(byte);
        if row < self.top || row >= self.top + self.window.1 {
            self.scroll_to(row.saturating_sub(self.window.1 / 3));
        }
        self.paragraph = self.page.paragraph_of(byte);
    }

    /// Puts the cursor `steps` date expressions further; `false` at the end.
    pub fn step_mention(&mut self, mentions: &[Mention], steps: isize) -> bool {
        let target = match self.mention {
            Some(at) => at.checked_add_signed(steps),
            // From the text in the window: the first date below its top, or the last above it.
            None => {
                let byte = self.page.byte_of(self.top).unwrap_or(0);
                let below = mentions.partition_point(|mention| mention.span.start < byte);
                if steps > 0 {
                    below.checked_add_signed(steps - 1)
                } else {
                    below.checked_add_signed(steps)
                }
            }
        };
        match target.and_then(|at| mentions.get(at).map(|mention| (at, mention))) {
            Some((at, mention)) => {
                self.show(mention.span.start);
                self.mention = Some(at);
                true
            }
            None => false,
        }
    }

    /// The selected passage, or the chosen paragraph: the paragraphs that it
    /// touches, and its bytes of the body.
    #[must_use]
    pub fn chosen(&self) -> Option<(Range<usize>, Range<u32>)> {
        let Some(selection) = &self.selection else {
            let &(start, end) = self.page.paragraphs.get(self.paragraph)?;
            return Some((self.paragraph..self.paragraph + 1, start..end));
        };
        let span = selection.span();
        let first = self.page.paragraph_of(span.start);
        let last = self.page.paragraph_of(span.end.saturating_sub(1));
        Some((first..last + 1, span))
    }

    /// A wider or narrower column of text.
    pub fn widen(&mut self, columns: isize) -> bool {
        let before = self.measure;
        self.measure = self
            .columns()
            .saturating_add_signed(columns)
            .clamp(MEASURES.0, MEASURES.1);
        self.measure != before
    }

    /// The chosen paragraph is one that can be seen.
    fn keep_paragraph(&mut self) {
        let mut seen = self.rows().iter().filter_map(|row| match row {
            Row::Text { paragraph, .. } => Some(*paragraph as usize),
            _ => None,
        });
        if let Some(first) = seen.next() {
            let last = seen.next_back().unwrap_or(first);
            if !(first..=last).contains(&self.paragraph) {
                self.paragraph = self.paragraph.clamp(first, last);
                self.mention = None;
            }
        }
    }
}
