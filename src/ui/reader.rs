//! The reader.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Pane, Selection, State, page::Row},
    model::{Article, Mention},
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
        chosen: state
            .reader
            .chosen()
            .map(|(paragraphs, _)| paragraphs)
            .unwrap_or_default(),
    };
    for (row, y) in state.reader.rows().iter().zip(inner.top()..inner.bottom()) {
        page.row(
            *row,
            Rect {
                y,
                height: 1,
                ..inner
            },
            buffer,
        );
    }
}

struct Drawing<'a> {
    state: &'a State,
    look: &'a Look,
    article: &'a Article,
    mentions: &'a [Mention],
    chosen: std::ops::Range<usize>,
}

impl Drawing<'_> {
    fn row(&self, row: Row, line: Rect, buffer: &mut Buffer) {
        let theme = &self.look.theme;
        let margin = u16::try_from(self.state.reader.margin()).unwrap_or(0);
        let mut pen = Pen::new(buffer, line);
        let slice = |text: &str, start: u32, end: u32| {
            text.get(start as usize..end as usize)
                .unwrap_or_default()
                .to_owned()
        };
        match row {
            Row::Blank => {}
            Row::Heading(start, end) => {
                let text = slice(&self.article.title.text, start, end);
                pen.skip(margin).write(&text, theme.whole(Role::Title));
            }
            Row::About => {
                pen.skip(margin)
                    .fit(&self.state.reader.page.about, theme.whole(Role::Dim));
            }
            Row::Text {
                paragraph,
                start,
                end,
                indent,
            } => {
                if self.marked(paragraph as usize) && margin > 0 {
                    let bar = if self.state.reader.selection.is_some() {
                        "▌"
                    } else {
                        "▎"
                    };
                    pen.skip(margin - 1).write(bar, theme.whole(Role::Accent));
                } else {
                    pen.skip(margin);
                }
                let text = slice(&self.article.text, start, end);
                pen.skip(indent)
                    .write_styled(&text, |at| self.style(start as usize + at));
                if self.begins_note(paragraph as usize, start) {
                    // In the column behind the measure, which no text touches.
                    let right = self.state.reader.margin() + self.state.reader.columns();
                    Pen::new(buffer, line)
                        .skip(u16::try_from(right).unwrap_or(u16::MAX))
                        .write("✎", theme.whole(Role::Mark));
                }
            }
            Row::Footer(start, end) => {
                let footer = self
                    .article
                    .footer
                    .as_ref()
                    .map(|footer| slice(&footer.text, start, end));
                pen.skip(margin)
                    .write(&footer.unwrap_or_default(), theme.whole(Role::Footer));
            }
            Row::Folded => {
                pen.skip(margin)
                    .fit("… footer folded", theme.whole(Role::Footer));
            }
        }
    }

    /// Whether this is the first line of a paragraph with a note.
    fn begins_note(&self, paragraph: usize, start: u32) -> bool {
        let reader = &self.state.reader;
        reader.noted.iter().any(|noted| noted.contains(&paragraph))
            && reader
                .page
                .paragraphs
                .get(paragraph)
                .is_some_and(|&(first, _)| first == start)
    }

    /// The chosen paragraphs have a bar on their left while the reader has the keys.
    fn marked(&self, paragraph: usize) -> bool {
        self.state.focus == Pane::Reader && self.chosen.contains(&paragraph)
    }

    /// The style of a byte of the body: a found place wins over a date.
    fn style(&self, at: usize) -> Style {
        let theme = &self.look.theme;
        let text = theme.whole(Role::Text);
        let reader = &self.state.reader;
        let mention = self
            .mentions
            .partition_point(|mention| mention.span.end as usize <= at);
        let base = match self.mentions.get(mention) {
            Some(found) if found.span.range().contains(&at) => {
                text.patch(theme.style(if reader.mention == Some(mention) {
                    Role::DateCurrent
                } else {
                    Role::Date
                }))
            }
            _ => text,
        };
        let selected = reader.selection.as_ref().map(Selection::span);
        let base = match selected {
            Some(span) if span.contains(&u32::try_from(at).unwrap_or(u32::MAX)) => {
                base.patch(theme.style(Role::Selection))
            }
            _ => base,
        };
        let hit = reader.hits.partition_point(|hit| hit.end <= at);
        match reader.hits.get(hit) {
            Some(found) if found.contains(&at) => {
                base.patch(theme.style(if reader.hit == Some(hit) {
                    Role::MatchCurrent
                } else {
                    Role::Match
                }))
            }
            _ => base,
        }
    }
}
