//! The built program on a real terminal: that it takes it, draws on it, and
//! gives it back, whatever happens.
//!
//! At most a dozen tests, because each starts a process; everything that can be
//! tested without a terminal is tested without one.

#![allow(clippy::unwrap_used, clippy::panic)]

mod terminal;

use std::{os::unix::process::ExitStatusExt, time::Duration};

use rustix::process::Signal;
use terminal::{Answers, DATELINE, Session, archive, position, text};

/// What stands in the list when so many articles are there and one is chosen.
fn place(chosen: usize, all: usize) -> String {
    format!("{chosen}/{all}")
}

#[test]
fn it_shows_a_frame_follows_the_size_and_gives_the_terminal_back() {
    let archive = archive(2);
    let mut session = Session::read(archive.path());
    session.until_shown("Article 002");
    let screen = session.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor());

    session.resize(100, 30);
    session.until("a frame as wide as the terminal", |session| {
        let cell = |row, column| {
            session
                .screen()
                .cell(row, column)
                .unwrap()
                .contents()
                .to_owned()
        };
        cell(1, 99) == "┐" && cell(28, 99) == "┘"
    });

    session.send("q");
    assert_eq!(session.ended().code(), Some(0));
    session.assert_given_back();
}

#[test]
fn articles_may_come_from_standard_input_while_keys_come_from_the_terminal() {
    let mut input = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut input, text(7).as_bytes()).unwrap();
    std::io::Seek::rewind(&mut input).unwrap();
    let mut session = Session::start((120, 40), Answers::Given, DATELINE, |command| {
        command.arg("-").stdin(input)
    });
    session.until_shown("Article 007");
    session.send("?");
    session.until_shown("Next item or line");
    session.send("Q");
    assert_eq!(session.ended().code(), Some(0));
    session.assert_given_back();
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_terminal_back_and_then_speaks() {
    let archive = archive(1);
    let mut session = Session::start((120, 40), Answers::Given, DATELINE, |command| {
        command.arg(archive.path()).env("DATELINE_PANIC", "draw")
    });
    assert_eq!(session.ended().code(), Some(101));
    session.assert_given_back();
    let screen = session.screen().contents();
    assert!(screen.contains("dateline has broken down"), "{screen}");
    assert!(screen.contains("as DATELINE_PANIC asked"), "{screen}");
}

#[test]
fn signals_and_a_dropped_line_end_it_in_order() {
    let archive = archive(2);
    for (signal, code) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::TERM, 143)] {
        let mut session = Session::read(archive.path());
        session.until_shown("Article 002");
        session.signal(signal);
        assert_eq!(session.ended().code(), Some(code));
        session.assert_given_back();
    }
    let mut session = Session::read(archive.path());
    session.until_shown("Article 002");
    let status = session.hang_up();
    assert_eq!((status.code(), status.signal()), (Some(129), None));
}

#[test]
fn ctrl_z_and_a_stop_from_outside_give_the_shell_its_terminal_and_fg_repaints() {
    const SCRIPT: &str = "set -m; \"$0\" \"$1\"; echo 'the shell has it'; read line; fg; \
                          echo 'again'; read line; fg; echo \"ended with $?\"";
    let archive = archive(2);
    let mut session = Session::start((120, 40), Answers::Given, "sh", |command| {
        command.args(["-c", SCRIPT, DATELINE]).arg(archive.path())
    });
    session.until_shown("Article 002");
    session.send("\x1a");
    session.until_shown("the shell has it");
    session.assert_given_back();

    session.send("\n");
    session.until_shown("Article 002");
    assert!(session.screen().alternate_screen() && session.screen().hide_cursor());
    assert_ne!(session.modes_now().local_modes, session.modes.local_modes);

    session.signal_foreground(Signal::TSTP);
    session.until_shown("again");
    session.assert_given_back();

    session.send("\n");
    session.until_shown("Article 002");
    session.send("q");
    session.until_shown("ended with 0");
    assert!(session.ended().success());
    session.assert_given_back();
}

#[test]
fn a_child_program_has_the_keyboard_at_once() {
    let archive = archive(2);
    let mut session = Session::start((120, 40), Answers::Given, DATELINE, |command| {
        command.arg(archive.path()).env("SHELL", "/bin/sh")
    });
    session.until_shown("Article 002");
    session.send("|");
    session.send("grep -c harbour; echo ready; read a < /dev/tty; echo \"<$a>\"; exit 3\r");
    session.until("the child on the shell's screen", |session| {
        !session.screen().alternate_screen() && session.screen().contents().contains("ready")
    });
    session.assert_given_back();
    session.send("jjq?\n");
    session.until_shown("<jjq?>");
    session.until_shown("Press a key");
    session.send("\x1b[B");
    session.until("the reader again", |session| {
        session.screen().alternate_screen()
    });
    session.until_shown("ended with code 3");
    // The key that ended the wait moved nothing, and nobody saw the line.
    session.until_shown(&place(1, 2));
    session.send("Q");
    assert_eq!(session.ended().code(), Some(0));
}

