//! The labels under the timeline. A label stands at its bucket and keeps its
//! place in the calendar when the window moves; nothing here draws.

use super::{
    Bucket, Zoom,
    bucket::{month_label, month_name, year_label},
};
use crate::model::Day;

/// A label of the axis, in ASCII: one column a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The column of its first letter, counted from the window's left edge;
    /// the column of the bucket that it names.
    pub column: usize,
    /// The label.
    pub label: String,
}

/// Columns kept free between two labels.
const GAP: usize = 2;

/// What may be written at a bucket.
struct Candidate {
    /// The label among its neighbours: `Jul`.
    short: String,
    /// The label that stands alone: `Jul 2000`.
    full: String,
    /// Whether `short` says the year.
    dated: bool,
}

/// The labels for a window of `buckets` buckets from `first` on, each `per`
/// columns wide.
///
/// The steps follow from the width of the labels: with one column a bucket
/// every tenth year, every tenth decade, January and July, every other month
/// over weeks, the 1st, 11th and 21st over days; with wider buckets as many as
/// fit. They stand at least two columns apart and never pass the right edge.
/// The year is written where it changes; in a window without such a place one
/// label carries it, in the room of the next if need be.
#[must_use]
pub fn ticks(zoom: Zoom, first: Bucket, buckets: usize, per: usize) -> Vec<Tick> {
    let (per, columns) = (per.max(1), buckets * per.max(1));
    let step = step(zoom, first, per);
    let mut ticks: Vec<(usize, Candidate)> = (0..buckets)
        .filter_map(|at| {
            let bucket = first.offset(i32::try_from(at).ok()?);
            (zoom.clamp(bucket) == bucket).then_some(())?;
            let tick = candidate(zoom, bucket, step)?;
            (at * per + tick.short.len() <= columns).then_some((at * per, tick))
        })
        .collect();
    if !ticks.iter().any(|(_, tick)| tick.dated) {
        // Rather at the name of a month than at the number of a day.
        let fits = |(column, tick): &&mut (usize, Candidate)| column + tick.full.len() <= columns;
        let rank = |tick: &Candidate| tick.short.starts_with(|c: char| c.is_ascii_digit());
        if let Some((_, tick)) = ticks
            .iter_mut()
            .filter(fits)
            .min_by_key(|(_, tick)| rank(tick))
        {
            tick.short.clone_from(&tick.full);
        }
    }
    let mut free = 0;
    ticks.retain(|(column, tick)| {
        let end = column + tick.short.len();
        let fits = *column >= free && end <= columns;
        if fits {
            free = end + GAP;
        }
        fits
    });
    ticks
        .into_iter()
        .map(|(column, tick)| Tick {
            column,
            label: tick.short,
        })
        .collect()
}

/// How far labels stand apart: years (over decades too), months (over weeks
/// too), or days; the least that leaves room for the widest label.
fn step(zoom: Zoom, first: Bucket, per: usize) -> i32 {
    let current = zoom.interval(first).start.year() > 0;
    let label = if current { "2000" } else { "9999 BC" };
    // A month has at least four weeks.
    let (steps, per): (&[i32], usize) = match zoom {
        Zoom::Decade => (&[10, 20, 50, 100], per),
        Zoom::Year => (&[1, 2, 5, 10], per * 10),
        Zoom::Month => (&[1, 2, 3, 6], per * 10),
        Zoom::Week => (&[1, 2, 3], per * 40),
        Zoom::Day => (&[1, 5, 10], per * 10),
    };
    let fits = |step: &&i32| {
        // `per` is the tenth of a column that a unit of the step takes.
        usize::try_from(**step).is_ok_and(|step| step * per >= (label.len() + GAP) * 10)
    };
    steps
        .iter()
        .find(fits)
        .or(steps.last())
        .copied()
        .unwrap_or(1)
}

/// The label of a bucket, if it is one that may have one.
fn candidate(zoom: Zoom, bucket: Bucket, step: i32) -> Option<Candidate> {
    let days = zoom.interval(bucket);
    let falls = |month: i8| (i32::from(month) - 1) % step == 0;
    match zoom {
        Zoom::Decade => (days.start.year()..=days.end.year())
            .find_map(|year| round_year(year, step))
            .map(year),
        Zoom::Year => round_year(days.start.year(), step).map(year),
        Zoom::Month => falls(days.start.month()).then(|| month(days.start)),
        Zoom::Week => {
            // The week in which a month begins, however late in it.
            let begins = days.end.first_of_month();
            (days.contains(begins) && falls(begins.month())).then(|| month(begins))
        }
        Zoom::Day => {
            let at = i32::from(days.start.day());
            // Not so late that the 1st of the next month stands too near.
            let room = step == 1 || at + step <= 32;
            ((at - 1) % step == 0 && room).then(|| day(days.start))
        }
    }
}

/// The year, if it is a multiple of `step` in our era or before it. Over
/// decades the era begins with a label of its own.
fn round_year(year: i16, step: i32) -> Option<i16> {
    let counted = match i32::from(year) {
        year if year > 0 => year,
        year => 1 - year,
    };
    (counted % step == 0 || (step >= 10 && year == 1)).then_some(year)
}

fn year(year: i16) -> Candidate {
    let label = year_label(year);
    Candidate {
        short: label.clone(),
        full: label,
        dated: true,
    }
}

/// A month among months: January is written as its year.
fn month(start: Day) -> Candidate {
    let january = start.month() == 1;
    Candidate {
        short: if january {
            year_label(start.year())
        } else {
            month_name(start).to_owned()
        },
        full: month_label(start),
        dated: january,
    }
}

/// A day: the first of a month is written as the month.
fn day(day: Day) -> Candidate {
    if day.day() == 1 {
        return month(day);
    }
    Candidate {
        short: day.day().to_string(),
        full: format!("{} {}", day.day(), month_label(day)),
        dated: false,
    }
}
