//! An archive that attacks the terminal: whatever stands in names, titles,
//! texts and footers, only the program's own sequences may reach it, in every
//! view and on the command line.

#![allow(clippy::unwrap_used, clippy::panic)]

mod terminal;

use std::{fs, path::Path, process::Command, time::Duration};

use terminal::{Answers, DATELINE, Session};

/// What a terminal would obey, or an eye would miss. None of these sequences
/// is one that the program itself sends.
const ATTACKS: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]8;;http://a.example\u{1b}\\",
    "\u{1b}[6666h",
    "\u{1b}[7777q",
    "\u{1b}Powned\u{1b}\\",
    "\u{1b}_owned\u{1b}\\",
    "\u{1b}c",
    "\u{1b}#8",
    "\u{9b}6666h",
    "\u{9d}0;owned\u{9c}",
    "\u{90}owned\u{9c}",
    "\u{e}\u{f}\u{5}\u{8}\u{7f}\0",
    "\u{202e}gnp.exe\u{2066}x\u{200f}",
    "a\u{200b}b\u{2060}c\u{feff}d\u{ad}e",
    "\u{115f}\u{1160}\u{3164}\u{e0041}",
    "a\rb\u{c}c\u{b}d\u{85}e\u{2028}f",
];

fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, attack) in ATTACKS.iter().enumerate() {
        let name = format!("{number:02}-{attack}.txt").replace(['/', '\0'], "_");
        let text = format!(
            "Title {attack} ends\n\nMay 4, 2022\n\nIt was opened {attack} on May 4, 1962.\n\n{attack}\n\n\
             Copyright (c) 2022 {attack}\nhttp://a.example/{attack}x\n"
        );
        fs::write(folder.path().join(name), text).unwrap();
    }
    // Problems are shown too.
    fs::write(folder.path().join("empty\u{1b}[6666h.txt"), "").unwrap();
    folder
}

/// What of `written` is neither text nor a sequence of the program's own.
fn foreign(written: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(written).expect("what is written is UTF-8");
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match (c, own(rest)) {
            ('\u{1b}', Some(length)) => length,
            ('\r' | '\n' | '\u{8}' | ' '..='~', _) => 1,
            _ => {
                if is_forbidden(c) {
                    found.push(
                        rest.chars()
                            .take(12)
                            .collect::<String>()
                            .escape_unicode()
                            .to_string(),
                    );
                }
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    found
}

fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The length of the program's own sequence at the start of `text`.
fn own(text: &str) -> Option<usize> {
    const MODES: &[&str] = &["8", "?1049", "?2004", "?1004", "?2026", "?25", "?7", "?69"];
    // Scrolling back, saving and restoring the cursor, asking for the ground.
    for whole in ["\u{1b}M", "\u{1b}7", "\u{1b}8", "\u{1b}]11;?\u{1b}\\"] {
        if text.starts_with(whole) {
            return Some(whole.len());
        }
    }
    let body = text.strip_prefix("\u{1b}[")?;
    let length =
        body.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?' | '$' | '>' | ' '))?;
    let (given, end) = (&body[..length], body[length..].chars().next()?);
    let is_own = match end {
        'h' | 'l' => MODES.contains(&given),
        'p' => ["?2026$", "?69$"].contains(&given),
        'c' => given.is_empty(),
        'q' => given == ">" || given.ends_with(' '),
        'm' | 'H' | 'A'..='G' | 'J'..='M' | 'P' | 'S' | 'T' | 'X' | '@' | 'b' | 'd' | 'r' | 's' => {
            !given.contains(['?', '$', '>', ' '])
        }
        _ => false,
    };
    is_own.then_some(2 + length + end.len_utf8())
}

#[test]
fn the_scanner_tells_own_from_foreign() {
    assert_eq!(foreign("\u{1b}[1;31mé\u{1b}[?25l\r\n".as_bytes()).len(), 0);
    for attack in ATTACKS {
        assert!(!foreign(attack.as_bytes()).is_empty(), "{attack:?}");
    }
}

#[test]
fn no_view_sends_what_stands_in_an_archive() {
    let folder = archive();
    for size in [(120, 40), (60, 16)] {
        let mut session = Session::start(size, Answers::Given, DATELINE, |command| {
            command.arg(folder.path())
        });
        session.until_shown("Title");
        for keys in [
            "!", "q", "i", "jjjj", "q", "GY", "SS", "3", "]]]", "\r", "2", "/a\r", "n",
        ] {
            show(&mut session, keys);
        }
        for _ in ATTACKS {
            show(&mut session, "J");
        }
        show(&mut session, "sowned\r");
        session.send("Q");
        assert!(session.ended().success());
        assert_eq!(foreign(&session.written), Vec::<String>::new(), "{size:?}");
    }
}

/// Presses keys and waits for what they show. A frame that comes later is
/// part of what is written all the same.
fn show(session: &mut Session, keys: &str) {
    session.send(keys);
    while !session.is_quiet_for(Duration::from_millis(60)) {}
}

#[test]
fn no_command_prints_what_stands_in_an_archive() {
    let folder = archive();
    for arguments in [
        &["list"][..],
        &["show"],
        &["check"],
        &["timeline"],
        &["search", "title"],
        &["list", "--format", "json"],
        &["export"],
    ] {
        let printed = run(arguments, folder.path());
        let acting = printed
            .chars()
            .filter(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(acting.collect::<String>(), "", "{arguments:?}");
    }
}

/// What a command prints, data and messages.
fn run(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(DATELINE)
        .args(arguments)
        .arg(folder)
        .env("XDG_CONFIG_HOME", folder.join("none"))
        .output()
        .unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}
