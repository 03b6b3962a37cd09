//! A query as a tree. What it means is said in `matching`, how it is written
//! in `parse`.

use super::{
    Duplicate, ParseError, Stemming, near::Near, parse, phrase::Phrase, printed::Days,
    range::Range, regex::Pattern,
};

/// What to look for. The default query fits every article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub raw: String,
    /// The language whose words are found in all their forms; `None`: words
    /// are found as they were typed.
    pub stemming: Option<Stemming>,
    /// Whether the answer is wanted in the order of its weight, too.
    pub by_weight: bool,
    /// Whether the answer is wanted with its counts, for the research log.
    pub counted: bool,
    /// What it says; `None`: nothing was asked.
    pub(super) root: Option<Node>,
}

impl Query {
    /// Reads a query.
    ///
    /// How it is written stands in [`FORMS`](super::FORMS).
    ///
    /// Words are compared without case and accents ([`crate::text::fold()`]); punctuation only
    /// parts them. Nothing typed fits everything.
    ///
    /// # Errors
    ///
    /// Where it cannot be read: the place, and what could be meant.
    pub fn parse(raw: &str) -> Result<Self, ParseError> {
        Self::parse_with(raw, None)
    }

    /// The same where words are found in all forms that they have in a
    /// language: those with the same stem.
    ///
    /// # Errors
    ///
    /// As [`Query::parse`].
    pub fn parse_with(raw: &str, stemming: Option<Stemming>) -> Result<Self, ParseError> {
        Ok(Self {
            raw: raw.to_owned(),
            stemming,
            by_weight: false,
            counted: false,
            root: parse::parse(raw, stemming)?,
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
    /// Words, in a place.
    Text(Place, Words),
    /// The path holds this, folded.
    Path(String),
    /// In the language of this BCP 47 code, in small letters.
    Lang(String),
    /// Printed on one of these days.
    Printed(Days),
    /// Names a date within these days.
    Happened(Days),
    /// Names this month and day of some year.
    OnThisDay(i8, i8),
    /// Of so many words.
    Length(Range),
    /// With a note under a tag: the folded name, and whether longer ones that
    /// start so fit too.
    Tag(String, bool),
    /// With a text that another article has too; of which place among them.
    Dup(Option<Duplicate>),
    /// In this state.
    Is(Standing),
}

/// What may stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Words side by side.
    Phrase(Phrase),
    /// Phrases near one another.
    Near(Near),
    /// A regular expression.
    Pattern(Pattern),
}

/// What an article may be, apart from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Without a date of publication.
    Undated,
    /// Opened before.
    Read,
    /// Not opened yet.
    Unread,
    /// With a star.
    Starred,
}

impl Standing {
    pub const ALL: [(&'static str, Self); 4] = [
        ("undated", Self::Undated),
        ("read", Self::Read),
        ("unread", Self::Unread),
        ("starred", Self::Starred),
    ];
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
    /// In what the person noted on it.
    Note,
}

impl Place {
    /// Whether it is a part of the text.
    pub const fn is_in_text(self) -> bool {
        matches!(self, Self::Anywhere | Self::Title | Self::Text)
    }
}
