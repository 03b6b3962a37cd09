//! The axis: a ruler that carries the cursor and the brush, and the labels.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{State, lanes},
    timeline::{Tick, ticks},
    ui::{Look, draw::Pen, theme::Role},
};

fn labelled(state: &State) -> Vec<Tick> {
    let time = &state.time;
    ticks(time.zoom, time.first, time.buckets(), time.per)
}

/// The line over the labels, with a notch at each, the brush that filters the
/// list, and the cursor.
pub fn ruler(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let (cells, theme, time) = (lanes(row), &look.theme, &state.time);
    Pen::new(buffer, cells).write(
        &"─".repeat(usize::from(cells.width)),
        theme.whole(Role::Axis),
    );
    let column = |at: usize| Rect {
        x: cells
            .x
            .saturating_add(u16::try_from(at).unwrap_or(u16::MAX)),
        width: cells
            .width
            .saturating_sub(u16::try_from(at).unwrap_or(u16::MAX)),
        ..cells
    };
    for tick in labelled(state) {
        Pen::new(buffer, column(tick.column)).write("┬", theme.whole(Role::Axis));
    }
    if let Some((_, days)) = state.filter.brush() {
        let at = |day| i64::from(time.zoom.bucket(day).0) - i64::from(time.first.0);
        let all = i64::try_from(time.buckets()).unwrap_or(i64::MAX);
        let (from, to) = (
            at(days.start).clamp(0, all),
            (at(days.end) + 1).clamp(0, all),
        );
        let columns = |buckets: i64| usize::try_from(buckets).unwrap_or(0) * time.per;
        let line = "━".repeat(columns(to - from));
        Pen::new(buffer, column(columns(from))).write(&line, theme.whole(Role::Accent));
    }
    cursor(state, look, cells, buffer);
}

/// The labels; where no ruler carries the cursor, a caret under it: where there
/// are no colours it alone shows the place, and nobody takes it for a bar.
pub fn labels(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let cells = lanes(row);
    let mut pen = Pen::new(buffer, cells);
    for tick in labelled(state) {
        let column = cells
            .x
            .saturating_add(u16::try_from(tick.column).unwrap_or(u16::MAX));
        pen.skip(column.saturating_sub(pen.at()))
            .write(&tick.label, look.theme.whole(Role::Axis));
    }
    if state.time.rows.ruler == 0 {
        cursor(state, look, cells, buffer);
    }
}

/// The cursor, or both ends of the brush that is being drawn.
fn cursor(state: &State, look: &Look, cells: Rect, buffer: &mut Buffer) {
    let time = &state.time;
    let column = |bucket: crate::timeline::Bucket| {
        Some(bucket.column(time.first, time.buckets())? * time.per)
    };
    let (from, to) = time.brush();
    let drawn = (time.per - 1).max(1);
    let ends = (column(from), column(to));
    let (from, to) = match (ends, time.anchor) {
        ((Some(from), Some(to)), _) => (from, to + drawn),
        // The end of the brush where the cursor is not has left the window.
        ((Some(from), None), _) => (from, usize::from(cells.width)),
        ((None, Some(to)), _) => (0, to + drawn),
        ((None, None), _) => return,
    };
    let marks = match to - from {
        1 => "▲".to_owned(),
        columns if time.anchor.is_none() => format!("{:^columns$}", "▲"),
        columns => match ends {
            (Some(_), Some(_)) => format!("▲{}▲", "━".repeat(columns - 2)),
            (Some(_), None) => format!("▲{}", "━".repeat(columns - 1)),
            _ => format!("{}▲", "━".repeat(columns - 1)),
        },
    };
    let x = cells
        .x
        .saturating_add(u16::try_from(from).unwrap_or(u16::MAX));
    let row = Rect {
        x,
        width: cells.right().saturating_sub(x),
        ..cells
    };
    let style = look.theme.whole(Role::Accent);
    for (at, mark) in marks.chars().enumerate().filter(|(_, mark)| *mark != ' ') {
        let mut pen = Pen::new(buffer, row);
        pen.skip(u16::try_from(at).unwrap_or(u16::MAX))
            .write(mark.encode_utf8(&mut [0; 4]), style);
    }
}
