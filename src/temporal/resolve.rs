//! From what the text says to what it means: one walk from the first mention
//! to the last, with the day of publication, the date mentioned before and
//! the day that the first sentence announces as anchors.
//!
//! Which anchor and which side an incomplete date takes is the policy below;
//! what a date is, is decided before (`build`), and how days are counted is
//! in `almanac`.

use crate::model::{
    Clock, Day, Granularity, How, Interval, Mention, Modifier, Partial, Period, Rule, Season, Span,
    Timex, TimexType, Unit, Value, Within, Years,
};

use super::{
    almanac::{self, Side},
    class::ClassSet,
    node::{
        Calendar, From, Length, Meaning, Recurrence, Recurring, Relative, Section, Step,
        WrittenYear,
    },
    regime::{Regime, Tense},
    scan::Place,
};

/// A mention before it is resolved.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// What it says.
    pub meaning: Meaning,
    /// As which kind of mention.
    pub classes: ClassSet,
    /// In which paragraph and sentence.
    pub place: Place,
    /// The tense of its sentence.
    pub tense: Tense,
}

/// What has been said so far.
pub struct Resolver {
    printed: Option<Day>,
    regime: Regime,
    /// The last date that was resolved, with how fine it is.
    last: Option<(Interval, Granularity)>,
    /// A date far ahead of the others, in this sentence: a quotation or a
    /// source, which counts only when the next year confirms it.
    aside: Option<(Interval, Granularity, u32)>,
    /// The last date that was as fine as a day.
    last_day: Option<Day>,
    /// The sentence in which that was.
    last_day_sentence: u32,
    /// The last quarter that was named: earnings reports count from it.
    last_quarter: Option<(i16, i8)>,
    /// Year and month of the date that ends the range which the present
    /// mention begins: "26 June - 4 August 1952".
    ahead: Option<(i16, i8)>,
    /// Month and day that the first sentence names.
    announced: Option<(i8, i8)>,
}

/// A year so far ahead of the dates around it belongs to an aside.
const ASIDE_YEARS: i16 = 25;

/// A date and how it came about.
type Dated = (Partial, How);

impl Resolver {
    /// Nothing has been said.
    #[must_use]
    pub const fn new(printed: Option<Day>, regime: Regime) -> Self {
        Self {
            printed,
            regime,
            last: None,
            aside: None,
            last_day: None,
            last_day_sentence: 0,
            last_quarter: None,
            ahead: None,
            announced: None,
        }
    }

    /// The mention that is meant; `None` when it says nothing.
    pub fn resolve(&mut self, found: &Found, next: Option<&Found>) -> Option<Mention> {
        self.ahead = next.and_then(|next| joined_year(found, next));
        let (timex, how) = match found.meaning {
            Meaning::None | Meaning::Number(_) => return None,
            Meaning::Reference(reference) => (
                Timex::new(TimexType::Date, Value::Ref(reference)),
                timeless(),
            ),
            Meaning::Length(length) => {
                let mut timex = Timex::new(TimexType::Duration, Value::Period(period(&length)));
                timex.modifier = length.modifier;
                (timex, timeless())
            }
            Meaning::Recurrence(recurrence) => (self.recurrence(&recurrence), timeless()),
            Meaning::Calendar(calendar) => self.calendar(&calendar, found),
        };
        let (interval, granularity) = match (timex.kind, timex.value) {
            (TimexType::Date | TimexType::Time, Value::Date(date) | Value::Time(date, _)) => date
                .interval()
                .map_or((None, Granularity::Day), |(interval, granularity)| {
                    (Some(interval), granularity)
                }),
            _ => (None, Granularity::Span),
        };
        if let Meaning::Calendar(Calendar {
            section: Some(Section::Quarter(quarter)),
            ..
        }) = found.meaning
        {
            if let Some(interval) = interval {
                self.last_quarter = Some((interval.start.year(), quarter));
            }
        }
        if let Some(interval) = interval {
            if !looks_back(&found.meaning) {
                self.remember(interval, granularity, timex.modifier, found.place.sentence);
            }
        }
        Some(Mention {
            span: found.span,
            timex,
            interval,
            granularity,
            how,
        })
    }

