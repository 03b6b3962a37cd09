//! What was added, as an annotation of the W3C Web Annotation Data Model. Knows
//! no file and no store.

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Change, Cited, Day, Kind, Letter, Note, Ruling, Saved, Spot, Verdict},
    text::Quote,
};

/// An annotation. The order of the fields is part of the format.
#[derive(Serialize, Deserialize)]
pub(super) struct Annotation {
    #[serde(rename = "@context", default)]
    context: serde_json::Value,
    #[serde(rename = "type")]
    kind: String,
    id: Box<str>,
    #[serde(default)]
    motivation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<Box<str>>,
    body: Bodies,
    target: Target,
    #[serde(
        rename = "dateline:article",
        alias = "article",
        skip_serializing_if = "Option::is_none"
    )]
    article: Option<Cited>,
    #[serde(rename = "dateline:paragraph", skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
}

/// The model allows one body, or several.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Bodies {
    Several(Vec<Body>),
    One(Body),
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type")]
enum Body {
    #[serde(rename = "TextualBody")]
    Text {
        #[serde(default)]
        purpose: Purpose,
        value: String,
    },
    #[serde(rename = "dateline:Star")]
    Star,
    #[serde(rename = "dateline:Mark")]
    Mark(Mark),
    #[serde(rename = "dateline:Search")]
    Search { name: Box<str>, saved: Saved },
    #[serde(rename = "dateline:Ruling")]
    Ruling { verdict: Verdict },
    /// What is said is said of the event that the passage tells.
    #[serde(rename = "dateline:Event")]
    Event,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Purpose {
    #[default]
    Commenting,
    Classifying,
    Tagging,
}

/// A lettered mark; the pane for one that holds everywhere.
#[derive(Serialize, Deserialize)]
struct Mark {
    letter: char,
    #[serde(default)]
    offset: isize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pane: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
}

#[derive(Serialize, Deserialize)]
struct Target {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    selector: Option<(TextQuote, TextPosition)>,
}

#[derive(Serialize, Deserialize)]
struct TextQuote {
    #[serde(rename = "type")]
    kind: String,
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize, Deserialize)]
struct TextPosition {
    #[serde(rename = "type")]
    kind: String,
    start: usize,
    end: usize,
}

/// What stands before the names of what has no address of its own.
const OURS: &str = "urn:dateline:";
const NOTE: &str = "urn:dateline:note:";
const RULING: &str = "urn:dateline:ruling:";

impl Target {
    fn new(article: Option<&Cited>, quote: Option<&Quote>) -> Self {
        let source = match article {
            Some(Cited { url: Some(url), .. }) => url.to_string(),
            Some(article) => format!("{OURS}article:{}", article.id),
            None => format!("{OURS}archive"),
        };
        let selector = quote.map(|quote| {
            let position = TextPosition {
                kind: "TextPositionSelector".into(),
                start: quote.start,
                end: quote.end,
            };
            let quote = TextQuote {
                kind: "TextQuoteSelector".into(),
                exact: quote.exact.clone(),
                prefix: quote.prefix.clone(),
                suffix: quote.suffix.clone(),
            };
            (quote, position)
        });
        Self { source, selector }
    }

    fn quote(self) -> anyhow::Result<Quote> {
        let (quote, position) = self.selector.context("the target has no selector")?;
        Ok(Quote {
            exact: quote.exact,
            prefix: quote.prefix,
            suffix: quote.suffix,
            start: position.start,
            end: position.end,
        })
    }
}

impl Annotation {
    fn new(
        id: String,
        motivation: &str,
        body: Vec<Body>,
        article: Option<&Cited>,
        quote: Option<&Quote>,
    ) -> Self {
        Self {
            context: serde_json::json!(["http://www.w3.org/ns/anno.jsonld", {"dateline": OURS}]),
            kind: "Annotation".into(),
            id: id.into(),
            motivation: motivation.to_owned(),
            created: None,
            modified: None,
            body: Bodies::Several(body),
            target: Target::new(article, quote),
            article: article.cloned(),
            paragraph: None,
        }
    }

    fn of_note(cited: &Cited, note: &Note) -> Self {
        let text = |purpose, value: &str| Body::Text {
            purpose,
            value: value.to_owned(),
        };
        let remark = (!note.text.is_empty()).then(|| text(Purpose::Commenting, &note.text));
        let kind = note
            .kind
            .map(|kind| text(Purpose::Classifying, kind.name()));
        let tags = note.tags.iter().map(|tag| text(Purpose::Tagging, tag));
        let motivation = match (&remark, &kind) {
            (Some(_), _) => "commenting",
            (None, Some(_)) => "highlighting",
            (None, None) => "tagging",
        };
        let body = remark.into_iter().chain(kind).chain(tags).collect();
        let quote = Some(&note.quote);
        Self {
            created: Some(note.created.clone()),
            modified: Some(note.changed.clone()),
            paragraph: note.paragraph,
            ..Self::new(
                format!("{NOTE}{}", note.id),
                motivation,
                body,
                Some(cited),
                quote,
            )
        }
    }

    fn of_ruling(cited: &Cited, ruling: &Ruling) -> Self {
        let (motivation, body) = match &ruling.verdict {
            Verdict::Remark(text) => {
                let remark = Body::Text {
                    purpose: Purpose::Commenting,
                    value: text.clone(),
                };
                ("commenting", vec![remark, Body::Event])
            }
            Verdict::Star => ("bookmarking", vec![Body::Star, Body::Event]),
            verdict => {
                let verdict = verdict.clone();
                ("editing", vec![Body::Ruling { verdict }])
            }
        };
        let id = format!("{RULING}{}", ruling.id);
        Self::new(id, motivation, body, Some(cited), Some(&ruling.quote))
    }

