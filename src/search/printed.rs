//! Days as a query names them: `2019`, `2019-04`, `april-2019`, `2019-04-25`,
//! `1950s`, and stretches of them.

use super::range::Ends;
use crate::model::{Day, Interval, MONTHS};

/// A stretch of days that may be open at one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    first: Day,
    last: Day,
}

impl Days {
    /// Reads `2019`, `2019..2021`, `2019..`, `..2021`, `<2019`, `<=2019`,
    /// `>2019`, `>=2019`. Imprecise ends are rounded outward: `2019..2021` is
    /// 2019-01-01 to 2021-12-31.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong, and what could be meant.
    pub fn parse(text: &str) -> Result<Self, String> {
        let to = |last| {
            Ok(Self {
                first: Day::MIN,
                last,
            })
        };
        let from = |first| {
            Ok(Self {
                first,
                last: Day::MAX,
            })
        };
        match Ends::of(text) {
            Ends::One(days) => {
                let Interval { start, end } = interval(days)?;
                Ok(Self {
                    first: start,
                    last: end,
                })
            }
            Ends::AtMost(day) => to(interval(day)?.end),
            Ends::AtLeast(day) => from(interval(day)?.start),
            Ends::Below(day) => {
                let end = interval(day)?.start.yesterday();
                end.map_or_else(|_| Err("there is no day before that".to_owned()), to)
            }
            Ends::Above(day) => {
                let start = interval(day)?.end.tomorrow();
                start.map_or_else(|_| Err("there is no day after that".to_owned()), from)
            }
            Ends::Between(start, end) => Self::between(start, end),
        }
    }

    fn between(start: Option<&str>, end: Option<&str>) -> Result<Self, String> {
        let days = Self {
            first: start.map_or(Ok(Day::MIN), |start| interval(start).map(|days| days.start))?,
            last: end.map_or(Ok(Day::MAX), |end| interval(end).map(|days| days.end))?,
        };
        match (start, end) {
            (None, None) => {
                Err("a range needs one end at least: `2019..2021`, `2019..`, `..2021`".to_owned())
            }
            (Some(start), Some(end)) if days.first > days.last => Err(format!(
                "the range ends before it starts; is `{end}..{start}` meant?"
            )),
            _ => Ok(days),
        }
    }

    /// All of them; an open end is the end of the calendar.
    #[must_use]
    pub fn interval(self) -> Interval {
        Interval::new(self.first, self.last)
    }

