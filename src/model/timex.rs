//! A temporal expression as TIMEX3 has it: type, value and attributes.
//!
//! The standard: TimeML 1.2.1 and ISO 24617-1 (TIMEX3). A value is typed,
//! never a string; [`Timex::value`] prints it in TIMEX3's notation. Nothing
//! here knows a text or a language.

use serde::{Deserialize, Serialize};

use super::{Unit, Value};

/// The `type` of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date of any grain.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexType {
    /// The name in upper case, as TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A temporal expression: its type, value and attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexType,
    /// The value.
    pub value: Value,
    /// `mod`: START, APPROX, ...
    pub modifier: Option<Modifier>,
    /// `quant` of a set: EVERY, EACH.
    pub quant: Option<Quantifier>,
    /// `freq` of a set: how often within its period.
    pub freq: Option<Frequency>,
}

impl Timex {
    /// A temporal expression without attributes.
    #[must_use]
    pub const fn new(kind: TimexType, value: Value) -> Self {
        Self {
            kind,
            value,
            modifier: None,
            quant: None,
            freq: None,
        }
    }

    /// The value in TIMEX3 notation: `1948-10-12`, `P3M`, `PRESENT_REF`.
    #[must_use]
    pub fn value(&self) -> String {
        self.value.to_string()
    }
}

/// The `mod` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Modifier {
    /// The beginning of the period.
    Start,
    /// The middle of it.
    Mid,
    /// The end of it.
    End,
    /// About then, about that long.
    Approx,
    /// Before that point.
    Before,
    /// After that point.
    After,
    /// Shorter than that.
    Less,
    /// Longer than that.
    More,
    /// At most that long.
    EqualOrLess,
    /// At least that long.
    EqualOrMore,
}

impl Modifier {
    /// Every modifier, for reading names.
    pub const ALL: [Self; 10] = [
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Approx,
        Self::Before,
        Self::After,
        Self::Less,
        Self::More,
        Self::EqualOrLess,
        Self::EqualOrMore,
    ];

    /// The name as TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::Less => "LESS_THAN",
            Self::More => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// The `quant` attribute of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Quantifier {
    /// "every day"
    Every,
    /// "each day"
    Each,
}

impl Quantifier {
    /// The name as TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Every => "EVERY",
            Self::Each => "EACH",
        }
    }
}

/// The `freq` attribute of a set: `2X` (twice in its period), `3D` (on three
/// days of it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Frequency {
    /// How many.
    pub count: u8,
    /// Of what; `None` for times (`X`).
    pub unit: Option<Unit>,
}

impl std::fmt::Display for Frequency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.unit {
            Some(unit) => write!(f, "{}{}", self.count, unit.letters()),
            None => write!(f, "{}X", self.count),
        }
    }
}
