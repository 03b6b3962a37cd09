//! What lies over the panes: a sheet, and the palette above the command line.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, fill, frame},
    theme::Role,
};
use crate::{
    app::{Line, Proposal, Sheet, State, layout, proposals},
    text::{Measure, width, wrap},
};

/// Proposals shown at the most.
const PROPOSALS: u16 = 10;

/// Draws the sheet, if there is one.
pub fn sheet(state: &State, look: &Look, screen: Rect, buffer: &mut Buffer) {
    let Some(sheet) = &state.sheet else { return };
    let area = layout::sheet((screen.width, screen.height));
    fill(buffer, area, look.theme.whole(Role::Text));
    let needle = if sheet.needle.is_empty() {
        String::new()
    } else {
        format!("with ‘{}’", sheet.needle)
    };
    let kind = if area.height >= 3 {
        layout::Frame::Box
    } else {
        layout::Frame::Bare
    };
    frame(
        buffer,
        area,
        kind,
        true,
        Caption {
            title: &sheet.title,
            detail: &needle,
            right: "",
        },
        &look.theme,
    );
    let inner = kind.inner(area);
    lines(
        sheet,
        look,
        Rect {
            x: inner.x + 1.min(inner.width),
            width: inner.width.saturating_sub(2),
            ..inner
        },
        buffer,
    );
}

fn lines(sheet: &Sheet, look: &Look, area: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let shown = sheet.lines();
    if shown.is_empty() {
        Pen::new(buffer, area).fit("Nothing here", theme.whole(Role::Dim));
    }
    let names = shown.iter().filter_map(|line| match line {
        Line::Pair(name, _) | Line::Go(name, ..) => Some(width(name)),
        _ => None,
    });
    let left = names.max().unwrap_or(0).min(usize::from(area.width) / 2);
    let mut rest = area;
    let chosen = sheet.chosen();
    for (at, line) in shown.into_iter().enumerate().skip(sheet.top) {
        if rest.height == 0 {
            break;
        }
        let used = match line {
            Line::Heading(text) => {
                let above = u16::from(rest.y > area.y).min(rest.height - 1);
                Pen::new(buffer, below(rest, above)).fit(text, theme.whole(Role::Heading));
                above + 1
            }
            Line::Pair(name, value) => {
                let mut pen = Pen::new(buffer, rest);
                pen.column(name, left, theme.whole(Role::KeyHint)).skip(2);
                let x = pen.at();
                wrapped(
                    value,
                    look,
                    Rect {
                        x,
                        width: rest.right().saturating_sub(x),
                        ..rest
                    },
                    buffer,
                )
            }
            Line::Go(name, value, _) => {
                let here = chosen == Some(at);
                let mark = theme.whole(if here { Role::Selection } else { Role::KeyHint });
                let mut pen = Pen::new(buffer, rest);
                pen.write(if here { "▌" } else { " " }, theme.whole(Role::Accent))
                    .column(name, left, mark)
                    .skip(2)
                    .fit(value, theme.whole(Role::Text));
                1
            }
            Line::Text(text) => wrapped(text, look, rest, buffer),
        };
        rest = below(rest, used);
    }
}

/// The area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// Writes a text over as many rows as it needs; returns how many it took.
fn wrapped(text: &str, look: &Look, area: Rect, buffer: &mut Buffer) -> u16 {
    let measure = Measure {
        columns: usize::from(area.width).max(1),
        indent: 0,
    };
    let mut rows = 0;
    for line in wrap(text, measure).iter().take(usize::from(area.height)) {
        let text = &text[line.start as usize..line.end as usize];
        Pen::new(buffer, below(area, rows)).write(text, look.theme.whole(Role::Text));
        rows += 1;
    }
    rows.max(1)
}

/// Draws the proposals above the command line.
pub fn palette(state: &State, look: &Look, screen: Rect, buffer: &mut Buffer) {
    let proposals = proposals(state);
    let Some(prompt) = state.prompt.as_ref().filter(|_| !proposals.is_empty()) else {
        return;
    };
    let rows = PROPOSALS
        .min(u16::try_from(proposals.len()).unwrap_or(PROPOSALS))
        .min(screen.height.saturating_sub(2));
    let chosen = prompt.proposal.unwrap_or(0);
    let first = (chosen + 1).saturating_sub(usize::from(rows));
    let area = Rect {
        y: screen.height.saturating_sub(1 + rows),
        height: rows,
        ..screen
    };
    let names = proposals
        .iter()
        .map(|proposal| width(&proposal.text))
        .max()
        .unwrap_or(0);
    for ((at, proposal), y) in proposals
        .iter()
        .enumerate()
        .skip(first)
        .zip(area.top()..area.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        self::row(
            proposal,
            prompt.proposal == Some(at),
            names,
            look,
            row,
            buffer,
        );
    }
}

fn row(
    proposal: &Proposal,
    chosen: bool,
    names: usize,
    look: &Look,
    row: Rect,
    buffer: &mut Buffer,
) {
    let ground = look.theme.whole(if chosen {
        Role::Selection
    } else {
        Role::Status
    });
    fill(buffer, row, ground);
    let mut pen = Pen::new(buffer, row);
    pen.skip(1).column(&proposal.text, names, ground).skip(2);
    let keys = if proposal.keys.is_empty() {
        String::new()
    } else {
        format!("  {}", proposal.keys)
    };
    pen.fit(&format!("{}{keys}", proposal.help), ground);
}
