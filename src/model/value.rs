//! The values of temporal expressions: partial dates, times of day, periods,
//! and the past, present and future. Prints them and reads them back in
//! TIMEX3's notation, and gives the days that a date covers.
//!
//! Resolution is not done here: a value says what is known, no more.

use std::fmt;

use jiff::{ToSpan, civil::ISOWeekDate};
use serde::{Deserialize, Serialize};

use super::{Day, Granularity, Interval};

/// The value of a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// A stretch of the calendar.
    Date(Partial),
    /// A point or part of a day.
    Time(Partial, Clock),
    /// A length of time, or the period of a set.
    Period(Period),
    /// The past, the present or the future.
    Ref(Reference),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Time(date, clock) => write!(f, "{date}{clock}"),
            Self::Period(period) => period.fmt(f),
            Self::Ref(reference) => f.write_str(reference.name()),
        }
    }
}

/// A calendar date of which parts may be unknown (printed as `X`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Partial {
    /// The year, decade or century.
    pub year: Years,
    /// The part of the year; `Whole` for decades and centuries.
    pub within: Within,
}

/// The years of a partial date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Years {
    /// `XXXX`
    Unknown,
    /// An astronomical year: 0 is 1 BC (`BC0001`).
    Year(i16),
    /// Ten years: 198 is 1980 to 1989 (`198`); -22 is 219 to 210 BC (`BC021`).
    Decade(i16),
    /// A hundred years: 19 is 1900 to 1999 (`19`); -9 is 900 to 801 BC (`BC08`).
    Century(i16),
}

/// The part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Within {
    /// All of it.
    Whole,
    /// A month, 1 to 12.
    Month(Option<i8>),
    /// A month and a day of the month.
    Day(Option<i8>, Option<i8>),
    /// An ISO 8601 week, 1 to 53.
    Week(Option<i8>),
    /// Saturday and Sunday of an ISO week.
    Weekend(Option<i8>),
    /// A day of an ISO week: 1 is Monday, 7 Sunday.
    Weekday(Option<i8>, i8),
    /// A quarter, 1 to 4.
    Quarter(Option<i8>),
    /// A half, 1 or 2.
    Half(Option<i8>),
    /// A season.
    Season(Season),
}

/// The seasons of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; counted with the year of its December, as the
    /// annotated corpora do.
    Winter,
}

impl Season {
    /// All seasons, from spring.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// `SP`, `SU`, `FA`, `WI`.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month.
    #[must_use]
    pub const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Partial {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        year: Years::Unknown,
        within: Within::Whole,
    };

    /// One day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self {
            year: Years::Year(day.year()),
            within: Within::Day(Some(day.month()), Some(day.day())),
        }
    }

    /// One year, or a part of it.
    #[must_use]
    pub const fn year(year: i16, within: Within) -> Self {
        Self {
            year: Years::Year(year),
            within,
        }
    }

    /// The days it covers and how fine it is; `None` when a part that is
    /// needed is unknown, or there is no such day.
    #[must_use]
    pub fn interval(&self) -> Option<(Interval, Granularity)> {
        let year = match self.year {
            Years::Unknown => return None,
            Years::Year(year) => year,
            Years::Decade(decade) => return Some((years(decade, 10)?, Granularity::Decade)),
            Years::Century(century) => return Some((years(century, 100)?, Granularity::Century)),
        };
        Some(match self.within {
            Within::Whole | Within::Month(None) | Within::Day(None, _) => {
                (Interval::year(year)?, Granularity::Year)
            }
            Within::Month(Some(month)) | Within::Day(Some(month), None) => {
                (Interval::month(year, month)?, Granularity::Month)
            }
            Within::Day(Some(month), Some(day)) => (
                Interval::day(Day::new(year, month, day).ok()?),
                Granularity::Day,
            ),
            Within::Week(week) => (days_of_week(year, week?, 1, 7)?, Granularity::Week),
            Within::Weekend(week) => (days_of_week(year, week?, 6, 7)?, Granularity::Week),
            Within::Weekday(week, day) => (days_of_week(year, week?, day, day)?, Granularity::Day),
            Within::Quarter(quarter) => (months(year, quarter? * 3 - 2, 3)?, Granularity::Quarter),
            Within::Half(half) => (months(year, half? * 6 - 5, 6)?, Granularity::Quarter),
            Within::Season(season) => {
                (months(year, season.first_month(), 3)?, Granularity::Quarter)
            }
        })
    }
}

/// The years of a decade or century by its number; see [`Years`].
fn years(number: i16, length: i16) -> Option<Interval> {
    let first = number.checked_mul(length)?;
    // Before Christ the hundreds are counted from the other side: 900 BC to
    // 801 BC are the astronomical years -899 to -800.
    let first = if number < 0 { first + 1 } else { first };
    Interval::years(first, first.checked_add(length - 1)?)
}

/// `count` months from `month` on; runs into the next year in winter.
fn months(year: i16, month: i8, count: i32) -> Option<Interval> {
    let start = Day::new(year, month, 1).ok()?;
    let end = start
        .checked_add((count - 1).months())
        .ok()?
        .last_of_month();
    Some(Interval::new(start, end))
}

