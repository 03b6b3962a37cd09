//! The events of the dates that begin in one year.

use jiff::ToSpan;

use super::{Thread, draft::Draft, leaders::Leaders};
use crate::{
    model::{Granularity, Interval},
    timeline::{
        events::Key,
        terms::{ByTerm, Term, Vector, cosine},
    },
};

/// The cosine from which two sentences with the same date tell the same. The
/// longer the date, the more can have happened on it, and the less it means
/// that both name it; and among the many things told of a date one is sooner
/// alike by chance.
#[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more")]
fn same(granularity: Granularity, groups: usize) -> f32 {
    let least = match granularity {
        Granularity::Day => 0.1,
        Granularity::Week | Granularity::Month => 0.16,
        Granularity::Quarter | Granularity::Span => 0.2,
        Granularity::Year | Granularity::Decade | Granularity::Century => 0.25,
    };
    least + 0.04 * (groups as f32).ln_1p()
}

/// The cosine from which a wider date tells of one of so many finer events
/// within it. Among many one is sooner alike by chance, so more is asked for.
#[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more")]
fn least(events: usize) -> f32 {
    0.18 + 0.03 * (events as f32).ln_1p()
}

/// The cosine from which a day goes on with what happened the day before.
const GOES_ON: f32 = 0.5;
/// Terms of an event by which it is found on the next day.
const STRONGEST: usize = 8;
/// Days of a stretch that may be told by one of its days.
const STRETCH: i64 = 31;

/// The events of a year while its dates come, fine ones first.
pub(super) struct Year {
    /// Those that began in the year before and may go on.
    before: usize,
    drafts: Vec<Draft>,
    /// The drafts, by what they tell.
    index: Leaders,
    /// The drafts that reach to the last day that came, with their vectors.
    running: Vec<(u32, Vector)>,
    /// Whether the days have been indexed.
    indexed: bool,
}

impl Year {
    /// A year that follows one which ended with these events.
    pub(super) fn new(last: Vec<Draft>) -> Self {
        let mut year = Self {
            before: last.len(),
            drafts: last,
            index: Leaders::default(),
            running: Vec::new(),
            indexed: false,
        };
        year.running = (0..)
            .zip(&mut year.drafts)
            .map(|(at, draft)| (at, draft.vector()))
            .collect();
        year
    }

    /// Adds the tellings of one date.
    pub(super) fn add(&mut self, date: Key, threads: &[Thread], vectors: &[Vector]) {
        if date.1 == Granularity::Day {
            let groups = group(date, threads.iter().zip(vectors));
            return self.add_day(date.0, groups);
        }
        self.index_days();
        let inside = self.inside(date);
        let least = least(inside.iter().filter(|inside| **inside).count());
        let mut rest = Vec::new();
        for (thread, vector) in threads.iter().zip(vectors) {
            match self.within(&inside, least, vector) {
                Some(event) => {
                    let draft = &mut self.drafts[event as usize];
                    draft.evidence.push(thread.3);
                    if date.1 == Granularity::Span {
                        draft.absorb(Draft::new(date.0, date.1));
                    }
                }
                None => rest.push((thread, vector)),
            }
        }
        for mut draft in group(date, rest.into_iter()) {
            let vector = draft.vector();
            self.index.begin(&vector);
            self.drafts.push(draft);
        }
    }

    /// The events of the year, but for those that may go on in the next.
    pub(super) fn finish(mut self, done: &mut Vec<Draft>) -> Vec<Draft> {
        let mut goes_on: Vec<u32> = self.running.iter().map(|(at, _)| *at).collect();
        goes_on.sort_unstable();
        let december = |draft: &Draft| {
            let end = draft.interval.end;
            (end.month(), end.day()) == (12, 31)
        };
        goes_on.retain(|&at| december(&self.drafts[at as usize]));
        let mut last = Vec::new();
        for (draft, at) in self.drafts.drain(..).zip(0..) {
            match goes_on.binary_search(&at) {
                Ok(_) => last.push(draft),
                Err(_) => done.push(draft),
            }
        }
        last
    }

