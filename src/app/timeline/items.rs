//! The rows under the axis: the events of the bucket under the cursor, or of a
//! brush; who tells them; what was printed.

use std::collections::HashMap;

use super::{TimePane, World};
use crate::{
    model::{ArticleId, Day, Interval},
    timeline::{Event, Evidence, Label, Timeline, salience},
};

/// A row under the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An event: its place in [`Timeline::events`].
    Event(usize),
    /// Below its event: a sentence that tells it, the first of its article.
    Told(usize, Evidence),
    /// An article that was printed in the bucket.
    Printed(ArticleId),
}

/// In which order events are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those for which most speaks first.
    #[default]
    Salience,
    /// By date; of those that reach beyond the bucket the shorter first.
    Date,
}

/// What a row says of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What to call it.
    pub label: Label,
    /// How many of the articles that pass tell it.
    pub documents: usize,
    /// The days on which the first and the last of them were printed.
    pub printed: Option<Interval>,
    /// Of them, how many are undated.
    pub undated: usize,
}

/// Rows kept under the axis at the most: more than anybody scrolls through.
const ITEMS: usize = 2_000;
/// Articles that are looked at for the label of an event.
const LABELS: usize = 32;
/// Sentences shown beside the timeline at the most.
const TELLERS: usize = 100;

impl Summary {
    fn new(world: World, event: &Event) -> Self {
        let passes = |id: &ArticleId| world.filter.shows_told(*id);
        let (mut documents, mut undated) = (0, 0);
        let mut printed: Option<Interval> = None;
        for article in event.articles().filter(passes) {
            documents += 1;
            match world.timeline.printed_on(article) {
                None => undated += 1,
                Some(day) => {
                    let so_far = printed.unwrap_or_else(|| Interval::day(day));
                    printed = Some(Interval {
                        start: so_far.start.min(day),
                        end: so_far.end.max(day),
                    });
                }
            }
        }
        // The sentence is one of an article that passes.
        let passing = Event {
            evidence: first_mentions(world, event, LABELS),
            ..*event
        };
        Self {
            label: Label::of(world.corpus, world.mentions, world.timeline, &passing),
            documents,
            printed,
            undated,
        }
    }
}

