//! Strokes: cleaned text on cells, and the frames of panes.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::theme::{Role, Theme};
use crate::{
    app::layout,
    text::{Cell, pad, truncate, visual_line, width},
};

/// A pen on one row: what it writes is cleaned and stands side by side, and
/// never leaves the row. A grapheme that does not fit is not begun.
pub struct Pen<'b> {
    buffer: &'b mut Buffer,
    y: u16,
    /// The next column, and the one behind the last.
    at: u16,
    end: u16,
}

impl<'b> Pen<'b> {
    /// A pen at the left end of a row.
    pub fn new(buffer: &'b mut Buffer, row: Rect) -> Self {
        let (at, end) = if row.height == 0 {
            (0, 0)
        } else {
            (row.x, row.right())
        };
        Self {
            buffer,
            y: row.y,
            at,
            end,
        }
    }

    /// Columns that are left.
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.at))
    }

    /// The next column.
    pub const fn at(&self) -> u16 {
        self.at
    }

    /// Leaves columns as they are.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.at = self.at.saturating_add(columns).min(self.end);
        self
    }

    /// Writes what fits of a text.
    pub fn write(&mut self, text: &str, style: Style) -> &mut Self {
        self.write_styled(text, |_| style)
    }

    /// Writes with a style for each grapheme, by its byte in the text; what
    /// runs from right to left stands so.
    pub fn write_styled(&mut self, text: &str, style: impl Fn(usize) -> Style) -> &mut Self {
        self.put(&visual_line(text), style)
    }

    /// Writes cells as they follow one another.
    pub fn put(&mut self, cells: &[Cell], style: impl Fn(usize) -> Style) -> &mut Self {
        for cell in cells.iter().filter(|cell| cell.width > 0) {
            let Some(columns) = u16::try_from(cell.width)
                .ok()
                .filter(|columns| usize::from(*columns) <= self.room())
            else {
                break;
            };
            self.buffer
                .set_stringn(self.at, self.y, &cell.shown, cell.width, style(cell.at));
            self.at += columns;
        }
        self
    }

    /// Writes a text, cut with a sign where it does not fit.
    pub fn fit(&mut self, text: &str, style: Style) -> &mut Self {
        self.write(&truncate(text, self.room()), style)
    }

    /// Writes a text cut or filled up to a number of columns.
    pub fn column(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        self.write(&pad(text, columns.min(self.room())), style)
    }

    /// Writes a text at the right end; what follows stays left of it.
    pub fn right(&mut self, text: &str, style: Style) -> &mut Self {
        let shown = truncate(text, self.room());
        let start = self.end
            - u16::try_from(width(&shown))
                .unwrap_or(0)
                .min(self.end - self.at);
        let left = std::mem::replace(&mut self.at, start);
        self.write(&shown, style);
        (self.at, self.end) = (left, start);
        self
    }

    /// Takes columns off the right end.
    pub fn short(&mut self, columns: u16) -> &mut Self {
        self.end = self.end.saturating_sub(columns).max(self.at);
        self
    }
}

/// Fills cells with a style and blanks.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    for y in area.top()..area.bottom() {
        buffer.set_stringn(
            area.x,
            y,
            " ".repeat(usize::from(area.width)),
            usize::from(area.width),
            style,
        );
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

/// Draws the frame of a pane with its caption. Only the line with the caption
/// says which pane has the keys: on a slow line the sides would be paid for,
/// row by row, with every change of the pane.
pub fn frame(
    buffer: &mut Buffer,
    area: Rect,
    kind: layout::Frame,
    focused: bool,
    caption: Caption,
    theme: &Theme,
) {
    if area.width == 0 || area.height == 0 || kind == layout::Frame::Bare {
        return;
    }
    let line = theme.whole(Role::Border);
    let head = if focused {
        theme.whole(Role::BorderFocus)
    } else {
        line
    };
    let across = usize::from(area.width);
    buffer.set_stringn(area.x, area.y, "─".repeat(across), across, head);
    if kind == layout::Frame::Box && area.height > 1 {
        let bottom = area.bottom() - 1;
        buffer.set_stringn(area.x, bottom, "─".repeat(across), across, line);
        for y in area.top() + 1..bottom {
            buffer.set_stringn(area.x, y, "│", 1, line);
            buffer.set_stringn(area.right() - 1, y, "│", 1, line);
        }
        for (x, y, corner, style) in [
            (area.x, area.y, "┌", head),
            (area.right() - 1, area.y, "┐", head),
            (area.x, bottom, "└", line),
            (area.right() - 1, bottom, "┘", line),
        ] {
            buffer.set_stringn(x, y, corner, 1, style);
        }
    }
    captions(buffer, area, focused, caption, theme);
}

/// `─ Title ─ detail ───────── right ─`
fn captions(buffer: &mut Buffer, area: Rect, focused: bool, caption: Caption, theme: &Theme) {
    let mut pen = Pen::new(buffer, Rect { height: 1, ..area });
    pen.skip(1).short(2);
    let right = format!(" {} ", caption.right);
    if !caption.right.is_empty() && width(&right) + 8 <= pen.room() {
        pen.right(&right, theme.whole(Role::Dim)).short(1);
    }
    let title = truncate(caption.title, pen.room().saturating_sub(2));
    if title.is_empty() {
        return;
    }
    let look = theme.whole(if focused { Role::Title } else { Role::Text });
    pen.write(" ", look)
        .write(&title, look)
        .write(" ", look)
        .skip(1);
    if !caption.detail.is_empty() && pen.room() > 3 {
        let detail = format!(" {} ", truncate(caption.detail, pen.room() - 2));
        pen.write(&detail, theme.whole(Role::Dim));
    }
}
