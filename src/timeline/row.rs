//! A row of a timeline as scripts see it, and which rows are asked for.
//!
//! Shapes only; `report` fills them.

use serde::Serialize;

use super::{Label, Lane, Words};
use crate::model::{Granularity, Interval};

/// Which rows to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which of the two clocks.
    pub lane: Lane,
    /// Only what shares a day with this range.
    pub range: Option<Interval>,
    /// Only from articles printed in this range; leaves undated ones out.
    pub printed: Option<Interval>,
    /// One row for all that is told of a day, week, month, year or decade; none:
    /// one for each event.
    pub granularity: Option<Granularity>,
    /// Only what is told in a sentence with one of these words.
    pub query: Words,
    /// Only that many, the most salient.
    pub top: Option<usize>,
    /// How many sentences to choose for each row.
    pub sentences: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lane: Lane::Happened,
            range: None,
            printed: None,
            granularity: None,
            query: Words::default(),
            top: None,
            sentences: 1,
        }
    }
}

/// One event, or one day of printing, as it is printed in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'a> {
    /// The date in EDTF (ISO 8601-2).
    pub date: String,
    /// Its first day, ISO 8601.
    pub start: String,
    /// Its last day, ISO 8601.
    pub end: String,
    /// Both days.
    #[serde(skip)]
    pub days: Interval,
    /// How fine it is.
    pub granularity: Granularity,
    /// What to call it, in at most a hundred columns.
    pub label: String,
    /// The whole of the sentence behind the label.
    #[serde(skip)]
    pub name: Label,
    /// How much speaks for it, to four decimals.
    pub salience: f64,
    /// How many articles tell it.
    pub documents: usize,
    /// The sentences that tell it best.
    pub sentences: Vec<&'a str>,
    /// The articles that keep its day, by year, and the years between in which
    /// it was missed; or on the printed lane the events whose day its articles
    /// keep.
    pub anniversaries: Vec<Kept<'a>>,
    /// Every mention, in order of printing; on the printed lane every article.
    pub evidence: Vec<Proof<'a>>,
}

/// An anniversary that an article keeps, or that none does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept<'a> {
    /// The article's id; null for an anniversary that was missed.
    pub id: Option<&'a str>,
    /// When it was printed; null for one that was missed.
    pub printed: Option<String>,
    /// What it keeps: the day of the event.
    pub date: String,
    /// How many years later.
    pub years: i16,
    /// By what it is known to be kept: `words`, `day`, `near`; or `missed`, for
    /// events that are kept in other years.
    pub by: &'static str,
}

/// A mention with its sentence; on the printed lane, an article with its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof<'a> {
    /// The article's id.
    pub id: &'a str,
    /// The first code point of the mention in the article's text.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// The sentence around it, as it stands in the text; or the title.
    pub sentence: &'a str,
    /// The mention as it stands in the text; or what was read as the date.
    pub text: &'a str,
}
