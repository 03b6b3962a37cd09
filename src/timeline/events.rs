//! The growing collection of dates, of events and of days of printing.
//!
//! Dates are counted as articles arrive, each distinct interval and
//! granularity once. Events are what the mentions of them tell, in one article
//! or many (`weave`): they come later, from all articles at once. Places only
//! are held (articles and mentions by number), no text: labels and sentences
//! are made on demand by their own files, counts by `lanes`.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::Arc,
};

use jiff::ToSpan;

use super::{Loom, Woven};

use crate::model::{
    ArticleId, Clock, Corpus, Day, Granularity, Interval, Mention, MentionTable, Rule, TimexType,
    Value,
};

/// One mention that tells of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// Its index in [`MentionTable::of`] that article.
    pub mention: u32,
}

/// What mentions of one date, of a wider one, or of neighbouring days say
/// happened; in [`Timeline::dates`] simply all mentions of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The first and the last day that it can have happened on, or on which
    /// it went on.
    pub interval: Interval,
    /// How fine its date is; [`Granularity::Span`] for several days.
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

    /// The days on which it was news: of a day that one and the next.
    pub(super) fn fresh(&self) -> Option<Interval> {
        let start = self.interval.start;
        let next = start.saturating_add(1.day());
        (self.granularity == Granularity::Day).then(|| Interval::new(start, next))
    }

    pub(super) fn key(&self) -> Key {
        (self.interval, self.granularity)
    }
}

/// The order of events: by first day, of those the shorter first.
pub(super) type Key = (Interval, Granularity);

/// The date of an event that is told with both: the finer of two one of which
/// contains the other, else a stretch over both.
pub(super) fn both(a: Key, b: Key) -> Key {
    let holds = |a: Interval, b: Interval| a.start <= b.start && b.end <= a.end;
    let fine = a.0 == b.0;
    match (holds(a.0, b.0), holds(b.0, a.0)) {
        _ if fine => a.min(b),
        (true, false) if a.1 != Granularity::Span => b,
        (false, true) if b.1 != Granularity::Span => a,
        _ => {
            let start = a.0.start.min(b.0.start);
            let end = a.0.end.max(b.0.end);
            (Interval { start, end }, Granularity::Span)
        }
    }
}

/// Both lanes of an archive: its dates and events, and the days of printing.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// In ascending order of their keys.
    dates: Vec<Event>,
    /// What the dates tell, as far as that has been worked out.
    woven: Option<Arc<Woven>>,
    /// The same with what a person has ruled, if it has been.
    ruled: Option<Arc<Woven>>,
    /// By article: the day of printing.
    days: Vec<Option<Day>>,
    /// By article: how many of its mentions stand in the lead.
    leads: Vec<u32>,
    /// Mentions by the words of an anniversary.
    said: HashSet<Evidence>,
    /// By day of printing: the articles in ascending order of id.
    printed: BTreeMap<Day, Vec<ArticleId>>,
}

impl Timeline {
    /// Takes up the days of printing of the articles that have arrived since
    /// the last call. [`Timeline::add`] does so itself: call this to show the
    /// printed lane before the texts have been tagged.
    pub fn arrive(&mut self, corpus: &Corpus) {
        let start = u32::try_from(self.days.len()).expect("no more articles than ids");
        let end = u32::try_from(corpus.len()).expect("no more articles than ids");
        for id in (start..end).map(ArticleId) {
            let day = corpus.look(id, |article| article.printed.day).flatten();
            self.enter(id, day);
        }
    }

    fn enter(&mut self, id: ArticleId, day: Option<Day>) {
        self.days.push(day);
        if let Some(day) = day {
            self.printed.entry(day).or_default().push(id);
        }
    }

    /// The timeline of articles that were read and woven in another run, as far
    /// as it was remembered what they tell. `mentions` gives those of one
    /// article after the other.
    #[must_use]
    pub fn restored(
        days: impl Iterator<Item = Option<Day>>,
        mentions: impl Iterator<Item = Vec<Mention>>,
        woven: Option<Woven>,
    ) -> Self {
        let mut timeline = Self::default();
        for (id, day) in (0..).map(ArticleId).zip(days) {
            timeline.enter(id, day);
        }
        let mut all = (0..).map(ArticleId).zip(mentions).peekable();
        while all.peek().is_some() {
            let some: Vec<_> = all.by_ref().take(RESTORED).collect();
            timeline.tell(some.iter().map(|(id, found)| (*id, found.as_slice())));
        }
        if let Some(woven) = woven {
            timeline.take(Arc::new(woven));
        }
        timeline
    }

