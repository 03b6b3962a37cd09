//! What is known of articles, with look-ups by all that an article is
//! recognised by.

use std::{collections::HashMap, ops::Deref};

use super::{Body, Record, Signs};

/// A sign that more articles have than these says nothing: a formula, a
/// standing headline.
const COMMON: usize = 32;

/// Records, each findable by the bodies of all versions of its article and by
/// the signs of the last. Reads as the list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    records: Vec<Record>,
    bodies: HashMap<Body, usize>,
    signs: HashMap<u64, Vec<usize>>,
}

impl Register {
    /// A register of these records. Linear time; with a hundred thousand of
    /// them nothing for a loop that somebody waits for.
    #[must_use]
    pub fn new(records: Vec<Record>) -> Self {
        let mut register = Self {
            bodies: HashMap::with_capacity(records.len()),
            signs: HashMap::with_capacity(records.len() * 4),
            records,
        };
        for number in 0..register.records.len() {
            register.enter(number);
        }
        register
    }

    /// The number of the record of the article with this body.
    #[must_use]
    pub fn find(&self, body: &Body) -> Option<usize> {
        self.bodies.get(body).copied()
    }

    /// A record, to be changed.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut Record> {
        self.records.get_mut(number)
    }

    /// Adds a record; its number.
    pub fn push(&mut self, record: Record) -> usize {
        let number = self.records.len();
        self.records.push(record);
        self.enter(number);
        number
    }

    /// Enters a record under all that it is recognised by, again after that
    /// has changed.
    pub fn enter(&mut self, number: usize) {
        let Some(record) = self.records.get(number) else {
            return;
        };
        for body in &record.bodies {
            self.bodies.insert(*body, number);
        }
        for sign in record.cited.likeness.signs.all() {
            let numbers = self.signs.entry(sign).or_default();
            if !numbers.contains(&number) && numbers.len() <= COMMON {
                numbers.push(number);
            }
        }
    }

    /// Whether an article begins and ends as one that is known.
    #[must_use]
    pub fn may_know(&self, signs: Signs) -> bool {
        [signs.head, signs.tail]
            .iter()
            .all(|sign| self.signs.contains_key(sign))
    }

    /// The numbers of the records that share one of these signs, if it is not
    /// one that many have; in order.
    #[must_use]
    pub fn alike(&self, signs: Signs) -> Vec<usize> {
        let known = signs.all().filter_map(|sign| self.signs.get(&sign));
        let rare = known.filter(|numbers| numbers.len() <= COMMON);
        let mut numbers: Vec<usize> = rare.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl Deref for Register {
    type Target = [Record];

    fn deref(&self) -> &[Record] {
        &self.records
    }
}
