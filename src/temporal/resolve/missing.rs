//! The parts of a date that the text does not name: its year, month or day.

use crate::{
    model::{Clock, Day, Granularity, How, Partial, Rule, Season, Unit},
    temporal::node::{Calendar, From, Meaning, Section},
    temporal::regime::{Regime, Tense},
};

use super::{
    Dated, Found, Resolver,
    almanac::{self, Side},
    how,
    parts::{first_month, placed},
};

impl Resolver {
    pub(super) fn without_year(&self, calendar: &Calendar, found: &Found) -> Option<Dated> {
        if calendar.month.is_some() || calendar.section.is_some() {
            if calendar.section == Some(Section::Weekend) {
                return self.weekend(found);
            }
            let (year, mut how) = self.year_for(calendar, found)?;
            let fits = fitting(calendar, year);
            if fits != year {
                how.rule = match calendar.weekday {
                    Some(_) => Rule::YearOfWeekday,
                    None => Rule::YearOfDay,
                };
            }
            return Some((placed(calendar, fits)?, how));
        }
        if let Some(weekday) = calendar.weekday {
            return self.weekday(weekday, calendar.day, found);
        }
        if let Some(day) = calendar.day {
            return self.day_of_month(day, found);
        }
        // A time alone: in narratives mostly any night, any morning.
        if self.regime == Regime::Narrative {
            return self.day_ahead;
        }
        if let Some(day) = self
            .last_day
            .filter(|_| self.last_day_sentence == found.place.sentence)
        {
            return Some((Partial::day(day), how(Rule::DayOfContext, Some(day))));
        }
        if let Some(dated) = self.day_ahead {
            return Some(dated);
        }
        let (anchor, granularity, rule) = self.anchor(From::Speech)?;
        let rule = if rule == Rule::FromContext {
            Rule::DayOfContext
        } else {
            rule
        };
        let date = if granularity == Granularity::Day {
            Partial::day(anchor)
        } else {
            almanac::shift(anchor, granularity, Unit::Day, 1)?
        };
        Some((date, how(rule, Some(anchor))))
    }

    /// The day behind a time that stands alone, if it is near: in the same
    /// sentence, with nothing but another clock time between them.
    pub(super) fn day_behind(&self, found: &Found, rest: &[&Found]) -> Option<Dated> {
        let Meaning::Calendar(time) = found.meaning else {
            return None;
        };
        let clock = matches!(time.clock, Some(Clock::Minute(..) | Clock::Second(..)));
        let known = self.last_day.is_some() && self.last_day_sentence == found.place.sentence;
        if !clock || known || !is_time_alone(&time) {
            return None;
        }
        for next in rest.iter().take(2) {
            let Meaning::Calendar(calendar) = next.meaning else {
                return None;
            };
            let gap = next.span.start.saturating_sub(found.span.end);
            if gap > CLOCK_TO_DAY || next.place.sentence != found.place.sentence {
                return None;
            }
            if !is_time_alone(&calendar) {
                let (date, how) = self.date(&calendar, next)?;
                let day = date.interval()?.1 == Granularity::Day;
                return day.then_some((date, how));
            }
        }
        None
    }

    pub(super) fn weekend(&self, found: &Found) -> Option<Dated> {
        let (anchor, _, rule) = self.anchor(From::Speech)?;
        // In messages the nearest, as in a wish for it.
        let near = self.regime == Regime::Message && almanac::weekday_of(anchor) >= MIDWEEK;
        let side = if found.tense == Tense::Future || near {
            Side::AtOrAfter
        } else {
            Side::AtOrBefore
        };
        let day = almanac::weekday(anchor, 6, side)?;
        Some((almanac::weekend_of(day), how(rule, Some(anchor))))
    }

    pub(super) fn weekday(&self, weekday: i8, day: Option<i8>, found: &Found) -> Option<Dated> {
        let (anchor, _, rule) = self.anchor(From::Speech)?;
        if let Some(number) = day {
            // "Thursday the 12th": the nearest month in which that is so.
            let dated = self.day_of_month(number, found)?;
            return Some(dated);
        }
        let (side, rule) = match (rule, found.tense) {
            (Rule::FromContext, _) => (Side::AtOrAfter, Rule::FromContext),
            (_, Tense::Future) => (Side::AtOrAfter, Rule::NearPrinted),
            _ => (Side::AtOrBefore, Rule::BeforePrinted),
        };
        let day = almanac::weekday(anchor, weekday, side)?;
        Some((Partial::day(day), how(rule, Some(anchor))))
    }

