//! Dates and times of day from their parts, each by its class.

use crate::{
    model::{Clock, DayPart, Season, Unit, Zone},
    temporal::node::{Calendar, From, Joint, Meaning, Node, Relative, Section, Step, WrittenYear},
};

use super::{
    Around, ERA_BC, Make,
    class::{self, Class},
    direction, modifier, unit,
};

impl Make<'_> {
    /// A day, month or year with the rest of the date beside it.
    pub(super) fn share(&self, around: Around<'_>) -> Option<Calendar> {
        let own = self.merge_calendar()?;
        if own.relative.is_some() {
            return None;
        }
        let calendar_of = |node: &Node| match node.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        };
        let before = || around.before.iter().rev().take(3).find_map(calendar_of);
        let behind = || around.behind.iter().take(3).find_map(calendar_of);
        // "2 May; 18-19 June": what is glued to it is nearer.
        let glued = |node: &Node| node.joint == Joint::Glued;
        let joined = matches!(around.behind, [mark, date, ..] if glued(mark) && glued(date))
            && !self.parts.first().is_some_and(|(node, _)| glued(node));
        let beside = if joined {
            behind().or_else(before)
        } else {
            before().or_else(behind)
        }?;
        Some(Calendar {
            day: own.day,
            month: own.month.or(beside.month),
            year: match (own.year, beside.year) {
                // "1990-94"
                (Some(WrittenYear::Short(short)), Some(WrittenYear::Full(full))) => Some(
                    WrittenYear::Full(full - full.rem_euclid(100) + i16::from(short)),
                ),
                (own, beside) => own.or(beside),
            },
            weekday: None,
            clock: None,
            modifier: own.modifier,
            ..beside
        })
    }

    /// A number that is a year before Christ because the date behind it is.
    pub(super) fn epoch(&self, around: Around<'_>) -> Option<Calendar> {
        let next = around
            .behind
            .iter()
            .take(3)
            .find_map(|node| match node.meaning {
                Meaning::Calendar(calendar) => calendar.year,
                _ => None,
            })?;
        let numeral = |node: &Node| matches!(node.meaning, Meaning::Number(_));
        let (node, class) = self.parts.iter().find(|(node, _)| numeral(node))?;
        let number = i16::try_from(self.number_of(node, *class).whole).ok()?;
        match next {
            WrittenYear::Full(year) if year <= 0 && number >= 1 - year => Some(Calendar {
                year: Some(WrittenYear::Full(1 - number)),
                ..Calendar::default()
            }),
            _ => None,
        }
    }

    /// The parts put together as one date.
    pub(super) fn merge_calendar(&self) -> Option<Calendar> {
        let mut calendar = Calendar::default();
        for (node, class) in self.parts {
            self.contribute(&mut calendar, node, *class)?;
        }
        self.apply_clock_shift(&mut calendar);
        self.apply_meridiem(&mut calendar);
        self.apply_era(&mut calendar)?;
        Some(calendar)
    }

    /// Adds what a part says, by the class under which it fits.
    fn contribute(&self, calendar: &mut Calendar, node: &Node, class: Class) -> Option<()> {
        if let Meaning::Calendar(other) = node.meaning {
            join(calendar, &other);
            return Some(());
        }
        let payload = || self.lexicon.payload(node.word, class);
        let small = || i8::try_from(payload()).ok();
        let number = || i8::try_from(self.number_of(node, class).whole).ok();
        match class {
            class::MONTH => calendar.month = Some(small()?),
            class::MONTH_NUMBER => {
                calendar.month = Some(number().filter(|month| (1..=12).contains(month))?);
            }
            class::DAY => calendar.day = Some(number().filter(|day| (1..=31).contains(day))?),
            class::NUMBER if self.part(class::MONTH).is_some() => calendar.day = Some(number()?),
            class::ORDINAL if self.tells_hour() => self.clock(calendar, node, class)?,
            class::ORDINAL => calendar.day = number().filter(|day| (1..=31).contains(day)),
            class::YEAR | class::MODERN_YEAR => {
                let year = i16::try_from(self.number_of(node, class).whole).ok()?;
                calendar.year = Some(WrittenYear::Full(year));
            }
            class::SHORT_YEAR | class::LATE_YEAR => {
                calendar.year = Some(WrittenYear::Short(number()?));
            }
            class::SEASON => {
                let season = Season::ALL.get(usize::try_from(payload()).ok()?)?;
                calendar.section = Some(Section::Season(*season));
            }
            class::HOLIDAY => {
                calendar.section = Some(Section::Holiday(i16::try_from(payload()).ok()?));
            }
            class::WEEKDAY
            | class::DEICTIC
            | class::SHIFT
            | class::DIRECTION
            | class::UNIT
            | class::UNITS => self.relate(calendar, node, class)?,
            class::PART => self.part_of_day(calendar, payload())?,
            class::CLOCK_WORD
            | class::NUMBER
            | class::CLOCK_NUMBER
            | class::HOUR
            | class::MINUTE
            | class::ZONE
            | class::INTEGER => self.clock(calendar, node, class)?,
            class::MODIFIER => calendar.modifier = modifier(payload()),
            class::AM_PM | class::CLOCK_SHIFT => {}
            // A plain word, or a class of the language's own: what it is
            // besides.
            _ => {
                let besides = NAMED
                    .into_iter()
                    .find(|&class| self.lexicon.knows(node.word, class));
                if let Some(class) = besides {
                    self.contribute(calendar, node, class)?;
                }
            }
        }
        Some(())
    }

    /// Adds a weekday, or what is counted from an anchor.
    fn relate(&self, calendar: &mut Calendar, node: &Node, class: Class) -> Option<()> {
        let payload = self.lexicon.payload(node.word, class);
        match class {
            class::WEEKDAY => calendar.weekday = Some(i8::try_from(payload).ok()?),
            class::DEICTIC => {
                calendar.relative = Some(Relative {
                    step: Step::Unit(Unit::Day),
                    count: payload,
                    from: From::Printed,
                });
            }
            class::SHIFT => {
                let (count, from) = direction(payload.div_euclid(100));
                let unit = unit(payload.rem_euclid(100))?;
                if unit == Unit::Weekend {
                    calendar.section = Some(Section::Weekend);
                }
                let step = Step::Unit(unit);
                calendar.relative = Some(Relative { step, count, from });
            }
            class::DIRECTION => {
                let (count, from) = direction(payload);
                let step = calendar.relative.map_or(Step::Named, |known| known.step);
                calendar.relative = Some(Relative { step, count, from });
                return Some(());
            }
            _ => {
                let unit = unit(payload)?;
                match &mut calendar.relative {
                    _ if unit == Unit::Weekend => calendar.section = Some(Section::Weekend),
                    // A shift knows its own unit.
                    Some(_) if self.part(class::SHIFT).is_some() => {}
                    Some(relative) => relative.step = Step::Unit(unit),
                    // "el año pasado": the direction follows.
                    None if self.part(class::DIRECTION).is_some() => {
                        calendar.relative = Some(Relative {
                            step: Step::Unit(unit),
                            count: 0,
                            from: From::Speech,
                        });
                    }
                    None => {}
                }
                return Some(());
            }
        }
        if let (class::SHIFT, true) = (class, node.is(class::SEASON)) {
            let season = self.lexicon.payload(node.word, class::SEASON);
            let season = Season::ALL.get(usize::try_from(season).ok()?)?;
            calendar.section = Some(Section::Season(*season));
        }
        // "Montagabend" and "tonight" name a part of the day as well.
        if node.is(class::PART) {
            let part = self.lexicon.payload(node.word, class::PART);
            self.part_of_day(calendar, part)?;
        }
        Some(())
    }

    /// Adds a part of the day; a clock time says more than "in the morning".
    fn part_of_day(&self, calendar: &mut Calendar, payload: i32) -> Option<()> {
        let part = *DayPart::ALL.get(usize::try_from(payload).ok()?)?;
        let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
        match calendar.clock {
            Some(Clock::Minute(hour @ 1..=11, minute, zone)) if late => {
                calendar.clock = Some(Clock::Minute(hour + 12, minute, zone));
            }
            Some(Clock::Minute(..) | Clock::Second(..)) => {}
            _ => calendar.clock = Some(Clock::Part(part)),
        }
        Some(())
    }

    /// Whether an ordinal is an hour here: "at the fifth hour", "half to the eighth".
    fn tells_hour(&self) -> bool {
        let of_clock = |class: Class| matches!(class, class::AM_PM | class::CLOCK_SHIFT);
        self.parts.iter().any(|(_, class)| of_clock(*class)) || self.unit() == Some(Unit::Hour)
    }

    /// Adds a part of a clock time.
    fn clock(&self, calendar: &mut Calendar, node: &Node, class: Class) -> Option<()> {
        let number = || u8::try_from(self.number_of(node, class).whole).ok();
        if class == class::INTEGER && self.era().is_some() {
            return Some(());
        }
        calendar.clock = Some(match (class, calendar.clock) {
            (class::CLOCK_NUMBER, _) => {
                let both = self.number_of(node, class).whole;
                let (hour, minute) = (both / 100, both % 100);
                Clock::Minute(
                    u8::try_from(hour).ok()?,
                    u8::try_from(minute).ok()?,
                    Zone::Local,
                )
            }
            (class::CLOCK_WORD, _) => {
                let hour = u8::try_from(self.lexicon.payload(node.word, class)).ok()?;
                Clock::Minute(hour, 0, Zone::Local)
            }
            (class::HOUR | class::NUMBER | class::INTEGER | class::ORDINAL, None) => {
                Clock::Minute(number().filter(|hour| *hour <= 24)?, 0, Zone::Local)
            }
            (class::MINUTE, Some(Clock::Minute(hour, minute, zone))) => {
                // The second number in a row of minutes is the seconds.
                let seen = self
                    .parts
                    .iter()
                    .take_while(|(other, _)| other.start < node.start);
                if seen.filter(|(_, class)| *class == class::MINUTE).count() == 0 {
                    Clock::Minute(hour, number()?, zone)
                } else {
                    Clock::Second(hour, minute, number()?, zone)
                }
            }
            (class::ZONE, Some(clock)) => {
                let universal = self.lexicon.payload(node.word, class) == 1;
                match clock {
                    Clock::Minute(hour, minute, _) if universal => {
                        Clock::Minute(hour, minute, Zone::Utc)
                    }
                    other => other,
                }
            }
            (_, known) => return known.map(|_| ()).or(Some(())),
        });
        Some(())
    }

    /// "half past eight", "a quarter to nine": minutes around the full hour.
    fn apply_clock_shift(&self, calendar: &mut Calendar) {
        let minutes = self.payload(class::CLOCK_SHIFT);
        if let (Some(minutes), Some(Clock::Minute(hour, 0, zone))) = (minutes, calendar.clock) {
            let total = (i32::from(hour) * 60 + minutes).rem_euclid(24 * 60);
            if let (Ok(hour), Ok(minute)) = (u8::try_from(total / 60), u8::try_from(total % 60)) {
                calendar.clock = Some(Clock::Minute(hour, minute, zone));
            }
        }
    }

    /// Morning and afternoon, whether they stand before or behind the hour.
    fn apply_meridiem(&self, calendar: &mut Calendar) {
        let Some(afternoon) = self.payload(class::AM_PM) else {
            return;
        };
        let turned = |hour: u8| match (hour, afternoon) {
            (12, 0) => 0,
            (1..=11, 1) => hour + 12,
            _ => hour,
        };
        calendar.clock = calendar.clock.map(|clock| match clock {
            Clock::Minute(hour, minute, zone) => Clock::Minute(turned(hour), minute, zone),
            Clock::Second(hour, minute, second, zone) => {
                Clock::Second(turned(hour), minute, second, zone)
            }
            other => other,
        });
    }

    /// "264 BC", "Juche 112": the number beside the era is the year.
    fn apply_era(&self, calendar: &mut Calendar) -> Option<()> {
        let Some(era) = self.era() else {
            return Some(());
        };
        // Behind the era, as in "昭和39年", else before it, as in "264 BC".
        let counts = |class: Class| {
            matches!(
                class,
                class::DIGITS | class::INTEGER | class::YEAR | class::NUMBER
            )
        };
        let behind = self
            .parts
            .iter()
            .skip_while(|(node, _)| !node.is(class::ERA))
            .filter(|(_, class)| *class != class::YEAR);
        let mut numbers = behind.chain(self.parts).filter(|(_, class)| counts(*class));
        let number = numbers.next();
        let Some((node, class)) = number else {
            if let (ERA_BC, Some(WrittenYear::Full(year))) = (era, calendar.year) {
                calendar.year = Some(WrittenYear::Full(1 - year));
            }
            return Some(());
        };
        let number = i16::try_from(self.number_of(node, *class).whole).ok()?;
        let year = match era {
            ERA_BC => 1_i16.checked_sub(number)?,
            offset => number.checked_add(i16::try_from(offset).ok()?)?,
        };
        calendar.year = Some(WrittenYear::Full(year));
        Some(())
    }
}

