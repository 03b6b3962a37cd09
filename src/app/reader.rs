//! The reader: which article, which rows of it, and what in it is chosen.

use std::ops::Range;

use super::{
    page::{At, Page, Row, Setting},
    selection::Selection,
    window::{Style, Window},
};
use crate::{
    model::{ArticleId, Mention, Shared},
    text::{self, Hit},
};

/// Columns of text at the least and at the most that the keys allow.
const MEASURES: (usize, usize) = (20, 120);

/// Pages that are kept when one goes on to another article.
const PAGES: usize = 8;

/// The reader pane.
#[derive(Debug, Default)]
pub struct Reader {
    /// The open article.
    pub article: Option<ArticleId>,
    /// Its rows at the present width.
    pub page: Page,
    /// How it is set.
    pub style: Style,
    /// The first row in the window.
    top: At,
    /// The rows in the window.
    shown: Vec<(At, Row)>,
    /// The line of the body that the keys mean.
    line: At,
    /// The paragraph of that line.
    pub paragraph: usize,
    /// The date expression under the cursor: its number in the article.
    pub mention: Option<usize>,
    /// The passage that is being selected.
    pub selection: Option<Selection>,
    /// The places found in the body, in order.
    pub hits: Vec<Hit>,
    /// The place that `n` has reached.
    pub hit: Option<usize>,
    /// The passage of each note on the article, in bytes of the body; none
    /// where it is no longer there.
    pub noted: Vec<Option<Range<u32>>>,
    /// Where the text stands in the pane.
    pub window: Window,
    /// Pages of articles that were open before, the last one last.
    before: Vec<(ArticleId, Page)>,
}

