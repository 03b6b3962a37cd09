//! From the mentions of all articles to events, and from events to what a
//! timeline shows: buckets of days, an axis, counts, salience, sentences.
//!
//! Two clocks: *printed*, the days of publication, and *happened*, the days
//! that the texts speak of. Pure: nothing here draws, reads a file, or finds a
//! date in a text (`temporal` does).

mod anniversary;
mod axis;
mod bucket;
mod carry;
mod choice;
mod coverage;
mod density;
mod events;
mod gather;
mod label;
mod lag;
mod lanes;
mod memorial;
mod profile;
mod ranking;
mod report;
mod row;
mod salience;
mod sentence;
mod terms;
mod weave;
mod words;

pub use anniversary::{Anniversary, NEAR, Sign, anniversaries, kept_by};
pub use axis::{Tick, ticks};
pub use bucket::{Bucket, Zoom};
pub use carry::carried;
pub use coverage::{Uneven, Unevenness, unevenness};
pub use density::{Density, Happened, Scale};
pub use events::{Event, Evidence, Timeline};
pub use label::Label;
pub use lag::{Lags, lags};
pub use lanes::{Lane, Told};
pub use memorial::{Memorial, is_kept, memorials, on_this_day};
pub use profile::{Profile, Sought};
pub use ranking::Ranking;
pub use report::rows;
pub use row::{Kept, Options, Proof, Row};
pub use salience::{Signals, Weight, fineness, salience};
pub use sentence::{sentence, source};
pub use weave::{Loom, Woven};
pub use words::Words;
