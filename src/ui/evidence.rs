//! The fourth column of very wide screens: the sentences of the chosen event,
//! whole, with their articles.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, frame, put},
    theme::Role,
};
use crate::{
    app::{Item, State, status},
    text::{Measure, wrap},
};

/// Draws the column.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let days = state.time.zoom.label(state.time.cursor);
    let caption = Caption { title: "Evidence", detail: &days, right: "" };
    frame(buffer, area, state.layout.frame, false, caption, &look.theme);
    let inner = state.layout.frame.inner(area);
    let columns = usize::from(inner.width.saturating_sub(2));
    let mut y = inner.y;
    for item in state.time.items.iter().skip(state.time.chosen) {
        if y >= inner.bottom() {
            break;
        }
        y = passage(state, look, *item, (inner.x + 1, y), (columns, inner.bottom()), buffer) + 1;
    }
}

/// Draws one sentence below the line that says where it stands; returns the
/// row below it.
fn passage(state: &State, look: &Look, item: Item, (x, mut y): (u16, u16), (columns, bottom): (usize, u16), buffer: &mut Buffer) -> u16 {
    let theme = &look.theme;
    let id = match item {
        Item::Told { article, .. } | Item::Printed(article) => article,
    };
    let Some(article) = state.corpus.get(id) else { return y };
    let day = article.printed.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let head = match item {
        Item::Told { event, .. } => {
            let date = state.timeline.events().get(event).map(crate::timeline::Event::edtf).unwrap_or_default();
            format!("{date} · in {day} · {}", article.title.text)
        }
        Item::Printed(_) => format!("{day} · printed"),
    };
    put(buffer, (x, y), columns, &crate::text::truncate(&head, columns), theme.style(Role::Heading));
    y += 1;
    let sentence = status::sentence(state, item);
    for line in wrap(&sentence, Measure { columns: columns.max(1), indent: 0 }) {
        if y >= bottom {
            break;
        }
        put(buffer, (x, y), columns, &sentence[line.start as usize..line.end as usize], theme.style(Role::Text));
        y += 1;
    }
    y
}
