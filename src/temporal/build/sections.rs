//! Parts of longer stretches: the third quarter, the nineties, the 19th
//! century, and units counted from an anchor.

use crate::{
    model::{Modifier, Unit},
    temporal::node::{Calendar, From, Meaning, Node, Nth, Relative, Section, Step, WrittenYear},
};

use super::{
    ERA_BC, Make,
    class::{self, Class},
    direction,
};

impl Make<'_> {
    /// A unit counted from an anchor, with what else is named: "the day".
    pub(super) fn counted(&self, unit: Unit, count: i32, from: From) -> Option<Meaning> {
        let mut calendar = self.merge_calendar()?;
        if calendar.section != Some(Section::Weekend) {
            calendar.relative = Some(Relative {
                step: Step::Unit(unit),
                count,
                from,
            });
        }
        Some(Meaning::Calendar(calendar))
    }

    /// The nth unit of something: quarters and halves name a section.
    pub(super) fn nth(&self) -> Option<Meaning> {
        let Some(Meaning::Calendar(mut calendar)) = self.merge_calendar().map(Meaning::Calendar)
        else {
            return None;
        };
        // An ordinal is no day here; "the week of March 6" has one. Nor does a
        // number count hours.
        calendar.day = self.inner().and_then(|inner| inner.day);
        calendar.clock = self.inner().and_then(|inner| inner.clock);
        calendar.relative = match self.part(class::SHIFT) {
            Some(_) => calendar.relative,
            None => self.inner().and_then(|inner| inner.relative),
        };
        let number = self.parts.iter().find(|(_, class)| {
            matches!(
                *class,
                class::ORDINAL | class::INTEGER | class::NUMBER | class::DIGITS | class::ONE_DIGIT
            )
        });
        let number = match number {
            Some((node, class)) => i8::try_from(self.number_of(node, *class).whole).ok()?,
            // "the last week of": a direction stands for the ordinal.
            None => match self
                .payload(class::DIRECTION)
                .map(|payload| direction(payload).0)
            {
                None | Some(-1) => -1,
                _ => return None,
            },
        };
        if let (Some(weekday), Some(month)) = (calendar.weekday, calendar.month) {
            calendar.section = Some(Section::Holiday(weekday_of_month(number, weekday, month)?));
            (calendar.weekday, calendar.month, calendar.relative) = (None, None, None);
            return Some(Meaning::Calendar(calendar));
        }
        let mut parts = self.parts.iter();
        let half = parts.find(|(node, _)| node.is(class::HALF));
        let half = half.map(|_| Unit::Unknown);
        match half.or_else(|| self.unit())? {
            Unit::Quarter => {
                let number = if number == -1 { 4 } else { number };
                calendar.section =
                    Some(Section::Quarter(number)).filter(|_| (1..=4).contains(&number));
                calendar.section?;
            }
            // A half: of a year it is a section, of less it is a modifier.
            Unit::Unknown => {
                let number = if number == -1 { 2 } else { number };
                if !(1..=2).contains(&number) {
                    return None;
                }
                if calendar.month.is_some()
                    || matches!(
                        calendar.year,
                        Some(
                            WrittenYear::Decade(_)
                                | WrittenYear::Century(_)
                                | WrittenYear::ShortDecade(_)
                        )
                    )
                {
                    calendar.modifier = Some(if number == 1 {
                        Modifier::Start
                    } else {
                        Modifier::End
                    });
                } else {
                    calendar.section = Some(Section::Half(number));
                }
            }
            unit => calendar.nth = Some(Nth { number, unit }),
        }
        Some(Meaning::Calendar(calendar))
    }

    pub(super) fn decade(&self) -> Option<Calendar> {
        let mut calendar = self.inner().unwrap_or_default();
        calendar.modifier = self.modifier().or(calendar.modifier);
        for (node, class) in self.parts {
            let number = self.number_of(node, *class).whole;
            calendar.year = match *class {
                class::YEAR if number.is_multiple_of(10) => {
                    Some(WrittenYear::Decade(i16::try_from(number / 10).ok()?))
                }
                class::SHORT_YEAR if number.is_multiple_of(10) => {
                    Some(WrittenYear::ShortDecade(i8::try_from(number / 10).ok()?))
                }
                class::DECADE => match (calendar.year, i8::try_from(number).ok()?) {
                    (Some(WrittenYear::Century(century)), decade) => {
                        Some(WrittenYear::Decade(century * 10 + i16::from(decade)))
                    }
                    (_, decade) => Some(WrittenYear::ShortDecade(decade)),
                },
                class::YEAR | class::SHORT_YEAR => return None,
                // "nineteen" in "nineteen-fifties".
                class::NUMBER | class::INTEGER if (10..30).contains(&number) => {
                    Some(WrittenYear::Century(i16::try_from(number).ok()?))
                }
                _ => calendar.year,
            };
        }
        calendar.year.is_some().then_some(calendar)
    }

    pub(super) fn century(&self) -> Option<Calendar> {
        let mut calendar = self.merge_calendar()?;
        calendar.clock = None;
        calendar.day = None;
        let plain = |class: Class| {
            matches!(
                class,
                class::ORDINAL | class::DIGITS | class::DAY | class::INTEGER | class::NUMBER
            )
        };
        // A class of the language's own, such as Roman numerals.
        let own = |node: &Node, class: Class| {
            usize::from(class) >= class::NAMES.len()
                && !self.lexicon.knows(node.word, class::MODIFIER)
                && self.lexicon.payload(node.word, class) > 0
        };
        let mut parts = self.parts.iter();
        let (node, class) = parts.find(|(_, class)| plain(*class)).or_else(|| {
            let mut parts = self.parts.iter();
            parts.find(|(node, class)| own(node, *class))
        })?;
        let number = i16::try_from(self.number_of(node, *class).whole).ok()?;
        let before_christ = self.era() == Some(ERA_BC);
        let century = if before_christ { -number } else { number - 1 };
        if !(-99..=99).contains(&century) {
            return None;
        }
        calendar.year = Some(WrittenYear::Century(century));
        Some(calendar)
    }
}

/// "the last Monday of May" as a day with a name, by the rule for such days.
fn weekday_of_month(number: i8, weekday: i8, month: i8) -> Option<i16> {
    let nth = match number {
        -1 => 5,
        1..=4 => i16::from(number),
        _ => return None,
    };
    Some(20000 + i16::from(month) * 100 + nth * 10 + i16::from(weekday))
}
