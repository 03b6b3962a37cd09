//! `dateline notes`: the reader's notes as rows, as JSON Lines, as Markdown;
//! notes from elsewhere; the health of the store.
//!
//! The JSON is that of the W3C Web Annotation Data Model, with the article
//! beside it: what was exported can be imported without any loss.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use super::{
    args::Shape,
    list::iso,
    output::{Console, Outcome, Row, Rows, json},
};
use crate::{
    model::{Cited, Note},
    store::{self, Store},
    text::{self, Quote},
};

/// What to do with the notes.
#[derive(Clone, Debug, Subcommand)]
pub enum Notes {
    /// List the notes: id, date and title of the article, the note, the
    /// passage, when it was changed
    List {
        #[command(flatten)]
        shape: Shape,
    },
    /// Print the notes for other programs
    Export {
        /// jsonl (an annotation a line, as W3C Web Annotation; import reads
        /// it) or markdown
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "jsonl",
            hide_possible_values = true
        )]
        format: Exchange,
    },
    /// Take in notes that `export` printed as jsonl, all or none; of two
    /// versions of a note the one that was changed last stays
    Import {
        /// The file; - is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Check that the store is whole, and say what is in it
    Check,
}

/// In which shape notes leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Exchange {
    /// An annotation a line.
    Jsonl,
    /// For people.
    Markdown,
}

/// Carries out one of the commands on the store at `place`, else on the
/// person's.
///
/// # Errors
///
/// The store cannot be read or written, the notes to import cannot be read, or
/// the output cannot be written.
pub fn notes(
    console: &mut Console<'_>,
    what: &Notes,
    place: Option<&Path>,
) -> anyhow::Result<Outcome> {
    let usual = store::place(&|name| std::env::var_os(name));
    let Some(place) = place.map(Path::to_owned).or(usual) else {
        bail!("there is no home folder, and so no store");
    };
    if let Notes::Import { file } = what {
        return import(console, file, &place);
    }
    let found = Store::existing(&place).with_context(|| place.display().to_string())?;
    let Some(store) = found else {
        console.say(&format!(
            "no notes are kept yet: {} is not there",
            place.display()
        ))?;
        return Ok(Outcome::Nothing);
    };
    match what {
        Notes::List { shape } => list(console, &store.notes()?, *shape),
        Notes::Export {
            format: Exchange::Jsonl,
        } => export(console, store.notes()?),
        Notes::Export {
            format: Exchange::Markdown,
        } => markdown(console, &store.notes()?),
        Notes::Import { .. } | Notes::Check => check(console, &store),
    }
}

/// A note as a row. The order of the fields is part of the format.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    date: Option<String>,
    title: &'a str,
    note: &'a str,
    passage: &'a str,
    changed: &'a str,
}

impl Row for Listed<'_> {
    const FIELDS: &'static [&'static str] = &["id", "date", "title", "note", "passage", "changed"];
    const WIDEST: usize = 3;

    fn cells(&self) -> Vec<String> {
        let date = self.date.clone().unwrap_or_default();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        vec![
            self.id.to_owned(),
            date,
            self.title.to_owned(),
            one_line(self.note),
            one_line(self.passage),
            self.changed.to_owned(),
        ]
    }
}

fn list(
    console: &mut Console<'_>,
    notes: &[(Cited, Note)],
    shape: Shape,
) -> anyhow::Result<Outcome> {
    let mut rows = Rows::new(shape.format);
    for (cited, note) in notes {
        let row = Listed {
            id: &note.id,
            date: cited.day.map(iso),
            title: &cited.title,
            note: &note.text,
            passage: &note.quote.exact,
            changed: &note.changed,
        };
        rows.row(console, &row)?;
    }
    Ok(rows.finish(console)?)
}

/// An annotation of the W3C Web Annotation Data Model.
#[derive(Serialize, Deserialize)]
struct Annotation {
    #[serde(rename = "@context")]
    context: String,
    #[serde(rename = "type")]
    kind: String,
    id: Box<str>,
    created: Box<str>,
    modified: Box<str>,
    body: TextualBody,
    target: Target,
    article: Cited,
}

