//! The terminal as a device: which descriptors, raw mode, size, waiting,
//! reading, writing, and giving it back.
//!
//! It knows no frame and no key. One [`Tty`] is shared by the loop, the input
//! thread, the signal thread and the panic hook, so every method takes
//! `&self` and [`Tty::leave`] may be called by whoever comes first.

use std::{
    io::{self, IsTerminal},
    os::fd::{AsFd, OwnedFd},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange},
    queue,
    style::{Attribute, SetAttribute},
    terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec},
    fs::{Mode, OFlags},
    io::Errno,
    termios::{OptionalActions, Termios},
};

/// What a terminal without a size counts as.
const FALLBACK: (u16, u16) = (80, 24);
/// The most columns and rows that are drawn; a pty may claim 65,535 of each,
/// which would be four thousand million cells.
const MOST: (u16, u16) = (2000, 1000);

/// Arabic and Hebrew are written in the order in which they are seen: terminals
/// that put them in order themselves are not to (ECMA-48, BDSM reset: explicit;
/// after it set again, as terminals begin). Others pass over it.
const ORDERED: &[u8] = b"\x1b[8l";
const UNORDERED: &[u8] = b"\x1b[8h";

/// CAN: ends a sequence of which only a part has gone out (ECMA-48 does not say
/// so, but every terminal since the VT100 does).
const CANCEL: u8 = 0x18;

/// What a wait for input ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// There is something to read, or the terminal is gone: read and see.
    Yes,
    /// Nothing came in time.
    No,
}

/// The terminal.
#[derive(Debug)]
pub struct Tty {
    input: OwnedFd,
    output: OwnedFd,
    /// The same terminal, opened once more so that it can be made non-blocking
    /// for us alone; `None` where the system does not let us.
    outlet: Option<OwnedFd>,
    /// Whether a part of what was last offered was not taken.
    cut: AtomicBool,
    /// Its modes as they were found.
    cooked: Termios,
    /// Whether it is ours now: raw, on the alternate screen.
    held: AtomicBool,
}

impl Tty {
    /// Opens the terminal: frames go to standard output, keys come from
    /// standard input, or from the controlling terminal when articles come
    /// from there.
    ///
    /// # Errors
    /// Standard output is no terminal, or there is none to read keys from.
    pub fn open() -> io::Result<Self> {
        let output = io::stdout();
        if !output.is_terminal() {
            return Err(io::Error::other("standard output is not a terminal"));
        }
        let stdin = io::stdin();
        let input = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            std::fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open("/dev/tty")?
                .into()
        };
        Ok(Self {
            cooked: rustix::termios::tcgetattr(&input)?,
            outlet: outlet(&output),
            cut: AtomicBool::new(false),
            output: output.as_fd().try_clone_to_owned()?,
            input,
            held: AtomicBool::new(false),
        })
    }

    /// Columns and rows; 80x24 when the terminal does not know.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        let size = rustix::termios::tcgetwinsize(&self.output)
            .map_or((0, 0), |size| (size.ws_col, size.ws_row));
        match size {
            (0, _) | (_, 0) => FALLBACK,
            (columns, rows) => (columns.min(MOST.0), rows.min(MOST.1)),
        }
    }

    /// Whether the terminal is ours: no child program has it, and it has not
    /// been given back.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held.load(Ordering::SeqCst)
    }

    /// Takes the terminal: raw mode. Returns what must be written before the
    /// first frame.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn enter(&self) -> io::Result<Vec<u8>> {
        self.held.store(true, Ordering::SeqCst);
        self.raw().inspect_err(|_| self.leave())?;
        let mut bytes = Vec::new();
        queue!(
            bytes,
            EnterAlternateScreen,
            Hide,
            EnableBracketedPaste,
            EnableFocusChange
        )?;
        bytes.extend(ORDERED);
        Ok(bytes)
    }

    /// Raw mode alone, on whatever screen is shown.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn raw(&self) -> io::Result<()> {
        let mut raw = self.cooked.clone();
        raw.make_raw();
        self.set_modes(&raw)
    }

    /// The modes as they were found.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn cooked(&self) -> io::Result<()> {
        self.set_modes(&self.cooked)
    }

    fn set_modes(&self, modes: &Termios) -> io::Result<()> {
        Ok(rustix::io::retry_on_intr(|| {
            rustix::termios::tcsetattr(&self.input, OptionalActions::Now, modes)
        })?)
    }

    /// Gives the terminal back as it was found; nothing when it is not held.
    /// A terminal that is gone needs nothing, so errors are of no interest.
    pub fn leave(&self) {
        if !self.held.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut bytes = Vec::new();
        if self.cut.swap(false, Ordering::SeqCst) {
            bytes.push(CANCEL);
        }
        bytes.extend(UNORDERED);
        let queued = queue!(
            bytes,
            SetAttribute(Attribute::Reset),
            EndSynchronizedUpdate,
            DisableFocusChange,
            DisableBracketedPaste,
            Show,
            LeaveAlternateScreen
        );
        let _ = queued.and_then(|()| self.write(&bytes));
        let _ = self.cooked();
    }

    /// Waits until there is something to read; without a `patience` for ever.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn wait(&self, patience: Option<Duration>) -> io::Result<Ready> {
        poll(&self.input, PollFlags::IN, patience)
    }

    /// Reads what is there; 0 means that the terminal is gone.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::retry_on_intr(|| {
            rustix::io::read(&self.input, &mut *buffer)
        })?)
    }

    /// Writes what the terminal takes now, and returns how many bytes that are.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn offer(&self, bytes: &[u8]) -> io::Result<usize> {
        let Some(outlet) = &self.outlet else {
            return self.write(bytes).map(|()| bytes.len());
        };
        let taken = match rustix::io::retry_on_intr(|| rustix::io::write(outlet, bytes)) {
            Err(Errno::AGAIN) => 0,
            taken => taken?,
        };
        self.cut.store(taken < bytes.len(), Ordering::SeqCst);
        Ok(taken)
    }

    /// Writes all, in one call where the terminal takes it.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.output, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(Errno::INTR) => {}
                // Another program on this terminal made it non-blocking.
                Err(Errno::AGAIN) => {
                    poll(&self.output, PollFlags::OUT, None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The terminal for the standard input of a child program.
    ///
    /// # Errors
    /// No descriptor is left.
    pub fn stdin(&self) -> io::Result<OwnedFd> {
        self.input.try_clone()
    }
}

/// Opens the terminal of a descriptor once more.
fn outlet(output: impl AsFd) -> Option<OwnedFd> {
    let name = rustix::termios::ttyname(output, Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    rustix::fs::open(name, flags, Mode::empty()).ok()
}

/// Waits for a descriptor; an interruption by a signal begins the wait anew.
fn poll(fd: &OwnedFd, events: PollFlags, patience: Option<Duration>) -> io::Result<Ready> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut fds = [PollFd::new(fd, events)];
    let ready = rustix::io::retry_on_intr(|| rustix::event::poll(&mut fds, patience.as_ref()))?;
    if fds[0].revents().contains(PollFlags::NVAL) {
        return Err(Errno::BADF.into());
    }
    Ok(if ready == 0 { Ready::No } else { Ready::Yes })
}
