//! What a format found of one article, made into the article: whatever it
//! does not say (language, title, date) is looked for in the text and in the
//! names of the path, as for plain text.

use std::sync::Arc;

use super::address::site;
use super::intake::{Flow, Intake};
use super::language;
use super::layout::{Layout, layout};
use super::lexicon::number_order;
use super::lines::lines;
use super::name_date::name_date;
use super::paragraphs::paragraphs;
use super::plain::{hash, headline, one_line};
use super::written_date::written_date;
use crate::model::{Article, Day, Encoding, Footer, Printed, Provenance, TitleFrom};

/// The parts of one article as a format gives them.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The source's own id.
    pub id: Option<String>,
    pub title: Option<String>,
    pub date: Option<Dated>,
    pub lang: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    /// The text, its lines as the format has them.
    pub text: String,
    pub footer: Option<Footer>,
    /// Where in its file the record begins, from 1.
    pub line: Option<u64>,
}

/// A date of publication as a format gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The characters of the date.
    pub raw: String,
    /// What field it stands in.
    pub provenance: Provenance,
}

impl Dated {
    /// The date in a field of the format.
    pub fn field(raw: impl Into<String>) -> Self {
        Self {
            raw: raw.into(),
            provenance: Provenance::Metadata,
        }
    }
}

impl Record {
    /// Takes from another what this one does not say.
    pub fn fill(&mut self, other: Self) {
        self.id = self.id.take().or(other.id);
        self.title = self.title.take().or(other.title);
        self.date = self.date.take().or(other.date);
        self.lang = self.lang.take().or(other.lang);
        self.source = self.source.take().or(other.source);
        self.author = self.author.take().or(other.author);
        self.url = self.url.take().or(other.url);
        self.footer = self.footer.take().or(other.footer);
        if self.text.trim().is_empty() {
            self.text = other.text;
        }
    }

    /// Makes the article and hands it on. `name` is the path whose names may
    /// date it.
    pub fn hand_on(
        self,
        path: &Arc<str>,
        name: &str,
        encoding: Encoding,
        intake: &mut Intake,
    ) -> Flow {
        if self.text.trim().is_empty() && said(self.title.as_deref()).is_none() {
            intake.unread(path, self.line, "neither title nor text, nothing to read");
            return intake.in_time();
        }
        let article = self.article(path, name, encoding, intake);
        intake.article(article)
    }

    fn article(
        self,
        path: &Arc<str>,
        name: &str,
        encoding: Encoding,
        intake: &mut Intake,
    ) -> Article {
        let guessed = language::guess(&self.text);
        let order = number_order(guessed);
        let line = self.line;
        let mut printed = self.date.and_then(|date| {
            let raw = date.raw.trim();
            let written = written_date(raw, order);
            match &written {
                Some(written) => {
                    if let Some(doubt) = &written.doubt {
                        intake.doubt(path, line, doubt.clone());
                    }
                }
                None if raw.is_empty() => {}
                None => intake.doubt(path, line, format!("\"{raw}\" is no date, not taken")),
            }
            Some(dated(written?.day, date.provenance, raw))
        });
        // A text that comes without a date is a page: it may begin with its
        // headline and its date line.
        let page = if printed.is_none() {
            layout(&self.text, order)
        } else {
            None
        };
        printed = printed.or_else(|| page.as_ref().and_then(date_line));
        let named = printed.is_none().then(|| name_date(name).day).flatten();
        let printed = printed
            .or_else(|| {
                let named = named?;
                if named.is_month {
                    let message = format!(
                        "the folder names {} give the month only, taken as its first day",
                        named.raw
                    );
                    intake.doubt(path, line, message);
                }
                Some(dated(named.day, named.provenance, &named.raw))
            })
            .unwrap_or(const { Printed::undated() });
        let parts = Parts::of(said(self.title.as_deref()), page, &self.text);
        let lang = language_tag(self.lang.as_deref())
            .or(guessed.map(ToOwned::to_owned))
            .map(Into::into);
        let url = said(self.url.as_deref()).map(ToOwned::to_owned);
        let source = said(self.source.as_deref())
            .or(parts.source.as_deref())
            .or_else(|| url.as_deref().and_then(site));
        Article {
            id: match said(self.id.as_deref()) {
                Some(id) => id.into(),
                None => hash(&[self.title.as_deref().unwrap_or_default(), &self.text]),
            },
            path: Arc::clone(path),
            title: headline(parts.title, &parts.text, name),
            printed,
            lang,
            source: source.map(Into::into),
            author: said(self.author.as_deref())
                .or(parts.author.as_deref())
                .map(Into::into),
            url: url.map(Into::into),
            text: parts.text,
            footer: self.footer.or(parts.footer),
            encoding,
            markup: Box::default(),
        }
    }
}

/// What of an article the text itself gives.
struct Parts {
    title: Option<(String, TitleFrom)>,
    source: Option<String>,
    author: Option<String>,
    text: Box<str>,
    footer: Option<Footer>,
}

impl Parts {
    /// With a title of its own the head of the page goes only when it says
    /// the same once more.
    fn of(title: Option<&str>, page: Option<Layout>, text: &str) -> Self {
        let field = title.map(|title| (one_line(title), TitleFrom::Metadata));
        let same = |layout: &Layout| match (&field, &layout.head.title) {
            (Some((said, _)), Some((found, _))) => said == found,
            (Some(_), None) => layout.head.lines <= 1,
            (None, _) => true,
        };
        match page.filter(same) {
            Some(layout) => Self {
                title: field.or(layout.head.title),
                source: layout.head.source.map(ToOwned::to_owned),
                author: layout.head.author.map(ToOwned::to_owned),
                text: layout.body,
                footer: layout.footer.map(|(text, reason)| Footer {
                    text: text.into(),
                    reason,
                }),
            },
            None => Self {
                title: field,
                source: None,
                author: None,
                text: paragraphs(&lines(text)),
                footer: None,
            },
        }
    }
}

/// The date line of a page, if it has its year.
fn date_line(layout: &Layout) -> Option<Printed> {
    let head = layout.head.date.as_ref().map(|date| &date.line);
    let found = head.or(layout.end_date.as_ref());
    found.and_then(|line| Some(dated(line.date.on(None)?, Provenance::DateLine, line.raw)))
}

fn dated(day: Day, provenance: Provenance, raw: &str) -> Printed {
    Printed {
        day: Some(day),
        provenance,
        raw: Some(raw.into()),
    }
}

/// What a field says, if it says anything.
fn said(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}

/// A BCP 47 tag as fields have them (`en`, `en-US`, `en_US`); `None` for
/// anything else.
fn language_tag(field: Option<&str>) -> Option<String> {
    let tag = said(field)?.replace('_', "-");
    let (language, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let is_tag = (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && rest.len() <= 20
        && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_tag.then(|| match rest {
        "" => language.to_ascii_lowercase(),
        rest => format!("{}-{rest}", language.to_ascii_lowercase()),
    })
}
