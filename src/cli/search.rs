//! `dateline search`: the articles that fit a query, each with the places
//! where it stands and the line that shows it best.

use std::{io, ops::Range};

use anyhow::Context as _;
use serde::Serialize;

use super::{
    archive::{self, Archive},
    list::iso,
    output::{Console, Format, Outcome, Row, Rows, Screen},
    tally::Tally,
};
use crate::{
    model::Article,
    search::{Query, Subject},
    temporal::{Tagger, tag_article},
    text,
};

/// An article that fits.
#[derive(Debug, Serialize)]
struct Found<'a> {
    id: &'a str,
    date: Option<String>,
    title: &'a str,
    path: &'a str,
    /// Where it stands in the text: the first code point of each place and
    /// the one after its last. None if the title or the date alone fit.
    hits: Vec<[usize; 2]>,
    /// The line that shows it best, as it may be shown on a screen.
    snippet: String,
}

impl Row for Found<'_> {
    const FIELDS: &'static [&'static str] = &["id", "date", "title", "path", "hits", "snippet"];
    const WIDEST: usize = 5;

    /// The places are counted.
    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_owned(),
            self.date.clone().unwrap_or_default(),
            self.title.to_owned(),
            self.path.to_owned(),
            self.hits.len().to_string(),
            self.snippet.clone(),
        ]
    }
}

/// The columns of a snippet where no terminal limits them.
const SNIPPET: usize = 160;

/// Prints the articles that fit, in the order in which they are read, while
/// they are.
///
/// # Errors
///
/// The query has no meaning, or the output could not be written.
pub fn search(
    console: &mut Console<'_>,
    query: &str,
    archive: &Archive<'_>,
    format: Format,
    tally: Option<Tally>,
) -> anyhow::Result<Outcome> {
    let query = Query::parse(query).with_context(|| format!("the query {query:?}"))?;
    if query.asks_for_marks() {
        anyhow::bail!(
            "the query {:?}: what was opened or starred is known in the reader alone",
            query.raw
        );
    }
    if let Some(tally) = tally {
        return count(console, &query, archive, format, tally);
    }
    let mut rows = Rows::new(format);
    let mut found = 0_usize;
    let judge = Judge::new(&query);
    let outcome = archive::read(console, archive, &mut |console, batch| {
        for article in batch.articles.iter().filter(|article| judge.fits(article)) {
            if let (Format::Text, Screen::Terminal(columns)) = (format, console.screen) {
                block(console, article, &query, columns)?;
            } else {
                rows.row(console, &row(article, &query))?;
            }
            found += 1;
        }
        Ok(())
    })?;
    rows.finish(console)?;
    Ok(match outcome {
        Outcome::Found if found == 0 => Outcome::Nothing,
        other => other,
    })
}

/// Says whether articles fit; finds their dates only if the query asks.
struct Judge<'a> {
    query: &'a Query,
    tagger: Option<Tagger>,
}

impl<'a> Judge<'a> {
    fn new(query: &'a Query) -> Self {
        let tagger = query.asks_for_dates().then(Tagger::new);
        Self { query, tagger }
    }

    fn fits(&self, article: &Article) -> bool {
        let tagger = self.tagger.as_ref();
        let mentions = tagger.map(|tagger| tag_article(tagger, article));
        self.query.matches(Subject {
            mentions: mentions.as_deref().unwrap_or_default(),
            ..Subject::from(article)
        })
    }
}

fn count(
    console: &mut Console<'_>,
    query: &Query,
    archive: &Archive<'_>,
    format: Format,
    mut tally: Tally,
) -> anyhow::Result<Outcome> {
    let judge = Judge::new(query);
    let mut found = false;
    let outcome = archive::read(console, archive, &mut |_, batch| {
        for article in &batch.articles {
            let fits = judge.fits(article);
            found |= fits;
            tally.count(article, fits.then(|| query.hits(&article.text).len()));
        }
        Ok(())
    })?;
    tally.print(console, format)?;
    Ok(match outcome {
        Outcome::Found if !found => Outcome::Nothing,
        other => other,
    })
}

fn row<'a>(article: &'a Article, query: &Query) -> Found<'a> {
    Found {
        id: &article.id,
        date: article.printed.day.map(iso),
        title: &article.title.text,
        path: &article.path,
        hits: code_points(&article.text, &query.hits(&article.text)),
        snippet: query.snippet(article, SNIPPET).text,
    }
}

/// Places in bytes, in the order of the text, as places in code points.
fn code_points(body: &str, places: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut bytes, mut points) = (0, 0);
    let mut point = |byte: usize| {
        points += body[bytes..byte].chars().count();
        bytes = byte;
        points
    };
    let places = places.iter();
    places
        .map(|place| [point(place.start), point(place.end)])
        .collect()
}

/// An article as a person reads it: what it is, then the line that shows it.
fn block(
    console: &mut Console<'_>,
    article: &Article,
    query: &Query,
    columns: usize,
) -> io::Result<()> {
    const INDENT: &str = "    ";
    let date = article.printed.day.map_or("undated   ".to_owned(), iso);
    let head = format!("{date}  {}  {}", article.id, article.title.text);
    let snippet = query.snippet(article, columns.saturating_sub(INDENT.len()));
    writeln!(console.out, "{}", text::truncate(&head, columns))?;
    writeln!(console.out, "{INDENT}{}", snippet.text)
}
