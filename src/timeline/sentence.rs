//! The sentences that prove an event.
//!
//! All on demand and for one event at a time: nothing here is computed when an
//! archive is loaded.

use std::ops::Range;

use super::Evidence;
use crate::{
    model::{Article, Corpus, Mention, MentionTable},
    text,
};

/// Where a piece of evidence leads: the mention in its article.
#[must_use]
pub fn source<'a>(
    corpus: &'a Corpus,
    mentions: &'a MentionTable,
    evidence: &Evidence,
) -> Option<(&'a Article, &'a Mention)> {
    let found = mentions
        .of(evidence.article)
        .get(evidence.mention as usize)?;
    Some((corpus.get(evidence.article)?, found))
}

/// The sentence around a mention, in bytes of the article's text.
#[must_use]
pub fn sentence(article: &Article, mention: &Mention) -> Range<usize> {
    text::sentence_at(&article.text, mention.span.range())
}
