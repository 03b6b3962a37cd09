//! What a match means: the actions that rules name, from the meanings of the
//! parts to the meaning of the whole. Knows no language and no context.

use crate::model::{
    Clock, DayPart, Frequency, Modifier, Quantifier, Reference, Season, Unit, Zone,
};

use super::{
    class::{self, Class},
    grammar::Part,
    lexicon::Lexicon,
    node::{
        Calendar, From, Length, Meaning, Node, Nth, Number, Recurrence, Recurring, Relative,
        Section, Step, WrittenYear,
    },
};

/// How the meaning of a match is made; the name in the rule file is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `merge`: the parts are put together, each by its class.
    Merge,
    /// `number`: words and digits to a number.
    Number,
    /// `length`: a number and a unit; without a number a vague length.
    Length,
    /// `offset`: a length before or after the anchor, or a date of the match.
    Offset,
    /// `nth`: an ordinal and a unit, inside the rest.
    Nth,
    /// `decade`: a number to a decade.
    Decade,
    /// `century`: a number to a century.
    Century,
    /// `every`: a recurrence.
    Every,
    /// `that`: the unit of the match, as mentioned before.
    That,
    /// `this`: the unit of the match, as seen from the anchor.
    This,
    /// `ago`: one unit before or after the anchor: "year-ago".
    Ago,
    /// `lastyear`, `thisyear`, `nextyear`: a word that says it alone.
    Year(i8),
    /// `tomorrow`: a word that is tomorrow here and the morning elsewhere.
    Tomorrow,
    /// `weekly`: a word that means every such weekday; its payload says which.
    Weekly,
    /// `quarter`: the quarter that was mentioned before.
    Quarter,
    /// `spoken`: a year in words: "nineteen ninety-six".
    Spoken,
    /// `one`: a length of one unit.
    One,
    /// `reference`: past, present, future.
    Reference(Option<Reference>),
    /// `share`: a day that has its month and year from the date beside it.
    Share,
    /// `epoch`: a year that has its era from the date beside it: "264-241 BC".
    Epoch,
    /// `nothing`: no temporal meaning.
    Nothing,
}

impl Action {
    /// The action of this name; an empty name is `merge`.
    ///
    /// # Errors
    /// When there is none.
    pub fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "" | "merge" => Self::Merge,
            "number" => Self::Number,
            "length" => Self::Length,
            "offset" => Self::Offset,
            "nth" => Self::Nth,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "every" => Self::Every,
            "that" => Self::That,
            "this" => Self::This,
            "ago" => Self::Ago,
            "lastyear" => Self::Year(-1),
            "thisyear" => Self::Year(0),
            "nextyear" => Self::Year(1),
            "tomorrow" => Self::Tomorrow,
            "weekly" => Self::Weekly,
            "quarter" => Self::Quarter,
            "spoken" => Self::Spoken,
            "one" => Self::One,
            "reference" => Self::Reference(None),
            "past" => Self::Reference(Some(Reference::Past)),
            "present" => Self::Reference(Some(Reference::Present)),
            "future" => Self::Reference(Some(Reference::Future)),
            "share" => Self::Share,
            "epoch" => Self::Epoch,
            "nothing" => Self::Nothing,
            _ => return Err(format!("no action is called `{name}`")),
        })
    }
}

/// The nodes around a match.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Those before it, the nearest last.
    pub before: &'a [Node],
    /// Those behind it, the nearest first.
    pub behind: &'a [Node],
}

