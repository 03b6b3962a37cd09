//! CSL-JSON: the data of the Citation Style Language 1.0.2, which Zotero,
//! Pandoc and citeproc read.

use serde::Serialize;

use super::{Citation, line};
use crate::text::web_address;

/// The order of the fields is that in which people read a citation.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name; 1]>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    annote: Option<String>,
}

/// A name that is not to be taken apart.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [(i16, i8, i8); 1],
}

pub(super) fn item(citation: &Citation, key: &str) -> String {
    let url = citation.url.and_then(web_address);
    let item = Item {
        id: key,
        kind: "article-newspaper",
        title: line(citation.title),
        author: citation.author.map(|author| {
            [Name {
                literal: line(author),
            }]
        }),
        container: citation.source.map(line),
        issued: citation.day.map(|day| Issued {
            parts: [(day.year(), day.month(), day.day())],
        }),
        archive_location: url
            .is_none()
            .then(|| line(citation.url.unwrap_or(citation.path))),
        url,
        language: citation.lang.map(line),
        note: citation.remarks(),
        annote: citation
            .passage
            .map(|_| citation.passage_lines().collect::<Vec<_>>().join("\n")),
    };
    // Strings and numbers alone always have a form in JSON.
    serde_json::to_string(&item).unwrap_or_default()
}
