//! A text that is being typed, of one line or of many, and the cursor in it.

use crate::{command::Command, text::cells};

/// Columns that a pasted tab becomes.
const TAB: &str = "    ";

/// A text and a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// The byte before which the cursor stands; on a grapheme boundary.
    cursor: usize,
    /// Whether it may have several lines.
    lines: bool,
}

impl Field {
    /// One line, the cursor at its end.
    #[must_use]
    pub fn line(text: &str) -> Self {
        let mut field = Self {
            text: String::new(),
            cursor: 0,
            lines: false,
        };
        field.insert(text);
        field
    }

    /// A text of any number of lines, the cursor at its end.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        let mut field = Self {
            text: String::new(),
            cursor: 0,
            lines: true,
        };
        field.insert(text);
        field
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts another text in place of this; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.insert(text);
    }

    /// Puts the cursor before a byte, or on the boundary before it.
    pub fn go_to(&mut self, byte: usize) {
        self.cursor = crate::text::floor_boundary(&self.text, byte.min(self.text.len()));
    }

    /// Inserts a text at the cursor. In one line line breaks become blanks;
    /// control characters are left out.
    pub fn insert(&mut self, text: &str) {
        let mut plain = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\n' | '\r' if self.lines => plain.push('\n'),
                '\t' if self.lines => plain.push_str(TAB),
                '\n' | '\r' | '\t' => plain.push(' '),
                c if c.is_control() => {}
                c => plain.push(c),
            }
        }
        self.text.insert_str(self.cursor, &plain);
        self.cursor += plain.len();
    }

    /// Carries out an editing key; whether the text is another now.
    pub fn edit(&mut self, command: Command) -> bool {
        use Command as C;
        let cursor = self.cursor;
        let deleted = match command {
            C::DeleteBack => self.before()..cursor,
            C::DeleteForward => cursor..self.after(),
            C::DeleteWord => self.word_start()..cursor,
            C::DeleteLine => self.line_start()..cursor,
            C::DeleteToEnd => cursor..self.line_end(),
            _ => {
                self.cursor = match command {
                    C::CursorLeft => self.before(),
                    C::CursorRight => self.after(),
                    C::CursorWordLeft => self.word_start(),
                    C::CursorWordRight => self.word_end(),
                    C::CursorStart => self.line_start(),
                    C::CursorEnd => self.line_end(),
                    _ => cursor,
                };
                return false;
            }
        };
        self.cursor = deleted.start;
        self.text.replace_range(deleted.clone(), "");
        !deleted.is_empty()
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let rest = &self.text[self.cursor..];
        self.cursor + rest.find('\n').unwrap_or(rest.len())
    }

    /// Where the word before the cursor begins; the blanks behind it belong to
    /// it.
    fn word_start(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.char_indices()
            .rfind(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, blank)| at + blank.len_utf8())
    }

    /// Where the word behind the cursor ends.
    fn word_end(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let word = rest.trim_start();
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        self.cursor + rest.len() - word.len() + end
    }

    fn before(&self) -> usize {
        let head = &self.text[..self.cursor];
        if head.ends_with('\n') {
            return self.cursor - 1;
        }
        let start = self.line_start();
        cells(&head[start..])
            .last()
            .map_or(start, |cell| start + cell.at)
    }

    fn after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        if rest.starts_with('\n') {
            return self.cursor + 1;
        }
        cells(rest)
            .next()
            .map_or(self.cursor, |cell| self.cursor + cell.raw.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [Command; 11] = [
        Command::DeleteBack,
        Command::DeleteForward,
        Command::DeleteWord,
        Command::DeleteLine,
        Command::DeleteToEnd,
        Command::CursorLeft,
        Command::CursorRight,
        Command::CursorWordLeft,
        Command::CursorWordRight,
        Command::CursorStart,
        Command::CursorEnd,
    ];

    fn edited(field: &mut Field, commands: &[Command]) -> String {
        for command in commands {
            field.edit(*command);
        }
        let (before, behind) = field.text().split_at(field.cursor());
        format!("{before}|{behind}")
    }

    #[test]
    fn a_text_is_edited_by_graphemes_words_and_lines() {
        use Command as C;
        let mut field = Field::lines("one two\r\nthree e\u{301}漢\t\u{1b}x");
        assert_eq!(field.text(), "one two\nthree e\u{301}漢    x");
        for (keys, expected) in [
            (
                [C::DeleteBack, C::DeleteWord].as_slice(),
                "one two\nthree |",
            ),
            (&[C::CursorWordLeft, C::CursorLeft], "one two|\nthree "),
            (&[C::CursorRight, C::CursorWordRight], "one two\nthree| "),
            (&[C::DeleteLine, C::DeleteBack], "one two| "),
            (&[C::CursorStart, C::CursorWordRight], "one| two "),
            (&[C::DeleteToEnd, C::DeleteToEnd], "one|"),
            (&[C::CursorRight, C::DeleteForward], "one|"),
        ] {
            assert_eq!(edited(&mut field, keys), expected);
        }
        let line = Field::line("a\nb\tc\u{7}");
        assert_eq!(line.text(), "a b c");
    }

    proptest! {
        /// The cursor stands between characters whatever is typed, and what
        /// is deleted is what lies between its old and its new place.
        #[test]
        fn no_key_breaks_a_text(text in "(\\PC|\n){0,24}", keys in proptest::collection::vec(0..KEYS.len(), 0..24)) {
            let mut field = Field::lines(&text);
            for key in keys {
                let (before, at) = (field.text().len(), field.cursor());
                let changed = field.edit(KEYS[key]);
                prop_assert!(field.text().is_char_boundary(field.cursor()));
                prop_assert_eq!(changed, field.text().len() < before);
                prop_assert!(!changed || field.cursor() <= at);
            }
        }
    }
}
