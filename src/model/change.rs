//! What is asked of the store, and what it answers.

use serde::{Deserialize, Serialize};

use super::{
    Asked, Cited, Desk, Letter, Note, Problem, Register, Ruling, Saved, Seen, Spot, Trail,
};

/// One thing that the person changed, with the value that it has now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// An article was read, or is unread again.
    Read(Cited, bool),
    /// An article has a star, or no longer.
    Star(Cited, bool),
    /// Where the reading of an article stands; `None` at its beginning.
    Place(Cited, Option<Spot>),
    /// The note with this id, or that there is none any more.
    Note(Cited, Box<str>, Option<Note>),
    /// The ruling with this id, or that there is none any more.
    Ruled(Cited, Box<str>, Option<Ruling>),
    /// The mark with this letter that holds everywhere, or that there is none
    /// any more.
    Letter(char, Option<Box<Letter>>),
    /// The mark with this letter in an article, or that there is none any more.
    Mark(Cited, char, Option<Spot>),
    /// What of an article was on the screen.
    Seen(Cited, Seen),
    /// The search with this name, or that there is none any more.
    Saved(Box<str>, Option<Saved>),
    /// A search was made.
    Asked(Asked),
    /// How this archive is left.
    Desk(Box<str>, Box<Desk>),
    /// The way back in this archive.
    Trail(Box<str>, Trail),
    /// The first is what was known as the second: one article, edited.
    Met(Cited, Cited),
}

impl Change {
    /// What happened, in words, given the value before:
    /// `star on ‘Title’`.
    #[must_use]
    pub fn describe(&self, before: &Self) -> String {
        match self {
            Self::Read(cited, true) => format!("‘{}’ marked as read", cited.title),
            Self::Read(cited, false) => format!("‘{}’ marked as unread", cited.title),
            Self::Star(cited, true) => format!("star on ‘{}’", cited.title),
            Self::Star(cited, false) => format!("star taken from ‘{}’", cited.title),
            Self::Place(cited, _) => format!("place in ‘{}’", cited.title),
            Self::Note(cited, _, now) => {
                let what = match (before, now) {
                    (_, None) => "deleted",
                    (Self::Note(_, _, Some(_)), Some(_)) => "changed",
                    _ => "written",
                };
                let remark = |change: &Self| matches!(change, Self::Note(_, _, Some(note)) if !note.text.is_empty());
                let noun = if remark(before) || remark(self) {
                    "note"
                } else {
                    "highlight"
                };
                format!("{noun} on ‘{}’ {what}", cited.title)
            }
            Self::Ruled(_, _, now) => {
                let was = match before {
                    Self::Ruled(_, _, was) => was.as_ref(),
                    _ => None,
                };
                let Some(ruling) = now.as_ref().or(was) else {
                    return "a ruling".to_owned();
                };
                let taken = if now.is_none() { " taken back" } else { "" };
                let (words, what) = (&ruling.quote.exact, ruling.verdict.describe());
                format!("‘{words}’ {what}{taken}")
            }
            Self::Letter(letter, Some(_)) => format!("mark {letter} set"),
            Self::Letter(letter, None) => format!("mark {letter} dropped"),
            Self::Mark(cited, letter, Some(_)) => format!("mark {letter} in ‘{}’ set", cited.title),
            Self::Mark(cited, letter, None) => {
                format!("mark {letter} in ‘{}’ dropped", cited.title)
            }
            Self::Seen(cited, _) => format!("‘{}’ seen", cited.title),
            Self::Saved(name, Some(_)) => format!("search ‘{name}’ saved"),
            Self::Saved(name, None) => format!("search ‘{name}’ dropped"),
            Self::Asked(asked) => format!("search for ‘{}’", asked.query),
            Self::Trail(archive, _) => format!("the way back in {archive}"),
            Self::Desk(archive, _) => format!("how {archive} was left"),
            Self::Met(cited, _) => format!("‘{}’ met again", cited.title),
        }
    }
}

/// How a change came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The person asked for it, and may undo it.
    ByHand,
    /// It followed from reading.
    InPassing,
}

/// The two ways through what was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what was before.
    Undo,
    /// Back to what was undone.
    Redo,
}

/// One thing that is asked of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To keep a change.
    Keep(Box<Change>, Manner),
    /// To undo the last change by hand, or to redo the last undone.
    Turn(Way),
    /// To say all that is kept, and how this archive was left.
    Recall(Option<Box<str>>),
    /// The same again, but only if another program has changed something.
    Refresh,
    /// To save what could not be saved before.
    Retry,
}

impl Wish {
    /// To keep a change that the person asked for.
    #[must_use]
    pub fn by_hand(change: Change) -> Self {
        Self::Keep(Box::new(change), Manner::ByHand)
    }

    /// To keep a change that followed from reading.
    #[must_use]
    pub fn in_passing(change: Change) -> Self {
        Self::Keep(Box::new(change), Manner::InPassing)
    }
}

/// What the store answers: one answer a wish, in their order, but for places
/// and desks, which are written when the hand rests and answered only when
/// they cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All that is kept.
    All(Box<Everything>),
    /// What others have changed since it was last told: the records of these
    /// articles, all letters.
    News(Box<Everything>),
    /// All that is kept is known: nobody else has changed anything.
    Same,
    /// What could not be saved before is saved now.
    CaughtUp,
    /// A change is kept, with the times that the store gave it.
    Done(Box<Change>, Manner, Lasting),
    /// A change was undone or redone: the value that holds now, and in words
    /// what it was.
    Turned(Way, Box<Change>, String),
    /// There is nothing to undo, or to redo.
    AtEnd(Way),
    /// A wish could not be carried out, and why. A change will be tried again
    /// with the next.
    Failed(Wish, String),
}

/// Whether what is kept outlasts the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lasting {
    /// It is on disk.
    #[default]
    Disk,
    /// It is gone when the program ends, for this reason.
    Memory(String),
}

/// All that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Everything {
    /// What hangs on articles.
    pub records: Register,
    /// The marks with letters.
    pub letters: Vec<(char, Letter)>,
    /// The searches with a name.
    pub saved: Vec<(Box<str>, Saved)>,
    /// The research log, oldest first: its newest lines.
    pub asked: Vec<Asked>,
    /// How the archive was left that was asked for.
    pub desk: Option<Desk>,
    /// The way back in it.
    pub trail: Trail,
    /// Whether it lasts.
    pub lasting: Lasting,
    /// What went wrong when the store was opened.
    pub problem: Option<Problem>,
}
