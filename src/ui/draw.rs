//! Strokes: cleaned text on cells, and the frames of panes.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::theme::{Role, Theme};
use crate::{
    app::layout,
    text::{cells, truncate, width},
};

/// Writes a text at a place, cleaned, at most `columns` wide, and returns the
/// columns it took. A grapheme that does not fit is not begun.
pub fn put(buffer: &mut Buffer, (x, y): (u16, u16), columns: usize, text: &str, style: Style) -> u16 {
    put_styled(buffer, (x, y), columns, text, |_| style)
}

/// [`put`] with a style for each grapheme, by its byte in the text.
pub fn put_styled(buffer: &mut Buffer, (x, y): (u16, u16), columns: usize, text: &str, style: impl Fn(usize) -> Style) -> u16 {
    let mut used = 0;
    for cell in cells(text) {
        if cell.width == 0 {
            continue;
        }
        if used + cell.width > columns {
            break;
        }
        let at = x + u16::try_from(used).unwrap_or(u16::MAX);
        buffer.set_stringn(at, y, &cell.shown, cell.width, style(cell.at));
        used += cell.width;
    }
    u16::try_from(used).unwrap_or(u16::MAX)
}

/// Writes a text at the right end of a row and returns the columns it took.
pub fn put_right(buffer: &mut Buffer, row: Rect, text: &str, style: Style) -> u16 {
    let columns = usize::from(row.width);
    let shown = truncate(text, columns);
    let used = u16::try_from(width(&shown)).unwrap_or(row.width).min(row.width);
    put(buffer, (row.right() - used, row.y), columns, &shown, style);
    used
}

/// Fills cells with a style and blanks.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    for y in area.top()..area.bottom() {
        buffer.set_stringn(area.x, y, " ".repeat(usize::from(area.width)), usize::from(area.width), style);
    }
}

/// What a frame says.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// On the left: what the pane holds.
    pub title: &'a str,
    /// Behind it, quieter.
    pub detail: &'a str,
    /// On the right.
    pub right: &'a str,
}

/// Draws the frame of a pane with its caption.
pub fn frame(buffer: &mut Buffer, area: Rect, kind: layout::Frame, focused: bool, caption: Caption, theme: &Theme) {
    if area.width == 0 || area.height == 0 || kind == layout::Frame::Bare {
        return;
    }
    let line = theme.style(if focused { Role::BorderFocus } else { Role::Border });
    let across = usize::from(area.width);
    buffer.set_stringn(area.x, area.y, "─".repeat(across), across, line);
    if kind == layout::Frame::Box && area.height > 1 {
        let bottom = area.bottom() - 1;
        buffer.set_stringn(area.x, bottom, "─".repeat(across), across, line);
        for y in area.top() + 1..bottom {
            buffer.set_stringn(area.x, y, "│", 1, line);
            buffer.set_stringn(area.right() - 1, y, "│", 1, line);
        }
        for (x, y, corner) in
            [(area.x, area.y, "┌"), (area.right() - 1, area.y, "┐"), (area.x, bottom, "└"), (area.right() - 1, bottom, "┘")]
        {
            buffer.set_stringn(x, y, corner, 1, line);
        }
    }
    captions(buffer, area, focused, caption, theme);
}

/// `─ Title ─ detail ───────── right ─`
fn captions(buffer: &mut Buffer, area: Rect, focused: bool, caption: Caption, theme: &Theme) {
    let mut room = usize::from(area.width).saturating_sub(4);
    let right = format!(" {} ", caption.right);
    if !caption.right.is_empty() && width(&right) + 8 <= room {
        let inside = Rect { x: area.x + 2, width: area.width - 4, height: 1, ..area };
        room -= usize::from(put_right(buffer, inside, &right, theme.style(Role::Dim))) + 1;
    }
    let title = truncate(caption.title, room.saturating_sub(2));
    if title.is_empty() {
        return;
    }
    let look = theme.style(if focused { Role::Title } else { Role::Text });
    let mut x = area.x + 1;
    x += put(buffer, (x, area.y), 1, " ", look);
    x += put(buffer, (x, area.y), room, &title, look);
    x += put(buffer, (x, area.y), 1, " ", look);
    let left = room.saturating_sub(width(&title) + 3);
    if !caption.detail.is_empty() && left > 3 {
        let detail = format!(" {} ", truncate(caption.detail, left.saturating_sub(2)));
        put(buffer, (x + 1, area.y), left, &detail, theme.style(Role::Dim));
    }
}
