//! The growing collection of events and of days of printing.
//!
//! One event a distinct interval and granularity. It holds places only
//! (articles and mentions by number), no text: labels and sentences are made
//! on demand by their own files, counts by `lanes`.

use std::{collections::BTreeMap, ops::Range};

use crate::model::{
    ArticleId, Corpus, Day, Granularity, Interval, Mention, MentionTable, Rule, TimexType,
};

/// One mention of the event's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// Its index in [`MentionTable::of`] that article.
    pub mention: u32,
}

/// What the mentions of one date say happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The first and the last day that the date can mean.
    pub interval: Interval,
    /// How fine the date is.
    pub granularity: Granularity,
    /// Every mention in the order in which the articles arrived, then of the
    /// text. Never empty. ([`Timeline::told`] has the order of printing, which
    /// would cost quadratic time to keep while articles arrive in any order.)
    pub evidence: Vec<Evidence>,
}

impl Event {
    /// The articles that name it, each once, in order of arrival.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        self.evidence
            .chunk_by(|a, b| a.article == b.article)
            .map(|mentions| mentions[0].article)
    }

    /// How many articles name it.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.articles().count()
    }

    /// Its date in EDTF.
    #[must_use]
    pub fn edtf(&self) -> String {
        self.interval.edtf(self.granularity)
    }

    fn key(&self) -> Key {
        (self.interval, self.granularity)
    }
}

/// The order of events: by first day, of those the shorter first.
type Key = (Interval, Granularity);

/// Both lanes of an archive: its events, and the days of printing.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// In ascending order of their keys.
    events: Vec<Event>,
    /// By article: the day of printing.
    days: Vec<Option<Day>>,
    /// By article: how many of its mentions stand in the lead.
    leads: Vec<u32>,
    /// By day of printing: the articles in ascending order of id.
    printed: BTreeMap<Day, Vec<ArticleId>>,
}

impl Timeline {
    /// Takes up the days of printing of the articles that have arrived since
    /// the last call. [`Timeline::add`] does so itself: call this to show the
    /// printed lane before the texts have been tagged.
    pub fn arrive(&mut self, corpus: &Corpus) {
        let start = u32::try_from(self.days.len()).expect("no more articles than ids");
        for (id, article) in corpus.from(start) {
            self.days.push(article.printed.day);
            if let Some(day) = article.printed.day {
                self.printed.entry(day).or_default().push(id);
            }
        }
    }

    /// Takes up the mentions of the next articles. Every article once, in
    /// whatever batches: the result is the same.
    pub fn add(&mut self, corpus: &Corpus, mentions: &MentionTable, articles: Range<u32>) {
        self.arrive(corpus);
        let days = &self.days;
        let mut batch: Vec<(Key, Evidence)> = Vec::new();
        for article in articles.map(ArticleId) {
            let found = mentions.of(article);
            self.leads
                .resize(self.leads.len().max(article.index() + 1), 0);
            self.leads[article.index()] = leading(found);
            let printed = days.get(article.index()).copied().flatten();
            for (mention, index) in found.iter().zip(0..) {
                if let Some(key) = dated(mention, printed) {
                    let mention = index;
                    batch.push((key, Evidence { article, mention }));
                }
            }
        }
        batch.sort_unstable();
        let mut new = Vec::new();
        for group in batch.chunk_by(|a, b| a.0 == b.0) {
            let key = group[0].0;
            let evidence = group.iter().map(|(_, evidence)| *evidence);
            match self.events.binary_search_by_key(&key, Event::key) {
                Ok(at) => self.events[at].evidence.extend(evidence),
                Err(_) => new.push(Event {
                    interval: key.0,
                    granularity: key.1,
                    evidence: evidence.collect(),
                }),
            }
        }
        append_sorted(&mut self.events, new, Event::key);
    }

