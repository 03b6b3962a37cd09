//! How a query that is being typed can go on: names of fields, and what may
//! stand behind them.

use std::collections::BTreeMap;

use super::{Duplicate, Query, fields::FIELDS, query::Standing};
use crate::model::{Article, Corpus};

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole query then.
    pub text: String,
    /// What it means.
    pub help: String,
}

/// How many articles are looked at for sources and languages: the proposals
/// must be there with the key.
const LOOKED_AT: usize = 20_000;

/// How many proposals are made at the most.
const MOST: usize = 12;

/// The ways in which the last word of a query can go on; none if it is no
/// field and cannot become one. The names of sources and languages are those
/// of the archive, the most frequent first; tags are those that are given.
#[must_use]
pub fn complete(typed: &str, corpus: &Corpus, tags: &[String]) -> Vec<Completion> {
    let start = typed
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '-'))
        .map_or(0, |at| at + 1);
    let (before, word) = typed.split_at(start);
    let Some((field, value)) = word.split_once(':') else {
        return fields(before, word);
    };
    let go_on = |value: &str, help: String| Completion {
        text: format!("{before}{field}:{value}"),
        help,
    };
    let values: Vec<(String, String)> = match field {
        "is" => Standing::ALL
            .iter()
            .map(|(name, _)| ((*name).to_owned(), String::new()))
            .collect(),
        "dup" => Duplicate::ALL
            .iter()
            .map(|(name, _)| ((*name).to_owned(), String::new()))
            .collect(),
        "tag" => tags
            .iter()
            .map(|tag| (tag.clone(), String::new()))
            .collect(),
        "lang" => counted(corpus, |article| article.lang.as_deref()),
        "source" => counted(corpus, |article| article.source.as_deref()),
        _ => Vec::new(),
    };
    let wanted = value.trim_start_matches('"').to_lowercase();
    values
        .into_iter()
        .filter(|(value, _)| value.to_lowercase().starts_with(&wanted))
        .take(MOST)
        .map(|(value, help)| match value.contains(char::is_whitespace) {
            true => go_on(&format!("\"{value}\""), help),
            false => go_on(&value, help),
        })
        .collect()
}

impl Query {
    /// What a line says that is still being typed: its last word may go on,
    /// and a quotation will be closed.
    #[must_use]
    pub fn going_on(typed: &str) -> String {
        let open = typed.matches('"').count() % 2 == 1;
        let start = typed.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '-' | '"'));
        let word = &typed[start.map_or(0, |at| at + 1)..];
        let (field, begun) = word.split_once(':').unwrap_or(("", word));
        let is_text = matches!(field, "" | "title" | "text" | "source");
        let is_word = !matches!(begun, "OR" | "AND" | "NOT" | "NEAR")
            && begun.chars().all(char::is_alphanumeric)
            // A letter alone is the start of too many words.
            && begun.chars().nth(1).is_some();
        let more = if is_text && is_word { "*" } else { "" };
        let end = if open { "\"" } else { "" };
        format!("{typed}{more}{end}")
    }
}

fn fields(before: &str, word: &str) -> Vec<Completion> {
    // A letter alone is the start of too many words.
    if word.chars().nth(1).is_none() {
        return Vec::new();
    }
    let fitting = FIELDS.iter().filter(|(name, _)| name.starts_with(word));
    fitting
        .map(|(name, help)| Completion {
            text: format!("{before}{name}:"),
            help: (*help).to_owned(),
        })
        .collect()
}

/// The values of a field with how many articles have each.
fn counted(corpus: &Corpus, value: impl Fn(&Article) -> Option<&str>) -> Vec<(String, String)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for (_, article) in corpus.iter().take(LOOKED_AT) {
        if let Some(value) = value(article) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let row = |(value, count): (&str, usize)| {
        let of = if count == 1 { "article" } else { "articles" };
        (value.to_owned(), format!("{count} {of}"))
    };
    counts.into_iter().map(row).collect()
}
