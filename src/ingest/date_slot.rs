//! The slots of a written date: year, month and day, each in all the forms it
//! is written in, and what may stand between two. Which order they stand in
//! is for `date_string`.

use super::date_token::{Kind, Token, Unit};
use super::lexicon::NumberOrder;

/// A slot of a date that has been read.
#[derive(Clone, Copy)]
pub struct Slot {
    /// The year in full, the month or the day.
    pub value: i16,
    /// The token after it.
    pub end: usize,
    /// How it was written.
    pub kind: SlotKind,
}

/// How a slot was written: decides what may stand before the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// Digits alone.
    Bare,
    /// Digits alone, a year of two.
    Short,
    /// Digits with a unit or an ordinal, a name, or a year of an era: cannot
    /// be anything else.
    Plain,
}

/// Reads slots off the tokens of a line.
pub struct Reader<'a> {
    pub tokens: &'a [Token],
    pub order: NumberOrder,
}

impl Reader<'_> {
    /// What the token at `at` is.
    pub fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    /// Whether this mark stands at `at`.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(&Kind::Mark(mark))
    }

    /// Whether the sign of this unit stands at `at`.
    pub fn is_unit(&self, at: usize, unit: Unit) -> bool {
        self.kind(at) == Some(&Kind::Unit(unit))
    }

    /// A number of at most `digits` digits.
    pub fn number(&self, at: usize, digits: u8) -> Option<i16> {
        match self.kind(at)? {
            Kind::Number { value, digits: n } if *n <= digits => i16::try_from(*value).ok(),
            _ => None,
        }
    }

    /// The next slot of a date of numbers: behind a unit at once, else behind
    /// a mark, the same for both gaps. Returns the mark.
    pub fn next(
        &self,
        before: Slot,
        mark: Option<char>,
        read: fn(&Self, usize) -> Option<Slot>,
    ) -> Option<(Slot, Option<char>)> {
        if before.kind == SlotKind::Plain
            && let Some(slot) = read(self, before.end)
        {
            return Some((slot, mark));
        }
        let found = match self.kind(before.end)? {
            Kind::Mark(found @ ('.' | '/' | '-' | '–' | '_')) => *found,
            _ => return None,
        };
        if mark.is_some_and(|mark| mark != found) {
            return None;
        }
        Some((read(self, before.end + 1)?, Some(found)))
    }

    /// A year: 2023, 2023年, '23, Juche 112 (2023), 令和5年, 2023 (Juche 112).
    pub fn year(&self, at: usize) -> Option<Slot> {
        if let Some(era) = self.era_year(at) {
            // The common year in brackets is the surer one.
            let bracket = self.bracketed(era.end, |at| self.common_year(at));
            let (value, end) = bracket.unwrap_or((era.value, era.end));
            let end = end + usize::from(self.is_unit(end, Unit::Year));
            let kind = SlotKind::Plain;
            return Some(Slot { value, end, kind });
        }
        if let Some(common) = self.common_year(at) {
            let bracket = self.bracketed(common.end, |at| self.era_year(at));
            return Some(match bracket {
                Some((_, end)) => Slot {
                    end: end + usize::from(self.is_unit(end, Unit::Year)),
                    kind: SlotKind::Plain,
                    ..common
                },
                None => common,
            });
        }
        let at = at + usize::from(self.is_mark(at, '\''));
        let value = self.number(at, 2)?;
        let two = matches!(self.kind(at), Some(Kind::Number { digits: 2, .. }));
        let year = value + if value < 69 { 2000 } else { 1900 };
        let has_unit = self.is_unit(at + 1, Unit::Year);
        two.then_some(Slot {
            value: year,
            end: at + 1 + usize::from(has_unit),
            kind: if has_unit {
                SlotKind::Plain
            } else {
                SlotKind::Short
            },
        })
    }

    /// A year of four digits, with or without its unit.
    pub fn common_year(&self, at: usize) -> Option<Slot> {
        let value = self.number(at, 4)?;
        let has_unit = self.is_unit(at + 1, Unit::Year);
        ((1000..3000).contains(&value)).then_some(Slot {
            value,
            end: at + 1 + usize::from(has_unit),
            kind: if has_unit {
                SlotKind::Plain
            } else {
                SlotKind::Bare
            },
        })
    }

    /// The name of an era and a year of it.
    pub fn era_year(&self, at: usize) -> Option<Slot> {
        let base = match self.kind(at)? {
            Kind::Word(meaning) => meaning.era?,
            _ => return None,
        };
        let number = at + 1 + usize::from(self.is_mark(at + 1, '.'));
        let value = self.number(number, 3)?;
        let letters = self.tokens[at].end - self.tokens[at].start;
        // One Latin letter (R5.7.19) names an era only right before digits.
        if letters == 1 && (self.tokens[number].spaced || !self.is_mark(number + 1, '.')) {
            return None;
        }
        let has_unit = self.is_unit(number + 1, Unit::Year);
        Some(Slot {
            value: base.checked_add(value)?,
            end: number + 1 + usize::from(has_unit),
            kind: SlotKind::Plain,
        })
    }

    /// A year in brackets: its value and the token after the bracket.
    fn bracketed(&self, at: usize, read: impl Fn(usize) -> Option<Slot>) -> Option<(i16, usize)> {
        self.is_mark(at, '(').then_some(())?;
        let slot = read(at + 1)?;
        self.is_mark(slot.end, ')')
            .then_some((slot.value, slot.end + 1))
    }

    /// A month by its name.
    pub fn month_name(&self, at: usize) -> Option<Slot> {
        match self.kind(at)? {
            Kind::Word(meaning) if meaning.month > 0 => Some(Slot {
                value: i16::from(meaning.month),
                end: at + 1,
                kind: SlotKind::Plain,
            }),
            _ => None,
        }
    }

    /// A month by its number.
    pub fn month_number(&self, at: usize) -> Option<Slot> {
        let value = self
            .number(at, 2)
            .filter(|value| (1..=12).contains(value))?;
        let has_unit = self.is_unit(at + 1, Unit::Month);
        Some(Slot {
            value,
            end: at + 1 + usize::from(has_unit),
            kind: if has_unit {
                SlotKind::Plain
            } else {
                SlotKind::Bare
            },
        })
    }

    /// The number of a day with what may follow it: 19, 19th, 1er, 1º, 19-го.
    pub fn day(&self, at: usize) -> Option<Slot> {
        let value = self
            .number(at, 2)
            .filter(|value| (1..=31).contains(value))?;
        let is_ordinal = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| match token.kind {
                Kind::Word(meaning) => meaning.ordinal && !token.spaced,
                Kind::Mark(mark) => matches!(mark, 'º' | 'ª' | '°'),
                _ => false,
            })
        };
        let end = if self.is_unit(at + 1, Unit::Day) || is_ordinal(at + 1) {
            at + 2
        } else if self.is_mark(at + 1, '-') && is_ordinal(at + 2) {
            at + 3
        } else {
            at + 1
        };
        Some(Slot {
            value,
            end,
            kind: SlotKind::Bare,
        })
    }

    /// The token after what may stand between the parts of a date with a
    /// named month: at most three marks and small words.
    pub fn glue(&self, at: usize) -> usize {
        let is_glue = |at: &usize| match self.kind(*at) {
            Some(Kind::Mark(mark)) => matches!(mark, '.' | ',' | '-' | '–' | '—' | '/' | '_'),
            Some(Kind::Word(meaning)) => meaning.inside && meaning.month == 0,
            _ => false,
        };
        (at..at + 3).find(|at| !is_glue(at)).unwrap_or(at + 3)
    }

    /// The token after a time and its zone, as `date` prints them before the
    /// year ("Wed May 14 12:55:00 EDT 2008").
    pub fn past_time(&self, at: usize) -> usize {
        let Some(end) = clock(self.tokens, at) else {
            return at;
        };
        let is_zone = matches!(self.kind(end), Some(Kind::Word(_)));
        end + usize::from(is_zone)
    }

    /// Whether the number at `at` is a part of a longer row of numbers.
    pub fn continues_number(&self, at: usize) -> bool {
        let Some([number, mark]) = at.checked_sub(2).map(|from| &self.tokens[from..at]) else {
            return false;
        };
        matches!(number.kind, Kind::Number { .. })
            && matches!(mark.kind, Kind::Mark('.' | '/' | ':'))
            && !mark.spaced
            && !self.tokens[at].spaced
    }
}

/// The token after a time of day that begins at `at`: 12:55, 10:40:45.77.
pub fn clock(tokens: &[Token], at: usize) -> Option<usize> {
    let is_number = |at: usize| matches!(tokens.get(at).map(|t| &t.kind), Some(Kind::Number { digits, .. }) if *digits <= 2);
    let is_mark =
        |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.kind == Kind::Mark(mark));
    if !(is_number(at) && is_mark(at + 1, ':') && is_number(at + 2)) {
        return None;
    }
    let mut end = at + 3;
    if is_mark(end, ':') && is_number(end + 1) {
        end += 2;
        let fraction = matches!(tokens.get(end + 1), Some(t) if matches!(t.kind, Kind::Number { .. }) && !t.spaced);
        if (is_mark(end, '.') || is_mark(end, ',')) && fraction {
            end += 2;
        }
    }
    Some(end)
}
