//! The parts of a date put together: in a year, inside a coarser date, or
//! as the occurrence of a name.

use jiff::Span;

use crate::{
    model::{Day, Granularity, Partial, Unit, Within, Years},
    temporal::node::{Calendar, Section},
};

use super::almanac::{self, Side};

/// The number nearest to `anchor` (at most `ahead` after it) that is `short`
/// modulo `modulus`.
pub(super) fn nearest(short: i16, modulus: i16, anchor: i16, ahead: i16) -> i16 {
    let base = anchor - anchor.rem_euclid(modulus) + short;
    if base > anchor + ahead {
        base - modulus
    } else {
        base
    }
}

/// The first month of what a date names, to find its year.
pub(super) fn first_month(calendar: &Calendar, year: i16) -> Option<i8> {
    if calendar.month.is_some() {
        return calendar.month;
    }
    match calendar.section? {
        Section::Quarter(quarter) => Some(quarter * 3 - 2),
        Section::Half(half) => Some(half * 6 - 5),
        Section::Season(season) => Some(season.first_month()),
        Section::Holiday(rule) => Some(almanac::holiday(rule, year)?.month()),
        Section::Weekend => None,
    }
}

/// The parts of a date in a year.
pub(super) fn placed(calendar: &Calendar, year: i16) -> Option<Partial> {
    if let (Some(Section::Holiday(rule)), None) = (calendar.section, calendar.month) {
        return Some(Partial::day(almanac::holiday(rule, year)?));
    }
    let within = unplaced(calendar, None);
    if let Within::Day(Some(month), Some(day)) = within {
        Day::new(year, month, day).ok()?;
    }
    if calendar.clock.is_some() && within == Within::Whole {
        return Some(Partial::year(year, Within::Day(None, None)));
    }
    Some(Partial::year(year, within))
}

/// The parts of a date without their year.
pub(super) fn unplaced(calendar: &Calendar, printed: Option<Day>) -> Within {
    match (
        calendar.section,
        calendar.month,
        calendar.day,
        calendar.weekday,
    ) {
        (_, Some(month), None, _) => Within::Month(Some(month)),
        (_, Some(month), Some(day), _) => Within::Day(Some(month), Some(day)),
        (Some(Section::Quarter(quarter)), ..) => Within::Quarter(Some(quarter)),
        (Some(Section::Half(half)), ..) => Within::Half(Some(half)),
        (Some(Section::Season(season)), ..) => Within::Season(season),
        (Some(Section::Weekend), ..) => Within::Weekend(None),
        (Some(Section::Holiday(rule)), ..) => {
            let year = printed.map_or(2000, |day| day.year());
            match (rule, almanac::holiday(rule, year)) {
                (0..=1299, Some(day)) => Within::Day(Some(day.month()), Some(day.day())),
                _ => Within::Day(None, None),
            }
        }
        (None, None, _, Some(weekday)) => Within::Weekday(None, weekday),
        (None, None, Some(day), None) => Within::Day(None, Some(day)),
        (None, None, None, None) if calendar.clock.is_some() => Within::Day(None, None),
        (None, None, None, None) => Within::Whole,
    }
}

/// The finer parts of a date inside a resolved coarser one: "March" in "last
/// year".
pub(super) fn inside(calendar: &Calendar, base: Partial) -> Option<Partial> {
    let Years::Year(year) = base.year else {
        return Some(base);
    };
    match base.within {
        Within::Whole => placed(calendar, year),
        Within::Month(Some(month)) => match calendar.day {
            Some(day) => Some(Partial::day(Day::new(year, month, day).ok()?)),
            None => Some(base),
        },
        Within::Week(Some(_)) => match calendar.weekday {
            Some(weekday) => {
                let monday = base.interval()?.0.start;
                Some(Partial::day(almanac::plus_days(
                    monday,
                    i64::from(weekday) - 1,
                )?))
            }
            None => Some(base),
        },
        _ => Some(base),
    }
}

/// "last Monday", "next March", "this summer", "last night".
pub(super) fn named(calendar: &Calendar, anchor: Day, count: i32) -> Option<Partial> {
    if let Some(weekday) = calendar.weekday {
        let side = match count.signum() {
            -1 => Side::Before,
            0 => Side::SameWeek,
            _ => Side::After,
        };
        return Some(Partial::day(almanac::weekday(anchor, weekday, side)?));
    }
    if calendar.section == Some(Section::Weekend) {
        return almanac::shift(anchor, Granularity::Day, Unit::Weekend, count);
    }
    if let Some(month) = calendar
        .month
        .or_else(|| first_month(calendar, anchor.year()))
    {
        let year = anchor.year();
        // Without its day a month that is not over is neither last nor next.
        let ahead = match calendar.day {
            Some(day) => (month, day).cmp(&(anchor.month(), anchor.day())),
            None => month.cmp(&anchor.month()),
        };
        let year = match count.signum() {
            -1 => year - i16::from(ahead.is_ge()),
            0 => year,
            _ => year + i16::from(ahead.is_le()),
        };
        return placed(calendar, year);
    }
    if let Some(day) = calendar.day {
        let months = match count.signum() {
            -1 if day >= anchor.day() => -1,
            1 if day <= anchor.day() => 1,
            _ => 0,
        };
        let month = anchor
            .first_of_month()
            .checked_add(Span::new().try_months(months).ok()?)
            .ok()?;
        return Some(Partial::day(
            Day::new(month.year(), month.month(), day).ok()?,
        ));
    }
    if calendar.clock.is_some() {
        return almanac::shift(anchor, Granularity::Day, Unit::Day, count);
    }
    None
}
