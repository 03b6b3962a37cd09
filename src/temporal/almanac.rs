//! Arithmetic of the calendar that the resolver needs: shifting by units,
//! occurrences of named days and months, Easter. No text, no context.

use jiff::{Span, ToSpan, civil::Weekday};

use crate::model::{Day, Granularity, Interval, Partial, Unit, Within, Years};

use super::lunar;

/// The partial date that is `count` units from the one around `anchor`, as
/// fine as the unit; `known` says how fine the anchor itself is.
#[must_use]
pub fn shift(anchor: Day, known: Granularity, unit: Unit, count: i32) -> Option<Partial> {
    let span = |step: Span| anchor.checked_add(step).ok();
    let count = i64::from(count);
    let days = |n: i64| Span::new().try_days(n).ok();
    let shifted = match unit {
        Unit::Year => span(Span::new().try_years(count).ok()?)?,
        Unit::Quarter => span(Span::new().try_months(count * 3).ok()?)?,
        Unit::Month => span(Span::new().try_months(count).ok()?)?,
        Unit::Week | Unit::Weekend => span(days(count * 7)?)?,
        Unit::Decade => span(Span::new().try_years(count * 10).ok()?)?,
        Unit::Century => span(Span::new().try_years(count * 100).ok()?)?,
        Unit::Millennium => span(Span::new().try_years(count * 1000).ok()?)?,
        Unit::Day => span(days(count)?)?,
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Unknown => anchor,
    };
    let year = shifted.year();
    let coarse = match (unit, known) {
        // "two days later" and "that day" after "in July 1943" are some day of
        // that month.
        (Unit::Day, Granularity::Month) => Some(Within::Day(Some(shifted.month()), None)),
        (Unit::Week, Granularity::Month) if count != 0 => {
            Some(Within::Day(Some(shifted.month()), None))
        }
        (Unit::Day | Unit::Week | Unit::Weekend, Granularity::Year) => {
            Some(Within::Day(None, None))
        }
        (Unit::Month, Granularity::Year) => Some(Within::Month(None)),
        _ => None,
    };
    if let Some(within) = coarse {
        return Some(Partial::year(year, within));
    }
    Some(match unit {
        Unit::Year => Partial::year(year, Within::Whole),
        Unit::Quarter => Partial::year(year, Within::Quarter(Some(quarter_of(shifted.month())))),
        Unit::Month => Partial::year(year, Within::Month(Some(shifted.month()))),
        Unit::Week => week_of(shifted),
        Unit::Weekend => weekend_of(shifted),
        Unit::Decade => Partial {
            year: Years::Decade(year.div_euclid(10)),
            within: Within::Whole,
        },
        Unit::Century => Partial {
            year: Years::Century(year.div_euclid(100)),
            within: Within::Whole,
        },
        _ => Partial::day(shifted),
    })
}

/// The quarter of a month.
#[must_use]
pub const fn quarter_of(month: i8) -> i8 {
    (month + 2) / 3
}

/// The ISO week of a day.
#[must_use]
pub fn week_of(day: Day) -> Partial {
    let week = day.iso_week_date();
    Partial::year(week.year(), Within::Week(Some(week.week())))
}

/// The weekend of the ISO week of a day.
#[must_use]
pub fn weekend_of(day: Day) -> Partial {
    let week = day.iso_week_date();
    Partial::year(week.year(), Within::Weekend(Some(week.week())))
}

/// Monday is 1.
#[must_use]
pub fn weekday_of(day: Day) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day so many days away.
#[must_use]
pub fn plus_days(day: Day, count: i64) -> Option<Day> {
    day.checked_add(Span::new().try_days(count).ok()?).ok()
}

/// Which of the days that bear a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The latest on or before the anchor.
    AtOrBefore,
    /// The latest strictly before it.
    Before,
    /// The first on or after it.
    AtOrAfter,
    /// The first strictly after it.
    After,
    /// That of the same ISO week.
    SameWeek,
}

/// The weekday (Monday 1) on that side of the anchor.
#[must_use]
pub fn weekday(anchor: Day, weekday: i8, side: Side) -> Option<Day> {
    let ahead = i64::from((weekday - weekday_of(anchor)).rem_euclid(7));
    let step = match side {
        Side::AtOrAfter => ahead,
        Side::After if ahead == 0 => 7,
        Side::After => ahead,
        Side::AtOrBefore if ahead == 0 => 0,
        Side::AtOrBefore | Side::Before => ahead - 7,
        Side::SameWeek => i64::from(weekday - weekday_of(anchor)),
    };
    plus_days(anchor, step)
}

