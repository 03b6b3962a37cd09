//! Events, the two lanes, and the days that are kept.

use dateline::{
    model::{ArticleId, Day, Granularity, Interval, Mention, TimexType},
    timeline::{Bucket, Sign, Sought, Zoom, anniversaries},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

use crate::{ALL, in_month, in_year, mention, on, timeline, two};

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
        let timeline = timeline(&[(Some(today), vec![mention])], 1);
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
    let told = timeline.told_in(Zoom::Year, &ALL);
    let issued = timeline.issued_in(Zoom::Year, &ALL);
    let walk = |next: &dyn Fn(Bucket) -> Option<Bucket>| {
        let mut marks = vec![Bucket(i32::MIN)];
        while let Some(mark) = marks.last().copied().and_then(next) {
            marks.push(mark);
        }
        marks.split_off(1)
    };
    let back = |previous: &dyn Fn(Bucket) -> Option<Bucket>| {
        let mut marks = vec![Bucket(i32::MAX)];
        while let Some(mark) = marks.last().copied().and_then(previous) {
            marks.push(mark);
        }
        marks.reverse();
        marks.pop();
        marks
    };
    let years = [1948, 1949, 2000, 2019].map(year);
    assert_eq!(walk(&|from| told.next(from)), years);
    assert_eq!(back(&|from| told.previous(from)), years);
    let years = [2022, 2023].map(year);
    assert_eq!(walk(&|from| issued.next(from, Sought::Any)), years);
    assert_eq!(back(&|from| issued.previous(from, Sought::Any)), years);
    let second = timeline.told_in(Zoom::Year, &|id| id.0 == 0);
    assert_eq!(second.next(year(1900)), Some(year(2000)));
    // A year looked at in months begins in January.
    let months = timeline.told_in(Zoom::Month, &ALL);
    let month = |year, month| Zoom::Month.bucket(date(year, month, 1));
    assert_eq!(months.next(month(1949, 12)), Some(month(2000, 1)));
}

#[test]
fn what_was_printed_since() {
    let issued = two().issued_in(Zoom::Year, &ALL);
    assert_eq!(issued.since(Bucket(2021), 4), [2, 2, 1, 0]);
    assert_eq!(issued.since(Bucket(1900), 2), [2, 2]);
    assert_eq!(issued.at(Bucket(2022)), 1);
    assert_eq!(issued.at(Bucket(2024)), 0);
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
    let kept = |at: usize| -> Vec<(u32, i16, Sign)> {
        let event = &timeline.events()[at];
        anniversaries(&timeline, event)
            .iter()
            .map(|kept| (kept.article.0, kept.years, kept.sign))
            .collect()
    };
    let (day, near) = (Sign::Day, Sign::Near);
    assert_eq!(kept(0), [], "a year has no day");
    assert_eq!(kept(1), [(1, 73, day), (2, 73, near), (0, 74, day)]);
    // 28 February of a leap year is but near the 29th.
    assert_eq!(
        kept(2),
        [(5, 1, day), (6, 2, day), (7, 4, near), (8, 4, day)]
    );
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
        let keep = |id: ArticleId| id.0.is_multiple_of(modulus);
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
