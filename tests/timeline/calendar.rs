//! Buckets, labels and levels.

use dateline::{
    model::Day,
    timeline::{Bucket, Scale, Tick, Zoom, ticks},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

use crate::{ALL, two};

/// The columns and labels of an axis as they would be drawn.
fn drawn(zoom: Zoom, first: Day, buckets: usize, per: usize) -> String {
    let mut line = String::new();
    for tick in ticks(zoom, zoom.bucket(first), buckets, per) {
        line.push_str(&" ".repeat(tick.column - line.len()));
        line.push_str(&tick.label);
    }
    line
}

#[test]
fn labels_of_an_axis() {
    let cases = [
        (
            Zoom::Year,
            date(1948, 1, 1),
            40,
            1,
            "  1950      1960      1970      1980",
        ),
        (
            Zoom::Year,
            date(1948, 1, 1),
            20,
            2,
            "    1950      1955      1960      1965",
        ),
        (
            Zoom::Year,
            date(1948, 1, 1),
            5,
            6,
            "1948  1949  1950  1951  1952",
        ),
        (
            Zoom::Year,
            date(-12, 1, 1),
            34,
            1,
            "   10 BC     1        10        20",
        ),
        (
            Zoom::Year,
            date(-3, 1, 1),
            6,
            6,
            "4 BC        2 BC              2",
        ),
        (Zoom::Decade, date(1890, 1, 1), 20, 1, " 1900      2000"),
        (
            Zoom::Decade,
            date(1890, 1, 1),
            6,
            6,
            "1890  1900  1910  1920  1930  1940",
        ),
        (
            Zoom::Decade,
            date(-150, 1, 1),
            40,
            1,
            "     100 BC    1         100       200",
        ),
        (
            Zoom::Month,
            date(2000, 11, 1),
            24,
            1,
            "  2001  Jul   2002  Jul",
        ),
        (
            Zoom::Month,
            date(2000, 11, 1),
            5,
            6,
            "Nov   Dec   2001  Feb   Mar",
        ),
        (Zoom::Month, date(2000, 5, 1), 11, 1, "  Jul 2000"),
        (
            Zoom::Week,
            date(2000, 12, 25),
            24,
            1,
            " 2001    Mar      May",
        ),
        (Zoom::Week, date(2000, 2, 7), 20, 1, "   Mar 2000"),
        (Zoom::Week, date(2000, 12, 25), 10, 2, "  2001    Feb"),
        (
            Zoom::Day,
            date(2000, 12, 20),
            40,
            1,
            " 21         2001      11        21",
        ),
        (
            Zoom::Day,
            date(2000, 7, 8),
            30,
            1,
            "   11 Jul 2000          Aug",
        ),
        (
            Zoom::Day,
            date(2000, 7, 30),
            6,
            6,
            "30    31    Aug 2000    3     4",
        ),
    ];
    for (zoom, first, buckets, per, expected) in cases {
        assert_eq!(
            drawn(zoom, first, buckets, per),
            expected,
            "{zoom:?} from {first}, {per} wide"
        );
    }
}

#[test]
fn labels_of_buckets() {
    let cases = [
        (Zoom::Decade, date(2003, 5, 1), "2000s"),
        (Zoom::Decade, date(-5, 5, 1), "11-2 BC"),
        (Zoom::Year, date(2000, 7, 19), "2000"),
        (Zoom::Year, date(-43, 3, 15), "44 BC"),
        (Zoom::Month, date(2000, 7, 19), "2000-07"),
        (Zoom::Month, date(-43, 3, 15), "Mar 44 BC"),
        (Zoom::Week, date(2000, 7, 19), "17-23 Jul 2000"),
        (Zoom::Week, date(2000, 8, 1), "31 Jul - 6 Aug 2000"),
        (Zoom::Week, date(2004, 1, 1), "29 Dec 2003 - 4 Jan 2004"),
        (Zoom::Day, date(2000, 7, 19), "2000-07-19"),
        (Zoom::Day, date(-43, 3, 15), "15 Mar 44 BC"),
    ];
    for (zoom, day, expected) in cases {
        assert_eq!(zoom.label(zoom.bucket(day)), expected, "{zoom:?} of {day}");
    }
}

#[test]
fn the_ends_of_the_calendar_hold() {
    for zoom in Zoom::ALL {
        for bucket in [i32::MIN, i32::MIN + 1, i32::MAX - 1, i32::MAX] {
            let bucket = Bucket(bucket);
            let interval = zoom.interval(bucket);
            assert!(interval.contains(if bucket.0 < 0 { Day::MIN } else { Day::MAX }));
            assert!(!zoom.label(bucket).is_empty());
            let outside = ticks(zoom, bucket, 100, 1);
            assert!(outside.is_empty(), "{zoom:?}: {outside:?}");
            let lane = two().happened(zoom, bucket, 10, &ALL);
            assert_eq!((lane.exact.max(), lane.spanned.max()), (0, 0));
            assert_eq!(two().printed(zoom, bucket, 10, &ALL).max(), 0);
        }
        let edge = zoom.bucket(Day::MAX).offset(-20);
        assert!(
            ticks(zoom, edge, 100, 1)
                .iter()
                .all(|tick| tick.column <= 20)
        );
    }
}

#[test]
fn levels_of_a_count() {
    let cases = [
        (Scale::Linear, 0, 0, 0),
        (Scale::Linear, 0, 100, 0),
        (Scale::Linear, 1, 10_000, 1),
        (Scale::Linear, 50, 100, 4),
        (Scale::Linear, 51, 100, 5),
        (Scale::Linear, 100, 100, 8),
        (Scale::Linear, 200, 100, 8),
        (Scale::Linear, 3, 0, 8),
        (Scale::Log, 1, 10_000, 1),
        (Scale::Log, 100, 10_000, 5),
        (Scale::Log, u32::MAX, u32::MAX, 8),
    ];
    for (scale, count, max, expected) in cases {
        assert_eq!(
            scale.level(count, max, 8),
            expected,
            "{scale:?} {count} of {max}"
        );
    }
    assert_eq!(Scale::Linear.level(5, 5, 0), 0);
}

fn any_day() -> impl Strategy<Value = Day> {
    (-9999..=9999i16, 1..=12i8, 1..=31i8)
        .prop_map(|(year, month, day)| date(year, month, 1).saturating_add((day - 1).days()))
}

proptest! {
    #[test]
    fn buckets_tile_the_calendar(zoom in prop::sample::select(&Zoom::ALL[..]), day in any_day()) {
        let bucket = zoom.bucket(day);
        let interval = zoom.interval(bucket);
        prop_assert!(interval.contains(day));
        prop_assert_eq!(zoom.bucket(interval.start), bucket);
        prop_assert_eq!(zoom.bucket(interval.end), bucket);
        if let Ok(next) = interval.end.tomorrow() {
            prop_assert_eq!(zoom.bucket(next), bucket.offset(1));
            prop_assert_eq!(zoom.interval(bucket.offset(1)).start, next);
        }
    }

    #[test]
    fn labels_keep_apart(
        zoom in prop::sample::select(&Zoom::ALL[..]),
        day in any_day(),
        buckets in 0..240usize,
        per in 1..9usize,
    ) {
        let first = zoom.bucket(day);
        let axis = ticks(zoom, first, buckets, per);
        for pair in axis.windows(2) {
            prop_assert!(pair[0].column + pair[0].label.len() + 2 <= pair[1].column);
        }
        for tick in &axis {
            prop_assert!(tick.label.is_ascii());
            prop_assert_eq!(tick.column % per, 0);
            prop_assert!(tick.column + tick.label.len() <= buckets * per);
        }
        // A label keeps its place when the window moves, unless it carries the
        // year or makes room for it, or stands at an edge; where the era
        // begins the steps change with the width of the labels.
        let moved = ticks(zoom, first.offset(1), buckets, per);
        let one_era = (zoom.interval(first).start.year() > 0)
            == (zoom.interval(first.offset(1)).start.year() > 0);
        let inner = |tick: &&Tick| tick.column > 0 && tick.column + 3 * per < buckets * per;
        let lost = axis.iter().filter(inner).filter(|tick| {
            !moved.iter().any(|other| other.column + per == tick.column && other.label == tick.label)
        });
        prop_assert!(lost.count() <= 3 || !one_era, "{:?} {:?}", axis, moved);
    }
}
