//! The reader.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Look,
    draw::{Caption, frame, put, put_styled},
    theme::Role,
};
use crate::{
    app::{Pane, State, page::Row},
    model::{Article, Mention},
};

/// Draws the reader.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::Reader;
    let open = state.article();
    let percent = format!("{} %", state.reader.percent());
    let caption = match &open {
        Some((_, article)) => Caption { title: &article.title.text, detail: "", right: &percent },
        None => Caption { title: Pane::Reader.name(), detail: "", right: "" },
    };
    frame(buffer, area, state.layout.frame, focused, caption, &look.theme);
    let inner = state.layout.frame.inner(area);
    let Some((id, article)) = open else { return };
    let page = Drawing {
        state,
        look,
        article,
        mentions: state.mentions.of(id),
        chosen: state.reader.chosen().map(|(paragraphs, _)| paragraphs).unwrap_or_default(),
    };
    for (row, y) in state.reader.rows().iter().zip(inner.top()..inner.bottom()) {
        page.row(*row, Rect { y, height: 1, ..inner }, buffer);
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
        let margin = u16::try_from(self.state.reader.margin()).unwrap_or(0).min(line.width);
        let (x, y) = (line.x + margin, line.y);
        let columns = usize::from(line.width - margin);
        match row {
            Row::Blank => {}
            Row::Heading(start, end) => {
                let text = self.article.title.text.get(start as usize..end as usize).unwrap_or_default();
                put(buffer, (x, y), columns, text, theme.style(Role::Title));
            }
            Row::About => {
                put(buffer, (x, y), columns, &self.state.reader.page.about, theme.style(Role::Dim));
            }
            Row::Text { paragraph, start, end, indent } => {
                if self.marked(paragraph as usize) && margin > 0 {
                    let bar = if self.state.reader.anchor.is_some() { "▌" } else { "▎" };
                    put(buffer, (x - 1, y), 1, bar, theme.style(Role::Accent));
                }
                let text = self.article.text.get(start as usize..end as usize).unwrap_or_default();
                let columns = columns.saturating_sub(usize::from(indent));
                put_styled(buffer, (x + indent, y), columns, text, |at| self.style(start as usize + at));
            }
            Row::Footer(start, end) => {
                let text = self.article.footer.as_ref().and_then(|footer| footer.text.get(start as usize..end as usize));
                put(buffer, (x, y), columns, text.unwrap_or_default(), theme.style(Role::Footer));
            }
            Row::Folded => {
                put(buffer, (x, y), columns, "… footer folded", theme.style(Role::Footer));
            }
        }
    }

    /// The chosen paragraphs have a bar on their left while the reader has the keys.
    fn marked(&self, paragraph: usize) -> bool {
        self.state.focus == Pane::Reader && self.chosen.contains(&paragraph)
    }

    /// The style of a byte of the body: a found place wins over a date.
    fn style(&self, at: usize) -> Style {
        let theme = &self.look.theme;
        let text = theme.style(Role::Text);
        let reader = &self.state.reader;
        let mention = self.mentions.partition_point(|mention| mention.span.end as usize <= at);
        let base = match self.mentions.get(mention) {
            Some(found) if found.span.range().contains(&at) => {
                text.patch(theme.style(if reader.mention == Some(mention) { Role::DateCurrent } else { Role::Date }))
            }
            _ => text,
        };
        let hit = reader.hits.partition_point(|hit| hit.end <= at);
        match reader.hits.get(hit) {
            Some(found) if found.contains(&at) => {
                base.patch(theme.style(if reader.hit == Some(hit) { Role::MatchCurrent } else { Role::Match }))
            }
            _ => base,
        }
    }
}
