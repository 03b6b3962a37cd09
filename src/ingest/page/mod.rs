//! Web pages: what of a page is the article, its headline, its day of
//! publication and who printed it. The body is found by trafilatura; what a
//! page says of itself is read here.

mod date;
mod facts;
mod title;

use scraper::Html;

use super::address::site;
use super::body::Body;
use super::html_text::{fragment, text_of};
use super::language;
use super::lexicon::number_order;
use super::record::Record;
use super::shallow::shallow;
use crate::model::Day;
use facts::Facts;

/// The article of a page. `url` is its address, where something beside the
/// page says so.
pub fn article(html: &str, url: Option<&str>, today: Option<Day>) -> Record {
    let html = &shallow(html);
    let page = Html::parse_document(html);
    let facts = Facts::of(&page);
    let whole = text_of(page.root_element());
    drop(page);
    let url = url.map(ToOwned::to_owned).or_else(|| address(&facts));
    let host = url.as_deref().and_then(site);
    let found = extracted(html);
    let body = found.body.filter(|body| !body.text.trim().is_empty());
    let lang = facts.lang.clone().or_else(|| {
        facts
            .meta(&["content-language", "language", "og:locale"])
            .map(ToOwned::to_owned)
    });
    let guessed = language::guess(body.as_ref().map_or(&whole.text, |body| &body.text));
    let primary = lang
        .as_deref()
        .and_then(|lang| lang.split(['-', '_']).next());
    let order = number_order(primary.or(guessed));
    let date = date::published(&date::Page {
        facts: &facts,
        url: url.as_deref(),
        text: &whole.text,
        order,
        today,
    });
    let mut body = body.unwrap_or(whole);
    let title = title::title(&facts, host);
    if title
        .as_deref()
        .is_some_and(|title| body.heading() == Some(title))
    {
        body.cut_heading();
    }
    let source = facts.meta(&[
        "og:site_name",
        "dc.publisher",
        "citation_journal_title",
        "publisher",
    ]);
    Record {
        title,
        date,
        source: source.map(ToOwned::to_owned),
        author: found.author,
        lang,
        url,
        body: Some(body),
        ..Record::default()
    }
}

/// The address that a page gives itself.
fn address(facts: &Facts) -> Option<String> {
    let said = facts
        .canonical
        .as_deref()
        .or_else(|| facts.meta(&["og:url", "twitter:url"]));
    said.filter(|url| url.starts_with("http"))
        .map(ToOwned::to_owned)
}

#[derive(Default)]
struct Extracted {
    body: Option<Body>,
    author: Option<String>,
}

fn extracted(html: &str) -> Extracted {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_focus(trafilatura::ExtractionFocus::FavorRecall);
    match trafilatura::extract(html, &options) {
        Ok(found) => Extracted {
            body: Some(fragment(&found.content_html)),
            author: Some(found.metadata.author).filter(|author| !author.trim().is_empty()),
        },
        Err(_) => Extracted::default(),
    }
}