fn days_of_week(year: i16, week: i8, from: i8, to: i8) -> Option<Interval> {
    let day = |offset| {
        let weekday = jiff::civil::Weekday::from_monday_one_offset(offset).ok()?;
        Some(ISOWeekDate::new(year, week, weekday).ok()?.date())
    };
    Some(Interval::new(day(from)?, day(to)?))
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Years::Unknown => f.write_str("XXXX")?,
            Years::Year(year) if year <= 0 => write!(f, "BC{:04}", 1 - i32::from(year))?,
            Years::Year(year) => write!(f, "{year:04}")?,
            Years::Decade(decade) if decade < 0 => {
                write!(f, "BC{:03}", -i32::from(decade) - 1)?;
            }
            Years::Decade(decade) => write!(f, "{decade:03}")?,
            Years::Century(century) if century < 0 => {
                write!(f, "BC{:02}", -i32::from(century) - 1)?;
            }
            Years::Century(century) => write!(f, "{century:02}")?,
        }
        match self.within {
            Within::Whole => Ok(()),
            Within::Month(month) => write!(f, "-{}", two(month)),
            Within::Day(month, day) => write!(f, "-{}-{}", two(month), two(day)),
            Within::Week(week) => write!(f, "-W{}", two(week)),
            Within::Weekend(week) => write!(f, "-W{}-WE", two(week)),
            Within::Weekday(week, day) => write!(f, "-W{}-{day}", two(week)),
            Within::Quarter(None) => f.write_str("-QX"),
            Within::Quarter(Some(quarter)) => write!(f, "-Q{quarter}"),
            Within::Half(None) => f.write_str("-HX"),
            Within::Half(Some(half)) => write!(f, "-H{half}"),
            Within::Season(season) => write!(f, "-{}", season.letters()),
        }
    }
}

/// Two digits, or `XX`.
fn two(number: Option<i8>) -> String {
    number.map_or_else(|| "XX".to_owned(), |number| format!("{number:02}"))
}

/// A time of day, as fine as the text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Clock {
    /// A part of the day.
    Part(DayPart),
    /// Hours and minutes.
    Minute(u8, u8, Zone),
    /// Hours, minutes, seconds.
    Second(u8, u8, u8, Zone),
    /// Some time that day (`TXX`).
    Unknown,
}

/// The time zone of a clock time, as far as the value shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Not said, or local to the text.
    Local,
    /// UTC or GMT (`Z`).
    Utc,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = match self {
            Self::Part(part) => return write!(f, "T{}", part.letters()),
            Self::Unknown => return f.write_str("TXX"),
            Self::Minute(hour, minute, zone) => {
                write!(f, "T{hour:02}:{minute:02}")?;
                zone
            }
            Self::Second(hour, minute, second, zone) => {
                write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
                zone
            }
        };
        f.write_str(if *zone == Zone::Utc { "Z" } else { "" })
    }
}

/// The parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayPart {
    /// `MO`
    Morning,
    /// `MI`
    Midday,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
    /// `DT`: working hours, daylight
    Daytime,
}

impl DayPart {
    /// All parts in the order of the day.
    pub const ALL: [Self; 6] = [
        Self::Morning,
        Self::Midday,
        Self::Afternoon,
        Self::Evening,
        Self::Night,
        Self::Daytime,
    ];

    /// The two letters of TIMEX3.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A length of time: a number of units, or a vague number of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many; `None` is vague (`PXD`).
    pub count: Option<u32>,
    /// Hundredths beside the count: 50 in "2.5 years".
    pub hundredths: u8,
    /// Of what.
    pub unit: Unit,
    /// A finer second part: the 30 minutes of `PT5H30M`.
    pub rest: Option<(u16, Unit)>,
}

impl Period {
    /// So many units; `None` is a vague number.
    #[must_use]
    pub const fn new(count: Option<u32>, unit: Unit) -> Self {
        Self {
            count,
            hundredths: 0,
            unit,
            rest: None,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.unit.within_day() { "PT" } else { "P" })?;
        match self.count {
            None => f.write_str("X")?,
            Some(count) => write!(f, "{count}")?,
        }
        if self.hundredths > 0 {
            let digits = format!("{:02}", self.hundredths);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str(self.unit.letters())?;
        if let Some((count, unit)) = self.rest {
            let mark = if unit.within_day() && !self.unit.within_day() {
                "T"
            } else {
                ""
            };
            write!(f, "{mark}{count}{}", unit.letters())?;
        }
        Ok(())
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// `TnS`
    Second,
    /// `TnM`
    Minute,
    /// `TnH`
    Hour,
    /// `nD`
    Day,
    /// `nWE`
    Weekend,
    /// `nW`
    Week,
    /// `nM`
    Month,
    /// `nQ`
    Quarter,
    /// `nY`
    Year,
    /// `nDE`
    Decade,
    /// `nCE`
    Century,
    /// `nML`
    Millennium,
    /// `nX`: "a while"
    Unknown,
}

impl Unit {
    /// All units, from the finest.
    pub const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
        Self::Unknown,
    ];

    /// The letters of TIMEX3, without the `T` that stands before times.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute | Self::Month => "M",
            Self::Hour => "H",
            Self::Day => "D",
            Self::Weekend => "WE",
            Self::Week => "W",
            Self::Quarter => "Q",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
            Self::Millennium => "ML",
            Self::Unknown => "X",
        }
    }

    /// Whether it is shorter than a day.
    #[must_use]
    pub const fn within_day(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// Past, present, future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reference {
    /// "recently"
    Past,
    /// "now"
    Present,
    /// "the future"
    Future,
}

impl Reference {
    /// The name as TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}
