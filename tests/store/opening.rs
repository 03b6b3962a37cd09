//! Opening: versions, broken files, folders that cannot be written, two
//! programs at once.

use std::{
    fs,
    path::{Path, PathBuf},
};

use dateline::{
    model::{Change, Kept, Kind, Lasting, Wish},
    store::{Opened, Store, place},
};
use tempfile::{TempDir, tempdir};

use super::{all, cited, keep, texts, write_note};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("data/dateline/dateline.db");
    (folder, path)
}

/// Opens a store that must be sound.
#[track_caller]
fn open(path: &Path) -> Store {
    let Opened { store, problem } = Store::open(Some(path)).unwrap();
    assert_eq!(problem, None);
    assert_eq!(store.lasting(), &Lasting::Disk);
    store
}

#[test]
fn the_place_follows_the_environment() {
    let found = place(&|name| (name == "XDG_DATA_HOME").then(|| "/d".into()));
    assert_eq!(found, Some(PathBuf::from("/d/dateline/dateline.db")));
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_the_person_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = folder();
    drop(open(&path));
    let mode = fs::metadata(path.parent().unwrap())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// A database of each older version lies beside this file, as SQL; when the
/// schema gets another version, the present one has to be put there too.
#[test]
fn every_older_version_is_brought_up_to_date() {
    let versions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/versions");
    let (_folder, path) = folder();
    drop(open(&path));
    let sqlite = rusqlite::Connection::open(&path).unwrap();
    let newest: i64 = sqlite
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert!(newest >= 1);
    for version in 1..=newest {
        let (_folder, path) =
            folder_with(&fs::read_to_string(versions.join(format!("{version}.sql"))).unwrap());
        let store = open(&path);
        let all = store.everything(Some("/archive")).unwrap();
        assert_eq!(
            texts(&store),
            ["A remark\non two lines", "Another"],
            "version {version}"
        );
        let record = &all.records[0];
        assert_eq!(
            (&*record.cited.title, record.read, record.starred),
            ("Report number 1", true, true)
        );
        assert_eq!(record.bodies.len(), 2);
        assert!(record.place.is_some() && all.desk.is_some());
        assert_eq!(all.letters.len(), 1);
        // Rulings came with the second version.
        let dates: Vec<_> = record
            .rulings
            .iter()
            .map(|r| r.verdict.describe())
            .collect();
        let expected: &[&str] = if version < 2 {
            &[]
        } else {
            &["2019-05-03 by hand"]
        };
        assert_eq!(dates, expected);
        let report = store.check().unwrap();
        assert!(report.is_sound());
        assert_eq!(report.changes, 2);
        if version >= 3 {
            assert_eq!(record.cited.author.as_deref(), Some("Ada Lund"));
            assert_eq!(record.seen.as_ref().unwrap().counts(), (2, 2));
            assert_eq!((record.marks.len(), all.trail.back.len()), (1, 1));
            assert_eq!(record.notes[0].kind, Some(Kind::Fact));
            assert_eq!(record.notes[0].tags.len(), 2);
            let paragraph = (version >= 5).then_some(1);
            assert_eq!(record.notes[0].paragraph, paragraph);
        }
        if version >= 4 {
            let (name, saved) = &all.saved[0];
            assert_eq!((&**name, &*saved.query), ("boats", "boat* -ferry"));
            let asked = &all.asked[0];
            assert_eq!((asked.day(), &*asked.query), ("2026-11-25", "boats"));
            assert_eq!(asked.findings.archive.to_string(), "f".repeat(16));
        }
        let found = rusqlite::Connection::open(&path).unwrap();
        let found: i64 = found
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(found, newest);
        // What older versions have entered of the way back is read still.
        let mut store = store;
        let undone = store.carry_out(Wish::Turn(dateline::model::Way::Undo));
        assert!(matches!(undone, Kept::Turned(..)), "{undone:?}");
    }
}

fn folder_with(sql: &str) -> (TempDir, PathBuf) {
    let (folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(sql)
        .unwrap();
    (folder, path)
}

#[test]
fn a_later_version_and_another_programs_file_are_left_alone() {
    for (sql, why) in [
        (
            "PRAGMA user_version = 9999; PRAGMA application_id = 0x64746c6e;",
            "later version",
        ),
        (
            "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);",
            "another program",
        ),
    ] {
        let (_folder, path) = folder_with(sql);
        let before = fs::read(&path).unwrap();
        let Opened { mut store, problem } = Store::open(Some(&path)).unwrap();
        let message = problem.unwrap().message;
        assert!(
            message.contains(why) && message.contains("not kept"),
            "{message}"
        );
        write_note(&mut store, 1, "a", "in memory");
        drop(store);
        assert_eq!(fs::read(&path).unwrap(), before);
        assert!(Store::existing(&path).is_err());
    }
}

#[test]
fn a_broken_store_is_set_aside_and_never_overwritten() {
    let (_folder, path) = folder();
    let mut store = open(&path);
    for number in 0..40 {
        write_note(
            &mut store,
            number,
            &number.to_string(),
            &"text ".repeat(200),
        );
    }
    drop(store);
    let sound = fs::read(&path).unwrap();
    let torn = [&sound[..8192], &[0xA5; 4096], &sound[12288..]].concat();
    let cases = [
        b"no database at all, but long enough to be one".repeat(40),
        torn,
        sound[..sound.len() / 2].to_vec(),
    ];
    for (broken, number) in cases.into_iter().zip(1..) {
        fs::write(&path, &broken).unwrap();
        assert!(Store::existing(&path).is_err(), "case {number}");
        let Opened { mut store, problem } = Store::open(Some(&path)).unwrap();
        let message = problem.unwrap().message;
        let aside = path.with_extension(format!("db.broken-{number}"));
        assert!(message.contains(&*aside.to_string_lossy()), "{message}");
        assert_eq!(fs::read(&aside).unwrap(), broken, "case {number}");
        assert_eq!(store.lasting(), &Lasting::Disk);
        write_note(&mut store, 1, "a", "new");
        drop(store);
        assert_eq!(texts(&open(&path)), ["new"]);
    }
}

#[test]
fn without_a_place_to_write_all_goes_on_and_says_so() {
    let (folder, _) = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [
        None,
        Some(file.join("dateline/dateline.db")),
        Some(PathBuf::from("/proc/none/dateline.db")),
    ] {
        let Opened { mut store, problem } = Store::open(path.as_deref()).unwrap();
        assert!(problem.unwrap().message.contains("not kept"), "{path:?}");
        let kept = store.carry_out(Wish::by_hand(Change::Star(cited(1), true)));
        assert!(
            matches!(kept, Kept::Done(_, _, Lasting::Memory(_))),
            "{kept:?}"
        );
        assert!(all(&store).records[0].starred);
    }
}

#[test]
fn a_store_that_may_only_be_read_is_read() {
    let (_folder, path) = folder();
    write_note(&mut open(&path), 1, "a", "old");
    // A folder in the place of the lock: as if nothing could be made here.
    let lock = path.with_extension("lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    let Opened { mut store, problem } = Store::open(Some(&path)).unwrap();
    assert!(problem.unwrap().message.contains("not kept"));
    write_note(&mut store, 1, "b", "new");
    assert_eq!(texts(&store), ["new", "old"]);
    drop(store);
    assert_eq!(texts(&Store::existing(&path).unwrap().unwrap()), ["old"]);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again() {
    let (_folder, path) = folder();
    let mut store = open(&path);
    write_note(&mut store, 1, "small", "small");
    store.limit_pages(Some(24)).unwrap();
    let mut failed = 0;
    for number in 0..20 {
        let article = super::article(number);
        let note = super::note(&number.to_string(), &"much text ".repeat(2000), &article);
        let change = Change::Note(cited(number), note.id.clone(), Some(note));
        match store.carry_out(Wish::by_hand(change)) {
            Kept::Done(..) => assert_eq!(failed, 0, "done though one before is not"),
            Kept::Failed(_, why) => {
                assert_eq!(why, "the disk is full");
                failed += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(failed > 0);
    let on_disk = Store::existing(&path)
        .unwrap()
        .unwrap()
        .notes()
        .unwrap()
        .len();
    assert_eq!(on_disk, 21 - failed, "what was acknowledged, and no more");
    assert!(matches!(
        store.carry_out(Wish::Retry),
        Kept::Failed(Wish::Retry, _)
    ));
    store.limit_pages(None).unwrap();
    assert_eq!(store.carry_out(Wish::Retry), Kept::CaughtUp);
    assert_eq!(
        Store::existing(&path)
            .unwrap()
            .unwrap()
            .notes()
            .unwrap()
            .len(),
        21
    );
}

#[test]
fn two_programs_write_by_turns_and_see_each_other() {
    let (_folder, path) = folder();
    let (mut first, mut second) = (open(&path), open(&path));
    write_note(&mut first, 1, "a", "from the first");
    write_note(&mut second, 1, "b", "from the second");
    keep(&mut first, Change::Star(cited(2), true));
    assert_eq!(texts(&first), ["from the first", "from the second"]);
    assert_eq!(all(&first).records, all(&second).records);

    // Together, from threads of their own.
    let writers = ["x", "y"].map(|name| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut store = open(&path);
            for number in 0..30 {
                write_note(&mut store, number % 5, &format!("{name}{number}"), name);
            }
        })
    });
    for writer in writers {
        writer.join().unwrap();
    }
    assert_eq!(texts(&first).len(), 62);
    assert!(second.check().unwrap().is_sound());
    // The newest change is undone, whoever made it.
    let undone = first.carry_out(Wish::Turn(dateline::model::Way::Undo));
    assert!(matches!(undone, Kept::Turned(..)));
    assert_eq!(texts(&second).len(), 61);
}
