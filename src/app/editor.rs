//! A note that is being written, on as many lines as it takes.

use std::ops::Range;

use super::{
    Effect, Program, State, commands,
    field::Field,
    layout::{self, Rect},
    notes, rulings,
};
use crate::{
    command::Command,
    model::{Cited, Note, Ruling, Verdict},
    text::{cells, width},
};

/// A text being written in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The text and its cursor.
    field: Field,
    /// The note as it was, and its article.
    pub note: Note,
    /// The article of the note.
    pub cited: Cited,
    /// What it is a note on.
    pub on: On,
    /// The column that the cursor keeps while it goes up and down.
    goal: Option<usize>,
    /// The first row in the window.
    top: usize,
    /// Columns and rows of the window.
    window: (usize, usize),
}

/// What a note is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A passage.
    Passage,
    /// The event that the passage tells.
    Event,
}

impl Editor {
    /// Goes on with a note.
    #[must_use]
    pub fn new(cited: Cited, note: Note, on: On) -> Self {
        Self {
            field: Field::lines(&note.text),
            note,
            cited,
            on,
            goal: None,
            top: 0,
            window: (1, 1),
        }
    }

    /// What has been written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// Whether it is not what it was.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.field.text().trim() != self.note.text
    }

    /// The rows in the window, and the column and row of the cursor in it.
    #[must_use]
    pub fn view(&self) -> (Vec<&str>, (usize, usize)) {
        let rows = self.rows();
        let (row, column) = self.place(&rows);
        let shown = rows.iter().skip(self.top).take(self.window.1);
        let shown = shown.map(|row| &self.text()[row.clone()]).collect();
        let column = column.min(self.window.0.saturating_sub(1));
        (shown, (column, row.saturating_sub(self.top)))
    }

    /// The window has this many columns and rows.
    fn resize(&mut self, columns: usize, rows: usize) {
        // A column is left for the cursor at the end of a full row.
        self.window = (columns.max(2), rows.max(1));
        self.follow();
    }

    fn rows(&self) -> Vec<Range<usize>> {
        rows(self.text(), self.window.0 - 1)
    }

    /// The row and the column of the cursor.
    fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let cursor = self.field.cursor();
        let row = rows
            .partition_point(|row| row.start <= cursor)
            .saturating_sub(1);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, width(&self.text()[start..cursor]))
    }

    /// Moves the cursor by rows, in its column; past either end to the end.
    fn step(&mut self, steps: isize) {
        let rows = self.rows();
        let (row, column) = self.place(&rows);
        let goal = *self.goal.get_or_insert(column);
        let target = row.checked_add_signed(steps);
        let byte = match target.and_then(|target| rows.get(target)) {
            Some(row) => byte_at(self.text(), row.clone(), goal),
            None if steps < 0 => 0,
            None => self.text().len(),
        };
        self.field.go_to(byte);
        self.follow();
    }

    /// The window follows the cursor.
    fn follow(&mut self) {
        let rows = self.rows();
        let (row, _) = self.place(&rows);
        let height = self.window.1;
        self.top = self.top.min(row).max((row + 1).saturating_sub(height));
        self.top = self.top.min(rows.len().saturating_sub(height));
    }

    fn changed(&mut self) {
        self.goal = None;
        self.follow();
    }
}

/// The rows of a text in a window of so many columns: bytes, without line
/// breaks. A row breaks behind the last blank that fits, else wherever it is
/// full; so that what stands before the cursor never moves while one types.
fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let (mut first, mut used, mut blank) = (start, 0, None);
        for cell in cells(line) {
            let at = start + cell.at;
            let is_blank = cell.raw.chars().all(char::is_whitespace);
            // Blanks at the end of a row hang over its edge.
            while used + cell.width > columns && at > first && !is_blank {
                let next = blank.take().filter(|&blank| blank > first).unwrap_or(at);
                rows.push(first..next);
                first = next;
                used = width(&text[first..at]);
            }
            used += cell.width;
            if is_blank {
                blank = Some(at + cell.raw.len());
            }
        }
        rows.push(first..end);
        start = end + 1;
    }
    rows
}

/// The byte of a row that stands in a column, or its last place.
fn byte_at(text: &str, row: Range<usize>, column: usize) -> usize {
    let mut passed = 0;
    let within = &text[row.clone()];
    for cell in cells(within) {
        if passed + cell.width > column {
            return row.start + cell.at;
        }
        passed += cell.width;
    }
    // Behind a blank at which the row breaks the next row begins.
    let breaks = row.end < text.len() && !text[row.end..].starts_with('\n');
    match cells(within).last() {
        Some(last) if breaks => row.start + last.at,
        _ => row.end,
    }
}

/// Opens a box for a note. What was left unfinished of the same note is there
/// again.
pub fn open(state: &mut State, cited: Cited, note: Note) {
    open_on(state, cited, note, On::Passage);
}

/// Opens a box for a remark on an event.
pub fn open_on_event(state: &mut State, cited: Cited, ruling: &Ruling) {
    let Verdict::Remark(text) = &ruling.verdict else {
        return;
    };
    let note = Note {
        text: text.clone(),
        ..Note::new(ruling.id.clone(), ruling.quote.clone())
    };
    open_on(state, cited, note, On::Event);
}