    /// Takes out articles that are no longer in the archive. The events follow
    /// with the next [`Timeline::take`].
    pub fn retire(&mut self, gone: &HashSet<ArticleId>) {
        for id in gone {
            let day = self.days.get_mut(id.index()).and_then(Option::take);
            if let Some(day) = day
                && let Some(printed) = self.printed.get_mut(&day)
            {
                printed.retain(|other| other != id);
                if printed.is_empty() {
                    self.printed.remove(&day);
                }
            }
        }
        self.said
            .retain(|evidence| !gone.contains(&evidence.article));
        for date in &mut self.dates {
            date.evidence
                .retain(|evidence| !gone.contains(&evidence.article));
        }
        self.dates.retain(|date| !date.evidence.is_empty());
    }

    /// Takes up the mentions of the next articles. Every article once, in
    /// whatever batches: the result is the same.
    pub fn add(&mut self, corpus: &Corpus, mentions: &MentionTable, articles: Range<u32>) {
        self.arrive(corpus);
        let articles = articles.map(ArticleId);
        self.tell(articles.map(|id| (id, mentions.of(id))));
    }

    /// Takes up an article anew of whose mentions another meaning was ruled.
    /// The events follow with the next [`Timeline::take`].
    pub fn change(&mut self, mentions: &MentionTable, article: ArticleId) {
        for date in &mut self.dates {
            date.evidence.retain(|evidence| evidence.article != article);
        }
        self.dates.retain(|date| !date.evidence.is_empty());
        self.said.retain(|evidence| evidence.article != article);
        self.tell(std::iter::once((article, mentions.of(article))));
    }

