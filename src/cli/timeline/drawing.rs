//! A timeline as a picture (SVG): the two lanes on one axis, as on the screen,
//! and the rows below it.

use std::{collections::HashSet, fmt::Write as _};

use super::slides::escaped;
use crate::{
    model::{ArticleId, Corpus, Interval},
    text,
    timeline::{Bucket, Density, Lane, Options, Row, Timeline, Zoom, ticks},
};

/// Buckets across at the most, so that each is some pixels wide.
const BUCKETS: usize = 240;

/// Pixels: across, left of the lanes and right of them, the height of a lane,
/// between the lanes, and of a line of text.
const ACROSS: usize = 1200;
const LEFT: usize = 90;
const RIGHT: usize = 20;
const LANE: usize = 90;
const GAP: usize = 14;
const LINE: usize = 20;

/// Pixels of a character of the axis.
const CHARACTER: usize = 8;

/// Columns of a row of text.
const COLUMNS: usize = 140;

/// Rows below the axis at the most, the most salient.
const ROWS: usize = 40;

/// The picture of a timeline with these rows.
pub(super) fn drawing(
    corpus: &Corpus,
    timeline: &Timeline,
    rows: &[Row<'_>],
    options: &Options,
) -> String {
    let Some(range) = reach(timeline, rows, options) else {
        return svg(0, "");
    };
    let ids: HashSet<&str> = rows
        .iter()
        .flat_map(|row| row.evidence.iter().map(|proof| proof.id))
        .collect();
    let keep = |id: ArticleId| {
        corpus
            .get(id)
            .is_some_and(|article| ids.contains(&*article.id))
    };
    let (zoom, first, buckets) = window(range);
    let happened = timeline.happened(zoom, first, buckets, &keep);
    let printed = timeline.printed(zoom, first, buckets, &keep);
    let mut body = String::new();
    let highest = happened.exact.max().max(happened.spanned.max());
    lane(&mut body, GAP, Lane::Happened.name(), highest);
    bars(&mut body, GAP, &happened.spanned, highest, "span");
    bars(&mut body, GAP, &happened.exact, highest, "happened");
    let top = 2 * GAP + LANE;
    lane(&mut body, top, Lane::Printed.name(), printed.max());
    bars(&mut body, top, &printed, printed.max(), "printed");
    let axis = top + LANE + LINE;
    axis_labels(&mut body, axis, zoom, first, buckets);
    let end = list(&mut body, axis + LINE + GAP, rows);
    svg(end, &body)
}

/// The days that the picture reaches over.
fn reach(timeline: &Timeline, rows: &[Row<'_>], options: &Options) -> Option<Interval> {
    let start = rows.iter().map(|row| row.days.start).min()?;
    let end = rows.iter().map(|row| row.days.end).max()?;
    let told = Interval::new(start, end);
    // What was printed belongs to it, unless only some days were asked for.
    let all = match (options.range, timeline.printed_span()) {
        (None, Some(printed)) => {
            Interval::new(told.start.min(printed.start), told.end.max(printed.end))
        }
        (Some(asked), _) => Interval::new(
            told.start.max(asked.start),
            told.end.min(asked.end).max(told.start.max(asked.start)),
        ),
        (None, None) => told,
    };
    Some(all)
}

/// The finest zoom at which the days fit, and its buckets.
fn window(range: Interval) -> (Zoom, Bucket, usize) {
    let buckets = |zoom: Zoom| {
        let (first, last) = (zoom.bucket(range.start), zoom.bucket(range.end));
        usize::try_from(last.0 - first.0).map_or(1, |between| between + 1)
    };
    let finest = Zoom::ALL
        .into_iter()
        .rev()
        .find(|zoom| buckets(*zoom) <= BUCKETS);
    let zoom = finest.unwrap_or(Zoom::Decade);
    (zoom, zoom.bucket(range.start), buckets(zoom))
}

/// Where a bucket begins.
fn place(bucket: usize, buckets: usize) -> usize {
    LEFT + bucket * (ACROSS - LEFT - RIGHT) / buckets.max(1)
}

fn lane(body: &mut String, top: usize, name: &str, highest: u32) {
    let (base, end) = (top + LANE, ACROSS - RIGHT);
    let _ = writeln!(
        body,
        "<text x=\"8\" y=\"{base}\">{name}</text>\n\
         <text x=\"8\" y=\"{}\" class=\"dim\">{highest}</text>\n\
         <line x1=\"{LEFT}\" y1=\"{base}\" x2=\"{end}\" y2=\"{base}\"/>",
        top + LINE / 2
    );
}

fn bars(body: &mut String, top: usize, counts: &Density, highest: u32, class: &str) {
    let buckets = counts.counts.len();
    for (at, &count) in counts
        .counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
    {
        let (left, right) = (place(at, buckets), place(at + 1, buckets));
        let share = u64::from(count) * (LANE as u64) / u64::from(highest.max(1));
        let height = usize::try_from(share).unwrap_or(LANE).clamp(2, LANE);
        let name = counts.first.offset(i32::try_from(at).unwrap_or(i32::MAX));
        let _ = writeln!(
            body,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{height}\" data-bucket=\"{}\" data-count=\"{count}\"/>",
            top + LANE - height,
            (right - left).saturating_sub(1).max(2),
            name.0,
        );
    }
}

fn axis_labels(body: &mut String, y: usize, zoom: Zoom, first: Bucket, buckets: usize) {
    let per = (ACROSS - LEFT - RIGHT) / buckets.max(1) / CHARACTER;
    if per > 0 {
        for tick in ticks(zoom, first, buckets, per) {
            let x = place(tick.column / per, buckets);
            let _ = writeln!(
                body,
                "<text x=\"{x}\" y=\"{y}\">{}</text>",
                escaped(&tick.label)
            );
        }
        return;
    }
    // Several buckets share the room of a character.
    let columns = (ACROSS - LEFT - RIGHT) / CHARACTER;
    let every = buckets.div_ceil(columns / CHARACTER).max(1);
    for at in (0..buckets).step_by(every) {
        let bucket = first.offset(i32::try_from(at).unwrap_or(i32::MAX));
        let x = place(at, buckets);
        let label = escaped(&zoom.label(bucket));
        if x + label.len() * CHARACTER <= ACROSS {
            let _ = writeln!(body, "<text x=\"{x}\" y=\"{y}\">{label}</text>");
        }
    }
}

/// Writes the most salient rows by date; returns where they end.
fn list(body: &mut String, top: usize, rows: &[Row<'_>]) -> usize {
    let mut best: Vec<&Row<'_>> = rows.iter().collect();
    best.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    best.truncate(ROWS);
    best.sort_by_key(|row| row.days);
    let mut y = top;
    for row in &best {
        let label = escaped(&row.name.cut(COLUMNS));
        let _ = writeln!(
            body,
            "<text x=\"8\" y=\"{y}\"><tspan class=\"date\">{}</tspan> {label} <tspan class=\"dim\">{}</tspan></text>",
            escaped(&text::pad(&row.date, 10)),
            row.documents
        );
        y += LINE;
    }
    y
}

fn svg(height: usize, body: &str) -> String {
    let height = height.max(LINE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {ACROSS} {height}\" \
         font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" font-size=\"13\">\n\
         <style>text{{fill:#222}}.dim{{fill:#777}}.date{{font-weight:bold}}line{{stroke:#999}}\
         .happened{{fill:#2b6cb0}}.span{{fill:#a8c5e2}}.printed{{fill:#b7791f}}</style>\n\
         <rect width=\"{ACROSS}\" height=\"{height}\" fill=\"#fff\"/>\n{body}</svg>\n"
    )
}
