//! The store: that what was kept is there again, for another program, for
//! another version, after a crash, and when the disk does not do its part.
#![allow(clippy::unwrap_used, clippy::panic)]

mod crash;
mod edits;
mod opening;
mod values;

use dateline::{
    ingest,
    model::{Article, Change, Cited, Everything, Kept, Manner, Note, Wish},
    store::Store,
    text::Quote,
};

/// An article of two paragraphs, unlike those of other numbers.
fn article(number: usize) -> Article {
    let text = format!(
        "Report number {number}\n\nMay 4, 2019\n\nThe lock of canal {number} was opened in the morning.\n\n\
         Nobody had expected {number} boats.\n"
    );
    ingest::parse(text.as_bytes(), &format!("{number}.txt"))
        .0
        .unwrap()
}

fn cited(number: usize) -> Cited {
    Cited::new(&article(number))
}

/// A note on the first word of an article.
fn note(id: &str, text: &str, article: &Article) -> Note {
    Note {
        text: text.to_owned(),
        ..Note::new(id.into(), Quote::new(&article.text, 0..3))
    }
}

/// Keeps a change by hand and expects that it is kept.
#[track_caller]
fn keep(store: &mut Store, change: Change) -> Change {
    match store.carry_out(Wish::by_hand(change)) {
        Kept::Done(change, Manner::ByHand, _) => *change,
        other => panic!("{other:?}"),
    }
}

/// Keeps a new note on article `number`.
#[track_caller]
fn write_note(store: &mut Store, number: usize, id: &str, text: &str) {
    let article = article(number);
    let note = note(id, text, &article);
    keep(
        store,
        Change::Note(Cited::new(&article), id.into(), Some(note)),
    );
}

fn all(store: &Store) -> Everything {
    store.everything(None).unwrap()
}

/// The texts of all notes, in order.
fn texts(store: &Store) -> Vec<String> {
    let mut texts: Vec<String> = store
        .notes()
        .unwrap()
        .into_iter()
        .map(|(_, note)| note.text)
        .collect();
    texts.sort();
    texts
}

fn memory() -> Store {
    Store::in_memory("a test").unwrap()
}
