//! Searching the archive with keys: while one types, by weight, with the text
//! that shows why, and from hit to hit.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use dateline::app::State;
use world::{press, screen, text, world};

/// The titles of the list, from the top, without what stands before them.
fn listed(state: &State) -> Vec<String> {
    let ids = state.list.articles();
    ids.map(|id| state.corpus.get(id).unwrap().title.text.to_string())
        .collect()
}

fn message(state: &State) -> &str {
    state.message.as_ref().map_or("", |message| &message.text)
}

const FERRY: [&str; 3] = [
    "Sixty years of the Sarn bridge",
    "A bridge over the Sarn keeps two towns together",
    "A letter without a date",
];

#[test]
fn what_is_typed_is_searched_while_it_is_typed() {
    let mut state = world(120, 40);
    let all = listed(&state);
    press(&mut state, "j s \"f\"");
    assert_eq!(listed(&state).len(), 0, "a letter alone is a word");
    press(&mut state, "\"er\"");
    assert_eq!(listed(&state), FERRY);
    press(&mut state, "\"ry\"");
    assert_eq!(listed(&state), FERRY);
    // What does not parse changes nothing.
    press(&mut state, "\"_(\"");
    assert_eq!(listed(&state), FERRY);
    assert_eq!(message(&state), "");
    press(&mut state, "backspace backspace \"man_title:six\"");
    assert_eq!(listed(&state), FERRY[..1]);
    press(&mut state, "esc");
    assert_eq!(listed(&state), all);
    assert!(state.filter.is_empty());
    // A quotation need not be closed before there are hits.
    press(&mut state, "s \"\"left_at\"");
    assert_eq!(listed(&state), FERRY[2..]);
    press(&mut state, "ctrl-u");
    assert_eq!(listed(&state), all);
}

#[test]
fn an_accepted_search_is_what_it_says_and_esc_in_the_next_line_brings_it_back() {
    let mut state = world(120, 40);
    press(&mut state, "s \"ferr\"");
    assert_eq!(listed(&state).len(), 3);
    press(&mut state, "enter");
    assert_eq!(listed(&state).len(), 0, "a word is whole");
    assert_eq!(message(&state), "No article of 5 matches");
    press(&mut state, "s ctrl-u \"ferry\" enter");
    assert_eq!(listed(&state), FERRY);
    press(&mut state, "s ctrl-u \"flood\"");
    assert_eq!(listed(&state).len(), 2);
    press(&mut state, "esc");
    assert_eq!(listed(&state), FERRY);
    press(&mut state, "s \"_(\" enter");
    assert_eq!(listed(&state), FERRY);
    assert!(message(&state).starts_with("Not searched: "));
}

#[test]
fn the_list_shows_why_an_article_was_found() {
    let mut state = world(120, 40);
    press(&mut state, "s \"flood\" enter");
    let list = |line: &str| line.chars().take(40).collect::<String>();
    let shown: Vec<String> = text(&screen(&state)).lines().map(list).collect();
    let row = |what: &str| shown.iter().position(|line| line.contains(what)).unwrap();
    assert_eq!(row("carried away"), row("A bridge over") + 1);
    assert_eq!(row("the flood of"), row("Sixty years") + 1);
    press(&mut state, "x");
    assert!(
        !text(&screen(&state))
            .lines()
            .next_back()
            .unwrap()
            .is_empty()
    );
    assert_eq!(message(&state), "Titles alone");
    let shown = text(&screen(&state));
    let list = |line: &str| line.chars().take(40).collect::<String>();
    assert!(
        !shown
            .lines()
            .any(|line| list(line).contains("carried away"))
    );
    // A search for a day shows no text.
    press(&mut state, "x backspace s \"printed:2022\" enter");
    assert_eq!(state.rows_of_article(), 1);
}

#[test]
fn hits_are_walked_from_article_to_article() {
    let mut state = world(120, 40);
    press(&mut state, "s \"ferry\" enter enter n");
    let (first, hit) = (state.reader.article, state.reader.hit);
    assert_eq!(hit, Some(0));
    press(&mut state, "n");
    assert_ne!(state.reader.article, first);
    assert!(
        message(&state).contains("article 2 of 3"),
        "{}",
        message(&state)
    );
    press(&mut state, "n n");
    assert_eq!(state.reader.article, first);
    assert!(
        message(&state).ends_with("round the end"),
        "{}",
        message(&state)
    );
    press(&mut state, "N");
    assert!(
        message(&state).contains("article 3 of 3"),
        "{}",
        message(&state)
    );
    // What `/` looks for stays in the article.
    let open = state.reader.article;
    press(&mut state, "/ \"six\" enter n n");
    assert_eq!(state.reader.article, open);
}

#[test]
fn the_best_comes_first_if_one_wants_it() {
    let mut state = world(120, 40);
    press(&mut state, "s \"velm\" enter");
    let by_date = [
        "A bridge over the Sarn keeps two towns together",
        "Velm harbour to be dredged",
    ];
    assert_eq!(listed(&state), by_date);
    press(&mut state, "alt-r");
    assert_eq!(listed(&state), [by_date[1], by_date[0]]);
    assert!(text(&screen(&state)).contains("best first"));
    // It stays so for the next search, and for every article without one.
    press(&mut state, "s ctrl-u \"sarn_OR_ferry\" enter");
    assert_eq!(listed(&state).len(), 3);
    assert_eq!(listed(&state)[2], FERRY[2]);
    press(&mut state, "backspace");
    assert_eq!(listed(&state).len(), 5);
    assert!(!text(&screen(&state)).contains("best first"));
}

#[test]
fn words_are_found_in_all_their_forms_where_that_is_switched_on() {
    let mut state = world(120, 40);
    press(&mut state, "s \"towns_watching\" enter");
    assert_eq!(listed(&state).len(), 0);
    press(&mut state, ": \"stem_en\" enter");
    assert_eq!(listed(&state), FERRY[1..2]);
    assert_eq!(
        message(&state),
        "English words are found in all their forms"
    );
    press(&mut state, ": \"stem_xx\" enter");
    assert!(message(&state).starts_with("Words of which language? da, de,"));
    press(&mut state, ": \"stem_off\" enter");
    assert_eq!(listed(&state).len(), 0);
}

#[test]
fn articles_sources_and_commands_are_picked_by_parts_of_their_names() {
    let mut state = world(120, 40);
    press(&mut state, "p \"velhar\"");
    let shown = text(&screen(&state));
    assert!(shown.contains("Velm harbour to be dredged"), "{shown}");
    assert!(shown.contains("article · 2009-09-09"), "{shown}");
    press(&mut state, "enter");
    let open = state.reader.article.and_then(|id| state.corpus.get(id));
    assert_eq!(&*open.unwrap().title.text, "Velm harbour to be dredged");
    press(&mut state, "1 p \"sarngaz\" enter");
    assert_eq!(
        state.filter.query().unwrap().raw,
        "source:\"sarn-gazette.example\""
    );
    assert_eq!(listed(&state).len(), 2);
    press(&mut state, "backspace p \"undat\" tab");
    let line = state.prompt.as_ref().unwrap();
    assert_eq!((line.text(), line.typed()), (":undated", "undat"));
    press(&mut state, "enter");
    assert!(state.sheet.is_some());
    press(&mut state, "q p \"qqqq\" enter");
    assert_eq!(message(&state), "Nothing here is called like ‘qqqq’");
    press(&mut state, "p enter p esc");
    assert!(state.prompt.is_none() && state.filter.is_empty());
}
