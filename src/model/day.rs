//! Days, intervals of days, and how fine a date is.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// A civil day of the proleptic Gregorian calendar, years -9999 to 9999
/// (astronomical: year 0 is 1 BC).
pub type Day = jiff::civil::Date;

/// How fine a date is, from a day to a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// One day, or a part of one.
    Day,
    /// Seven days from Monday, or a weekend.
    Week,
    /// A calendar month.
    Month,
    /// A quarter or half of a year, or a season.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
    /// A hundred years.
    Century,
    /// A stretch with ends of its own ("from August 20 to 25").
    Span,
}

impl Granularity {
    /// The lower-case English word, as printed in JSON and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Span => "span",
        }
    }
}

/// Days from `start` to `end`, both included; `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first day.
    pub start: Day,
    /// The last day.
    pub end: Day,
}

impl Interval {
    /// From `start` to `end`; the two are swapped when they are out of order.
    #[must_use]
    pub fn new(start: Day, end: Day) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// One day.
    #[must_use]
    pub const fn day(day: Day) -> Self {
        Self {
            start: day,
            end: day,
        }
    }

    /// A calendar month; `None` when there is no such month in range.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Day::new(year, month, 1).ok()?;
        Some(Self {
            start,
            end: start.last_of_month(),
        })
    }

    /// The calendar years `first` to `last`; `None` when out of range.
    #[must_use]
    pub fn years(first: i16, last: i16) -> Option<Self> {
        let start = Day::new(first, 1, 1).ok()?;
        let end = Day::new(last, 12, 31).ok()?;
        (start <= end).then_some(Self { start, end })
    }

    /// One calendar year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, year)
    }

    /// Whether `day` lies inside.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// How many days, at least 1.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.start.duration_until(self.end).as_hours() / 24 + 1
    }

    /// The day in the middle (the earlier of two).
    #[must_use]
    pub fn middle(&self) -> Day {
        self.start.saturating_add(((self.days() - 1) / 2).days())
    }

    /// The interval in EDTF (ISO 8601-2) at the given granularity:
    /// `2000-07-19`, `2019-04`, `1949`, `199X`, `19XX`, else `start/end`.
    #[must_use]
    pub fn edtf(&self, granularity: Granularity) -> String {
        let (year, month) = (self.start.year(), self.start.month());
        match granularity {
            Granularity::Day if self.start == self.end => edtf_day(self.start),
            Granularity::Month if Self::month(year, month) == Some(*self) => {
                format!("{}-{month:02}", edtf_year(year))
            }
            Granularity::Year if Self::year(year) == Some(*self) => edtf_year(year),
            Granularity::Decade if year >= 0 && year % 10 == 0 => format!("{:03}X", year / 10),
            Granularity::Century if year >= 0 && year % 100 == 0 => format!("{:02}XX", year / 100),
            _ if self.start == self.end => edtf_day(self.start),
            _ => format!("{}/{}", edtf_day(self.start), edtf_day(self.end)),
        }
    }
}

/// `2000-07-19`; years before 0 with a sign and four digits, as in ISO 8601.
fn edtf_day(day: Day) -> String {
    format!(
        "{}-{:02}-{:02}",
        edtf_year(day.year()),
        day.month(),
        day.day()
    )
}

fn edtf_year(year: i16) -> String {
    if year < 0 {
        format!("-{:04}", -i32::from(year))
    } else {
        format!("{year:04}")
    }
}
