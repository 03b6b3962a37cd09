//! The fourth column of very wide screens: the sentences of the chosen event,
//! whole, with their articles.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Item, State, status},
    text::{Measure, wrap},
    timeline::Event,
};

/// Draws the column.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let days = state.time.zoom.label(state.time.cursor);
    let caption = Caption {
        title: "Evidence",
        detail: &days,
        right: "",
    };
    frame(
        buffer,
        area,
        state.layout.frame,
        false,
        caption,
        &look.theme,
    );
    let inner = state.layout.frame.inner(area);
    let mut area = Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    };
    for item in state.time.items.iter().skip(state.time.chosen) {
        if area.height == 0 {
            break;
        }
        let used = (passage(state, look, *item, area, buffer) + 1).min(area.height);
        area = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
    }
}

/// Draws one sentence below the line that says where it stands; returns the
/// rows it took.
fn passage(state: &State, look: &Look, item: Item, area: Rect, buffer: &mut Buffer) -> u16 {
    let theme = &look.theme;
    let (Item::Told { article: id, .. } | Item::Printed(id)) = item;
    let Some(article) = state.corpus.get(id) else {
        return 0;
    };
    let day = article
        .printed
        .day
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let head = match item {
        Item::Told { event, .. } => {
            let date = state
                .timeline
                .events()
                .get(event)
                .map(Event::edtf)
                .unwrap_or_default();
            format!("{date} · {day}: {}", article.title.text)
        }
        Item::Printed(_) => format!("{day} · printed"),
    };
    Pen::new(buffer, area).fit(&head, theme.whole(Role::Heading));
    let sentence = status::sentence(state, item);
    let measure = Measure {
        columns: usize::from(area.width).max(1),
        indent: 0,
    };
    let mut rows = 1;
    for (line, y) in wrap(&sentence, measure)
        .iter()
        .zip(area.top() + 1..area.bottom())
    {
        let text = &sentence[line.start as usize..line.end as usize];
        Pen::new(
            buffer,
            Rect {
                y,
                height: 1,
                ..area
            },
        )
        .write(text, theme.whole(Role::Text));
        rows += 1;
    }
    rows
}