/// The Sunday of Easter, by the Gregorian rule (the anonymous algorithm
/// published in Nature, 1876).
#[must_use]
pub fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let (a, b, c) = (
        year.rem_euclid(19),
        year.div_euclid(100),
        year.rem_euclid(100),
    );
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Day::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// The Sunday of Easter of the eastern churches, by the Julian rule (Meeus,
/// Astronomical Algorithms, chapter 8), as a day of the Gregorian calendar.
#[must_use]
pub fn eastern_easter(year: i16) -> Option<Day> {
    let wide = i32::from(year);
    let (a, b, c) = (wide.rem_euclid(4), wide.rem_euclid(7), wide.rem_euclid(19));
    let d = (19 * c + 15).rem_euclid(30);
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let julian = d + e + 114;
    let written = Day::new(
        year,
        i8::try_from(julian / 31).ok()?,
        i8::try_from(julian % 31 + 1).ok()?,
    )
    .ok()?;
    let behind = wide.div_euclid(100) - wide.div_euclid(400) - 2;
    plus_days(written, behind.into())
}

/// A day with a name in a year. The number says which: 1225 is 25 December,
/// 10000 + n the nth day after Easter Sunday, 30000 + n after that of the
/// eastern churches, 20000 + 100 month + 10 n +
/// weekday the nth such weekday of a month (n = 5: the last), 12000 + 100 month
/// + n the nth day of a month of the lunisolar calendar (n = 0: the day before).
#[must_use]
pub fn holiday(rule: i16, year: i16) -> Option<Day> {
    match rule {
        0..=1299 => Day::new(
            year,
            i8::try_from(rule / 100).ok()?,
            i8::try_from(rule % 100).ok()?,
        )
        .ok(),
        9000..=11000 => plus_days(easter(year)?, i64::from(rule) - 10000),
        12100..=13030 => {
            let part = |number: i16| i8::try_from(number).ok();
            lunar::day(year, part((rule - 12000) / 100)?, part(rule % 100)?)
        }
        29000..=31000 => plus_days(eastern_easter(year)?, i64::from(rule) - 30000),
        20000..=21299 => {
            let rule = rule - 20000;
            let first = Day::new(year, i8::try_from(rule / 100).ok()?, 1).ok()?;
            let (nth, weekday) = (i8::try_from(rule / 10 % 10).ok()?, rule % 10);
            let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
            first
                .nth_weekday_of_month(if nth == 5 { -1 } else { nth }, weekday)
                .ok()
        }
        _ => None,
    }
}

/// The nth unit of an interval (-1 is the last).
#[must_use]
pub fn nth(interval: Interval, number: i8, unit: Unit) -> Option<Partial> {
    let Interval { start, end } = interval;
    let steps = i64::from(number.max(1)) - 1;
    let from_start = |span: Span| start.checked_add(span).ok();
    let last = number < 0;
    Some(match unit {
        Unit::Day if last => Partial::day(end),
        Unit::Day => Partial::day(plus_days(start, steps)?),
        Unit::Week if last => week_of(end),
        Unit::Week => week_of(plus_days(start, 7 * steps)?),
        Unit::Weekend if last => weekend_of(weekday(end, 7, Side::AtOrBefore)?),
        Unit::Weekend => weekend_of(plus_days(weekday(start, 6, Side::AtOrAfter)?, 7 * steps)?),
        Unit::Month => {
            let day = if last {
                end
            } else {
                from_start(steps.months())?
            };
            Partial::year(day.year(), Within::Month(Some(day.month())))
        }
        Unit::Year => {
            let day = if last {
                end
            } else {
                from_start(steps.years())?
            };
            Partial::year(day.year(), Within::Whole)
        }
        Unit::Decade => {
            let day = if last {
                end
            } else {
                from_start((steps * 10).years())?
            };
            Partial {
                year: Years::Decade(day.year().div_euclid(10)),
                within: Within::Whole,
            }
        }
        _ => return None,
    })
}
