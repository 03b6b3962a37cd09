//! What a query's words were read as, so that nobody need guess why something
//! was found: without case and accents, and in which forms.

use std::collections::BTreeSet;

use super::{Holdings, Query, query::Words, stem::Stem, units::units};
use crate::text::{Case, fold};

/// How many forms are told.
const MOST: usize = 40;

impl Query {
    /// The words of which the folded form is not what was typed, as they are
    /// compared: `cafe` for `Café`.
    #[must_use]
    pub fn folded(&self) -> Vec<String> {
        let phrases = self.phrases();
        let words = phrases.iter().flat_map(|phrase| phrase.words());
        let mut folded: Vec<String> = words.map(|word| word.text.clone()).collect();
        folded.retain(|word| !self.raw.contains(word.as_str()));
        folded.dedup();
        folded
    }

    fn phrases(&self) -> Vec<&super::phrase::Phrase> {
        let placed = self.placed().into_iter();
        let phrases = placed.flat_map(|(_, words)| match words {
            Words::Phrase(phrase) => vec![phrase],
            Words::Near(near) => near.phrases.iter().collect(),
            Words::Pattern(_) => Vec::new(),
        });
        phrases.collect()
    }

    fn stems(&self) -> Vec<&Stem> {
        let phrases = self.phrases();
        let words = phrases.into_iter().flat_map(|phrase| phrase.words());
        words.filter_map(|word| word.stem.as_ref()).collect()
    }
}

/// The forms in which the words of a query stand in the archive, in the order
/// of the alphabet; none if only what was typed is looked for.
pub(super) fn forms(holdings: &Holdings, query: &Query) -> Vec<String> {
    let stems = query.stems();
    let mut forms = BTreeSet::new();
    if stems.is_empty() {
        return Vec::new();
    }
    for (_, segment) in holdings.index.segments() {
        for stem in &stems {
            forms.extend(segment.forms(stem).map(str::to_owned));
        }
    }
    for (_, article) in holdings.corpus.from(holdings.index.covered()) {
        for text in [&*article.title.text, &*article.text] {
            let folded = fold(text, Case::Ignored);
            for (unit, _) in units(&folded) {
                let unit = &folded[unit];
                if !forms.contains(unit) && stems.iter().any(|stem| stem.has(unit)) {
                    forms.insert(unit.to_owned());
                }
            }
        }
    }
    forms.into_iter().take(MOST).collect()
}
