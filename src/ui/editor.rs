//! The box in which a note is written.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Look,
    draw::{Caption, Pen, fill, frame},
    theme::Role,
};
use crate::app::{State, editor, editor::On, layout};

/// Draws the box, if there is one, and says where the terminal's cursor
/// belongs.
pub fn draw(state: &State, look: &Look, buffer: &mut Buffer) -> Option<Position> {
    let editor = state.editor.as_ref()?;
    let (area, inner) = (layout::editor(state.size), editor::area(state));
    if area.intersection(buffer.area) != area || inner.is_empty() {
        return None;
    }
    fill(buffer, area, look.theme.whole(Role::Text));
    let passage = editor.note.quote.exact.split_whitespace();
    let passage = format!("“{}”", passage.collect::<Vec<_>>().join(" "));
    let caption = Caption {
        title: match editor.on {
            On::Passage => "Note",
            On::Event => "Note on the event",
        },
        detail: &passage,
        right: if editor.is_changed() {
            "not kept yet"
        } else {
            ""
        },
    };
    frame(buffer, area, layout::Frame::Box, true, caption, &look.theme);
    let (rows, (column, row)) = editor.view();
    for (text, y) in rows.iter().zip(inner.top()..inner.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        Pen::new(buffer, line).write(text, look.theme.whole(Role::Input));
    }
    let offset = |at: usize| u16::try_from(at).unwrap_or(0);
    Some(Position {
        x: inner.x + offset(column),
        y: inner.y + offset(row),
    })
}
