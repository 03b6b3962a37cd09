//! The timeline: two lanes over one axis, and what stands under the cursor.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Look,
    draw::{Caption, frame, put, put_right},
    theme::Role,
};
use crate::{
    app::{Item, LANE_NAMES, Pane, State, lanes, status},
    text::{truncate, width},
    timeline::{Bucket, Density, anniversaries, level, ticks},
};

/// The heights of a bar, from low to high.
const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

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
        row(
            state,
            look,
            *item,
            chosen,
            Rect {
                y,
                height: 1,
                ..inner
            },
            buffer,
        );
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
        put(
            buffer,
            (row.x + 1, row.y),
            usize::from(LANE_NAMES) - 1,
            lane.name,
            theme.style(lane.role),
        );
    }
    let brush = state
        .time
        .anchor
        .map(|anchor| (anchor.min(state.time.cursor), anchor.max(state.time.cursor)));
    for at in 0..state.time.buckets() {
        let bucket = state
            .time
            .first
            .offset(i32::try_from(at).unwrap_or(i32::MAX));
        let (glyph, role) = lane.glyph(bucket);
        let mut style = theme.style(role);
        if state.time.lit.get(at) == Some(&true) && glyph != " " {
            style = style.patch(theme.style(Role::BarLit));
        }
        if bucket == state.time.cursor
            || brush.is_some_and(|(from, to)| (from..=to).contains(&bucket))
        {
            style = style.patch(theme.style(Role::Cursor));
        }
        let x = cells.x + u16::try_from(at * state.time.per).unwrap_or(u16::MAX);
        // Wide buckets keep a column free between them, so that they can be counted.
        for column in 0..(state.time.per - 1).max(1) {
            put(
                buffer,
                (x + u16::try_from(column).unwrap_or(0), row.y),
                1,
                glyph,
                style,
            );
        }
    }
}

fn axis(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let cells = lanes(row);
    let style = look.theme.style(Role::Axis);
    for tick in ticks(
        state.time.zoom,
        state.time.first,
        state.time.buckets(),
        state.time.per,
    ) {
        let at = u16::try_from(tick.column).unwrap_or(u16::MAX);
        let room = usize::from(cells.width.saturating_sub(at));
        put(
            buffer,
            (cells.x.saturating_add(at), row.y),
            room,
            &tick.label,
            style,
        );
    }
}

/// `▌2000-07-19  On the day in 2000 …      told 2 times · anniversary    2023-07-19`
fn row(state: &State, look: &Look, item: Item, chosen: bool, line: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let focused = state.focus == Pane::Timeline;
    let (date, detail, role) = match item {
        Item::Told {
            event,
            article,
            first,
            ..
        } => {
            let event = state.timeline.events().get(event);
            let date = event
                .filter(|_| first)
                .map(crate::timeline::Event::edtf)
                .unwrap_or_default();
            (date, told(state, event, article, first), Role::BarHappened)
        }
        Item::Printed(id) => {
            let date = state
                .timeline
                .printed_on(id)
                .map(|day| day.to_string())
                .unwrap_or_default();
            (date, "printed".to_owned(), Role::BarPrinted)
        }
    };
    let selection = theme.style(if focused {
        Role::Selection
    } else {
        Role::SelectionUnfocused
    });
    let (end, y) = (line.right(), line.y);
    let room = |x: u16| usize::from(end.saturating_sub(x));
    let mut x = line.x;
    x += put(
        buffer,
        (x, y),
        room(x),
        if chosen { "▌" } else { " " },
        theme.style(Role::Accent),
    );
    let columns = width(&date).max(10);
    put(
        buffer,
        (x, y),
        room(x),
        &crate::text::pad(&date, columns.min(room(x))),
        if chosen { selection } else { theme.style(role) },
    );
    x = (x + u16::try_from(columns).unwrap_or(0) + 2).min(end);
    let right = if line.width >= 60 {
        put_right(
            buffer,
            Rect {
                x,
                width: end - x,
                ..line
            },
            &detail,
            theme.style(Role::Dim),
        ) + 2
    } else {
        0
    };
    let columns = room(x).saturating_sub(usize::from(right));
    put(
        buffer,
        (x, y),
        columns,
        &truncate(&status::sentence(state, item), columns),
        theme.style(Role::Text),
    );
}

/// Who tells it, and when: `2 articles · 23rd anniversary · 2023-07-19`.
fn told(
    state: &State,
    event: Option<&crate::timeline::Event>,
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
