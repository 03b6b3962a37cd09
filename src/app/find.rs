//! `/` in the focused pane, `s` in the archive, and the filter that a search
//! or a brush puts on the list.

use super::{Effect, Pane, State, keys::Given, motion, palette, prompt::Purpose};
use crate::{search::Query, text};

/// Looks for a text in the focused pane, from where one is.
pub fn find(state: &mut State, needle: &str) {
    needle.clone_into(&mut state.needle);
    if let Some(sheet) = &mut state.sheet {
        return sheet.search(needle);
    }
    if needle.is_empty() {
        clear_found(state);
        return;
    }
    if state.focus == Pane::Reader {
        state.filter.set_needle(needle);
        relight(state);
        let from = state.reader.page.byte_of(state.reader.top).unwrap_or(0) as usize;
        let hits = &state.reader.hits;
        let next = hits.partition_point(|hit| hit.start < from);
        state.reader.hit = (!hits.is_empty()).then(|| next % hits.len());
        return show_hit(state);
    }
    step(state, 1);
}

/// `n N`.
pub fn step(state: &mut State, steps: isize) {
    if state.sheet.is_some() {
        return;
    }
    match state.focus {
        Pane::Reader => step_hit(state, steps),
        Pane::List if state.needle.is_empty() => state.say("Nothing to find yet"),
        Pane::Timeline if state.needle.is_empty() => state.say("Nothing to find yet"),
        Pane::List => step_title(state, steps),
        Pane::Timeline => step_item(state, steps),
    }
}

fn step_hit(state: &mut State, steps: isize) {
    let count = state.reader.hits.len();
    if count == 0 {
        return not_found(state);
    }
    let count = isize::try_from(count).unwrap_or(isize::MAX);
    let next = match state.reader.hit.and_then(|at| isize::try_from(at).ok()) {
        Some(at) => (at + steps % count).rem_euclid(count),
        None if steps > 0 => 0,
        None => count - 1,
    };
    state.reader.hit = usize::try_from(next).ok();
    show_hit(state);
}

fn show_hit(state: &mut State) {
    match state.reader.hit.and_then(|at| state.reader.hits.get(at)) {
        Some(hit) => {
            let start = u32::try_from(hit.start).unwrap_or(u32::MAX);
            state.reader.show(start);
        }
        None => not_found(state),
    }
}

fn step_title(state: &mut State, steps: isize) {
    let listed: Vec<_> = state.list.articles().collect();
    let here = state
        .list
        .selected()
        .and_then(|id| listed.iter().position(|&other| other == id))
        .unwrap_or(0);
    let matches = |id| {
        state
            .corpus
            .get(id)
            .is_some_and(|article| !text::find(&article.title.text, &state.needle).is_empty())
    };
    let found = turned(listed.len(), here, steps)
        .filter(|&at| matches(listed[at]))
        .nth(steps.unsigned_abs() - 1);
    match found {
        Some(at) => {
            state.list.select(listed[at]);
            motion::follow_list(state);
        }
        None => not_found(state),
    }
}

fn step_item(state: &mut State, steps: isize) {
    let matches = |state: &State, at: usize| {
        let sentence = state
            .time
            .items
            .get(at)
            .map(|&item| super::sentence(state, item));
        sentence.is_some_and(|sentence| !text::find(&sentence, &state.needle).is_empty())
    };
    let found =
        turned(state.time.items.len(), state.time.chosen, steps).find(|&at| matches(state, at));
    match found {
        Some(at) => state.with_time(|time, world| time.choose(world, at)),
        None => not_found(state),
    }
}

/// All places but `here`, and `here` last, forward or backward round the end.
fn turned(len: usize, here: usize, steps: isize) -> impl Iterator<Item = usize> {
    (1..=len).map(move |distance| {
        if steps > 0 {
            (here + distance) % len
        } else {
            (here + len - distance % len) % len
        }
    })
}

fn not_found(state: &mut State) {
    let needle = state.needle.clone();
    let place = match state.focus {
        Pane::List => "in the titles listed",
        Pane::Reader => "in this article",
        Pane::Timeline => "under the cursor",
    };
    if needle.is_empty() {
        state.say("Nothing to find yet")
    } else {
        state.complain(format!("‘{needle}’ is not {place}"))
    }
}

/// Lights what is found in the open article anew.
pub fn relight(state: &mut State) {
    if let Some(article) = state.reader.article.and_then(|id| state.corpus.get(id)) {
        state.reader.hits = state.filter.places(article);
        state.reader.hit = None;
    }
}

/// Lights no found place any more; whether any was lit by `/`.
pub fn clear_found(state: &mut State) -> bool {
    if state.needle.is_empty() {
        return false;
    }
    state.needle.clear();
    state.filter.set_needle("");
    relight(state);
    true
}

/// `s`: asks what to search, or searches what stands behind `:search`.
pub fn search_command(state: &mut State, given: Given) -> Vec<Effect> {
    match given.text {
        Some(text) if !text.trim().is_empty() => search(state, text),
        _ => {
            let present = state
                .filter
                .query()
                .map(|query| query.raw.clone())
                .unwrap_or_default();
            palette::open(state, Purpose::Search, &present);
            Vec::new()
        }
    }
}

/// Searches the archive. A query that does not parse changes nothing.
pub fn search(state: &mut State, text: &str) -> Vec<Effect> {
    if text.trim().is_empty() {
        clear(state);
        return Vec::new();
    }
    match Query::parse(text) {
        Ok(query) => {
            let place = state.place();
            state.jumps.leave(place);
            state.message = None;
            vec![begin(state, query)]
        }
        Err(error) => {
            state.complain(format!("Not searched: {error}"));
            Vec::new()
        }
    }
}

/// Begins to filter by a search.
pub fn begin(state: &mut State, query: Query) -> Effect {
    let generation = state.filter.search(query.clone());
    Effect::Search { generation, query }
}

/// A part of the search has arrived.
pub fn take(state: &mut State, part: &crate::search::Part) {
    if state.filter.take(part) {
        relist(state);
        if part.done && state.filter.found() == 0 {
            state.complain(format!(
                "No article of {} matches",
                super::page::thousands(state.corpus.len())
            ));
        }
    }
}

/// Drops search and brush.
pub fn clear(state: &mut State) {
    let say = if state.filter.clear() {
        "All articles again"
    } else {
        "There is no search and no brush to drop"
    };
    relist(state);
    state.say(say);
}

/// Lists anew after the filter has changed.
pub fn relist(state: &mut State) {
    state.refilter();
    relight(state);
    motion::follow_list(state);
    state.with_time(super::TimePane::refresh);
}
