//! What a match means: the actions that rules name, from the meanings of the
//! parts to the meaning of the whole. Knows no language and no context.
//!
//! `numbers` counts, `lengths` measures, `dates` puts dates together, and
//! `sections` names the parts of longer stretches.

mod dates;
mod lengths;
mod numbers;
mod sections;

use crate::model::{Modifier, Reference, Unit};

use super::{
    class::{self, Class},
    grammar::Part,
    lexicon::Lexicon,
    node::{Calendar, From, Meaning, Node, Number, Recurrence, Recurring, Relative, Step},
};

/// How the meaning of a match is made; the name in the rule file is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `merge`: the parts are put together, each by its class.
    Merge,
    /// `number`: words and digits to a number.
    Number,
    /// `digits`: words that stand for the digits of a number in a row.
    Digits,
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
            "digits" => Self::Digits,
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
        Action::Digits => make.digits().map(Meaning::Number),
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
        if let Some(payload) = self.payload(class::LENGTH_WORD) {
            return unit(payload % 100);
        }
        let named = |class| matches!(class, class::UNIT | class::UNITS);
        let plain = |class: Class| class == class::WORD || usize::from(class) >= class::NAMES.len();
        let mut parts = self.parts.iter();
        let (node, _) = parts.find(|(_, class)| named(*class)).or_else(|| {
            let mut parts = self.parts.iter();
            parts.find(|(node, class)| plain(*class) && node.is(class::UNIT))
        })?;
        unit(self.lexicon.payload(node.word, class::UNIT))
    }

    /// The payload of the first part that is an era, under whatever class.
    fn era(&self) -> Option<i32> {
        let (node, _) = self.parts.iter().find(|(node, _)| node.is(class::ERA))?;
        Some(self.lexicon.payload(node.word, class::ERA))
    }

    /// The modifier of the first part that is one, under whatever class.
    fn modifier(&self) -> Option<Modifier> {
        let (node, _) = self
            .parts
            .iter()
            .find(|(node, _)| node.is(class::MODIFIER))?;
        modifier(self.lexicon.payload(node.word, class::MODIFIER))
    }

    fn inner(&self) -> Option<Calendar> {
        self.parts.iter().find_map(|(node, _)| match node.meaning {
            Meaning::Calendar(calendar) => Some(calendar),
            _ => None,
        })
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

/// The payload of BC; other eras give the years to add.
pub const ERA_BC: i32 = -1;