    /// Makes a date the anchor of those that follow.
    fn remember(
        &mut self,
        interval: Interval,
        granularity: Granularity,
        modifier: Option<Modifier>,
        sentence: u32,
    ) {
        if granularity == Granularity::Day {
            self.last_day = Some(interval.start);
            self.last_day_sentence = sentence;
        }
        let new = anchor_of(interval, granularity, modifier);
        let year = new.0.start.year();
        if let Some((known, grain)) = self.last {
            let known_year = known.start.year();
            // The year of a finer date again: that date stays the anchor.
            if new.1 == Granularity::Year && grain < Granularity::Year && known_year == year {
                return;
            }
            let confirmed = self
                .aside
                .is_some_and(|(aside, ..)| (aside.start.year() - year).abs() <= ASIDE_YEARS);
            if self.regime == Regime::Narrative && year - known_year > ASIDE_YEARS && !confirmed {
                self.aside = Some((new.0, new.1, sentence));
                return;
            }
        }
        self.aside = None;
        self.last = Some(new);
    }

    /// The anchor for a mention in this sentence.
    fn last_for(&self, sentence: u32) -> Option<(Interval, Granularity)> {
        match self.aside {
            Some((interval, granularity, place)) if place == sentence => {
                Some((interval, granularity))
            }
            _ => self.last,
        }
    }

    fn recurrence(&self, recurrence: &Recurrence) -> Timex {
        let value = match recurrence.what {
            Recurring::Every(length) => match habit(&length).filter(|_| {
                // The annotators of narratives write what is unspecified.
                self.regime == Regime::Narrative && recurrence.adverb
            }) {
                Some(date) => Value::Date(date),
                None => Value::Period(period(&length)),
            },
            Recurring::In(part) => Value::Time(
                Partial {
                    year: Years::Unknown,
                    within: Within::Day(None, None),
                },
                Clock::Part(part),
            ),
            Recurring::On(calendar) => {
                let date = Partial {
                    year: Years::Unknown,
                    within: unplaced(&calendar, self.printed),
                };
                match calendar.clock {
                    Some(clock) => Value::Time(date, clock),
                    None => Value::Date(date),
                }
            }
        };
        Timex {
            quant: recurrence.quant,
            freq: recurrence.freq,
            ..Timex::new(TimexType::Set, value)
        }
    }

    fn calendar(&mut self, calendar: &Calendar, found: &Found) -> (Timex, How) {
        let (mut date, mut how) = self.date(calendar, found).unwrap_or_else(|| {
            let date = Partial {
                year: Years::Unknown,
                within: unplaced(calendar, self.printed),
            };
            (date, how(Rule::Unresolved, None))
        });
        if let Some(nth) = calendar.nth {
            if let Some(inner) = date
                .interval()
                .and_then(|(interval, _)| almanac::nth(interval, nth.number, nth.unit))
            {
                date = inner;
            }
        }
        if let Some((count, unit)) = calendar.plus {
            if let Some((interval, granularity)) = date.interval() {
                let edge = if count < 0 {
                    interval.start
                } else {
                    interval.end
                };
                let finer = if unit == Unit::Week { Unit::Day } else { unit };
                let count = if unit == Unit::Week {
                    count.saturating_mul(7)
                } else {
                    count
                };
                if let Some(shifted) = almanac::shift(edge, granularity, finer, count) {
                    date = shifted;
                    how = self::how(Rule::FromInside, Some(edge));
                }
            }
        }
        if found.place.sentence == 0 && self.announced.is_none() {
            if let (Some(month), Some(day)) = (calendar.month, calendar.day) {
                self.announced = Some((month, day));
            }
        }
        let mut timex = match calendar.clock {
            Some(clock) => Timex::new(TimexType::Time, Value::Time(date, clock)),
            None => Timex::new(TimexType::Date, Value::Date(date)),
        };
        timex.modifier = calendar.modifier;
        (timex, how)
    }

