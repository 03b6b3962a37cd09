//! From dates to events: which mentions, in one article or many, tell the
//! same thing.
//!
//! 1. The sentences with one date are grouped by what they tell (`leaders`):
//!    idf-weighted cosine, words near the date counting more.
//! 2. A group that goes on from the day before joins it: one event of several
//!    days.
//! 3. A wider date ("in 2000") joins the finer event within it that tells the
//!    same ("2000-07-19"); what joins none is grouped as in 1. Months go
//!    before quarters, these before years.
//!
//! A line that many articles carry with the same date, which is not past when
//! they are printed, is furniture of the page and tells of nothing; so is a
//! short one that many carry with the day of their printing ("last updated
//! at"), and an agency's dateline.
//!
//! What comes out follows from the set of articles alone, not from the order
//! in which they arrived: everything is done in an order of content.

mod draft;
mod leaders;
mod telling;
mod vector;
mod year;

use std::collections::{HashMap, HashSet};

use jiff::ToSpan;

use super::{
    Event, Evidence,
    events::{Key, both},
    terms::{SmallWords, Vector},
};
use crate::model::{ArticleId, Corpus, Day, Granularity, Interval, MentionTable};
use telling::{Digest, Telling};
use vector::Frequencies;
use year::Year;

/// Collects what articles tell, and makes events of it.
#[derive(Debug)]
pub struct Loom {
    small: SmallWords,
    /// By article.
    digests: Vec<Digest>,
    frequencies: Frequencies,
}

impl Default for Loom {
    fn default() -> Self {
        Self {
            small: SmallWords::new(),
            digests: Vec::new(),
            frequencies: Frequencies::default(),
        }
    }
}

/// The events of the articles that a [`Loom`] has taken up.
#[derive(Clone, Debug, Default)]
pub struct Woven {
    /// By first day, of those the shorter first.
    pub(super) events: Vec<Event>,
    /// By article, by mention: the event, [`NONE`] for none.
    pub(super) by_mention: Vec<Box<[u32]>>,
    /// Mentions that every page carries and that tell of nothing.
    pub(super) furniture: HashSet<Evidence>,
}

/// No event.
const NONE: u32 = u32::MAX;

impl Woven {
    /// The place of the event that a mention is evidence of.
    pub(super) fn of(&self, evidence: Evidence) -> Option<usize> {
        let events = self.by_mention.get(evidence.article.index())?;
        let event = *events.get(evidence.mention as usize)?;
        (event != NONE).then_some(event as usize)
    }

