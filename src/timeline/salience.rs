//! How much speaks for an event: a sum of logarithms of counts.
//!
//! The form was found by measurement on the Timeline17 news topics (Tran et
//! al. 2013), without training: the logarithm of articles that name the date,
//! of those that do so in a sentence with a word of the query, and, at half
//! weight, of articles printed a week later or more and of mentions in the
//! first sentences. Articles are counted, not sentences: a long live report
//! would rule the list otherwise. Two terms are added for archives that look
//! back: distinct days of printing, and distinct years of printing, which tell
//! history from news.
//!
//! Nothing here reads a text; whoever asks for words says which evidence has
//! them.

use std::collections::HashMap;

use super::{Event, Evidence, Timeline};
use crate::model::{ArticleId, Granularity};

/// Days after which an article looks back.
const LATER: i32 = 7;

/// The counts behind the salience of an event, among the articles kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Articles that name it.
    pub documents: u32,
    /// Articles that name it in a sentence with a word that was asked for.
    pub asked: u32,
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
    /// Counts what speaks for an event among the articles that `keep` lets
    /// pass; `asked` says which evidence has a word that was asked for.
    #[must_use]
    pub fn of(
        timeline: &Timeline,
        event: &Event,
        keep: &dyn Fn(ArticleId) -> bool,
        asked: &dyn Fn(&Evidence) -> bool,
    ) -> Self {
        let mut signals = Self::default();
        let mut days = Vec::new();
        let passed = event
            .evidence
            .chunk_by(|a, b| a.article == b.article)
            .filter(|mentions| keep(mentions[0].article));
        for mentions in passed {
            let article = mentions[0].article;
            signals.documents += 1;
            signals.asked += u32::from(mentions.iter().any(asked));
            let lead = timeline.lead(article);
            let leading = mentions.partition_point(|evidence| evidence.mention < lead);
            signals.lead += u32::try_from(leading).expect("no more mentions than their numbers");
            if let Some(day) = timeline.printed_on(article) {
                days.push(day);
                let after = super::bucket::number(day) - super::bucket::number(event.interval.end);
                signals.later += u32::from(after >= LATER);
            }
        }
        days.sort_unstable();
        days.dedup();
        let years = days.chunk_by(|a, b| a.year() == b.year()).count();
        signals.issues = u32::try_from(days.len()).expect("no more days than articles");
        signals.years = u32::try_from(years).expect("no more years than articles");
        signals
    }

    /// The salience. `crowd` is the typical number of articles for a date of
    /// that year and granularity (at least 1): its square root lowers what a
    /// year is full of, so that well-covered years do not swallow the list.
    /// With a query, of which `asked` counts the answers, give 1.
    #[must_use]
    pub fn score(&self, crowd: u32) -> f64 {
        let crowd = f64::from(crowd.max(1)).sqrt();
        let log = |count: u32| f64::from(count).ln_1p();
        (f64::from(self.documents) / crowd).ln_1p()
            + log(self.asked)
            + (f64::from(self.issues) / crowd).ln_1p() * 0.5
            + log(self.years) * 0.5
            + log(self.later) * 0.5
            + log(self.lead) * 0.5
    }
}

/// The salience of each event without a query, among the articles that `keep`
/// lets pass: 0 for those that none of them names.
#[must_use]
pub fn salience<'a>(
    timeline: &Timeline,
    events: impl IntoIterator<Item = &'a Event>,
    keep: &dyn Fn(ArticleId) -> bool,
) -> Vec<f64> {
    let signals: Vec<((i16, Granularity), Signals)> = events
        .into_iter()
        .map(|event| {
            let signals = Signals::of(timeline, event, keep, &|_| false);
            ((event.interval.start.year(), event.granularity), signals)
        })
        .collect();
    let mut crowds: HashMap<(i16, Granularity), Vec<u32>> = HashMap::new();
    for (key, signals) in signals.iter().filter(|(_, signals)| signals.documents > 0) {
        crowds.entry(*key).or_default().push(signals.documents);
    }
    let crowds: HashMap<_, u32> = crowds
        .into_iter()
        .map(|(key, mut counts)| {
            let middle = counts.len() / 2;
            (key, *counts.select_nth_unstable(middle).1)
        })
        .collect();
    let score = |(key, signals): &(_, Signals)| match crowds.get(key) {
        Some(&crowd) if signals.documents > 0 => signals.score(crowd),
        _ => 0.0,
    };
    signals.iter().map(score).collect()
}
