//! RIS, which EndNote, Zotero, Mendeley and library catalogues read: a tag of
//! two letters and a value a line.

use std::fmt::Write;

use super::{Citation, line};
use crate::text::web_address;

pub(super) fn record(citation: &Citation, key: &str) -> String {
    let mut record = String::new();
    let mut field = |tag: &str, value: &str| {
        let _ = writeln!(record, "{tag}  - {value}");
    };
    field("TY", "NEWS");
    field("ID", key);
    field("TI", &line(citation.title));
    if let Some(author) = citation.author {
        field("AU", &line(author));
    }
    if let Some(source) = citation.source {
        field("T2", &line(source));
    }
    if let Some(day) = citation.day {
        let (year, month, day) = (day.year(), day.month(), day.day());
        field("PY", &format!("{year:04}"));
        field("DA", &format!("{year:04}/{month:02}/{day:02}/"));
    }
    match citation.url.and_then(web_address) {
        Some(address) => field("UR", &address),
        None => field("L1", &line(citation.url.unwrap_or(citation.path))),
    }
    if let Some(lang) = citation.lang {
        field("LA", &line(lang));
    }
    field("N1", &citation.remarks());
    // Empty lines between paragraphs would end nothing, but a line without a
    // tag is read by some programs and dropped by others.
    if citation.passage.is_some() {
        let passage = citation.passage_lines().filter(|line| !line.is_empty());
        passage.for_each(|line| field("AB", &line));
    }
    field("ER", "");
    record
}
