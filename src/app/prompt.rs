//! A line that is being typed.

use crate::text::cells;

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
    /// A note on a passage.
    Note,
    /// A note on an event.
    EventNote,
    /// A date by hand.
    Date,
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
            Self::Note => "note: ",
            Self::EventNote => "note on the event: ",
            Self::Date => "date (or none): ",
        }
    }
}

/// A line, its cursor, and its proposals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The text so far.
    text: String,
    /// The byte before which the cursor stands; on a grapheme boundary.
    cursor: usize,
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
            text: text.to_owned(),
            cursor: text.len(),
            typed: None,
            proposal: None,
        }
    }

    /// The text of the line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What was typed, whatever proposal stands in the line now.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }

    /// Inserts a text at the cursor. Line breaks become blanks and other
    /// control characters are left out: a line stays a line.
    pub fn insert(&mut self, text: &str) {
        let text: String = text
            .chars()
            .map(|c| {
                if matches!(c, '\n' | '\r' | '\t') {
                    ' '
                } else {
                    c
                }
            })
            .filter(|c| !c.is_control())
            .collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        self.edited();
    }

    /// Deletes the grapheme before the cursor; `false` when there is none.
    pub fn delete_back(&mut self) -> bool {
        self.delete(self.before()..self.cursor)
    }

    /// Deletes the grapheme under the cursor.
    pub fn delete_forward(&mut self) -> bool {
        self.delete(self.cursor..self.after())
    }

    /// Deletes the word before the cursor, with the blanks behind it.
    pub fn delete_word(&mut self) -> bool {
        let head = self.text[..self.cursor].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        self.delete(start..self.cursor)
    }

    /// Deletes all before the cursor.
    pub fn delete_line(&mut self) -> bool {
        self.delete(0..self.cursor)
    }

    /// Moves the cursor one grapheme to the left.
    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    /// Moves the cursor one grapheme to the right.
    pub fn right(&mut self) {
        self.cursor = self.after();
    }

    /// Moves the cursor to the beginning.
    pub const fn start(&mut self) {
        self.cursor = 0;
    }

    /// Moves the cursor to the end.
    pub const fn end(&mut self) {
        self.cursor = self.text.len();
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
            self.typed = Some(std::mem::take(&mut self.text));
        }
        self.text.clone_from(&proposals[next]);
        self.cursor = self.text.len();
        self.proposal = Some(next);
    }

    fn delete(&mut self, range: std::ops::Range<usize>) -> bool {
        let any = !range.is_empty();
        self.cursor = range.start;
        self.text.replace_range(range, "");
        self.edited();
        any
    }

    fn edited(&mut self) {
        self.typed = None;
        self.proposal = None;
    }

    fn before(&self) -> usize {
        cells(&self.text[..self.cursor])
            .last()
            .map_or(0, |cell| cell.at)
    }

    fn after(&self) -> usize {
        cells(&self.text[self.cursor..])
            .next()
            .map_or(self.cursor, |cell| self.cursor + cell.raw.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_by_graphemes_and_words() {
        let mut line = Prompt::new(Purpose::Search, "ties of frie\u{301}ndship");
        assert!(line.delete_word());
        assert_eq!(line.text(), "ties of ");
        line.insert("a\u{301}\nb\u{1b}");
        assert_eq!(line.text(), "ties of a\u{301} b");
        line.left();
        line.left();
        assert!(line.delete_back());
        assert_eq!(line.text(), "ties of  b");
        line.start();
        assert!(!line.delete_back());
        assert!(line.delete_forward());
        line.end();
        assert!(line.delete_line());
        assert_eq!(line.text(), "");
    }

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
