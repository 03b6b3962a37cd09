//! What the program knows: articles, the corpus that holds them, days and
//! intervals, and the mentions of time that the texts contain.
//!
//! Plain values. Nothing here reads a file, knows a screen, or decides how
//! anything is found: `ingest` makes articles, `temporal` makes mentions.

mod article;
mod corpus;
mod day;
mod mention;
mod notation;
mod problem;
mod timex;
mod value;

pub use article::{Article, Encoding, EncodingFrom, Footer, Printed, Provenance, Title, TitleFrom};
pub use corpus::{ArticleId, Corpus};
pub use day::{Day, Granularity, Interval};
pub use mention::{How, Mention, MentionTable, Rule, Span};
pub use problem::{Problem, Severity};
pub use timex::{Frequency, Modifier, Quantifier, Timex, TimexType};
pub use value::{
    Clock, DayPart, Partial, Period, Reference, Season, Unit, Value, Within, Years, Zone,
};
