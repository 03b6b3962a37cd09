//! The first screen, until the first key: three lines that say what there is
//! to do, and a sign before the articles that tell of the chosen event.

use super::{State, keys_of};
use crate::{command::Command, model::ArticleId};

/// Whether the screen greets: nobody has pressed a key, and the archive is the
/// program's own or nothing was ever kept.
#[must_use]
pub fn is_shown(state: &State) -> bool {
    let memory = &state.memory;
    !memory.touched
        && (state.built_in || memory.is_blank())
        && !state.corpus.is_empty()
        && state.sheet.is_none()
}

/// The articles that tell of the event chosen on the timeline.
pub fn telling(state: &State) -> impl Iterator<Item = ArticleId> {
    let event = state.time.event().filter(|_| is_shown(state));
    let event = event.and_then(|event| state.timeline.events().get(event));
    event.into_iter().flat_map(crate::timeline::Event::articles)
}

/// The sign before them.
pub const SIGN: &str = "◆";

/// The lines, none wider than 76 columns with the keys that come with the
/// program.
#[must_use]
pub fn lines(state: &State) -> [String; 3] {
    let key = |command| {
        let keys = keys_of(state, command);
        keys.split("  ").next().unwrap_or_default().to_owned()
    };
    [
        format!("{SIGN} marks the articles that tell of the event chosen on the timeline."),
        format!(
            "{} reads · {} next date in the text · {} that date on the timeline",
            key(Command::OpenArticle),
            key(Command::NextDate),
            key(Command::ToTimeline),
        ),
        format!(
            "{} searches · {} helps · {} leaves · any key takes these lines away",
            key(Command::Search),
            key(Command::Help),
            key(Command::Quit),
        ),
    ]
}
