//! The timeline layer: buckets tile the calendar, labels never collide, and
//! events are the same however the articles arrive.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Encoding, EncodingFrom, Granularity, How, Interval,
        Mention, MentionTable, Partial, Printed, Provenance, Rule, Span, Timex, TimexType, Title,
        TitleFrom, Value,
    },
    timeline::{Bucket, Lane, Scale, Timeline, Zoom, anniversaries, ticks},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

const ALL: fn(ArticleId) -> bool = |_| true;

/// An article without a text, printed on a day.
fn article(id: usize, printed: Option<Day>) -> Article {
    Article {
        id: format!("a{id}").into(),
        path: Arc::from("a"),
        title: Title {
            text: "A title".into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: printed,
            provenance: Provenance::DateLine,
            raw: None,
        },
        lang: None,
        source: None,
        author: None,
        url: None,
        text: "".into(),
        footer: None,
        encoding: Encoding {
            name: "UTF-8",
            from: EncodingFrom::Valid,
            replaced: 0,
        },
    }
}

/// A date that stands nowhere.
fn mention(kind: TimexType, interval: Option<Interval>, granularity: Granularity) -> Mention {
    Mention {
        span: Span { start: 0, end: 0 },
        timex: Timex {
            kind,
            value: Value::Date(Partial::default()),
            modifier: None,
        },
        interval,
        granularity,
        how: How {
            rule: Rule::Explicit,
            anchor: None,
        },
    }
}

fn on(year: i16, month: i8, day: i8) -> Mention {
    let day = Interval::day(date(year, month, day));
    mention(TimexType::Date, Some(day), Granularity::Day)
}

fn in_month(year: i16, month: i8) -> Mention {
    let month = Interval::month(year, month);
    mention(TimexType::Date, month, Granularity::Month)
}

fn in_year(year: i16) -> Mention {
    mention(TimexType::Date, Interval::year(year), Granularity::Year)
}

/// A timeline of articles, each a day of printing and its mentions, that
/// arrive in batches of `batch`.
fn timeline(articles: &[(Option<Day>, Vec<Mention>)], batch: usize) -> Timeline {
    let (mut corpus, mut mentions, mut timeline) = (
        Corpus::default(),
        MentionTable::default(),
        Timeline::default(),
    );
    for (number, chunk) in articles.chunks(batch).enumerate() {
        let made = chunk
            .iter()
            .enumerate()
            .map(|(at, (printed, _))| article(number * batch + at, *printed));
        let ids = corpus.push(made.collect());
        mentions.extend(chunk.iter().map(|(_, mentions)| mentions.clone()).collect());
        timeline.add(&corpus, &mentions, ids);
    }
    timeline
}

/// Two articles of anniversaries, a year apart.
fn two() -> Timeline {
    timeline(
        &[
            (
                Some(date(2023, 7, 19)),
                vec![on(2000, 7, 19), in_month(2019, 4), in_month(2019, 4)],
            ),
            (
                Some(date(2022, 10, 12)),
                vec![
                    on(1948, 10, 12),
                    in_year(1949),
                    in_year(2000),
                    in_month(2019, 4),
                ],
            ),
        ],
        1,
    )
}

