//! Reads TIMEX3's notation back into a [`Value`]: the inverse of printing.
//!
//! Takes what [`Value`] prints and nothing looser.

use std::str::FromStr;

use super::value::{
    Clock, DayPart, Partial, Period, Reference, Season, Unit, Value, Within, Years, Zone,
};

impl FromStr for Value {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        value(text).ok_or(())
    }
}

fn value(text: &str) -> Option<Value> {
    for reference in [Reference::Past, Reference::Present, Reference::Future] {
        if reference.name() == text {
            return Some(Value::Ref(reference));
        }
    }
    if let Some(rest) = text.strip_prefix('P') {
        return period(rest).map(Value::Period);
    }
    match text.split_once('T') {
        Some((date, time)) => Some(Value::Time(partial(date)?, clock(time)?)),
        None => partial(text).map(Value::Date),
    }
}

fn partial(text: &str) -> Option<Partial> {
    let (head, rest) = match text.split_once('-') {
        Some((head, rest)) => (head, Some(rest)),
        None => (text, None),
    };
    let (before_christ, digits) = match head.strip_prefix("BC") {
        Some(digits) => (true, digits),
        None => (false, head),
    };
    let number = || -> Option<i16> { digits.parse().ok() };
    let shifted = |offset: i16| -> Option<i16> {
        let number = number()?;
        Some(if before_christ {
            offset - number
        } else {
            number
        })
    };
    let year = match (head, digits.len()) {
        ("XXXX", _) => Years::Unknown,
        (_, 2) => Years::Century(shifted(-1)?),
        (_, 3) => Years::Decade(shifted(-1)?),
        (_, 4..) => Years::Year(shifted(1)?),
        _ => return None,
    };
    let within = match rest {
        None => Within::Whole,
        Some(rest) => within(rest)?,
    };
    Some(Partial { year, within })
}

fn within(text: &str) -> Option<Within> {
    if let Some(season) = Season::ALL.into_iter().find(|s| s.letters() == text) {
        return Some(Within::Season(season));
    }
    if let Some(quarter) = text.strip_prefix('Q') {
        return Some(Within::Quarter(known(quarter)?));
    }
    if let Some(half) = text.strip_prefix('H') {
        return Some(Within::Half(known(half)?));
    }
    let (head, tail) = match text.split_once('-') {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    };
    match (head.strip_prefix('W'), tail) {
        (Some(week), None) => Some(Within::Week(known(week)?)),
        (Some(week), Some("WE")) => Some(Within::Weekend(known(week)?)),
        (Some(week), Some(day)) => Some(Within::Weekday(known(week)?, day.parse().ok()?)),
        (None, None) => Some(Within::Month(known(head)?)),
        (None, Some(day)) => Some(Within::Day(known(head)?, known(day)?)),
    }
}

/// A number, or `Some(None)` for `X` and `XX`.
fn known(text: &str) -> Option<Option<i8>> {
    match text {
        "X" | "XX" => Some(None),
        _ => Some(Some(text.parse().ok()?)),
    }
}

fn clock(text: &str) -> Option<Clock> {
    if text == "XX" {
        return Some(Clock::Unknown);
    }
    if let Some(part) = DayPart::ALL.into_iter().find(|p| p.letters() == text) {
        return Some(Clock::Part(part));
    }
    let (text, zone) = match text.strip_suffix('Z') {
        Some(text) => (text, Zone::Utc),
        None => (text, Zone::Local),
    };
    let mut parts = text.split(':').map(|part| part.parse::<u8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    match parts.next() {
        None => Some(Clock::Minute(hour, minute, zone)),
        Some(second) => Some(Clock::Second(hour, minute, second?, zone)),
    }
}

fn period(text: &str) -> Option<Period> {
    let (time, text) = match text.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let vague = text.strip_prefix('X');
    let (count, hundredths, rest) = if let Some(rest) = vague {
        (None, 0, rest)
    } else {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (whole, fraction) = match text[..end].split_once('.') {
            Some((whole, fraction)) => (whole, format!("{fraction:0<2}").parse().ok()?),
            None => (&text[..end], 0),
        };
        (Some(whole.parse().ok()?), fraction, &text[end..])
    };
    let end = rest
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (letters, tail) = rest.split_at(end);
    // In `P1DT2H` the `T` belongs to the second part.
    let (letters, tail_time) = match letters.strip_suffix('T') {
        Some(letters) if !tail.is_empty() => (letters, true),
        _ => (letters, time),
    };
    let unit = unit(letters, time)?;
    let second = if tail.is_empty() {
        None
    } else {
        let end = tail.find(|c: char| !c.is_ascii_digit())?;
        Some((
            tail[..end].parse().ok()?,
            self::unit(&tail[end..], tail_time)?,
        ))
    };
    Some(Period {
        count,
        hundredths,
        unit,
        rest: second,
    })
}

fn unit(letters: &str, time: bool) -> Option<Unit> {
    Unit::ALL
        .into_iter()
        .find(|unit| unit.letters() == letters && unit.within_day() == time)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn printed_values_parse_back() {
        for text in [
            "1948-10-12",
            "2019-04",
            "1949",
            "198",
            "19",
            "BC0264",
            "BC08",
            "BC021",
            "XXXX-12-25",
            "XXXX-XX-XX",
            "1998-W05",
            "1998-W05-WE",
            "XXXX-WXX-5",
            "1989-Q3",
            "1989-QX",
            "2008-H2",
            "1942-SU",
            "1998-02-11T22:00",
            "2005-04-27T08:30Z",
            "1999-02-04TNI",
            "2014-08-10T01:35:10",
            "1950-06-25TXX",
            "P3M",
            "PXD",
            "PT5H30M",
            "PT2H",
            "PTXM",
            "P2.5Y",
            "P1DE",
            "P1DT2H",
            "P2Y6M",
            "P1WE",
            "PXX",
            "PAST_REF",
            "PRESENT_REF",
            "FUTURE_REF",
        ] {
            assert_eq!(text.parse::<Value>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "", "P", "PT", "1", "12345X", "1998-13X", "T12", "1998-", "P1", "PX1", "hello",
        ] {
            assert!(text.parse::<Value>().is_err(), "{text}");
        }
    }
}
