//! The calendar cut into buckets: one column of the timeline at a zoom.
//!
//! Buckets are numbered without gaps from the first to the last day that the
//! calendar knows; nothing here knows an event or a screen.

use jiff::ToSpan;

use crate::model::{self, Day, Interval};

/// How many days one column stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zoom {
    /// Ten years from a year divisible by ten.
    Decade,
    /// A calendar year.
    #[default]
    Year,
    /// A calendar month.
    Month,
    /// Seven days from Monday, as in ISO 8601.
    Week,
    /// One day.
    Day,
}

/// The number of a bucket at some zoom. Neighbours differ by one; bucket 0
/// holds 1970-01-01 in weeks and days, and year 0 (1 BC) in the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket(pub i32);

impl Bucket {
    /// The bucket that many columns to the right (left if negative); stops at
    /// the ends of `i32`.
    #[must_use]
    pub const fn offset(self, columns: i32) -> Self {
        Self(self.0.saturating_add(columns))
    }

    /// How many columns this bucket lies to the right of `first`, if it does
    /// and is among the `columns` that are shown.
    #[must_use]
    pub fn column(self, first: Self, columns: usize) -> Option<usize> {
        let column = i64::from(self.0) - i64::from(first.0);
        usize::try_from(column).ok().filter(|&at| at < columns)
    }
}

/// 1970-01-01, a Thursday.
const EPOCH: Day = jiff::civil::date(1970, 1, 1);

impl Zoom {
    /// All, from coarse to fine.
    pub const ALL: [Self; 5] = [Self::Decade, Self::Year, Self::Month, Self::Week, Self::Day];

    /// The next finer zoom; days stay days.
    #[must_use]
    pub const fn finer(self) -> Self {
        match self {
            Self::Decade => Self::Year,
            Self::Year => Self::Month,
            Self::Month => Self::Week,
            Self::Week | Self::Day => Self::Day,
        }
    }

    /// The next coarser zoom; decades stay decades.
    #[must_use]
    pub const fn coarser(self) -> Self {
        match self {
            Self::Decade | Self::Year => Self::Decade,
            Self::Month => Self::Year,
            Self::Week => Self::Month,
            Self::Day => Self::Week,
        }
    }

    /// The plural English word, as on the pane's title.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decade => "decades",
            Self::Year => "years",
            Self::Month => "months",
            Self::Week => "weeks",
            Self::Day => "days",
        }
    }

    /// The bucket that holds `day`.
    #[must_use]
    pub fn bucket(self, day: Day) -> Bucket {
        let year = i32::from(day.year());
        Bucket(match self {
            Self::Decade => year.div_euclid(10),
            Self::Year => year,
            Self::Month => year * 12 + i32::from(day.month()) - 1,
            // The Monday of the week of the epoch is three days before it.
            Self::Week => (number(day) + 3).div_euclid(7),
            Self::Day => number(day),
        })
    }

    /// The days of a bucket. A bucket beyond the calendar is the last one on
    /// that side, and the first and the last may be cut short.
    #[must_use]
    pub fn interval(self, bucket: Bucket) -> Interval {
        let bucket = self.clamp(bucket).0;
        let (start, end) = match self {
            Self::Decade => return years(bucket * 10, bucket * 10 + 9),
            Self::Year => return years(bucket, bucket),
            Self::Month => {
                let month = i8::try_from(bucket.rem_euclid(12) + 1).unwrap_or(1);
                let start = Day::new(year(bucket.div_euclid(12)), month, 1).unwrap_or(Day::MIN);
                (start, start.last_of_month())
            }
            Self::Week => (day(bucket * 7 - 3), day(bucket * 7 + 3)),
            Self::Day => (day(bucket), day(bucket)),
        };
        Interval::new(start, end)
    }

    /// The nearest bucket that holds a day of the calendar.
    #[must_use]
    pub fn clamp(self, bucket: Bucket) -> Bucket {
        bucket.clamp(self.bucket(Day::MIN), self.bucket(Day::MAX))
    }

    /// What a person calls the bucket: `2000s`, `2000`, `2000-07`,
    /// `17-23 Jul 2000`, `2000-07-19`; before our era `44 BC`, `Mar 44 BC`.
    #[must_use]
    pub fn label(self, bucket: Bucket) -> String {
        let Interval { start, end } = self.interval(bucket);
        let current = start.year() > 0;
        match self {
            Self::Decade if current || end.year() > 0 => format!("{}s", start.year()),
            Self::Decade => format!("{}-{}", 1 - i32::from(start.year()), year_label(end.year())),
            Self::Year => year_label(start.year()),
            Self::Month if current => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Month => month_label(start),
            Self::Week => week_label(start, end),
            Self::Day if current => start.to_string(),
            Self::Day => format!("{} {}", start.day(), month_label(start)),
        }
    }
}

/// The number of a day: 0 on 1970-01-01.
pub(super) fn number(day: Day) -> i32 {
    let days = EPOCH.duration_until(day).as_hours() / 24;
    i32::try_from(days).expect("the calendar of 20,000 years has 7.3 million days")
}

/// The day with this number; the ends of the calendar beyond them.
fn day(number_of: i32) -> Day {
    let last = number_of.clamp(number(Day::MIN), number(Day::MAX));
    EPOCH.saturating_add(last.days())
}

/// The year, or the end of the calendar beyond it.
fn year(number: i32) -> i16 {
    let number = number.clamp(Day::MIN.year().into(), Day::MAX.year().into());
    i16::try_from(number).expect("clamped to the years of the calendar")
}

/// From the first day of a year to the last of another, within the calendar.
fn years(first: i32, last: i32) -> Interval {
    Interval::years(year(first), year(last)).unwrap_or(Interval {
        start: Day::MIN,
        end: Day::MAX,
    })
}

/// `2000`, and `44 BC` for the astronomical year -43.
pub(super) fn year_label(year: i16) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i32::from(year))
    }
}

/// `Jul`.
pub(super) fn month_name(day: Day) -> &'static str {
    &model::month_name(day)[..3]
}

/// `Jul 2000`.
pub(super) fn month_label(day: Day) -> String {
    format!("{} {}", month_name(day), year_label(day.year()))
}

/// `17-23 Jul 2000`, `31 Jul - 6 Aug 2000`, `29 Dec 2003 - 4 Jan 2004`.
fn week_label(start: Day, end: Day) -> String {
    let last = format!("{} {}", end.day(), month_label(end));
    if start == end {
        last
    } else if start.year() != end.year() {
        format!("{} {} - {last}", start.day(), month_label(start))
    } else if start.month() != end.month() {
        format!("{} {} - {last}", start.day(), month_name(start))
    } else {
        format!("{}-{last}", start.day())
    }
}