    fn of_mark(cited: &Cited, letter: char, spot: &Spot) -> Self {
        let mark = Mark {
            letter,
            offset: spot.offset,
            pane: None,
            day: None,
        };
        let id = format!("{OURS}mark:{}:{letter}", cited.id);
        let body = vec![Body::Mark(mark)];
        Self::new(id, "bookmarking", body, Some(cited), Some(&spot.paragraph))
    }

    fn of_letter(name: char, letter: &Letter) -> Self {
        let article = letter.article.as_ref();
        let mark = Mark {
            letter: name,
            offset: article.map_or(0, |(_, spot)| spot.offset),
            pane: Some(letter.pane.clone()),
            day: letter.day,
        };
        Self::new(
            format!("{OURS}mark:{name}"),
            "bookmarking",
            vec![Body::Mark(mark)],
            article.map(|(cited, _)| cited),
            article.map(|(_, spot)| &spot.paragraph),
        )
    }

    /// What was added, as an annotation; `None` for what follows from reading.
    pub(super) fn of(change: &Change) -> Option<Self> {
        Some(match change {
            Change::Note(cited, _, Some(note)) => Self::of_note(cited, note),
            Change::Ruled(cited, _, Some(ruling)) => Self::of_ruling(cited, ruling),
            Change::Mark(cited, letter, Some(spot)) => Self::of_mark(cited, *letter, spot),
            Change::Letter(name, Some(letter)) => Self::of_letter(*name, letter),
            Change::Saved(name, Some(saved)) => {
                let (id, saved) = (format!("{OURS}search:{name}"), saved.clone());
                let name = name.clone();
                let body = vec![Body::Search { name, saved }];
                Self::new(id, "bookmarking", body, None, None)
            }
            Change::Star(cited, true) => {
                let id = format!("{OURS}star:{}", cited.id);
                Self::new(id, "bookmarking", vec![Body::Star], Some(cited), None)
            }
            _ => return None,
        })
    }

    pub(super) fn change(self) -> anyhow::Result<Change> {
        let bodies = match self.body {
            Bodies::Several(bodies) => bodies,
            Bodies::One(body) => vec![body],
        };
        let on_event = bodies.iter().any(|body| matches!(body, Body::Event));
        let starred = bodies.iter().any(|body| matches!(body, Body::Star));
        let mut note = Note::new("".into(), Quote::default());
        for body in bodies {
            match body {
                Body::Text { purpose, value } => match purpose {
                    Purpose::Commenting => note.text = value,
                    Purpose::Tagging => note.tags.push(value.into()),
                    Purpose::Classifying => {
                        let kind = Kind::named(&value);
                        note.kind = Some(kind.with_context(|| format!("no kind: {value:?}"))?);
                    }
                },
                Body::Search { name, saved } => return Ok(Change::Saved(name, Some(saved))),
                Body::Mark(mark) => return mark.change(self.article, self.target),
                Body::Ruling { verdict } => {
                    return ruling(&self.id, verdict, self.article, self.target);
                }
                Body::Star | Body::Event => {}
            }
        }
        match (on_event, starred) {
            (true, true) => ruling(&self.id, Verdict::Star, self.article, self.target),
            (true, false) => {
                let verdict = Verdict::Remark(note.text);
                ruling(&self.id, verdict, self.article, self.target)
            }
            (false, true) => Ok(Change::Star(known(self.article)?, true)),
            (false, false) => {
                note.id = self.id.strip_prefix(NOTE).unwrap_or(&self.id).into();
                note.quote = self.target.quote()?;
                note.created = self.created.context("no time of creation")?;
                note.changed = self.modified.unwrap_or_else(|| note.created.clone());
                note.paragraph = self.paragraph;
                let id = note.id.clone();
                Ok(Change::Note(known(self.article)?, id, Some(note)))
            }
        }
    }
}

impl Mark {
    fn change(self, article: Option<Cited>, target: Target) -> anyhow::Result<Change> {
        let offset = self.offset;
        let spot = |target: Target| -> anyhow::Result<Spot> {
            let paragraph = target.quote()?;
            Ok(Spot { paragraph, offset })
        };
        let Some(pane) = self.pane else {
            return Ok(Change::Mark(
                known(article)?,
                self.letter,
                Some(spot(target)?),
            ));
        };
        let article = article.map(|cited| anyhow::Ok((cited, spot(target)?)));
        let letter = Letter {
            article: article.transpose()?,
            pane,
            day: self.day,
        };
        Ok(Change::Letter(self.letter, Some(Box::new(letter))))
    }
}

fn ruling(
    id: &str,
    verdict: Verdict,
    article: Option<Cited>,
    target: Target,
) -> anyhow::Result<Change> {
    let id: Box<str> = id.strip_prefix(RULING).unwrap_or(id).into();
    let ruling = Ruling {
        id: id.clone(),
        quote: target.quote()?,
        verdict,
    };
    Ok(Change::Ruled(known(article)?, id, Some(ruling)))
}

fn known(article: Option<Cited>) -> anyhow::Result<Cited> {
    article.context("it does not say which article")
}
