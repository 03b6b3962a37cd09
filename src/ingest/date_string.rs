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

use super::date_slot::{Reader, Slot, SlotKind};
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

impl Reader<'_> {
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
}
