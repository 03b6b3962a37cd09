//! The same article under several paths: listed once or each time, told with
//! its paths, found by its own path all the same.

#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use dateline::app::{Line, State};
use world::{article, empty, fill, press, screen, text};

const TEXT: &str = "The ferry is sold\n\nMay 4, 2019\n\nThe ferry over the Sarn was sold to Velm for one crown.\n\n\n2019 © The Sarn Gazette";

/// The ferry twice, once without a date line and once of another day, and
/// something else.
fn archive() -> State {
    let mut state = empty(120, 40);
    let other_day = TEXT.replace("May 4", "May 5");
    let by_name = TEXT.replace("May 4, 2019\n\n", "");
    let other_text = TEXT.replace("one crown", "two crowns");
    fill(
        &mut state,
        vec![
            article("a/ferry.txt", TEXT),
            article("b/2019-05-04.txt", TEXT),
            article("c/other-day.txt", &other_day),
            article("d/2020-02-02.txt", &by_name),
            article("e/other-text.txt", &other_text),
        ],
    );
    state
}

fn listed(state: &State) -> Vec<String> {
    let mut paths: Vec<String> = state
        .list
        .articles()
        .map(|id| state.corpus.get(id).unwrap().path.to_string())
        .collect();
    paths.sort();
    paths
}

const ONCE: [&str; 3] = ["a/ferry.txt", "c/other-day.txt", "e/other-text.txt"];
const EACH: [&str; 5] = [
    "a/ferry.txt",
    "b/2019-05-04.txt",
    "c/other-day.txt",
    "d/2020-02-02.txt",
    "e/other-text.txt",
];

#[test]
fn the_same_article_is_listed_once_or_each_time() {
    let mut state = archive();
    assert_eq!(listed(&state), ONCE);
    let title = text(&screen(&state)).lines().next().unwrap().to_owned();
    assert!(title.contains("3 articles"), "{title}");
    assert!(text(&screen(&state)).contains("×3"));
    press(&mut state, "=");
    assert_eq!(listed(&state), EACH);
    assert!(!text(&screen(&state)).contains("×3"));
    press(&mut state, "=");
    assert_eq!(listed(&state), ONCE);
}

#[test]
fn its_other_paths_are_told() {
    let mut state = archive();
    press(&mut state, "s \"path:a/\" enter i");
    let lines = &state.sheet.as_ref().unwrap().lines();
    let also: Vec<&str> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Pair(name, value) if name == "also in" => Some(value.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(also, ["b/2019-05-04.txt", "d/2020-02-02.txt"]);
}

#[test]
fn a_search_that_fits_one_path_alone_finds_that_one() {
    let mut state = archive();
    press(&mut state, "s \"path:b/\" enter");
    assert_eq!(listed(&state), ["b/2019-05-04.txt"]);
    press(&mut state, "backspace s \"ferry\" enter");
    assert_eq!(listed(&state), ONCE);
    assert_eq!(state.filter.found(), 3);
    press(&mut state, "=");
    assert_eq!((listed(&state).len(), state.filter.found()), (5, 5));
}
