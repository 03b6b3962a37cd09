//! `/` in the focused pane, `n N`, and the filter that a search or a brush puts
//! on the list.

use super::{Pane, State, motion, page::thousands, searching, selection};
use crate::text::{Hit, Needles};

/// Looks for a text in the focused pane, from where one is. What is no
/// pattern changes nothing.
pub fn find(state: &mut State, typed: &str) {
    if let Some(browser) = &mut state.browser {
        typed.clone_into(&mut state.needle);
        return browser.search(typed);
    }
    if let Some(sheet) = &mut state.sheet {
        typed.clone_into(&mut state.needle);
        return sheet.search(typed);
    }
    let needles = if state.pattern {
        match Needles::patterns(typed) {
            Ok(needles) => needles,
            Err(why) => return state.complain(why),
        }
    } else {
        Needles::phrases(typed)
    };
    if needles.is_empty() {
        clear_found(state);
        return;
    }
    typed.clone_into(&mut state.needle);
    state.filter.look_for(needles);
    relight(state);
    if state.focus == Pane::Reader {
        let from = state.reader.line_start() as usize;
        let hits = &state.reader.hits;
        let next = hits.partition_point(|hit| hit.span.start < from);
        state.reader.hit = (!hits.is_empty()).then(|| next % hits.len());
        return show_hit(state);
    }
    step(state, 1);
}

/// `Alt-R` in the line: by regular expression, or as it is typed.
pub fn turn_pattern(state: &mut State) {
    state.pattern = !state.pattern;
}

/// `n N`.
pub fn step(state: &mut State, steps: isize) {
    if let Some(browser) = &mut state.browser {
        browser.step(steps);
        return;
    }
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
    let searched = state.needle.is_empty() && state.filter.query().is_some();
    if count == 0 {
        if !(searched && searching::to_next_article(state, steps > 0)) {
            not_found(state);
        }
        return;
    }
    let count = isize::try_from(count).unwrap_or(isize::MAX);
    let next = match state.reader.hit.and_then(|at| isize::try_from(at).ok()) {
        Some(at) => at.saturating_add(steps),
        None => after_line(state) + if steps > 0 { steps - 1 } else { steps },
    };
    let leaves = next < 0 || next >= count;
    if leaves && searched && searching::to_next_article(state, steps > 0) {
        return;
    }
    state.reader.hit = usize::try_from(next.rem_euclid(count)).ok();
    show_hit(state);
    if next >= count {
        state.say(format!("{} · again from the beginning", found_at(state)));
    } else if next < 0 {
        state.say(format!("{} · again from the end", found_at(state)));
    }
}

/// The number of the first place found in or below the chosen line.
fn after_line(state: &State) -> isize {
    let reader = &state.reader;
    let line = reader.line_start() as usize;
    let before = |hit: &Hit| hit.span.start < line;
    isize::try_from(reader.hits.partition_point(before)).unwrap_or(isize::MAX)
}

pub fn show_hit(state: &mut State) {
    let hit = state.reader.hit.and_then(|at| state.reader.hits.get(at));
    let Some(start) = hit.map(|hit| u32::try_from(hit.span.start).unwrap_or(u32::MAX)) else {
        return not_found(state);
    };
    state.reader.mention = None;
    // A selection that runs grows to the place.
    if !selection::to_byte(state, start) {
        state.reader.show(start);
    }
}

/// `4/14 · ferry`
#[must_use]
pub fn found_at(state: &State) -> String {
    let reader = &state.reader;
    let at = reader
        .hit
        .map_or_else(|| "–".to_owned(), |at| thousands(at + 1));
    let looked_for = match (&state.needle, state.filter.query()) {
        (needle, Some(query)) if needle.is_empty() => &query.raw,
        (needle, _) => needle,
    };
    format!("{at}/{} · {looked_for}", thousands(reader.hits.len()))
}

fn step_title(state: &mut State, steps: isize) {
    let listed: Vec<_> = state.list.articles().collect();
    let here = state
        .list
        .selected()
        .and_then(|id| listed.iter().position(|&other| other == id));
    let needles = state.filter.needles();
    let matching: Vec<usize> = (0..listed.len())
        .filter(|&at| {
            let article = state.corpus.get(listed[at]);
            article.is_some_and(|article| needles.are_in(&article.title.text))
        })
        .collect();
    if let Some(next) = stepped(state, &matching, here, steps) {
        state.list.select(listed[next]);
        motion::follow_list(state);
    }
}

fn step_item(state: &mut State, steps: isize) {
    let needles = state.filter.needles();
    let matching: Vec<usize> = (0..state.time.items.len())
        .filter(|&at| needles.are_in(&super::sentence(state, state.time.items[at])))
        .collect();
    let here = state.time.chosen;
    if let Some(next) = stepped(state, &matching, Some(here), steps) {
        state.with_time(|time, world| time.choose(world, next));
    }
}

/// Of the rows that match the one `steps` behind (or before) the row where one
/// is, round the end; says which of how many it is.
fn stepped(
    state: &mut State,
    matching: &[usize],
    here: Option<usize>,
    steps: isize,
) -> Option<usize> {
    let count = isize::try_from(matching.len()).unwrap_or(isize::MAX);
    if count == 0 {
        not_found(state);
        return None;
    }
    let here = here.unwrap_or(0);
    let from = if steps > 0 {
        matching.partition_point(|&at| at <= here)
    } else {
        matching.partition_point(|&at| at < here)
    };
    let from = isize::try_from(from).unwrap_or(isize::MAX);
    let next = from + if steps > 0 { steps - 1 } else { steps };
    let next = usize::try_from(next.rem_euclid(count)).unwrap_or(0);
    state.say(format!(
        "{}/{} · {}",
        thousands(next + 1),
        thousands(matching.len()),
        state.needle
    ));
    matching.get(next).copied()
}

fn not_found(state: &mut State) {
    let needle = if state.needle.is_empty() {
        state.filter.query().map(|query| query.raw.clone())
    } else {
        Some(state.needle.clone())
    };
    let needle = needle.unwrap_or_default();
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
    state.filter.look_for(Needles::default());
    relight(state);
    true
}

/// Drops search and brush.
pub fn clear(state: &mut State) {
    state.list.put_first(None);
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
