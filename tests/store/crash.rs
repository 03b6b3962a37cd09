//! A program that is killed at any moment: every note that it said was kept
//! is there, and the database is whole.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use dateline::{
    model::{Change, Kept, Wish},
    store::Store,
};

use super::{cited, texts, write_note};

/// Says to this test program that it is the one to be killed, and where.
const CHILD: &str = "DATELINE_TEST_STORE";
/// How often it is killed; `DATELINE_TEST_KILLS` says otherwise.
const KILLS: u64 = 12;

/// Not a test of its own: what the killed program does. Reads, marks, notes,
/// undoes, and writes the number of each note once it is kept.
#[test]
fn child() {
    let Some(path) = env::var_os(CHILD) else {
        return;
    };
    let mut store = Store::open(Some(Path::new(&path))).unwrap().store;
    let first = store.notes().unwrap().len();
    let mut out = std::io::stdout();
    for number in first.. {
        let passing = Change::Read(cited(number % 50), true);
        store.carry_out(Wish::in_passing(passing));
        write_note(
            &mut store,
            number % 50,
            &format!("note {number}"),
            &number.to_string(),
        );
        if writeln!(out, "kept {number}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
        let star = Change::Star(cited(number % 50), number % 2 == 0);
        let kept = store.carry_out(Wish::by_hand(star));
        assert!(matches!(kept, Kept::Done(..)), "{kept:?}");
        store.carry_out(Wish::Turn(dateline::model::Way::Undo));
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dateline.db");
    let kills = env::var("DATELINE_TEST_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut kept: Vec<String> = Vec::new();
    for round in 0..kills.unwrap_or(KILLS) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "crash::child", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acknowledged = |line: &String| line.split("kept ").nth(1).map(str::to_owned);
        // A moment counted in notes, and as many turns of this loop behind it
        // as chance will have.
        let wanted = kept.len() + usize::try_from(random % 9).unwrap();
        while kept.len() < wanted {
            kept.extend(acknowledged(
                &lines.next().expect("the child goes on").unwrap(),
            ));
        }
        (0..random % 200_000).for_each(|turn| _ = std::hint::black_box(turn));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            kept.extend(acknowledged(&line));
        }
        let store = Store::existing(&path).unwrap();
        let Some(store) = store else {
            assert!(kept.is_empty());
            continue;
        };
        assert!(store.check().unwrap().is_sound(), "round {round}");
        let there = texts(&store);
        let lost: Vec<&String> = kept.iter().filter(|text| !there.contains(text)).collect();
        assert!(
            lost.is_empty(),
            "round {round}: acknowledged and lost: {lost:?}"
        );
        // The one that was written when the blow fell counts from here on.
        kept = there;
    }
}
