//! How much speaks for an event: a sum of logarithms of counts.
//!
//! The form was found by measurement on the Timeline17 news topics (Tran et
//! al. 2013), without training: the logarithms of the articles that tell it, of
//! the distinct days on which they were printed, which says a little more, and
//! of those a week later or more. How often it stands in first sentences added
//! nothing; that is counted for the reader. Articles are counted, not
//! sentences: a long live report would rule the list
//! otherwise. A term is added for archives that look back: distinct years of
//! printing, which tell history from news.
//!
//! Only the evidence that passes a filter counts, and with a query only what a
//! sentence tells that has a word of it. Nothing here reads a text; whoever
//! asks for words says which evidence has them.

use super::{Event, Evidence, Timeline, bucket::number, carry::CARRIED};
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
    /// With a query: articles that have a word of it only where they go on
    /// with the date.
    pub carried: u32,
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
            term("articles", self.documents, 1.0, crowd),
            term("days of printing", self.issues, 1.5, crowd),
            term("years of printing", self.years, 1.0, 1.0),
            term("articles a week later or more", self.later, 1.0, 1.0),
            term("articles that go on with it", self.carried, CARRIED, crowd),
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
        Granularity::Week => 0.9,
        Granularity::Month => 0.75,
        Granularity::Quarter => 0.6,
        Granularity::Year => 0.5,
        Granularity::Decade | Granularity::Century => 0.3,
    }
}

/// The salience of each event without a query, among the articles that `keep`
/// lets pass: 0 for those that none of them tells. The crowd of an event is
/// the median of its year and granularity among those given. Linear in the
/// evidence.
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
    let counted: Vec<(Kind, Signals)> = counted.collect();
    let mut crowds = Crowds::of(&counted);
    let mut score = |(kind, signals): &(Kind, Signals)| match signals.documents {
        0 => 0.0,
        _ => signals.score(crowds.median(*kind), kind.1),
    };
    counted.iter().map(&mut score).collect()
}

/// A year and a granularity.
type Kind = (i16, Granularity);

/// Granularities, as the places of a row.
const KINDS: usize = 8;

/// How many articles tell each event of a kind.
struct Crowds {
    first: i16,
    /// By year from the first, by granularity.
    counts: Vec<Vec<u32>>,
    medians: Vec<Option<u32>>,
}

impl Crowds {
    fn of(counted: &[(Kind, Signals)]) -> Self {
        let told = || counted.iter().filter(|(_, signals)| signals.documents > 0);
        let years = || told().map(|(kind, _)| kind.0);
        let first = years().min().unwrap_or(0);
        let last = years().max().unwrap_or(first);
        let mut crowds = Self {
            first,
            counts: Vec::new(),
            medians: Vec::new(),
        };
        let places = crowds.place((last, Granularity::Span)) + KINDS;
        crowds.counts.resize(places, Vec::new());
        crowds.medians.resize(places, None);
        for (kind, signals) in told() {
            let place = crowds.place(*kind);
            crowds.counts[place].push(signals.documents);
        }
        crowds
    }

    fn place(&self, (year, granularity): Kind) -> usize {
        let year = i32::from(year) - i32::from(self.first);
        usize::try_from(year).unwrap_or(0) * KINDS + granularity as usize
    }

    /// The median of a kind of which there is one, found when first asked for.
    fn median(&mut self, kind: Kind) -> u32 {
        let place = self.place(kind);
        if let Some(known) = self.medians[place] {
            return known;
        }
        let counts = &mut self.counts[place];
        let middle = counts.len() / 2;
        let median = match counts.is_empty() {
            true => 1,
            false => *counts.select_nth_unstable(middle).1,
        };
        self.medians[place] = Some(median);
        median
    }
}
