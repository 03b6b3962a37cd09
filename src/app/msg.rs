//! What can happen to the program: one variant a source.

use std::sync::Arc;

use super::{copies::Copies, list::Listing};
use crate::{
    command::Key,
    model::{Article, ArticleId, Kept, Mention, Problem, Shelf},
    timeline::{Timeline, Woven},
};

/// Everything that the loop hands to [`update()`](super::update()).
#[derive(Debug)]
pub enum Msg {
    /// A burst from the keyboard, in order.
    Input(Vec<Input>),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// The loader has something.
    Loaded(Loaded),
    /// Articles that were read in another run.
    Restored(Box<Restored>),
    /// What they tell, and what could not be read in that run.
    Recalled(Box<Timeline>, Vec<Problem>),
    /// Which of the articles of another run are the same.
    Compared(Box<Copies>),
    /// Articles are no longer in the archive; some have changed and are there
    /// under another id.
    Gone(Vec<(ArticleId, Option<ArticleId>)>),
    /// Something that is worth a line happened beside the articles.
    Told(String),
    /// Some of a long piece of work was done, as
    /// [`Effect::Onward`](super::Effect::Onward) asked: time for some more.
    Onward,
    /// So many files there are to read, links aside.
    Counted(usize),
    /// So many of them have been read.
    Read(usize),
    /// The tagger has finished the next articles, in the order of their ids.
    Tagged(Vec<Vec<Mention>>),
    /// The events of the articles tagged so far have been worked out.
    Woven(Arc<Woven>),
    /// The index of the next articles is made, in the order of their ids.
    Indexed(Arc<crate::search::Segment>),
    /// A search over the corpus has something.
    Found(crate::search::Part),
    /// The best titles and sources so far for what is typed.
    Picked(crate::search::Picks),
    /// The store has answered.
    Kept(Kept),
    /// Something outside has ended.
    External(Outcome),
    /// The line to the terminal is slow, or no longer is.
    Slow(bool),
    /// What the last frames have cost, as [`Effect::TellWire`](super::Effect::TellWire) asked.
    Wire(super::WireReport),
    /// The text of a note has come back from another editor.
    Written(String),
    /// A job ended in a panic: its name and what it said.
    Failed(&'static str, String),
    /// The time that the state asked for ([`State::wake`](super::State::wake)) has passed.
    Clock,
}

/// Articles that were read in another run, and how they are listed.
#[derive(Debug)]
pub struct Restored {
    /// The articles, and their mentions.
    pub shelf: Arc<Shelf>,
    /// The list of them.
    pub listing: Listing,
}

/// One thing that the keyboard, or the terminal in its name, sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A text pasted in one piece.
    Paste(String),
    /// The terminal window has gained (or lost) the focus.
    Focus(bool),
}

/// What the loader says.
#[derive(Debug)]
pub enum Loaded {
    /// The next articles and problems.
    Batch {
        /// The articles, in the order they were read.
        articles: Arc<[Article]>,
        /// What could not be read, or only with a doubt.
        problems: Vec<Problem>,
    },
    /// All has been read, or the loading was cancelled.
    End {
        /// Whether it was cancelled.
        cancelled: bool,
    },
}

/// How something outside ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It worked; a sentence for the status line, empty for none.
    Done(String),
    /// It did not; a sentence that says why.
    Failed(String),
}
