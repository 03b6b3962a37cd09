//! When the program breaks: the screen first, then the words.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io::Write,
    panic,
    sync::Arc,
    thread,
};

use super::tty::Tty;
use crate::ingest;

/// From now on a panic of this thread gives the terminal back before it
/// speaks. A panic of another thread stays silent: whoever started the job
/// reports it ([`text`]).
pub fn restore_terminal_on_panic(tty: Arc<Tty>) {
    let owner = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() != owner || ingest::is_guarded() {
            return;
        }
        tty.leave();
        let place = info
            .location()
            .map(|place| format!(" ({}:{})", place.file(), place.line()))
            .unwrap_or_default();
        let mut stderr = std::io::stderr().lock();
        let _ = writeln!(
            stderr,
            "dateline has broken down, by a mistake of its own: {}{place}\n\
             The terminal is as it was, and no article was touched.",
            text(info.payload())
        );
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            let _ = writeln!(stderr, "{backtrace}");
        }
    }));
}

/// From now on a panic of a parser, which is told as a problem of its
/// document, is not told a second time. For runs without a screen.
pub fn leave_parsers_to_their_problems() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !ingest::is_guarded() {
            others(info);
        }
    }));
}

/// What a panic said.
#[must_use]
pub fn text(payload: &(dyn std::any::Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}
