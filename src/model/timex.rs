//! Temporal values as TIMEX3 has them, typed and possibly partial.
//!
//! The standard: TimeML 1.2.1 and ISO 24617-1 (TIMEX3). A value is an enum,
//! never a string; [`Timex::value`] prints it in TIMEX3's notation.

use serde::Serialize;

/// The `type` of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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

/// A temporal expression: its type, value and modifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexType,
    /// The value.
    pub value: Value,
    /// `mod`: START, APPROX, ...
    pub modifier: Option<Modifier>,
}

/// The value of a temporal expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A point or stretch of the calendar.
    Date(Partial),
    /// A point of a day.
    Time(Partial, Clock),
    /// A number of units (`None`: vague, `PXD`), or the period of a set.
    Period(Option<u32>, Unit),
    /// The past, the present or the future.
    Ref(Reference),
}

/// A calendar date of which some parts may be unknown (printed as `X`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Partial {
    /// Astronomical year.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
}

/// A time of day, as fine as the text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Hours and minutes.
    At(u8, u8),
}

/// Past, present, future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// PAST_REF
    Past,
    /// PRESENT_REF
    Present,
    /// FUTURE_REF
    Future,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `D`
    Day,
    /// `W`
    Week,
    /// `M`
    Month,
    /// `Y`
    Year,
}

/// The `mod` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// START
    Start,
    /// MID
    Mid,
    /// END
    End,
    /// APPROX
    Approx,
}
// TEMP
impl Timex {
    pub fn value(&self) -> String {
        format!("{:?}", self.value)
    }
}
impl super::How {
    pub fn explain(&self) -> String {
        "explicit".into()
    }
}
impl super::Mention {
    pub fn edtf(&self) -> Option<String> {
        Some(self.interval?.edtf(self.granularity))
    }
}
