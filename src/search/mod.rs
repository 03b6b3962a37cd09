//! The query language and the search over the corpus.
//!
//! Three parts that know little of one another: [`Query`] is what was typed,
//! parsed; `matching` says whether an article fits it; [`search`] goes through
//! a corpus and hands over what fits, part by part. An index can take the
//! place of the third without a change to the others.
//!
//! Nothing here knows a screen, a thread or a clock.

mod complete;
mod fields;
mod forms;
mod matching;
mod near;
mod parse;
mod phrase;
mod printed;
mod query;
mod range;
mod regex;
mod scan;
mod snippet;
mod subject;

pub use complete::{Completion, complete};
pub use forms::FORMS;
pub use parse::ParseError;
pub use printed::Days;
pub use query::Query;
pub use scan::{Part, search};
pub use snippet::Snippet;
pub use subject::{Holdings, Subject};
