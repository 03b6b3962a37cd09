//! `dateline list`: the articles as rows.

use serde::Serialize;

use super::{
    archive::{self, Archive},
    output::{Console, Format, Outcome, Row, Rows},
};
use crate::model::{Article, Day, Granularity, Interval};

/// One article of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Listed {
    id: Box<str>,
    date: Option<String>,
    provenance: &'static str,
    confidence: Option<&'static str>,
    title: Box<str>,
    source: Option<Box<str>>,
    path: Box<str>,
}

impl Row for Listed {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "date",
        "provenance",
        "confidence",
        "title",
        "source",
        "path",
    ];
    const WIDEST: usize = 4;

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.date.clone().unwrap_or_default(),
            self.provenance.to_owned(),
            self.confidence.unwrap_or_default().to_owned(),
            self.title.to_string(),
            self.source.as_deref().unwrap_or_default().to_owned(),
            self.path.to_string(),
        ]
    }
}

/// Prints the articles in the order of their dates, then of their titles;
/// those without a date come last.
///
/// # Errors
///
/// The output could not be written.
pub fn list(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut listed: Vec<(Option<Day>, Listed)> = Vec::new();
    // Only what is printed stays in memory, not the texts.
    let outcome = archive::read(console, archive, &mut |_, batch| {
        listed.extend(batch.articles.into_iter().map(row));
        Ok(())
    })?;
    listed.sort_by(|(a_day, a), (b_day, b)| {
        (a_day.is_none(), a_day, &a.title, &a.path).cmp(&(
            b_day.is_none(),
            b_day,
            &b.title,
            &b.path,
        ))
    });
    let mut rows = Rows::new(format);
    for (_, row) in &listed {
        rows.row(console, row)?;
    }
    rows.finish(console)?;
    Ok(outcome)
}

fn row(article: Article) -> (Option<Day>, Listed) {
    let listed = Listed {
        id: article.id,
        date: article.printed.day.map(iso),
        provenance: article.printed.provenance.name(),
        confidence: article
            .printed
            .day
            .map(|_| article.printed.confidence.word()),
        title: article.title.text,
        source: article.source,
        path: (*article.path).into(),
    };
    (article.printed.day, listed)
}

/// A day in ISO 8601.
#[must_use]
pub fn iso(day: Day) -> String {
    Interval::day(day).edtf(Granularity::Day)
}
