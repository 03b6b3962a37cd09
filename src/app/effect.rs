//! What the program wants of the world.

use crate::{model::Wish, search::Query};

/// One wish; `runtime` carries it out and answers with a
/// [`Msg`](super::Msg).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Search the corpus; a newer search makes an older one stop.
    Search {
        /// Answers carry this number, so that late ones are known.
        generation: u64,
        /// What to look for.
        query: Query,
    },
    /// Look through the titles and sources for what is typed; a newer wish
    /// makes an older one stop. Answered with [`Msg::Picked`](super::Msg::Picked).
    Pick {
        /// Answers carry this number.
        generation: u64,
        /// What is typed.
        typed: String,
    },
    /// Work out which mentions of the tagged articles tell the same; answered
    /// with [`Msg::Woven`](super::Msg::Woven).
    Weave,
    /// Keep what was read for the next run: all of it is there.
    Preserve,
    /// Send [`Msg::Onward`](super::Msg::Onward) when what waits has been
    /// handled.
    Onward,
    /// Ask something of the store; it answers with
    /// [`Msg::Kept`](super::Msg::Kept).
    Keep(Wish),
    /// Stop loading; what is there stays.
    StopLoading,
    /// Run a program. The terminal is given to it when it wants one.
    Open(Program),
    /// Put a text on the person's clipboard.
    Copy(Copied),
    /// Give the terminal back and stop until `fg`.
    Suspend,
    /// Forget what the screen shows and draw all of it.
    Clear,
    /// Say what the last frames have cost; the answer is
    /// [`Msg::Wire`](super::Msg::Wire).
    TellWire,
    /// Leave.
    Quit,
}

/// A program to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// The person's browser with this address.
    Browser(String),
    /// The person's editor with this file.
    Editor {
        /// The file.
        file: String,
        /// Words of the text near which it opens, as far as it can.
        near: String,
    },
    /// The person's editor with this text; it answers with
    /// [`Msg::Written`](super::Msg::Written).
    Write(String),
    /// Nothing but this text on the bare terminal, until a key is pressed.
    Plain {
        /// The text, clean.
        text: String,
        /// The address below it, of the web or a path; as a link where the
        /// terminal knows links.
        source: Option<String>,
    },
    /// A shell command with this text on its standard input; it has the
    /// terminal until it ends and a key is pressed.
    Pipe {
        /// The command, for `$SHELL -c`.
        command: String,
        /// What it reads.
        text: String,
    },
}

/// A text for the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// All of it.
    pub whole: String,
    /// A shorter one that stands for it where there is no room for all, and
    /// shows that it was cut.
    pub cut: Option<String>,
}

impl From<String> for Copied {
    fn from(whole: String) -> Self {
        Self { whole, cut: None }
    }
}
