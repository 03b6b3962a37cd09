//! How much speaks for an event: a sum of logarithms of counts.
//!
//! The form was found by measurement on the Timeline17 news topics (Tran et
//! al. 2013), without training: the logarithm of the articles that tell it,
//! and, at a lower weight, of articles printed a week later or more, of
//! distinct days of printing, and of mentions in the first sentences. Articles
//! are counted, not sentences: a long live report would rule the list
//! otherwise. A term is added for archives that look back: distinct years of
//! printing, which tell history from news.
//!
//! Only the evidence that passes a filter counts, and with a query only what a
//! sentence tells that has a word of it. Nothing here reads a text; whoever
//! asks for words says which evidence has them.

use super::{Event, Evidence, Timeline, bucket::number};
use crate::model::{ArticleId, Granularity};

/// Days after which an article looks back.
const LATER: i32 = 7;

/// The counts behind the salience of an event, among the evidence that passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Articles that tell it.
    pub documents: u32,
    /// Distinct days on which such an article was printed.
    pub issues: u32,
    /// Distinct years in which such an article was printed.
    pub years: u32,
    /// Articles printed at least seven days after its last day.
    pub later: u32,
    /// Mentions among the first sentences of an article.
    pub lead: u32,
}

impl Signals {
    /// Counts the evidence of an event that passes.
    #[must_use]
    pub fn of(timeline: &Timeline, event: &Event, passes: &dyn Fn(&Evidence) -> bool) -> Self {
        let (mut signals, mut days) = (Self::default(), Vec::new());
        let last = number(event.interval.end);
        let mut before = None;
        for evidence in event.evidence.iter().filter(|evidence| passes(evidence)) {
            let article = evidence.article;
            signals.lead += u32::from(evidence.mention < timeline.lead(article));
            if before.replace(article) == Some(article) {
                continue;
            }
            signals.documents += 1;
            if let Some(day) = timeline.printed_on(article) {
                days.push(day);
                signals.later += u32::from(number(day) - last >= LATER);
            }
        }
        days.sort_unstable();
        days.dedup();
        let years = days.chunk_by(|a, b| a.year() == b.year()).count();
        signals.issues = u32::try_from(days.len()).expect("no more days than articles");
        signals.years = u32::try_from(years).expect("no more years than articles");
        signals
    }

    /// What speaks for the event, term by term. `crowd` is the typical number
    /// of articles for an event of that year and granularity (at least 1): its
    /// square root lowers what a year is full of, so that well-covered years do
    /// not swallow the list. With a query, of which there are few answers a
    /// year, give 1.
    #[must_use]
    pub fn terms(&self, crowd: u32) -> [Weight; 5] {
        let crowd = f64::from(crowd.max(1)).sqrt();
        let term = |name, count: u32, weight: f64, crowd: f64| Weight {
            name,
            count,
            weight: (f64::from(count) / crowd).ln_1p() * weight,
        };
        [
            term("articles", self.documents, 2.0, crowd),
            term("days of printing", self.issues, 0.5, crowd),
            term("years of printing", self.years, 0.5, 1.0),
            term("articles a week later or more", self.later, 0.75, 1.0),
            term("mentions in first sentences", self.lead, 0.5, 1.0),
        ]
    }

    /// The salience of an event of this granularity: 0 where nothing passes.
    /// The coarser its date, the less an event it is.
    #[must_use]
    pub fn score(&self, crowd: u32, granularity: Granularity) -> f64 {
        let sum: f64 = self.terms(crowd).iter().map(|term| term.weight).sum();
        sum * fineness(granularity)
    }
}

/// A term of a salience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// What is counted.
    pub name: &'static str,
    /// How many.
    pub count: u32,
    /// What it adds.
    pub weight: f64,
}

/// What the salience is multiplied by for a date of this granularity.
#[must_use]
pub const fn fineness(granularity: Granularity) -> f64 {
    match granularity {
        Granularity::Day | Granularity::Span => 1.0,
        Granularity::Week => 0.95,
        Granularity::Month => 0.9,
        Granularity::Quarter => 0.8,
        Granularity::Year => 0.7,
        Granularity::Decade | Granularity::Century => 0.5,
    }
}

/// The salience of each event without a query, among the articles that `keep`
/// lets pass: 0 for those that none of them tells. The crowd of an event is
/// the median of its year and granularity among those given.
#[must_use]
pub fn salience<'a>(
    timeline: &Timeline,
    events: impl IntoIterator<Item = &'a Event>,
    keep: &dyn Fn(ArticleId) -> bool,
) -> Vec<f64> {
    let passes = |evidence: &Evidence| keep(evidence.article);
    let counted = events.into_iter().map(|event| {
        let kind = (event.interval.start.year(), event.granularity);
        (kind, Signals::of(timeline, event, &passes))
    });
    let counted: Vec<((i16, Granularity), Signals)> = counted.collect();
    let crowds = crowds(&counted);
    let score = |(kind, signals): &((i16, Granularity), Signals)| {
        let crowd = crowds.binary_search_by_key(kind, |(kind, _)| *kind);
        match crowd {
            Ok(at) if signals.documents > 0 => signals.score(crowds[at].1, kind.1),
            _ => 0.0,
        }
    };
    counted.iter().map(score).collect()
}

/// The median of the articles of each kind of event, by kind.
fn crowds(counted: &[((i16, Granularity), Signals)]) -> Vec<((i16, Granularity), u32)> {
    let told = counted.iter().filter(|(_, signals)| signals.documents > 0);
    let mut all: Vec<((i16, Granularity), u32)> = told
        .map(|(kind, signals)| (*kind, signals.documents))
        .collect();
    all.sort_unstable();
    let kinds = all.chunk_by(|a, b| a.0 == b.0);
    kinds.map(|kind| kind[kind.len() / 2]).collect()
}
