//! The list of all notes: searched, gone through, led from to the passages.

use super::{
    Pane, State, keeping,
    keys::Given,
    layout::{self, Rect},
    notes,
};
use crate::{
    model::{ArticleId, Cited, Lasting, Note, Ruling, long_date},
    text::{self, Case, Measure, fold},
};

/// Rows of a remark that the list shows at the most.
const ROWS: usize = 4;

/// A note in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its article.
    pub cited: Cited,
    /// The note.
    pub note: Note,
    /// The article, if it is in this archive.
    pub article: Option<ArticleId>,
    /// The ruling about a date or an event, where it is no note.
    pub ruling: Option<Ruling>,
    /// What a search looks through: all words of it, folded.
    words: String,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Date and headline of the article, and how the passage is filed.
    Article(String, String),
    /// The passage.
    Passage(String),
    /// The remark.
    Remark(String),
}

impl Entry {
    fn new(cited: &Cited, note: &Note, article: Option<ArticleId>) -> Self {
        let day = cited.day.map(|day| day.to_string()).unwrap_or_default();
        let words = [
            note.text.as_str(),
            &note.quote.exact,
            &cited.title,
            cited.source.as_deref().unwrap_or_default(),
            &day,
            &notes::filed(note),
        ];
        Self {
            words: fold(&words.join("\n"), Case::Ignored),
            cited: cited.clone(),
            note: note.clone(),
            article,
            ruling: None,
        }
    }

    /// What was ruled, in words, as if it were a note on the words of the date.
    fn of_ruling(cited: &Cited, ruling: &Ruling, article: Option<ArticleId>) -> Self {
        let note = Note {
            text: ruling.verdict.describe(),
            ..Note::new(ruling.id.clone(), ruling.quote.clone())
        };
        Self {
            ruling: Some(ruling.clone()),
            ..Self::new(cited, &note, article)
        }
    }

    /// Its rows in so many columns.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<Line> {
        let day = self
            .cited
            .day
            .map_or_else(|| "undated".to_owned(), long_date);
        let away = if self.article.is_some() {
            ""
        } else {
            " · not in this archive"
        };
        let head = format!("{day} · {}{away}", self.cited.title);
        let passage = self.note.quote.exact.split_whitespace();
        let passage = passage.collect::<Vec<_>>().join(" ");
        let mut lines = vec![
            Line::Article(head, notes::filed(&self.note)),
            Line::Passage(format!("“{passage}”")),
        ];
        let measure = Measure {
            columns: columns.max(1),
            indent: 0,
        };
        let remark = self.note.text.lines().flat_map(|line| {
            let rows = text::wrap(line, measure);
            let row = |row: &text::Line| line[row.start as usize..row.end as usize].to_owned();
            rows.iter().map(row).collect::<Vec<_>>()
        });
        lines.extend(remark.take(ROWS).map(Line::Remark));
        lines
    }
}

/// The list of notes, while it is on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    entries: Vec<Entry>,
    /// The numbers of the entries that pass the search.
    shown: Vec<usize>,
    /// What is searched.
    pub needle: String,
    /// The chosen one of those that are shown.
    cursor: usize,
    /// The first one in the window.
    top: usize,
    window: (usize, usize),
}

impl Browser {
    /// The entries in the window, the first on top, and which is chosen.
    pub fn window(&self) -> impl Iterator<Item = (&Entry, bool)> {
        let shown = self.shown.iter().enumerate().skip(self.top);
        shown.filter_map(|(at, entry)| Some((self.entries.get(*entry)?, at == self.cursor)))
    }

    /// How many notes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of the chosen one, from 1, and how many pass the search.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        (!self.shown.is_empty()).then(|| (self.cursor + 1, self.shown.len()))
    }

    /// The chosen note with its article.
    #[must_use]
    pub fn chosen(&self) -> Option<(&Cited, &Note)> {
        let entry = self.entry().filter(|entry| entry.ruling.is_none())?;
        Some((&entry.cited, &entry.note))
    }

    /// The chosen entry.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.cursor)?)
    }

    /// Shows only notes that have all words of the search somewhere.
    pub fn search(&mut self, needle: &str) {
        needle.clone_into(&mut self.needle);
        let chosen = self.entry().map(|entry| entry.note.id.clone());
        let folded = fold(needle, Case::Ignored);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let passes = |entry: &Entry| words.iter().all(|word| entry.words.contains(word));
        let entries = self.entries.iter().enumerate();
        self.shown = entries
            .filter(|(_, entry)| passes(entry))
            .map(|(at, _)| at)
            .collect();
        let same = |at: &usize| Some(&self.entries[*at].note.id) == chosen.as_ref();
        let kept = self.shown.iter().position(same);
        self.cursor = kept.unwrap_or(self.cursor.min(self.shown.len().saturating_sub(1)));
        self.follow();
    }

    /// Moves along the list; `false` at its end.
    pub fn step(&mut self, steps: isize) -> bool {
        let before = self.cursor;
        let last = self.shown.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
        self.follow();
        self.cursor != before
    }

    /// Rows of the window.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.window.1
    }

    /// The chosen note is in the window, whole if it fits.
    fn follow(&mut self) {
        self.top = self.top.min(self.cursor);
        let rows = |at: &usize| self.entries[*at].lines(self.window.0).len() + 1;
        let mut used: usize = self
            .shown
            .iter()
            .take(self.cursor + 1)
            .skip(self.top)
            .map(rows)
            .sum();
        while used > self.window.1 + 1 && self.top < self.cursor {
            used -= rows(&self.shown[self.top]);
            self.top += 1;
        }
    }
}

