//! `p`: one line for all that has a name: articles, sources, saved
//! searches, commands. What is typed need only stand in the name in order.

use std::cmp::Reverse;

use super::{
    Effect, Pane, Proposal, State, palette, prompt::Purpose, research, searching, status::counted,
};
use crate::{
    command::Row,
    model::ArticleId,
    search::{Fuzzy, Picks},
    text::truncate,
};

/// Columns of a name in the proposals.
const COLUMNS: usize = 60;

/// What a row leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Article(ArticleId),
    Source(Box<str>),
    Saved(usize),
    Command(&'static Row),
}

/// Opens the line.
pub fn open(state: &mut State) -> Vec<Effect> {
    palette::open(state, Purpose::Pick, "");
    typed(state)
}

/// The line has changed: the archive is looked through in the background.
pub fn typed(state: &mut State) -> Vec<Effect> {
    let typed = state.prompt.as_ref().map_or("", |prompt| prompt.text());
    let typed = typed.to_owned();
    state.search.picks = Picks {
        generation: state.search.picks.generation + 1,
        ..Picks::default()
    };
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let generation = state.search.picks.generation;
    vec![Effect::Pick { generation, typed }]
}

/// The best so far have arrived.
pub fn take(state: &mut State, picks: Picks) {
    if picks.generation == state.search.picks.generation {
        state.search.picks = picks;
    }
}

/// The rows for what is typed, best first.
#[must_use]
pub fn proposals(state: &State, typed: &str) -> Vec<Proposal> {
    let rows = rows(state, typed).into_iter();
    rows.map(|(proposal, _)| proposal).collect()
}

fn rows(state: &State, typed: &str) -> Vec<(Proposal, Target)> {
    let mut fuzzy = Fuzzy::new(typed);
    let mut found: Vec<(u32, Proposal, Target)> = Vec::new();
    let proposal = |text: &str, help: String, keys: String| Proposal {
        text: truncate(text, COLUMNS),
        help,
        keys,
    };
    for (number, (name, saved)) in state.memory.saved.iter().enumerate() {
        if let Some(score) = fuzzy.score(name) {
            let help = format!("saved search · {}", saved.query);
            let row = proposal(name, help, String::new());
            found.push((score, row, Target::Saved(number)));
        }
    }
    for row in palette::rows() {
        if let Some(score) = fuzzy.score(row.name) {
            let name = format!(":{}", row.name);
            let keys = palette::keys(state, row.command);
            let proposed = proposal(&name, row.help.to_owned(), keys);
            found.push((score, proposed, Target::Command(row)));
        }
    }
    for (score, source, count) in &state.search.picks.sources {
        let help = format!("source · {}", counted(*count, "article"));
        let row = proposal(source, help, String::new());
        found.push((*score, row, Target::Source(source.clone())));
    }
    for (score, id) in &state.search.picks.titles {
        if let Some(article) = state.corpus.get(*id) {
            let day = article.printed.day;
            let day = day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
            let row = proposal(
                &article.title.text,
                format!("article · {day}"),
                String::new(),
            );
            found.push((*score, row, Target::Article(*id)));
        }
    }
    found.sort_by_key(|(score, ..)| Reverse(*score));
    let rows = found.into_iter();
    rows.map(|(_, proposal, target)| (proposal, target))
        .collect()
}

/// Goes where the chosen row leads, else the first.
pub fn accept(state: &mut State, typed: &str, chosen: Option<usize>) -> Vec<Effect> {
    if typed.trim().is_empty() && chosen.is_none() {
        return Vec::new();
    }
    let mut rows = rows(state, typed);
    let at = chosen.unwrap_or(0);
    if at >= rows.len() {
        state.complain(format!("Nothing here is called like ‘{typed}’"));
        return Vec::new();
    }
    match rows.swap_remove(at).1 {
        Target::Article(id) => {
            let place = state.place();
            state.jumps.leave(place);
            if !state.list.select(id) {
                state.say("This article is outside the present filter");
            }
            state.show_article(id);
            state.focus(Pane::Reader);
            Vec::new()
        }
        Target::Source(source) => searching::search(state, &format!("source:\"{source}\"")),
        Target::Saved(number) => research::ask_saved(state, number),
        Target::Command(row) => palette::accept(state, row.name),
    }
}
