//! `dateline check`: what was read, what was not and why, and which dates are
//! doubtful.

use std::{collections::BTreeMap, ops::ControlFlow};

use serde::Serialize;

use super::{
    archive::{self, Archive, missing},
    list::iso,
    output::{Console, Format, Outcome, Row, Rows, json},
};
use crate::{
    ingest,
    model::{Article, Day, EncodingFrom, Problem, Severity},
    text,
};

/// What there is to say of an archive.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// How many articles were read.
    articles: usize,
    /// How many files, or parts of one, were not.
    unread: usize,
    /// How many things were read with a doubt.
    doubts: usize,
    /// How many articles have no date.
    undated: usize,
    /// The first and the last day of publication.
    printed: Option<[String; 2]>,
    /// How many articles by the provenance of their date.
    dates: BTreeMap<&'static str, usize>,
    /// How many articles by encoding.
    encodings: BTreeMap<String, usize>,
    /// What was not read, or only with a doubt.
    problems: Vec<Finding>,
}

/// One thing to say.
#[derive(Debug, Serialize)]
struct Finding {
    severity: Severity,
    path: String,
    line: Option<u64>,
    message: String,
}

impl Row for Finding {
    const FIELDS: &'static [&'static str] = &["severity", "path", "line", "message"];
    const WIDEST: usize = 3;

    fn cells(&self) -> Vec<String> {
        let severity = match self.severity {
            Severity::Doubt => "doubt",
            Severity::Unread => "unread",
        };
        vec![
            severity.to_owned(),
            self.path.clone(),
            self.line.map(|line| line.to_string()).unwrap_or_default(),
            self.message.clone(),
        ]
    }
}

/// Reads everything and prints what is to be said of it: text and `json` with
/// a summary, `jsonl` and `csv` the problems alone.
///
/// # Errors
///
/// The output could not be written.
pub fn check(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    format: Format,
) -> anyhow::Result<Outcome> {
    let report = report(archive);
    match format {
        Format::Json => {
            json(console.out, &report)?;
            writeln!(console.out)?;
        }
        Format::Text => print(console, &report)?,
        Format::Jsonl | Format::Csv => {
            let mut rows = Rows::new(format);
            for problem in &report.problems {
                rows.row(console, problem)?;
            }
            rows.finish(console)?;
        }
    }
    Ok(if missing(archive.paths) {
        Outcome::Failed
    } else if report.articles == 0 {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

fn report(archive: &Archive<'_>) -> Report {
    let mut report = Report::default();
    let mut days: Option<(Day, Day)> = None;
    let inputs = archive::inputs(archive.paths);
    ingest::load(&inputs, &archive.reading, &mut |batch| {
        for article in &batch.articles {
            report.take(article);
            if let Some(day) = article.printed.day {
                let (first, last) = days.unwrap_or((day, day));
                days = Some((first.min(day), last.max(day)));
            }
        }
        for problem in batch.problems {
            report.problem(problem);
        }
        ControlFlow::Continue(())
    });
    report.printed = days.map(|(first, last)| [iso(first), iso(last)]);
    report
}

impl Report {
    fn take(&mut self, article: &Article) {
        self.articles += 1;
        *self
            .dates
            .entry(article.printed.provenance.name())
            .or_default() += 1;
        let guessed = match article.encoding.from {
            EncodingFrom::Guess => " (guessed)",
            EncodingFrom::Mark | EncodingFrom::Valid | EncodingFrom::Said => "",
        };
        let encoding = format!("{}{guessed}", article.encoding.name);
        *self.encodings.entry(encoding).or_default() += 1;
        if article.printed.day.is_none() {
            self.undated += 1;
            self.problems.push(Finding {
                severity: Severity::Doubt,
                path: article.path.to_string(),
                line: None,
                message: format!("no date of publication found: {}", article.title.text),
            });
        }
    }

    fn problem(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Doubt => self.doubts += 1,
            Severity::Unread => self.unread += 1,
        }
        self.problems.push(Finding {
            severity: problem.severity,
            path: problem.path,
            line: problem.line,
            message: problem.message,
        });
    }
}

fn print(console: &mut Console<'_>, report: &Report) -> anyhow::Result<()> {
    for problem in &report.problems {
        let place = match problem.line {
            Some(line) => format!("{}:{line}", problem.path),
            None => problem.path.clone(),
        };
        writeln!(
            console.out,
            "{}: {}",
            text::clean(&place),
            text::clean(&problem.message)
        )?;
    }
    if !report.problems.is_empty() {
        writeln!(console.out)?;
    }
    writeln!(
        console.out,
        "{} read; {} not read; {}; {} undated",
        counted(report.articles, "article"),
        report.unread,
        counted(report.doubts, "doubt"),
        report.undated,
    )?;
    if let Some([first, last]) = &report.printed {
        writeln!(console.out, "printed from {first} to {last}")?;
    }
    let counts = |name: &str, counts: &mut dyn Iterator<Item = (String, usize)>| {
        let counts: Vec<String> = counts.map(|(what, n)| format!("{n} {what}")).collect();
        format!("{name}: {}", counts.join(", "))
    };
    if report.articles > 0 {
        let mut dates = report
            .dates
            .iter()
            .map(|(what, n)| ((*what).to_owned(), *n));
        writeln!(console.out, "{}", counts("dates from", &mut dates))?;
        let mut encodings = report.encodings.iter().map(|(what, n)| (what.clone(), *n));
        writeln!(console.out, "{}", counts("encodings", &mut encodings))?;
    }
    Ok(())
}

fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
