//! How often words stand in the articles of a segment.

use fixedbitset::FixedBitSet;

use super::{
    chain::{Chain, Place, with_any},
    segment::{PARAGRAPH, Segment},
};
use crate::search::{
    near::{self, Near},
    phrase::Phrase,
    query::Words,
    units::units,
};

/// What the index knows of words in the articles of a segment.
pub(in crate::search) struct Counted {
    /// By article: how often they stand in the title, where that is known.
    pub title: Vec<u32>,
    /// The same of the body.
    pub body: Vec<u32>,
    /// The articles of which the text must be read; of all others the counts
    /// are exact.
    pub open: FixedBitSet,
}

impl Counted {
    fn none(segment: &Segment) -> Self {
        Self {
            title: vec![0; segment.len()],
            body: vec![0; segment.len()],
            open: segment.none(),
        }
    }

    /// Counts words in some articles, and at best in others too.
    pub fn new(words: &Words, segment: &Segment, among: &FixedBitSet) -> Self {
        let mut counted = Self::none(segment);
        if let Words::Phrase(phrase) = words
            && let Some(chain) = Chain::new(phrase)
            && chain.count_alone(segment, &mut counted.title, &mut counted.body)
        {
            return counted;
        }
        let found = Found::new(words, segment, among);
        for place in apart(found.places) {
            let counts = match place.is_in_body() {
                true => &mut counted.body,
                false => &mut counted.title,
            };
            counts[place.article as usize] += 1;
        }
        counted.open = found.open;
        counted
    }
}

impl Segment {
    /// All articles if the index can tell of words without a text being read,
    /// else those that are given.
    pub(in crate::search) fn all_or(&self, among: &FixedBitSet, words: &Words) -> FixedBitSet {
        match words {
            Words::Phrase(phrase) if Chain::new(phrase).is_some() => self.all(),
            _ => among.clone(),
        }
    }
}

/// Where words stand in some articles.
pub(super) struct Found {
    /// In order; of one phrase none overlaps another.
    pub places: Vec<Place>,
    /// The articles of which the text must be read.
    pub open: FixedBitSet,
}

impl Found {
    pub fn new(words: &Words, segment: &Segment, among: &FixedBitSet) -> Self {
        match words {
            Words::Phrase(phrase) => Self::phrase(phrase, segment, among),
            Words::Near(near) => Self::near(near, segment, among),
            Words::Pattern(_) => Self {
                places: Vec::new(),
                open: among.clone(),
            },
        }
    }

    fn phrase(phrase: &Phrase, segment: &Segment, among: &FixedBitSet) -> Self {
        if let Some(chain) = Chain::new(phrase) {
            return Self {
                places: chain.places(segment, among),
                open: segment.none(),
            };
        }
        let mut open = among.clone();
        for word in phrase.words() {
            // Beside a wildcard a word stands for itself alone.
            if let Some(stem) = word.stem.as_ref().filter(|_| !phrase.is_wild()) {
                open.intersect_with(&with_any(segment, &segment.of_stem(stem)));
                continue;
            }
            for piece in word.text.split(['*', '?']) {
                for (unit, _) in units(piece) {
                    let units = segment.containing(&piece[unit]);
                    open.intersect_with(&with_any(segment, &units));
                }
            }
        }
        Self {
            places: Vec::new(),
            open,
        }
    }

    fn near(near: &Near, segment: &Segment, among: &FixedBitSet) -> Self {
        let own: Vec<Self> = near
            .phrases
            .iter()
            .map(|phrase| Self::phrase(phrase, segment, among))
            .collect();
        let mut all = among.clone();
        for found in &own {
            all.intersect_with(&found.articles(segment));
        }
        // Numbers tell paragraphs apart only if those are further apart.
        let tells = near.most() < PARAGRAPH as usize && own.iter().all(|own| own.open.is_clear());
        let mut found = Self {
            places: Vec::new(),
            open: segment.none(),
        };
        let mut places: Vec<(u32, near::Place)> = Vec::new();
        if !tells {
            found.open = all;
            return found;
        }
        for (phrase, own) in own.iter().enumerate() {
            let own = own.places.iter();
            let wanted = own.filter(|place| all.contains(place.article as usize));
            places.extend(wanted.map(|place| {
                let of_phrase = near::Place {
                    first: place.first as usize,
                    behind: place.behind as usize,
                    phrase,
                };
                (place.article, of_phrase)
            }));
        }
        places.sort_unstable();
        // The title and the body are far apart.
        for own in places.chunk_by(|(a, _), (b, _)| a == b) {
            let alone: Vec<near::Place> = own.iter().map(|(_, place)| *place).collect();
            near.near(&alone, &mut |place| {
                let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                found.places.push(Place {
                    article: own[0].0,
                    first: number(place.first),
                    behind: number(place.behind),
                });
            });
        }
        found
    }

    /// The articles in which it may stand.
    fn articles(&self, segment: &Segment) -> FixedBitSet {
        let mut articles = self.open.clone();
        articles.grow(segment.len());
        articles.extend(self.places.iter().map(|place| place.article as usize));
        articles
    }
}

/// How many hits there are of several words in the body of each article, where
/// of two that overlap the first counts.
pub(super) fn together(
    words: &[&Words],
    segment: &Segment,
    among: &FixedBitSet,
) -> (Vec<u32>, FixedBitSet) {
    let mut counts = vec![0; segment.len()];
    let mut open = segment.none();
    if let [words] = words {
        let counted = Counted::new(words, segment, among);
        return (counted.body, counted.open);
    }
    let mut places = Vec::new();
    for words in words {
        let found = Found::new(words, segment, among);
        open.union_with(&found.open);
        places.extend(found.places.into_iter().filter(Place::is_in_body));
    }
    for place in apart(places) {
        counts[place.article as usize] += 1;
    }
    (counts, open)
}

/// Leaves out what overlaps a place before it; of two that start together the
/// longer stays.
fn apart(mut places: Vec<Place>) -> impl Iterator<Item = Place> {
    places.sort_unstable_by_key(|place| (place.article, place.first, u32::MAX - place.behind));
    let mut behind = (0, 0);
    places.into_iter().filter(move |place| {
        let apart = (place.article, place.first) >= behind;
        if apart {
            behind = (place.article, place.behind);
        }
        apart
    })
}
