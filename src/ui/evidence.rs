//! The fourth column of very wide screens: the sentences that tell the chosen
//! event, whole, with their articles, in order of printing.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Item, State, status},
    model::ArticleId,
    text::{Measure, wrap},
    timeline::Event,
};

/// Draws the column.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let event = state.time.event();
    let date = event.and_then(|event| state.timeline.events().get(event));
    let detail = date.map(Event::edtf).unwrap_or_default();
    let told = event.and_then(|event| state.time.summary(event));
    let told = told.map(|told| status::counted(told.documents, "article"));
    let caption = Caption {
        title: "Evidence",
        detail: &detail,
        right: &told.unwrap_or_default(),
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
    let mut passage = |id: ArticleId, sentence: String| {
        if area.height > 0 {
            let used =
                (draw_passage(state, look, id, &sentence, area, buffer) + 1).min(area.height);
            area = Rect {
                y: area.y + used,
                height: area.height - used,
                ..area
            };
        }
    };
    match state.time.item() {
        // From the chosen teller on, else from the first.
        Some(Item::Event(_) | Item::Told(..)) => {
            let chosen = match state.time.item() {
                Some(Item::Told(_, chosen)) => Some(chosen),
                _ => None,
            };
            let tellers = &state.time.tellers;
            let from = chosen.and_then(|chosen| tellers.iter().position(|told| *told == chosen));
            for told in &tellers[from.unwrap_or(0)..] {
                passage(told.article, status::told(state, *told));
            }
        }
        Some(Item::Printed(id)) => passage(id, String::new()),
        None => {}
    }
}

/// Draws one sentence below the line that says where it stands; returns the
/// rows it took.
fn draw_passage(
    state: &State,
    look: &Look,
    id: ArticleId,
    sentence: &str,
    area: Rect,
    buffer: &mut Buffer,
) -> u16 {
    let theme = &look.theme;
    let Some(article) = state.corpus.get(id) else {
        return 0;
    };
    let day = article
        .printed
        .day
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let head = format!("{day} · {}", article.title.text);
    Pen::new(buffer, area).fit(&head, theme.whole(Role::Heading));
    let measure = Measure {
        columns: usize::from(area.width).max(1),
        indent: 0,
    };
    let mut rows = 1;
    for (line, y) in wrap(sentence, measure)
        .iter()
        .zip(area.top() + 1..area.bottom())
    {
        let text = &sentence[line.start as usize..line.end as usize];
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        Pen::new(buffer, row).write(text, theme.whole(Role::Text));
        rows += 1;
    }
    rows
}
