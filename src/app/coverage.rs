//! Which paragraphs were on the screen, and how much that is of an article or
//! of what was printed in some days.

use std::ops::Range;

use super::{Pane, State, keeping, page::Row};
use crate::model::{ArticleId, Change, Interval, Seen};

/// The open article while it is looked at.
#[derive(Clone, Debug)]
pub(super) struct Looking {
    article: ArticleId,
    /// The hashes of its paragraphs.
    paragraphs: Vec<u32>,
    /// Those that were wholly shown by the last message.
    shown: Range<usize>,
    seen: Seen,
}

/// How much of some articles was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many articles.
    pub articles: usize,
    /// How many of them were opened to be read.
    pub read: usize,
    /// How many paragraphs of these were on the screen.
    pub seen: usize,
    /// How many paragraphs these have.
    pub of: usize,
}

/// How many paragraphs of an article were on the screen, and of how many;
/// `None` when it was never looked at.
#[must_use]
pub fn of_article(state: &State, id: ArticleId) -> Option<(usize, usize)> {
    let counts = state.memory.record(id)?.seen.as_ref()?.counts();
    (counts.0 > 0).then_some(counts)
}

/// How much was read of what was printed on these days and passes the search.
#[must_use]
pub fn of_days(state: &State, days: Interval) -> Coverage {
    let mut coverage = Coverage::default();
    let printed = state.timeline.printed_in(days);
    for id in printed.filter(|&id| state.filter.searched(id)) {
        coverage.articles += 1;
        coverage.read += usize::from(state.marks.read.contains(&id));
        let (seen, of) = of_article(state, id).unwrap_or_default();
        coverage.seen += seen;
        coverage.of += of;
    }
    coverage
}

/// After each message: what stands in the reader while it has the keys has
/// been on the screen.
pub fn notice(state: &mut State) {
    let reading = state.focus == Pane::Reader && state.layout.reader.is_some();
    let covered = state.sheet.is_some() || state.browser.is_some();
    let Some((id, article)) = state.article().filter(|_| reading && !covered) else {
        return;
    };
    let shown = shown(state);
    let looking = state.memory.looking.as_ref();
    if looking.is_none_or(|looking| looking.article != id) {
        let paragraphs = Seen::hashes(article);
        state.memory.looking = Some(Looking {
            article: id,
            shown: 0..0,
            seen: Seen::default().fit(&paragraphs),
            paragraphs,
        });
    }
    let known = state
        .memory
        .record(id)
        .and_then(|record| record.seen.clone());
    let Some(looking) = &mut state.memory.looking else {
        return;
    };
    if looking.shown == shown {
        return;
    }
    looking.shown = shown.clone();
    // What another program has shown meanwhile counts too.
    if let Some(known) = known {
        looking.seen = known.fit(&looking.paragraphs);
    }
    let new = looking.paragraphs.get(shown).unwrap_or_default();
    if looking.seen.add(new) {
        let seen = looking.seen.clone();
        if let Some(cited) = keeping::cite(state, id) {
            keeping::in_passing(state, Change::Seen(cited, seen));
        }
    }
}

/// The paragraphs of which the last line stands in the window.
fn shown(state: &State) -> Range<usize> {
    let page = &state.reader.page;
    let ends = state.reader.rows().filter_map(|row| match row {
        Row::Text(line) => {
            let paragraph = page.paragraph(line)?;
            let last = page.paragraphs.get(paragraph)?.1;
            (line.end >= last).then_some(paragraph)
        }
        _ => None,
    });
    let mut ends = ends.peekable();
    match ends.peek().copied() {
        Some(first) => first..ends.last().unwrap_or(first) + 1,
        None => 0..0,
    }
}