impl Reader {
    /// The rows in the window, column by column.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.shown.iter().map(|&(_, row)| row)
    }

    /// Whether nothing stands above the window.
    #[must_use]
    pub fn is_at_start(&self) -> bool {
        self.top == At::default()
    }

    /// Shows an article from its beginning.
    pub fn open(&mut self, id: ArticleId, article: Shared) {
        if self.article == Some(id) {
            return;
        }
        if let Some(left) = self.article {
            self.before.retain(|(other, _)| *other != left);
            self.before.push((left, std::mem::take(&mut self.page)));
            let more = self.before.len().saturating_sub(PAGES);
            self.before.drain(..more);
        }
        let known = self.before.iter().position(|(other, _)| *other == id);
        *self = Self {
            article: Some(id),
            page: known.map(|at| self.before.remove(at).1).unwrap_or_default(),
            style: self.style,
            window: self.window,
            before: std::mem::take(&mut self.before),
            ..Self::default()
        };
        self.lay_out(article, None);
    }

    /// The window has this many columns and rows; where that or a setting has
    /// changed the open article is laid out again and its place kept.
    pub fn resize(&mut self, size: (usize, usize), article: Option<Shared>) {
        let place = self.place();
        self.window = Window::new(size, self.style);
        if let Some(article) = article {
            self.lay_out(article, place);
        }
    }

    fn lay_out(&mut self, article: Shared, place: Option<(u32, usize)>) {
        let style = self.style;
        let setting = Setting {
            columns: self.window.columns,
            paragraphs: style.paragraphs,
            align: style.align,
            hyphenate: style.hyphenate,
            leading: usize::from(style.line_spacing.saturating_sub(1)),
            footer: style.footer,
            // The frame shows the title where it fits, beside the position.
            heading: text::width(&article.title.text) + 12 > self.window.size.0,
        };
        if self.page.setting() != Some(setting) {
            self.page = Page::new(article, setting);
        }
        let top = place.map_or_else(At::default, |(byte, above)| {
            self.line = self.page.row_of(byte);
            let above = above.min(self.window.rows().saturating_sub(3));
            self.page.above(self.line, above)
        });
        self.scroll_to(top);
    }

    /// What stays on the screen when the article is laid out anew: the chosen
    /// line, and how many rows stand above it. Nothing has to where nothing
    /// was read yet.
    fn place(&self) -> Option<(u32, usize)> {
        let above = self.row_of_line()?;
        let is_first = || self.body_rows().next() == Some(above);
        if self.is_at_start() && is_first() {
            return None;
        }
        Some((self.line_start(), above))
    }

    /// The first byte of the chosen line.
    #[must_use]
    pub fn line_start(&self) -> u32 {
        self.page.byte_of(self.line).unwrap_or(0)
    }

    /// The chosen line, if it can be seen.
    #[must_use]
    pub fn chosen_line(&self) -> Option<Row> {
        Some(self.shown.get(self.row_of_line()?)?.1)
    }

    /// In which row of the window the chosen line stands.
    fn row_of_line(&self) -> Option<usize> {
        self.body_rows().find(|&row| self.shown[row].0 == self.line)
    }

    /// The rows of the window that hold lines of the body.
    fn body_rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        let is_body = |&(_, row): &(At, Row)| matches!(row, Row::Text(line) if self.page.paragraph(line).is_some());
        (0..self.shown.len()).filter(move |&row| is_body(&self.shown[row]))
    }

    /// Chooses the line with a byte of the body.
    fn choose_line(&mut self, byte: u32) {
        self.line = self.page.row_of(byte);
        self.paragraph = self.page.paragraph_of(byte);
    }

    /// Chooses a line further down, or with a negative number up. Where it is
    /// out of sight the window moves by most of itself, as the list does: a
    /// pane beside another costs the same for one row as for all of them.
    /// `false` where nothing is left to read.
    pub fn step_line(&mut self, lines: isize) -> bool {
        let (from, rows) = (self.line_start(), self.window.rows());
        let byte = self.page.lines_from(from, lines);
        if byte == from {
            // What stands above or below the body.
            return self.scroll(lines);
        }
        self.choose_line(byte);
        self.mention = None;
        if self.row_of_line().is_none() {
            let above = if lines > 0 { rows / 3 } else { rows - rows / 3 };
            let top = self.page.above(self.line, above);
            self.scroll_to(top);
        }
        true
    }

    /// The first byte of the body in the window; 0 at the very beginning, with
    /// what stands above the body.
    #[must_use]
    pub fn first_byte(&self) -> u32 {
        let first = self.page.byte_of(self.top).filter(|_| !self.is_at_start());
        first.unwrap_or(0)
    }

    /// The byte of the body behind the last one in the window.
    #[must_use]
    pub fn last_byte(&self) -> u32 {
        let lines = self.shown.iter().rev().filter_map(|&(_, row)| match row {
            Row::Text(line) => self.page.paragraph(line).map(|_| line.end),
            _ => None,
        });
        lines.max().unwrap_or(0)
    }

    /// Brings the window back to where a byte was its first, and chooses the
    /// line with another.
    pub fn restore(&mut self, line: usize, first: usize) {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.choose_line(byte(line));
        self.scroll_to_byte(byte(first));
    }

    /// Scrolls by rows; `false` when the end was reached already.
    pub fn scroll(&mut self, rows: isize) -> bool {
        let before = self.top;
        let top = if rows > 0 {
            self.page.below(before, rows.unsigned_abs())
        } else {
            self.page.above(before, rows.unsigned_abs())
        };
        self.scroll_to(top);
        self.top != before
    }

    /// Scrolls by half windows, a row less for whole ones so that the last
    /// line read is seen again. The chosen line is then the one in the same
    /// row of the window.
    pub fn half_pages(&mut self, halves: isize) -> bool {
        let height = isize::try_from(self.window.rows().max(1)).unwrap_or(1);
        let page = (height - 1).max(1);
        let row = self.row_of_line();
        let moved = self.scroll(if halves % 2 == 0 {
            page.saturating_mul(halves / 2)
        } else {
            (height / 2).max(1).saturating_mul(halves)
        });
        if let Some(row) = row.filter(|_| moved) {
            self.choose_row(row);
        }
        moved
    }

    /// Chooses the line in a row of the window, or the nearest above it.
    fn choose_row(&mut self, row: usize) {
        let near = self.body_rows().take_while(|&near| near <= row).last();
        if let Some(row) = near.or_else(|| self.body_rows().next()) {
            self.line = self.shown[row].0;
            self.note_paragraph();
        }
    }

    /// Puts the row with a byte of the body at the top of the window, for the
    /// first byte what stands above the body too.
    pub fn scroll_to_byte(&mut self, byte: u32) {
        let top = match byte {
            0 => At::default(),
            _ => self.page.row_of(byte),
        };
        self.scroll_to(top);
    }

    /// Puts the beginning at the top of the window; `false` where it is there
    /// already, with the first line chosen.
    pub fn go_to_start(&mut self) -> bool {
        let before = (self.top, self.line);
        self.choose_line(0);
        self.scroll_to(At::default());
        before != (self.top, self.line)
    }

    /// Puts the last row at the foot of the window, and chooses the last line;
    /// `false` where that is so already.
    pub fn go_to_end(&mut self) -> bool {
        let before = (self.top, self.line);
        let last = self.page.last();
        self.scroll_to(last);
        self.choose_row(usize::MAX);
        before != (self.top, self.line)
    }

    /// Puts a row at the top of the window, or as near as the end allows.
    fn scroll_to(&mut self, top: At) {
        let rows = self.window.rows();
        let last = self.page.last();
        let lowest = self.page.above(last, rows.saturating_sub(1));
        self.top = top.min(lowest);
        self.shown = self.page.window(self.top, rows);
        self.keep_line();
    }

    /// How much of the body has been shown, in per cent of its bytes.
    #[must_use]
    pub fn percent(&self) -> usize {
        let (_, seen) = self.seen();
        (seen * 100.0) as usize
    }

    /// Which part of the body is in the window: where that begins and ends, as
    /// parts of 1.
    #[must_use]
    pub fn seen(&self) -> (f64, f64) {
        let all = self.page.paragraphs.last().map_or(0, |&(_, end)| end);
        if all == 0 {
            return (0.0, 1.0);
        }
        let part = |byte: u32| f64::from(byte) / f64::from(all);
        (part(self.first_byte()), part(self.last_byte()))
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
            self.mention = None;
        }
    }

    /// Brings a byte of the body into the window, with some rows around it.
    pub fn show(&mut self, byte: u32) {
        let (at, height) = (self.page.row_of(byte), self.window.rows());
        let context = (height / 4).min(3);
        let seen = self.shown.iter().position(|&(shown, _)| shown == at);
        match seen {
            Some(row) if row < context => {
                let top = self.page.above(at, context);
                self.scroll_to(top);
            }
            Some(row) if row + context < height => {}
            None if at < self.top => {
                let top = self.page.above(at, context);
                self.scroll_to(top);
            }
            _ => {
                let top = self.page.above(at, height.saturating_sub(context + 1));
                self.scroll_to(top);
            }
        }
        self.choose_line(byte);
    }

    /// Brings a byte of the body to the upper third of the window: for a jump,
    /// after which the eye has to find the place.
    pub fn jump(&mut self, byte: u32) {
        let at = self.page.row_of(byte);
        if !self.shown.iter().any(|&(shown, _)| shown == at) {
            let top = self.page.above(at, self.window.rows() / 3);
            self.scroll_to(top);
        }
        self.choose_line(byte);
    }

    /// Puts the cursor `steps` date expressions further; `false` at the end.
    pub fn step_mention(&mut self, mentions: &[Mention], steps: isize) -> bool {
        let target = match self.mention {
            Some(at) => at.checked_add_signed(steps),
            // From the chosen line: the first date in or below it, or the last above it.
            None => {
                let byte = self.line_start();
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
                self.hit = None;
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
        let before = self.style.measure;
        self.style.measure = self
            .window
            .columns
            .saturating_add_signed(columns)
            .clamp(MEASURES.0, MEASURES.1);
        self.style.measure != before
    }

    /// The chosen line is one that can be seen.
    fn keep_line(&mut self) {
        if self.row_of_line().is_some() {
            return;
        }
        let below = self.body_rows().find(|&row| self.shown[row].0 > self.line);
        if let Some(row) = below.or_else(|| self.body_rows().next_back()) {
            self.line = self.shown[row].0;
            self.note_paragraph();
        }
    }

    /// The chosen paragraph is that of the chosen line.
    fn note_paragraph(&mut self) {
        let paragraph = self.page.paragraph_of(self.line_start());
        if std::mem::replace(&mut self.paragraph, paragraph) != paragraph {
            self.mention = None;
        }
    }
}
