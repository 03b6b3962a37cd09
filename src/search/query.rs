//! A query as a tree. What it means is said in `matching`, how it is written
//! in `parse`.

use super::{ParseError, parse, phrase::Phrase, printed::Days};

/// What to look for. The default query fits every article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub raw: String,
    /// What it says; `None`: nothing was asked.
    pub(super) root: Option<Node>,
}

impl Query {
    /// Reads a query.
    ///
    /// | written | fits articles |
    /// |---|---|
    /// | `joint declaration` | with both words, in title or text |
    /// | `"joint declaration"` | with the words side by side |
    /// | `declar*` | with a word that starts so |
    /// | `moscow OR pyongyang` | with one of the two at least; binds less than side by side |
    /// | `-moscow`, `NOT moscow` | without it |
    /// | `(…)` | what stands in parentheses first |
    /// | `title:…` `text:…` `source:…` | with it in this place; before a word, a phrase or parentheses |
    /// | `printed:2019..2021`, `printed:2019-04`, `printed:<1950` | printed on these days; ends are rounded outward |
    /// | `is:undated` | without a date |
    ///
    /// Words are compared without case and accents ([`crate::text::fold()`]); punctuation only
    /// parts them. Nothing typed fits everything.
    ///
    /// # Errors
    ///
    /// Where it cannot be read: the place, and what could be meant.
    pub fn parse(raw: &str) -> Result<Self, ParseError> {
        Ok(Self {
            raw: raw.to_owned(),
            root: parse::parse(raw)?,
        })
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Everything of it.
    All(Vec<Self>),
    /// At least one of it.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// Words side by side, in a place.
    Words(Place, Phrase),
    /// Printed on one of these days.
    Printed(Days),
    /// Without a date.
    Undated,
}

/// Where words may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the title or the text.
    Anywhere,
    /// In the title.
    Title,
    /// In the body.
    Text,
    /// In the name of the source.
    Source,
}
