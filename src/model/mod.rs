//! What the program knows: articles, the corpus that holds them, days and
//! intervals, the mentions of time that the texts contain, and what a reader
//! adds to them: marks, places, notes, rulings.
//!
//! Plain values. Nothing here reads a file, knows a screen, or decides how
//! anything is found: `ingest` makes articles, `temporal` makes mentions.

mod article;
mod asked;
mod change;
mod corpus;
mod day;
mod desk;
mod kept;
mod likeness;
mod markup;
mod mention;
mod notation;
mod problem;
mod prose;
mod register;
mod ruling;
mod seen;
mod shelf;
mod suspicion;
mod timex;
mod value;

pub use article::{
    Article, Confidence, Encoding, EncodingFrom, Footer, Printed, Provenance, Title, TitleFrom,
};
pub use asked::{Asked, Findings, Fingerprint, Saved};
pub use change::{Change, Everything, Kept, Lasting, Manner, Way, Wish};
pub use corpus::{ArticleId, Corpus, Shared};
pub use day::{Day, Granularity, Interval, MONTHS, day_of, long_date, month_name, number_of};
pub use desk::{Choices, Desk, Letter, ListOrder, Setting, Trail};
pub use kept::{Cited, Kind, Note, Record, Spot};
pub use likeness::{Body, Likeness, NoLikeness, Signs};
pub use markup::{Markup, MarkupKind};
pub use mention::{How, Mention, MentionTable, Rule, Span};
pub use problem::{Problem, Severity};
pub use prose::Prose;
pub use register::Register;
pub use ruling::{Ruling, Verdict};
pub use seen::Seen;
pub use shelf::{Keeper, PAGE, Shelf};
pub use suspicion::{Place, Rival, Suspects, Suspicion, is_near};
pub use timex::{Frequency, Modifier, Quantifier, Timex, TimexType};
pub use value::{
    Clock, DayPart, Partial, Period, Reference, Season, Unit, Value, Within, Years, Zone,
};