    /// How many articles it was made from.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.by_mention.len()
    }

    /// The events of so many articles as they were worked out in another run.
    /// `None` where they are of others.
    #[must_use]
    pub fn restored(
        articles: usize,
        events: Vec<Event>,
        furniture: HashSet<Evidence>,
    ) -> Option<Self> {
        let mut sizes = vec![0; articles];
        for evidence in events.iter().flat_map(|event| &event.evidence) {
            let size = sizes.get_mut(evidence.article.index())?;
            *size = (evidence.mention as usize + 1).max(*size);
        }
        Some(Self::new(events, sizes.into_iter(), furniture))
    }

    /// The events, by first day, of those the shorter first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The mentions that every page carries and that tell of nothing.
    #[must_use]
    pub const fn furniture(&self) -> &HashSet<Evidence> {
        &self.furniture
    }

    /// The same events but for what a person rules: each pair is evidence of
    /// one event, each single mention of one that it has for itself. `date`
    /// says what a mention means.
    pub(super) fn ruled(
        &self,
        together: &[(Evidence, Evidence)],
        apart: &[Evidence],
        date: &dyn Fn(Evidence) -> Option<Key>,
    ) -> Self {
        let mut groups: Vec<Vec<Evidence>> = self
            .events
            .iter()
            .map(|event| event.evidence.clone())
            .collect();
        let mut of: HashMap<Evidence, usize> = HashMap::new();
        for &one in apart {
            if let Some(event) = self.of(one).filter(|_| !of.contains_key(&one)) {
                groups[event].retain(|other| *other != one);
                of.insert(one, groups.len());
                groups.push(vec![one]);
            }
        }
        // Where each group has gone.
        let mut heads: Vec<usize> = (0..groups.len()).collect();
        let place = |one| of.get(&one).copied().or_else(|| self.of(one));
        for (a, b) in together {
            if let (Some(a), Some(b)) = (place(*a), place(*b)) {
                let (a, b) = (head(&heads, a), head(&heads, b));
                heads[a.max(b)] = a.min(b);
                if a != b {
                    let gone = std::mem::take(&mut groups[a.max(b)]);
                    groups[a.min(b)].extend(gone);
                }
            }
        }
        let groups = groups
            .into_iter()
            .enumerate()
            .filter(|(_, evidence)| !evidence.is_empty());
        let events = groups.map(|(at, mut evidence)| {
            evidence.sort_unstable();
            let old = self.events.get(at).filter(|old| old.evidence == evidence);
            let dates = || evidence.iter().filter_map(|one| date(*one)).reduce(both);
            let date = old.map(Event::key).or_else(dates);
            let (interval, granularity) =
                date.unwrap_or((Interval::day(Day::MIN), Granularity::Day));
            Event {
                interval,
                granularity,
                evidence,
            }
        });
        let sizes = self.by_mention.iter().map(|mentions| mentions.len());
        Self::new(events.collect(), sizes, self.furniture.clone())
    }

    /// Puts events in their order, and notes which is each mention's.
    fn new(
        mut events: Vec<Event>,
        sizes: impl Iterator<Item = usize>,
        furniture: HashSet<Evidence>,
    ) -> Self {
        // Stable: of one date those that were printed first come first.
        events.sort_by_key(Event::key);
        let mut by_mention: Vec<Box<[u32]>> = sizes.map(|size| vec![NONE; size].into()).collect();
        for (event, number) in events.iter().zip(0..) {
            for evidence in &event.evidence {
                by_mention[evidence.article.index()][evidence.mention as usize] = number;
            }
        }
        Self {
            events,
            by_mention,
            furniture,
        }
    }
}

/// Where an event has gone in the end.
fn head(heads: &[usize], mut event: usize) -> usize {
    while heads[event] != event {
        event = heads[event];
    }
    event
}

/// A telling on its way into an event: its date, what puts it in order
/// whatever arrived first, and where it is.
type Thread = (Key, Option<Day>, u64, Evidence, u32);

impl Loom {
    /// Takes up the articles that have been tagged since the last call, and
    /// anew those of whose mentions another meaning was ruled.
    pub fn take(&mut self, corpus: &Corpus, mentions: &MentionTable) {
        let small = &self.small;
        let digest_of = |id| {
            let found = mentions.of(id);
            let digest = corpus.look(id, |article| Digest::of(article, found, small));
            digest.unwrap_or_else(|| Digest {
                dates: telling::dates(found),
                ..Digest::default()
            })
        };
        for (id, digest) in (0..).map(ArticleId).zip(&mut self.digests) {
            if telling::dates(mentions.of(id)) != digest.dates {
                self.frequencies.remove(digest);
                *digest = digest_of(id);
                self.frequencies.add(digest);
            }
        }
        let number = |len| u32::try_from(len).expect("no more articles than ids");
        let end = mentions.tagged().min(corpus.len());
        for id in number(self.digests.len())..number(end) {
            let digest = digest_of(ArticleId(id));
            self.frequencies.add(&digest);
            self.digests.push(digest);
        }
    }

    /// The events of all articles taken up so far.
    #[must_use]
    pub fn weave(&self) -> Woven {
        let furniture = self.furniture();
        let mut threads = self.threads(&furniture);
        threads.sort_unstable();
        let mut drafts = Vec::new();
        let mut last = Vec::new();
        let year = |thread: &Thread| thread.0.0.start.year();
        for threads in threads.chunk_by(|a, b| year(a) == year(b)) {
            let mut year = Year::new(last);
            let dates = || threads.chunk_by(|a, b| a.0 == b.0);
            for granularity in ORDER {
                for date in dates().filter(|date| date[0].0.1 == granularity) {
                    let vectors = date
                        .iter()
                        .map(|thread| self.vector(thread))
                        .collect::<Vec<_>>();
                    year.add(date[0].0, date, &vectors);
                }
            }
            last = year.finish(&mut drafts);
        }
        drafts.extend(last);
        self.bound(drafts, furniture)
    }