    fn date(&self, calendar: &Calendar, found: &Found) -> Option<Dated> {
        if let Some(relative) = calendar.relative {
            return self.relative(calendar, relative);
        }
        let Some(year) = calendar.year else {
            return self.without_year(calendar, found);
        };
        let explicit = how(Rule::Explicit, None);
        Some(match year {
            WrittenYear::Full(year) => {
                let date = placed(calendar, year)?;
                // The annotators of messages write what is unspecified.
                let bare = self.regime == Regime::Message && date.within == Within::Whole;
                let within = if bare {
                    Within::Day(None, None)
                } else {
                    date.within
                };
                (Partial { within, ..date }, explicit)
            }
            WrittenYear::Decade(decade) => (coarse(Years::Decade(decade)), explicit),
            WrittenYear::Century(century) => (coarse(Years::Century(century)), explicit),
            WrittenYear::Short(short) => {
                let anchor = self.short_anchor()?;
                let year = nearest(i16::from(short), 100, anchor.year(), 15);
                (placed(calendar, year)?, how(Rule::ShortYear, Some(anchor)))
            }
            WrittenYear::ShortDecade(short) => {
                let anchor = self.short_anchor()?;
                let decade = nearest(i16::from(short), 10, anchor.year().div_euclid(10), 0);
                (
                    coarse(Years::Decade(decade)),
                    how(Rule::ShortYear, Some(anchor)),
                )
            }
        })
    }

    /// From where a two-digit year is counted.
    fn short_anchor(&self) -> Option<Day> {
        let last = self.last.map(|(interval, _)| interval.start);
        match self.regime {
            Regime::News | Regime::Message | Regime::Phrase => self.printed.or(last),
            Regime::Narrative => last.or(self.printed),
        }
    }

    /// The anchor for words such as "last" and "ago", or "later" and "that".
    fn anchor(&self, from: From) -> Option<(Day, Granularity, Rule)> {
        let printed = self
            .printed
            .map(|day| (day, Granularity::Day, Rule::FromPrinted));
        let last = self
            .last
            .map(|(interval, granularity)| (interval.start, granularity, Rule::FromContext));
        match (from, self.regime) {
            (From::Printed, _)
            | (From::Speech, Regime::News | Regime::Message | Regime::Phrase) => printed.or(last),
            (From::Speech, Regime::Narrative) | (From::Text, _) => last.or(printed),
        }
    }

    fn relative(&self, calendar: &Calendar, relative: Relative) -> Option<Dated> {
        if let (Some(WrittenYear::Full(year)), Step::Unit(Unit::Day), 0) =
            (calendar.year, relative.step, relative.count)
        {
            return self.day_in(year);
        }
        if let Some(dated) = self.reported(calendar, relative) {
            return Some(dated);
        }
        let (anchor, known, rule) = self.anchor(relative.from)?;
        let date = match relative.step {
            Step::Unit(unit) => {
                let base = almanac::shift(anchor, known, unit, relative.count)?;
                inside(calendar, base)?
            }
            Step::Named => named(calendar, anchor, relative.count)?,
        };
        Some((date, how(rule, Some(anchor))))
    }

    /// In reports that speak of quarters, "the quarter" is the last one that
    /// was named or has ended, and "a year ago" the same quarter of that year.
    fn reported(&self, calendar: &Calendar, relative: Relative) -> Option<Dated> {
        if self.regime == Regime::Narrative
            || calendar.month.is_some()
            || calendar.section.is_some()
        {
            return None;
        }
        let (unit, from) = match relative {
            Relative {
                step: Step::Unit(unit),
                from,
                ..
            } => (unit, from),
            Relative {
                step: Step::Named, ..
            } => return None,
        };
        let (count, base) = match (unit, relative.count, from) {
            (Unit::Quarter, 0, From::Text) => (0, self.last_quarter.or(self.ended_quarter())?),
            (Unit::Year, -1, From::Text | From::Printed) if calendar.year.is_none() => {
                (1, self.last_quarter?)
            }
            _ => return None,
        };
        let (year, quarter) = base;
        let year = match calendar.year {
            Some(WrittenYear::Full(year)) => year,
            _ => year,
        };
        let date = Partial::year(year - count, Within::Quarter(Some(quarter)));
        let anchor = date.interval().map(|(interval, _)| interval.start);
        Some((date, how(Rule::FromContext, anchor)))
    }

