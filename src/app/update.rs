//! One message, one new state. This file only routes.

use super::{
    Effect, Input, Loaded, Loading, Msg, Outcome, State, dates, editor, hand, keeping, keys,
    motion, picking, prompt_keys, restoring, searching, weaving,
};
use crate::{model::Mention, search::Query};

/// Takes a message, changes the state, and returns what the world shall do.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    // Batches may come faster than frames: what they change is counted anew
    // before somebody looks at it, not with each of them.
    if !matches!(
        msg,
        Msg::Loaded(_) | Msg::Counted(_) | Msg::Read(_) | Msg::Tagged(_) | Msg::Indexed(_)
    ) {
        state.freshen();
    }
    let effects = route(state, msg);
    hand::notice(state);
    dates::notice(state);
    searching::notice(state);
    keeping::notice(state);
    // First what is to be kept: another effect may be to leave.
    let wishes = std::mem::take(&mut state.memory.wishes);
    wishes
        .into_iter()
        .map(Effect::Keep)
        .chain(effects)
        .chain(weaving::wish(state))
        .chain(restoring::wish(state))
        .chain(keeping::unfinished(state).then_some(Effect::Onward))
        .collect()
}

fn route(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(burst) => {
            return burst
                .into_iter()
                .flat_map(|input| take(state, input))
                .collect();
        }
        Msg::Resized(columns, rows) => {
            state.size = (columns, rows);
            state.lay_out();
        }
        Msg::Loaded(loaded) => return load(state, loaded),
        Msg::Restored(restored) => restoring::restore(state, *restored),
        Msg::Recalled(timeline, problems) => restoring::recall(state, *timeline, problems),
        Msg::Compared(copies) => {
            state.filter.take_copies(*copies);
            state.refilter();
            state.stale = true;
        }
        Msg::Gone(gone) => restoring::retire(state, &gone),
        Msg::Told(said) => state.say(said),
        Msg::Onward => keeping::go_on(state),
        Msg::Counted(files) => state.progress.expected = files,
        Msg::Read(files) => state.progress.read = files,
        Msg::Tagged(batch) => tag(state, batch),
        Msg::Indexed(segment) => state.index.push(segment),
        Msg::Woven(woven) => weaving::take(state, woven),
        Msg::Found(part) => searching::take(state, &part),
        Msg::Picked(picks) => picking::take(state, picks),
        Msg::Kept(kept) => return keeping::take(state, kept),
        Msg::External(Outcome::Done(said)) if said.is_empty() => {}
        Msg::External(Outcome::Done(said)) => state.say(said),
        Msg::External(Outcome::Failed(why)) => state.complain(why),
        Msg::Slow(slow) => super::wire::turn(state, slow),
        Msg::Wire(report) => super::wire::tell(state, &report),
        Msg::Written(text) => editor::written(state, &text),
        Msg::Failed(job, why) => state.complain(format!("{job} failed: {why}")),
        Msg::Clock => {
            let effects = keys::rest(state);
            state.read_now();
            state.settle();
            return effects;
        }
    }
    Vec::new()
}

fn take(state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Key(key) => {
            state.message = None;
            state.memory.touched = true;
            state.rests += 1;
            keys::press(state, key)
        }
        Input::Paste(text) if state.prompt.is_some() || state.editor.is_some() => {
            prompt_keys::typed(state, &text)
        }
        Input::Paste(_) => {
            state.say("There is no line to paste into; : / and s open one");
            Vec::new()
        }
        // What the terminal showed while it was hidden may be gone.
        Input::Focus(true) => {
            keeping::refresh(state);
            vec![Effect::Clear]
        }
        Input::Focus(false) => Vec::new(),
    }
}

fn load(state: &mut State, loaded: Loaded) -> Vec<Effect> {
    match loaded {
        Loaded::Batch { articles, problems } => {
            let ids = state.corpus.push(articles);
            state.preserving |= !ids.is_empty();
            state.problems.extend(problems);
            state.timeline.arrive(&state.corpus);
            state.filter.compare(&state.corpus, ids.clone());
            let hits = state.fitting(ids.clone());
            state.filter.arrive(hits, &state.timeline);
            let (list, filter) = (&mut state.list, &state.filter);
            list.add(&state.corpus, ids.clone(), |id| filter.passes(id));
            if state.reader.article.is_none() || !state.list.settled() {
                if let Some(id) = state.list.selected() {
                    state.show_article(id);
                }
            } else {
                motion::follow_list(state);
            }
            keeping::arrive(state, ids.start);
            state.grown();
        }
        Loaded::End { cancelled } => {
            state.loading = if cancelled {
                Loading::Stopped
            } else {
                Loading::Done
            };
            state.list_all();
            state.grown();
            keeping::arrived(state);
            if cancelled {
                state.say("Loading stopped: what is there stays");
            }
            // What came in since has no weight, and may have a text twice.
            let query = state.filter.query();
            let asks = query.is_some_and(Query::asks_for_duplicates);
            if asks || state.list.is_best_first() {
                return searching::again(state);
            }
        }
    }
    Vec::new()
}

fn tag(state: &mut State, batch: Vec<Vec<Mention>>) {
    let first = u32::try_from(state.mentions.tagged()).unwrap_or(u32::MAX);
    state.mentions.extend(batch);
    let end = u32::try_from(state.mentions.tagged()).unwrap_or(u32::MAX);
    state
        .timeline
        .add(&state.corpus, &state.mentions, first..end);
    let asks = state.filter.query().is_some_and(Query::asks_for_dates);
    if asks || state.filter.brush().is_some() {
        let hits = if asks {
            state.fitting(first..end)
        } else {
            Vec::new()
        };
        state.filter.arrive(hits, &state.timeline);
        state.refilter();
    }
    state.hand.again();
    state.grown();
}
