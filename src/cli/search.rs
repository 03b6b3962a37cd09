//! `dateline search`: the articles that fit a query, each with the places
//! where it stands and the line that shows it best.

use std::{
    io,
    ops::{ControlFlow, Range},
    sync::Arc,
};

use anyhow::Context as _;
use clap::ValueEnum;
use serde::Serialize;

use super::{
    archive::{self, Archive},
    list::iso,
    output::{Console, Format, Outcome, Row, Rows, Screen},
    tally::Tally,
};
use crate::{
    model::{Article, ArticleId},
    search::{self, Holdings, Query, Run, Stemming, Subject},
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

/// In which order what was found is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// As articles are read, while they are.
    Archive,
    /// The oldest first, those without a date last.
    Date,
    /// The best first.
    Weight,
}

/// What to look for, and what to print of it.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// As it was typed.
    pub query: &'a str,
    /// The code of the language whose words are found in all their forms.
    pub stemming: Option<&'a str>,
    /// In which order.
    pub order: Order,
    /// In which shape.
    pub format: Format,
    /// Print these counts instead.
    pub tally: Option<Tally>,
}

/// Prints the articles that fit.
///
/// # Errors
///
/// The query has no meaning, or the output could not be written.
pub fn search(
    console: &mut Console<'_>,
    wanted: Wanted<'_>,
    archive: &Archive<'_>,
) -> anyhow::Result<Outcome> {
    let stemming = wanted.stemming.and_then(Stemming::of);
    let query = Query::parse_with(wanted.query, stemming);
    let query = query.with_context(|| format!("the query {:?}", wanted.query))?;
    if query.asks_for_marks() || query.asks_for_notes() {
        anyhow::bail!(
            "the query {:?}: what was opened, starred, tagged or noted is known in the reader alone",
            query.raw
        );
    }
    if wanted.order != Order::Archive || query.asks_for_duplicates() {
        return gather(console, query, wanted, archive);
    }
    if let Some(tally) = wanted.tally {
        return count(console, &query, archive, wanted.format, tally);
    }
    let mut printer = Printer::new(&query, wanted.format);
    let judge = Judge::new(&query);
    let outcome = archive::read(console, archive, &mut |console, batch| {
        let mut found = batch.articles.iter().filter(|article| judge.fits(article));
        found.try_for_each(|article| printer.print(console, article))
    })?;
    printer.finish(console, outcome)
}

/// The same after all has been read: what fits, or in which order, depends on
/// the other articles.
fn gather(
    console: &mut Console<'_>,
    mut query: Query,
    wanted: Wanted<'_>,
    archive: &Archive<'_>,
) -> anyhow::Result<Outcome> {
    query.by_weight = wanted.order == Order::Weight;
    let mut holdings = Holdings::default();
    let mut run = Run::default();
    let tagger = query.asks_for_dates().then(Tagger::new);
    let outcome = archive::read(console, archive, &mut |_, batch| {
        if let Some(tagger) = &tagger {
            let mentions = batch.articles.iter();
            let mentions = mentions.map(|article| tag_article(tagger, article));
            holdings.mentions.extend(mentions.collect());
        }
        let batch: Arc<[Article]> = batch.articles.into();
        let mut at = 0;
        // The index tells how many articles have each word.
        while query.by_weight && at < batch.len() {
            at = run.take(&batch, at);
            if run.is_full() {
                holdings
                    .index
                    .push(Arc::new(std::mem::take(&mut run).build()));
            }
        }
        holdings.corpus.push(batch);
        Ok(())
    })?;
    if !run.is_empty() {
        holdings.index.push(Arc::new(run.build()));
    }
    let (mut found, mut ranked) = (Vec::new(), None);
    search::search(&holdings, &query, 0, &mut |part| {
        found.extend(part.hits);
        ranked = part.ranked.or(ranked.take());
        ControlFlow::Continue(())
    });
    if let Some(mut tally) = wanted.tally {
        for (id, article) in holdings.corpus.iter() {
            let fits = found.binary_search(&id).is_ok();
            tally.count(article, fits.then(|| query.hits(&article.text).len()));
        }
        tally.print(console, wanted.format)?;
        return Ok(judged(outcome, found.is_empty()));
    }
    let mut ids = ranked.unwrap_or(found);
    if wanted.order == Order::Date {
        let day = |id: &ArticleId| holdings.corpus.get(*id).and_then(|one| one.printed.day);
        ids.sort_by_key(|id| (day(id).is_none(), day(id)));
    }
    let mut printer = Printer::new(&query, wanted.format);
    for article in ids.into_iter().filter_map(|id| holdings.corpus.get(id)) {
        printer.print(console, article)?;
    }
    printer.finish(console, outcome)
}

/// Nothing found is an outcome of its own.
const fn judged(outcome: Outcome, nothing: bool) -> Outcome {
    match outcome {
        Outcome::Found if nothing => Outcome::Nothing,
        other => other,
    }
}

/// Prints articles that fit, one after the other.
struct Printer<'a> {
    query: &'a Query,
    format: Format,
    rows: Rows,
    found: usize,
}

impl<'a> Printer<'a> {
    fn new(query: &'a Query, format: Format) -> Self {
        Self {
            query,
            format,
            rows: Rows::new(format),
            found: 0,
        }
    }

    fn print(&mut self, console: &mut Console<'_>, article: &Article) -> anyhow::Result<()> {
        self.found += 1;
        match (self.format, console.screen) {
            (Format::Text, Screen::Terminal(columns)) => {
                block(console, article, self.query, columns)?;
            }
            _ => self.rows.row(console, &row(article, self.query))?,
        }
        Ok(())
    }

    fn finish(self, console: &mut Console<'_>, outcome: Outcome) -> anyhow::Result<Outcome> {
        self.rows.finish(console)?;
        Ok(judged(outcome, self.found == 0))
    }
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
    Ok(judged(outcome, !found))
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
