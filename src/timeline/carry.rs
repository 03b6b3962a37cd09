//! A date goes on within its paragraph: what follows a sentence that names it
//! tells of it too, at less weight, until another date is named.
//!
//! Of the events of news articles a third is dated by a date in the sentence;
//! carrying it on dates another tenth as surely, while the day of printing
//! would be wrong for four in ten.

use std::ops::Range;

use super::sentence;
use crate::{
    model::{Article, Mention},
    text,
};

/// What goes on counts so much of what names the date.
pub(super) const CARRIED: f64 = 0.5;

/// Bytes behind a sentence that are looked at: more than a paragraph of a
/// newspaper has.
const REACH: usize = 4096;

/// Where the text goes on with the date of a mention, in bytes: from the
/// sentence after it to the end of its paragraph, or up to a sentence with
/// another date. Empty where nothing goes on; of several dates in a sentence
/// the last one is carried. `mentions` are those of the article.
#[must_use]
pub fn carried(article: &Article, mentions: &[Mention], mention: usize) -> Range<usize> {
    let Some(here) = mentions.get(mention) else {
        return 0..0;
    };
    let start = sentence(article, here).end;
    let next = mentions[mention + 1..]
        .iter()
        .find(|next| next.interval.is_some());
    if next.is_some_and(|next| (next.span.start as usize) < start) {
        return start..start;
    }
    let rest = &article.text[start..];
    let rest = &rest[..text::floor_boundary(rest, REACH)];
    let paragraph = start + rest.find("\n\n").unwrap_or(rest.len());
    let end = match next.filter(|next| (next.span.start as usize) < paragraph) {
        Some(next) => sentence(article, next).start.max(start),
        None => paragraph,
    };
    let gone_on = &article.text[start..end];
    let first = start + gone_on.len() - gone_on.trim_start().len();
    first..first + gone_on.trim().len()
}