/// The meaning of a match; `None` when the parts do not fit together.
#[must_use]
pub fn meaning(
    action: &Action,
    parts: &[Part],
    around: Around<'_>,
    lexicon: &Lexicon,
) -> Option<Meaning> {
    let make = Make { parts, lexicon };
    match action {
        Action::Merge => make.merge(),
        Action::Number => make.number().map(Meaning::Number),
        Action::Length => make.length().map(Meaning::Length),
        Action::Offset => make.offset(),
        Action::Nth => make.nth(),
        Action::Decade => make.decade().map(Meaning::Calendar),
        Action::Century => make.century().map(Meaning::Calendar),
        Action::Every => make.every().map(Meaning::Recurrence),
        Action::That => make.counted(make.unit()?, 0, From::Text),
        Action::This => make.counted(make.unit()?, 0, From::Speech),
        Action::Year(count) => make.counted(Unit::Year, i32::from(*count), From::Speech),
        Action::Tomorrow => Some(Meaning::Calendar(Calendar {
            relative: Some(Relative {
                step: Step::Unit(Unit::Day),
                count: 1,
                from: From::Printed,
            }),
            ..Calendar::default()
        })),
        Action::Weekly => {
            let &(node, class) = parts.first()?;
            let weekday = i8::try_from(lexicon.payload(node.word, class)).ok()?;
            Some(Meaning::Recurrence(Recurrence {
                what: Recurring::On(Calendar {
                    weekday: Some(weekday),
                    ..Calendar::default()
                }),
                quant: None,
                freq: None,
                adverb: false,
            }))
        }
        Action::Quarter => make.counted(Unit::Quarter, 0, From::Text),
        Action::Ago => {
            let (sign, from) = make.ago()?;
            make.counted(make.unit()?, sign, from)
        }
        Action::Spoken => make.spoken().map(Meaning::Calendar),
        Action::One => make.one().map(Meaning::Length),
        Action::Reference(Some(reference)) => Some(Meaning::Reference(*reference)),
        Action::Reference(None) => {
            let payload = make.payload(class::REFERENCE)?;
            Some(Meaning::Reference(reference(payload)))
        }
        Action::Share => make.share(around).map(Meaning::Calendar),
        Action::Epoch => make.epoch(around).map(Meaning::Calendar),
        Action::Nothing => Some(Meaning::None),
    }
}

const fn reference(payload: i32) -> Reference {
    match payload {
        ..=-1 => Reference::Past,
        0 => Reference::Present,
        1.. => Reference::Future,
    }
}

struct Make<'a> {
    parts: &'a [Part],
    lexicon: &'a Lexicon,
}

