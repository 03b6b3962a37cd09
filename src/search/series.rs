//! Hits over time, with what they are counted among.
//!
//! Days come from the corpus, where a person may have corrected them; counts
//! come from the index, as far as it reaches.

use std::collections::{BTreeMap, HashMap};

use super::{Holdings, Query, index::View};
use crate::model::Day;

/// What is held of each day of printing: the denominators of hits, counted
/// once for all queries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The days, in order; those without one first.
    days: Vec<Option<Day>>,
    /// By article: the number of its day.
    numbers: Vec<u32>,
    /// By day: articles, and words of their bodies by white space.
    counts: Vec<(u64, u64)>,
}

/// Counts of the articles of a day, or of a longer time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Places where something of the query stands in a body.
    pub hits: u64,
    /// Articles that fit the query.
    pub articles: u64,
    /// Articles held; 0: nothing is held, which is not the same as that
    /// nothing was found.
    pub held: u64,
    /// Words held.
    pub words: u64,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.articles += other.articles;
        self.held += other.held;
        self.words += other.words;
    }
}

/// The counts of a query, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    days: Vec<(Option<Day>, Count)>,
}

impl Held {
    /// Counts what is held.
    #[must_use]
    pub fn of(holdings: &Holdings) -> Self {
        let corpus = &holdings.corpus;
        let mut known: HashMap<Option<Day>, u32> = HashMap::new();
        let mut days = Vec::new();
        let mut numbers = Vec::with_capacity(corpus.len());
        for (_, article) in corpus.iter() {
            let day = article.printed.day;
            numbers.push(*known.entry(day).or_insert_with(|| {
                days.push(day);
                u32::try_from(days.len() - 1).unwrap_or(u32::MAX)
            }));
        }
        let mut order: Vec<usize> = (0..days.len()).collect();
        order.sort_unstable_by_key(|&number| days[number]);
        let mut places = vec![0_u32; days.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number] = u32::try_from(place).unwrap_or(u32::MAX);
        }
        for number in &mut numbers {
            *number = places[*number as usize];
        }
        let mut held = Self {
            days: order.into_iter().map(|number| days[number]).collect(),
            counts: vec![(0, 0); days.len()],
            numbers,
        };
        held.count(holdings);
        held
    }

    fn count(&mut self, holdings: &Holdings) {
        let indexed = holdings
            .index
            .segments()
            .flat_map(|(_, segment)| segment.words());
        let read = holdings.corpus.from(holdings.index.covered());
        let read = read.map(|(_, article)| article.words() as u64);
        for (&day, words) in self.numbers.iter().zip(indexed.chain(read)) {
            let (articles, all) = &mut self.counts[day as usize];
            *articles += 1;
            *all += words;
        }
    }

    /// Counts a query, of the articles for which this was made.
    #[must_use]
    pub fn hits(&self, holdings: &Holdings, query: &Query) -> Series {
        let prepared = holdings.prepared(query);
        let holdings = &*prepared;
        let mut found = vec![(0_u64, 0_u64); self.days.len()];
        let mut add = |article: usize, hits: u64| {
            if let Some(&day) = self.numbers.get(article) {
                let (all, articles) = &mut found[day as usize];
                *all += hits;
                *articles += 1;
            }
        };
        for (start, segment) in holdings.index.segments() {
            let view = View {
                segment,
                start,
                holdings,
            };
            let fitting = view.fitting(query);
            let hits = view.hits(query, &fitting);
            for article in fitting.ones() {
                add(start as usize + article, hits[article].into());
            }
        }
        for (id, subject) in holdings.subjects(holdings.index.covered() as usize) {
            if query.matches(subject) {
                add(id.index(), query.hits(&subject.article.text).len() as u64);
            }
        }
        let counts = found.into_iter().zip(&self.counts).zip(&self.days);
        let days = counts.map(|(((hits, articles), &(held, words)), &day)| {
            let count = Count {
                hits,
                articles,
                held,
                words,
            };
            (day, count)
        });
        Series {
            days: days.collect(),
        }
    }
}

impl Series {
    /// The days of which anything is held, in order; those without one first.
    #[must_use]
    pub fn days(&self) -> &[(Option<Day>, Count)] {
        &self.days
    }

    /// The counts of longer times, of which `time` says in which a day lies;
    /// that of `None` is of the articles without a day.
    pub fn gather<T: Ord>(&self, time: impl Fn(Day) -> T) -> BTreeMap<Option<T>, Count> {
        let mut gathered = BTreeMap::new();
        for (day, count) in &self.days {
            *gathered
                .entry(day.map(&time))
                .or_insert_with(Count::default) += *count;
        }
        gathered
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        for (_, count) in &self.days {
            total += *count;
        }
        total
    }
}
