//! The three lines of the first screen, at the foot of the pane that is read.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Pen, fill},
    theme::Role,
};
use crate::app::{State, greeting};

/// Draws the lines over the last rows of the reader, or of the list where it
/// has the screen; nothing where there is no room for both.
pub fn draw(state: &State, look: &Look, buffer: &mut Buffer) {
    let layout = &state.layout;
    let Some(pane) = layout.reader.or(layout.list) else {
        return;
    };
    let inner = layout.frame.inner(pane);
    let lines = greeting::lines(state);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX) + 1;
    if !greeting::is_shown(state) || inner.height < 3 * rows {
        return;
    }
    let foot = Rect {
        y: inner.bottom() - rows,
        height: rows,
        ..inner
    };
    fill(buffer, foot, look.theme.whole(Role::Text));
    for (line, y) in lines.iter().zip(foot.y + 1..) {
        Pen::new(
            buffer,
            Rect {
                y,
                height: 1,
                ..foot
            },
        )
        .skip(1)
        .fit(line, look.theme.whole(Role::KeyHint));
    }
}
