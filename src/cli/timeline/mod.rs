//! `dateline timeline`: the events of an archive, or its days of printing, as
//! rows. Which rows there are is the timeline's matter; here they are printed,
//! as other commands print rows and in the formats of calendars, texts, pages
//! and pictures.

mod calendar;
mod drawing;
mod markdown;
mod slides;

use std::io;

use clap::ValueEnum;
use serde::Serialize;

use super::{
    archive::{self, Archive},
    output::{Console, Format, Outcome, Row, Rows, Screen, json},
};
use crate::{
    model::{Corpus, MentionTable},
    temporal::{Tagger, tag_article},
    text,
    timeline::{self, Kept, Lane, Options, Proof, Timeline},
};

/// The shape in which a timeline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people: columns on a terminal, else fields separated by tabs.
    Text,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// Comma-separated values with a line of names (RFC 4180).
    Csv,
    /// A calendar (iCalendar, RFC 5545).
    Ics,
    /// Markdown.
    Md,
    /// The JSON of TimelineJS 3.
    Timelinejs,
    /// A picture of the lanes with their events.
    Svg,
}

/// Reads and tags what the paths name and prints its timeline.
///
/// # Errors
///
/// The output could not be written.
pub fn timeline(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    tagger: &Tagger,
    options: &Options,
    shape: Shape,
) -> anyhow::Result<Outcome> {
    let (mut corpus, mut mentions) = (Corpus::default(), MentionTable::default());
    let read = archive::read(console, archive, &mut |_, batch| {
        let articles = batch.articles.iter();
        mentions.extend(
            articles
                .map(|article| tag_article(tagger, article))
                .collect(),
        );
        corpus.push(batch.articles.into());
        Ok(())
    })?;
    let printed = print(console, &corpus, &mentions, options, shape)?;
    Ok(match read {
        Outcome::Found => printed,
        Outcome::Nothing | Outcome::Failed => read,
    })
}

