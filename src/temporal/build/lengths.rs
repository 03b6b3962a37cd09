//! Lengths of time, what they are counted from, and recurrences.

use crate::{
    model::{Clock, Frequency, Quantifier, Unit},
    temporal::node::{
        Calendar, Length, Meaning, Number, Recurrence, Recurring, Relative, Section, Step,
    },
};

use super::{Make, class, reference, unit};

impl Make<'_> {
    /// A length of time: a number of units, or two lengths in a row.
    pub(super) fn length(&self) -> Option<Length> {
        let mut lengths = self.lengths();
        if let Some(mut first) = lengths.next() {
            if let Some(second) = lengths.next() {
                let count = u16::try_from(second.count?.whole).ok()?;
                first.rest = Some((count, second.unit));
            }
            first.modifier = self.modifier().or(first.modifier);
            return Some(first);
        }
        let length = Length {
            count: self.count()?,
            unit: self.unit()?,
            rest: None,
            modifier: self.modifier(),
        };
        Some(in_finer_units(length))
    }

    /// The lengths among the parts.
    fn lengths(&self) -> impl Iterator<Item = Length> {
        self.parts
            .iter()
            .filter_map(|(node, _)| match node.meaning {
                Meaning::Length(length) => Some(length),
                _ => None,
            })
    }

    /// How many units the parts say: `Some(None)` when they are vague, `None`
    /// when the number makes no sense.
    #[allow(clippy::option_option)]
    fn count(&self) -> Option<Option<Number>> {
        let mut count = None;
        for (node, class) in self.parts {
            match *class {
                class::ONE | class::INTEGER | class::NUMBER | class::DIGITS => {
                    count = Some(self.number_of(node, *class));
                }
                class::LENGTH_WORD => {
                    // Hundreds count the units, as in "biweekly".
                    let payload = self.lexicon.payload(node.word, *class);
                    count = Some(Number::whole(u32::try_from(payload / 100).ok()?.max(1)));
                }
                class::FRACTION => {
                    let half = u8::try_from(self.lexicon.payload(node.word, *class)).ok()?;
                    count.get_or_insert_with(Number::default).hundredths = half;
                }
                class::VAGUE => {
                    let payload = self.lexicon.payload(node.word, *class);
                    count = u32::try_from(payload)
                        .ok()
                        .filter(|&whole| whole > 0)
                        .map(Number::whole);
                }
                _ => {}
            }
        }
        Some(count)
    }

    /// One unit: "the past year".
    pub(super) fn one(&self) -> Option<Length> {
        Some(Length {
            count: Some(Number::whole(1)),
            unit: self.unit()?,
            rest: None,
            modifier: self.modifier(),
        })
    }

    /// A length with ago, later, before ...: counted from the anchor or, when
    /// a date is part of the match, from that date.
    pub(super) fn offset(&self) -> Option<Meaning> {
        // "The day before" is one day.
        let length = self.lengths().next().or_else(|| self.one())?;
        let (sign, from) = self.ago()?;
        let inner = self.inner();
        let Some(number) = length.count else {
            return Some(Meaning::Reference(reference(sign)));
        };
        let mut count = i32::try_from(number.whole).ok()?.checked_mul(sign)?;
        let mut unit = length.unit;
        if let Some((rest, finer @ Unit::Month)) = length.rest {
            // Two and a half years ago.
            count = count.checked_mul(12)?.checked_add(sign * i32::from(rest))?;
            unit = finer;
        }
        if unit == Unit::Decade {
            // "two decades ago" names a year as much as "twenty years ago".
            (count, unit) = (count.checked_mul(10)?, Unit::Year);
        }
        let mut calendar = inner.unwrap_or_default();
        if inner.is_some() {
            calendar.plus = Some((count, unit));
        } else {
            calendar.relative = Some(Relative {
                step: Step::Unit(unit),
                count,
                from,
            });
        }
        calendar.modifier = self.modifier().or(length.modifier).or(calendar.modifier);
        Some(Meaning::Calendar(calendar))
    }

    pub(super) fn every(&self) -> Option<Recurrence> {
        let quant = match self.payload(class::EVERY) {
            Some(1) => Some(Quantifier::Every),
            Some(2) => Some(Quantifier::Each),
            _ => None,
        };
        let freq = self.payload(class::TIMES).or_else(|| {
            let node = self.part(class::INTEGER)?;
            let whole = self.number_of(node, class::INTEGER).whole;
            // "three times a day": the number counts the times.
            self.parts
                .iter()
                .any(|(_, class)| *class == class::WORD)
                .then_some(())?;
            i32::try_from(whole).ok()
        });
        let freq = freq.and_then(|count| {
            Some(Frequency {
                count: u8::try_from(count).ok()?,
                unit: None,
            })
        });
        let what = self.recurring(freq)?;
        let adverb = self.part(class::ADVERB).is_some();
        Some(Recurrence {
            what,
            quant,
            freq,
            adverb,
        })
    }

    /// What recurs: an adverb says it alone, or a length, or a date.
    fn recurring(&self, freq: Option<Frequency>) -> Option<Recurring> {
        Some(if let Some(payload) = self.payload(class::ADVERB) {
            // Hundreds count the units: 203 is every two of unit 3.
            Recurring::Every(Length {
                count: Some(Number {
                    whole: u32::try_from(payload / 100).ok()?.max(1),
                    hundredths: 0,
                }),
                unit: unit(payload % 100)?,
                rest: None,
                modifier: None,
            })
        } else if let Some(mut length) = self.lengths().next() {
            length.count = length.count.or(Some(Number::whole(1)));
            Recurring::Every(length)
        } else if let (Some(Unit::Weekend), None) = (self.unit(), self.part(class::EVERY)) {
            Recurring::On(Calendar {
                section: Some(Section::Weekend),
                ..Calendar::default()
            })
        } else if self.unit().is_some() {
            let mut length = self.length()?;
            let counted = self.part(class::EVERY).is_some() && length.count.is_some();
            if !counted && (freq.is_some() || length.count.is_none()) {
                length.count = Some(Number::whole(1));
            }
            Recurring::Every(length)
        } else {
            let calendar = self.merge_calendar()?;
            match calendar.clock {
                Some(Clock::Part(part))
                    if calendar.weekday.is_none() && calendar.month.is_none() =>
                {
                    Recurring::In(part)
                }
                _ => Recurring::On(calendar),
            }
        })
    }
}

/// Half a year as the annotated corpora write it: in a finer unit.
fn in_finer_units(mut length: Length) -> Length {
    let finer = match length.unit {
        Unit::Year => (12, Unit::Month),
        Unit::Hour => (60, Unit::Minute),
        Unit::Minute => (60, Unit::Second),
        Unit::Day => (24, Unit::Hour),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        _ => return length,
    };
    let Some(number) = &mut length.count else {
        return length;
    };
    if !matches!(number.hundredths, 25 | 50 | 75) {
        return length;
    }
    let share = u16::from(number.hundredths) * finer.0 / 100;
    number.hundredths = 0;
    if number.whole == 0 {
        length.count = Some(Number::whole(share.into()));
        length.unit = finer.1;
    } else {
        length.rest = Some((share, finer.1));
    }
    length
}