/// The classes that a word contributes as when the pattern names it otherwise.
const NAMED: [Class; 10] = [
    class::YEAR,
    class::SHIFT,
    class::MONTH,
    class::WEEKDAY,
    class::SEASON,
    class::HOLIDAY,
    class::PART,
    class::DEICTIC,
    class::UNIT,
    class::MODIFIER,
];

/// Adds what the first does not say yet.
fn join(calendar: &mut Calendar, other: &Calendar) {
    calendar.relative = calendar.relative.or(other.relative);
    calendar.year = match (calendar.year, other.year) {
        // "20世纪90年代"
        (Some(WrittenYear::Century(century)), Some(WrittenYear::ShortDecade(decade))) => {
            Some(WrittenYear::Decade(century * 10 + i16::from(decade)))
        }
        (known, year) => known.or(year),
    };
    calendar.section = calendar.section.or(other.section);
    calendar.month = calendar.month.or(other.month);
    calendar.day = calendar.day.or(other.day);
    calendar.weekday = calendar.weekday.or(other.weekday);
    calendar.nth = calendar.nth.or(other.nth);
    calendar.clock = match (calendar.clock, other.clock) {
        (None | Some(Clock::Part(_)), Some(clock)) => Some(clock),
        (known, _) => known,
    };
    calendar.plus = calendar.plus.or(other.plus);
    calendar.modifier = calendar.modifier.or(other.modifier);
}