    fn tell<'a>(&mut self, articles: impl Iterator<Item = (ArticleId, &'a [Mention])>) {
        let days = &self.days;
        let mut batch: Vec<(Key, Evidence)> = Vec::new();
        for (article, found) in articles {
            self.leads
                .resize(self.leads.len().max(article.index() + 1), 0);
            self.leads[article.index()] = leading(found);
            let printed = days.get(article.index()).copied().flatten();
            for (mention, index) in found.iter().zip(0..) {
                let evidence = Evidence {
                    article,
                    mention: index,
                };
                if mention.how.rule == Rule::Anniversary {
                    self.said.insert(evidence);
                }
                if let Some(key) = dated(mention, printed) {
                    batch.push((key, evidence));
                }
            }
        }
        batch.sort_unstable();
        let mut new = Vec::new();
        for group in batch.chunk_by(|a, b| a.0 == b.0) {
            let key = group[0].0;
            let evidence = group.iter().map(|(_, evidence)| *evidence);
            match self.dates.binary_search_by_key(&key, Event::key) {
                Ok(at) => {
                    let known = &mut self.dates[at].evidence;
                    let later = known.last() < Some(&group[0].1);
                    known.extend(evidence);
                    if !later {
                        known.sort_unstable();
                    }
                }
                Err(_) => new.push(Event {
                    interval: key.0,
                    granularity: key.1,
                    evidence: evidence.collect(),
                }),
            }
        }
        append_sorted(&mut self.dates, new, Event::key);
    }

    /// Works out at once which mentions tell the same, of all articles that
    /// have been tagged. Where that would keep a person waiting, a [`Loom`] of
    /// one's own does it elsewhere, and [`Timeline::take`] brings it here.
    pub fn weave(&mut self, corpus: &Corpus, mentions: &MentionTable) {
        let mut loom = Loom::default();
        loom.take(corpus, mentions);
        self.take(loom.weave().into());
    }

    /// Takes in the events of the articles that have arrived so far, or of the
    /// first of them.
    pub fn take(&mut self, woven: Arc<Woven>) {
        if !woven.furniture.is_empty() {
            for date in &mut self.dates {
                date.evidence
                    .retain(|evidence| !woven.furniture.contains(evidence));
            }
            self.dates.retain(|date| !date.evidence.is_empty());
        }
        self.woven = Some(woven);
        self.ruled = None;
    }

    /// Makes one event of each pair of mentions, and an event of its own of
    /// each single one; what was ruled before is forgotten. To be said again
    /// after [`Timeline::take`].
    pub fn rule(
        &mut self,
        mentions: &MentionTable,
        together: &[(Evidence, Evidence)],
        apart: &[Evidence],
    ) {
        let nothing = together.is_empty() && apart.is_empty();
        let woven = self.woven.as_ref().filter(|_| !nothing);
        let date = |one| self.date_of(mentions, one);
        self.ruled = woven.map(|woven| woven.ruled(together, apart, &date).into());
    }

    /// What a mention says when something happened, if it does.
    pub(super) fn date_of(&self, mentions: &MentionTable, evidence: Evidence) -> Option<Key> {
        let mention = mentions
            .of(evidence.article)
            .get(evidence.mention as usize)?;
        dated(mention, self.printed_on(evidence.article))
    }

    /// The events as they are shown.
    fn shown(&self) -> Option<&Woven> {
        self.ruled
            .as_ref()
            .or(self.woven.as_ref())
            .map(|woven| &**woven)
    }

    /// All events, by first day, of those the shorter first. Until
    /// [`Timeline::take`] or [`Timeline::weave`] each date is one.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.shown().map_or(&self.dates, |woven| &woven.events)
    }

    /// How many articles the events were made from; `None` while each date is
    /// one.
    #[must_use]
    pub fn woven(&self) -> Option<usize> {
        self.woven.as_ref().map(|woven| woven.articles())
    }

    /// The events as they were worked out, whatever was ruled since.
    #[must_use]
    pub fn as_woven(&self) -> Option<Arc<Woven>> {
        self.woven.clone()
    }

    /// All dates that are named, each with every mention of it, in the order
    /// of events.
    #[must_use]
    pub fn dates(&self) -> &[Event] {
        &self.dates
    }

    /// The place in [`Timeline::dates`] of exactly this date.
    #[must_use]
    pub fn position(&self, interval: Interval, granularity: Granularity) -> Option<usize> {
        let key = (interval, granularity);
        self.dates.binary_search_by_key(&key, Event::key).ok()
    }

    /// The place in [`Timeline::events`] of the event that a mention is
    /// evidence of, if it is of any.
    #[must_use]
    pub fn event_of(&self, mentions: &MentionTable, evidence: Evidence) -> Option<usize> {
        if let Some(woven) = self.shown() {
            return woven.of(evidence);
        }
        let (interval, granularity) = self.date_of(mentions, evidence)?;
        self.position(interval, granularity)
    }

    /// The evidence of an event in order of printing (undated articles last),
    /// then of the article's id, then of the text: who told it when.
    #[must_use]
    pub fn told(&self, event: &Event) -> Vec<Evidence> {
        self.told_first(event, usize::MAX)
    }

    /// The first `most` of [`Timeline::told`].
    #[must_use]
    pub fn told_first(&self, event: &Event, most: usize) -> Vec<Evidence> {
        let order = |evidence: &Evidence| {
            let printed = self.printed_on(evidence.article);
            (printed.is_none(), printed, *evidence)
        };
        let mut told = event.evidence.clone();
        if most < told.len() {
            told.select_nth_unstable_by_key(most, order);
            told.truncate(most);
        }
        told.sort_by_cached_key(order);
        told
    }

    /// The events whose dates share a day with `range`, in order.
    pub fn in_range(&self, range: Interval) -> impl Iterator<Item = &Event> {
        within(self.events(), range).map(|(_, event)| event)
    }

    /// The same with their places in [`Timeline::events`].
    pub fn places_in_range(&self, range: Interval) -> impl Iterator<Item = (usize, &Event)> {
        within(self.events(), range)
    }

    /// The dates that share a day with `range`, in order.
    pub fn dates_in_range(&self, range: Interval) -> impl Iterator<Item = &Event> {
        within(&self.dates, range).map(|(_, date)| date)
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

    /// Whether a mention is the words of an anniversary.
    pub(super) fn says_anniversary(&self, evidence: Evidence) -> bool {
        self.said.contains(&evidence)
    }

    /// Every article that has arrived.
    pub(super) fn arrived(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..).map(ArticleId).take(self.days.len())
    }
}

/// The date that a mention says something happened on. What the paper calls
/// its own present is none, unless it is the day itself ("today", "this
/// morning"): neither clock times of the day of printing ("8 p.m."), nor a
/// longer time that contains it ("this year").
pub(super) fn dated(mention: &Mention, printed: Option<Day>) -> Option<Key> {
    let interval = mention.interval?;
    let now = printed.is_some_and(|day| interval.contains(day));
    let today = mention.granularity == Granularity::Day && mention.how.rule == Rule::FromPrinted;
    let told = match mention.timex.kind {
        TimexType::Date => !now || today || mention.how.rule != Rule::FromPrinted,
        TimexType::Time => !now || (today && is_part_of_day(mention.timex.value)),
        TimexType::Duration | TimexType::Set => false,
    };
    told.then_some((interval, mention.granularity))
}

const fn is_part_of_day(value: Value) -> bool {
    matches!(value, Value::Time(_, Clock::Part(_)))
}

/// Those of a list in the order of events that share a day with `range`.
fn within(events: &[Event], range: Interval) -> impl Iterator<Item = (usize, &Event)> {
    let end = events.partition_point(|event| event.interval.start <= range.end);
    let before = events[..end].iter().enumerate();
    before.filter(move |(_, event)| event.interval.end >= range.start)
}

/// Articles whose mentions are taken up in one go, where there are many.
const RESTORED: usize = 1 << 14;

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
