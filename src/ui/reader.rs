//! The reader.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{
        Pane, Selection, State, layout,
        page::{Kind, Row, TextRow},
    },
    model::{Article, Kind as Filed, Markup, MarkupKind, Mention, Note},
    text::{Cell, visual, width},
};

/// Draws the reader.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::Reader;
    let open = state.article();
    let percent = format!("{} %", state.reader.percent());
    let caption = match &open {
        Some((_, article)) => Caption {
            title: &article.title.text,
            detail: "",
            right: &percent,
        },
        None => Caption {
            title: Pane::Reader.name(),
            detail: "",
            right: "",
        },
    };
    frame(
        buffer,
        area,
        state.layout.frame,
        focused,
        caption,
        &look.theme,
    );
    let inner = state.layout.frame.inner(area);
    let Some((id, article)) = open else { return };
    let page = Drawing {
        state,
        look,
        article,
        mentions: state.mentions.of(id),
        notes: state.memory.notes(id),
        chosen: state
            .reader
            .chosen()
            .map(|(paragraphs, _)| paragraphs)
            .unwrap_or_default(),
    };
    let window = state.reader.window;
    let height = window.height().max(1);
    for (number, row) in state.reader.rows().enumerate() {
        let y = inner.y + small(window.above + number % height);
        if y < inner.bottom() {
            let line = Rect {
                y,
                height: 1,
                ..inner
            };
            page.row(row, window.left(number / height), line, buffer);
        }
    }
    bar(state, look, area, buffer);
}

/// The part of the article that is in the window, as a stronger piece of the
/// frame on the right: two cells change when it moves by one.
fn bar(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let (from, to) = state.reader.seen();
    let inner = state.layout.frame.inner(area);
    let is_boxed = state.layout.frame == layout::Frame::Box;
    let has_room = is_boxed || state.reader.window.right() > 2;
    if !has_room || inner.height < 4 || (from <= 0.0 && to >= 1.0) {
        return;
    }
    let rows = f64::from(inner.height);
    let start = ((from * rows) as u16).min(inner.height - 1);
    let end = ((to * rows).ceil() as u16).clamp(start + 1, inner.height);
    let x = if is_boxed {
        area.right() - 1
    } else {
        inner.right() - 1
    };
    let style = look.theme.whole(Role::Border);
    for y in inner.y + start..inner.y + end {
        buffer.set_stringn(x, y, "┃", 1, style);
    }
}

struct Drawing<'a> {
    state: &'a State,
    look: &'a Look,
    article: &'a Article,
    mentions: &'a [Mention],
    chosen: std::ops::Range<usize>,
    notes: &'a [Note],
}

