//! From what the text says to what it means: one walk from the first mention
//! to the last, with the day of publication, the date mentioned before and
//! the day that the first sentence announces as anchors.
//!
//! Which anchor and which side an incomplete date takes is the policy below;
//! what a date is, is decided before (`build`), and how days are counted is
//! in `almanac`.
//!
//! `anchors` keeps what was mentioned, `missing` finds what the text does not
//! say, `parts` puts a date together.

mod anchors;
mod missing;
mod parts;

use crate::model::{
    Clock, Day, Granularity, How, Interval, Mention, Partial, Period, Reference, Rule, Span, Timex,
    TimexType, Unit, Value, Within, Years,
};

use super::{
    almanac::{self},
    class::ClassSet,
    effort,
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
    /// How many tokens stand before it in its sentence.
    pub tokens_before: u32,
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
    /// The sentence of the present mention.
    sentence: u32,
    /// The last quarter that was named: earnings reports count from it.
    last_quarter: Option<(i16, i8)>,
    /// Year and month of the date that ends the range which the present
    /// mention begins: "26 June - 4 August 1952".
    ahead: Option<(i16, i8)>,
    /// The day that stands close behind the present mention, a time alone:
    /// "at 5:34 local time on 20 March".
    day_ahead: Option<Dated>,
    /// The last sentence with a number of months that is no quarter: "the
    /// first nine months".
    months_sentence: Option<u32>,
    /// Month and day that the first sentence names.
    announced: Option<(i8, i8)>,
}

use parts::{inside, named, nearest, placed, unplaced};

/// "today" and nothing else.
const TODAY: Calendar = Calendar {
    relative: Some(Relative {
        step: Step::Unit(Unit::Day),
        count: 0,
        from: From::Printed,
    }),
    year: None,
    section: None,
    month: None,
    day: None,
    weekday: None,
    nth: None,
    clock: None,
    plus: None,
    modifier: None,
};

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
            sentence: 0,
            last_quarter: None,
            ahead: None,
            day_ahead: None,
            months_sentence: None,
            announced: None,
        }
    }

    /// The mention that is meant, of which the `rest` follow; `None` when it
    /// says nothing.
    pub fn resolve(&mut self, found: &Found, rest: &[&Found]) -> Option<Mention> {
        effort::step();
        self.sentence = found.place.sentence;
        self.ahead = rest.first().and_then(|next| joined_year(found, next));
        self.day_ahead = self.day_behind(found, rest);
        let (timex, how) = match found.meaning {
            Meaning::None | Meaning::Number(_) => return None,
            Meaning::Reference(reference) => (
                Timex::new(TimexType::Date, Value::Ref(reference)),
                timeless(),
            ),
            Meaning::Length(length) => {
                let months = length.count.filter(|_| length.unit == Unit::Month);
                if months.is_some_and(|count| count.whole != 3) {
                    self.months_sentence = Some(self.sentence);
                }
                let mut timex = Timex::new(TimexType::Duration, Value::Period(period(&length)));
                timex.modifier = length.modifier;
                (timex, timeless())
            }
            Meaning::Recurrence(recurrence) => (self.recurrence(&recurrence), timeless()),
            // Today, for a history, is the time of its readers.
            Meaning::Calendar(calendar)
                if self.regime == Regime::Narrative && calendar == TODAY =>
            {
                let present = Value::Ref(Reference::Present);
                (Timex::new(TimexType::Date, present), timeless())
            }
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
        if let Some(interval) = interval {
            if let Meaning::Calendar(Calendar {
                section: Some(Section::Quarter(quarter)),
                ..
            }) = found.meaning
            {
                self.last_quarter = Some((interval.start.year(), quarter));
            }
            if !looks_back(&found.meaning) {
                self.remember(interval, granularity, timex.modifier, found);
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
        if let Some(nth) = calendar.nth
            && let Some((interval, _)) = date.interval()
            && let Some(inner) = almanac::nth(interval, nth.number, nth.unit)
        {
            date = inner;
        }
        if let Some((count, unit)) = calendar.plus
            && let Some((shifted, edge)) = plus(date, count, unit)
        {
            date = shifted;
            how = self::how(Rule::FromInside, Some(edge));
        }
        if found.place.sentence == 0 && self.announced.is_none() {
            self.announced = calendar.month.zip(calendar.day);
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
            return self.relative(calendar, relative, found);
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

    fn relative(&self, calendar: &Calendar, relative: Relative, found: &Found) -> Option<Dated> {
        if let (Some(WrittenYear::Full(year)), Step::Unit(Unit::Day), 0) =
            (calendar.year, relative.step, relative.count)
        {
            return match relative.from {
                From::Text => self.day_in(year),
                // "today, 15 March 2006"
                _ => Some((placed(calendar, year)?, how(Rule::Explicit, None))),
            };
        }
        if let Some(dated) = self.reported(calendar, relative) {
            return Some(dated);
        }
        let from = self.seen_from(relative, found);
        let (anchor, known, rule) = self.anchor(from)?;
        let date = match relative.step {
            Step::Unit(unit) => {
                let base = almanac::shift(anchor, known, unit, relative.count)?;
                // Who writes a message "a year ago" marks the day.
                let marks = self.regime == Regime::Message && relative.from == From::Printed;
                match base {
                    Partial {
                        year: Years::Year(year),
                        within: Within::Whole,
                    } if marks => {
                        Day::new(year, anchor.month(), anchor.day()).map_or(base, Partial::day)
                    }
                    _ => inside(calendar, base)?,
                }
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
            (Unit::Quarter, 0, From::Text) => (0, self.ended_quarter().or(self.last_quarter)?),
            // A sentence that compares months does not compare quarters.
            (Unit::Year, -1, From::Text | From::Printed)
                if calendar.year.is_none() && self.months_sentence != Some(self.sentence) =>
            {
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
    let month = parts::first_month(&calendar, year);
    let near = next.span.start.saturating_sub(found.span.end) <= GAP
        && found.place.sentence == next.place.sentence;
    near.then_some((year, month?))
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

/// So much after a date (negative: before), and the day it is counted from.
fn plus(date: Partial, count: i32, unit: Unit) -> Option<(Partial, Day)> {
    let (interval, granularity) = date.interval()?;
    let edge = if count < 0 {
        interval.start
    } else {
        interval.end
    };
    let (count, unit) = match unit {
        Unit::Week => (count.checked_mul(7)?, Unit::Day),
        _ => (count, unit),
    };
    Some((almanac::shift(edge, granularity, unit, count)?, edge))
}
