//! What lies over the panes: a sheet, and the palette above the command line.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, fill, frame, put},
    theme::Role,
};
use crate::{
    app::{Line, Proposal, Sheet, State, layout, proposals},
    text::{Measure, pad, truncate, width, wrap},
};

/// Proposals shown at the most.
const PROPOSALS: u16 = 10;

/// Draws the sheet, if there is one.
pub fn sheet(state: &State, look: &Look, screen: Rect, buffer: &mut Buffer) {
    let Some(sheet) = &state.sheet else { return };
    let side = if screen.width >= 60 { (screen.width / 10).max(2) } else { 0 };
    let top = u16::from(screen.height >= 12);
    let area = Rect {
        x: screen.x + side,
        y: screen.y + top,
        width: screen.width - 2 * side,
        height: screen.height.saturating_sub(2 * top + 1).max(1.min(screen.height)),
    };
    fill(buffer, area, look.theme.style(Role::Text));
    let needle = if sheet.needle.is_empty() { String::new() } else { format!("with ‘{}’", sheet.needle) };
    let kind = if area.height >= 3 { layout::Frame::Box } else { layout::Frame::Bare };
    frame(buffer, area, kind, true, Caption { title: &sheet.title, detail: &needle, right: "" }, &look.theme);
    let inner = kind.inner(area);
    lines(sheet, look, Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner }, buffer);
}

fn lines(sheet: &Sheet, look: &Look, area: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let shown = sheet.lines();
    if shown.is_empty() && area.height > 0 {
        put(buffer, (area.x, area.y), usize::from(area.width), "Nothing here", theme.style(Role::Dim));
    }
    let left = shown.iter().map(|line| if let Line::Pair(left, _) = line { width(left) } else { 0 }).max().unwrap_or(0);
    let left = left.min(usize::from(area.width) / 2);
    let columns = usize::from(area.width);
    let mut y = area.y;
    for line in shown.into_iter().skip(sheet.top) {
        if y >= area.bottom() {
            break;
        }
        match line {
            Line::Heading(text) => {
                if y > area.y {
                    y += 1;
                }
                if y < area.bottom() {
                    put(buffer, (area.x, y), columns, &truncate(text, columns), theme.style(Role::Heading));
                }
                y += 1;
            }
            Line::Pair(name, value) => {
                put(buffer, (area.x, y), left, &pad(name, left), theme.style(Role::KeyHint));
                let x = area.x + u16::try_from(left + 2).unwrap_or(0).min(area.width);
                y = wrapped(value, look, Rect { x, y, width: area.right().saturating_sub(x), height: area.bottom() - y }, buffer);
            }
            Line::Text(text) => y = wrapped(text, look, Rect { y, height: area.bottom() - y, ..area }, buffer),
        }
    }
}

/// Writes a text over as many rows as it needs; returns the row below it.
fn wrapped(text: &str, look: &Look, area: Rect, buffer: &mut Buffer) -> u16 {
    let lines = wrap(text, Measure { columns: usize::from(area.width).max(1), indent: 0 });
    let mut y = area.y;
    for line in lines.iter().take(usize::from(area.height)) {
        put(buffer, (area.x, y), usize::from(area.width), &text[line.start as usize..line.end as usize], look.theme.style(Role::Text));
        y += 1;
    }
    y.max(area.y + 1)
}

/// Draws the proposals above the command line.
pub fn palette(state: &State, look: &Look, screen: Rect, buffer: &mut Buffer) {
    let proposals = proposals(state);
    let Some(prompt) = state.prompt.as_ref().filter(|_| !proposals.is_empty()) else { return };
    let rows = PROPOSALS.min(u16::try_from(proposals.len()).unwrap_or(PROPOSALS)).min(screen.height.saturating_sub(2));
    let chosen = prompt.proposal.unwrap_or(0);
    let first = (chosen + 1).saturating_sub(usize::from(rows));
    let area = Rect { y: screen.height - 1 - rows, height: rows, ..screen };
    let names = proposals.iter().map(|proposal| width(&proposal.text)).max().unwrap_or(0);
    for ((at, proposal), y) in proposals.iter().enumerate().skip(first).zip(area.top()..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        self::row(proposal, (prompt.proposal == Some(at), names), look, row, buffer);
    }
}

fn row(proposal: &Proposal, (chosen, names): (bool, usize), look: &Look, row: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let ground = theme.style(if chosen { Role::Selection } else { Role::Status });
    fill(buffer, row, ground);
    let columns = usize::from(row.width);
    let mut x = row.x + 1.min(row.width);
    let name = put(buffer, (x, row.y), columns.saturating_sub(1), &pad(&proposal.text, names.min(columns.saturating_sub(1))), ground);
    x += name + 2;
    if x < row.right() {
        let keys = if proposal.keys.is_empty() { String::new() } else { format!("  {}", proposal.keys) };
        let text = format!("{}{keys}", proposal.help);
        let room = usize::from(row.right() - x);
        put(buffer, (x, row.y), room, &truncate(&text, room), ground);
    }
}