#[test]
fn answers_of_the_terminal_are_no_keys_neither_ours_nor_the_shells() {
    const SCRIPT: &str = "\"$0\" \"$1\"; read line; echo \"<$line>\" | cat -v";
    const ANSWERS: [&str; 5] = ["\x1b", "[?2026", ";2$", "y\x1b[?6", "2;22c"];
    let archive = archive(2);
    let start = || {
        let mut session = Session::start((120, 40), Answers::Withheld, "sh", |command| {
            command.args(["-c", SCRIPT, DATELINE]).arg(archive.path())
        });
        session.until_shown("Article 002");
        session
    };

    // Cut where a reader might take the rest for keys: ? is help.
    let mut session = start();
    // The first key takes the greeting away.
    session.send("\x0c");
    session.until_quiet();
    let before = session.screen().contents();
    for part in ANSWERS {
        session.send(part);
    }
    session.send("\x0c");
    session.until("a repainted frame in one synchronized update", |session| {
        let begun = position(&session.written, b"\x1b[?2026h");
        let ended = terminal::last(&session.written, b"\x1b[?2026l");
        begun.is_some() && begun < ended
    });
    assert_eq!(session.screen().contents(), before);
    session.send("q");
    the_shell_reads_nothing(session);

    // The person leaves before the answers are there: they are waited for.
    let mut session = start();
    session.send("q");
    assert!(session.is_quiet_for(Duration::from_millis(50)));
    for part in ANSWERS {
        session.send(part);
    }
    session.until("the shell's screen", |session| {
        !session.screen().alternate_screen()
    });
}

/// Sends an empty line to the shell, and sees that it got no more than that.
fn the_shell_reads_nothing(mut session: Session) {
    session.until("the shell's screen", |session| {
        !session.screen().alternate_screen()
    });
    session.send("\n");
    session.until_shown("<>");
    assert!(session.ended().success());
}

/// The parameters of every SGR sequence.
fn styles(written: &[u8]) -> impl Iterator<Item = &str> {
    written.split(|&byte| byte == 0x1b).filter_map(|part| {
        let rest = part.strip_prefix(b"[")?;
        let end = rest
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b';' | b':'))?;
        (rest[end] == b'm').then(|| std::str::from_utf8(&rest[..end]).unwrap())
    })
}

#[test]
fn no_color_means_no_colour_and_a_visible_selection() {
    let archive = archive(2);
    let mut session = Session::start((120, 40), Answers::Given, DATELINE, |command| {
        command.arg(archive.path()).env("NO_COLOR", "1")
    });
    session.until_shown("Article 002");
    session.send("j");
    session.until_shown(&place(2, 2));
    session.send("q");
    assert_eq!(session.ended().code(), Some(0));
    let colours: Vec<&str> = styles(&session.written)
        .filter(|parameters| {
            let colour =
                |number: &str| matches!(number.parse(), Ok(30..=38_u8 | 40..=48 | 90..=107));
            parameters.split(';').any(colour)
        })
        .collect();
    assert_eq!(colours, Vec::<&str>::new());
    assert!(
        styles(&session.written).any(|style| style.split(';').any(|one| one == "7")),
        "nothing is reversed"
    );
}

#[test]
fn three_hundred_keys_at_once_cost_few_frames() {
    let archive = archive(400);
    let mut session = Session::read(archive.path());
    session.until_shown(&place(1, 400));
    session.until_quiet();
    let before = session.written.len();
    session.send("\x0c");
    session.until("a frame", |session| session.written.len() > before);
    session.until_quiet();
    let frame = session.written.len() - before;

    let before = session.written.len();
    session.send("j".repeat(300));
    session.until_shown(&place(301, 400));
    session.until_quiet();
    let cost = session.written.len() - before;
    assert!(
        cost < 4 * frame,
        "{cost} bytes, where a whole frame has {frame}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_terminal_does_not_take_is_neither_waited_for_nor_queued() {
    let archive = archive(400);
    let mut session = Session::read(archive.path());
    session.until_shown(&place(1, 400));
    session.until_quiet();
    let before = session.written.len();
    session.flow(true);
    for _ in 0..20 {
        // Each asks for another whole screen.
        session.send("z");
        session.until_read();
        session.send("j");
        session.until_read();
    }
    session.flow(false);
    session.until_shown(&place(21, 400));
    session.until_quiet();
    let cost = session.written.len() - before;
    assert!(cost < 15_000, "{cost} bytes");
    session.send("Q");
    assert_eq!(session.ended().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_reader_writes_nothing_and_never_wakes() {
    let archive = archive(30);
    let mut session = Session::read(archive.path());
    session.until_shown(&place(1, 30));
    session.until_quiet();
    let switches = session.context_switches();
    assert!(session.is_quiet_for(Duration::from_millis(600)));
    assert_eq!(session.context_switches(), switches);
}
