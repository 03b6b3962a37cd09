//! The fourth column of very wide screens while one reads an article with
//! notes: each note beside its passage.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Pane, State, notes, page::Row},
    model::Note,
    text::{Measure, wrap},
};

/// Whether the column belongs to the notes: the reader has the keys, and the
/// article has some.
pub fn are_shown(state: &State) -> bool {
    state.focus == Pane::Reader && state.reader.noted.iter().any(Option::is_some)
}

/// Draws the column. A note begins in the row of its passage, or below the
/// note before it.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let Some(id) = state.reader.article else {
        return;
    };
    let all = state.memory.notes(id);
    let count = format!("{}", all.len());
    let caption = Caption {
        title: "Notes",
        detail: "",
        right: &count,
    };
    let kind = state.layout.frame;
    frame(buffer, area, kind, false, caption, &look.theme);
    let inner = kind.inner(area);
    let text = Rect {
        x: inner.x + 2.min(inner.width),
        width: inner.width.saturating_sub(3),
        ..inner
    };
    let at_hand = notes::at_hand(state).map(|note| &note.id);
    let mut free = inner.top();
    for (row, note) in beside(state, all) {
        let y = free.max(inner.top().saturating_add(row));
        if y >= inner.bottom() {
            break;
        }
        let place = Rect {
            y,
            height: inner.bottom() - y,
            ..text
        };
        let chosen = at_hand == Some(&note.id);
        free = y + one(note, chosen, look, place, buffer) + 1;
    }
}

/// The notes of which the passage begins in the window, with its row, in order.
fn beside<'a>(state: &State, all: &'a [Note]) -> Vec<(u16, &'a Note)> {
    let reader = &state.reader;
    let spans = all.iter().zip(&reader.noted);
    let row_of = |byte: u32| {
        let mut rows = reader.rows();
        let row = rows.position(|row| match row {
            Row::Text(row) => {
                reader.page.paragraph(row).is_some() && (row.start..row.end).contains(&byte)
            }
            _ => false,
        });
        // A second column of text begins at the top again.
        row.map(|row| row % reader.window.height().max(1))
    };
    let mut beside: Vec<(u16, &Note)> = spans
        .filter_map(|(note, span)| {
            let row = row_of(span.as_ref()?.start)?;
            Some((u16::try_from(row).ok()?, note))
        })
        .collect();
    beside.sort_by_key(|(row, note)| (*row, note.quote.start));
    beside
}

/// Draws one note; the rows that it took.
fn one(note: &Note, chosen: bool, look: &Look, area: Rect, buffer: &mut Buffer) -> u16 {
    let theme = &look.theme;
    let role = if chosen { Role::Accent } else { Role::Text };
    let mut lines: Vec<(String, Role)> = Vec::new();
    let filed = notes::filed(note);
    if !filed.is_empty() {
        lines.push((filed, Role::Mark));
    }
    let measure = Measure {
        columns: usize::from(area.width).max(1),
        indent: 0,
    };
    for line in note.text.lines() {
        let rows = wrap(line, measure);
        let row = |row: &crate::text::Line| line[row.start as usize..row.end as usize].to_owned();
        lines.extend(rows.iter().map(|line| (row(line), role)));
    }
    let mut used = 0;
    for ((text, role), y) in lines.iter().zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        Pen::new(buffer, row).fit(text, theme.whole(*role));
        used += 1;
    }
    used
}
