//! The grammar of written dates: three slots (year, month, day) in the orders
//! that are in use, the month as a number or a name, years of the common era,
//! of Juche and of Japanese eras. One grammar for all languages; what differs
//! between them are words, and those are data (`lexicon`).
//!
//! Dates of three numbers that can be read in two ways ("04/03/2008") follow
//! the sign between them and the language: dots and hyphens put the day
//! first, slashes what the language does (English the month, others the day);
//! with a year of two digits Chinese, Japanese and Korean put the year first.
//! Years of two digits: 69 to 99 are 1969 to 1999, the others 2000 to 2068,
//! as in POSIX.

use super::date_token::{Kind, Token, Unit};
use super::lexicon::{Meaning, NumberOrder};
use crate::model::Day;

/// A date found among tokens. Its day and month are in range, but there may
/// be no such day (February 30): see [`Found::on`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The year, if it is written.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// It could as well be month and day the other way round.
    pub ambiguous: bool,
    /// The first token.
    pub first: usize,
    /// The token after the last.
    pub end: usize,
}

impl Found {
    /// The day, with `year` where none is written; `None` if there is none.
    pub fn on(&self, year: Option<i16>) -> Option<Day> {
        Day::new(self.year.or(year)?, self.month, self.day).ok()
    }
}

/// The first date with a year among the tokens, else the first without.
pub fn find(tokens: &[Token], order: NumberOrder) -> Option<Found> {
    let reader = Reader { tokens, order };
    find_full(tokens, order, 0).or_else(|| (0..tokens.len()).find_map(|at| reader.without_year(at)))
}

/// The first date with a year at or after token `from`.
pub fn find_full(tokens: &[Token], order: NumberOrder, from: usize) -> Option<Found> {
    let reader = Reader { tokens, order };
    (from..tokens.len()).find_map(|at| reader.full(at))
}

/// A slot of a date that has been read.
#[derive(Clone, Copy)]
struct Slot {
    value: i16,
    /// The token after it.
    end: usize,
    kind: SlotKind,
}

/// How a slot was written: decides what may stand before the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SlotKind {
    /// Digits alone.
    Bare,
    /// Digits alone, a year of two.
    Short,
    /// Digits with a unit or an ordinal, a name, or a year of an era: cannot
    /// be anything else.
    Plain,
}

struct Reader<'a> {
    tokens: &'a [Token],
    order: NumberOrder,
}

impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(&Kind::Mark(mark))
    }

    fn is_unit(&self, at: usize, unit: Unit) -> bool {
        self.kind(at) == Some(&Kind::Unit(unit))
    }

    /// A number of at most `digits` digits.
    fn number(&self, at: usize, digits: u8) -> Option<i16> {
        match self.kind(at)? {
            Kind::Number { value, digits: n } if *n <= digits => i16::try_from(*value).ok(),
            _ => None,
        }
    }

    /// A date with its year that begins at token `at`.
    fn full(&self, at: usize) -> Option<Found> {
        self.compact(at)
            .or_else(|| self.named(at))
            .or_else(|| self.numbers(at))
    }

    /// 20230719, with or without a time behind it.
    fn compact(&self, at: usize) -> Option<Found> {
        let (value, digits) = match self.kind(at)? {
            Kind::Number { value, digits } => (*value, *digits),
            _ => return None,
        };
        let value = match digits {
            8 => value,
            12 => value / 10_000,
            14 => value / 1_000_000,
            _ => return None,
        };
        // A letter or two right beside it make it a part of a hash.
        let is_letters = |token: &Token| {
            matches!(token.kind, Kind::Word(m) if m == Meaning::default())
                && token.end - token.start <= 2
        };
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let after = self.tokens.get(at + 1);
        if before.is_some_and(|t| is_letters(t) && !self.tokens[at].spaced)
            || after.is_some_and(|t| is_letters(t) && !t.spaced)
        {
            return None;
        }
        let part = |divisor: u64, modulus: u64| i16::try_from(value / divisor % modulus).ok();
        let (year, month, day) = (part(10_000, 10_000)?, part(100, 100)?, part(1, 100)?);
        ((1600..2200).contains(&year)).then_some(())?;
        self.made(at, at + 1, Some(year), month, day, false)
    }

    /// A date whose month is a name.
    fn named(&self, at: usize) -> Option<Found> {
        if let Some(day) = self.day(at)
            && let Some(month) = self.month_name(self.glue(day.end))
            && let Some(year) = self.last_year(self.past_time(month.end))
        {
            return self.made(
                at,
                year.end,
                Some(year.value),
                month.value,
                day.value,
                false,
            );
        }
        if let Some(month) = self.month_name(at)
            && let Some(day) = self.day(self.glue(month.end))
            && let Some(year) = self.last_year(self.past_time(day.end))
        {
            return self.made(
                at,
                year.end,
                Some(year.value),
                month.value,
                day.value,
                false,
            );
        }
        let year = self.year(at).filter(|year| year.kind != SlotKind::Short)?;
        let next = self.glue(year.end);
        let (month, day) = if let Some(month) = self.month_name(next) {
            (month, self.day(self.glue(month.end))?)
        } else {
            let day = self.day(next)?;
            (self.month_name(self.glue(day.end))?, day)
        };
        let end = day.end.max(month.end);
        self.made(at, end, Some(year.value), month.value, day.value, false)
    }

    /// The year behind a day and the name of a month. Two digits are only
    /// taken when they cannot be the hour of a time or the start of a
    /// sentence ("July 19, 12:30", "July 19. 25 people").
    fn last_year(&self, at: usize) -> Option<Slot> {
        let start = self.glue(at);
        let year = self.year(start)?;
        let marked = self.is_mark(start, '\'')
            || matches!(
                self.kind(start - 1),
                Some(Kind::Mark('-' | '–' | '/' | '_'))
            );
        let alone = start == at && year.end == self.tokens.len();
        (year.kind != SlotKind::Short || marked || alone).then_some(year)
    }

    /// A date of three numbers.
    fn numbers(&self, at: usize) -> Option<Found> {
        if self.continues_number(at) {
            return None;
        }
        if let Some(year) = self.year(at)
            && (year.kind != SlotKind::Short || self.order == NumberOrder::YearMonth)
            && let Some((month, mark)) = self.next(year, None, Self::month_number)
            && let Some((day, _)) = self.next(month, mark, Self::day)
        {
            return self.made(at, day.end, Some(year.value), month.value, day.value, false);
        }
        let first = self.day(at)?;
        let (second, mark) = self.next(first, None, Self::day)?;
        let (year, _) = self.next(second, mark, Self::year)?;
        let (a, b) = (first.value, second.value);
        let month_first = match (a <= 12, b <= 12) {
            (true, true) => mark == Some('/') && self.order != NumberOrder::DayMonth,
            (true, false) => true,
            (false, true) => false,
            (false, false) => return None,
        };
        let (month, day) = if month_first { (a, b) } else { (b, a) };
        let ambiguous = a <= 12 && b <= 12 && a != b;
        self.made(at, year.end, Some(year.value), month, day, ambiguous)
    }

    /// A date without a year: a name and a number, or numbers with units.
    fn without_year(&self, at: usize) -> Option<Found> {
        if let Some(month) = self.month_name(at) {
            let day = self.day(self.glue(month.end))?;
            return self.made(at, day.end, None, month.value, day.value, false);
        }
        if let Some(month) = self.month_number(at).filter(|m| m.kind == SlotKind::Plain) {
            let day = self
                .day(month.end)
                .filter(|d| self.is_unit(d.end - 1, Unit::Day))?;
            return self.made(at, day.end, None, month.value, day.value, false);
        }
        let day = self.day(at)?;
        let month = self.month_name(self.glue(day.end))?;
        self.made(at, month.end, None, month.value, day.value, false)
    }

    fn made(
        &self,
        first: usize,
        end: usize,
        year: Option<i16>,
        month: i16,
        day: i16,
        ambiguous: bool,
    ) -> Option<Found> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Found {
            year,
            month,
            day,
            ambiguous,
            first,
            end,
        })
    }

    /// The next slot of a date of numbers: behind a unit at once, else behind
    /// a mark, the same for both gaps. Returns the mark.
    fn next(
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
    fn year(&self, at: usize) -> Option<Slot> {
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
    fn common_year(&self, at: usize) -> Option<Slot> {
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
    fn era_year(&self, at: usize) -> Option<Slot> {
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

    fn month_name(&self, at: usize) -> Option<Slot> {
        match self.kind(at)? {
            Kind::Word(meaning) if meaning.month > 0 => Some(Slot {
                value: i16::from(meaning.month),
                end: at + 1,
                kind: SlotKind::Plain,
            }),
            _ => None,
        }
    }

    fn month_number(&self, at: usize) -> Option<Slot> {
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
    fn day(&self, at: usize) -> Option<Slot> {
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
    fn glue(&self, at: usize) -> usize {
        let is_glue = |at: &usize| match self.kind(*at) {
            Some(Kind::Mark(mark)) => matches!(mark, '.' | ',' | '-' | '–' | '—' | '/' | '_'),
            Some(Kind::Word(meaning)) => meaning.inside && meaning.month == 0,
            _ => false,
        };
        (at..at + 3).find(|at| !is_glue(at)).unwrap_or(at + 3)
    }

    /// The token after a time and its zone, as `date` prints them before the
    /// year ("Wed May 14 12:55:00 EDT 2008").
    fn past_time(&self, at: usize) -> usize {
        let Some(end) = clock(self.tokens, at) else {
            return at;
        };
        let is_zone = matches!(self.kind(end), Some(Kind::Word(_)));
        end + usize::from(is_zone)
    }

    /// Whether the number at `at` is a part of a longer row of numbers.
    fn continues_number(&self, at: usize) -> bool {
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
