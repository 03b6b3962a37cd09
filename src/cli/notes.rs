//! `dateline notes`: what the reader added as rows, as JSON Lines, as Markdown,
//! as citations; the same from elsewhere; the health of the store.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use serde::Serialize;

use super::{
    args::{Shape, style},
    exchange,
    list::iso,
    output::{Console, Outcome, Row, Rows},
};
use crate::{
    citation::{Bibliography, Citation, Style},
    model::{Change, Cited, Kind, Verdict},
    store::{self, Store},
    text,
};

/// What to do with the notes.
#[derive(Clone, Debug, Subcommand)]
pub enum Notes {
    /// List what you added: id, date and title of the article, what it is (a
    /// note or the kind of highlight, a star, a mark, what was ruled about a
    /// date or event), tags, the note, the passage, when it was changed
    List {
        #[command(flatten)]
        shape: Shape,
    },
    /// Print what you added for other programs, and for `import`: notes,
    /// highlights, tags, notes on events, rulings, marks, stars
    Export {
        /// jsonl (an annotation a line, as W3C Web Annotation) or markdown;
        /// import reads both
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "jsonl",
            hide_possible_values = true
        )]
        format: Exchange,
        /// Print instead the passages of the notes with their citations:
        /// plain, markdown, bibtex, csl-json or ris
        #[arg(long, value_name = "FORM", value_parser = style, conflicts_with = "format")]
        cite: Option<Style>,
    },
    /// Take in what `export` printed, all or none; of two versions of a note
    /// the one that was changed last stays, of all else what is there
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
        Notes::List { shape } => list(console, &store.belongings()?, *shape),
        Notes::Export {
            cite: Some(style), ..
        } => cite(console, &store.belongings()?, *style),
        Notes::Export { format, .. } => export(console, &store.belongings()?, *format),
        Notes::Import { .. } | Notes::Check => check(console, &store),
    }
}

/// What was added, as a row. The order of the fields is part of the format.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    date: Option<String>,
    title: &'a str,
    what: String,
    tags: Vec<&'a str>,
    note: &'a str,
    passage: &'a str,
    changed: &'a str,
}

impl Row for Listed<'_> {
    const FIELDS: &'static [&'static str] = &[
        "id", "date", "title", "what", "tags", "note", "passage", "changed",
    ];
    const WIDEST: usize = 5;

    fn cells(&self) -> Vec<String> {
        let date = self.date.clone().unwrap_or_default();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        vec![
            self.id.to_owned(),
            date,
            self.title.to_owned(),
            self.what.clone(),
            self.tags.join(" "),
            one_line(self.note),
            one_line(self.passage),
            self.changed.to_owned(),
        ]
    }
}

impl<'a> Listed<'a> {
    /// `None` for what follows from reading.
    fn of(change: &'a Change) -> Option<Self> {
        let row = |cited: Option<&'a Cited>, what: String| Self {
            id: "",
            date: cited.and_then(|cited| cited.day).map(iso),
            title: cited.map_or("", |cited| &cited.title),
            what,
            tags: Vec::new(),
            note: "",
            passage: "",
            changed: "",
        };
        Some(match change {
            Change::Note(cited, id, Some(note)) => Self {
                id,
                tags: note.tags.iter().map(|tag| &**tag).collect(),
                note: &note.text,
                passage: &note.quote.exact,
                changed: &note.changed,
                ..row(Some(cited), note.kind.map_or("note", Kind::name).to_owned())
            },
            Change::Ruled(cited, id, Some(ruling)) => {
                let (what, note) = match &ruling.verdict {
                    Verdict::Remark(text) => ("note on the event".to_owned(), text.as_str()),
                    verdict => (verdict.describe(), ""),
                };
                Self {
                    id,
                    note,
                    passage: &ruling.quote.exact,
                    ..row(Some(cited), what)
                }
            }
            Change::Mark(cited, letter, Some(spot)) => Self {
                passage: &spot.paragraph.exact,
                ..row(Some(cited), format!("mark {letter}"))
            },
            Change::Letter(name, Some(letter)) => Self {
                passage: letter
                    .article
                    .as_ref()
                    .map_or("", |(_, spot)| &spot.paragraph.exact),
                ..row(
                    letter.article.as_ref().map(|(cited, _)| cited),
                    format!("mark {name}"),
                )
            },
            Change::Saved(name, Some(saved)) => Self {
                note: &saved.query,
                ..row(None, format!("search {name}"))
            },
            Change::Star(cited, true) => row(Some(cited), "star".to_owned()),
            _ => return None,
        })
    }
}

fn list(console: &mut Console<'_>, belongings: &[Change], shape: Shape) -> anyhow::Result<Outcome> {
    let mut rows = Rows::new(shape.format);
    for row in belongings.iter().filter_map(Listed::of) {
        rows.row(console, &row)?;
    }
    Ok(rows.finish(console)?)
}

fn export(
    console: &mut Console<'_>,
    belongings: &[Change],
    format: Exchange,
) -> anyhow::Result<Outcome> {
    match format {
        Exchange::Jsonl => {
            for change in belongings {
                if let Some(line) = exchange::line(change)? {
                    writeln!(console.out, "{line}")?;
                }
            }
        }
        Exchange::Markdown => {
            let page = exchange::markdown(belongings)?;
            console.out.write_all(page.as_bytes())?;
        }
    }
    Ok(found(belongings.is_empty()))
}

/// The passages of the notes, each with its citation.
fn cite(console: &mut Console<'_>, belongings: &[Change], style: Style) -> anyhow::Result<Outcome> {
    let mut list = Bibliography::new(style);
    let mut any = false;
    for change in belongings {
        let Change::Note(cited, _, Some(note)) = change else {
            continue;
        };
        let citation = Citation::from(cited).quoting(&note.quote.exact);
        let citation = match note.paragraphs() {
            Some(paragraphs) => citation.at(paragraphs),
            None => citation,
        };
        console.out.write_all(list.entry(&citation).as_bytes())?;
        any = true;
    }
    console.out.write_all(list.end().as_bytes())?;
    Ok(found(!any))
}

const fn found(nothing: bool) -> Outcome {
    if nothing {
        Outcome::Nothing
    } else {
        Outcome::Found
    }
}

fn import(console: &mut Console<'_>, file: &Path, place: &Path) -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    let mut input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).with_context(|| file.display().to_string())?)
    };
    let name = || format!("{}: nothing was imported", file.display());
    input.read_to_end(&mut bytes).with_context(name)?;
    let text = String::from_utf8(bytes).with_context(name)?;
    let belongings = exchange::parse(&text).map_err(|(line, error)| {
        error.context(format!("{}:{line}: nothing was imported", file.display()))
    })?;
    let opened = Store::open(Some(place))?;
    if let Some(problem) = &opened.problem {
        console.say(&problem.to_string())?;
        if !opened.store.is_lasting() {
            return Ok(Outcome::Failed);
        }
    }
    let mut store = opened.store;
    let imported = store.import(&belongings)?;
    console.say(&format!(
        "{} new, {} changed, {} as they were",
        imported.new, imported.changed, imported.left
    ))?;
    Ok(found(belongings.is_empty()))
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
