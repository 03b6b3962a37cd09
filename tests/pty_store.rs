//! The built program with its store, on a real terminal: that what it shows
//! as saved is saved, however it ends.
#![allow(clippy::unwrap_used, clippy::panic)]

mod terminal;

use std::path::Path;

use dateline::store::Store;
use rustix::process::Signal;
use terminal::{Answers, DATELINE, Session, archive};

/// How often it is killed; `DATELINE_TEST_KILLS` says otherwise.
const KILLS: u64 = 8;

fn read(archive: &Path, data: &Path) -> Session {
    let mut session = Session::start((120, 40), Answers::Given, DATELINE, |command| {
        command.arg(archive).env("XDG_DATA_HOME", data)
    });
    session.until_shown("Article 003");
    session
}

fn store(data: &Path) -> Store {
    Store::existing(&data.join("dateline/dateline.db"))
        .unwrap()
        .unwrap()
}

#[test]
fn a_kill_loses_nothing_that_was_shown_as_saved() {
    let archive = archive(3);
    let data = tempfile::tempdir().unwrap();
    let kills = std::env::var("DATELINE_TEST_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut saved: Vec<String> = Vec::new();
    for round in 0..kills.unwrap_or(KILLS) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut session = read(archive.path(), data.path());
        for number in 0..=random % 3 {
            let text = format!("note {round} of {number}");
            session.send(format!(":reader\r:note {text}\r"));
            session.until("an answer", |session| {
                let shown = session.screen().contents();
                shown.contains("Note written · saved") || shown.contains("Note changed · saved")
            });
            saved.push(text);
            session.send("*");
            session.until("an answer", |session| {
                let shown = session.screen().contents();
                shown.contains("tarred · saved") || shown.contains("taken away · saved")
            });
        }
        // Keys whose answers are not waited for.
        session.send(["*", ":note lost, or not\r", "U}", ""][usize::try_from(random % 4).unwrap()]);
        session.signal(Signal::KILL);
        drop(session);
        let store = store(data.path());
        assert!(store.check().unwrap().is_sound(), "round {round}");
        let notes: Vec<String> = store
            .notes()
            .unwrap()
            .into_iter()
            .map(|(_, note)| note.text)
            .collect();
        // A note that another has replaced on the same paragraph is no loss.
        let newest = saved.last().unwrap();
        assert!(
            notes.contains(newest) || notes.iter().any(|note| note == "lost, or not"),
            "round {round}: {newest} is not among {notes:?}"
        );
    }
}

#[test]
fn what_waits_is_written_when_a_signal_ends_it_and_is_there_the_next_time() {
    let archive = archive(3);
    let data = tempfile::tempdir().unwrap();
    for signal in [Signal::TERM, Signal::HUP] {
        let mut session = read(archive.path(), data.path());
        session.send(":reader\r{}");
        session.until("the second paragraph", |session| {
            session.screen().contents().contains("▌   It has been used")
        });
        session.signal(signal);
        session.ended();
        let all = store(data.path()).everything(None).unwrap();
        let record = &all.records[0];
        assert!(record.read);
        let place = record.place.as_ref().unwrap();
        assert_eq!(place.paragraph.exact, "It has been used since then.");
    }
    // Left in the reader, at the second paragraph: there it opens.
    let mut session = read(archive.path(), data.path());
    session.until_shown("▌   It has been used");
    session.send("Q");
    assert!(session.ended().success());
}

#[test]
fn without_a_place_to_write_it_says_so_and_goes_on() {
    let archive = archive(3);
    let data = tempfile::NamedTempFile::new().unwrap();
    let mut session = read(archive.path(), data.path());
    session.until_shown("notes, marks and places are not kept");
    session.send("*");
    session.until_shown("Starred · gone when you leave");
    session.send("Q");
    assert!(session.ended().success());
}