impl Make<'_> {
    /// The payload of the first part of this class.
    fn payload(&self, class: Class) -> Option<i32> {
        self.part(class)
            .map(|node| self.lexicon.payload(node.word, class))
    }

    fn part(&self, class: Class) -> Option<&Node> {
        self.parts
            .iter()
            .find(|(_, fits)| *fits == class)
            .map(|(node, _)| node)
    }

    /// The number that a node says, as a member of a class.
    fn number_of(&self, node: &Node, class: Class) -> Number {
        match node.meaning {
            Meaning::Number(number) => number,
            _ => Number {
                whole: u32::try_from(self.lexicon.payload(node.word, class)).unwrap_or(0),
                hundredths: 0,
            },
        }
    }

    /// The unit that is named, as a class of the pattern or as a plain word.
    /// Sign and anchor of the first "ago" or "later", under whatever class.
    fn ago(&self) -> Option<(i32, From)> {
        let (node, _) = self.parts.iter().find(|(node, _)| node.is(class::AGO))?;
        Some(direction(self.lexicon.payload(node.word, class::AGO)))
    }

    fn unit(&self) -> Option<Unit> {
        let named = |class| matches!(class, class::UNIT | class::UNITS);
        let plain = |class: Class| class == class::WORD || usize::from(class) >= class::NAMES.len();
        let mut parts = self.parts.iter();
        let (node, _) = parts.find(|(_, class)| named(*class)).or_else(|| {
            let mut parts = self.parts.iter();
            parts.find(|(node, class)| plain(*class) && node.is(class::UNIT))
        })?;
        unit(self.lexicon.payload(node.word, class::UNIT))
    }

    /// The modifier of the first part that is one, under whatever class.
    fn modifier(&self) -> Option<Modifier> {
        let (node, _) = self
            .parts
            .iter()
            .find(|(node, _)| node.is(class::MODIFIER))?;
        modifier(self.lexicon.payload(node.word, class::MODIFIER))
    }

    /// A unit counted from an anchor, with what else is named: "the day".
    fn counted(&self, unit: Unit, count: i32, from: From) -> Option<Meaning> {
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

    /// "nineteen ninety-six", "two thousand and six".
    fn spoken(&self) -> Option<Calendar> {
        let numbers: Vec<u32> = self
            .parts
            .iter()
            .filter(|(node, _)| node.is(class::NUMBER))
            .map(|(node, _)| self.number_of(node, class::NUMBER).whole)
            .collect();
        let year = match *numbers.as_slice() {
            [thousands, 1000, ref rest @ ..] => thousands * 1000 + rest.iter().sum::<u32>(),
            [_, ref rest @ ..] if !rest.iter().all(|n| (1..100).contains(n)) => return None,
            [hundreds, ref rest @ ..] => hundreds * 100 + rest.iter().sum::<u32>(),
            [] => return None,
        };
        Some(Calendar {
            year: Some(WrittenYear::Full(i16::try_from(year).ok()?)),
            ..Calendar::default()
        })
    }

    /// One unit: "the past year".
    fn one(&self) -> Option<Length> {
        Some(Length {
            count: Some(Number {
                whole: 1,
                hundredths: 0,
            }),
            unit: self.unit()?,
            rest: None,
            modifier: self.modifier(),
        })
    }

    /// Numbers: "two hundred", "twenty-five", "2.5", "1,000", "two and a half".
    fn number(&self) -> Option<Number> {
        let (mut total, mut run, mut hundredths) = (0_u32, 0_u32, 0_u8);
        let mut decimal = false;
        for (index, (node, class)) in self.parts.iter().enumerate() {
            match *class {
                class::FRACTION => {
                    hundredths = u8::try_from(self.lexicon.payload(node.word, *class)).ok()?;
                }
                class::THREE_DIGITS if index > 0 => {
                    run = run
                        .checked_mul(1000)?
                        .checked_add(self.number_of(node, *class).whole)?;
                }
                class::DIGITS if decimal => {
                    let fraction = self.number_of(node, *class).whole;
                    let digits = node.end - node.start;
                    hundredths = match digits {
                        1 => u8::try_from(fraction * 10).ok()?,
                        2 => u8::try_from(fraction).ok()?,
                        _ => return None,
                    };
                }
                // "5 1/2": the last two digits are a fraction.
                class::ONE_DIGIT if index + 1 == self.parts.len() => {
                    let below = self.number_of(node, *class).whole;
                    let above = self.parts.len().checked_sub(3).map(|at| self.parts[at].0)?;
                    let above = self.number_of(&above, class::ONE_DIGIT).whole;
                    hundredths = u8::try_from((above * 100).checked_div(below)?).ok().filter(|&part| part < 100)?;
                }
                class::ONE_DIGIT => {}
                class::WORD if !node.is(class::NUMBER) => {
                    decimal |= self.lexicon.entry(node.word).text.as_ref() == "."
                }
                _ => {
                    let class = if *class == class::WORD {
                        class::NUMBER
                    } else {
                        *class
                    };
                    let number = self.number_of(node, class);
                    hundredths = hundredths.max(number.hundredths);
                    match number.whole {
                        scale @ (1_000 | 1_000_000 | 1_000_000_000)
                            if node.word != 0 && index > 0 =>
                        {
                            total = total.checked_add(run.max(1).checked_mul(scale)?)?;
                            run = 0;
                        }
                        scale @ (10 | 100) if node.word != 0 && run > 0 && run < scale => {
                            run = run.checked_mul(scale)?;
                        }
                        whole => run = run.checked_add(whole)?,
                    }
                }
            }
        }
        Some(Number {
            whole: total.checked_add(run)?,
            hundredths,
        })
    }

    /// A length of time: [about] [number] unit, or two lengths in a row.
    fn length(&self) -> Option<Length> {
        let mut lengths = self
            .parts
            .iter()
            .filter_map(|(node, _)| match node.meaning {
                Meaning::Length(length) => Some(length),
                _ => None,
            });
        if let Some(mut first) = lengths.next() {
            if let Some(second) = lengths.next() {
                let count = u16::try_from(second.count?.whole).ok()?;
                first.rest = Some((count, second.unit));
            }
            first.modifier = self.modifier().or(first.modifier);
            return Some(first);
        }
        let mut unit = self.unit()?;
        let mut count = None;
        let mut half = 0;
        for (node, class) in self.parts {
            match *class {
                class::ONE | class::INTEGER | class::NUMBER | class::DIGITS => {
                    count = Some(self.number_of(node, *class));
                }
                class::FRACTION => {
                    half = u8::try_from(self.lexicon.payload(node.word, *class)).ok()?;
                }
                class::VAGUE => {
                    let payload = self.lexicon.payload(node.word, *class);
                    count = u32::try_from(payload)
                        .ok()
                        .filter(|&n| n > 0)
                        .map(|whole| Number {
                            whole,
                            hundredths: 0,
                        });
                }
                _ => {}
            }
        }
        let mut rest = None;
        if half > 0 {
            let number = count.get_or_insert_default();
            number.hundredths = half;
        }
        if let Some(number) = &mut count {
            // The gold corpora write half units as a finer unit.
            let finer = match unit {
                Unit::Year => Some((12, Unit::Month)),
                Unit::Hour => Some((60, Unit::Minute)),
                Unit::Minute => Some((60, Unit::Second)),
                Unit::Day => Some((24, Unit::Hour)),
                Unit::Decade => Some((10, Unit::Year)),
                Unit::Century => Some((100, Unit::Year)),
                _ => None,
            };
            if let Some((parts, finer)) =
                finer.filter(|_| matches!(number.hundredths, 25 | 50 | 75))
            {
                let share = u16::from(number.hundredths) * parts / 100;
                if number.whole == 0 {
                    (*number, unit) = (
                        Number {
                            whole: share.into(),
                            hundredths: 0,
                        },
                        finer,
                    );
                } else {
                    rest = Some((share, finer));
                    number.hundredths = 0;
                }
            }
        }
        Some(Length {
            count,
            unit,
            rest,
            modifier: self.modifier(),
        })
    }

    /// A length with ago, later, before ...: counted from the anchor or, when
    /// a date is part of the match, from that date.
    fn offset(&self) -> Option<Meaning> {
        let length = self.parts.iter().find_map(|(node, _)| match node.meaning {
            Meaning::Length(length) => Some(length),
            _ => None,
        })?;
        let (sign, from) = self.ago()?;
        let inner = self.parts.iter().find_map(|(node, _)| match node.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        });
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

    /// The nth unit of something: quarters and halves name a section.
    fn nth(&self) -> Option<Meaning> {
        let Some(Meaning::Calendar(mut calendar)) = self.merge_calendar().map(Meaning::Calendar)
        else {
            return None;
        };
        calendar.day = None;
        calendar.relative = self.inner().and_then(|inner| inner.relative);
        let number = self.parts.iter().find(|(_, class)| {
            matches!(
                *class,
                class::ORDINAL | class::INTEGER | class::NUMBER | class::DIGITS | class::ONE_DIGIT
            )
        });
        let number = match number {
            Some((node, class)) => i8::try_from(self.number_of(node, *class).whole).ok()?,
            // "the last week of": a direction stands for the ordinal.
            None => match self.payload(class::DIRECTION).map(|payload| direction(payload).0) {
                None | Some(-1) => -1,
                _ => return None,
            },
        };
        let half = self.part(class::HALF).map(|_| Unit::Unknown);
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

    fn inner(&self) -> Option<Calendar> {
        self.parts.iter().find_map(|(node, _)| match node.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        })
    }

    fn decade(&self) -> Option<Calendar> {
        let mut calendar = self.inner().unwrap_or_default();
        calendar.modifier = self.modifier().or(calendar.modifier);
        for (node, class) in self.parts {
            let number = self.number_of(node, *class).whole;
            calendar.year = match *class {
                class::YEAR if number % 10 == 0 => {
                    Some(WrittenYear::Decade(i16::try_from(number / 10).ok()?))
                }
                class::SHORT_YEAR if number % 10 == 0 => {
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

    fn century(&self) -> Option<Calendar> {
        let mut calendar = self.merge_calendar()?;
        calendar.clock = None;
        calendar.day = None;
        let counts = |node: &Node, class: Class| {
            matches!(
                class,
                class::ORDINAL | class::DIGITS | class::DAY | class::INTEGER | class::NUMBER
            ) || (usize::from(class) >= class::NAMES.len()
                && self.lexicon.payload(node.word, class) > 0)
        };
        let (node, class) = self.parts.iter().find(|(node, class)| counts(node, *class))?;
        let number = i16::try_from(self.number_of(node, *class).whole).ok()?;
        let before_christ = self.payload(class::ERA) == Some(ERA_BC);
        let century = if before_christ { -number } else { number - 1 };
        if !(-99..=99).contains(&century) {
            return None;
        }
        calendar.year = Some(WrittenYear::Century(century));
        Some(calendar)
    }

    fn every(&self) -> Option<Recurrence> {
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
        let what = if let Some(payload) = self.payload(class::ADVERB) {
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
        } else if let Some(mut length) = self.any_length() {
            length.count = length.count.or(Some(Number {
                whole: 1,
                hundredths: 0,
            }));
            Recurring::Every(length)
        } else if self.unit().is_some() {
            let mut length = self.length()?;
            let counted = self.part(class::EVERY).is_some() && length.count.is_some();
            if !counted && (freq.is_some() || length.count.is_none()) {
                length.count = Some(Number {
                    whole: 1,
                    hundredths: 0,
                });
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
        };
        let adverb = self.part(class::ADVERB).is_some();
        Some(Recurrence { what, quant, freq, adverb })
    }

    fn any_length(&self) -> Option<Length> {
        self.parts.iter().find_map(|(node, _)| match node.meaning {
            Meaning::Length(length) => Some(length),
            _ => None,
        })
    }

    /// A day, month or year with the rest of the date beside it.
    fn share(&self, around: Around<'_>) -> Option<Calendar> {
        let own = self.merge_calendar()?;
        let calendar_of = |node: &Node| match node.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        };
        let beside = around
            .before
            .iter()
            .rev()
            .take(3)
            .find_map(calendar_of)
            .or_else(|| around.behind.iter().take(3).find_map(calendar_of))?;
        Some(Calendar {
            day: own.day,
            month: own.month.or(beside.month),
            year: own.year.or(beside.year),
            weekday: None,
            clock: None,
            modifier: own.modifier,
            ..beside
        })
    }

    /// A number that is a year before Christ because the date behind it is.
    fn epoch(&self, around: Around<'_>) -> Option<Calendar> {
        let next = around.behind.iter().take(3).find_map(|node| match node.meaning {
            Meaning::Calendar(calendar) => calendar.year,
            _ => None,
        })?;
        let &(node, class) = self.parts.first()?;
        let number = i16::try_from(self.number_of(&node, class).whole).ok()?;
        match next {
            WrittenYear::Full(year) if year <= 0 && number >= 1 - year => Some(Calendar {
                year: Some(WrittenYear::Full(1 - number)),
                ..Calendar::default()
            }),
            _ => None,
        }
    }

    /// The general case: each part adds what its class says.
    fn merge(&self) -> Option<Meaning> {
        let carried = self
            .parts
            .iter()
            .rev()
            .find_map(|(node, _)| match node.meaning {
                Meaning::Length(_) | Meaning::Recurrence(_) | Meaning::Reference(_) => {
                    Some(node.meaning)
                }
                _ => None,
            });
        match carried {
            Some(Meaning::Length(mut length)) => {
                length.modifier = self.modifier().or(length.modifier);
                Some(Meaning::Length(length))
            }
            Some(other) => Some(other),
            None => self.merge_calendar().map(Meaning::Calendar),
        }
    }

    fn merge_calendar(&self) -> Option<Calendar> {
        let mut calendar = Calendar::default();
        for (node, class) in self.parts {
            self.contribute(&mut calendar, node, *class)?;
        }
        self.apply_meridiem(&mut calendar);
        self.apply_era(&mut calendar)?;
        Some(calendar)
    }

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
            class::MONTH_NUMBER => calendar.month = Some(number()?),
            class::DAY => calendar.day = Some(number()?),
            class::NUMBER if self.part(class::MONTH).is_some() => calendar.day = Some(number()?),
            class::ORDINAL => calendar.day = number().filter(|day| (1..=31).contains(day)),
            class::YEAR => {
                let year = i16::try_from(self.number_of(node, class).whole).ok()?;
                calendar.year = Some(WrittenYear::Full(year));
            }
            class::SHORT_YEAR => calendar.year = Some(WrittenYear::Short(number()?)),
            class::WEEKDAY => {
                calendar.weekday = Some(small()?);
                // "Montagabend" is one word.
                if node.is(class::PART) {
                    self.contribute(calendar, node, class::PART)?;
                }
            }
            class::SEASON => {
                let season = Season::ALL.get(usize::try_from(payload()).ok()?)?;
                calendar.section = Some(Section::Season(*season));
            }
            class::HOLIDAY => {
                calendar.section = Some(Section::Holiday(i16::try_from(payload()).ok()?))
            }
            class::PART => {
                let part = DayPart::ALL.get(usize::try_from(payload()).ok()?)?;
                // A clock time says more than "in the morning".
                match calendar.clock {
                    Some(Clock::Minute(hour @ 1..=11, minute, zone))
                        if matches!(
                            part,
                            DayPart::Afternoon | DayPart::Evening | DayPart::Night
                        ) =>
                    {
                        calendar.clock = Some(Clock::Minute(hour + 12, minute, zone));
                    }
                    Some(Clock::Minute(..) | Clock::Second(..)) => {}
                    _ => calendar.clock = Some(Clock::Part(*part)),
                }
            }
            class::CLOCK_WORD | class::NUMBER | class::CLOCK_NUMBER
            | class::HOUR
            | class::MINUTE
            | class::AM_PM
            | class::ZONE
            | class::INTEGER => {
                self.clock(calendar, node, class)?;
            }
            class::DEICTIC => {
                calendar.relative = Some(Relative {
                    step: Step::Unit(Unit::Day),
                    count: payload(),
                    from: From::Printed,
                });
                if node.is(class::PART) {
                    self.contribute(calendar, node, class::PART)?;
                }
            }
            class::DIRECTION => {
                let (count, from) = direction(payload());
                let step = calendar.relative.map_or(Step::Named, |known| known.step);
                calendar.relative = Some(Relative { step, count, from });
            }
            class::UNIT | class::UNITS => {
                let unit = unit(payload())?;
                match &mut calendar.relative {
                    _ if unit == Unit::Weekend => calendar.section = Some(Section::Weekend),
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
            }
            class::MODIFIER => calendar.modifier = modifier(payload()),
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

    fn clock(&self, calendar: &mut Calendar, node: &Node, class: Class) -> Option<()> {
        let number = || u8::try_from(self.number_of(node, class).whole).ok();
        if class == class::INTEGER && self.part(class::ERA).is_some() {
            return Some(());
        }
        calendar.clock = Some(match (class, calendar.clock) {
            (class::CLOCK_NUMBER, _) => {
                let both = self.number_of(node, class).whole;
                let (hour, minute) = (both / 100, both % 100);
                Clock::Minute(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?, Zone::Local)
            }
            (class::CLOCK_WORD, _) => {
                let hour = u8::try_from(self.lexicon.payload(node.word, class)).ok()?;
                Clock::Minute(hour, 0, Zone::Local)
            }
            (class::HOUR | class::NUMBER | class::INTEGER, None) => {
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

    /// Morning and afternoon, whether they stand before or behind the hour.
    fn apply_meridiem(&self, calendar: &mut Calendar) {
        if let (Some(afternoon), Some(Clock::Minute(hour, minute, zone))) =
            (self.payload(class::AM_PM), calendar.clock)
        {
            let hour = match (hour, afternoon) {
                (12, 0) => 0,
                (1..=11, 1) => hour + 12,
                _ => hour,
            };
            calendar.clock = Some(Clock::Minute(hour, minute, zone));
        }
    }

    /// "264 BC", "Juche 112": the number beside the era is the year.
    fn apply_era(&self, calendar: &mut Calendar) -> Option<()> {
        let Some(era) = self.payload(class::ERA) else {
            return Some(());
        };
        let number = self.parts.iter().find(|(_, class)| {
            matches!(
                *class,
                class::DIGITS | class::INTEGER | class::YEAR | class::NUMBER
            )
        });
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
const NAMED: [Class; 8] = [
    class::MONTH,
    class::WEEKDAY,
    class::SEASON,
    class::HOLIDAY,
    class::PART,
    class::DEICTIC,
    class::UNIT,
    class::MODIFIER,
];

/// The payload of BC; other eras give the years to add.
pub const ERA_BC: i32 = -1;

/// Adds what the first does not say yet.
fn join(calendar: &mut Calendar, other: &Calendar) {
    calendar.relative = calendar.relative.or(other.relative);
    calendar.year = calendar.year.or(other.year);
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

/// Sign and anchor of a direction: three times the sign, plus the anchor.
fn direction(payload: i32) -> (i32, From) {
    let from = match payload.rem_euclid(3) {
        1 => From::Text,
        2 => From::Printed,
        _ => From::Speech,
    };
    (payload.div_euclid(3), from)
}

fn unit(payload: i32) -> Option<Unit> {
    Unit::ALL.get(usize::try_from(payload).ok()?).copied()
}

fn modifier(payload: i32) -> Option<Modifier> {
    Modifier::ALL.get(usize::try_from(payload).ok()?).copied()
}
