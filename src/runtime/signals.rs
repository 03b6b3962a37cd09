//! The signal thread: turns signals into events, and sees to it that a signal
//! to leave is obeyed even when the loop is stuck in a write to a terminal
//! that takes nothing any more.

use std::{
    convert::Infallible,
    io,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

use rustix::process::{self, Signal as Number};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::{
    event::{Event, Signal},
    tty::Tty,
};

/// How long the loop has to leave in order.
const GRACE: Duration = Duration::from_secs(5);

/// The code with which a program ends that a signal has ended.
#[must_use]
pub const fn exit_code(signal: i32) -> i32 {
    128 + signal
}

/// Takes the signals over from now on.
///
/// # Errors
/// The system refuses a handler.
pub fn catch() -> io::Result<Signals> {
    Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])
}

/// Passes signals on to the loop until that is gone. `ended` is cut off when
/// the loop has ended.
pub fn watch(
    mut signals: Signals,
    tty: &Arc<Tty>,
    ended: &Receiver<Infallible>,
    events: &Sender<Event>,
) {
    for signal in signals.forever() {
        let event = match signal {
            SIGWINCH => Signal::Resize,
            SIGCONT => Signal::Continue,
            // From the keyboard while a child program has the terminal: they
            // are meant for the child, as in system(3); a stop is for both.
            SIGINT | SIGQUIT if !tty.is_held() => continue,
            SIGTSTP if !tty.is_held() => {
                let _ = process::kill_process(process::getpid(), Number::STOP);
                continue;
            }
            SIGTSTP => Signal::Stop,
            signal => Signal::Leave(signal),
        };
        if events.send(Event::Signal(event)).is_err() {
            return;
        }
        if let Signal::Leave(signal) = event
            && ended.recv_timeout(GRACE) == Err(RecvTimeoutError::Timeout)
        {
            let _ = tty.cooked();
            std::process::exit(exit_code(signal));
        }
    }
}

/// Whether somebody could continue this process after [`stop`].
///
/// # Errors
/// A sentence: there is no shell with job control.
pub fn may_stop() -> Result<(), &'static str> {
    // A shell with job control gives each job a process group of its own; in
    // the group of the session's leader we would stop for ever. SIGTSTP would
    // spare us there, but its handler cannot be taken away again, and SIGSTOP
    // spares nobody.
    match process::getsid(None) {
        Ok(session) if session == process::getpgrp() => {
            Err("No shell is waiting: nothing could bring the reader back")
        }
        _ => Ok(()),
    }
}

/// Stops this process and those that were started with it, as Ctrl-Z does in
/// a cooked terminal; returns when the shell has continued them.
pub fn stop() {
    if process::kill_current_process_group(Number::STOP).is_err() {
        let _ = process::kill_process(process::getpid(), Number::STOP);
    }
}
