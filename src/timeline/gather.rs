//! What happened by the day, week, month, year or decade: one event each, of
//! all that is told of it.

use super::{Event, Timeline, Zoom};
use crate::model::{Granularity, Interval};

/// The zoom whose buckets are as long as a date of this granularity.
pub(super) const fn zoom(granularity: Granularity) -> Option<Zoom> {
    match granularity {
        Granularity::Day => Some(Zoom::Day),
        Granularity::Week => Some(Zoom::Week),
        Granularity::Month => Some(Zoom::Month),
        Granularity::Year => Some(Zoom::Year),
        Granularity::Decade => Some(Zoom::Decade),
        Granularity::Quarter | Granularity::Century | Granularity::Span => None,
    }
}

/// What is told of each day, week and so on that shares a day with `range`,
/// in order. A day is told by those who name it; a longer stretch by all whose
/// event lies wholly in it. Empty for granularities that no zoom has.
pub(super) fn gathered(
    timeline: &Timeline,
    range: Interval,
    granularity: Granularity,
) -> Vec<Event> {
    if granularity == Granularity::Day {
        let dates = timeline.dates_in_range(range);
        let days = dates.filter(|date| date.granularity == granularity);
        return days.cloned().collect();
    }
    let Some(zoom) = zoom(granularity) else {
        return Vec::new();
    };
    let bucket = |event: &&Event| {
        let days = event.interval;
        let bucket = zoom.bucket(days.start);
        (bucket == zoom.bucket(days.end)).then_some(bucket)
    };
    let within: Vec<_> = timeline
        .in_range(range)
        .filter_map(|event| Some((bucket(&event)?, event)))
        .collect();
    let buckets = within.chunk_by(|a, b| a.0 == b.0);
    let gather = |bucket: &[(super::Bucket, &Event)]| {
        let mut evidence: Vec<_> = bucket
            .iter()
            .flat_map(|(_, event)| event.evidence.iter().copied())
            .collect();
        evidence.sort_unstable();
        Event {
            interval: zoom.interval(bucket[0].0),
            granularity,
            evidence,
        }
    };
    buckets.map(gather).collect()
}
