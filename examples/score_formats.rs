//! Scores the reading of formats on folders of files, one table row a folder.
//!
//! ```text
//! cargo run --release --example score_formats -- DIR [--show N]
//! ```
//!
//! Every folder in DIR is one set of files (`DIR/mail`, `DIR/feeds`). Each file
//! is read alone. Printed per set: how many files there are, of how many
//! something was read, how many were refused with a problem, how many neither
//! (each of them a mistake of the reader); how many articles came out, and
//! which share of them has a headline of its own, a date, and a text. Where a
//! set holds expectations, the share that is met: a file `NAME.serde.json`
//! beside `NAME.xml` (entries with `title.content`, `published` and `updated`),
//! or a comment `Expect: ... entries[0]['title'] == '...'` in the file.
//! Dates are compared to the day; a day apart is time zones. Then the first N
//! files that are neither, and the first N expectations that are not met.

#![allow(clippy::print_stdout)]

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline::ingest::{Batch, Input, Options, load};
use dateline::model::{Article, Day, TitleFrom};
use serde_json::Value;

fn main() -> Result<()> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let (folder, show) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder] => (folder, 0),
        [folder, "--show", count] => (folder, count.parse()?),
        _ => bail!("usage: score_formats DIR [--show N]"),
    };
    println!(
        "| set | files | read | refused | neither | articles | title | date | text | expected |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let mut missed = Vec::new();
    for set in entries(Path::new(folder))?
        .into_iter()
        .filter(|set| set.is_dir())
    {
        let mut score = Score::default();
        for file in files(&set)? {
            score.take(&file, &mut missed)?;
        }
        let name = set.file_name().unwrap_or_default().to_string_lossy();
        println!("| {name} | {} |", score.row());
    }
    for line in missed.iter().take(show) {
        println!("{line}");
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = listed
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// All files below a folder but those that say what is expected of others.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !path.to_string_lossy().ends_with(".serde.json") {
            found.push(path);
        }
    }
    Ok(found)
}

#[derive(Default)]
struct Score {
    files: usize,
    read: usize,
    refused: usize,
    neither: usize,
    articles: usize,
    titled: usize,
    dated: usize,
    with_text: usize,
    met: usize,
    expected: usize,
}

impl Score {
    fn take(&mut self, file: &Path, missed: &mut Vec<String>) -> Result<()> {
        let found = read(file);
        self.files += 1;
        match (found.articles.is_empty(), found.problems.is_empty()) {
            (false, _) => self.read += 1,
            (true, false) => self.refused += 1,
            (true, true) => {
                self.neither += 1;
                missed.push(format!("neither: {}", file.display()));
            }
        }
        let count = |is: &dyn Fn(&Article) -> bool| found.articles.iter().filter(|a| is(a)).count();
        let own = [TitleFrom::Headline, TitleFrom::Metadata];
        self.articles += found.articles.len();
        self.titled += count(&|article| own.contains(&article.title.from));
        self.dated += count(&|article| article.printed.day.is_some());
        self.with_text += count(&|article| !article.text.is_empty());
        for (what, met) in expectations(file, &found.articles)? {
            self.expected += 1;
            self.met += usize::from(met);
            if !met {
                missed.push(format!("expected: {}: {what}", file.display()));
            }
        }
        Ok(())
    }

    fn row(&self) -> String {
        let share = |count: usize| match self.articles {
            0 => "-".to_owned(),
            all => format!("{:.1} %", 100.0 * count as f64 / all as f64),
        };
        let expected = match self.expected {
            0 => "-".to_owned(),
            all => format!("{} of {all}", self.met),
        };
        [
            self.files.to_string(),
            self.read.to_string(),
            self.refused.to_string(),
            self.neither.to_string(),
            self.articles.to_string(),
            share(self.titled),
            share(self.dated),
            share(self.with_text),
            expected,
        ]
        .join(" | ")
    }
}

fn read(file: &Path) -> Batch {
    let mut all = Batch::default();
    let input = Input::Path(file.to_owned());
    load(&[input], &Options::default(), &mut |batch| {
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        ControlFlow::Continue(())
    });
    all
}

/// What the set expects of a file, and whether it is so.
fn expectations(file: &Path, articles: &[Article]) -> Result<Vec<(String, bool)>> {
    let mut all = Vec::new();
    let beside = file.with_extension("serde.json");
    if beside.is_file() {
        let expected: Value = serde_json::from_str(&fs::read_to_string(beside)?)?;
        let entries = expected["entries"].as_array().cloned().unwrap_or_default();
        for entry in &entries {
            entry_expectations(entry, articles, &mut all);
        }
    }
    let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
    if let Some(title) = text
        .split_once("Expect:")
        .and_then(|(_, rest)| expected_title(rest))
    {
        let found = articles
            .first()
            .map(|article| squeezed(&article.title.text));
        let met = found.as_deref() == Some(squeezed(&title).as_str());
        all.push((format!("title {title:?}, not {found:?}"), met));
    }
    Ok(all)
}

fn entry_expectations(entry: &Value, articles: &[Article], all: &mut Vec<(String, bool)>) {
    let Some(title) = entry["title"]["content"]
        .as_str()
        .filter(|text| is_plain(text))
    else {
        return;
    };
    let same = |article: &&Article| squeezed(&article.title.text) == squeezed(title);
    let found = articles.iter().filter(same).collect::<Vec<_>>();
    all.push((format!("title {title:?}"), !found.is_empty()));
    let date = entry["published"]
        .as_str()
        .or_else(|| entry["updated"].as_str());
    let day = date.and_then(|date| date.get(..10)?.parse::<Day>().ok());
    if let Some(day) = day {
        let near = |article: &&&Article| {
            let printed = article.printed.day;
            printed.is_some_and(|printed| day.duration_until(printed).as_hours().abs() <= 24)
        };
        all.push((
            format!("date {day} of {title:?}"),
            found.iter().any(|article| near(&article)),
        ));
    }
}

/// The text of `entries[0]['title'] == '...'`.
fn expected_title(condition: &str) -> Option<String> {
    let (_, rest) = condition.split_once("entries[0]['title'] == ")?;
    let rest = rest.strip_prefix('u').unwrap_or(rest);
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let title = rest[1..].split(quote).next()?;
    (is_plain(title) && !title.contains('\\')).then(|| title.to_owned())
}

/// Whether a title is text that no reader would show otherwise.
fn is_plain(title: &str) -> bool {
    !title.trim().is_empty() && !title.contains(['<', '&'])
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