    /// Adds the events of a day: each goes on with the one of the day before
    /// that it is most like, the likest first, or begins.
    fn add_day(&mut self, day: Interval, mut groups: Vec<Draft>) {
        let yesterday = day.start.saturating_sub(1.day());
        let drafts = &self.drafts;
        self.running
            .retain(|(at, _)| drafts[*at as usize].interval.end == yesterday);
        let vectors: Vec<Vector> = groups.iter_mut().map(Draft::vector).collect();
        let mut likes: Vec<(f32, usize, u32)> = Vec::new();
        let mut by_term: ByTerm<Vec<usize>> = ByTerm::default();
        for (place, (_, vector)) in self.running.iter().enumerate() {
            for term in strongest(vector) {
                by_term.entry(term).or_default().push(place);
            }
        }
        for (group, vector) in vectors.iter().enumerate() {
            let shared = strongest(vector)
                .filter_map(|term| by_term.get(&term))
                .flatten();
            let mut candidates: Vec<usize> = shared.copied().collect();
            candidates.sort_unstable();
            candidates.dedup();
            for place in candidates {
                let (at, other) = &self.running[place];
                let like = cosine(vector, other);
                if like >= GOES_ON {
                    likes.push((like, group, *at));
                }
            }
        }
        likes.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut goes_on: Vec<Option<u32>> = vec![None; groups.len()];
        let mut taken = Vec::new();
        for (_, group, at) in likes {
            if goes_on[group].is_none() && !taken.contains(&at) {
                goes_on[group] = Some(at);
                taken.push(at);
            }
        }
        self.running.clear();
        for ((group, goes_on), vector) in groups.into_iter().zip(goes_on).zip(vectors) {
            if let Some(at) = goes_on {
                let draft = &mut self.drafts[at as usize];
                draft.absorb(group);
                self.running.push((at, draft.vector()));
            } else {
                let at = u32::try_from(self.drafts.len()).expect("no more events than mentions");
                self.drafts.push(group);
                self.running.push((at, vector));
            }
        }
    }

    fn index_days(&mut self) {
        if !std::mem::replace(&mut self.indexed, true) {
            for draft in &mut self.drafts {
                let vector = draft.vector();
                self.index.begin(&vector);
            }
        }
    }

    /// The event within a wider date that a sentence tells of.
    fn within(&mut self, inside: &[bool], least: f32, vector: &Vector) -> Option<u32> {
        let (event, like) = self.index.nearest(vector, |event| inside[event as usize])?;
        (like >= least).then_some(event)
    }

    /// Which events lie within a wider date, if that is one which may tell of
    /// a finer one.
    fn inside(&self, date: Key) -> Vec<bool> {
        let wide = match date.1 {
            Granularity::Day | Granularity::Decade | Granularity::Century => false,
            Granularity::Span => date.0.days() <= STRETCH,
            Granularity::Week | Granularity::Month | Granularity::Quarter | Granularity::Year => {
                true
            }
        };
        let within = |(at, draft): (usize, &Draft)| {
            let days = draft.interval;
            let inside = date.0.start <= days.start && days.end <= date.0.end && days != date.0;
            wide && at >= self.before && inside
        };
        self.drafts.iter().enumerate().map(within).collect()
    }
}

/// The terms that say most of a vector. Two that are as like as
/// [`GOES_ON`] asks for hardly differ in all of them.
fn strongest(vector: &Vector) -> impl Iterator<Item = Term> {
    let mut terms = vector.clone();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.into_iter().take(STRONGEST).map(|(term, _)| term)
}

/// The tellings of one date, grouped by what they tell.
fn group<'a>(
    date: Key,
    tellings: impl ExactSizeIterator<Item = (&'a Thread, &'a Vector)>,
) -> Vec<Draft> {
    let mut groups: Vec<Draft> = Vec::new();
    let mut leaders = Leaders::default();
    let alone = tellings.len() == 1;
    // Where a sentence has no words, nothing speaks against the first event.
    let (bare, telling): (Vec<_>, Vec<_>) = tellings.partition(|(_, vector)| vector.is_empty());
    for (thread, vector) in telling.into_iter().chain(bare) {
        let near = match vector.is_empty() {
            true => (!groups.is_empty()).then_some((0, 1.0)),
            false => leaders.nearest(vector, |_| true),
        };
        let group = match near.filter(|(_, like)| *like >= same(date.1, groups.len())) {
            Some((group, _)) => {
                leaders.join(group, vector);
                group as usize
            }
            None => {
                if !alone {
                    leaders.begin(vector);
                }
                groups.push(Draft::new(date.0, date.1));
                groups.len() - 1
            }
        };
        groups[group].push(thread.3.article, thread.3.mention, vector);
    }
    join(date, groups, leaders)
}

/// Joins groups that were begun before it was known how alike they would
/// become.
fn join(date: Key, mut groups: Vec<Draft>, mut leaders: Leaders) -> Vec<Draft> {
    if groups.len() < 2 {
        return groups;
    }
    let least = same(date.1, groups.len());
    for at in (1..groups.len()).rev() {
        let vector = groups[at].vector();
        let before = |group: u32| (group as usize) < at;
        if let Some((group, like)) = leaders.nearest(&vector, before)
            && like >= least
        {
            let late = std::mem::replace(&mut groups[at], Draft::new(date.0, date.1));
            leaders.join(group, &late.sum);
            groups[group as usize].absorb(late);
        }
    }
    groups.retain(|group| !group.evidence.is_empty());
    groups
}
