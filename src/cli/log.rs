//! `dateline log`: the searches that were made in the reader, as rows or as
//! the appendix of a paper.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Serialize;

use super::output::{Console, Format, Outcome, Row, Rows};
use crate::{
    model::Asked,
    search,
    store::{self, Store},
};

/// A search as a row. The order of the fields is part of the format.
#[derive(Serialize)]
struct Listed<'a> {
    at: &'a str,
    query: &'a str,
    /// The code of the language whose words were found in all their forms.
    stemming: Option<&'a str>,
    archive: &'a str,
    fingerprint: String,
    held: u64,
    articles: u64,
    hits: u64,
}

impl Row for Listed<'_> {
    const FIELDS: &'static [&'static str] = &[
        "at",
        "query",
        "stemming",
        "archive",
        "fingerprint",
        "held",
        "articles",
        "hits",
    ];
    const WIDEST: usize = 1;

    fn cells(&self) -> Vec<String> {
        let texts = [
            self.at,
            self.query,
            self.stemming.unwrap_or_default(),
            self.archive,
            &self.fingerprint,
        ];
        let counts = [self.held, self.articles, self.hits];
        let texts = texts.into_iter().map(str::to_owned);
        texts.chain(counts.map(|count| count.to_string())).collect()
    }
}

/// Prints the research log of the store at `place`, else of the person's,
/// oldest first; with `methods` as Markdown.
///
/// # Errors
///
/// The store cannot be read, or the output cannot be written.
pub fn log(
    console: &mut Console<'_>,
    place: Option<&Path>,
    methods: bool,
    format: Format,
) -> anyhow::Result<Outcome> {
    let usual = store::place(&|name| std::env::var_os(name));
    let Some(place) = place.map(Path::to_owned).or(usual) else {
        bail!("there is no home folder, and so no store");
    };
    let store = Store::existing(&place).with_context(|| place.display().to_string())?;
    let asked = store.map_or_else(|| Ok(Vec::new()), |store| store.asked())?;
    if asked.is_empty() {
        console.say("no search has been made in the reader yet")?;
        return Ok(Outcome::Nothing);
    }
    if methods {
        write!(console.out, "{}", search::methods(&asked))?;
        return Ok(Outcome::Found);
    }
    let mut rows = Rows::new(format);
    for asked in &asked {
        rows.row(console, &listed(asked))?;
    }
    rows.finish(console)?;
    Ok(Outcome::Found)
}

fn listed(asked: &Asked) -> Listed<'_> {
    Listed {
        at: &asked.at,
        query: &asked.query,
        stemming: asked.stemming.as_deref(),
        archive: &asked.name,
        fingerprint: asked.findings.archive.to_string(),
        held: asked.findings.held,
        articles: asked.findings.articles,
        hits: asked.findings.hits,
    }
}
