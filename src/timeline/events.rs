//! The growing collection of events, and the two lanes counted from it.
//!
//! One event a distinct interval and granularity. It holds places only
//! (articles and mentions by number), no text: labels and sentences are made
//! on demand by their own files.

use std::ops::Range;

use super::{
    Bucket, Zoom,
    bucket::number,
    density::{Counter, Density, Happened},
};
use crate::model::{
    ArticleId, Corpus, Day, Granularity, Interval, Mention, MentionTable, TimexType,
};

/// One of the two clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lane {
    /// The days that the texts speak of.
    #[default]
    Happened,
    /// The days on which the articles were printed.
    Printed,
}

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
    /// Every mention, in order of printing (undated articles last), then of
    /// the article's id, then of the text. Never empty.
    pub evidence: Vec<Evidence>,
}

impl Event {
    /// The articles that name it, each once, in order of printing.
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
    /// The dated articles, by day of printing, then by id.
    printed: Vec<(Day, ArticleId)>,
}

impl Timeline {
    /// Takes up the days of printing of the articles that have arrived since
    /// the last call. [`Timeline::add`] does so itself: call this to show the
    /// printed lane before the texts have been tagged.
    pub fn arrive(&mut self, corpus: &Corpus) {
        let start = self.days.len();
        let first = u32::try_from(start).expect("no more articles than ids");
        self.days
            .extend(corpus.from(first).map(|(_, article)| article.printed.day));
        let ids = (first..).map(ArticleId);
        let mut batch: Vec<(Day, ArticleId)> = self.days[start..]
            .iter()
            .zip(ids)
            .filter_map(|(day, id)| Some(((*day)?, id)))
            .collect();
        batch.sort_unstable();
        append_sorted(&mut self.printed, batch, |item| *item);
    }

