//! Copying, to the clipboard of the machine that the person sits at.
//!
//! Through the terminal (OSC 52), which works through SSH too; where the
//! person sits at this machine, first through the program of its desktop that
//! says whether it obeyed, since some terminals take no OSC 52. The terminal
//! does not say, so that the sentence for the person claims no more than that
//! it was sent. A library for the desktops' clipboards would have to stay
//! alive for the clipboard to keep the text, and weighs more than all this;
//! the programs that people have for it stay by themselves.
//!
//! Pure but for [`LocalCopy::start`].

use std::{
    io::{self, Write as _},
    process::{Child, Command, Stdio},
};

use crossterm::{Command as _, clipboard::CopyToClipboard};

use super::{
    environment::{Multiplexer, is_remote},
    programs::Lookup,
};
use crate::app::{Copied, page::thousands};

/// A program that takes a text for the clipboard of this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalCopy {
    /// What it is called.
    pub name: &'static str,
    arguments: &'static [&'static str],
}

/// The programs that may be here, best first; none where the person sits at
/// another machine.
#[must_use]
pub fn local(variable: Lookup) -> Vec<LocalCopy> {
    let program = |name, arguments| LocalCopy { name, arguments };
    if is_remote(variable) {
        return Vec::new();
    }
    if cfg!(target_os = "macos") {
        return vec![program("pbcopy", &[])];
    }
    let mut programs = Vec::new();
    if variable("WAYLAND_DISPLAY").is_some() {
        programs.push(program("wl-copy", &["--type", "text/plain"]));
    }
    if variable("DISPLAY").is_some() {
        programs.push(program("xclip", &["-selection", "clipboard", "-in"]));
        programs.push(program("xsel", &["--clipboard", "--input"]));
    }
    programs
}

impl LocalCopy {
    /// Starts it, with its standard input open.
    ///
    /// # Errors
    /// It is not here, or cannot be started.
    pub fn start(self) -> io::Result<Child> {
        use std::os::unix::process::CommandExt as _;
        Command::new(self.name)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-Z stops our process group, which is none of its business.
            .process_group(0)
            .spawn()
    }
}

/// Gives the text to the program and waits until it has it.
///
/// # Errors
/// A sentence: it did not take the text.
pub fn finish(name: &str, mut child: Child, text: &str) -> Result<(), String> {
    let given = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(text.as_bytes()),
        None => Ok(()),
    };
    match (given, child.wait()) {
        (Ok(()), Ok(status)) if status.success() => Ok(()),
        (Err(error), _) | (_, Err(error)) => Err(format!("{name} took no text: {error}")),
        (_, Ok(status)) => Err(format!("{name} did not copy: {status}")),
    }
}

/// Characters of base64 that terminals are known to take (xterm, hterm).
const LIMIT: usize = 74_994;
/// Bytes that GNU screen takes in one control string, with room to spare.
const SCREEN_CHUNK: usize = 240;

/// The bytes that copy a text through the terminal, and what to say of it; of
/// a text that is longer than terminals take, what fits.
///
/// # Errors
/// A sentence: not even that fits.
pub fn send(copied: &Copied, multiplexer: Multiplexer) -> Result<(Vec<u8>, String), String> {
    let longest = LIMIT / 4 * 3;
    let fits = |text: &String| text.len() <= longest;
    let count = |text: &str| thousands(text.chars().count());
    let (text, cut) = match (&copied.whole, &copied.cut) {
        (whole, _) if fits(whole) => (whole, ""),
        (_, Some(cut)) if fits(cut) => (cut, ", cut: the terminal takes no more"),
        (whole, _) => {
            return Err(format!(
                "Too long to copy through the terminal: {} bytes, at most {}",
                thousands(whole.len()),
                thousands(longest)
            ));
        }
    };
    let said = format!(
        "Sent to the terminal's clipboard: {} characters{cut}",
        count(text)
    );
    Ok((sequence(text, multiplexer)?, said))
}

/// The bytes that copy a text through the terminal.
fn sequence(text: &str, multiplexer: Multiplexer) -> Result<Vec<u8>, String> {
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut sequence)
        .map_err(|_| String::from("The text cannot be copied"))?;
    Ok(wrap(sequence, multiplexer).into_bytes())
}

