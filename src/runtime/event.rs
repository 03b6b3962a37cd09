//! What the one channel of the loop carries.

use super::decode::Arrival;
use crate::app::Msg;

/// One event for the loop.
#[derive(Debug)]
pub enum Event {
    /// All that the terminal sent at once. The input thread reads again only
    /// when the loop gives it the next credit.
    Burst(Vec<Arrival>),
    /// The terminal is gone: its line was dropped, or reading has failed.
    Gone,
    /// A signal has come.
    Signal(Signal),
    /// A job, or a program outside, says something.
    Message(Msg),
}

/// The signals that the loop answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The terminal has another size.
    Resize,
    /// Stop until continued.
    Stop,
    /// Continued after a stop.
    Continue,
    /// Leave: the number of SIGTERM, SIGHUP, SIGINT or SIGQUIT.
    Leave(i32),
}
