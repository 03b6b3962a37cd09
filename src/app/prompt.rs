//! A line that is being typed.

use super::field::Field;
use crate::command::Command;

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Find in the focused pane.
    Find,
    /// Search the archive.
    Search,
    /// A command.
    Command,
    /// A shell command that gets the article.
    Pipe,
    /// A date by hand.
    Date,
    /// The tags of a passage.
    Tags,
    /// Something with a name.
    Pick,
}

impl Purpose {
    /// What stands before the line.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Find => "/",
            Self::Search => "search: ",
            Self::Command => ":",
            Self::Pipe => "| ",
            Self::Date => "date (or none): ",
            Self::Tags => "tags: ",
            Self::Pick => "go to: ",
        }
    }
}

/// A line, its cursor, and its proposals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    field: Field,
    /// What the proposal replaced, while proposals are gone through.
    typed: Option<String>,
    /// Which proposal stands in the line.
    pub proposal: Option<usize>,
}

impl Prompt {
    /// A line with some text in it, the cursor at the end.
    #[must_use]
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self {
            purpose,
            field: Field::line(text),
            typed: None,
            proposal: None,
        }
    }

    /// The text of the line.
    #[must_use]
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.field.cursor()
    }

    /// What was typed, whatever proposal stands in the line now.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(self.text())
    }

    /// Inserts a text at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.field.insert(text);
        self.edited();
    }

    /// Carries out an editing key; whether the text is another now.
    pub fn edit(&mut self, command: Command) -> bool {
        let changed = self.field.edit(command);
        if changed {
            self.edited();
        }
        changed
    }

    /// Puts the next (or previous) of the proposals into the line.
    pub fn propose(&mut self, proposals: &[String], forward: bool) {
        if proposals.is_empty() {
            return;
        }
        let count = proposals.len();
        let next = match (self.proposal, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        if self.typed.is_none() {
            self.typed = Some(self.text().to_owned());
        }
        self.field.set(&proposals[next]);
        self.proposal = Some(next);
    }

    fn edited(&mut self) {
        self.typed = None;
        self.proposal = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposals_go_round_and_typing_takes_them_over() {
        let mut line = Prompt::new(Purpose::Command, "so");
        let proposals = ["sort date".to_owned(), "sort title".to_owned()];
        line.propose(&proposals, true);
        line.propose(&proposals, true);
        assert_eq!((line.text(), line.typed()), ("sort title", "so"));
        line.propose(&proposals, true);
        assert_eq!(line.text(), "sort date");
        line.insert("!");
        assert_eq!((line.text(), line.typed()), ("sort date!", "sort date!"));
    }
}
