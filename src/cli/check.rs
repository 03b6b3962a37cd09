//! `dateline check`: what was read, what was not and why, and which dates of
//! publication a person should check.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use serde::Serialize;

use super::{
    archive::{self, Archive, missing},
    list::iso,
    output::{Console, Format, Outcome, Row, Rows, json},
};
use crate::{
    ingest,
    model::{Article, Day, EncodingFrom, Problem, Severity, Suspects},
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
    /// Which dates of publication a person should check, and why.
    dates_to_check: Vec<Finding>,
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
/// a summary, `jsonl` and `csv` the problems and the dates to check alone.
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
            for finding in report.problems.iter().chain(&report.dates_to_check) {
                rows.row(console, finding)?;
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
    let mut dates = Dates::new(archive.reading.today);
    let inputs = archive::inputs(archive.paths);
    ingest::load(&inputs, &archive.reading, &mut |batch| {
        for article in &batch.articles {
            report.take(article);
            dates.take(article);
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
    report.dates_to_check = dates.finish();
    report
}

/// The dates to check: which articles have none, and whose can hardly be
/// right.
struct Dates {
    suspects: Suspects,
    /// Path, and date with where it stands, of every article.
    articles: Vec<(Arc<str>, String)>,
    undated: Vec<Finding>,
}

impl Dates {
    fn new(today: Option<Day>) -> Self {
        Self {
            suspects: Suspects::new(today),
            articles: Vec::new(),
            undated: Vec::new(),
        }
    }

    fn take(&mut self, article: &Article) {
        self.suspects.take(article);
        let printed = &article.printed;
        let said = match (printed.day, &printed.raw) {
            (Some(day), Some(raw)) => {
                let (from, sure) = (printed.provenance.name(), printed.confidence.name());
                format!("{} ({from}, {sure}: \"{raw}\")", iso(day))
            }
            (Some(day), None) => format!("{} ({})", iso(day), printed.provenance.name()),
            (None, _) => {
                let title = &article.title.text;
                let message = format!("no date of publication found: {title}");
                self.undated.push(Finding::doubt(&article.path, message));
                String::new()
            }
        };
        self.articles.push((Arc::clone(&article.path), said));
    }

    fn finish(self) -> Vec<Finding> {
        let found = self.suspects.finish();
        let suspicious = found.iter().filter_map(|(number, suspicion)| {
            let (path, said) = self.articles.get(*number)?;
            Some(Finding::doubt(path, format!("{said}: {suspicion}")))
        });
        suspicious.chain(self.undated).collect()
    }
}

impl Finding {
    fn doubt(path: &str, message: String) -> Self {
        Self {
            severity: Severity::Doubt,
            path: path.to_owned(),
            line: None,
            message,
        }
    }
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
    told(console, &report.problems)?;
    if !report.dates_to_check.is_empty() {
        writeln!(console.out, "Dates to check:")?;
        told(console, &report.dates_to_check)?;
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

/// Findings, a line each, and an empty line after them.
fn told(console: &mut Console<'_>, findings: &[Finding]) -> anyhow::Result<()> {
    for finding in findings {
        let place = match finding.line {
            Some(line) => format!("{}:{line}", finding.path),
            None => finding.path.clone(),
        };
        writeln!(
            console.out,
            "{}: {}",
            text::clean(&place),
            text::clean(&finding.message)
        )?;
    }
    if !findings.is_empty() {
        writeln!(console.out)?;
    }
    Ok(())
}

fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