/// Prints the timeline of a corpus that has been tagged.
///
/// # Errors
///
/// The output could not be written.
pub fn print(
    console: &mut Console<'_>,
    corpus: &Corpus,
    mentions: &MentionTable,
    options: &Options,
    shape: Shape,
) -> io::Result<Outcome> {
    let mut built = Timeline::default();
    let articles = u32::try_from(corpus.len()).expect("no more articles than ids");
    built.add(corpus, mentions, 0..articles);
    built.weave(corpus, mentions);
    let rows = timeline::rows(corpus, mentions, &built, options);
    let rows = rows.as_slice();
    match shape {
        Shape::Text => {
            let mut printed = Rows::new(Format::Text);
            for line in lines(rows, options, console.screen) {
                printed.row(console, &line)?;
            }
            return printed.finish(console);
        }
        Shape::Json => return records(console, rows, Format::Json),
        Shape::Jsonl => return records(console, rows, Format::Jsonl),
        Shape::Csv => return records(console, rows, Format::Csv),
        Shape::Ics => {
            let (calendar, left_out) = calendar::calendar(rows, options.lane);
            console.out.write_all(calendar.as_bytes())?;
            if left_out > 0 {
                console.say(&format!(
                    "a calendar has no years before our era: {left_out} of {} rows are left out",
                    rows.len()
                ))?;
            }
        }
        Shape::Md => {
            let text = markdown::markdown(rows, options.lane);
            console.out.write_all(text.as_bytes())?;
        }
        Shape::Timelinejs => {
            json(console.out, &slides::slides(rows, options.lane))?;
            console.out.write_all(b"\n")?;
        }
        Shape::Svg => {
            let picture = drawing::drawing(corpus, &built, rows, options);
            console.out.write_all(picture.as_bytes())?;
        }
    }
    Ok(match rows {
        [] => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

fn records(
    console: &mut Console<'_>,
    rows: &[timeline::Row<'_>],
    format: Format,
) -> io::Result<Outcome> {
    let mut printed = Rows::new(format);
    for row in rows {
        printed.row(console, &Record(row))?;
    }
    printed.finish(console)
}

/// No label is cut to less.
const NARROWEST: usize = 24;

/// Each row as a line, then its further sentences under its label. On a
/// terminal a label gets the room that the other columns leave, cut to a
/// clause.
fn lines(rows: &[timeline::Row<'_>], options: &Options, screen: Screen) -> Vec<Line> {
    let mut lines: Vec<Line> = rows.iter().map(|row| Line::of(row, options.lane)).collect();
    if let Screen::Terminal(columns) = screen {
        let widest = |cell: fn(&Line) -> &str| {
            let all = lines.iter().map(|line| text::width(cell(line)));
            all.max()
                .filter(|&width| width > 0)
                .map_or(0, |width| width + 2)
        };
        let others =
            widest(|line| &line.date) + widest(|line| &line.documents) + widest(|line| &line.kept);
        let room = columns.saturating_sub(others).max(NARROWEST);
        for (line, row) in lines.iter_mut().zip(rows) {
            line.label = row.name.cut(room);
        }
    }
    if options.sentences > 1 {
        let below = rows
            .iter()
            .map(|row| row.sentences.iter().map(|sentence| Line::below(sentence)));
        lines = lines
            .into_iter()
            .zip(below)
            .flat_map(|(line, below)| std::iter::once(line).chain(below))
            .collect();
    }
    lines
}

/// What a person reads of a row.
#[derive(Default, Serialize)]
struct Line {
    date: String,
    documents: String,
    label: String,
    kept: String,
}

impl Line {
    fn of(row: &timeline::Row<'_>, lane: Lane) -> Self {
        Self {
            date: row.date.clone(),
            documents: match row.documents {
                1 => "1 article".to_owned(),
                count => format!("{count} articles"),
            },
            label: row.label.clone(),
            kept: kept(&row.anniversaries, lane),
        }
    }

    /// A sentence under a label.
    fn below(sentence: &str) -> Self {
        Self {
            label: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            ..Self::default()
        }
    }
}

/// The anniversaries in words: the latest of them, and how many others.
fn kept(anniversaries: &[Kept<'_>], lane: Lane) -> String {
    let kept: Vec<_> = anniversaries
        .iter()
        .filter(|kept| kept.id.is_some())
        .collect();
    let Some(last) = kept.last() else {
        return String::new();
    };
    let printed = last.printed.as_deref().unwrap_or_default();
    let years = match last.years {
        1 => "1 year".to_owned(),
        years => format!("{years} years"),
    };
    let more = match kept.len() {
        1 => String::new(),
        count => format!(", {} more", count - 1),
    };
    match lane {
        Lane::Happened => format!("{years} on {printed}{more}"),
        Lane::Printed => format!("{years} after {}{more}", last.date),
    }
}

impl Row for Line {
    const FIELDS: &'static [&'static str] = &["date", "documents", "label", "anniversaries"];
    const WIDEST: usize = 2;

    fn cells(&self) -> Vec<String> {
        let cells = [&self.date, &self.documents, &self.label, &self.kept];
        cells.map(Clone::clone).into()
    }
}

/// What a program reads of a row.
#[derive(Serialize)]
#[serde(transparent)]
struct Record<'a>(&'a timeline::Row<'a>);

impl Row for Record<'_> {
    const FIELDS: &'static [&'static str] = &[
        "date",
        "start",
        "end",
        "granularity",
        "label",
        "salience",
        "documents",
        "sentences",
        "anniversaries",
        "evidence",
    ];
    const WIDEST: usize = 4;

    /// Lists are joined: sentences by ` | `, the others as `ID:YEARS`
    /// (`missed:YEARS`) and `ID:START-END` by spaces.
    fn cells(&self) -> Vec<String> {
        let row = self.0;
        let kept = |kept: &Kept<'_>| format!("{}:{}", kept.id.unwrap_or(kept.by), kept.years);
        let proof = |proof: &Proof<'_>| format!("{}:{}-{}", proof.id, proof.start, proof.end);
        vec![
            row.date.clone(),
            row.start.clone(),
            row.end.clone(),
            row.granularity.name().to_owned(),
            row.label.clone(),
            row.salience.to_string(),
            row.documents.to_string(),
            row.sentences.join(" | "),
            joined(row.anniversaries.iter().map(kept)),
            joined(row.evidence.iter().map(proof)),
        ]
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(" ")
}
