//! One lane: its name, what its highest bar counts, and its bars.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Bar, Pane, State, lanes},
    config::Glyphs,
    text::{pad, width},
    timeline::Lane,
    ui::{Look, draw::Pen, theme::Role},
};

/// How bars are drawn.
struct Set {
    /// A row of a bar, by how much of it is filled; the first is empty.
    heights: &'static [&'static str],
    /// A bucket that is only reached over.
    spanned: &'static str,
    /// A bucket in which nothing was found, though articles of it are held.
    zero: &'static str,
}

const fn set(glyphs: Glyphs) -> Set {
    match glyphs {
        Glyphs::Block => Set {
            heights: &[" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            spanned: "╌",
            zero: "▁",
        },
        Glyphs::Braille => Set {
            heights: &[" ", "⣀", "⣤", "⣶", "⣿"],
            spanned: "⠒",
            zero: "⢀",
        },
        Glyphs::Ascii => Set {
            heights: &[" ", ".", ":", "-", "=", "+", "*", "#", "@"],
            spanned: "~",
            zero: ".",
        },
    }
}

/// Draws a lane over all rows of an area.
pub fn lane(state: &State, look: &Look, lane: Lane, area: Rect, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let cells = lanes(area);
    names(state, look, lane, area, cells.x - area.x, buffer);
    let set = set(state.config.glyphs);
    let time = &state.time;
    let bars = time.bars(lane);
    let filled = u8::try_from(set.heights.len() - 1).unwrap_or(u8::MAX);
    let steps = filled.saturating_mul(u8::try_from(area.height).unwrap_or(u8::MAX));
    // Where a ruler carries the cursor, a step along the axis shall not change
    // the lanes.
    let marked = (time.rows.ruler == 0 || time.anchor.is_some()).then(|| time.brush());
    for at in 0..time.buckets() {
        let bucket = time.first.offset(i32::try_from(at).unwrap_or(i32::MAX));
        let bar = bars.bar(at, steps);
        for (row, y) in (area.top()..area.bottom()).rev().enumerate() {
            let below = u8::try_from(row).unwrap_or(u8::MAX).saturating_mul(filled);
            let (glyph, role) = match bar {
                Bar::Height(height) => {
                    let part = height.saturating_sub(below).min(filled);
                    (set.heights[usize::from(part)], role(lane))
                }
                Bar::Spanned if row == 0 => (set.spanned, Role::BarSpanned),
                Bar::Zero if row == 0 => (set.zero, Role::Border),
                _ => (" ", role(lane)),
            };
            let mut style = look.theme.whole(role);
            if time.lit.get(at) == Some(&true) && matches!(bar, Bar::Height(_)) {
                style = style.patch(look.theme.style(Role::BarLit));
            }
            if marked.is_some_and(|(from, to)| (from..=to).contains(&bucket)) {
                style = style.patch(look.theme.style(Role::Cursor));
            }
            // Wide buckets keep a column free between them, so that they can be counted.
            let drawn = (time.per - 1).max(1);
            let x = u16::try_from(at * time.per).unwrap_or(u16::MAX);
            let columns = Rect {
                x: cells.x.saturating_add(x),
                y,
                height: 1,
                width: cells.width.saturating_sub(x),
            };
            Pen::new(buffer, columns).write(&glyph.repeat(drawn), style);
        }
    }
}

const fn role(lane: Lane) -> Role {
    match lane {
        Lane::Happened => Role::BarHappened,
        Lane::Printed => Role::BarPrinted,
    }
}

/// The name beside the foot of the bars, what the highest counts beside its
/// head.
fn names(state: &State, look: &Look, lane: Lane, area: Rect, columns: u16, buffer: &mut Buffer) {
    let theme = &look.theme;
    let row = |y| Rect {
        y,
        height: 1,
        width: columns.saturating_sub(1),
        ..area
    };
    let walked = state.focus == Pane::Timeline && state.time.lane == lane;
    let mut pen = Pen::new(buffer, row(area.bottom() - 1));
    pen.write(if walked { "▸" } else { " " }, theme.whole(Role::Accent))
        .write(lane.name(), theme.whole(role(lane)));
    let highest = state.time.bars(lane).highest().unwrap_or_default();
    let room = usize::from(columns).saturating_sub(lane.name().len() + 3);
    if width(&highest) <= room {
        let highest = format!("{}{highest}", pad("", room - width(&highest)));
        Pen::new(buffer, row(area.top())).right(&highest, theme.whole(Role::Dim));
    }
}