fn open_on(state: &mut State, cited: Cited, note: Note, on: On) {
    state.message = None;
    let draft = state.draft.take();
    let same = |draft: &Editor| {
        let new = draft.note.created.is_empty() && draft.note.quote == note.quote;
        draft.on == on && (draft.note.id == note.id || new)
    };
    let editor = match draft {
        Some(draft) if same(&draft) => {
            state.say("The draft from before");
            *draft
        }
        other => {
            state.draft = other;
            Editor::new(cited, note, on)
        }
    };
    state.editor = Some(Box::new(editor));
    resize(state);
}

/// The box has the size that the screen has for it.
pub fn resize(state: &mut State) {
    let area = area(state);
    if let Some(editor) = &mut state.editor {
        editor.resize(usize::from(area.width), usize::from(area.height));
    }
}

/// The cells of the text in the box.
#[must_use]
pub fn area(state: &State) -> Rect {
    layout::inside_box(layout::editor(state.size))
}

/// A text was typed or pasted.
pub fn typed(state: &mut State, text: &str) {
    if let Some(editor) = &mut state.editor {
        editor.field.insert(text);
        editor.changed();
    }
}

/// A key of the box.
pub fn edit(state: &mut State, command: Command) -> Vec<Effect> {
    use Command as C;
    let Some(editor) = &mut state.editor else {
        return Vec::new();
    };
    match command {
        C::NewLine => {
            editor.field.insert("\n");
            editor.changed();
        }
        C::RowUp => editor.step(-1),
        C::RowDown => editor.step(1),
        C::TextStart => editor.step(isize::MIN),
        C::TextEnd => editor.step(isize::MAX),
        C::KeepNote => keep(state),
        C::NoteInEditor => {
            let text = editor.text().to_owned();
            return commands::open(Program::Write(text));
        }
        C::Abandon => leave(state),
        C::Accept | C::Complete | C::CompleteBack => state.say("Nothing to complete here"),
        _ => {
            editor.field.edit(command);
            editor.changed();
        }
    }
    Vec::new()
}

/// What another editor has made of the text is kept.
pub fn written(state: &mut State, text: &str) {
    if let Some(editor) = &mut state.editor {
        editor.field.set(text);
        keep(state);
    }
}

fn keep(state: &mut State) {
    if let Some(editor) = state.editor.take() {
        let Editor {
            field,
            cited,
            note,
            on,
            ..
        } = *editor;
        match on {
            On::Passage => notes::write(state, cited, note, field.text()),
            On::Event => {
                let ruling = Ruling {
                    id: note.id,
                    quote: note.quote,
                    verdict: Verdict::Remark(note.text),
                };
                rulings::write_note(state, cited, ruling, field.text());
            }
        }
    }
}

/// Leaves the box; what was written stays as a draft until the program ends.
fn leave(state: &mut State) {
    let Some(editor) = state.editor.take() else {
        return;
    };
    if editor.is_changed() {
        state.draft = Some(editor);
        state.say("Not kept; the draft is there when you write on this passage again");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns)
            .into_iter()
            .map(|row| &text[row])
            .collect()
    }

    #[test]
    fn rows_break_at_blanks_and_where_there_are_none_wherever_they_are_full() {
        assert_eq!(shown("", 5), [""]);
        assert_eq!(shown("one two three", 7), ["one two ", "three"]);
        assert_eq!(shown("one\n\ntwo\n", 7), ["one", "", "two", ""]);
        assert_eq!(shown("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(shown("abcdefgh ij", 4), ["abcd", "efgh ", "ij"]);
        assert_eq!(shown("漢", 1), ["漢"]);
    }

    proptest! {
        /// The rows are the whole text but for its line breaks; none is wider
        /// than the window, blanks at its end and single graphemes left out.
        #[test]
        fn rows_are_the_text(text in "([a-c漢👩e\u{301}]| |\n){0,40}", columns in 1..12_usize) {
            let rows = rows(&text, columns);
            let mut at = 0;
            for row in &rows {
                prop_assert!(row.start == at || (row.start == at + 1 && text[at..].starts_with('\n')));
                at = row.end;
                let line = text[row.clone()].trim_end();
                prop_assert!(width(line) <= columns || cells(line).count() <= 1, "{:?}", line);
            }
            prop_assert_eq!(at, text.len());
        }

        /// Up and down again is where one was, unless there was no row to go to.
        #[test]
        fn the_cursor_keeps_its_column(text in "([a-c漢]| |\n){0,60}", at in 0..60_usize, columns in 3..12_usize) {
            let article = crate::ingest::parse(b"T\n\nMay 4, 2019\n\nText.\n", "a").0;
            let cited = Cited::new(&article.ok_or_else(|| TestCaseError::fail("none"))?);
            let note = Note { text: text.clone(), ..Note::new("n".into(), crate::text::Quote::default()) };
            let mut editor = Editor::new(cited, note, On::Passage);
            editor.resize(columns, 4);
            editor.field.go_to(at);
            let (before, rows) = (editor.field.cursor(), editor.rows());
            let (row, _) = editor.place(&rows);
            if row + 1 < rows.len() {
                editor.step(1);
                prop_assert_eq!(editor.place(&rows).0, row + 1);
                editor.step(-1);
                prop_assert_eq!(editor.field.cursor(), before);
            }
        }
    }
}