    /// Whether `day` is one of them.
    #[must_use]
    pub fn contain(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

/// The days of `2019`, `2019-04`, `2019-04-25` or `1950s`; years before 0
/// with a minus sign.
fn interval(text: &str) -> Result<Interval, String> {
    let wrong = || {
        format!(
            "`{text}` is no day, month, year or decade; write `2019-04-25`, `2019-04`, `2019` or `1950s`"
        )
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    if let Some(named) = in_digits(text) {
        return interval(&named).map_err(|_| wrong());
    }
    if let Some(decade) = rest.strip_suffix('s').filter(|_| sign == 1) {
        let year = decade.parse::<i16>().ok().filter(|year| year % 10 == 0);
        let year = year.filter(|_| decade.len() == 4 && digits(decade));
        return year
            .and_then(|year| Interval::years(year, year + 9))
            .ok_or_else(wrong);
    }
    let mut parts = rest.split('-');
    let mut part = |length: std::ops::RangeInclusive<usize>| match parts.next() {
        None => Ok(None),
        Some(part) if length.contains(&part.len()) && digits(part) => {
            part.parse::<i16>().map(Some).map_err(|_| wrong())
        }
        Some(_) => Err(wrong()),
    };
    let (year, month, day) = (part(1..=4)?, part(1..=2)?, part(1..=2)?);
    let year = year.ok_or_else(wrong)? * sign;
    // At most two digits.
    let small = |part: i16| i8::try_from(part).map_err(|_| wrong());
    let found = match (month, day) {
        _ if parts.next().is_some() => None,
        (None, _) => Interval::year(year),
        (Some(month), None) => Interval::month(year, small(month)?),
        (Some(month), Some(day)) => Day::new(year, small(month)?, small(day)?)
            .ok()
            .map(Interval::day),
    };
    found.ok_or_else(wrong)
}

/// The number of a month by its English name, or by three letters of it at
/// least.
fn month(name: &str) -> Option<usize> {
    let begins = |month: &&str| {
        let start = month.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let known = MONTHS.iter().position(begins);
    known.filter(|_| name.len() >= 3).map(|month| month + 1)
}

/// `april-2019`, `2019-april`, `25-april-2019` in digits; `None` if it names
/// no month.
fn in_digits(text: &str) -> Option<String> {
    let parts: Vec<_> = text.split('-').collect();
    match parts[..] {
        [name, other] if month(name).is_some() && month(other).is_some() => None,
        [name, year] if month(year).is_none() => Some(format!("{year}-{:02}", month(name)?)),
        [year, name] => Some(format!("{year}-{:02}", month(name)?)),
        [year, name, day] if year.len() > 2 => Some(format!("{year}-{:02}-{day}", month(name)?)),
        [day, name, year] => Some(format!("{year}-{:02}-{day}", month(name)?)),
        _ => None,
    }
}

/// Reads a day of any year: `07-19`, `july-19`, `19-july`, `02-29`.
///
/// # Errors
///
/// A sentence that says what is wrong.
pub(super) fn month_day(text: &str) -> Result<(i8, i8), String> {
    let wrong = || format!("`{text}` is no day of the year; write `07-19` or `july-19`");
    let (first, second) = text.split_once('-').ok_or_else(wrong)?;
    let number = |part: &str| part.parse::<i8>().map_err(|_| wrong());
    let named = |name: &str| month(name).and_then(|month| i8::try_from(month).ok());
    let (month, day) = match (named(first), named(second)) {
        (Some(month), _) => (month, number(second)?),
        (_, Some(month)) => (month, number(first)?),
        _ => (number(first)?, number(second)?),
    };
    // A leap year has all days.
    Day::new(2000, month, day).map_err(|_| wrong())?;
    Ok((month, day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn ends_are_rounded_outward() {
        let cases = [
            ("2019", "2019-01-01", "2019-12-31"),
            ("2019-02", "2019-02-01", "2019-02-28"),
            ("2019-2-7", "2019-02-07", "2019-02-07"),
            ("april-2019", "2019-04-01", "2019-04-30"),
            ("2019-Apr", "2019-04-01", "2019-04-30"),
            ("25-april-2019", "2019-04-25", "2019-04-25"),
            ("2019-april-25", "2019-04-25", "2019-04-25"),
            ("july-2019..sept-2019", "2019-07-01", "2019-09-30"),
            ("1950s", "1950-01-01", "1959-12-31"),
            ("2019..2021-04", "2019-01-01", "2021-04-30"),
            ("2019-04..", "2019-04-01", "9999-12-31"),
            ("..2020s", "-009999-01-01", "2029-12-31"),
            ("<1950", "-009999-01-01", "1949-12-31"),
            ("<=1950", "-009999-01-01", "1950-12-31"),
            (">1950-12", "1951-01-01", "9999-12-31"),
            (">=1950", "1950-01-01", "9999-12-31"),
            ("-43-03-15", "-000043-03-15", "-000043-03-15"),
        ];
        for (text, first, last) in cases {
            let days = Days::parse(text).unwrap();
            assert_eq!(days.first.to_string(), first, "{text}");
            assert_eq!(days.last.to_string(), last, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "..",
            "<",
            "2019-13",
            "2019-02-30",
            "20190",
            "2019-04-",
            "2019-04-01-01",
            "195s",
            "1955s",
            "next year",
            "2021..2019",
            ">9999",
            "+2019",
            "2019..x",
            "٢٠١٩",
            "april",
            "ap-2019",
            "april-april",
            "31-april-2019",
        ] {
            assert!(Days::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_of_any_year_are_read() {
        for (text, month, day) in [
            ("07-19", 7, 19),
            ("7-19", 7, 19),
            ("july-19", 7, 19),
            ("19-Jul", 7, 19),
            ("02-29", 2, 29),
        ] {
            assert_eq!(month_day(text), Ok((month, day)), "{text}");
        }
        for text in [
            "",
            "07",
            "july",
            "13-01",
            "02-30",
            "july-0",
            "x-1",
            "2000-07-19",
        ] {
            assert!(month_day(text).is_err(), "{text}");
        }
    }
}
