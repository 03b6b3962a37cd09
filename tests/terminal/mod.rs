//! A terminal for tests: the program on a pseudo-terminal, an emulator that
//! draws what it writes, and waits for conditions with a deadline. Nothing
//! here sleeps.

#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use std::{
    ffi::OsStr,
    io::{Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    process::{Child, ExitStatus},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use pty_process::{
    Size,
    blocking::{Command, Pty},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec},
    process::{Pid, Signal},
    termios::{Action, Termios},
};

/// How long anything may take on a busy machine before the test has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program under test.
pub const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

/// Whether the terminal answers questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// As an xterm that knows synchronized output.
    Given,
    /// Not at all.
    Withheld,
}

/// A program on its terminal.
pub struct Session {
    pty: Option<Pty>,
    child: Option<Child>,
    pid: Pid,
    emulator: vt100::Parser,
    /// All that the program has written.
    pub written: Vec<u8>,
    /// The modes of the terminal before the program started.
    pub modes: Termios,
    answers: Answers,
    answered: usize,
    /// Where it keeps what is kept.
    _data: tempfile::TempDir,
}

impl Session {
    /// Starts a program on a terminal of this many columns and rows, in an
    /// environment with nothing in it but what a terminal needs.
    pub fn start(
        size: (u16, u16),
        answers: Answers,
        program: &str,
        setup: impl FnOnce(Command) -> Command,
    ) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(Size::new(size.1, size.0)).unwrap();
        let modes = rustix::termios::tcgetattr(&pty).unwrap();
        let data = tempfile::tempdir().unwrap();
        let command = Command::new(program)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", "/nonexistent")
            .env("XDG_DATA_HOME", data.path())
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8");
        let child = setup(command).spawn(pts).unwrap();
        Self {
            pid: Pid::from_child(&child),
            pty: Some(pty),
            child: Some(child),
            emulator: vt100::Parser::new(cells(size.1), cells(size.0), 100),
            written: Vec::new(),
            modes,
            answers,
            answered: 0,
            _data: data,
        }
    }

    /// Starts the reader on an archive at 120x40.
    pub fn read(archive: &Path) -> Self {
        Self::start((120, 40), Answers::Given, DATELINE, |command| {
            command.arg(archive)
        })
    }

    /// What the person sees.
    pub fn screen(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    /// Types, or sends what a terminal sends.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.pty
            .as_mut()
            .unwrap()
            .write_all(bytes.as_ref())
            .unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.set_size(cells(rows), cells(columns));
        self.pty
            .as_ref()
            .unwrap()
            .resize(Size::new(rows, columns))
            .unwrap();
    }

    /// Has the terminal take nothing more, or all again.
    pub fn flow(&self, stops: bool) {
        let action = if stops { Action::OOff } else { Action::OOn };
        rustix::termios::tcflow(self.other_end(), action).unwrap();
    }

    /// Waits until the program has read all that was typed.
    #[track_caller]
    pub fn until_read(&self) {
        let deadline = Instant::now() + PATIENCE;
        let end = self.other_end();
        while rustix::io::ioctl_fionread(&end).unwrap() > 0 {
            assert!(Instant::now() < deadline, "the program reads no more");
            thread::yield_now();
        }
    }

    /// The end of the terminal that the program has.
    fn other_end(&self) -> std::fs::File {
        let path = format!("/proc/{}/fd/0", self.pid.as_raw_nonzero());
        std::fs::File::open(path).unwrap()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid, signal).unwrap();
    }

    /// Sends a signal to the program that has the terminal.
    pub fn signal_foreground(&self, signal: Signal) {
        let group = rustix::termios::tcgetpgrp(self.pty.as_ref().unwrap()).unwrap();
        rustix::process::kill_process(group, signal).unwrap();
    }

    /// How often a thread of the program has gone to sleep so far.
    #[cfg(target_os = "linux")]
    pub fn context_switches(&self) -> u64 {
        let tasks = format!("/proc/{}/task", self.pid.as_raw_nonzero());
        std::fs::read_dir(tasks)
            .unwrap()
            .map(|task| {
                let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
                let line = status
                    .lines()
                    .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
                line.unwrap().trim().parse::<u64>().unwrap()
            })
            .sum()
    }

    /// The modes of the terminal now.
    pub fn modes_now(&self) -> Termios {
        rustix::termios::tcgetattr(self.pty.as_ref().unwrap()).unwrap()
    }

    /// Reads until a condition holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && self.read_some(left),
                "never came: {what}; the screen is\n{}\nafter {:?}",
                self.screen().contents(),
                String::from_utf8_lossy(&self.written[self.written.len().saturating_sub(600)..]),
            );
        }
    }

    /// Reads until a text stands on the screen.
    #[track_caller]
    pub fn until_shown(&mut self, text: &str) {
        self.until(text, |session| session.screen().contents().contains(text));
    }

    /// Whether the program writes nothing for a time.
    pub fn is_quiet_for(&mut self, time: Duration) -> bool {
        let before = self.written.len();
        let deadline = Instant::now() + time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || !self.read_some(left) {
                return self.written.len() == before;
            }
        }
    }

    /// Reads until the program has said all that it has to say: longer than
    /// any of its own waits, the frames of background work among them.
    pub fn until_quiet(&mut self) {
        while !self.is_quiet_for(Duration::from_millis(400)) {}
    }

    /// Reads to the end of the program and returns how it ended.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while self.read_some(deadline.saturating_duration_since(Instant::now())) {
            assert!(Instant::now() < deadline, "the program goes on");
        }
        self.exit_status()
    }

    /// Drops the line, as when an SSH connection breaks.
    #[track_caller]
    pub fn hang_up(&mut self) -> ExitStatus {
        self.pty = None;
        self.exit_status()
    }

    #[track_caller]
    fn exit_status(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(child.wait()));
        match receiver.recv_timeout(PATIENCE) {
            Ok(status) => status.unwrap(),
            Err(_) => {
                self.signal(Signal::KILL);
                panic!("the program does not end");
            }
        }
    }

    /// Reads what there is; `false` when nothing came in time or the program
    /// has closed the terminal.
    fn read_some(&mut self, patience: Duration) -> bool {
        let pty = self.pty.as_mut().unwrap();
        let patience = Timespec::try_from(patience).unwrap();
        let mut fds = [PollFd::new(&*pty, PollFlags::IN)];
        let ready =
            rustix::io::retry_on_intr(|| rustix::event::poll(&mut fds, Some(&patience))).unwrap();
        if ready == 0 {
            return false;
        }
        let mut buffer = [0; 1 << 16];
        match pty.read(&mut buffer) {
            Ok(0) | Err(_) => return false,
            Ok(read) => {
                self.emulator.process(&buffer[..read]);
                self.written.extend_from_slice(&buffer[..read]);
            }
        }
        self.answer();
        true
    }

    /// Answers the questions that have been asked since the last time.
    fn answer(&mut self) {
        const MODE: &[u8] = b"\x1b[?2026$p";
        const ATTRIBUTES: &[u8] = b"\x1b[c";
        while let Some(end) = position(&self.written[self.answered..], ATTRIBUTES) {
            let asked = &self.written[self.answered..][..end];
            let mode = position(asked, MODE).is_some();
            self.answered += end + ATTRIBUTES.len();
            if self.answers == Answers::Given {
                if mode {
                    self.send(b"\x1b[?2026;2$y");
                }
                self.send(b"\x1b[?62;22c");
            }
        }
    }

    /// Whether the terminal is as the program found it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        let off = last(&self.written, b"\x1b[?1004l");
        assert!(
            off > last(&self.written, b"\x1b[?1004h"),
            "focus is still reported"
        );
        let (now, before) = (self.modes_now(), &self.modes);
        assert_eq!(now.local_modes, before.local_modes);
        assert_eq!(now.input_modes, before.input_modes);
        assert_eq!(now.output_modes, before.output_modes);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Where a byte string first stands.
pub fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Where a byte string last stands.
pub fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// A folder of so many articles, `Article 001` and on, one a day.
pub fn archive(articles: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=articles {
        let path = folder.path().join(name(number));
        std::fs::write(path, text(number)).unwrap();
    }
    folder
}

/// The file name of an article.
fn name(number: usize) -> PathBuf {
    Path::new(OsStr::new("")).join(format!("{number:03}.txt"))
}

/// An article of a headline, a date line and two paragraphs.
pub fn text(number: usize) -> String {
    let (month, day) = (1 + number / 28 % 12, 1 + number % 28);
    format!(
        "Article {number:03}\n\n2001-{month:02}-{day:02}\n\n\
         The harbour was opened on May 3, 1999.\n\n\
         It has been used since then.\n"
    )
}