#[derive(Serialize, Deserialize)]
struct TextualBody {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

#[derive(Serialize, Deserialize)]
struct Target {
    source: String,
    selector: (TextQuote, TextPosition),
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

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What stands before the ids of notes and articles, which have no address.
const NOTE: &str = "urn:dateline:note:";
const ARTICLE: &str = "urn:dateline:article:";

impl From<(Cited, Note)> for Annotation {
    fn from((article, note): (Cited, Note)) -> Self {
        let Note {
            id,
            text,
            quote,
            created,
            changed,
            ..
        } = note;
        let Quote {
            exact,
            prefix,
            suffix,
            start,
            end,
        } = quote;
        let source = match &article.url {
            Some(url) => url.to_string(),
            None => format!("{ARTICLE}{}", article.id),
        };
        let quote = TextQuote {
            kind: "TextQuoteSelector".into(),
            exact,
            prefix,
            suffix,
        };
        let position = TextPosition {
            kind: "TextPositionSelector".into(),
            start,
            end,
        };
        Self {
            context: CONTEXT.into(),
            kind: "Annotation".into(),
            id: format!("{NOTE}{id}").into(),
            created,
            modified: changed,
            body: TextualBody {
                kind: "TextualBody".into(),
                value: text,
            },
            target: Target {
                source,
                selector: (quote, position),
            },
            article,
        }
    }
}

impl From<Annotation> for (Cited, Note) {
    fn from(annotation: Annotation) -> Self {
        let (
            TextQuote {
                exact,
                prefix,
                suffix,
                ..
            },
            TextPosition { start, end, .. },
        ) = annotation.target.selector;
        let note = Note {
            kind: None,
            tags: Vec::new(),
            id: annotation
                .id
                .strip_prefix(NOTE)
                .unwrap_or(&annotation.id)
                .into(),
            text: annotation.body.value,
            quote: Quote {
                exact,
                prefix,
                suffix,
                start,
                end,
            },
            created: annotation.created,
            changed: annotation.modified,
        };
        (annotation.article, note)
    }
}

fn export(console: &mut Console<'_>, notes: Vec<(Cited, Note)>) -> anyhow::Result<Outcome> {
    let any = !notes.is_empty();
    for note in notes {
        json(console.out, &Annotation::from(note))?;
        console.out.write_all(b"\n")?;
    }
    Ok(if any {
        Outcome::Found
    } else {
        Outcome::Nothing
    })
}

/// One heading an article, one quotation and what was noted of it a note.
fn markdown(console: &mut Console<'_>, notes: &[(Cited, Note)]) -> anyhow::Result<Outcome> {
    let mut last = None;
    for (cited, note) in notes {
        if last != Some(cited) {
            if last.is_some() {
                writeln!(console.out)?;
            }
            writeln!(console.out, "## {}\n", text::clean(&cited.title))?;
            writeln!(console.out, "{}", source(cited))?;
            last = Some(cited);
        }
        writeln!(console.out)?;
        for line in note.quote.exact.lines() {
            let line = format!("> {}", text::clean(line));
            writeln!(console.out, "{}", line.trim_end())?;
        }
        writeln!(console.out)?;
        for line in note.text.lines() {
            writeln!(console.out, "{}", text::clean(line))?;
        }
    }
    Ok(match last {
        Some(_) => Outcome::Found,
        None => Outcome::Nothing,
    })
}

/// Where an article was printed: source, date, address.
fn source(cited: &Cited) -> String {
    let date = cited.day.map_or_else(|| "undated".to_owned(), iso);
    let address = cited.url.as_deref().unwrap_or(&cited.path);
    let parts = [cited.source.as_deref(), Some(date.as_str()), Some(address)];
    let parts: Vec<_> = parts.into_iter().flatten().map(text::clean).collect();
    parts.join(", ")
}

fn import(console: &mut Console<'_>, file: &Path, place: &Path) -> anyhow::Result<Outcome> {
    let input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).with_context(|| file.display().to_string())?)
    };
    let mut notes: Vec<(Cited, Note)> = Vec::new();
    for (line, number) in BufReader::new(input).lines().zip(1..) {
        let read = line.map_err(anyhow::Error::from).and_then(|line| {
            let annotation =
                (!line.trim().is_empty()).then(|| serde_json::from_str::<Annotation>(&line));
            Ok(annotation.transpose()?.map(<(Cited, Note)>::from))
        });
        let where_it_is = || format!("{}:{number}: nothing was imported", file.display());
        notes.extend(read.with_context(where_it_is)?);
    }
    let opened = Store::open(Some(place))?;
    if let Some(problem) = &opened.problem {
        console.say(&problem.to_string())?;
        if !opened.store.is_lasting() {
            return Ok(Outcome::Failed);
        }
    }
    let mut store = opened.store;
    let imported = store.import(&notes)?;
    console.say(&format!(
        "{} new, {} changed, {} as they were",
        imported.new, imported.changed, imported.left
    ))?;
    Ok(if notes.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

fn check(console: &mut Console<'_>, store: &Store) -> anyhow::Result<Outcome> {
    let report = store.check()?;
    for fault in &report.integrity {
        writeln!(console.out, "integrity: {}", text::clean(fault))?;
    }
    for (name, count) in [
        ("notes", report.notes),
        ("articles", report.articles),
        ("read", report.read),
        ("starred", report.starred),
        ("places", report.places),
        ("looked at", report.seen),
        ("rulings", report.rulings),
        ("lettered marks", report.letters),
        ("saved searches", report.saved),
        ("searches made", report.asked),
        ("changes that can be undone", report.changes),
        ("bytes", report.bytes),
    ] {
        writeln!(console.out, "{name}: {count}")?;
    }
    Ok(if report.is_sound() {
        Outcome::Found
    } else {
        Outcome::Failed
    })
}
