//! The lunisolar calendar of East Asia, for its holidays: day and month of it
//! to a Gregorian day.
//!
//! A month begins on the day of the new moon; the month with the winter
//! solstice is the eleventh; of thirteen months between two solstices the
//! first in which the sun enters no new twelfth of its way is counted twice.
//! New moons and the place of the sun are those of Meeus, Astronomical
//! Algorithms, chapters 49 and 25, to a few minutes; days begin at midnight
//! of UTC+8, so that where Seoul or Hanoi count otherwise, once in decades,
//! the Chinese day stands here.

use crate::model::Day;

use super::almanac::plus_days;

/// Days of 1 January 2000, as a Julian day number.
const DAY_2000: i64 = 2_451_545;

/// New moons since that of 6 January 2000.
type Moon = i32;

/// The Gregorian day of a day of a lunar month, 1 to 10, of the lunar year
/// that begins in a Gregorian year; day 0 is the one before the first.
#[must_use]
pub fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    if !(1600..=2300).contains(&year) || !(1..=10).contains(&month) || !(0..=30).contains(&day) {
        return None;
    }
    let (eleventh, next) = (month_of_solstice(year - 1), month_of_solstice(year));
    let leap = (next - eleventh == 13).then(|| leap_after(eleventh));
    // The eleventh and the twelfth stand before the first.
    let mut moon = eleventh + 1 + i32::from(month);
    if leap.is_some_and(|leap| leap <= moon) {
        moon += 1;
    }
    let number = new_moon_day(moon) + i64::from(day) - 1;
    plus_days(Day::new(2000, 1, 1).ok()?, number - DAY_2000)
}

/// The moon of the month with the winter solstice of a year.
fn month_of_solstice(year: i16) -> Moon {
    let mut solstice = DAY_2000 + i64::from(year - 2000) * 1461 / 4 + 355;
    // The sun reaches 270 degrees on that day: 30 degrees are a twelfth.
    while twelfth_at(solstice) < 9 {
        solstice += 1;
    }
    while twelfth_at(solstice - 1) == 9 {
        solstice -= 1;
    }
    let mut moon = moon_near(solstice) + 1;
    while new_moon_day(moon) > solstice {
        moon -= 1;
    }
    moon
}

/// The first month behind this one in which the sun enters no twelfth.
fn leap_after(eleventh: Moon) -> Moon {
    (eleventh + 1..eleventh + 13)
        .find(|&moon| {
            // At the beginning of the first day, and of the one behind the last.
            twelfth_at(new_moon_day(moon) - 1) == twelfth_at(new_moon_day(moon + 1) - 1)
        })
        .unwrap_or(eleventh + 13)
}

#[allow(clippy::cast_possible_truncation)]
fn moon_near(day: i64) -> Moon {
    ((day - DAY_2000 - 5) as f64 / 29.530_588_861).floor() as Moon
}

/// The twelfth of its way (0 from the vernal equinox) in which the sun is at
/// the end of a day in China.
#[allow(clippy::cast_possible_truncation)]
fn twelfth_at(day: i64) -> i64 {
    // Midnight of UTC+8 behind the day is 16 hours UT: a third after noon's 12.
    (sun(day as f64 + 4.0 / 24.0) / 30.0).floor() as i64
}

/// The apparent longitude of the sun in degrees (Meeus, chapter 25).
fn sun(julian: f64) -> f64 {
    let t = (julian - 2_451_545.0) / 36525.0;
    let mean = 280.466_46 + t * (36_000.769_83 + t * 0.000_303_2);
    let anomaly = (357.529_11 + t * (35_999.050_29 - t * 0.000_153_7)).to_radians();
    let centre = (1.914_602 - t * (0.004_817 + t * 0.000_014)) * anomaly.sin()
        + (0.019_993 - t * 0.000_101) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// The day in China (as a Julian day number) on which a moon is new (Meeus,
/// chapter 49, with the terms above a minute).
#[allow(clippy::cast_possible_truncation)]
fn new_moon_day(moon: Moon) -> i64 {
    let k = f64::from(moon);
    let t = k / 1236.85;
    let mean = 2_451_550.097_66 + 29.530_588_861 * k + t * t * 0.000_154_37;
    let e = 1.0 - t * (0.002_516 + t * 0.000_007_4);
    let sun = (2.5534 + 29.105_356_70 * k - t * t * 0.000_001_4).to_radians();
    let own = (201.5643 + 385.816_935_28 * k + t * t * 0.010_758_2).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * k - t * t * 0.001_611_8).to_radians();
    let node = (124.7746 - 1.563_755_88 * k + t * t * 0.002_067_2).to_radians();
    let terms = [
        (-0.407_20, own),
        (0.172_41 * e, sun),
        (0.016_08, 2.0 * own),
        (0.010_39, 2.0 * latitude),
        (0.007_39 * e, own - sun),
        (-0.005_14 * e, own + sun),
        (0.002_08 * e * e, 2.0 * sun),
        (-0.001_11, own - 2.0 * latitude),
        (-0.000_57, own + 2.0 * latitude),
        (0.000_56 * e, 2.0 * own + sun),
        (-0.000_42, 3.0 * own),
        (0.000_42 * e, sun + 2.0 * latitude),
        (0.000_38 * e, sun - 2.0 * latitude),
        (-0.000_24 * e, 2.0 * own - sun),
        (-0.000_17, node),
    ];
    let correction: f64 = terms.iter().map(|(size, angle)| size * angle.sin()).sum();
    // Julian days begin at noon UT, days in China eight hours before midnight;
    // about 70 seconds are between uniform time and the clock.
    (mean + correction - 0.0008 + 8.0 / 24.0 + 0.5).floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_years_days_are_those_of_the_almanacs() {
        for (year, month, date) in [
            (1949, 1, 29),
            (1985, 2, 20),
            (1990, 1, 27),
            (2000, 2, 5),
            (2006, 1, 29),
            (2012, 1, 23),
            (2014, 1, 31),
            (2015, 2, 19),
            (2018, 2, 16),
            (2020, 1, 25),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2033, 1, 31),
            (2034, 2, 19),
        ] {
            assert_eq!(day(year, 1, 1), Day::new(year, month, date).ok());
        }
    }

    #[test]
    fn the_feast_of_the_full_moon_knows_leap_months() {
        for (year, month, date) in [
            (2004, 9, 28),
            (2006, 10, 6),
            (2012, 9, 30),
            (2014, 9, 8),
            (2017, 10, 4),
            (2020, 10, 1),
            (2023, 9, 29),
            (2025, 10, 6),
        ] {
            assert_eq!(day(year, 8, 15), Day::new(year, month, date).ok());
        }
        assert_eq!(day(2020, 5, 5), Day::new(2020, 6, 25).ok());
        assert_eq!(day(2018, 1, 0), Day::new(2018, 2, 15).ok());
        assert_eq!(day(2018, 13, 1), None);
    }
}
