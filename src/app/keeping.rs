//! What is kept, and when: changes by hand at once, places and read marks in
//! passing; what the store answers; which articles it knows.
//!
//! A change takes effect at once and is sent to the store; that it is saved
//! is said only when the store has said so.

use std::collections::HashSet;

use super::{Effect, State, browser, coverage, desk, keys::Given, memory::is_answered, notes};
use crate::model::{
    ArticleId, Change, Cited, Everything, Kept, Lasting, Letter, Manner, Signs, Way, Wish,
};

/// Keeps a change that the person asked for, and says so.
pub fn by_hand(state: &mut State, change: Change, said: impl Into<String>) {
    let said = said.into();
    apply(state, &change);
    state.memory.wish(Wish::by_hand(change));
    state.memory.said = Some(said.clone());
    state.say(said);
}

/// Keeps a change that followed from reading.
pub fn in_passing(state: &mut State, change: Change) {
    apply(state, &change);
    state.memory.wish(Wish::in_passing(change));
}

/// What the store knows an article by.
pub fn cite(state: &mut State, id: ArticleId) -> Option<Cited> {
    let article = state.corpus.get(id)?;
    Some(state.memory.cite(id, article))
}

/// An article is being read.
pub fn read(state: &mut State, id: ArticleId) {
    if !state.marks.read.contains(&id)
        && let Some(cited) = cite(state, id)
    {
        in_passing(state, Change::Read(cited, true));
    }
}

/// `u`, `Ctrl-R`.
pub fn turn(state: &mut State, way: Way, given: Given) {
    for _ in 0..given.times().min(100) {
        state.memory.wish(Wish::Turn(way));
    }
}

/// Asks what other programs have changed in the store.
pub fn refresh(state: &mut State) {
    if state.memory.ready {
        state.memory.wish(Wish::Refresh);
    }
}

/// Makes a change in the image of the store and wherever it shows.
fn apply(state: &mut State, change: &Change) {
    if matches!(change, Change::Ruled(..)) {
        state.hand.again();
    }
    for id in state.memory.apply(change) {
        show(state, id);
    }
    if matches!(change, Change::Note(..) | Change::Ruled(..)) {
        browser::relist(state);
    }
}

/// Shows what hangs on an article.
fn show(state: &mut State, id: ArticleId) {
    let record = state.memory.record(id);
    let (read, starred) = record.map_or((false, false), |record| (record.read, record.starred));
    for (set, on) in [
        (&mut state.marks.read, read),
        (&mut state.marks.starred, starred),
    ] {
        if on {
            set.insert(id);
        } else {
            set.remove(&id);
        }
    }
    if state.reader.article == Some(id) {
        notes::place(state);
    }
}

/// The store has answered.
pub fn take(state: &mut State, kept: Kept) -> Vec<Effect> {
    match kept {
        Kept::All(all) => return recall(state, *all),
        Kept::News(news) => hear(state, *news),
        Kept::Same => {}
        Kept::CaughtUp => {
            state.memory.trouble = None;
            state.say("What could not be saved is saved now");
        }
        Kept::Done(change, manner, lasting) => done(state, &change, manner, lasting),
        Kept::Turned(way, change, what) => {
            apply(state, &change);
            let done = if way == Way::Undo {
                "Undone"
            } else {
                "Done again"
            };
            state.say(format!("{done}: {what}"));
        }
        Kept::AtEnd(Way::Undo) => state.say("Nothing to undo"),
        Kept::AtEnd(Way::Redo) => state.say("Nothing to do again"),
        Kept::Failed(wish, why) => fail(state, &wish, why),
    }
    Vec::new()
}

/// A change is kept.
fn done(state: &mut State, change: &Change, manner: Manner, lasting: Lasting) {
    if is_answered(change) {
        state.memory.unanswered.pop_front();
    }
    state.memory.lasting = lasting;
    state.memory.trouble = None;
    if let Change::Asked(asked) = change {
        state.memory.asked.push(asked.clone());
    }
    // A note has its times now; a newer version has been sent if it waits for
    // its answer still.
    let unanswered = &state.memory.unanswered;
    let newer = unanswered.iter().any(|(other, _)| same(other, change));
    if matches!(change, Change::Note(..)) && !newer {
        apply(state, change);
    }
    if manner == Manner::ByHand {
        confirm(state);
    }
}

fn same(a: &Change, b: &Change) -> bool {
    matches!((a, b), (Change::Note(_, a, _), Change::Note(_, b, _)) if a == b)
}

/// Says that what the status line tells of is saved.
fn confirm(state: &mut State) {
    let message = state.message.as_ref().map(|message| &message.text);
    if !state.memory.is_quiet() || message != state.memory.said.as_ref() {
        return;
    }
    if let Some(said) = state.memory.said.take() {
        match &state.memory.lasting {
            Lasting::Disk => state.say(format!("{said} · saved")),
            Lasting::Memory(why) => {
                let why = why.clone();
                state.complain(format!("{said} · gone when you leave: {why}"));
            }
        }
    }
}

fn fail(state: &mut State, wish: &Wish, why: String) {
    let said = match wish {
        Wish::Keep(change, manner) => {
            if is_answered(change) {
                state.memory.unanswered.pop_front();
            }
            let known = state.memory.trouble.replace(why.clone()).is_some();
            if *manner == Manner::InPassing && known {
                return;
            }
            format!("Not saved: {why}")
        }
        Wish::Turn(Way::Undo) => format!("Not undone: {why}"),
        Wish::Turn(Way::Redo) => format!("Not done again: {why}"),
        // It was told when it failed first.
        Wish::Retry => return,
        Wish::Recall(_) | Wish::Refresh => {
            state.memory.begin();
            state.memory.trouble = Some(why.clone());
            format!("What is kept cannot be read: {why}")
        }
    };
    state.complain(said);
}

