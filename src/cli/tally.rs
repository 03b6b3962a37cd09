//! `dateline search --count` and `--by`: how often something is found, with
//! what it is counted among. "None found" and "nothing held" are different
//! rows: a row whose `held` is 0 says nothing of its hits.

use std::{collections::BTreeMap, io};

use clap::ValueEnum;
use serde::Serialize;

use super::output::{Console, Format, Row, Rows};
use crate::model::Article;

/// What articles are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Those printed in one year.
    Year,
    /// Those printed in one month.
    Month,
    /// Those of one source.
    Source,
}

/// Counts of one group of articles.
#[derive(Clone, Debug, Default, Serialize)]
struct Counts {
    /// The year, month or source; null for what has none, and for all.
    group: Option<String>,
    /// Places where something of the query stands in a body.
    hits: usize,
    /// Articles that fit.
    articles: usize,
    /// Articles held.
    held: usize,
    /// Words held.
    words: usize,
}

impl Row for Counts {
    const FIELDS: &'static [&'static str] = &["group", "hits", "articles", "held", "words"];
    const WIDEST: usize = 0;

    fn cells(&self) -> Vec<String> {
        let numbers = [self.hits, self.articles, self.held, self.words];
        let group = self.group.clone().unwrap_or_default();
        std::iter::once(group)
            .chain(numbers.map(|number| number.to_string()))
            .collect()
    }
}

/// The counts so far.
#[derive(Debug)]
pub struct Tally {
    by: Option<By>,
    groups: BTreeMap<Option<String>, Counts>,
}

impl Tally {
    /// Begins to count; without `by` all articles are one group.
    #[must_use]
    pub const fn new(by: Option<By>) -> Self {
        Self {
            by,
            groups: BTreeMap::new(),
        }
    }

    /// Counts an article: `hits` is how often something is found in it, or
    /// `None` if it does not fit.
    pub fn count(&mut self, article: &Article, hits: Option<usize>) {
        let group = self.by.and_then(|by| group(article, by));
        let counts = self.groups.entry(group).or_default();
        counts.hits += hits.unwrap_or(0);
        counts.articles += usize::from(hits.is_some());
        counts.held += 1;
        counts.words += article.words();
    }

    /// Prints the counts, by group; years and months of which nothing is held
    /// between others have a row of their own.
    ///
    /// # Errors
    ///
    /// The output could not be written.
    pub fn print(mut self, console: &mut Console<'_>, format: Format) -> io::Result<()> {
        if self.by.is_none() {
            self.groups.entry(None).or_default();
        }
        self.fill();
        let mut rows = Rows::new(format);
        for (group, counts) in self.groups {
            rows.row(console, &Counts { group, ..counts })?;
        }
        rows.finish(console)?;
        Ok(())
    }

    /// Adds the years or months between the first and the last.
    fn fill(&mut self) {
        let parts = |group: &str| {
            let mut parts = group.split('-').map(str::parse::<i16>);
            Some((parts.next()?.ok()?, parts.next().and_then(Result::ok)))
        };
        if !matches!(self.by, Some(By::Year | By::Month)) {
            return;
        }
        let mut known = self
            .groups
            .keys()
            .flatten()
            .filter_map(|group| parts(group));
        let (Some(mut at), Some(last)) = (known.clone().min(), known.by_ref().max()) else {
            return;
        };
        while at < last {
            self.groups.entry(Some(name(at))).or_default();
            at = match at {
                (year, None | Some(12)) => (year + 1, at.1.map(|_| 1)),
                (year, Some(month)) => (year, Some(month + 1)),
            };
        }
    }
}

fn group(article: &Article, by: By) -> Option<String> {
    let day = article.printed.day;
    match by {
        By::Source => article.source.as_deref().map(str::to_owned),
        By::Year => day.map(|day| name((day.year(), None))),
        By::Month => day.map(|day| name((day.year(), Some(day.month().into())))),
    }
}

/// `1998`, `1998-10`.
fn name((year, month): (i16, Option<i16>)) -> String {
    match month {
        Some(month) => format!("{year:04}-{month:02}"),
        None => format!("{year:04}"),
    }
}
