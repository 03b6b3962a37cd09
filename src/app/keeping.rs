//! What is kept, and when: changes by hand at once, places and read marks in
//! passing; what the store answers; how an archive that was read before is
//! found again.
//!
//! A change takes effect at once and is sent to the store; that it is saved
//! is said only when the store has said so.

use super::{Pane, State, Subject, keys::Given, memory::is_answered, notes};
use crate::{
    config::Sort,
    model::{
        Article, ArticleId, Change, Cited, Desk, Everything, Kept, Lasting, Likeness, ListOrder,
        Manner, Signs, Spot, Way, Wish,
    },
};

/// Keeps a change that the person asked for, and says so.
pub fn by_hand(state: &mut State, change: Change, said: impl Into<String>) {
    let said = said.into();
    apply(state, &change);
    state.memory.wish(Wish::by_hand(change));
    state.memory.said = Some(said.clone());
    state.say(said);
}

fn in_passing(state: &mut State, change: Change) {
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
    for id in state.memory.apply(change) {
        show(state, id);
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
pub fn take(state: &mut State, kept: Kept) {
    match kept {
        Kept::All(all) => recall(state, *all),
        Kept::Same => {}
        Kept::Done(change, manner, lasting) => {
            if is_answered(&change) {
                state.memory.unanswered.pop_front();
            }
            state.memory.lasting = lasting;
            state.memory.trouble = None;
            // A note has its times now; a newer version has been sent if it
            // waits for its answer still.
            let newer = state
                .memory
                .unanswered
                .iter()
                .any(|(other, _)| same(other, &change));
            if matches!(*change, Change::Note(..)) && !newer {
                apply(state, &change);
            }
            if manner == Manner::ByHand {
                confirm(state);
            }
        }
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
        Wish::Recall(_) | Wish::Refresh => {
            state.memory.begin();
            state.memory.trouble = Some(why.clone());
            format!("What is kept cannot be read: {why}")
        }
    };
    state.complain(said);
}

/// The store says what is kept: at the start, and when others may have
/// changed it.
fn recall(state: &mut State, all: Everything) {
    let Everything {
        records,
        letters,
        desk,
        lasting,
        problem,
    } = all;
    let first = !state.memory.ready;
    state.memory.install(records);
    state.memory.letters.clear();
    for (letter, mark) in letters {
        apply(state, &Change::Letter(letter, Some(Box::new(mark))));
    }
    state.memory.lasting = lasting;
    state.marks.read.clear();
    state.marks.starred.clear();
    // What has not been answered yet is not in it.
    for (change, _) in state.memory.unanswered.clone() {
        apply(state, &change);
    }
    state.memory.begin();
    arrive(state, 0);
    if state.loading != super::Loading::Running {
        recognise_edited(state);
    }
    if let Some(id) = state.reader.article {
        show(state, id);
    }
    if first {
        if let Some(problem) = problem {
            state.complain(problem.message.clone());
            state.problems.push(problem);
        }
        restore_unmoved(state);
        begin(state, desk);
    }
    if state
        .sheet
        .as_ref()
        .is_some_and(|sheet| sheet.subject == Subject::Notes)
    {
        notes::relist(state);
    }
}

/// The articles from `start` on have arrived: what hangs on them is shown.
pub fn arrive(state: &mut State, start: u32) {
    for (id, article) in state.corpus.from(start) {
        state.memory.recognise(id, article);
    }
    let known: Vec<ArticleId> = state
        .corpus
        .from(start)
        .map(|(id, _)| id)
        .filter(|&id| state.memory.record(id).is_some())
        .collect();
    for id in known {
        show(state, id);
    }
    find_desk(state, start);
}

/// All articles have arrived.
pub fn arrived(state: &mut State) {
    recognise_edited(state);
    find_desk(state, 0);
    state.memory.wanted = None;
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
fn here(state: &State) -> Option<(ArticleId, usize, usize)> {
    let reader = &state.reader;
    Some((reader.article?, reader.top, reader.paragraph))
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

/// The archive as it was left: the order of the list at once, the article when
/// it has arrived.
fn begin(state: &mut State, desk: Option<Desk>) {
    state.memory.desk.clone_from(&desk);
    let order = desk.as_ref().and_then(|desk| desk.order.as_ref());
    if let Some(order) = order
        && let Some(sort) = Sort::ALL
            .into_iter()
            .find(|sort| *sort.name() == *order.sort)
    {
        let State {
            list,
            corpus,
            filter,
            ..
        } = state;
        (list.sort, list.descending, list.by_year) = (sort, order.descending, order.by_year);
        list.resort(corpus, |id| filter.passes(id));
        super::motion::follow_list(state);
    }
    state.memory.wanted = desk;
    find_desk(state, 0);
}

/// Opens the article that was open when the archive was left, if it is among
/// those from `start` on and no key has been pressed.
fn find_desk(state: &mut State, start: u32) {
    let Some(desk) = state.memory.wanted.take().filter(|_| !state.memory.touched) else {
        return;
    };
    let Some(likeness) = &desk.article else {
        return;
    };
    let same = |article: &Article| {
        Signs::of(article).head == likeness.signs.head
            && Likeness::of(article).body == likeness.body
    };
    let found = state.memory.article(&likeness.body).or_else(|| {
        state
            .corpus
            .from(start)
            .find(|(_, article)| same(article))
            .map(|(id, _)| id)
    });
    let Some(id) = found else {
        state.memory.wanted = Some(desk);
        return;
    };
    if state.list.select(id) {
        state.show_article(id);
        let pane = Pane::ALL
            .into_iter()
            .find(|pane| pane.name() == &*desk.pane);
        state.focus(pane.unwrap_or_default());
    }
}

/// After each message: keeps where the reading stands and how the archive
/// would be left, if that has changed.
pub fn notice(state: &mut State) {
    notice_place(state);
    if state.memory.ready && state.memory.touched {
        notice_desk(state);
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
    let Some(article) = state.corpus.get(id) else {
        return;
    };
    let reader = &state.reader;
    let spot = if reader.top == 0 && reader.paragraph == 0 {
        None
    } else {
        let Some(&(start, end)) = reader.page.paragraphs.get(reader.paragraph) else {
            return;
        };
        let paragraph = start as usize..end as usize;
        Some(Spot::new(
            &article.text,
            paragraph,
            reader.first_byte() as usize,
        ))
    };
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

fn notice_desk(state: &mut State) {
    let Some(archive) = state.memory.archive.clone() else {
        return;
    };
    let (list, config) = (&state.list, &state.config);
    let order = (list.sort, list.descending, list.by_year);
    let usual = (
        config.sort,
        config.order == crate::config::Order::Descending,
        config.group_by_year,
    );
    let order = (order != usual).then(|| ListOrder {
        sort: list.sort.name().into(),
        descending: list.descending,
        by_year: list.by_year,
    });
    let open = state.reader.article;
    let article = open
        .and_then(|id| cite(state, id))
        .map(|cited| cited.likeness);
    let desk = Desk {
        article,
        pane: state.focus.name().into(),
        order,
    };
    if state.memory.desk.as_ref() != Some(&desk) {
        state.memory.desk = Some(desk.clone());
        state
            .memory
            .wish(Wish::in_passing(Change::Desk(archive, desk)));
    }
}