/// The store says what is kept.
fn recall(state: &mut State, all: Everything) -> Vec<Effect> {
    let first = !state.memory.ready;
    state.memory.install(all.records);
    state.hand.again();
    take_letters(state, all.letters);
    state.memory.saved = all.saved.into_iter().collect();
    state.memory.asked = all.asked;
    state.memory.lasting = all.lasting;
    state.marks.read.clear();
    state.marks.starred.clear();
    catch_up(state);
    state.memory.begin();
    arrive(state, 0);
    if let Some(id) = state.reader.article {
        show(state, id);
    }
    browser::relist(state);
    let mut effects = Vec::new();
    if first {
        if let Some(problem) = all.problem {
            state.complain(problem.message.clone());
            state.problems.push(problem);
        }
        restore_unmoved(state);
        effects = desk::begin(state, all.desk, all.trail);
    }
    effects
}

/// The store says what others have changed.
fn hear(state: &mut State, news: Everything) {
    let (mut touched, new) = state.memory.merge(&news.records);
    take_letters(state, news.letters);
    state.memory.saved = news.saved.into_iter().collect();
    state.memory.asked = news.asked;
    catch_up(state);
    // By their ids, which nearly all have still: to look at the texts of a
    // large archive takes longer than a key may.
    let new: HashSet<u64> = new.iter().map(|id| Signs::of_id(id)).collect();
    let all = u32::try_from(state.corpus.len()).unwrap_or(u32::MAX);
    for id in (0..all).map(ArticleId).filter(|_| !new.is_empty()) {
        let signs = state.corpus.signs(id);
        if signs.is_some_and(|signs| new.contains(&signs.id)) {
            state.memory.recognise(id, &state.corpus);
            touched.push(id);
        }
    }
    for id in touched {
        show(state, id);
    }
    browser::relist(state);
}

fn take_letters(state: &mut State, letters: Vec<(char, Letter)>) {
    state.memory.letters.clear();
    for (letter, mark) in letters {
        apply(state, &Change::Letter(letter, Some(Box::new(mark))));
    }
}

/// Makes those changes again of which the store did not know yet.
fn catch_up(state: &mut State) {
    for (change, _) in state.memory.unanswered.clone() {
        apply(state, &change);
    }
}

/// Articles that are recognised in one go: a key waits no longer than that
/// takes.
const AT_ONCE: u32 = 1 << 13;

/// The articles from `start` on have arrived: what hangs on them is shown, of
/// many in several goes.
pub fn arrive(state: &mut State, start: u32) {
    state.memory.recognised = state.memory.recognised.min(start);
    go_on(state);
    desk::find_article(state, start);
}

/// Whether articles wait to be recognised.
pub fn unfinished(state: &State) -> bool {
    (state.memory.recognised as usize) < state.corpus.len()
}

/// Recognises the next articles.
pub fn go_on(state: &mut State) {
    let all = u32::try_from(state.corpus.len()).unwrap_or(u32::MAX);
    let start = state.memory.recognised;
    let end = all.min(start.saturating_add(AT_ONCE));
    state.memory.recognised = end;
    for id in (start..end).map(ArticleId) {
        state.memory.recognise(id, &state.corpus);
        if state.memory.record(id).is_some() {
            show(state, id);
        }
    }
    state.hand.again();
    if end == all && state.loading != super::Loading::Running {
        recognise_edited(state);
    }
}

/// All articles have arrived.
pub fn arrived(state: &mut State) {
    if !unfinished(state) {
        recognise_edited(state);
    }
    desk::end(state);
}

fn recognise_edited(state: &mut State) {
    for change in state.memory.recognise_edited(&state.corpus) {
        in_passing(state, change);
    }
    restore_unmoved(state);
}

/// Brings the open article to where its reading stopped, unless the person has
/// moved in it since.
fn restore_unmoved(state: &mut State) {
    let seen = state.memory.seen;
    if seen.is_none() || seen == here(state) {
        restore(state);
    }
}

/// The open article with its first row and chosen paragraph.
fn here(state: &State) -> Option<(ArticleId, u32, usize)> {
    let reader = &state.reader;
    Some((reader.article?, reader.first_byte(), reader.paragraph))
}

/// Brings the open article to where its reading stopped.
pub fn restore(state: &mut State) {
    notes::place(state);
    let Some((id, article)) = state.article() else {
        return;
    };
    let place = state
        .memory
        .record(id)
        .and_then(|record| record.place.as_ref());
    if let Some(place) = place {
        let (paragraph, top) = place.find(&article.text);
        state.reader.restore(paragraph, top);
    }
    state.memory.seen = here(state);
}

/// After each message: keeps where the reading stands, what was on the screen,
/// and how the archive would be left, if that has changed.
pub fn notice(state: &mut State) {
    notice_place(state);
    coverage::notice(state);
    if state.memory.ready && state.memory.touched {
        desk::notice(state);
    }
}

fn notice_place(state: &mut State) {
    let Some(here) = here(state) else {
        return;
    };
    if state.memory.seen == Some(here) {
        return;
    }
    state.memory.seen = Some(here);
    let id = here.0;
    let start = state.reader.is_at_start() && state.reader.paragraph == 0;
    let spot = desk::spot(state).filter(|_| !start);
    if state
        .memory
        .record(id)
        .and_then(|record| record.place.as_ref())
        != spot.as_ref()
        && let Some(cited) = cite(state, id)
    {
        in_passing(state, Change::Place(cited, spot));
    }
}