    /// All events, by first day, of those the shorter first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The place in [`Timeline::events`] of the event with exactly this date.
    #[must_use]
    pub fn position(&self, interval: Interval, granularity: Granularity) -> Option<usize> {
        let key = (interval, granularity);
        self.events.binary_search_by_key(&key, Event::key).ok()
    }

    /// The event that a mention is evidence of, if it is of any.
    #[must_use]
    pub fn event_of(&self, article: ArticleId, mention: &Mention) -> Option<&Event> {
        let (interval, granularity) = dated(mention, self.printed_on(article))?;
        Some(&self.events[self.position(interval, granularity)?])
    }

    /// The evidence of an event in order of printing (undated articles last),
    /// then of the article's id, then of the text: who told it when.
    #[must_use]
    pub fn told(&self, event: &Event) -> Vec<Evidence> {
        let mut told = event.evidence.clone();
        told.sort_by_cached_key(|evidence| {
            let printed = self.printed_on(evidence.article);
            (printed.is_none(), printed, *evidence)
        });
        told
    }

    /// The events whose dates share a day with `range`, in order.
    pub fn in_range(&self, range: Interval) -> impl Iterator<Item = &Event> {
        let end = self
            .events
            .partition_point(|event| event.interval.start <= range.end);
        self.events[..end]
            .iter()
            .filter(move |event| event.interval.end >= range.start)
    }

    /// When an article was printed, as far as it has arrived and has a date.
    #[must_use]
    pub fn printed_on(&self, article: ArticleId) -> Option<Day> {
        self.days.get(article.index()).copied().flatten()
    }

    /// How many of an article's mentions, counted from the first, stand in its
    /// first sentences.
    pub(super) fn lead(&self, article: ArticleId) -> u32 {
        self.leads.get(article.index()).copied().unwrap_or(0)
    }

    /// The articles printed in a range of days, in order of printing.
    pub fn printed_in(&self, range: Interval) -> impl Iterator<Item = ArticleId> {
        self.issues(range)
            .flat_map(|(_, articles)| articles.iter().copied())
    }

    /// The days in a range on which anything was printed, and what.
    pub fn issues(&self, range: Interval) -> impl DoubleEndedIterator<Item = (Day, &[ArticleId])> {
        let days = self.printed.range(range.start..=range.end);
        days.map(|(day, articles)| (*day, articles.as_slice()))
    }

    /// Every article that has arrived.
    pub(super) fn arrived(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..).map(ArticleId).take(self.days.len())
    }
}

/// The date that a mention says something happened on. The paper's own present
/// is none: clock times of the day of printing ("8 p.m."), and what is counted
/// from that day and contains it ("today", "this year").
fn dated(mention: &Mention, printed: Option<Day>) -> Option<Key> {
    let interval = mention.interval?;
    let now = printed.is_some_and(|day| interval.contains(day));
    let told = match mention.timex.kind {
        TimexType::Date => !(now && mention.how.rule == Rule::FromPrinted),
        TimexType::Time => !now,
        TimexType::Duration | TimexType::Set => false,
    };
    told.then_some((interval, mention.granularity))
}

/// The bytes that lead an article: about five sentences of a newspaper in the
/// scripts that were looked at (120 bytes a sentence, in Latin as in Han), and
/// nothing needs to be segmented while articles arrive.
const LEAD: u32 = 600;

/// How many of the mentions, which are in the order of the text, stand in the
/// lead.
fn leading(mentions: &[Mention]) -> u32 {
    let leading = mentions.partition_point(|mention| mention.span.start < LEAD);
    u32::try_from(leading).expect("no more mentions than bytes")
}

/// Appends a sorted batch to a sorted list; only what lies beyond the batch's
/// first item is sorted again, and the sort merges two runs in linear time.
fn append_sorted<T, K: Ord>(list: &mut Vec<T>, batch: Vec<T>, key: impl Fn(&T) -> K) {
    let Some(first) = batch.first().map(&key) else {
        return;
    };
    let start = list.partition_point(|item| key(item) <= first);
    list.extend(batch);
    list[start..].sort_by_key(key);
}
