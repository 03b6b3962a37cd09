//! Days, intervals of days, and how fine a date is.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// A civil day of the proleptic Gregorian calendar, years -9999 to 9999
/// (astronomical: year 0 is 1 BC).
pub type Day = jiff::civil::Date;

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of the month of a day.
#[must_use]
pub fn month_name(day: Day) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs() - 1) % 12]
}

/// `July 19, 2023`, as the English press writes it.
#[must_use]
pub fn long_date(day: Day) -> String {
    format!("{} {}, {}", month_name(day), day.day(), day.year())
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first day.
    #[serde(with = "number")]
    pub start: Day,
    /// The last day.
    #[serde(with = "number")]
    pub end: Day,
}

/// A day as a number that grows with it.
#[must_use]
pub fn number_of(day: Day) -> u32 {
    let years = u32::try_from(i32::from(day.year()) + 10_000).unwrap_or(0);
    let month = u32::try_from(day.month()).unwrap_or(0);
    years * 512 + month * 32 + u32::try_from(day.day()).unwrap_or(0)
}

/// The day with this number, if there is one.
#[must_use]
pub fn day_of(number: u32) -> Option<Day> {
    let year = i16::try_from(i64::from(number / 512) - 10_000).ok()?;
    let (month, day) = (number / 32 % 16, number % 32);
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days as numbers, where many of them are kept.
mod number {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Day, day_of, number_of};

    pub fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
        number_of(*day).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let number = u32::deserialize(deserializer)?;
        day_of(number).ok_or_else(|| D::Error::custom("no day"))
    }
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

    /// Reads what [`Interval::edtf`] writes: `1948`, `1948-10`, `1948-10-12`,
    /// `194X`, `19XX`, `1948-10-12/1948-10-15`, a sign before years before 0.
    /// The ends of a stretch may be months or years.
    #[must_use]
    pub fn from_edtf(text: &str) -> Option<(Self, Granularity)> {
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (Self::from_edtf(from)?.0, Self::from_edtf(to)?.0);
            let span = (from.start <= to.end).then_some(Self {
                start: from.start,
                end: to.end,
            })?;
            let one = span.start == span.end;
            return Some((
                span,
                if one {
                    Granularity::Day
                } else {
                    Granularity::Span
                },
            ));
        }
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        for (unknown, years, granularity) in [
            ("XX", 100, Granularity::Century),
            ("X", 10, Granularity::Decade),
        ] {
            if let Some(known) = digits.strip_suffix(unknown).filter(|_| sign == 1) {
                let first = number::<i16>(known)?.checked_mul(years)?;
                return Some((
                    Self::years(first, first.checked_add(years - 1)?)?,
                    granularity,
                ));
            }
        }
        let mut parts = digits.split('-');
        let year = number::<i16>(parts.next()?)? * sign;
        let read = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => (Self::year(year)?, Granularity::Year),
            (Some(month), None, _) => (Self::month(year, number(month)?)?, Granularity::Month),
            (Some(month), Some(day), None) => {
                let day = Day::new(year, number(month)?, number(day)?).ok()?;
                (Self::day(day), Granularity::Day)
            }
            _ => return None,
        };
        Some(read)
    }
}

/// A number of digits alone.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for edtf in [
            "1948",
            "1948-10",
            "1948-10-12",
            "194X",
            "19XX",
            "-0043",
            "-0043-03-15",
            "1948-10-12/1948-10-15",
            "0000",
            "0079-08-24",
        ] {
            let read = Interval::from_edtf(edtf);
            let written = read.map(|(days, granularity)| days.edtf(granularity));
            assert_eq!(written.as_deref(), Some(edtf));
        }
        for (edtf, meant) in [
            ("1948/1950", "1948-01-01/1950-12-31"),
            ("1948-10/1948-11", "1948-10-01/1948-11-30"),
            ("1948-10-12/1948-10-12", "1948-10-12"),
            ("79", "0079"),
        ] {
            let read = Interval::from_edtf(edtf);
            let written = read.map(|(days, granularity)| days.edtf(granularity));
            assert_eq!(written.as_deref(), Some(meant), "{edtf}");
        }
        for none in [
            "",
            "-",
            "1948-13",
            "2001-02-29",
            "2001-02-2-9",
            "soon",
            "1950/1948",
            "+1948",
            "1948-+1",
            "99999",
            "X",
            "-4X",
            "1948-",
            "/",
        ] {
            assert_eq!(Interval::from_edtf(none), None, "{none:?}");
        }
    }
}
