//! The date in a field of a format: ISO 8601, the date of a mail or a feed,
//! seconds since 1970, or any form that a date line may have. The day is
//! taken as it is written there, in the zone of whoever wrote it.

use super::date_string::{self, Found};
use super::date_token::tokens;
use super::lexicon::NumberOrder;
use super::lines::prefix;
use crate::model::Day;

/// A day that a field names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The day; the first of the month where only the month is written.
    pub day: Day,
    /// Why the day is not certain, if it is not.
    pub doubt: Option<String>,
}

/// Longer fields (in bytes) are sentences: their beginning is looked at.
const LONGEST: usize = 200;

/// Reads the value of a field that holds a date.
pub fn written_date(value: &str, order: NumberOrder) -> Option<Written> {
    let value = prefix(value.trim(), LONGEST);
    iso(value)
        .or_else(|| seconds(value))
        .map(|day| Written { day, doubt: None })
        .or_else(|| any_form(value, order))
        .or_else(|| month(value))
}

/// `2023-07-19`, with or without a time behind it.
fn iso(value: &str) -> Option<Day> {
    let bytes = value.as_bytes();
    let is_iso = bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && !bytes.get(10).is_some_and(u8::is_ascii_digit);
    is_iso.then(|| value[..10].parse().ok()).flatten()
}

/// Seconds or milliseconds since 1970, from 1973 on: a smaller number is a
/// date written in digits.
fn seconds(value: &str) -> Option<Day> {
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    let number = whole.parse::<i64>().ok()?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    Day::new(1970, 1, 1)
        .ok()?
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

fn any_form(value: &str, order: NumberOrder) -> Option<Written> {
    let tokens = tokens(value);
    let found = date_string::find_full(&tokens, order, 0)?;
    let day = found.on(None)?;
    Some(Written {
        day,
        doubt: ambiguity(found, value, day),
    })
}

fn ambiguity(found: Found, raw: &str, day: Day) -> Option<String> {
    found
        .ambiguous
        .then(|| format!("the date \"{raw}\" can be read in two ways, taken as {day}"))
}

/// `2023-07`, `2023/07`.
fn month(value: &str) -> Option<Written> {
    let (year, month) = value.split_once(['-', '/'])?;
    let is_month = year.len() == 4 && month.len() == 2;
    let first = Day::new(year.parse().ok()?, month.parse().ok()?, 1).ok();
    let day = first.filter(|_| is_month)?;
    Some(Written {
        day,
        doubt: Some(format!(
            "the date \"{value}\" gives the month only, taken as its first day"
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_dated_as_they_are_written() {
        let cases = [
            ("2023-07-19", "2023-07-19"),
            ("2023-07-19T23:30:00-05:00", "2023-07-19"),
            ("2023-07-19 10:00", "2023-07-19"),
            ("Wed, 19 Jul 2023 23:30:00 -0500", "2023-07-19"),
            ("19 Jul 2023 10:00 GMT", "2023-07-19"),
            ("July 19, 2023", "2023-07-19"),
            ("20230719", "2023-07-19"),
            ("20230719T101500Z", "2023-07-19"),
            ("1689724800", "2023-07-19"),
            ("1689724800000", "2023-07-19"),
            ("1689724800.25", "2023-07-19"),
            ("19 июля 2023 г.", "2023-07-19"),
            ("2023年7月19日", "2023-07-19"),
            ("2023-07", "2023-07-01 doubt"),
            ("04/03/2008", "2008-04-03 doubt"),
            ("2023-02-30", "none"),
            ("2023", "none"),
            ("12", "none"),
            ("soon", "none"),
            ("", "none"),
        ];
        for (value, expected) in cases {
            let found = written_date(value, NumberOrder::MonthDay);
            let found = found.map_or_else(
                || "none".to_owned(),
                |w| format!("{}{}", w.day, if w.doubt.is_some() { " doubt" } else { "" }),
            );
            assert_eq!(found, expected, "{value}");
        }
    }
}
