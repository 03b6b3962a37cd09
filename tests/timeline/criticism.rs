//! What an archive holds unevenly, how long after it happened something was
//! printed, and what became of a day in later years.

use std::sync::Arc;

use dateline::{
    model::{Corpus, Day, Interval, MentionTable},
    timeline::{Memorial, Timeline, Uneven, Unevenness, lags, memorials, on_this_day, unevenness},
};
use jiff::{ToSpan, civil::date};

use crate::{ALL, article, in_month, on, timeline};

/// An archive with articles of these days; of each the length and the source.
fn uneven(articles: &[(Day, usize, &str)]) -> Vec<Unevenness> {
    let articles = articles
        .iter()
        .enumerate()
        .map(|(id, (day, length, source))| {
            let mut article = article(id, Some(*day));
            article.text = "a".repeat(*length).into();
            article.source = (!source.is_empty()).then(|| (*source).into());
            article
        });
    let (mut corpus, mut timeline) = (Corpus::default(), Timeline::default());
    let batch: Arc<[_]> = articles.collect();
    let ids = corpus.push(batch);
    let mut mentions = MentionTable::default();
    mentions.extend(vec![Vec::new(); ids.len()]);
    timeline.add(&corpus, &mentions, ids);
    unevenness(&corpus, &timeline)
}

/// One article a day of these, counted from 2001-01-01.
fn daily(days: impl Iterator<Item = i64>) -> Vec<(Day, usize, &'static str)> {
    days.map(|day| (date(2001, 1, 1).saturating_add(day.days()), 100, ""))
        .collect()
}

fn missing(found: &[Unevenness]) -> Vec<Interval> {
    let missing = found.iter().filter(|one| one.what == Uneven::Missing);
    missing.map(|one| one.days).collect()
}

#[test]
fn what_is_missing_depends_on_how_often_a_paper_appears() {
    let day = |month, day| date(2001, month, day);
    // A daily that misses a day and a week.
    let papers = daily((0..60).filter(|day| *day != 10 && !(20..27).contains(day)));
    let expected = [
        Interval::day(day(1, 11)),
        Interval::new(day(1, 21), day(1, 27)),
    ];
    assert_eq!(missing(&uneven(&papers)), expected);
    // Six days a week miss nothing on the seventh.
    let papers = daily((0..140).filter(|day| day % 7 != 6));
    assert_eq!(missing(&uneven(&papers)), []);
    // A weekly that misses a week.
    let papers = daily((0..200).step_by(7).filter(|day| *day != 70));
    assert_eq!(
        missing(&uneven(&papers)),
        [Interval::new(day(3, 6), day(3, 18))]
    );
    assert_eq!(missing(&uneven(&daily(0..1))), []);
    assert_eq!(uneven(&[]), []);
}

#[test]
fn thin_months_and_sudden_changes_are_told_once() {
    let mut papers = daily((0..365).filter(|day| !(62..88).contains(day)));
    let found = uneven(&papers);
    let march = Interval::month(2001, 3).unwrap();
    let thin: Vec<_> = found
        .iter()
        .filter(|one| matches!(one.what, Uneven::Thin(..)))
        .collect();
    assert_eq!(thin.len(), 1);
    assert_eq!((thin[0].days, &thin[0].what), (march, &Uneven::Thin(5, 30)));
    // From July on three times as long, and from another source.
    for (day, length, source) in &mut papers {
        (*length, *source) = match day.month() < 7 {
            true => (100, "old"),
            false => (300, "new"),
        };
    }
    let found = uneven(&papers);
    let changes: Vec<_> = found
        .iter()
        .filter(|one| matches!(one.what, Uneven::Length(..) | Uneven::Source(..)))
        .collect();
    let july = Interval::month(2001, 7).unwrap();
    assert!(changes.iter().all(|one| one.days == july), "{changes:?}");
    assert_eq!(changes[0].what, Uneven::Length(100, 300));
    assert_eq!(changes[1].what, Uneven::Source("old".into(), "new".into()));
    assert_eq!(changes.len(), 2);
}

#[test]
fn lags_count_days_once_an_article() {
    let printed = date(2001, 6, 10);
    let timeline = timeline(
        &[
            (
                Some(printed),
                vec![on(2001, 6, 10), on(2001, 6, 9), on(2001, 6, 9)],
            ),
            (
                Some(printed),
                vec![on(2001, 6, 20), on(1961, 6, 10), in_month(2001, 5)],
            ),
            (None, vec![on(2001, 6, 1)]),
        ],
        10,
    );
    let lags = lags(&timeline, &ALL);
    let counted: Vec<_> = lags
        .steps
        .iter()
        .filter(|(_, count)| *count > 0)
        .copied()
        .collect();
    let expected = [
        ("announced before", 1),
        ("the same day", 1),
        ("the day after", 1),
        ("20–50 years", 1),
    ];
    assert_eq!(counted, expected);
    assert_eq!((lags.median, lags.left_out), (Some(1), 2));
}

#[test]
fn the_day_of_an_event_is_kept_missed_or_nothing_is_held_of_it() {
    let timeline = timeline(
        &[
            (Some(date(2001, 6, 10)), vec![on(2000, 6, 10)]),
            (Some(date(2002, 6, 12)), vec![on(2000, 6, 10)]),
            (Some(date(2004, 6, 10)), vec![on(2000, 6, 10)]),
            (Some(date(2005, 1, 1)), vec![]),
        ],
        10,
    );
    let event = &timeline.events()[0];
    let found: Vec<String> = memorials(&timeline, event)
        .into_iter()
        .map(|(year, memorial)| match memorial {
            Memorial::Kept(articles) => format!("{year} kept by {}", articles.len()),
            Memorial::Missed => format!("{year} missed"),
            Memorial::NothingHeld => format!("{year} nothing"),
        })
        .collect();
    assert_eq!(
        found,
        [
            "2001 kept by 1",
            "2002 missed",
            "2003 nothing",
            "2004 kept by 1"
        ]
    );
    assert_eq!(on_this_day(&timeline, date(1999, 6, 10)), [0]);
    assert_eq!(on_this_day(&timeline, date(1999, 6, 11)), [0; 0]);
}