    /// Takes up the mentions of the next articles. Every article once, in
    /// whatever batches: the result is the same.
    pub fn add(&mut self, corpus: &Corpus, mentions: &MentionTable, articles: Range<u32>) {
        self.arrive(corpus);
        let days = &self.days;
        let mut batch: Vec<(Key, Evidence)> = Vec::new();
        for article in articles.map(ArticleId) {
            let printed = days.get(article.index()).copied().flatten();
            for (mention, index) in mentions.of(article).iter().zip(0..) {
                if let Some(key) = dated(mention, printed) {
                    let mention = index;
                    batch.push((key, Evidence { article, mention }));
                }
            }
        }
        batch.sort_by_key(|(key, evidence)| (*key, order(days, evidence)));
        let mut new = Vec::new();
        for group in batch.chunk_by(|a, b| a.0 == b.0) {
            let key = group[0].0;
            let evidence: Vec<Evidence> = group.iter().map(|(_, evidence)| *evidence).collect();
            match self.events.binary_search_by_key(&key, Event::key) {
                Ok(at) => {
                    let known = &mut self.events[at].evidence;
                    append_sorted(known, evidence, |evidence| order(days, evidence));
                }
                Err(_) => new.push(Event {
                    interval: key.0,
                    granularity: key.1,
                    evidence,
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

    /// The articles printed in a range of days, in order of printing.
    pub fn printed_in(&self, range: Interval) -> impl Iterator<Item = ArticleId> {
        let start = self.printed.partition_point(|(day, _)| *day < range.start);
        let end = self.printed.partition_point(|(day, _)| *day <= range.end);
        self.printed[start..end].iter().map(|(_, article)| *article)
    }

    /// The lane of what happened in the `columns` buckets from `first` on: per
    /// bucket, how many of the articles that `keep` lets pass name a date in
    /// it, each article once.
    #[must_use]
    pub fn happened(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Happened {
        let kept: Vec<bool> = (0..)
            .take(self.days.len())
            .map(|id| keep(ArticleId(id)))
            .collect();
        let mut exact = Counter::new(columns, &kept);
        let mut spanned = Counter::new(columns, &kept);
        let Some(window) = window(zoom, first, columns) else {
            return Happened {
                exact: exact.density(first),
                spanned: spanned.density(first),
            };
        };
        let last = i32::try_from(columns - 1).unwrap_or(i32::MAX);
        for event in self.in_range(window) {
            let from = zoom.bucket(event.interval.start).0.saturating_sub(first.0);
            let to = zoom.bucket(event.interval.end).0.saturating_sub(first.0);
            let counter = if from == to { &mut exact } else { &mut spanned };
            let (from, to) = (from.max(0), to.min(last));
            for evidence in &event.evidence {
                counter.add(evidence.article.index(), from, to);
            }
        }
        Happened {
            exact: exact.density(first),
            spanned: spanned.density(first),
        }
    }

    /// The lane of printing: per bucket, how many of the articles that `keep`
    /// lets pass were printed in it.
    #[must_use]
    pub fn printed(
        &self,
        zoom: Zoom,
        first: Bucket,
        columns: usize,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Density {
        let mut counts = vec![0; columns];
        if let Some(window) = window(zoom, first, columns) {
            let start = self.printed.partition_point(|(day, _)| *day < window.start);
            for &(day, article) in &self.printed[start..] {
                let Some(column) = zoom.bucket(day).column(first, columns) else {
                    break;
                };
                counts[column] += u32::from(keep(article));
            }
        }
        Density { first, counts }
    }

    /// The first to the last day of both lanes; `None` while there is none.
    #[must_use]
    pub fn span(&self) -> Option<Interval> {
        let happened = self.events.first().map(|first| Interval {
            start: first.interval.start,
            end: self
                .events
                .iter()
                .map(|event| event.interval.end)
                .max()
                .unwrap_or(first.interval.end),
        });
        let printed = self.printed.first().zip(self.printed.last());
        let printed = printed.map(|(first, last)| Interval {
            start: first.0,
            end: last.0,
        });
        match (happened, printed) {
            (Some(a), Some(b)) => Some(Interval {
                start: a.start.min(b.start),
                end: a.end.max(b.end),
            }),
            (a, b) => a.or(b),
        }
    }

    /// The nearest bucket to the right of `from` in which something of the
    /// lane begins that `keep` lets pass.
    #[must_use]
    pub fn next(
        &self,
        lane: Lane,
        zoom: Zoom,
        from: Bucket,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Option<Bucket> {
        let after = |day: Day| zoom.bucket(day) <= from;
        match lane {
            Lane::Happened => {
                let start = self
                    .events
                    .partition_point(|event| after(event.interval.start));
                let found = self.events[start..]
                    .iter()
                    .find(|event| event.articles().any(keep));
                found.map(|event| zoom.bucket(event.interval.start))
            }
            Lane::Printed => {
                let start = self.printed.partition_point(|(day, _)| after(*day));
                let found = self.printed[start..]
                    .iter()
                    .find(|(_, article)| keep(*article));
                found.map(|(day, _)| zoom.bucket(*day))
            }
        }
    }

    /// The nearest bucket to the left of `from` in which something of the
    /// lane begins that `keep` lets pass.
    #[must_use]
    pub fn previous(
        &self,
        lane: Lane,
        zoom: Zoom,
        from: Bucket,
        keep: &dyn Fn(ArticleId) -> bool,
    ) -> Option<Bucket> {
        let before = |day: Day| zoom.bucket(day) < from;
        match lane {
            Lane::Happened => {
                let end = self
                    .events
                    .partition_point(|event| before(event.interval.start));
                let found = self.events[..end]
                    .iter()
                    .rfind(|event| event.articles().any(keep));
                found.map(|event| zoom.bucket(event.interval.start))
            }
            Lane::Printed => {
                let end = self.printed.partition_point(|(day, _)| before(*day));
                let found = self.printed[..end]
                    .iter()
                    .rfind(|(_, article)| keep(*article));
                found.map(|(day, _)| zoom.bucket(*day))
            }
        }
    }
}

/// The date that a mention says something happened on. Clock times of the day
/// of printing ("8 p.m.") are the paper's own present, not a date of its story.
fn dated(mention: &Mention, printed: Option<Day>) -> Option<Key> {
    let interval = mention.interval?;
    match mention.timex.kind {
        TimexType::Date => {}
        TimexType::Time if Some(interval) != printed.map(Interval::day) => {}
        _ => return None,
    }
    Some((interval, mention.granularity))
}

/// The order of evidence within an event.
fn order(days: &[Option<Day>], evidence: &Evidence) -> (i32, Evidence) {
    let day = days.get(evidence.article.index()).copied().flatten();
    (day.map_or(i32::MAX, number), *evidence)
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

/// The days of a window, if it has any column within the calendar.
fn window(zoom: Zoom, first: Bucket, columns: usize) -> Option<Interval> {
    let width = i32::try_from(columns.checked_sub(1)?).unwrap_or(i32::MAX);
    let last = first.offset(width);
    let calendar = zoom.clamp(Bucket(i32::MIN))..=zoom.clamp(Bucket(i32::MAX));
    (first <= *calendar.end() && last >= *calendar.start()).then(|| Interval {
        start: zoom.interval(first).start,
        end: zoom.interval(last).end,
    })
}
