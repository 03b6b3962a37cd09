//! One temporal expression in one article, and how its value was found.

use serde::{Deserialize, Serialize};

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{ArticleId, Day, Granularity, Interval, PAGE, Shelf, Timex, Value};

/// Bytes `start..end` of a text; on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span as a range of indexes into its text.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A temporal expression in the body of an article, with its value, the days
/// it can mean, and how it was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where, in bytes of [`Article::text`](super::Article::text).
    pub span: Span,
    /// Its TIMEX3 type, value and attributes.
    pub timex: Timex,
    /// The earliest to the latest day it can mean; `None` for durations,
    /// sets, vague references and what could not be resolved.
    pub interval: Option<Interval>,
    /// How fine the date is.
    pub granularity: Granularity,
    /// How the value was found.
    pub how: How,
}

// A million mentions live in memory.
const _: () = assert!(size_of::<Mention>() <= 64);

impl Mention {
    /// The date in EDTF (ISO 8601-2); `None` for what is no date.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        match self.timex.value {
            Value::Date(_) | Value::Time(..) => {
                self.interval.map(|days| days.edtf(self.granularity))
            }
            Value::Period(_) | Value::Ref(_) => None,
        }
    }
}

/// How a mention got its value: the rule, and the anchor it leant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct How {
    /// The rule that resolved it.
    pub rule: Rule,
    /// The first day of the date it was counted from, if any.
    pub anchor: Option<Day>,
}

/// The rules of resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Every part stands in the text.
    Explicit,
    /// The century of a two-digit year: the one nearest the anchor.
    ShortYear,
    /// The text names no year: the nearest one to the day of publication.
    NearPrinted,
    /// The text names no year: the latest one not after the day of publication.
    BeforePrinted,
    /// The text names no year: the nearest one in which that day is the weekday
    /// that stands with it.
    YearOfWeekday,
    /// The text names no year: the nearest one in which there is such a day.
    YearOfDay,
    /// The text names no year: that of the date mentioned before.
    YearOfContext,
    /// A day alone: month and year of the date mentioned before.
    MonthOfContext,
    /// A time alone: the day mentioned before.
    DayOfContext,
    /// Month and day that the first sentence announces, year from the text.
    DayOfHeadline,
    /// Counted from the day of publication.
    FromPrinted,
    /// Counted from the date mentioned before.
    FromContext,
    /// Counted from a date inside the same expression.
    FromInside,
    /// So many years before the day of an anniversary, by its words.
    Anniversary,
    /// The person says so.
    ByHand,
    /// A length of time or a recurrence: nothing to resolve.
    Timeless,
    /// It needs a date that the text does not give.
    Unresolved,
}

impl How {
    /// The words for the reader, to stand after "resolved by: ".
    #[must_use]
    pub fn explain(&self) -> String {
        let anchor = self
            .anchor
            .map_or_else(|| "an unknown day".to_owned(), |day| day.to_string());
        let year = self
            .anchor
            .map_or_else(|| "?".to_owned(), |day| day.year().to_string());
        match self.rule {
            Rule::Explicit => "every part stands in the text".to_owned(),
            Rule::ShortYear => format!("the century nearest to {year}"),
            Rule::NearPrinted => format!("the one nearest to the day of printing, {anchor}"),
            Rule::BeforePrinted => format!("the last one before the day of printing, {anchor}"),
            Rule::YearOfWeekday => {
                format!("the year near {year} in which that day is that weekday")
            }
            Rule::YearOfDay => format!("the year near {year} in which there is such a day"),
            Rule::YearOfContext => format!("year from the date before it, {year}"),
            Rule::MonthOfContext => format!("month and year from the date before it, {anchor}"),
            Rule::DayOfContext => format!("the day mentioned before it, {anchor}"),
            Rule::DayOfHeadline => {
                format!("month and day of the first sentence, year from ‘{year}’")
            }
            Rule::FromPrinted => format!("counted from the day of printing, {anchor}"),
            Rule::FromContext => format!("counted from the date before it, {anchor}"),
            Rule::FromInside => format!("counted from {anchor} in the same words"),
            Rule::Anniversary => format!("the words of an anniversary, counted from {anchor}"),
            Rule::ByHand => "by hand".to_owned(),
            Rule::Timeless => "a length of time or a recurrence, not a date".to_owned(),
            Rule::Unresolved => "the text gives no date to count from".to_owned(),
        }
    }
}

