//! A passage with the line that says where it was printed.

use std::{fmt::Write, ops::Range};

use super::page::long_date;
use crate::{model::Article, text::clean};

/// The passage as logical paragraphs, an empty line, and the citation:
/// `“Title”, Source, July 19, 2023 (date line), ¶ 2, path`.
///
/// `paragraphs` counts from 0; the text is clean of control characters, for
/// it goes to the clipboard by way of the terminal.
#[must_use]
pub fn quote(article: &Article, paragraphs: Range<usize>, passage: &str) -> String {
    let mut quoted = passage.split('\n').map(|line| clean(line).trim().to_owned()).collect::<Vec<_>>().join("\n");
    let _ = write!(quoted, "\n\n{}\n", citation(article, paragraphs));
    quoted
}

/// The citation alone.
#[must_use]
pub fn citation(article: &Article, paragraphs: Range<usize>) -> String {
    let mut line = format!("“{}”", clean(article.title.text.trim()));
    if let Some(source) = &article.source {
        let _ = write!(line, ", {}", clean(source));
    }
    match article.printed.day {
        Some(day) => {
            let _ = write!(line, ", {} ({})", long_date(day), article.printed.provenance.name());
        }
        None => line.push_str(", undated"),
    }
    let _ = match (paragraphs.start + 1, paragraphs.end) {
        (first, last) if first < last => write!(line, ", ¶¶ {first}–{last}"),
        (first, _) => write!(line, ", ¶ {first}"),
    };
    let address = article.url.as_deref().unwrap_or(&article.path);
    let _ = write!(line, ", {}", clean(address));
    line
}
