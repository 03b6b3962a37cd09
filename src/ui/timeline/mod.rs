//! The timeline: two lanes over one axis, and what stands under the cursor.

mod axis;
mod items;
mod lanes;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, frame},
};
use crate::{
    app::{Pane, State, timeline::Order},
    timeline::Lane,
};

/// Draws the pane.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::Timeline;
    let span = state
        .timeline
        .span()
        .map(|span| format!("{} … {}", span.start.year(), span.end.year()))
        .unwrap_or_default();
    let time = &state.time;
    let detail = format!("{} ─ {span} ─ {}", time.zoom.name(), time.scale.name());
    let order = match time.order {
        Order::Salience => "by salience",
        Order::Date => "by date",
    };
    let caption = Caption {
        title: Pane::Timeline.name(),
        detail: &detail,
        right: order,
    };
    frame(
        buffer,
        area,
        state.layout.frame,
        focused,
        caption,
        &look.theme,
    );
    let mut rest = state.layout.frame.inner(area);
    let mut next = |height: u16| {
        let rows = Rect {
            height: height.min(rest.height),
            ..rest
        };
        rest.y += rows.height;
        rest.height -= rows.height;
        rows
    };
    let rows = time.rows;
    lanes::lane(state, look, Lane::Happened, next(rows.happened), buffer);
    lanes::lane(state, look, Lane::Printed, next(rows.printed), buffer);
    if rows.ruler > 0 {
        axis::ruler(state, look, next(rows.ruler), buffer);
    }
    axis::labels(state, look, next(rows.labels), buffer);
    items::draw(state, look, next(rows.list), buffer);
}

/// Draws the two lanes alone, for screens on which the pane is hidden.
pub fn strip(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    for (lane, y) in [Lane::Happened, Lane::Printed]
        .into_iter()
        .zip(area.top()..area.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        lanes::lane(state, look, lane, row, buffer);
    }
}
