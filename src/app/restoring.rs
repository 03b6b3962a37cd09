//! What was read in another run, what has changed since, and when to keep what
//! is there for the next.

use std::collections::HashSet;

use super::{Effect, Loading, Restored, State, keeping};
use crate::{
    model::{ArticleId, Problem},
    timeline::Timeline,
};

/// Shows articles that were read in another run.
pub fn restore(state: &mut State, Restored { shelf, listing }: Restored) {
    state.weaving.awaits();
    let ids = state.corpus.put(shelf.clone());
    state.mentions.put(shelf);
    let (list, filter) = (&mut state.list, &state.filter);
    list.restore(&state.corpus, listing, |id| filter.passes(id));
    if let Some(id) = state.list.selected() {
        state.show_article(id);
    }
    keeping::arrive(state, ids.start);
    state.stale = true;
}

/// Shows what they tell.
pub fn recall(state: &mut State, timeline: Timeline, problems: Vec<Problem>) {
    state.timeline = timeline;
    state.problems.extend(problems);
    state.weaving.awaits_no_more();
    state.hand.events_changed();
    state.rebrush();
    state.stale = true;
}

/// Takes articles out. Where one has changed, the selection and the reading go
/// on in its new version.
pub fn retire(state: &mut State, gone: &[(ArticleId, Option<ArticleId>)]) {
    let instead = |id: Option<ArticleId>| {
        let known = gone.iter().find(|(old, _)| Some(*old) == id);
        known.and_then(|(_, new)| *new)
    };
    let ids: HashSet<ArticleId> = gone.iter().map(|(old, _)| *old).collect();
    let (chosen, open) = (
        instead(state.list.selected()),
        instead(state.reader.article),
    );
    let first = state.reader.first_byte();
    state.corpus.retire(ids.iter().copied());
    state.timeline.retire(&ids);
    for id in &ids {
        state.mentions.replace(*id, Vec::new());
        state.marks.read.remove(id);
        state.marks.starred.remove(id);
    }
    state.memory.forget(&ids);
    state.filter.retire(&ids);
    let (list, filter) = (&mut state.list, &state.filter);
    list.retire(&state.corpus, chosen, |id| filter.passes(id));
    if let Some(id) = open {
        state.show_article(id);
        state.reader.scroll_to_byte(first);
    } else if state.reader.article.is_some_and(|id| ids.contains(&id))
        && let Some(id) = state.list.selected()
    {
        state.show_article(id);
    }
    state.weaving.again();
    state.hand.again();
    state.preserving = true;
    state.stale = true;
}

/// What to ask for now: once all has been read, dated and woven it is kept, if
/// something of it is new.
pub fn wish(state: &mut State) -> Option<Effect> {
    let all = state.loading != Loading::Running && state.is_complete();
    let woven = state.timeline.woven() == Some(state.mentions.tagged());
    let due = state.preserving && all && woven && state.weaving.is_at_rest();
    due.then(|| {
        state.preserving = false;
        Effect::Preserve
    })
}