/// The mentions of the articles, by article id; grows as batches are tagged.
/// A clone shares the batches.
#[derive(Clone, Debug, Default)]
pub struct MentionTable {
    batches: Vec<Batch>,
    /// The id of each batch's first article.
    starts: Vec<usize>,
    tagged: usize,
    /// Articles with other mentions than were found.
    changed: HashMap<ArticleId, Arc<[Mention]>>,
}

#[derive(Clone, Debug)]
enum Batch {
    /// They were found in this run.
    Found(Arc<Tagged>),
    /// They were found in another: by page, those that were looked at.
    Kept(Arc<Shelf>, Arc<[OnceLock<Tagged>]>),
}

impl Batch {
    fn of(&self, at: usize) -> &[Mention] {
        let page = PAGE as usize;
        match self {
            Self::Found(tagged) => tagged.of(at),
            Self::Kept(shelf, pages) => pages.get(at / page).map_or(&[], |made| {
                let number = u32::try_from(at / page).unwrap_or(u32::MAX);
                let make = || Tagged::new(shelf.mentions(number));
                made.get_or_init(make).of(at % page)
            }),
        }
    }
}

/// The mentions of some articles, one behind the other.
#[derive(Debug)]
struct Tagged {
    mentions: Box<[Mention]>,
    /// By article: where its mentions end; they begin where those of the one
    /// before end.
    ends: Box<[u32]>,
}

impl Tagged {
    fn new(batch: Vec<Vec<Mention>>) -> Self {
        let mut end = 0;
        let ends = batch.iter().map(|mentions| {
            end += u32::try_from(mentions.len()).expect("no more mentions than bytes");
            end
        });
        Self {
            ends: ends.collect(),
            mentions: batch.into_iter().flatten().collect(),
        }
    }

    fn of(&self, at: usize) -> &[Mention] {
        let Some(&end) = self.ends.get(at) else {
            return &[];
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.mentions[start as usize..end as usize]
    }
}

impl MentionTable {
    /// Appends the mentions of the next articles, in the order of their ids.
    pub fn extend(&mut self, batch: Vec<Vec<Mention>>) {
        if !batch.is_empty() {
            let len = batch.len();
            self.append(Batch::Found(Arc::new(Tagged::new(batch))), len);
        }
    }

    /// Appends those of articles that were tagged in another run.
    pub fn put(&mut self, shelf: Arc<Shelf>) {
        let pages = (0..shelf.len().div_ceil(PAGE)).map(|_| OnceLock::new());
        let (pages, len) = (pages.collect(), shelf.len() as usize);
        self.append(Batch::Kept(shelf, pages), len);
    }

    fn append(&mut self, batch: Batch, len: usize) {
        self.starts.push(self.tagged);
        self.tagged += len;
        self.batches.push(batch);
    }

    /// Gives an article other mentions than were found.
    pub fn replace(&mut self, id: ArticleId, mentions: Vec<Mention>) {
        if id.index() < self.tagged {
            self.changed.insert(id, mentions.into());
        }
    }

    /// How many articles have been tagged: the ids below this number.
    #[must_use]
    pub const fn tagged(&self) -> usize {
        self.tagged
    }

    /// The mentions of one article in the order of the text; empty when it
    /// has not been tagged yet.
    #[must_use]
    pub fn of(&self, id: ArticleId) -> &[Mention] {
        match self.changed.get(&id) {
            Some(changed) => changed,
            None => self.found(id),
        }
    }

    /// Those that were found, whatever was said of them since.
    #[must_use]
    pub fn found(&self, id: ArticleId) -> &[Mention] {
        let at = id.index();
        let batch = self.starts.partition_point(|&start| start <= at);
        batch
            .checked_sub(1)
            .map_or(&[], |batch| self.batches[batch].of(at - self.starts[batch]))
    }
}
