//! The timeline: two lanes over one axis, and what stands under the cursor.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, Pen, frame},
    theme::Role,
};
use crate::{
    app::{Item, LANE_NAMES, Pane, State, lanes, status},
    text::width,
    timeline::{Bucket, Density, Event, anniversaries, level, ticks},
};

/// The heights of a bar, from low to high.
const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Columns from which a row under the axis says who tells it.
const WITH_DETAIL: usize = 60;

/// Draws the pane.
pub fn draw(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let focused = state.focus == Pane::Timeline;
    let span = state
        .timeline
        .span()
        .map(|span| format!("{} … {}", span.start.year(), span.end.year()))
        .unwrap_or_default();
    let detail = format!("{} ─ {span}", state.time.zoom.name());
    let caption = Caption {
        title: Pane::Timeline.name(),
        detail: &detail,
        right: &state.time.zoom.label(state.time.cursor),
    };
    frame(
        buffer,
        area,
        state.layout.frame,
        focused,
        caption,
        &look.theme,
    );
    let inner = state.layout.frame.inner(area);
    if inner.height > 0 {
        lane(
            state,
            look,
            &Lane::happened(state),
            Rect { height: 1, ..inner },
            buffer,
        );
    }
    if inner.height > 1 {
        lane(
            state,
            look,
            &Lane::printed(state),
            Rect {
                y: inner.y + 1,
                height: 1,
                ..inner
            },
            buffer,
        );
    }
    if inner.height > 2 {
        axis(
            state,
            look,
            Rect {
                y: inner.y + 2,
                height: 1,
                ..inner
            },
            buffer,
        );
    }
    for ((at, item), y) in state
        .time
        .rows()
        .zip((inner.top() + 3).min(inner.bottom())..inner.bottom())
    {
        let chosen = at == state.time.chosen;
        let mut pen = Pen::new(
            buffer,
            Rect {
                y,
                height: 1,
                ..inner
            },
        );
        row(state, look, *item, chosen, &mut pen);
    }
}

/// Draws the two lanes alone, for screens on which the pane is hidden.
pub fn strip(state: &State, look: &Look, area: Rect, buffer: &mut Buffer) {
    let rows = [Lane::happened(state), Lane::printed(state)];
    for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
        lane(
            state,
            look,
            row,
            Rect {
                y,
                height: 1,
                ..area
            },
            buffer,
        );
    }
}

/// What one lane shows.
struct Lane<'a> {
    name: &'static str,
    role: Role,
    exact: &'a Density,
    spanned: Option<&'a Density>,
    max: u32,
}

impl<'a> Lane<'a> {
    fn happened(state: &'a State) -> Self {
        let exact = &state.time.happened.exact;
        Self {
            name: "happened",
            role: Role::BarHappened,
            exact,
            spanned: Some(&state.time.happened.spanned),
            max: exact.max(),
        }
    }

    fn printed(state: &'a State) -> Self {
        let exact = &state.time.printed;
        Self {
            name: "printed",
            role: Role::BarPrinted,
            exact,
            spanned: None,
            max: exact.max(),
        }
    }

    /// The glyph of a bucket: a bar by its count; a dash where something only
    /// reaches over it; nothing.
    fn glyph(&self, bucket: Bucket) -> (&'static str, Role) {
        let count = self.exact.at(bucket);
        if count > 0 {
            // The lowest eighths are too faint to be found: one article is two.
            let step = usize::from(level(count, self.max, 7)) + 1;
            (BLOCKS[step.min(8)], self.role)
        } else if self.spanned.is_some_and(|spanned| spanned.at(bucket) > 0) {
            ("╌", Role::BarSpanned)
        } else {
            (" ", self.role)
        }
    }
}

