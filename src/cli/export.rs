//! `dateline export`: the articles exactly as they were read, as records for
//! other programs.

use serde::Serialize;

use super::{
    archive::{self, Archive},
    list::iso,
    output::{Console, Format, Outcome, Row, Rows},
};
use crate::{
    citation::{Bibliography, Citation, Style},
    model::Article,
};

/// One article as other programs see it. The order of the fields is part of
/// the format.
#[derive(Debug, Serialize)]
struct Record<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    provenance: &'static str,
    lang: Option<&'a str>,
    source: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    footer: Option<&'a str>,
}

impl Row for Record<'_> {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "path",
        "title",
        "date",
        "provenance",
        "lang",
        "source",
        "author",
        "url",
        "text",
        "footer",
    ];
    const WIDEST: usize = 9;

    fn cells(&self) -> Vec<String> {
        let known = |field: Option<&str>| field.unwrap_or_default().to_owned();
        vec![
            self.id.to_owned(),
            self.path.to_owned(),
            self.title.to_owned(),
            known(self.date.as_deref()),
            self.provenance.to_owned(),
            known(self.lang),
            known(self.source),
            known(self.author),
            known(self.url),
            self.text.to_owned(),
            known(self.footer),
        ]
    }
}

impl<'a> From<&'a Article> for Record<'a> {
    fn from(article: &'a Article) -> Self {
        Self {
            id: &article.id,
            path: &article.path,
            title: &article.title.text,
            date: article.printed.day.map(iso),
            provenance: article.printed.provenance.name(),
            lang: article.lang.as_deref(),
            source: article.source.as_deref(),
            author: article.author.as_deref(),
            url: article.url.as_deref(),
            text: &article.text,
            footer: article.footer.as_ref().map(|footer| &*footer.text),
        }
    }
}

/// Prints how to cite each article, in the order in which they are read.
///
/// # Errors
///
/// The output could not be written.
pub fn cite(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    style: Style,
) -> anyhow::Result<Outcome> {
    let mut list = Bibliography::new(style);
    let outcome = archive::read(console, archive, &mut |console, batch| {
        for article in &batch.articles {
            let entry = list.entry(&Citation::from(article));
            console.out.write_all(entry.as_bytes())?;
        }
        Ok(())
    })?;
    console.out.write_all(list.end().as_bytes())?;
    Ok(outcome)
}

/// Prints the articles in the order in which they are read, while they are.
///
/// # Errors
///
/// The output could not be written.
pub fn export(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut rows = Rows::new(format);
    let outcome = archive::read(console, archive, &mut |console, batch| {
        for article in &batch.articles {
            rows.row(console, &Record::from(article))?;
        }
        Ok(())
    })?;
    rows.finish(console)?;
    Ok(outcome)
}
