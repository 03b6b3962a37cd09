//! The research log, and searches with a name.

use super::{
    Effect, Line, State, Subject, Target, commands::show, keeping, keys::Given, page::thousands,
    searching, status::counted,
};
use crate::{
    model::{Asked, Change, Findings, Saved},
    search::{Query, Stemming, methods},
};

/// A search that was asked for has ended: it is entered in the log, and what
/// is other than the last time is said.
pub fn found(state: &mut State, findings: Findings) {
    let Some(query) = state.filter.query() else {
        return;
    };
    let code = query.stemming.map(Stemming::code);
    let asked = Asked {
        at: "".into(),
        query: query.raw.as_str().into(),
        stemming: code.map(Into::into),
        name: state.name.as_str().into(),
        findings,
    };
    let mut log = state.memory.asked.iter().rev();
    let before = log.find(|before| before.is_same(&query.raw, code) && before.name == asked.name);
    if let Some(said) = before.map(|before| difference(before, &findings)) {
        state.say(said);
    }
    keeping::in_passing(state, Change::Asked(asked));
}

/// `12 hits in 5 of 69 articles · 2026-11-20: 10 in 4 of 60`
fn difference(before: &Asked, now: &Findings) -> String {
    let (hits, articles) = (count(now.hits), count(now.articles));
    let told = format!(
        "{} in {} of {}",
        counted(hits, "hit"),
        thousands(articles),
        counted(count(now.held), "article")
    );
    let day = before.day();
    let then = &before.findings;
    if then == now {
        return format!("{told} · as on {day}");
    }
    let archive = match then.archive == now.archive {
        true => "",
        false => " · the archive is another",
    };
    format!(
        "{told} · on {day}: {} in {} of {}{archive}",
        thousands(count(then.hits)),
        thousands(count(then.articles)),
        thousands(count(then.held))
    )
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// `:log`: the searches that were made, the newest first; `:log copy`: all of
/// them as an appendix on methods.
pub fn log(state: &mut State, given: Given) -> Vec<Effect> {
    let log = &state.memory.asked;
    match given.text.map_or("", str::trim) {
        _ if log.is_empty() => state.say("No search has been made yet"),
        "copy" => return vec![Effect::Copy(methods(log).into())],
        "" => {
            let line = |(number, asked): (usize, &Asked)| {
                let Findings {
                    hits,
                    articles,
                    held,
                    archive,
                } = asked.findings;
                let forms = asked.stemming.as_deref();
                let forms = forms.map_or(String::new(), |code| format!(" · forms: {code}"));
                let (hits, articles) = (counted(count(hits), "hit"), thousands(count(articles)));
                let held = counted(count(held), "article");
                let said = format!(
                    "‘{}’{forms} · {hits} in {articles} of {held} · {} {archive}",
                    asked.query, asked.name
                );
                let at = asked.at.replace('T', " ");
                Line::Go(
                    at.get(..16).unwrap_or(&at).to_owned(),
                    said,
                    Target::Asked(number),
                )
            };
            let lines = log.iter().enumerate().rev().map(line).collect();
            show(state, Subject::Log, "Searches made", lines);
        }
        other => {
            let why = format!(
                ":log {other} says nothing; :log shows the searches, :log copy copies them"
            );
            state.complain(why);
        }
    }
    Vec::new()
}

/// `:save NAME`.
pub fn save(state: &mut State, given: Given) {
    let name = given.text.map_or("", str::trim);
    let Some(query) = state.filter.query() else {
        return state.complain("There is no search to save");
    };
    if name.is_empty() {
        return state.complain("Under which name? :save ferries");
    }
    let saved = Saved {
        query: query.raw.as_str().into(),
        stemming: query.stemming.map(|stemming| stemming.code().into()),
    };
    let change = Change::Saved(name.into(), Some(saved));
    keeping::by_hand(state, change, format!("Search ‘{name}’"));
}

/// `:forget NAME`.
pub fn forget(state: &mut State, given: Given) {
    let name = given.text.map_or("", str::trim);
    if !state.memory.saved.contains_key(name) {
        return state.complain(none(state, name));
    }
    let change = Change::Saved(name.into(), None);
    keeping::by_hand(state, change, format!("Search ‘{name}’ dropped"));
}

/// `:saved`: the searches with a name; `:saved NAME` searches.
pub fn saved(state: &mut State, given: Given) -> Vec<Effect> {
    let name = given.text.map_or("", str::trim);
    if !name.is_empty() {
        return match state.memory.saved.get(name).cloned() {
            Some(saved) => ask(state, &saved.query, saved.stemming.as_deref()),
            None => {
                state.complain(none(state, name));
                Vec::new()
            }
        };
    }
    let lines = state.memory.saved.iter().enumerate();
    let lines: Vec<Line> = lines
        .map(|(number, (name, saved))| {
            let forms = saved.stemming.as_deref();
            let forms = forms.map_or(String::new(), |code| format!(" · forms: {code}"));
            let said = format!("{}{forms}", saved.query);
            Line::Go(name.to_string(), said, Target::Saved(number))
        })
        .collect();
    if lines.is_empty() {
        state.say("No search is saved; :save NAME saves the present one");
    } else {
        show(state, Subject::Saved, "Saved searches", lines);
    }
    Vec::new()
}

fn none(state: &State, name: &str) -> String {
    let names: Vec<&str> = state.memory.saved.keys().map(|name| &**name).collect();
    match names.as_slice() {
        [] => "No search is saved; :save NAME saves the present one".to_owned(),
        names => format!(
            "No search is called ‘{name}’; there are {}",
            names.join(", ")
        ),
    }
}

/// Searches again what stands in the log.
pub fn ask_again(state: &mut State, number: usize) -> Vec<Effect> {
    let asked = state.memory.asked.get(number).cloned();
    asked.map_or_else(Vec::new, |asked| {
        ask(state, &asked.query, asked.stemming.as_deref())
    })
}

/// Searches what is saved.
pub fn ask_saved(state: &mut State, number: usize) -> Vec<Effect> {
    let saved = state.memory.saved.values().nth(number).cloned();
    saved.map_or_else(Vec::new, |saved| {
        ask(state, &saved.query, saved.stemming.as_deref())
    })
}

fn ask(state: &mut State, query: &str, code: Option<&str>) -> Vec<Effect> {
    match Query::parse_with(query, code.and_then(Stemming::of)) {
        Ok(query) => {
            let place = state.place();
            state.jumps.leave(place);
            vec![searching::ask(state, query)]
        }
        Err(error) => {
            state.complain(format!("Not searched: {error}"));
            Vec::new()
        }
    }
}
