//! What a search found in all, for the research log, and the log as the
//! appendix of a paper.

use std::fmt::Write as _;

use super::{Holdings, Query, index::View};
use crate::model::{Article, ArticleId, Asked, Findings, Fingerprint};

/// Counts what was found.
pub(super) fn findings(holdings: &Holdings, query: &Query, found: &[ArticleId]) -> Findings {
    let mut findings = Findings {
        articles: found.len() as u64,
        held: holdings.corpus.len() as u64,
        ..Findings::default()
    };
    let mut sum = 0_u64;
    let mut rest = found;
    for (start, segment) in holdings.index.segments() {
        sum = segment.bodies().fold(sum, u64::wrapping_add);
        let end = start as usize + segment.len();
        let (own, others) = rest.split_at(rest.partition_point(|id| id.index() < end));
        rest = others;
        let mut among = segment.none();
        among.extend(own.iter().map(|id| id.index() - start as usize));
        let view = View {
            segment,
            start,
            holdings,
        };
        let hits = view.hits(query, &among);
        findings.hits += among.ones().map(|at| u64::from(hits[at])).sum::<u64>();
    }
    for (_, article) in holdings.corpus.from(holdings.index.covered()) {
        sum = sum.wrapping_add(super::index::body(article));
    }
    let articles = rest.iter().filter_map(|id| holdings.corpus.get(*id));
    findings.hits += articles
        .map(|article: &Article| query.hits(&article.text).len() as u64)
        .sum::<u64>();
    findings.archive = Fingerprint(sum);
    findings
}

/// The research log as an appendix on methods, in Markdown: what was searched
/// when, in what, and how often it was found; and how searches compare words.
#[must_use]
pub fn methods(log: &[Asked]) -> String {
    let mut text = format!(
        "# Searches\n\n\
         Made with dateline {}. Words were compared without case and accents; punctuation parts words.\n\
         *Hits* are places in the bodies of the articles found, *articles* those that fit the query,\n\
         *held* those that were searched. The fingerprint of an archive is the sum of the first 64 bits\n\
         of the SHA-256 of each body in it: the same articles have the same, in any order.\n\
         Times are in UTC.\n\n\
         | time | query | forms | archive | fingerprint | held | articles | hits |\n\
         |---|---|---|---|---|--:|--:|--:|\n",
        env!("CARGO_PKG_VERSION")
    );
    for asked in log {
        let Findings {
            hits,
            articles,
            held,
            archive,
        } = asked.findings;
        let forms = asked.stemming.as_deref().map_or_else(
            || "as typed".to_owned(),
            |code| format!("all forms, Snowball stemmer `{code}`"),
        );
        let (query, name) = (cell(&asked.query), cell(&asked.name));
        let _ = writeln!(
            text,
            "| {} | `{query}` | {forms} | {name} | `{archive}` | {held} | {articles} | {hits} |",
            asked.at
        );
    }
    text
}

/// A text in a cell of a table, on one line.
fn cell(text: &str) -> String {
    crate::text::clean(text)
        .replace('|', "\\|")
        .replace('`', "'")
}
