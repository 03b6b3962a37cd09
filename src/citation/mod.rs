//! A passage or an article with where it was printed, as plain text, Markdown,
//! BibTeX, CSL-JSON and RIS.
//!
//! Knows no file and no screen. Whatever an article holds comes out as data:
//! escaped for the format, and without a character that a terminal would obey,
//! for what is copied goes to the clipboard by way of the terminal.

mod bibtex;
mod csl;
mod prose;
mod ris;

use std::{
    collections::HashMap,
    fmt::Write as _,
    ops::{Not as _, Range},
};

use sha2::{Digest as _, Sha256};

pub use prose::{escaped, quoted};

use crate::{
    model::{Article, Cited, Day, Provenance},
    text::clean,
};

/// In which form something is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// A line for people.
    #[default]
    Plain,
    /// The same with Markdown's marks; the passage is a quotation.
    Markdown,
    /// An entry for BibTeX and biblatex.
    Bibtex,
    /// An item of the Citation Style Language, in a list.
    Csl,
    /// A record of reference managers.
    Ris,
}

impl Style {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Plain,
        Self::Markdown,
        Self::Bibtex,
        Self::Csl,
        Self::Ris,
    ];

    /// The word on the command line and in `config.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl-json",
            Self::Ris => "ris",
        }
    }

    /// As people write it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Bibtex => "BibTeX",
            Self::Csl => "CSL-JSON",
            Self::Ris => "RIS",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}

/// What is cited: an article, or a passage of it.
#[derive(Clone, Debug)]
pub struct Citation<'a> {
    id: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    source: Option<&'a str>,
    day: Option<Day>,
    provenance: Provenance,
    lang: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    paragraphs: Option<Range<usize>>,
    passage: Option<&'a str>,
}

impl<'a> From<&'a Article> for Citation<'a> {
    fn from(article: &'a Article) -> Self {
        Self {
            id: &article.id,
            title: &article.title.text,
            author: article.author.as_deref(),
            source: article.source.as_deref(),
            day: article.printed.day,
            provenance: article.printed.provenance,
            lang: article.lang.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
            paragraphs: None,
            passage: None,
        }
    }
}

impl<'a> From<&'a Cited> for Citation<'a> {
    fn from(cited: &'a Cited) -> Self {
        Self {
            id: &cited.id,
            title: &cited.title,
            author: cited.author.as_deref(),
            source: cited.source.as_deref(),
            day: cited.day,
            provenance: cited.provenance,
            lang: None,
            url: cited.url.as_deref(),
            path: &cited.path,
            paragraphs: None,
            passage: None,
        }
    }
}

impl<'a> Citation<'a> {
    /// Cites these paragraphs of the body, counted from 0.
    #[must_use]
    pub fn at(self, paragraphs: Range<usize>) -> Self {
        Self {
            paragraphs: paragraphs.is_empty().not().then_some(paragraphs),
            ..self
        }
    }

    /// Quotes this passage.
    #[must_use]
    pub const fn quoting(mut self, passage: &'a str) -> Self {
        self.passage = Some(passage);
        self
    }

    /// Written alone, with the end of its last line.
    #[must_use]
    pub fn write(&self, style: Style) -> String {
        let mut list = Bibliography::new(style);
        let mut written = list.entry(self);
        written.push_str(list.end());
        written
    }

    /// `¶ 2`, `¶¶ 2–3`.
    fn locator(&self) -> Option<String> {
        let paragraphs = self.paragraphs.as_ref()?;
        Some(match (paragraphs.start + 1, paragraphs.end) {
            (first, last) if first < last => format!("¶¶ {first}–{last}"),
            (first, _) => format!("¶ {first}"),
        })
    }

    /// Where the date was found, in words that can stand alone.
    fn dating(&self) -> String {
        match self.day {
            Some(_) => format!("date of printing: {}", self.provenance.name()),
            None => "undated".to_owned(),
        }
    }

    /// What has no field of its own in the formats of reference managers.
    fn remarks(&self) -> String {
        let path = self.url.is_some().then(|| line(self.path));
        let parts = [self.locator(), Some(self.dating()), path];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The lines of the passage.
    fn passage_lines(&self) -> impl Iterator<Item = String> {
        self.passage
            .unwrap_or_default()
            .trim()
            .split('\n')
            .map(line)
    }

    /// Names the article within a list: a word and the year for people, and
    /// the id; of letters, digits and hyphens alone.
    fn key(&self) -> String {
        let words = self.source.unwrap_or(self.title);
        let word: String = words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .find(|word| word.len() > 2)
            .unwrap_or("article")
            .chars()
            .take(12)
            .collect();
        let mut key = word.to_lowercase();
        if let Some(day) = self.day {
            let _ = write!(key, "{}", day.year().unsigned_abs());
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let id = match self.id {
            id if (1..=40).contains(&id.len()) && id.chars().all(plain) => id.to_owned(),
            id => {
                let hash = Sha256::digest(id.as_bytes());
                hash.iter().take(6).fold(String::new(), |mut id, byte| {
                    let _ = write!(id, "{byte:02x}");
                    id
                })
            }
        };
        key.push('-');
        key.push_str(&id);
        key
    }
}

/// On one line, blanks for all white space, nothing that a terminal obeys.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    clean(&words.join(" ")).into_owned()
}

/// Citations one after the other, each under a key of its own.
#[derive(Clone, Debug)]
pub struct Bibliography {
    style: Style,
    /// How often each key was given.
    keys: HashMap<String, usize>,
}

impl Bibliography {
    /// A list without an entry.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self {
            style,
            keys: HashMap::new(),
        }
    }

    /// The next entry, with what stands between it and the one before, and
    /// with the end of its last line.
    #[must_use]
    pub fn entry(&mut self, citation: &Citation) -> String {
        let first = self.keys.is_empty();
        let mut key = citation.key();
        let count = self.keys.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let _ = write!(key, "-{count}");
        }
        let (between, entry) = match self.style {
            // Entries of several lines are set apart.
            Style::Plain if citation.passage.is_some() => ("\n", prose::plain(citation)),
            Style::Plain => ("", prose::plain(citation)),
            Style::Markdown => ("\n", prose::markdown(citation)),
            Style::Bibtex => ("\n", bibtex::entry(citation, &key)),
            Style::Csl => (",\n", csl::item(citation, &key)),
            Style::Ris => ("\n", ris::record(citation, &key)),
        };
        let before = match (first, self.style) {
            (true, Style::Csl) => "[\n",
            (true, _) => "",
            (false, _) => between,
        };
        format!("{before}{entry}")
    }

    /// What stands behind the last entry.
    #[must_use]
    pub fn end(&self) -> &'static str {
        match (self.style, self.keys.is_empty()) {
            (Style::Csl, false) => "\n]\n",
            (Style::Csl, true) => "[]\n",
            _ => "",
        }
    }
}
