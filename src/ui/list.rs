//! The article list.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, frame, put},
    theme::Role,
};
use crate::{
    app::{Loading, Pane, State, list::Row},
    model::{Article, ArticleId},
    text::{truncate, width},
};

/// Columns inside the pane from which the source stands behind the title.
const WITH_SOURCE: u16 = 60;
/// Columns of the source.
const SOURCE: usize = 18;

/// Draws the list.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::List;
    let arrow = if state.list.descending { "↓" } else { "↑" };
    let detail = format!("{} {arrow}", state.list.sort.name());
    let place = state.list.place().map(|(at, of)| format!("{at}/{of}")).unwrap_or_default();
    let caption = Caption { title: Pane::List.name(), detail: &detail, right: &place };
    frame(buffer, area, state.layout.frame, focused, caption, &look.theme);
    let inner = state.layout.frame.inner(area);
    if state.list.is_empty() {
        let why = match (state.loading, state.filter.is_empty()) {
            (_, false) => "No article passes the filter",
            (Loading::Running, true) => "Reading the archive …",
            (_, true) => "No articles here",
        };
        if inner.height > 0 {
            put(buffer, (inner.x + 1.min(inner.width), inner.y), usize::from(inner.width.saturating_sub(1)), why, look.theme.style(Role::Dim));
        }
        return;
    }
    for ((at, row), y) in state.list.window().zip(inner.top()..inner.bottom()) {
        let line = Rect { y, height: 1, ..inner };
        match row {
            Row::Year(year) => {
                let text = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
                put(buffer, (line.x + 1.min(line.width), y), usize::from(line.width.saturating_sub(1)), &text, look.theme.style(Role::Heading));
            }
            Row::Article(id) => {
                if let Some(article) = state.corpus.get(id) {
                    let chosen = at == state.list.cursor();
                    entry(state, look, (id, article), chosen, line, buffer);
                }
            }
        }
    }
}

/// `▌• 2023-07-19  Traditional DPRK-Russia friendship grows`
///
/// The bar and the date carry the selection, not the whole row: on a slow line
/// every cell of a bar is paid for twice with every key.
fn entry(state: &State, look: &Look, (id, article): (ArticleId, &Article), chosen: bool, line: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let focused = state.focus == Pane::List;
    let selection = theme.style(if focused { Role::Selection } else { Role::SelectionUnfocused });
    let text = theme.style(Role::Text);
    let starred = state.marks.starred.contains(&id);
    let (sign, sign_role) = match (starred, state.marks.read.contains(&id)) {
        (true, _) => ("★", Role::Mark),
        (false, false) => ("•", Role::Unread),
        (false, true) => (" ", Role::Text),
    };
    let date = article.printed.day.map_or_else(|| "undated   ".to_owned(), |day| day.to_string());
    let (end, y) = (line.right(), line.y);
    let room = |x: u16| usize::from(end.saturating_sub(x));
    let mut x = line.x;
    x += put(buffer, (x, y), room(x), if chosen { "▌" } else { " " }, if chosen { theme.style(Role::Accent) } else { text });
    x += put(buffer, (x, y), room(x), sign, theme.style(sign_role));
    x += put(buffer, (x, y), room(x), &date, if chosen { selection } else { theme.style(Role::Dim) });
    x += put(buffer, (x, y), room(x), "  ", text);
    let source = article.source.as_deref().filter(|_| line.width >= WITH_SOURCE).map(|source| truncate(source, SOURCE));
    let columns = room(x).saturating_sub(source.as_deref().map_or(0, |source| width(source) + 2));
    put(buffer, (x, y), columns, &truncate(&article.title.text, columns), text);
    if let Some(source) = source {
        super::draw::put_right(buffer, line, &source, theme.style(Role::Dim));
    }
}
