//! What a format found of one article, made into the article: whatever it
//! does not say (language, title, date) is looked for in the text and in the
//! names of the path, as for plain text.

use std::sync::Arc;

use super::address::site;
use super::body::Body;
use super::format::Source;
use super::html_text;
use super::intake::{Flow, Intake};
use super::language;
use super::layout::{Layout, layout};
use super::lexicon::{NumberOrder, number_order};
use super::lines::lines;
use super::name_date::name_date;
use super::paragraphs::paragraphs;
use super::plain::{hash, headline, one_line};
use super::written_date::{Written, written_date};
use crate::model::{
    Article, Confidence, Day, Encoding, EncodingFrom, Footer, Printed, Provenance, TitleFrom,
};

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
    /// The body, where the format knows its paragraphs; wins over `text`.
    pub body: Option<Body>,
    pub footer: Option<Footer>,
    /// Where in its file the record begins, from 1.
    pub line: Option<u64>,
}

/// A date of publication as a format gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The characters of the date.
    pub raw: String,
    /// The day, where the format knows it; else it is read from `raw`.
    pub day: Option<Day>,
    /// What it stands in.
    pub provenance: Provenance,
    /// How certain it is that this is the day of publication.
    pub confidence: Confidence,
}

impl Dated {
    /// The date in a field that is there for it.
    pub fn field(raw: impl Into<String>) -> Self {
        Self::of(raw, Provenance::Metadata)
    }

    /// The date in the entry of a feed.
    pub fn entry(raw: impl Into<String>) -> Self {
        Self::of(raw, Provenance::FeedEntry)
    }

    fn of(raw: impl Into<String>, provenance: Provenance) -> Self {
        Self {
            raw: raw.into(),
            day: None,
            provenance,
            confidence: Confidence::Sure,
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
        if self.body.is_none() && self.text.trim().is_empty() {
            self.text = other.text;
            self.body = other.body;
        }
    }

    /// Makes the article and hands it on.
    pub fn hand_on(mut self, source: &Source, encoding: Encoding, intake: &mut Intake) -> Flow {
        if self.body.is_none() && html_text::is_html(&self.text) {
            self.body = Some(html_text::fragment(&self.text));
        }
        let text = self.body.as_ref().map_or(&self.text, |body| &body.text);
        if text.trim().is_empty() && said(self.title.as_deref()).is_none() {
            intake.unread(
                &source.path,
                self.line,
                "neither title nor text, nothing to read",
            );
            return intake.in_time();
        }
        let article = self.article(source, encoding, intake);
        intake.article(article)
    }

    fn article(mut self, source: &Source, encoding: Encoding, intake: &mut Intake) -> Article {
        let body = self.body.take();
        let text = body.as_ref().map_or(self.text.as_str(), |body| &body.text);
        let id = match said(self.id.as_deref()) {
            Some(id) => id.into(),
            None => hash(&[self.title.as_deref().unwrap_or_default(), text]),
        };
        let guessed = language::guess(text);
        let lang = language_tag(self.lang.as_deref());
        let order = number_order(lang.as_deref().map(primary).or(guessed));
        let field = self.date.take();
        let field = field.and_then(|date| in_field(date, order, source, self.line, intake));
        // A text that comes without a date is a page: it may begin with its
        // headline and its date line.
        let page = match &field {
            None => layout(text, order),
            Some(_) => None,
        };
        let printed = field
            .or_else(|| date_line(page.as_ref()?))
            .or_else(|| in_names(source, self.line, intake))
            .unwrap_or(const { Printed::undated() });
        let parts = Parts::of(said(self.title.as_deref()), page);
        let (text, markup) = match (body, parts.text) {
            (Some(body), _) => (body.text.into(), body.markup.into()),
            (None, Some(text)) => (text, Box::default()),
            (None, None) => (paragraphs(&lines(&self.text)), Box::default()),
        };
        let url = said(self.url.as_deref());
        let printer = said(self.source.as_deref())
            .or(parts.source.as_deref())
            .or_else(|| url.and_then(site));
        let author = said(self.author.as_deref()).or(parts.author.as_deref());
        Article {
            id,
            path: Arc::clone(&source.path),
            title: headline(parts.title, &text, source.name),
            printed,
            lang: lang.as_deref().or(guessed).map(Into::into),
            source: printer.map(Into::into),
            author: author.map(Into::into),
            url: url.map(Into::into),
            text: text.into(),
            footer: self.footer.or(parts.footer),
            encoding,
            markup,
        }
    }
}

/// The day that a field names, with what is doubtful about it told.
fn in_field(
    date: Dated,
    order: NumberOrder,
    source: &Source,
    line: Option<u64>,
    intake: &mut Intake,
) -> Option<Printed> {
    let raw = date.raw.trim();
    let mut confidence = date.confidence;
    let day = match date.day {
        Some(day) => Some(day),
        None => match written_date(raw, order) {
            Some(Written { day, doubt }) => {
                if let Some(doubt) = doubt {
                    intake.doubt(&source.path, line, doubt);
                    confidence = Confidence::Likely;
                }
                Some(day)
            }
            None => {
                if !raw.is_empty() {
                    let message = format!("\"{raw}\" is no date, not taken");
                    intake.doubt(&source.path, line, message);
                }
                None
            }
        },
    };
    Some(dated(day?, date.provenance, confidence, raw))
}

/// The day that the names of the path give.
fn in_names(source: &Source, line: Option<u64>, intake: &mut Intake) -> Option<Printed> {
    let named = name_date(source.name).day?;
    if named.is_month {
        let message = format!(
            "the folder names {} give the month only, taken as its first day",
            named.raw
        );
        intake.doubt(&source.path, line, message);
    }
    let confidence = Confidence::of_name(named.is_month);
    Some(dated(named.day, named.provenance, confidence, &named.raw))
}

/// What of an article the text itself gives.
struct Parts {
    title: Option<(String, TitleFrom)>,
    source: Option<String>,
    author: Option<String>,
    text: Option<Box<str>>,
    footer: Option<Footer>,
}

impl Parts {
    /// With a title of its own the head of the page goes only when it says
    /// the same once more.
    fn of(title: Option<&str>, page: Option<Layout>) -> Self {
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
                text: Some(layout.body),
                footer: layout.footer.map(|(text, reason)| Footer {
                    text: text.into(),
                    reason,
                }),
            },
            None => Self {
                title: field,
                source: None,
                author: None,
                text: None,
                footer: None,
            },
        }
    }
}

/// The date line of a page, if it has its year.
fn date_line(layout: &Layout) -> Option<Printed> {
    let head = layout.head.date.as_ref().map(|date| &date.line);
    let line = head.or(layout.end_date.as_ref())?;
    let day = line.date.on(None)?;
    let confidence = if line.date.ambiguous {
        Confidence::Likely
    } else {
        Confidence::Sure
    };
    Some(dated(day, Provenance::DateLine, confidence, line.raw))
}

fn dated(day: Day, provenance: Provenance, confidence: Confidence, raw: &str) -> Printed {
    Printed {
        day: Some(day),
        provenance,
        confidence,
        raw: Some(raw.into()),
        rival: None,
    }
}

/// The encoding of what comes as characters already.
pub const UTF_8: Encoding = Encoding {
    name: "UTF-8",
    from: EncodingFrom::Valid,
    replaced: 0,
};

/// The language of a tag without its region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
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
