//! Phrases that stand near one another: `"a b"~5`, `a NEAR/5 b`.

use std::ops::Range;

use super::{
    phrase::Phrase,
    units::{Gap, units},
};

/// Phrases, in any order, in one paragraph, with few words between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub phrases: Vec<Phrase>,
    /// How many words may stand between the first and the last of them
    /// besides their own.
    between: usize,
}

/// A place of one of the phrases, counted in units: the first of its own and
/// the one behind its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub first: usize,
    pub behind: usize,
    pub phrase: usize,
}

impl Near {
    pub const fn new(phrases: Vec<Phrase>, between: usize) -> Self {
        Self { phrases, between }
    }

    /// How many units the stretch from the first to the last may have.
    pub fn most(&self) -> usize {
        let own: usize = self.phrases.iter().map(Phrase::len).sum();
        own.saturating_add(self.between)
    }

    /// Whether they stand near one another in a folded text.
    pub fn is_in(&self, folded: &str) -> bool {
        !self.hits(folded).is_empty()
    }

    /// The places of the phrases where they are near one another, in order.
    pub fn hits(&self, folded: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (number, phrase) in self.phrases.iter().enumerate() {
            let before = found.len();
            found.extend(phrase.hits(folded).map(|hit| (hit, number)));
            if found.len() == before {
                return Vec::new();
            }
        }
        let (mut starts, mut paragraphs) = (Vec::new(), Vec::new());
        for (unit, gap) in units(folded) {
            let paragraph = paragraphs.last().map_or(0, |last: &usize| *last);
            starts.push(unit.start);
            paragraphs.push(paragraph + usize::from(gap == Gap::Paragraph));
        }
        let before = |byte: usize| starts.partition_point(|&start| start < byte);
        let mut hits: Vec<(Place, Range<usize>)> = found
            .into_iter()
            .map(|(hit, phrase)| {
                let (first, behind) = (before(hit.start), before(hit.end));
                let place = Place {
                    first,
                    behind,
                    phrase,
                };
                (place, hit)
            })
            .collect();
        hits.sort_unstable_by_key(|(place, _)| *place);
        let places: Vec<Place> = hits.iter().map(|(place, _)| *place).collect();
        let mut near = Vec::new();
        for paragraph in places.chunk_by(|a, b| paragraphs[a.first] == paragraphs[b.first]) {
            self.near(paragraph, &mut |place| near.push(*place));
        }
        let is_near = |place: &Place| near.binary_search(place).is_ok();
        hits.retain(|(place, _)| is_near(place));
        let mut hits: Vec<Range<usize>> = hits.into_iter().map(|(_, hit)| hit).collect();
        hits.dedup();
        hits
    }

    /// Hands over, in order, each of the places of one paragraph that belongs
    /// to a shortest stretch which holds all phrases and is short enough. Each
    /// place enters and leaves the window once.
    pub fn near(&self, places: &[Place], take: &mut dyn FnMut(&Place)) {
        let most = self.most();
        let mut held = vec![0_usize; self.phrases.len()];
        let (mut first, mut taken) = (0, 0);
        for (last, place) in places.iter().enumerate() {
            held[place.phrase] += 1;
            while held[places[first].phrase] > 1 {
                held[places[first].phrase] -= 1;
                first += 1;
            }
            let start = places[first].first;
            if held.contains(&0) || place.first - start >= most {
                continue;
            }
            let window = &places[first..=last];
            let behind = window.iter().map(|place| place.behind).max();
            if behind.is_some_and(|behind| behind - start <= most) {
                places[first.max(taken)..=last].iter().for_each(&mut *take);
                taken = last + 1;
            }
        }
    }
}
