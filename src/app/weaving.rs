//! When the events are worked out anew, and what becomes of them.
//!
//! That takes its time with many articles, so it is done elsewhere; what has
//! come in meanwhile waits for the next time. Until the end it is done when
//! the articles have doubled, which costs no more in all than doing it twice.

use std::sync::Arc;

use super::{Effect, Loading, State};
use crate::timeline::Woven;

/// Articles before which it is not worth while, unless they are all.
const FIRST: usize = 32;

/// Whether the events are being worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weaving {
    /// It is being done.
    running: bool,
    /// Something has changed that the events do not show.
    stale: bool,
}

impl Weaving {
    /// Events of another run are on their way.
    pub const fn awaits(&mut self) {
        self.running = true;
    }

    /// They are there.
    pub const fn awaits_no_more(&mut self) {
        self.running = false;
    }

    /// Whether the events are those of all that is known.
    #[must_use]
    pub const fn is_at_rest(&self) -> bool {
        !self.running && !self.stale
    }

    /// Something has changed that events are made from, other than that
    /// articles have come in.
    pub const fn again(&mut self) {
        self.stale = true;
    }
}

/// Whether articles, dates or events are still to come.
pub(super) fn is_under_way(state: &State) -> bool {
    state.loading == Loading::Running
        || state.mentions.tagged() < state.corpus.len()
        || state.weaving.running
}

/// What to ask for now.
pub(super) fn wish(state: &mut State) -> Option<Effect> {
    let tagged = state.mentions.tagged();
    let woven = state.timeline.woven().unwrap_or(0);
    let all = state.loading != Loading::Running && tagged == state.corpus.len();
    let due = state.weaving.stale || (all && tagged > woven) || tagged >= 2 * woven.max(FIRST);
    let wanted = due && tagged > 0 && !state.weaving.running;
    wanted.then(|| {
        state.weaving = Weaving {
            running: true,
            stale: false,
        };
        Effect::Weave
    })
}

/// Shows the events that have been worked out.
pub(super) fn take(state: &mut State, woven: Arc<Woven>) {
    state.weaving.running = false;
    state.timeline.take(woven);
    state.hand.events_changed();
    state.rebrush();
    state.stale = true;
}
