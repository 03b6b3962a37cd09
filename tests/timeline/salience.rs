//! What speaks for an event: more never counts for less, and a filter counts
//! only what passes it.

use dateline::{
    model::{ArticleId, Day, Granularity, Interval, Mention},
    timeline::{Ranking, Signals, Zoom, salience},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

use crate::{ALL, in_year, on, timeline};

/// Articles that name the same day, each printed so many days after it.
fn told(after: &[i32]) -> Vec<(Option<Day>, Vec<Mention>)> {
    let day = date(1950, 5, 3);
    let article = |days: &i32| (Some(day.saturating_add(days.days())), vec![on(1950, 5, 3)]);
    after.iter().map(article).collect()
}

#[test]
fn what_is_counted() {
    // Two on one day; a week later; a year later; six days later.
    let timeline = timeline(&told(&[0, 0, 7, 365, 6]), 2);
    let signals = Signals::of(&timeline, &timeline.dates()[0], &|_| true);
    let expected = Signals {
        documents: 5,
        issues: 4,
        years: 2,
        later: 2,
        lead: 5,
        carried: 0,
    };
    assert_eq!(signals, expected);
    let sum: f64 = signals.terms(1).iter().map(|term| term.weight).sum();
    assert!((sum - signals.score(1, Granularity::Day)).abs() < 1e-9);
    let third = Signals::of(&timeline, &timeline.dates()[0], &|told| told.article.0 == 2);
    assert_eq!((third.documents, third.issues, third.later), (1, 1, 1));
}

#[test]
fn the_coarser_the_less() {
    let printed = Some(date(1960, 1, 1));
    let timeline = timeline(&[(printed, vec![on(1950, 5, 3), in_year(1951)])], 1);
    let scores = salience(&timeline, timeline.dates(), &ALL);
    assert!(scores[0] > scores[1] && scores[1] > 0.0, "{scores:?}");
    let none = salience(&timeline, timeline.dates(), &|_| false);
    assert_eq!(none, [0.0, 0.0]);
}

#[test]
fn the_best_of_a_window_at_a_zoom() {
    let told = |year: i16, mentions: Vec<Mention>| (Some(date(year, 1, 1)), mentions);
    let timeline = timeline(
        &[
            told(1960, vec![on(1950, 5, 3), on(1950, 6, 1), in_year(1950)]),
            told(1970, vec![on(1950, 5, 3), in_year(1950), in_year(1951)]),
            told(1980, vec![in_year(1950)]),
            told(1990, vec![in_year(1950)]),
            told(1991, vec![in_year(1950)]),
            told(1992, vec![in_year(1950)]),
        ],
        2,
    );
    let ranking = Ranking::new(&timeline, &ALL);
    let window = Interval::years(1950, 1951).unwrap();
    let best = |ranking: &Ranking, zoom, most| -> Vec<String> {
        let best = ranking.top(&timeline, window, zoom, most);
        best.iter()
            .map(|at| timeline.events()[*at].edtf())
            .collect()
    };
    let by_year = ["1950-05-03", "1950", "1950-06-01", "1951"];
    assert_eq!(best(&ranking, Zoom::Year, 9), by_year);
    assert_eq!(best(&ranking, Zoom::Year, 2), by_year[..2]);
    // A year is no point among days.
    let by_day = ["1950-05-03", "1950-06-01", "1950", "1951"];
    assert_eq!(best(&ranking, Zoom::Day, 9), by_day);
    let filtered = Ranking::new(&timeline, &|id| id.0 == 1);
    assert_eq!(
        best(&filtered, Zoom::Day, 9),
        ["1950-05-03", "1950", "1951"]
    );
}

proptest! {
    #[test]
    fn another_article_never_counts_for_less(after in prop::collection::vec(0_i32..4000, 1..30), crowd in 1_u32..50) {
        let score = |after: &[i32]| {
            let timeline = timeline(&told(after), 4);
            Signals::of(&timeline, &timeline.dates()[0], &|_| true).score(crowd, Granularity::Day)
        };
        for known in 1..after.len() {
            prop_assert!(score(&after[..=known]) >= score(&after[..known]));
        }
    }

    #[test]
    fn a_filter_never_adds(after in prop::collection::vec(0_i32..4000, 1..30), every in 1_u32..4) {
        let timeline = timeline(&told(&after), 4);
        let signals = |keep: &dyn Fn(ArticleId) -> bool| {
            Signals::of(&timeline, &timeline.dates()[0], &|told| keep(told.article)).score(1, Granularity::Day)
        };
        prop_assert!(signals(&|id| id.0 % every == 0) <= signals(&ALL));
    }
}
