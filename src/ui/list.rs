//! The article list.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Loading, Pane, State, coverage, greeting, list::Row, searching},
    model::{Article, ArticleId},
    text::truncate,
};

/// Columns inside the pane from which the source stands behind the title.
const WITH_SOURCE: usize = 60;
/// Columns of the source.
const SOURCE: usize = 18;

/// Draws the list.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::List;
    let arrow = if state.list.descending { "↓" } else { "↑" };
    let detail = match state.list.is_best_first() {
        true => "best first".to_owned(),
        false => format!("{} {arrow}", state.list.sort.name()),
    };
    let place = state
        .list
        .place()
        .map(|(at, of)| format!("{at}/{of}"))
        .unwrap_or_default();
    let caption = Caption {
        title: Pane::List.name(),
        detail: &detail,
        right: &place,
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
    if state.list.is_empty() {
        let why = match (state.loading, state.filter.is_empty()) {
            (_, false) => "No article passes the filter",
            (Loading::Running, true) => "Reading the archive …",
            (_, true) => "No articles here",
        };
        Pen::new(buffer, inner)
            .skip(1)
            .fit(why, look.theme.whole(Role::Dim));
        return;
    }
    let telling: Vec<_> = greeting::telling(state).collect();
    let rows = state.rows_of_article();
    let tops = (inner.top()..inner.bottom()).step_by(usize::from(rows));
    for ((at, row), y) in state.list.window().zip(tops) {
        let mut pen = Pen::new(
            buffer,
            Rect {
                y,
                height: 1,
                ..inner
            },
        );
        match row {
            Row::Year(year) => {
                let text = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
                pen.skip(1).fit(&text, look.theme.whole(Role::Heading));
            }
            Row::Article(id) => {
                if let Some(article) = state.corpus.get(id) {
                    let chosen = at == state.list.cursor();
                    let tells = telling.contains(&id);
                    entry(state, look, (id, article), (chosen, tells), &mut pen);
                }
                if rows > 1 && y + 1 < inner.bottom() {
                    let below = Rect {
                        y: y + 1,
                        height: 1,
                        ..inner
                    };
                    snippet(state, look, id, &mut Pen::new(buffer, below));
                }
            }
        }
    }
}

/// The piece of the text that shows best why the article was found.
fn snippet(state: &State, look: &Look, id: ArticleId, pen: &mut Pen) {
    let Some(snippet) = state.snippet(id) else {
        return;
    };
    let hit = |at| snippet.hits.iter().any(|hit| hit.contains(&at));
    let (plain, lit) = (look.theme.whole(Role::Dim), look.theme.style(Role::Match));
    pen.skip(searching::INDENT)
        .write_styled(&snippet.text, |at| match hit(at) {
            true => plain.patch(lit),
            false => plain,
        });
}

/// How much of an article was on the screen, in eighths; nothing before it was
/// looked at, a tick when all of it was.
fn gauge(state: &State, id: ArticleId) -> Option<&'static str> {
    const EIGHTHS: [&str; 8] = ["▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇"];
    let (seen, of) = coverage::of_article(state, id)?;
    let eighth = (seen * 8).checked_div(of).unwrap_or(8);
    Some(EIGHTHS.get(eighth).copied().unwrap_or("✓"))
}

/// `▌•2022-05-04▅ Sixty years of the Sarn bridge`
///
/// The bar and the date carry the selection, not the whole row: on a slow line
/// every cell of a bar is paid for twice with every key.
fn entry(
    state: &State,
    look: &Look,
    (id, article): (ArticleId, &Article),
    (chosen, tells): (bool, bool),
    pen: &mut Pen,
) {
    let theme = &look.theme;
    let date_role = match (chosen, state.focus == Pane::List) {
        (true, true) => Role::Selection,
        (true, false) => Role::SelectionUnfocused,
        (false, _) => Role::Dim,
    };
    let (sign, sign_role) = match (
        state.marks.starred.contains(&id),
        state.marks.read.contains(&id),
    ) {
        _ if tells => (greeting::SIGN, Role::Accent),
        (true, _) => ("★", Role::Mark),
        (false, false) => ("•", Role::Unread),
        (false, true) => (" ", Role::Text),
    };
    let date = article
        .printed
        .day
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let with_source = pen.room() >= WITH_SOURCE;
    pen.write(if chosen { "▌" } else { " " }, theme.whole(Role::Accent))
        .write(sign, theme.whole(sign_role))
        .column(&date, 10, theme.whole(date_role));
    match gauge(state, id) {
        Some(sign) => pen.write(sign, theme.whole(Role::Dim)).skip(1),
        None => pen.skip(2),
    };
    let copies = state.filter.copies().all(id).len();
    if copies > 0 && !state.filter.shows_copies() {
        pen.right(&format!("×{copies}"), theme.whole(Role::Dim))
            .short(2);
    }
    if let Some(source) = article.source.as_deref().filter(|_| with_source) {
        pen.right(&truncate(source, SOURCE), theme.whole(Role::Dim))
            .short(2);
    }
    pen.fit(&article.title.text, theme.whole(Role::Text));
}