/// The columns and labels of an axis as they would be drawn.
fn drawn(zoom: Zoom, first: Day, columns: usize) -> String {
    let mut line = String::new();
    for tick in ticks(zoom, zoom.bucket(first), columns, 1) {
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
            "  1950      1960      1970      1980",
        ),
        (
            Zoom::Year,
            date(-12, 1, 1),
            34,
            "   10 BC              10        20",
        ),
        (Zoom::Decade, date(1890, 1, 1), 20, " 1900      2000"),
        (
            Zoom::Decade,
            date(-150, 1, 1),
            40,
            "     100 BC    1         100       200",
        ),
        (
            Zoom::Month,
            date(2000, 11, 1),
            24,
            "  2001  Jul   2002  Jul",
        ),
        (Zoom::Month, date(2000, 5, 1), 11, "  Jul 2000"),
        (Zoom::Week, date(2000, 12, 25), 24, " 2001    Mar      May"),
        (Zoom::Week, date(2000, 2, 7), 20, "   Mar 2000"),
        (
            Zoom::Day,
            date(2000, 12, 20),
            40,
            " 21         Jan 2001  11        21",
        ),
        (
            Zoom::Day,
            date(2000, 7, 8),
            30,
            "   11 Jul 2000          Aug",
        ),
    ];
    for (zoom, first, columns, expected) in cases {
        assert_eq!(
            drawn(zoom, first, columns),
            expected,
            "{zoom:?} from {first}"
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
        assert!(ticks(zoom, edge, 100, 1).iter().all(|tick| tick.column <= 20));
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

#[test]
fn one_event_a_date() {
    let timeline = two();
    let told: Vec<(String, usize, usize)> = timeline
        .events()
        .iter()
        .map(|event| (event.edtf(), event.documents(), event.evidence.len()))
        .collect();
    let expected = [
        ("1948-10-12", 1, 1),
        ("1949", 1, 1),
        ("2000", 1, 1),
        ("2000-07-19", 1, 1),
        ("2019-04", 2, 3),
    ];
    assert_eq!(told, expected.map(|(date, d, e)| (date.to_owned(), d, e)));
    // In order of printing, not of arrival.
    let april = &timeline.events()[4];
    let order: Vec<u32> = timeline
        .told(april)
        .iter()
        .map(|told| told.article.0)
        .collect();
    assert_eq!(order, [1, 0, 0]);
    assert_eq!(
        timeline.span(),
        Some(Interval::new(date(1948, 10, 12), date(2023, 7, 19)))
    );
}

#[test]
fn what_makes_no_event() {
    let today = date(2020, 3, 3);
    let clock = |day| mention(TimexType::Time, Some(Interval::day(day)), Granularity::Day);
    let cases = [
        (mention(TimexType::Date, None, Granularity::Day), 0),
        (
            mention(TimexType::Duration, Interval::year(2019), Granularity::Year),
            0,
        ),
        (
            mention(TimexType::Set, Interval::year(2019), Granularity::Year),
            0,
        ),
        (clock(today), 0),
        (clock(date(2020, 3, 1)), 1),
    ];
    for (mention, expected) in cases {
        let timeline = timeline(&[(Some(today), vec![mention.clone()])], 1);
        assert_eq!(timeline.events().len(), expected, "{mention:?}");
    }
}

#[test]
fn the_lanes_of_two_articles() {
    let timeline = two();
    let first = Zoom::Year.bucket(date(1948, 1, 1));
    let lane = timeline.happened(Zoom::Year, first, 76, &ALL);
    let marks = |counts: &[u32]| -> Vec<(i32, u32)> {
        (1948..)
            .zip(counts.iter().copied())
            .filter(|(_, count)| *count > 0)
            .collect()
    };
    assert_eq!(
        marks(&lane.exact.counts),
        [(1948, 1), (1949, 1), (2000, 2), (2019, 2)]
    );
    assert_eq!(marks(&lane.spanned.counts), []);
    let printed = timeline.printed(Zoom::Year, first, 76, &ALL);
    assert_eq!(marks(&printed.counts), [(2022, 1), (2023, 1)]);

    // Looked at in months, a year is uncertain in each of them.
    let first = Zoom::Month.bucket(date(2000, 6, 1));
    let lane = timeline.happened(Zoom::Month, first, 9, &ALL);
    assert_eq!(lane.exact.counts, [0, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(lane.spanned.counts, [1, 1, 1, 1, 1, 1, 1, 0, 0]);
    let second_only = timeline.happened(Zoom::Month, first, 9, &|id| id.0 == 0);
    assert_eq!(second_only.exact.counts, [0, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(second_only.spanned.max(), 0);
}

#[test]
fn from_mark_to_mark() {
    let timeline = two();
    let year = |year| Bucket(year);
    let walk = |lane| {
        let mut at = Bucket(i32::MIN);
        let mut marks = Vec::new();
        while let Some(next) = timeline.next(lane, Zoom::Year, at, &ALL) {
            if marks.last().is_some() {
                assert_eq!(timeline.previous(lane, Zoom::Year, next, &ALL), Some(at));
            }
            marks.push(next);
            at = next;
        }
        marks
    };
    assert_eq!(walk(Lane::Happened), [1948, 1949, 2000, 2019].map(year));
    assert_eq!(walk(Lane::Printed), [2022, 2023].map(year));
    let kept = timeline.next(Lane::Happened, Zoom::Year, year(1900), &|id| id.0 == 0);
    assert_eq!(kept, Some(year(2000)));
}

#[test]
fn days_that_are_kept() {
    let leap = || on(2000, 2, 29);
    let timeline = timeline(
        &[
            (Some(date(2022, 10, 12)), vec![on(1948, 10, 12)]),
            (Some(date(2021, 10, 12)), vec![on(1948, 10, 12)]),
            (
                Some(date(2021, 10, 13)),
                vec![on(1948, 10, 12), in_year(1948)],
            ),
            (Some(date(1948, 10, 12)), vec![on(1948, 10, 12)]),
            (None, vec![on(1948, 10, 12)]),
            (Some(date(2001, 2, 28)), vec![leap()]),
            (Some(date(2002, 3, 1)), vec![leap()]),
            (Some(date(2004, 2, 28)), vec![leap()]),
            (Some(date(2004, 2, 29)), vec![leap()]),
        ],
        3,
    );
    let kept = |at: usize| -> Vec<(u32, i16)> {
        let event = &timeline.events()[at];
        anniversaries(&timeline, event)
            .iter()
            .map(|kept| (kept.article.0, kept.years))
            .collect()
    };
    assert_eq!(kept(0), [], "a year has no day");
    assert_eq!(kept(1), [(1, 73), (0, 74)]);
    assert_eq!(kept(2), [(5, 1), (6, 2), (8, 4)]);
}

fn any_day() -> impl Strategy<Value = Day> {
    (-9999..=9999i16, 1..=12i8, 1..=31i8)
        .prop_map(|(year, month, day)| date(year, month, 1).saturating_add((day - 1).days()))
}

fn recent_day() -> impl Strategy<Value = Day> {
    (0..1500i64).prop_map(|days| date(1998, 1, 1).saturating_add(days.days()))
}

fn any_mention() -> impl Strategy<Value = Mention> {
    let day = |day: Day| on(day.year(), day.month(), day.day());
    prop_oneof![
        3 => recent_day().prop_map(day),
        1 => recent_day().prop_map(|day| in_month(day.year(), day.month())),
        1 => recent_day().prop_map(|day| in_year(day.year())),
        1 => (recent_day(), 1..900i64).prop_map(|(start, days)| {
            let period = Interval::new(start, start.saturating_add(days.days()));
            mention(TimexType::Date, Some(period), Granularity::Span)
        }),
    ]
}

fn any_archive() -> impl Strategy<Value = Vec<(Option<Day>, Vec<Mention>)>> {
    let article = (
        prop::option::weighted(0.9, recent_day()),
        prop::collection::vec(any_mention(), 0..6),
    );
    prop::collection::vec(article, 0..40)
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
        columns in 0..240usize,
    ) {
        let first = zoom.bucket(day);
        let axis = ticks(zoom, first, columns, 1);
        for pair in axis.windows(2) {
            prop_assert!(pair[0].column + pair[0].label.len() + 2 <= pair[1].column);
        }
        for tick in &axis {
            prop_assert!(tick.label.is_ascii() && tick.column + tick.label.len() <= columns);
        }
        // A label keeps its place when the window moves, but the first may
        // carry the year, in the room of the next, and the last find no room.
        let moved = ticks(zoom, first.offset(1), columns, 1);
        if axis.len() > 4 {
            for tick in &axis[3..axis.len() - 1] {
                prop_assert!(moved.iter().any(|other| other.column + 1 == tick.column
                    && other.label == tick.label));
            }
        }
    }

    #[test]
    fn batches_make_no_difference(archive in any_archive(), batch in 1..20usize) {
        let (whole, parts) = (timeline(&archive, 100), timeline(&archive, batch));
        prop_assert_eq!(whole.events(), parts.events());
        let keys: Vec<_> = whole.events().iter().map(|e| (e.interval, e.granularity)).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        let mentions: usize = archive.iter().map(|(_, mentions)| mentions.len()).sum();
        prop_assert_eq!(whole.events().iter().map(|e| e.evidence.len()).sum::<usize>(), mentions);
        for event in whole.events() {
            prop_assert!(event.evidence.is_sorted());
            let order: Vec<_> = whole.told(event).iter().map(|evidence| {
                let day = whole.printed_on(evidence.article);
                (day.is_none(), day, *evidence)
            }).collect();
            prop_assert!(order.is_sorted());
        }
        prop_assert!(whole.printed_in(Interval::new(Day::MIN, Day::MAX)).eq(
            parts.printed_in(Interval::new(Day::MIN, Day::MAX))));
    }

    /// Against counting each bucket by itself.
    #[test]
    fn each_article_counts_once_a_bucket(
        archive in any_archive(),
        zoom in prop::sample::select(&Zoom::ALL[..]),
        day in recent_day(),
        columns in 1..60usize,
        modulus in 1..4u32,
    ) {
        let timeline = timeline(&archive, 7);
        let keep = |id: ArticleId| id.0 % modulus == 0;
        let first = zoom.bucket(day);
        let lane = timeline.happened(zoom, first, columns, &keep);
        let printed = timeline.printed(zoom, first, columns, &keep);
        for column in 0..columns {
            let bucket = first.offset(i32::try_from(column).unwrap());
            let days = zoom.interval(bucket);
            let count = |exact: bool| {
                archive.iter().zip(0..).filter(|((_, mentions), id)| {
                    keep(ArticleId(*id)) && mentions.iter().any(|mention| {
                        let interval = mention.interval.unwrap();
                        let lies = zoom.bucket(interval.start) == zoom.bucket(interval.end);
                        interval.overlaps(&days) && lies == exact
                    })
                }).count()
            };
            prop_assert_eq!(lane.exact.counts[column] as usize, count(true));
            prop_assert_eq!(lane.spanned.counts[column] as usize, count(false));
            let papers = archive.iter().zip(0..).filter(|((day, _), id)| {
                keep(ArticleId(*id)) && day.is_some_and(|day| days.contains(day))
            }).count();
            prop_assert_eq!(printed.counts[column] as usize, papers);
        }
    }
}