/// Sends a sequence through a multiplexer to the terminal outside.
fn wrap(sequence: String, multiplexer: Multiplexer) -> String {
    match multiplexer {
        Multiplexer::None => sequence,
        // Whether tmux takes the plain sequence (`set-clipboard on`) or lets
        // the wrapped one through (`allow-passthrough on`) is the person's
        // setting; it drops the other in silence.
        Multiplexer::Tmux => {
            let inner = sequence.replace('\x1b', "\x1b\x1b");
            format!("{sequence}\x1bPtmux;{inner}\x1b\\")
        }
        // screen passes on what stands in its control strings, a chunk in
        // each; BEL ends the sequence, since ESC \ would end the chunk.
        Multiplexer::Screen => {
            let inner = sequence.replace("\x1b\\", "\x07");
            let mut wrapped = String::new();
            let mut rest = inner.as_str();
            while !rest.is_empty() {
                // Base64 and the frame around it are ASCII.
                let (chunk, later) = rest.split_at(rest.len().min(SCREEN_CHUNK));
                wrapped.push_str("\x1bP");
                wrapped.push_str(chunk);
                wrapped.push_str("\x1b\\");
                rest = later;
            }
            wrapped
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn copied(text: &str, multiplexer: Multiplexer) -> String {
        String::from_utf8(sequence(text, multiplexer).unwrap()).unwrap()
    }

    #[test]
    fn a_text_is_wrapped_for_what_stands_between() {
        assert_eq!(
            copied("July 19", Multiplexer::None),
            "\x1b]52;c;SnVseSAxOQ==\x1b\\"
        );
        assert_eq!(
            copied("July 19", Multiplexer::Tmux),
            "\x1b]52;c;SnVseSAxOQ==\x1b\\\
             \x1bPtmux;\x1b\x1b]52;c;SnVseSAxOQ==\x1b\x1b\\\x1b\\"
        );
        assert_eq!(
            copied("July 19", Multiplexer::Screen),
            "\x1bP\x1b]52;c;SnVseSAxOQ==\x07\x1b\\"
        );
    }

    #[test]
    fn screen_gets_a_long_text_in_chunks_that_join_to_the_whole() {
        let text = "x".repeat(10_000);
        let wrapped = copied(&text, Multiplexer::Screen);
        let chunks: Vec<&str> = wrapped
            .split("\x1b\\")
            .filter(|chunk| !chunk.is_empty())
            .map(|chunk| chunk.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(chunks.iter().all(|chunk| chunk.len() <= SCREEN_CHUNK));
        let plain = copied(&text, Multiplexer::None);
        assert_eq!(chunks.concat(), plain.replace("\x1b\\", "\x07"));
    }

    #[test]
    fn a_text_beyond_the_limit_is_cut_and_that_is_said_or_refused_with_the_figures() {
        let whole = |length: usize| Copied::from("x".repeat(length));
        let (_, said) = send(&whole(56_244), Multiplexer::None).unwrap();
        assert!(said.ends_with("56,244 characters"), "{said}");
        let refused = send(&whole(57_000), Multiplexer::None).unwrap_err();
        assert!(
            refused.contains("57,000") && refused.contains("56,244"),
            "{refused}"
        );
        let cut = Copied {
            cut: Some("July 19".to_owned()),
            ..whole(57_000)
        };
        let (bytes, said) = send(&cut, Multiplexer::None).unwrap();
        assert_eq!(bytes, b"\x1b]52;c;SnVseSAxOQ==\x1b\\");
        assert!(said.contains("7 characters, cut"), "{said}");
    }

    #[test]
    fn the_programs_of_the_desktop_are_asked_where_the_person_sits_at_it() {
        let names = |set: &[&str]| {
            let variable = |name: &str| set.contains(&name).then(|| "x".to_owned());
            let programs = local(&variable).into_iter();
            programs.map(|program| program.name).collect::<Vec<_>>()
        };
        if cfg!(target_os = "macos") {
            assert_eq!(names(&[]), ["pbcopy"]);
        } else {
            assert!(names(&[]).is_empty());
            assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel"]);
            assert_eq!(
                names(&["WAYLAND_DISPLAY", "DISPLAY"]),
                ["wl-copy", "xclip", "xsel"]
            );
        }
        for ssh in ["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"] {
            assert!(names(&["DISPLAY", "WAYLAND_DISPLAY", ssh]).is_empty());
        }
    }
}
