//! What is on the screen while a large archive arrives.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use dateline::{
    app::{Loaded, Msg, State, status, update},
    ingest,
    model::Article,
};
use world::empty;

/// More articles than are put in order one by one.
const MANY: usize = 12_000;

fn article(number: usize) -> Article {
    let (month, day) = (number * 5 % 12 + 1, number * 11 % 28 + 1);
    let title = ["Ferry", "ferry", "Bridge", "Ärger"][number % 4];
    let year = 1990 + number * 7 % 30;
    let date = if number.is_multiple_of(50) {
        "no date here".to_owned()
    } else {
        format!("{year}-{month:02}-{day:02}")
    };
    let text = format!("{title} {}\n\n{date}\n\nText {number}.\n", number % 9);
    let path = format!("{number}.txt");
    ingest::parse(text.as_bytes(), &path).0.unwrap()
}

fn load(state: &mut State, numbers: std::ops::Range<usize>) {
    let batch = Loaded::Batch {
        articles: numbers.map(article).collect(),
        problems: Vec::new(),
    };
    update(state, Msg::Loaded(batch));
}

#[test]
fn many_articles_are_listed_as_if_they_had_come_at_once() {
    let mut state = empty(120, 40);
    for start in (0..MANY).step_by(300) {
        load(&mut state, start..MANY.min(start + 300));
        let (listed, held) = (state.list.len(), state.corpus.len());
        assert!(listed + held / 16 + 300 >= held, "{listed} of {held}");
    }
    update(&mut state, Msg::Loaded(Loaded::End { cancelled: false }));
    let key = |id| {
        let article = state.corpus.get(id).unwrap();
        let day = article.printed.day;
        let title = article.title.text.to_lowercase();
        (day.is_none(), std::cmp::Reverse(day), title, id)
    };
    let listed: Vec<_> = state.list.articles().collect();
    assert_eq!(listed.len(), MANY);
    assert!(listed.is_sorted_by_key(|id| key(*id)));
}

#[test]
fn progress_is_told_in_words_and_with_a_bar_once_it_is_worth_a_line() {
    let mut state = empty(120, 40);
    load(&mut state, 0..10);
    update(&mut state, Msg::Counted(10));
    assert_eq!(
        status::progress(&state),
        None,
        "a small archive is there at once"
    );
    update(&mut state, Msg::Counted(40_000));
    update(&mut state, Msg::Read(10_500));
    let told = "Loading ██░░░░░░░░ 10,500 of 40,000 files";
    assert_eq!(status::progress(&state).as_deref(), Some(told));
    let screen = world::text(&world::screen(&state));
    assert!(
        screen.contains(&format!("{told} · Esc stops it")),
        "{screen}"
    );
    // One large file: there is no telling how far it is.
    update(&mut state, Msg::Counted(1));
    update(&mut state, Msg::Read(0));
    load(&mut state, 10..2_000);
    let told = "Loading · 2,000 articles so far";
    assert_eq!(status::progress(&state).as_deref(), Some(told));
    update(&mut state, Msg::Loaded(Loaded::End { cancelled: false }));
    update(&mut state, Msg::Tagged(vec![Vec::new(); 400]));
    let told = "Reading dates ██░░░░░░░░ 400 of 2,000 articles";
    assert_eq!(status::progress(&state).as_deref(), Some(told));
    update(&mut state, Msg::Tagged(vec![Vec::new(); 1_600]));
    assert_eq!(status::progress(&state), None);
}
