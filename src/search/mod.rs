//! The query language and the search over the corpus.
//!
//! Four parts that know little of one another: [`Query`] is what was typed,
//! parsed; `matching` says whether an article fits it by reading it; the
//! [`Index`] says of how many that need not be done; [`search`] goes through a
//! corpus with both and hands over what fits, part by part.
//!
//! Nothing here knows a screen, a thread or a clock.

mod complete;
mod fields;
mod findings;
mod folding;
mod forms;
mod index;
mod matching;
mod near;
mod parse;
mod phrase;
mod pick;
mod printed;
mod query;
mod range;
mod rank;
mod regex;
mod scan;
mod series;
mod snippet;
mod stem;
mod subject;
mod units;

pub use complete::{Completion, complete};
pub use findings::methods;
pub use forms::FORMS;
pub use index::{Damaged, Index, Key, Run, Segment};
pub use parse::ParseError;
pub use pick::{Fuzzy, Picks, pick};
pub use printed::Days;
pub use query::Query;
pub use scan::{Part, search};
pub use series::{Count, Held, Series};
pub use snippet::Snippet;
pub use stem::{Stem, Stemming};
pub use subject::{Duplicate, Holdings, Subject};
