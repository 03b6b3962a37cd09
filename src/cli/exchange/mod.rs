//! What a reader added, on its way to another store or another program: as
//! JSON Lines, and as Markdown for people.
//!
//! A line of JSON is an annotation of the W3C Web Annotation Data Model; what
//! that model has no words for stands under `dateline:`. Markdown carries the
//! same line in a comment behind each passage, so that both come in again as
//! they went out.

mod annotation;
mod page;

use anyhow::anyhow;

use super::output::json;
use crate::model::Change;
use annotation::Annotation;
pub use page::markdown;

/// Around the JSON in Markdown.
const COMMENT: (&str, &str) = ("<!-- dateline ", " -->");

/// What was added as one line of JSON, without its end; `None` for what
/// follows from reading.
///
/// # Errors
///
/// A value has no form in JSON.
pub fn line(change: &Change) -> anyhow::Result<Option<String>> {
    let Some(annotation) = Annotation::of(change) else {
        return Ok(None);
    };
    let mut line = Vec::new();
    json(&mut line, &annotation)?;
    Ok(Some(String::from_utf8(line)?))
}

/// Reads what [`line()`] or [`markdown`] wrote; of Markdown the comments alone.
///
/// # Errors
///
/// The number of the line that is none of ours, and why.
pub fn parse(text: &str) -> Result<Vec<Change>, (usize, anyhow::Error)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let is_json = first.is_none_or(|line| line.trim_start().starts_with('{'));
    let mut belongings = Vec::new();
    for (line, number) in text.lines().map(str::trim).zip(1..) {
        let line = match is_json {
            true => Some(line),
            false => line
                .strip_prefix(COMMENT.0)
                .and_then(|line| line.strip_suffix(COMMENT.1)),
        };
        let Some(line) = line.filter(|line| !line.is_empty()) else {
            continue;
        };
        let read = serde_json::from_str::<Annotation>(line);
        let read = read
            .map_err(anyhow::Error::from)
            .and_then(Annotation::change);
        belongings.push(read.map_err(|error| (number, error))?);
    }
    if belongings.is_empty() && !is_json {
        let why = anyhow!("neither JSON Lines nor Markdown that dateline has exported");
        return Err((1, why));
    }
    Ok(belongings)
}
