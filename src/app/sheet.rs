//! A sheet over the panes: rows to read, with a search of its own.

use crate::{
    model::{ArticleId, Day},
    text::find,
    timeline::Evidence,
};

/// What a sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Every command with its keys.
    Help,
    /// What could not be read.
    Problems,
    /// What is known of the article.
    Information,
    /// What frames have cost.
    Wire,
    /// The parts of the open article.
    Outline,
    /// The program.
    About,
    /// How a date and its event came about.
    Explanation,
    /// What happened on a day of the year.
    OnThisDay,
    /// Of which days nothing or little is held.
    Gaps,
    /// Articles without a date of printing, or with one that is doubtful.
    Undated,
    /// How long after something happened it was printed.
    Lag,
    /// Searches that were made.
    Log,
    /// Searches with a name.
    Saved,
}

/// Where a row of a sheet leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the beginning of an article.
    Article(ArticleId),
    /// To a sentence.
    Mention(Evidence),
    /// To a byte of the open article.
    Byte(u32),
    /// To a day on the timeline.
    Day(Day),
    /// To a search of the research log, by its number there.
    Asked(usize),
    /// To a search with a name, by its number among them.
    Saved(usize),
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Something with its explanation: keys and help, name and value.
    Pair(String, String),
    /// Text, to be wrapped.
    Text(String),
    /// A pair on one row that leads somewhere.
    Go(String, String, Target),
}

impl Line {
    fn matches(&self, needle: &str) -> bool {
        match self {
            Self::Heading(_) => false,
            Self::Pair(left, right) | Self::Go(left, right, _) => {
                !find(left, needle).is_empty() || !find(right, needle).is_empty()
            }
            Self::Text(text) => !find(text, needle).is_empty(),
        }
    }
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows.
    pub subject: Subject,
    /// Its title.
    pub title: String,
    /// All rows.
    lines: Vec<Line>,
    /// Only rows with this are shown.
    pub needle: String,
    /// The first row in the window.
    pub top: usize,
    /// Which of the shown rows is chosen, where some lead somewhere.
    chosen: usize,
}

impl Sheet {
    /// A sheet, at its beginning.
    #[must_use]
    pub fn new(subject: Subject, title: impl Into<String>, lines: Vec<Line>) -> Self {
        let mut sheet = Self {
            subject,
            title: title.into(),
            lines,
            needle: String::new(),
            top: 0,
            chosen: 0,
        };
        sheet.settle();
        sheet
    }

    /// The rows that pass the search; headings without rows are left out.
    #[must_use]
    pub fn lines(&self) -> Vec<&Line> {
        let mut shown: Vec<&Line> = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let heading = matches!(line, Line::Heading(_));
            if heading && matches!(shown.last(), Some(Line::Heading(_))) {
                shown.pop();
            }
            if heading || self.needle.is_empty() || line.matches(&self.needle) {
                shown.push(line);
            }
        }
        if matches!(shown.last(), Some(Line::Heading(_))) {
            shown.pop();
        }
        shown
    }

    /// Shows only rows with this.
    pub fn search(&mut self, needle: &str) {
        needle.clone_into(&mut self.needle);
        self.top = 0;
        self.settle();
    }

    /// The chosen row among the shown ones, if any leads somewhere.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        let lines = self.lines();
        matches!(lines.get(self.chosen), Some(Line::Go(..))).then_some(self.chosen)
    }

    /// Where the chosen row leads.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self.lines().get(self.chosen)? {
            Line::Go(_, _, target) => Some(*target),
            _ => None,
        }
    }

    /// Chooses the first row that leads somewhere.
    fn settle(&mut self) {
        let lines = self.lines();
        let first = lines.iter().position(|line| matches!(line, Line::Go(..)));
        self.chosen = first.unwrap_or(0);
    }

    /// Goes by rows in a window of `height`: from one that leads somewhere to
    /// another, and where there is none the window moves; `false` at the end.
    pub fn step(&mut self, rows: isize, height: usize) -> bool {
        if self.chosen().is_none() {
            return self.scroll(rows, height);
        }
        let lines = self.lines();
        let places: Vec<usize> = (0..lines.len())
            .filter(|&at| matches!(lines[at], Line::Go(..)))
            .collect();
        let here = places.partition_point(|&at| at < self.chosen);
        let next = here
            .saturating_add_signed(rows)
            .min(places.len().saturating_sub(1));
        // A heading takes the row above it too.
        let rows = |line: &&Line| 1 + usize::from(matches!(line, Line::Heading(_)));
        let chosen = places[next];
        let mut top = self.top;
        if next == 0 {
            top = 0;
        } else if chosen < top {
            top = chosen.saturating_sub(1);
        }
        while top < chosen && lines[top..=chosen].iter().map(rows).sum::<usize>() > height {
            top += 1;
        }
        let moved = chosen != self.chosen;
        (self.chosen, self.top) = (chosen, top);
        moved
    }

    /// Scrolls by rows in a window of `height`; `false` at the end.
    pub fn scroll(&mut self, rows: isize, height: usize) -> bool {
        let before = self.top;
        let last = self.lines().len().saturating_sub(height.max(1));
        self.top = self.top.saturating_add_signed(rows).min(last);
        self.top != before
    }
}