    pub(super) fn day_of_month(&self, day: i8, found: &Found) -> Option<Dated> {
        let (anchor, granularity, rule) = match self.regime {
            Regime::News | Regime::Message | Regime::Phrase => self.anchor(From::Speech)?,
            Regime::Narrative => self.anchor(From::Text)?,
        };
        if granularity > Granularity::Month {
            return None;
        }
        let mut month = anchor;
        if rule == Rule::FromPrinted && found.tense == Tense::Past && day > anchor.day() {
            month = almanac::plus_days(anchor.first_of_month(), -1)?;
        }
        let date = Day::new(month.year(), month.month(), day).ok()?;
        Some((Partial::day(date), how(Rule::MonthOfContext, Some(anchor))))
    }

    /// The year of a month, season or quarter without one.
    pub(super) fn year_for(&self, calendar: &Calendar, found: &Found) -> Option<(i16, How)> {
        let month = first_month(calendar, self.printed.map_or(2000, |day| day.year()))?;
        if let Some((year, last)) = self.ahead {
            let rule = how(Rule::YearOfContext, Day::new(year, last, 1).ok());
            return Some((year - i16::from(month > last), rule));
        }
        if self.regime == Regime::Narrative
            && let Some((last, granularity)) = self.last_here()
        {
            let year = year_after(calendar, month, last.start, granularity);
            return Some((year, how(Rule::YearOfContext, Some(last.start))));
        }
        let printed = self.printed?;
        if let (Some(Section::Quarter(_)), None) = (calendar.section, calendar.month) {
            // The latest quarter that has begun.
            let year = printed.year() - i16::from(month > printed.month());
            return Some((year, how(Rule::BeforePrinted, Some(printed))));
        }
        let day = calendar.day.unwrap_or(15);
        let candidate = |year: i16| Day::new(year, month, day.min(28)).ok();
        let year = printed.year();
        let nearest = [year - 1, year, year + 1]
            .into_iter()
            .filter_map(candidate)
            .min_by_key(|day| (day.duration_until(printed).as_hours()).abs())?;
        if self.regime == Regime::Phrase && found.tense == Tense::Unknown {
            return Some((year, how(Rule::NearPrinted, Some(printed))));
        }
        // The tense decides when the other side is not too far away.
        let (side, rule) = match found.tense {
            Tense::Past if nearest > printed => (-1, Rule::BeforePrinted),
            Tense::Future if nearest < printed => (1, Rule::NearPrinted),
            _ => (0, Rule::NearPrinted),
        };
        let other = candidate(nearest.year() + side)?;
        let away = other.duration_until(printed).as_hours().abs() / 24;
        if side != 0 && away <= FARTHEST {
            return Some((other.year(), how(rule, Some(printed))));
        }
        Some((nearest.year(), how(Rule::NearPrinted, Some(printed))))
    }
}

/// At most so many bytes stand between a time and its day.
const CLOCK_TO_DAY: u32 = 24;

/// Whether nothing but a time of day is named.
fn is_time_alone(calendar: &Calendar) -> bool {
    let time = Calendar {
        clock: calendar.clock,
        modifier: calendar.modifier,
        ..Calendar::default()
    };
    calendar.clock.is_some() && *calendar == time
}

/// The year next to this one in which there is such a day, on the weekday
/// that is named with it: "Thursday, 6 March", "29 February".
fn fitting(calendar: &Calendar, year: i16) -> i16 {
    let (Some(month), Some(day)) = (calendar.month, calendar.day) else {
        return year;
    };
    let fits = |year: i16| {
        Day::new(year, month, day).is_ok_and(|day| {
            calendar
                .weekday
                .is_none_or(|weekday| weekday == almanac::weekday_of(day))
        })
    };
    // A weekday may be a slip of the writer: far away it proves nothing.
    let farthest = if calendar.weekday.is_some() { 1 } else { 4 };
    (0..=farthest)
        .flat_map(|step| [year.saturating_sub(step), year.saturating_add(step)])
        .find(|&year| fits(year))
        .unwrap_or(year)
}

/// From this day of the week on (Monday 1) the next weekend is the nearer one.
const MIDWEEK: i8 = 3;

/// A date that the tense puts on the farther side is at most so many days away.
const FARTHEST: i64 = 300;

/// The year of a month in a narrative whose last date is known.
fn year_after(calendar: &Calendar, month: i8, last: Day, granularity: Granularity) -> i16 {
    let winter = calendar.section == Some(Section::Season(Season::Winter)) && last.month() <= 3;
    if granularity > Granularity::Quarter || winter {
        return last.year();
    }
    if calendar.day.is_some() {
        // The same year, unless that would go far back.
        return last.year() + i16::from(last.month() - month >= 8);
    }
    // The nearest such month.
    let ahead = (month - last.month()).rem_euclid(12);
    let ahead = if ahead > 6 { ahead - 12 } else { ahead };
    last.year() + i16::from(last.month() + ahead - 1).div_euclid(12)
}
