//! What a format says of parts of a body beside their words.

use serde::{Deserialize, Serialize};

use super::Span;

/// A part of the body and what the format says it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup {
    /// Where, in bytes of [`Article::text`](super::Article::text).
    pub span: Span,
    /// What it is.
    pub kind: MarkupKind,
}

/// What a part of a body is. The words themselves all stand in the body, the
/// sign before an item too; nothing of a mark-up language does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkupKind {
    /// A whole paragraph that heads what follows: its level, from 1.
    Heading(u8),
    /// A whole paragraph, or a line of one, that is an item of a list: how
    /// many lists it stands in beside its own. Its text begins with its sign
    /// and a blank: `• `, `3. `.
    Item(u8),
    /// Whole paragraphs in the words of another.
    Quote,
    /// Whole paragraphs in which line breaks and blanks count: verse, tables,
    /// programs.
    Preformatted,
    /// Words that weigh more.
    Strong,
    /// Words that are stressed.
    Emphasis,
    /// Words that lead somewhere: the address as the format gives it.
    Link(Box<str>),
}

impl MarkupKind {
    /// Whether it is said of whole paragraphs or lines, not of words in them.
    #[must_use]
    pub const fn is_block(&self) -> bool {
        matches!(
            self,
            Self::Heading(_) | Self::Item(_) | Self::Quote | Self::Preformatted
        )
    }
}
