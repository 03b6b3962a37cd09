//! All that the program knows at one moment.

use std::time::Duration;

/// The state.
#[derive(Debug, Default)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

impl State {
    /// After how long without a message the loop shall send
    /// [`Msg::Clock`](super::Msg::Clock); `None`: it may sleep for ever.
    #[must_use]
    pub fn wake(&self) -> Option<Duration> {
        None
    }
}