    fn threads(&self, furniture: &HashSet<Evidence>) -> Vec<Thread> {
        let all = self
            .all()
            .filter(|(evidence, ..)| !furniture.contains(evidence));
        let thread = |(evidence, at, digest, telling): (Evidence, u32, &Digest, &Telling)| {
            let key = (telling.interval, telling.granularity);
            (
                key,
                digest.printed,
                digest.print ^ u64::from(telling.mention),
                evidence,
                at,
            )
        };
        all.map(thread).collect()
    }

    fn all(&self) -> impl Iterator<Item = (Evidence, u32, &Digest, &Telling)> {
        let articles = (0..).map(ArticleId).zip(&self.digests);
        articles.flat_map(|(article, digest)| {
            digest.tellings.iter().zip(0..).map(move |(telling, at)| {
                let mention = telling.mention;
                (Evidence { article, mention }, at, digest, telling)
            })
        })
    }

    fn vector(&self, thread: &Thread) -> Vector {
        let digest = &self.digests[thread.3.article.index()];
        vector::vector(
            digest,
            &digest.tellings[thread.4 as usize],
            &self.frequencies,
        )
    }

    /// Datelines, and the mentions of lines that recur on [`RECURS`] days of
    /// printing or more: those that are the same, date and all, none of which
    /// is behind the date, and short ones that say, but for date and clock, the
    /// same, each with the day of its printing ("last updated at …").
    fn furniture(&self) -> HashSet<Evidence> {
        let (mut same, mut stamps) = (Vec::new(), Vec::new());
        for (evidence, _, digest, telling) in self.all() {
            let Some(printed) = digest.printed else {
                continue;
            };
            let sentence = digest.sentences[telling.sentence as usize];
            if printed <= telling.interval.end {
                same.push(((sentence.print, telling.interval), printed, evidence));
            }
            let last = telling.interval.end.saturating_add(STALE.days());
            if sentence.stamp != 0 && telling.interval.start <= printed && printed <= last {
                stamps.push((sentence.stamp, printed, evidence));
            }
        }
        let articles = (0..).map(ArticleId).zip(&self.digests);
        let datelines = articles.filter_map(|(article, digest)| {
            let mention = digest.dateline?;
            Some(Evidence { article, mention })
        });
        recurring(same)
            .into_iter()
            .chain(recurring(stamps))
            .chain(datelines)
            .collect()
    }

    /// The drafts as events.
    fn bound(&self, drafts: Vec<draft::Draft>, furniture: HashSet<Evidence>) -> Woven {
        let events = drafts.into_iter().map(|mut draft| {
            draft.evidence.sort_unstable();
            Event {
                interval: draft.interval,
                granularity: draft.granularity,
                evidence: draft.evidence,
            }
        });
        let last = |digest: &Digest| {
            digest
                .tellings
                .last()
                .map_or(0, |last| last.mention as usize + 1)
        };
        Woven::new(events.collect(), self.digests.iter().map(last), furniture)
    }
}

/// Fine dates first, so that wider ones find what they speak of.
const ORDER: [Granularity; 8] = [
    Granularity::Day,
    Granularity::Week,
    Granularity::Month,
    Granularity::Quarter,
    Granularity::Span,
    Granularity::Year,
    Granularity::Decade,
    Granularity::Century,
];

/// Days of printing on which a line makes a habit of itself.
const RECURS: usize = 3;

/// Days between an article's last change and its printing.
const STALE: i32 = 1;

/// The mentions of lines of one kind that were printed on [`RECURS`] days.
fn recurring<K: Ord>(mut lines: Vec<(K, Day, Evidence)>) -> Vec<Evidence> {
    lines.sort_unstable();
    let kinds = lines.chunk_by(|a, b| a.0 == b.0);
    kinds
        .filter(|kind| kind.chunk_by(|a, b| a.1 == b.1).count() >= RECURS)
        .flatten()
        .map(|line| line.2)
        .collect()
}
