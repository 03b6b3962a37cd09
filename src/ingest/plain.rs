//! One plain-text document into an article.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::decode::decode;
use super::sniff;
use crate::model::{Article, Day, Printed, Problem, Severity, Title, TitleFrom};

/// Reads one document.
///
/// `path` is the path as it will be shown; its names may date the article.
/// No article comes out of a document that is empty or no plain text.
#[must_use]
pub fn parse(bytes: &[u8], path: &str, today: Option<Day>) -> (Option<Article>, Vec<Problem>) {
    let unread = |message: String| {
        let problem = Problem {
            severity: Severity::Unread,
            path: path.to_owned(),
            line: None,
            message,
        };
        (None, vec![problem])
    };
    if bytes.is_empty() {
        return unread("empty, nothing to read".to_owned());
    }
    if let Some(what) = sniff::other_format(bytes, path) {
        return unread(format!("not plain text: looks like {what}, not read"));
    }
    let Some(decoded) = decode(bytes) else {
        return unread("not plain text: looks binary, not read".to_owned());
    };
    let _ = today;
    let mut blocks = decoded
        .text
        .split("\n\n")
        .map(str::trim)
        .filter(|b| !b.is_empty());
    let title = blocks.next().unwrap_or_default();
    let article = Article {
        id: id(bytes),
        path: Arc::from(path),
        title: Title {
            text: title.into(),
            from: TitleFrom::Headline,
        },
        printed: Printed::undated(),
        lang: None,
        source: None,
        author: None,
        url: None,
        text: blocks.collect::<Vec<_>>().join("\n\n").into(),
        footer: None,
        encoding: decoded.encoding,
    };
    (Some(article), Vec::new())
}

/// The first 12 hexadecimal digits of the SHA-256 of the bytes.
fn id(bytes: &[u8]) -> Box<str> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let hash = Sha256::digest(bytes);
    let nibbles = hash.iter().take(6).flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect::<String>()
        .into()
}