impl TimePane {
    /// The rows in the window under the axis.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items
            .iter()
            .enumerate()
            .skip(self.top)
            .take(self.list_height())
    }

    /// What a row says of an event; for the rows in the window.
    #[must_use]
    pub fn summary(&self, event: usize) -> Option<&Summary> {
        self.summaries.get(&event)
    }

    /// The chosen row.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.chosen).copied()
    }

    /// The event of the chosen row.
    #[must_use]
    pub fn event(&self) -> Option<usize> {
        match self.item()? {
            Item::Event(event) | Item::Told(event, _) => Some(event),
            Item::Printed(_) => None,
        }
    }

    /// The mention of the chosen row: of an event the one that its label is of.
    #[must_use]
    pub fn mention(&self) -> Option<Evidence> {
        match self.item()? {
            Item::Event(event) => self.summary(event)?.label.evidence,
            Item::Told(_, evidence) => Some(evidence),
            Item::Printed(_) => None,
        }
    }

    /// Whether the cursor has moved on from what is listed.
    #[must_use]
    pub const fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// Lists what is under the cursor, if that is not listed yet.
    pub fn settle(&mut self, world: World) {
        if self.outdated {
            self.list(world);
        }
    }

    /// Lists what is under the cursor or the brush: events, then what was
    /// printed.
    pub(super) fn list(&mut self, world: World) {
        let days = self.listed();
        let same_events =
            std::mem::replace(&mut self.listed_of, world.revision.0) == world.revision.0;
        let chosen = self
            .item()
            .filter(|item| same_events || matches!(item, Item::Printed(_)));
        let sought = self.sought.take().or_else(|| self.mention());
        if !same_events {
            self.unfolded = None;
        }
        self.outdated = false;
        self.summaries.clear();
        self.items.clear();
        for event in self.events(world, days) {
            self.items.push(Item::Event(event));
            if self.unfolded == Some(event) {
                let told = tellers(world, event, ITEMS).into_iter();
                self.items.extend(told.map(|told| Item::Told(event, told)));
            }
        }
        let printed = world.timeline.printed_in(days);
        let passing = printed.filter(|&id| world.filter.shows_issued(id));
        self.items.extend(passing.take(ITEMS).map(Item::Printed));
        let same = chosen.and_then(|chosen| self.items.iter().position(|item| *item == chosen));
        let found = || self.row_of(world.timeline, sought?);
        let row = same.or_else(found).unwrap_or(0);
        self.choose(world, row);
    }

    /// The row that tells a mention: itself, or its event.
    fn row_of(&self, timeline: &Timeline, evidence: Evidence) -> Option<usize> {
        let told = |item: &Item| matches!(item, Item::Told(_, other) if *other == evidence);
        let event = |item: &Item| {
            matches!(item, Item::Event(event)
                if timeline.events()[*event].evidence.contains(&evidence))
        };
        let mut items = self.items.iter();
        let row = items.position(told);
        row.or_else(|| self.items.iter().position(event))
    }

    /// The events of these days that an article tells which passes, in order.
    fn events(&mut self, world: World, days: Interval) -> Vec<usize> {
        let events = world.timeline.events();
        let end = events.partition_point(|event| event.interval.start <= days.end);
        let passes = |event: &Event| event.articles().any(|id| world.filter.shows_told(id));
        // Dates within the days, then those that reach beyond their end, then
        // those that began before.
        let rank = |event: &Event| match event.interval {
            Interval { start, .. } if start < days.start => 2,
            Interval { end, .. } if end > days.end => 1,
            _ => 0,
        };
        let mut found: Vec<usize> = (0..end)
            .filter(|&at| events[at].interval.end >= days.start && passes(&events[at]))
            .collect();
        match self.order {
            Order::Date => found.sort_by_key(|&at| rank(&events[at])),
            Order::Salience => {
                let scores = self.scores(world);
                let better = |a: &usize, b: &usize| {
                    let (rank_a, rank_b) = (rank(&events[*a]) > 1, rank(&events[*b]) > 1);
                    let score = |at: usize| scores.get(at).copied().unwrap_or(0.0);
                    rank_a
                        .cmp(&rank_b)
                        .then(score(*b).total_cmp(&score(*a)))
                        .then(a.cmp(b))
                };
                if found.len() > ITEMS {
                    found.select_nth_unstable_by(ITEMS, better);
                    found.truncate(ITEMS);
                }
                found.sort_by(better);
            }
        }
        found.truncate(ITEMS);
        found
    }

    /// The salience of every event, counted anew when the filter has changed.
    /// While articles arrive the number of mentions stands for it.
    fn scores(&mut self, world: World) -> &[f64] {
        let key = (world.revision, world.complete);
        if self.scored != Some(key) {
            let events = world.timeline.events();
            self.scores = if world.complete {
                salience(world.timeline, events, &|id| world.filter.shows_told(id))
            } else {
                let mentions =
                    |event: &Event| u32::try_from(event.evidence.len()).map_or(0.0, f64::from);
                events.iter().map(mentions).collect()
            };
            self.scored = Some(key);
        }
        &self.scores
    }

    /// Who tells the event of the chosen row, below it; or no longer.
    pub fn unfold(&mut self, world: World) -> bool {
        let Some(event) = self.event() else {
            return false;
        };
        if self.unfolded.take() != Some(event) {
            self.unfolded = Some(event);
        }
        self.fold_to(event);
        self.list(world);
        true
    }

    /// Lists who tells the event of a mention, and chooses the row of its
    /// article, if there is more than one.
    pub fn unfold_around(&mut self, world: World, evidence: Evidence) {
        let told = self.event().and_then(|event| self.summary(event));
        let several = told.is_some_and(|told| told.documents > 1);
        if several && self.unfolded != self.event() {
            self.unfold(world);
        }
        let article =
            |item: &Item| matches!(item, Item::Told(_, told) if told.article == evidence.article);
        if let Some(row) = self.items.iter().position(article) {
            self.choose(world, row);
        }
    }

    /// Puts the cursor on an event, so that it stays there when the list changes.
    fn fold_to(&mut self, event: usize) {
        let row = self
            .items
            .iter()
            .position(|item| *item == Item::Event(event));
        self.chosen = row.unwrap_or(self.chosen);
    }

    /// Lists events in the other order.
    pub fn reorder(&mut self, world: World) -> Order {
        self.order = match self.order {
            Order::Salience => Order::Date,
            Order::Date => Order::Salience,
        };
        self.list(world);
        self.order
    }

    /// Moves along the rows under the axis; `false` at the end.
    pub fn step_item(&mut self, world: World, rows: isize) -> bool {
        let before = self.chosen;
        let last = self.items.len().saturating_sub(1);
        let row = self.chosen.saturating_add_signed(rows).min(last);
        self.choose(world, row);
        self.chosen != before
    }

    /// Puts the cursor on a row under the axis.
    pub fn choose(&mut self, world: World, row: usize) {
        self.chosen = row;
        let height = self.list_height().max(1);
        if row < self.top {
            self.top = row;
        } else if row >= self.top + height {
            self.top = row + 1 - height;
        }
        self.top = self.top.min(self.items.len().saturating_sub(height));
        self.summarise(world);
    }

    /// Makes ready what the rows in the window say.
    fn summarise(&mut self, world: World) {
        let chosen = self.event();
        let shown = self.rows().filter_map(|(_, item)| match item {
            Item::Event(event) => Some(*event),
            _ => None,
        });
        let new: Vec<usize> = shown
            .chain(chosen)
            .filter(|event| !self.summaries.contains_key(event))
            .collect();
        let summaries = new.into_iter().filter_map(|event| {
            Some((
                event,
                Summary::new(world, world.timeline.events().get(event)?),
            ))
        });
        let summaries: HashMap<usize, Summary> = summaries.collect();
        self.summaries.extend(summaries);
        self.tellers = chosen.map_or_else(Vec::new, |event| tellers(world, event, TELLERS));
    }
}

/// Who tells an event among the articles that pass: for each its first mention,
/// in order of printing, at most `most`.
fn tellers(world: World, event: usize, most: usize) -> Vec<Evidence> {
    let event = world.timeline.events().get(event);
    event.map_or_else(Vec::new, |event| first_mentions(world, event, most))
}

fn first_mentions(world: World, event: &Event, most: usize) -> Vec<Evidence> {
    let order = |evidence: &Evidence| -> (bool, Option<Day>, Evidence) {
        let printed = world.timeline.printed_on(evidence.article);
        (printed.is_none(), printed, *evidence)
    };
    let mut told: Vec<Evidence> = event
        .evidence
        .chunk_by(|a, b| a.article == b.article)
        .map(|mentions| mentions[0])
        .filter(|evidence| world.filter.shows_told(evidence.article))
        .collect();
    if told.len() > most {
        told.select_nth_unstable_by_key(most, order);
        told.truncate(most);
    }
    told.sort_by_cached_key(order);
    told
}
