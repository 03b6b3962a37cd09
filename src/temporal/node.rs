//! What the grammar works on: nodes, which stand for a stretch of text and
//! carry a meaning that needs no context to be stated.
//!
//! Meanings are small values that are copied; nothing is resolved here.

use crate::model::{
    Clock, DayPart, Frequency, Modifier, Quantifier, Reference, Season, Span, Unit,
};

use super::class::{Class, ClassSet};

/// The number of a word in the lexicon of a language; 0 is no word of it.
pub type WordId = u16;

/// A token, or several that the grammar has put together.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// First byte in the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it can be.
    pub classes: ClassSet,
    /// Its word, if it is one of the lexicon.
    pub word: WordId,
    /// How it joins the token before it.
    pub joint: Joint,
    /// What it means, once the grammar knows.
    pub meaning: Meaning,
}

impl Node {
    /// Where it stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }

    /// Whether it can be of this class.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.classes >> class & 1 == 1
    }
}

/// How a token joins the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Something stands between them: blanks.
    Apart,
    /// Nothing stands between them.
    Glued,
}

/// The meaning of a node before any context.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// None of its own: a word, which the lexicon explains.
    None,
    /// A number.
    Number(Number),
    /// A date or time of day.
    Calendar(Calendar),
    /// A length of time.
    Length(Length),
    /// A recurrence.
    Recurrence(Recurrence),
    /// Past, present or future.
    Reference(Reference),
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Number {
    /// The whole part.
    pub whole: u32,
    /// Hundredths.
    pub hundredths: u8,
}

impl Number {
    /// A whole number.
    #[must_use]
    pub const fn whole(whole: u32) -> Self {
        Self {
            whole,
            hundredths: 0,
        }
    }
}

/// The year of a date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenYear {
    /// A full year, astronomical.
    Full(i16),
    /// Two digits: '98.
    Short(i8),
    /// A decade by its number: 198.
    Decade(i16),
    /// A decade without its century: the fifties (5).
    ShortDecade(i8),
    /// A century by its number: 19 is the 1900s.
    Century(i16),
}

/// A part of the year other than a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
    /// A season.
    Season(Season),
    /// The weekend of a week.
    Weekend,
    /// A day with a name, by its number in the table of holidays.
    Holiday(i16),
}

/// From where a relative date is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From the moment of speaking: the day of publication in news, the date
    /// of the context in narratives.
    Speech,
    /// From the date mentioned before, in news too.
    Text,
    /// From the day of publication, in narratives too.
    Printed,
}

/// What a relative date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Units of time.
    Unit(Unit),
    /// Occurrences of what is named: "last Monday", "next March".
    Named,
}

/// So many steps before or after the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// What is counted.
    pub step: Step,
    /// How many; negative is before.
    pub count: i32,
    /// From where.
    pub from: From,
}

/// One unit inside a longer stretch: the third week, the last day (-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// 1 is the first, -1 the last.
    pub number: i8,
    /// Of what.
    pub unit: Unit,
}

/// A date as written: the parts that the text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The coarse part, if it is counted from an anchor.
    pub relative: Option<Relative>,
    /// The year.
    pub year: Option<WrittenYear>,
    /// A part of the year.
    pub section: Option<Section>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week, Monday 1.
    pub weekday: Option<i8>,
    /// A unit inside the rest.
    pub nth: Option<Nth>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// So much after the rest (negative: before).
    pub plus: Option<(i32, Unit)>,
    /// Early, late, about.
    pub modifier: Option<Modifier>,
}

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many; `None` is vague.
    pub count: Option<Number>,
    /// Of what.
    pub unit: Unit,
    /// A finer part after it.
    pub rest: Option<(u16, Unit)>,
    /// About, more than.
    pub modifier: Option<Modifier>,
}

/// A recurrence as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// What recurs.
    pub what: Recurring,
    /// Every, each.
    pub quant: Option<Quantifier>,
    /// How often.
    pub freq: Option<Frequency>,
    /// Whether one word says it: daily.
    pub adverb: bool,
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurring {
    /// A period: every two weeks.
    Every(Length),
    /// A part of the calendar: Mondays.
    On(Calendar),
    /// A part of the day: every morning.
    In(DayPart),
}
