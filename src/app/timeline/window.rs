//! Which part of the calendar the lanes show, and how the rows of the pane are
//! shared out.

use crate::{
    app::layout::Rect,
    model::Interval,
    timeline::{Timeline, Zoom},
};

/// Columns of a bucket at the most: where few buckets fill the pane they are
/// drawn wider, so that neighbours can be told apart.
const WIDEST: i64 = 6;

/// The columns left of the lanes: the names, and what the highest bar counts.
const NAMES: u16 = 16;
/// The columns of the names alone.
const SHORT_NAMES: u16 = 10;

/// The cells of the lanes inside the timeline pane.
#[must_use]
pub fn lanes(inner: Rect) -> Rect {
    // Too narrow for names: the lanes take all.
    let names = match inner.width {
        0..40 => 0,
        40..70 => SHORT_NAMES,
        _ => NAMES,
    };
    Rect {
        x: inner.x + names,
        width: inner.width - names,
        ..inner
    }
}

/// How many rows each part of the pane has, from the top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The lane of what happened.
    pub happened: u16,
    /// The lane of what was printed.
    pub printed: u16,
    /// A line that carries the cursor, or none.
    pub ruler: u16,
    /// The labels.
    pub labels: u16,
    /// The list.
    pub list: u16,
}

impl Rows {
    /// The rows of a pane of this height inside its frame: the lanes grow with
    /// the room, the list takes what is left.
    #[must_use]
    pub fn of(height: u16) -> Self {
        let (happened, printed, ruler) = match height {
            0..=5 => (1, 1, 0),
            6..=8 => (1, 1, 1),
            9..=11 => (2, 1, 1),
            12..=17 => (3, 2, 1),
            _ => (4, 3, 1),
        };
        let mut left = height;
        let mut take = |rows: u16| {
            let rows = rows.min(left);
            left -= rows;
            rows
        };
        Self {
            happened: take(happened),
            printed: take(printed),
            ruler: take(ruler),
            labels: take(1),
            list: left,
        }
    }
}

/// Columns of a bucket where the lanes have so many.
pub fn columns_per_bucket(timeline: &Timeline, zoom: Zoom, columns: usize) -> usize {
    let held = bulk(timeline).map_or(1, |span| count(zoom, span)) + 4;
    let per = (columns as i64 / held).clamp(1, WIDEST);
    usize::try_from(per).unwrap_or(1)
}

/// Whether nine of ten events fit into as many buckets, the last of which is
/// the last of all: a single "in antiquity" must not squeeze all the rest.
pub fn fits(timeline: &Timeline, zoom: Zoom, buckets: usize) -> bool {
    let Some(span) = bulk(timeline) else {
        return zoom == Zoom::Year;
    };
    let buckets = i32::try_from(buckets).unwrap_or(i32::MAX);
    let first = zoom
        .interval(zoom.bucket(span.end).offset(1 - buckets))
        .start;
    let events = timeline.events();
    let before = events.partition_point(|event| event.interval.start < first);
    let printed = timeline
        .printed_span()
        .is_none_or(|printed| first <= printed.start);
    before * 10 <= events.len() && printed
}

/// How many buckets an interval touches.
pub fn count(zoom: Zoom, span: Interval) -> i64 {
    i64::from(zoom.bucket(span.end).0) - i64::from(zoom.bucket(span.start).0) + 1
}

/// The days between which nearly all lies: a single "in antiquity" must not
/// squeeze everything else into one column, so a fiftieth of the events is left
/// out at each end.
pub fn bulk(timeline: &Timeline) -> Option<Interval> {
    let events = timeline.events();
    let spare = events.len() / 50;
    let first = events.get(spare).map(|event| event.interval.start);
    let last = events
        .len()
        .checked_sub(spare + 1)
        .and_then(|last| events.get(last))
        .map(|event| event.interval.start);
    let printed = timeline.printed_span();
    let ends = [
        first,
        last,
        printed.map(|span| span.start),
        printed.map(|span| span.end),
    ];
    let days = ends.into_iter().flatten();
    Some(Interval {
        start: days.clone().min()?,
        end: days.max()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_pane_are_all_given_out() {
        for height in 0..80 {
            let rows = Rows::of(height);
            let all = rows.happened + rows.printed + rows.ruler + rows.labels + rows.list;
            assert_eq!(all, height);
            assert!(height < 9 || rows.list >= 3, "{height}: {rows:?}");
        }
    }
}