    /// The last quarter that ended before the day of printing.
    fn ended_quarter(&self) -> Option<(i16, i8)> {
        let printed = self.printed?;
        Some(match almanac::quarter_of(printed.month()) {
            1 => (printed.year() - 1, 4),
            quarter => (printed.year(), quarter - 1),
        })
    }

    /// "the day in 2000": month and day from the first sentence, else from
    /// the last day that was mentioned.
    fn day_in(&self, year: i16) -> Option<Dated> {
        let last = self.last_day.map(|day| (day.month(), day.day()));
        let (month, day) = self.announced.or(last)?;
        let day = Day::new(year, month, day).ok()?;
        Some((Partial::day(day), how(Rule::DayOfHeadline, Some(day))))
    }

    fn without_year(&self, calendar: &Calendar, found: &Found) -> Option<Dated> {
        if calendar.month.is_some() || calendar.section.is_some() {
            if calendar.section == Some(Section::Weekend) {
                return self.weekend(found);
            }
            let (year, how) = self.year_for(calendar, found)?;
            return Some((placed(calendar, year)?, how));
        }
        if let Some(weekday) = calendar.weekday {
            return self.weekday(weekday, calendar.day, found);
        }
        if let Some(day) = calendar.day {
            return self.day_of_month(day, found);
        }
        // A time alone: in narratives mostly any night, any morning.
        if self.regime == Regime::Narrative {
            return None;
        }
        if let Some(day) = self
            .last_day
            .filter(|_| self.last_day_sentence == found.place.sentence)
        {
            return Some((Partial::day(day), how(Rule::DayOfContext, Some(day))));
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

    fn weekend(&self, found: &Found) -> Option<Dated> {
        let (anchor, _, rule) = self.anchor(From::Speech)?;
        let side = if found.tense == Tense::Future {
            Side::AtOrAfter
        } else {
            Side::AtOrBefore
        };
        let day = almanac::weekday(anchor, 6, side)?;
        Some((almanac::weekend_of(day), how(rule, Some(anchor))))
    }

    fn weekday(&self, weekday: i8, day: Option<i8>, found: &Found) -> Option<Dated> {
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

    fn day_of_month(&self, day: i8, found: &Found) -> Option<Dated> {
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
    fn year_for(&self, calendar: &Calendar, found: &Found) -> Option<(i16, How)> {
        let month = first_month(calendar, self.printed.map_or(2000, |day| day.year()))?;
        if let Some((year, last)) = self.ahead {
            let rule = how(Rule::YearOfContext, Day::new(year, last, 1).ok());
            return Some((year - i16::from(month > last), rule));
        }
        if self.regime == Regime::Narrative {
            if let Some((interval, granularity)) = self.last_for(found.place.sentence) {
                let (year, rule) = (interval.start.year(), Rule::YearOfContext);
                let year = if granularity > Granularity::Quarter {
                    year
                } else if calendar.section == Some(Section::Season(Season::Winter))
                    && interval.start.month() <= 3
                {
                    year
                } else if calendar.day.is_some() {
                    year + i16::from(interval.start.month() - month >= 8)
                } else {
                    let ahead = (month - interval.start.month()).rem_euclid(12);
                    let absolute = i16::from(interval.start.month()) + i16::from(ahead)
                        - if ahead > 6 { 12 } else { 0 };
                    year + (absolute - 1).div_euclid(12)
                };
                return Some((year, how(rule, Some(interval.start))));
            }
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
        let past = found.tense == Tense::Past;
        if past && nearest > printed {
            let before = candidate(nearest.year() - 1)?;
            if before.duration_until(printed).as_hours() / 24 <= 275 {
                return Some((before.year(), how(Rule::BeforePrinted, Some(printed))));
            }
        }
        Some((nearest.year(), how(Rule::NearPrinted, Some(printed))))
    }
}

/// Year and month of `next` when it follows at once, as the end of a range.
fn joined_year(found: &Found, next: &Found) -> Option<(i16, i8)> {
    /// " and ", " to ", "-".
    const GAP: u32 = 5;
    let Meaning::Calendar(calendar) = next.meaning else {
        return None;
    };
    let Some(WrittenYear::Full(year)) = calendar.year else {
        return None;
    };
    let near = next.span.start.saturating_sub(found.span.end) <= GAP
        && found.place.sentence == next.place.sentence;
    near.then_some((year, calendar.month?))
}

/// "the previous year", "two days earlier": looks back without going there.
fn looks_back(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Calendar(Calendar {
            relative: Some(Relative { count: ..0, .. }),
            ..
        })
    )
}

/// The anchor that a date makes: early and late in a year are months of it.
fn anchor_of(
    interval: Interval,
    granularity: Granularity,
    modifier: Option<Modifier>,
) -> (Interval, Granularity) {
    let month = match (granularity, modifier) {
        (Granularity::Year, Some(Modifier::Start)) => 2,
        (Granularity::Year, Some(Modifier::Mid)) => 7,
        (Granularity::Year, Some(Modifier::End)) => 11,
        _ => return (interval, granularity),
    };
    Interval::month(interval.start.year(), month).map_or((interval, granularity), |interval| {
        (interval, Granularity::Month)
    })
}

const fn how(rule: Rule, anchor: Option<Day>) -> How {
    How { rule, anchor }
}

const fn timeless() -> How {
    how(Rule::Timeless, None)
}

const fn coarse(year: Years) -> Partial {
    Partial {
        year,
        within: Within::Whole,
    }
}

fn period(length: &Length) -> Period {
    let count = length.count.map(|count| count.whole);
    Period {
        count,
        hundredths: length.count.map_or(0, |count| count.hundredths),
        unit: length.unit,
        rest: length.rest,
    }
}

/// "daily" as an unspecified day.
fn habit(length: &Length) -> Option<Partial> {
    let within = match length.unit {
        Unit::Day => Within::Day(None, None),
        Unit::Week => Within::Week(None),
        Unit::Month => Within::Month(None),
        Unit::Year => Within::Whole,
        _ => return None,
    };
    let once = length.count.is_none_or(|count| count.whole == 1);
    once.then_some(Partial {
        year: Years::Unknown,
        within,
    })
}

/// The number nearest to `anchor` (at most `ahead` after it) that is `short`
/// modulo `modulus`.
fn nearest(short: i16, modulus: i16, anchor: i16, ahead: i16) -> i16 {
    let base = anchor - anchor.rem_euclid(modulus) + short;
    if base > anchor + ahead {
        base - modulus
    } else {
        base
    }
}

/// The first month of what a date names, to find its year.
fn first_month(calendar: &Calendar, year: i16) -> Option<i8> {
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
fn placed(calendar: &Calendar, year: i16) -> Option<Partial> {
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
fn unplaced(calendar: &Calendar, printed: Option<Day>) -> Within {
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
fn inside(calendar: &Calendar, base: Partial) -> Option<Partial> {
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
fn named(calendar: &Calendar, anchor: Day, count: i32) -> Option<Partial> {
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
        let year = match count.signum() {
            -1 => year - i16::from(month >= anchor.month()),
            0 => year,
            _ => year + i16::from(month <= anchor.month()),
        };
        return placed(calendar, year);
    }
    if calendar.clock.is_some() {
        return almanac::shift(anchor, Granularity::Day, Unit::Day, count);
    }
    None
}