fn lane(state: &State, look: &Look, lane: &Lane, row: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let cells = lanes(row);
    if cells.x > row.x {
        Pen::new(
            buffer,
            Rect {
                width: LANE_NAMES,
                ..row
            },
        )
        .skip(1)
        .write(lane.name, theme.whole(lane.role));
    }
    let (from, to) = state.time.brush();
    let mut pen = Pen::new(buffer, cells);
    for at in 0..state.time.buckets() {
        let bucket = state
            .time
            .first
            .offset(i32::try_from(at).unwrap_or(i32::MAX));
        let (glyph, role) = lane.glyph(bucket);
        let mut style = theme.whole(role);
        if state.time.lit.get(at) == Some(&true) && glyph != " " {
            style = style.patch(theme.style(Role::BarLit));
        }
        if (from..=to).contains(&bucket) {
            style = style.patch(theme.style(Role::Cursor));
        }
        // Wide buckets keep a column free between them, so that they can be counted.
        let drawn = (state.time.per - 1).max(1);
        pen.write(&glyph.repeat(drawn), style)
            .skip(u16::try_from(state.time.per - drawn).unwrap_or(0));
    }
}

/// The labels, and a caret under the cursor: where there are no colours it
/// alone shows the place, and nobody takes it for a bar.
fn axis(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let cells = lanes(row);
    let per = state.time.per;
    let mut pen = Pen::new(buffer, cells);
    for tick in ticks(state.time.zoom, state.time.first, state.time.buckets(), per) {
        let column = cells
            .x
            .saturating_add(u16::try_from(tick.column).unwrap_or(u16::MAX));
        pen.skip(column.saturating_sub(pen.at()))
            .write(&tick.label, look.theme.whole(Role::Axis));
    }
    let column =
        |bucket: Bucket| Some(bucket.column(state.time.first, state.time.buckets())? * per);
    let (from, to) = state.time.brush();
    let (Some(from), Some(to)) = (column(from), column(to)) else {
        return;
    };
    let (from, to) = (from, to + (per - 1).max(1));
    let marks = match to - from {
        1 => "▲".to_owned(),
        columns if state.time.anchor.is_none() => format!("{:^columns$}", "▲"),
        columns => format!("▲{}▲", "─".repeat(columns - 2)),
    };
    let x = cells
        .x
        .saturating_add(u16::try_from(from).unwrap_or(u16::MAX));
    Pen::new(
        buffer,
        Rect {
            x,
            width: cells.right().saturating_sub(x),
            ..cells
        },
    )
    .write(&marks, look.theme.whole(Role::Accent));
}

/// `▌2000-07-19  On the day in 2000 …     2 articles · 23rd anniversary · in 2023-07-19`
fn row(state: &State, look: &Look, item: Item, chosen: bool, pen: &mut Pen) {
    let theme = &look.theme;
    let (date, detail, role) = match item {
        Item::Told {
            event,
            article,
            first,
            ..
        } => {
            let event = state.timeline.events().get(event);
            let role = if first { Role::BarHappened } else { Role::Dim };
            let date = event.map(Event::edtf).unwrap_or_default();
            (date, told(state, event, article, first), role)
        }
        Item::Printed(id) => {
            let date = state.timeline.printed_on(id).map(|day| day.to_string());
            (
                date.unwrap_or_default(),
                "printed".to_owned(),
                Role::BarPrinted,
            )
        }
    };
    let date_role = match (chosen, state.focus == Pane::Timeline) {
        (true, true) => Role::Selection,
        (true, false) => Role::SelectionUnfocused,
        (false, _) => role,
    };
    let with_detail = pen.room() >= WITH_DETAIL;
    pen.write(if chosen { "▌" } else { " " }, theme.whole(Role::Accent))
        .column(&date, width(&date).max(10), theme.whole(date_role))
        .skip(2)
        .short(1);
    if with_detail {
        pen.right(&detail, theme.whole(Role::Dim)).short(2);
    }
    pen.fit(&status::sentence(state, item), theme.whole(Role::Text));
}

/// Who tells it, and when: `2 articles · 23rd anniversary · 2023-07-19`.
fn told(
    state: &State,
    event: Option<&Event>,
    article: crate::model::ArticleId,
    first: bool,
) -> String {
    let mut parts = Vec::new();
    if let Some(event) = event {
        if first && event.documents() > 1 {
            parts.push(status::counted(event.documents(), "article"));
        }
        if let Some(kept) = anniversaries(&state.timeline, event)
            .into_iter()
            .find(|kept| kept.article == article)
        {
            parts.push(format!("{} anniversary", ordinal(kept.years)));
        }
    }
    let day = state.timeline.printed_on(article);
    parts.push(day.map_or_else(
        || "in an undated article".to_owned(),
        |day| format!("in {day}"),
    ));
    parts.join(" · ")
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: i16) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
