//! What the program knows: articles, the corpus that holds them, days and
//! intervals, and the mentions of time that the texts contain.
//!
//! Plain values. Nothing here reads a file, knows a screen, or decides how
//! anything is found: `ingest` makes articles, `temporal` makes mentions.

mod article;
mod corpus;
mod day;
mod mention;
mod problem;
mod timex;

pub use article::{Article, Encoding, EncodingFrom, Footer, Printed, Provenance, Title, TitleFrom};
pub use corpus::{ArticleId, Corpus};
pub use day::{Day, Granularity, Interval};
pub use mention::{How, Mention, MentionTable, Rule, Span};
pub use problem::{Problem, Severity};
pub use timex::{Clock, Modifier, Partial, Reference, Timex, TimexType, Unit, Value};