/// `:notes`, `V`: all of them; `:notes 3` goes to the third.
pub fn open(state: &mut State, given: Given) {
    if let Some(number) = given.text {
        return go_to_number(state, number);
    }
    keeping::refresh(state);
    if let Lasting::Memory(why) = &state.memory.lasting {
        let why = why.clone();
        state.complain(format!("Nothing is kept when you leave: {why}"));
    } else if let Some(why) = &state.memory.trouble {
        let why = why.clone();
        state.complain(format!("Not all is saved: {why}"));
    }
    state.browser = Some(Browser::default());
    relist(state);
}

/// Lists the notes anew under the eyes.
pub fn relist(state: &mut State) {
    if state.browser.is_none() {
        return;
    }
    let notes = state.memory.all_notes();
    let entries = notes
        .iter()
        .map(|(cited, note, id)| Entry::new(cited, note, *id));
    let mut entries: Vec<Entry> = entries.collect();
    let rulings = state.memory.all_rulings();
    entries.extend(rulings.map(|(cited, ruling, id)| Entry::of_ruling(cited, ruling, id)));
    if let Some(browser) = &mut state.browser {
        // The chosen one stays chosen.
        let chosen = browser.entry().map(|entry| entry.note.id.clone());
        browser.entries = entries;
        browser.shown = (0..browser.entries.len()).collect();
        let at = browser
            .entries
            .iter()
            .position(|entry| Some(&entry.note.id) == chosen.as_ref());
        let needle = std::mem::take(&mut browser.needle);
        browser.cursor = at.unwrap_or(browser.cursor);
        browser.search(&needle);
    }
    resize(state);
}

/// The list has the room that the screen has for it.
pub fn resize(state: &mut State) {
    let area = area(state);
    if let Some(browser) = &mut state.browser {
        browser.window = (usize::from(area.width).max(1), usize::from(area.height));
        browser.follow();
    }
}

/// The cells of the list inside its frame.
#[must_use]
pub fn area(state: &State) -> Rect {
    layout::inside_box(layout::sheet(state.size))
}

/// `Enter`: to the passage of the chosen note.
pub fn enter(state: &mut State) {
    let chosen = state.browser.as_ref().and_then(Browser::entry).cloned();
    match chosen {
        Some(entry) => go_to(state, &entry.cited, &entry.note, entry.article),
        None => state.say("No note is chosen"),
    }
}

/// Closes the list, or first ends its search.
pub fn close(state: &mut State) {
    match &mut state.browser {
        Some(browser) if !browser.needle.is_empty() => browser.search(""),
        browser => *browser = None,
    }
}

fn go_to_number(state: &mut State, number: &str) {
    let notes = state.memory.all_notes();
    let at = number
        .parse()
        .ok()
        .and_then(|number: usize| number.checked_sub(1));
    match at.and_then(|at| notes.get(at)) {
        Some(&(cited, note, article)) => {
            let (cited, note) = (cited.clone(), note.clone());
            go_to(state, &cited, &note, article);
        }
        None => {
            let count = notes.len();
            state.complain(format!("There is no note {number}; there are {count}"));
        }
    }
}

fn go_to(state: &mut State, cited: &Cited, note: &Note, article: Option<ArticleId>) {
    let Some(id) = article else {
        let title = &cited.title;
        return state.complain(format!("‘{title}’ is not in this archive"));
    };
    let place = state.place();
    state.jumps.leave(place);
    (state.browser, state.sheet) = (None, None);
    state.list.select(id);
    state.show_article(id);
    let found = state
        .corpus
        .get(id)
        .and_then(|article| note.quote.find(&article.text));
    state.focus(Pane::Reader);
    match found {
        Some(span) => state
            .reader
            .jump(u32::try_from(span.start).unwrap_or(u32::MAX)),
        None => state.say("The passage of this note is no longer in the article"),
    }
}