impl Drawing<'_> {
    /// Draws a row whose text begins in column `left` of the pane.
    fn row(&self, row: Row, left: usize, line: Rect, buffer: &mut Buffer) {
        let theme = &self.look.theme;
        let columns = small(self.state.reader.window.columns);
        let column = Rect {
            x: (line.x + small(left)).min(line.right()),
            width: columns.min(line.width.saturating_sub(small(left))),
            ..line
        };
        match row {
            Row::Blank => {}
            Row::About => {
                Pen::new(buffer, column).fit(&self.state.reader.page.about, theme.whole(Role::Dim));
            }
            Row::Folded => {
                Pen::new(buffer, column).fit("… footer folded", theme.whole(Role::Footer));
            }
            Row::Text(text) => {
                self.text(text, column, buffer);
                self.signs(text, left, line, buffer);
            }
        }
    }

    /// What stands beside a line: the bar of the chosen paragraphs, wider
    /// where the chosen line is; the sign of a note.
    fn signs(&self, row: TextRow, left: usize, line: Rect, buffer: &mut Buffer) {
        let theme = &self.look.theme;
        let reader = &self.state.reader;
        let Some(paragraph) = reader.page.paragraph(row) else {
            return;
        };
        if self.marked(paragraph) && left > 0 {
            let is_line = reader.chosen_line() == Some(Row::Text(row));
            let bar = if is_line || reader.selection.is_some() {
                "▌"
            } else {
                "▎"
            };
            Pen::new(buffer, line)
                .skip(small(left - 1))
                .write(bar, theme.whole(Role::Accent));
        }
        if let Some(sign) = self.sign(row.start, row.end) {
            // In the column behind the measure, which no text touches.
            Pen::new(buffer, line)
                .skip(small(left + reader.window.columns))
                .write(sign, theme.whole(Role::Mark));
        }
    }

    /// Writes a line of title, body or footer.
    fn text(&self, row: TextRow, column: Rect, buffer: &mut Buffer) {
        let theme = &self.look.theme;
        let page = &self.state.reader.page;
        let kind = page.kind(row);
        let (whole, base) = match kind {
            Kind::Title => (&*self.article.title.text, Role::Title),
            Kind::Footer => (
                self.article
                    .footer
                    .as_ref()
                    .map_or("", |footer| &*footer.text),
                Role::Footer,
            ),
            Kind::Heading(_) => (&*self.article.text, Role::Heading),
            _ => (&*self.article.text, Role::Text),
        };
        let (block, directions) = page.directions(row);
        let start = row.start as usize;
        let line = start - block.start..row.end as usize - block.start;
        let block = whole.get(block).unwrap_or_default();
        let mut cells = visual(block, line.clone(), directions);
        let is_rtl = directions.is_some_and(|found| found.is_rtl());
        if row.hyphen {
            let hyphen = Cell {
                at: line.len(),
                raw: "",
                shown: "-".into(),
                width: 1,
            };
            cells.insert(if is_rtl { 0 } else { cells.len() }, hyphen);
        }
        widen(&mut cells, usize::from(row.fill));
        let used: usize = cells.iter().map(|cell| cell.width).sum();
        let mut pen = Pen::new(buffer, column);
        let room = pen.room().saturating_sub(usize::from(row.indent));
        pen.skip(if is_rtl {
            small(room.saturating_sub(used))
        } else {
            row.indent
        });
        let base = theme.whole(base);
        if page.paragraph(row).is_none() {
            pen.put(&cells, |_| base);
            return;
        }
        let marks: Vec<&Markup> = page.marks(self.article, row).collect();
        pen.put(&cells, |at| self.style(base, &marks, start + at));
        if kind == Kind::Quote && row.indent > 1 {
            let edge = Rect {
                x: if is_rtl {
                    column.right().saturating_sub(1)
                } else {
                    column.x
                },
                width: 1.min(column.width),
                ..column
            };
            Pen::new(buffer, edge).write("│", theme.whole(Role::Dim));
        }
    }

    /// What stands beside a line in which a passage with a note begins: a pen
    /// for a remark, else the sign of its highlight or of its tags.
    fn sign(&self, start: u32, end: u32) -> Option<&'static str> {
        let noted = self.notes.iter().zip(&self.state.reader.noted);
        let here = noted.filter_map(|(note, span)| {
            let begins = span.as_ref()?.start;
            (start <= begins && begins < end).then_some(note)
        });
        let signs = here.map(|note| match note.kind {
            _ if !note.text.is_empty() => "✎",
            Some(kind) => kind.sign(),
            None => "#",
        });
        // A remark says more than a highlight.
        signs.reduce(|one, other| if other == "✎" { other } else { one })
    }

    /// How a byte of the body stands out because of a note on it.
    fn noted(&self, at: usize) -> Option<Role> {
        let noted = self.notes.iter().zip(&self.state.reader.noted);
        let mut here = noted.filter(|(_, span)| {
            span.as_ref()
                .is_some_and(|span| (span.start as usize..span.end as usize).contains(&at))
        });
        here.next_back().map(|(note, _)| match note.kind {
            Some(Filed::Important) => Role::Highlight,
            Some(Filed::Fact) => Role::HighlightFact,
            Some(Filed::Question) => Role::HighlightQuestion,
            Some(Filed::Wording) => Role::HighlightWording,
            None => Role::Noted,
        })
    }

    /// The chosen paragraphs have a bar on their left while the reader has the keys.
    fn marked(&self, paragraph: usize) -> bool {
        self.state.focus == Pane::Reader && self.chosen.contains(&paragraph)
    }

    /// The style of a byte of the body: a found place wins over the selection,
    /// that over a date, that over what the format says.
    fn style(&self, text: Style, marks: &[&Markup], at: usize) -> Style {
        let theme = &self.look.theme;
        let reader = &self.state.reader;
        let base = self.marked_up(text, marks, at);
        let mention = self
            .mentions
            .partition_point(|mention| mention.span.end as usize <= at);
        let base = match self.noted(at) {
            Some(role) => base.patch(theme.style(role)),
            None => base,
        };
        let base = match self.mentions.get(mention) {
            Some(found) if found.span.range().contains(&at) => {
                base.patch(theme.style(if reader.mention == Some(mention) {
                    Role::DateCurrent
                } else {
                    Role::Date
                }))
            }
            _ => base,
        };
        let selected = reader.selection.as_ref().map(Selection::span);
        let base = match selected {
            Some(span) if span.contains(&u32::try_from(at).unwrap_or(u32::MAX)) => {
                base.patch(theme.style(Role::Selection))
            }
            _ => base,
        };
        let hit = reader.hits.partition_point(|hit| hit.span.end <= at);
        match reader.hits.get(hit) {
            Some(found) if found.span.contains(&at) => {
                base.patch(theme.style(if reader.hit == Some(hit) {
                    Role::MatchCurrent
                } else {
                    super::found(found.term)
                }))
            }
            _ => base,
        }
    }

    /// Stress and links.
    fn marked_up(&self, text: Style, marks: &[&Markup], at: usize) -> Style {
        let here = marks.iter().filter(|mark| mark.span.range().contains(&at));
        here.fold(text, |style, mark| match mark.kind {
            MarkupKind::Strong => style.add_modifier(Modifier::BOLD),
            MarkupKind::Emphasis => style.add_modifier(Modifier::ITALIC),
            MarkupKind::Link(_) => style.patch(self.look.theme.style(Role::Link)),
            _ => style,
        })
    }
}

/// Spreads columns over the blanks of a line, as evenly as it goes.
fn widen(cells: &mut [Cell], columns: usize) {
    let is_blank = |cell: &Cell| cell.shown == " ";
    let blanks = cells.iter().filter(|cell| is_blank(cell)).count();
    if blanks == 0 || columns == 0 {
        return;
    }
    let grown = cells.iter_mut().filter(|cell| is_blank(cell));
    for (number, cell) in grown.enumerate() {
        // Half a step in, so that not always the last blank is the widest.
        let before = |number| (number * columns + blanks / 2) / blanks;
        let more = before(number + 1) - before(number);
        if more > 0 {
            cell.shown = " ".repeat(1 + more).into();
            cell.width = width(&cell.shown);
        }
    }
}

fn small(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
