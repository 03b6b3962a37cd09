//! A sheet over the panes: rows to read, with a search of its own.

use crate::text::find;

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
    /// The program.
    About,
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
}

impl Line {
    fn matches(&self, needle: &str) -> bool {
        match self {
            Self::Heading(_) => false,
            Self::Pair(left, right) => {
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
}

impl Sheet {
    /// A sheet, at its beginning.
    #[must_use]
    pub fn new(subject: Subject, title: impl Into<String>, lines: Vec<Line>) -> Self {
        Self {
            subject,
            title: title.into(),
            lines,
            needle: String::new(),
            top: 0,
        }
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
    }

    /// Scrolls by rows in a window of `height`; `false` at the end.
    pub fn scroll(&mut self, rows: isize, height: usize) -> bool {
        let before = self.top;
        let last = self.lines().len().saturating_sub(height.max(1));
        self.top = self.top.saturating_add_signed(rows).min(last);
        self.top != before
    }
}
