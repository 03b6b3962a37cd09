//! The list of all notes, over the panes.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, fill, frame},
    theme::Role,
};
use crate::app::{
    State,
    browser::{self, Line},
    layout,
};

/// Draws the list, if it is open.
pub fn draw(state: &State, look: &Look, buffer: &mut Buffer) {
    let Some(browser) = &state.browser else {
        return;
    };
    let (area, inner) = (layout::sheet(state.size), browser::area(state));
    if area.intersection(buffer.area) != area {
        return;
    }
    let theme = &look.theme;
    fill(buffer, area, theme.whole(Role::Text));
    let detail = match browser.needle.as_str() {
        "" => String::new(),
        needle => format!("with ‘{needle}’"),
    };
    let right = browser.place().map(|(at, of)| format!("{at}/{of}"));
    let caption = Caption {
        title: "Notes",
        detail: &detail,
        right: right.as_deref().unwrap_or_default(),
    };
    frame(buffer, area, layout::Frame::Box, true, caption, theme);
    if browser.place().is_none() {
        let why = match browser.is_empty() {
            true => "No notes yet; in the reader a writes one, H highlights, T tags",
            false => "No note has all these words",
        };
        Pen::new(buffer, inner).fit(why, theme.whole(Role::Dim));
    }
    let mut rest = inner;
    for (entry, chosen) in browser.window() {
        for line in entry.lines(usize::from(inner.width)) {
            if rest.height == 0 {
                return;
            }
            row(&line, chosen, look, area, rest, buffer);
            rest = below(rest);
        }
        if rest.height == 0 {
            return;
        }
        rest = below(rest);
    }
}

fn below(area: Rect) -> Rect {
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}

fn row(line: &Line, chosen: bool, look: &Look, area: Rect, row: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    if chosen {
        // In the column between the frame and the text.
        let bar = Rect {
            x: area.x + 1,
            width: 1,
            height: 1,
            ..row
        };
        Pen::new(buffer, bar).write("▌", theme.whole(Role::Accent));
    }
    let mut pen = Pen::new(buffer, row);
    match line {
        Line::Article(head, filed) => {
            if !filed.is_empty() {
                pen.right(filed, theme.whole(Role::Mark)).short(2);
            }
            let role = if chosen {
                Role::Selection
            } else {
                Role::Heading
            };
            pen.fit(head, theme.whole(role));
        }
        Line::Passage(text) => {
            pen.fit(text, theme.whole(Role::Dim));
        }
        Line::Remark(text) => {
            pen.fit(text, theme.whole(Role::Text));
        }
    }
}
