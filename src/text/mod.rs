//! Strings as a screen sees them: what of a text may be shown, how many
//! columns it takes, where its lines and sentences end, and where a phrase
//! stands in it.
//!
//! The text of an archive is data and is never changed: all positions are
//! bytes of the text as it was read. Nothing here knows an article, a
//! terminal or a colour.

mod abbreviation;
mod address;
mod bidi;
mod boundary;
mod cells;
mod character;
mod chop;
mod clean;
mod find;
mod fold;
mod hyphen;
mod joining;
mod quote;
mod sentence;
mod unit;
mod width;
mod words;
mod wrap;

pub use address::{file_address, web_address};
pub use bidi::{Directions, visual, visual_line};
pub use boundary::{ceil_boundary, floor_boundary};
pub use cells::{Cell, cells};
pub use chop::chop;
pub use clean::clean;
pub use find::{Hit, Needles, apart, find};
pub use fold::{Case, Folded, fold};
pub use hyphen::Hyphens;
pub use quote::{Quote, byte_of};
pub use sentence::{sentence_at, sentences};
pub use unit::Unit;
pub use width::{pad, truncate, width};
pub use wrap::{Line, Measure, typeset, wrap};
