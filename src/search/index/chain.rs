//! A phrase as the index sees it: a chain of units, each with those that may
//! take its place, and where such chains stand.

use fixedbitset::FixedBitSet;

use super::segment::{BODY, GLUED, Segment};
use crate::search::{
    phrase::Phrase,
    stem::Stem,
    units::{ends_anywhere, is_unspaced, units},
};

/// Units side by side.
pub(super) struct Chain<'a> {
    links: Vec<Link<'a>>,
}

struct Link<'a> {
    slot: Slot<'a>,
    /// Whether nothing may stand between it and the one before it.
    glued: bool,
}

/// What may stand in one place.
enum Slot<'a> {
    /// This unit.
    Unit(&'a str),
    /// A unit that starts so.
    Start(&'a str),
    /// A form of a word.
    Stem(&'a Stem),
}

/// Where a chain stands: the number of its first unit, and the one behind its
/// last. In the body both have [`IN_BODY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub article: u32,
    pub first: u32,
    pub behind: u32,
}

impl<'a> Chain<'a> {
    /// The chain of a phrase; `None` if the numbers of units do not tell where
    /// it stands: it has a wildcard before the end of a word, or something
    /// goes on behind a word that may end anywhere.
    pub fn new(phrase: &'a Phrase) -> Option<Self> {
        if phrase.is_wild() {
            return None;
        }
        let mut links = Vec::new();
        let words = phrase.words();
        for (number, word) in words.iter().enumerate() {
            let is_last = number + 1 == words.len();
            let own: Vec<&str> = units(&word.text)
                .map(|(range, _)| &word.text[range])
                .collect();
            for (at, unit) in own.iter().enumerate() {
                let ends = at + 1 == own.len();
                if ends && (!is_last || word.prefix) && unit.starts_with(is_unspaced) {
                    return None;
                }
                let slot = match &word.stem {
                    Some(stem) => Slot::Stem(stem),
                    None if ends && !unit.starts_with(is_unspaced) => {
                        match word.prefix || unit.ends_with(ends_anywhere) {
                            true => Slot::Start(unit),
                            false => Slot::Unit(unit),
                        }
                    }
                    None => Slot::Unit(unit),
                };
                let glued = at > 0;
                links.push(Link { slot, glued });
            }
        }
        (!links.is_empty()).then_some(Self { links })
    }

    /// Adds how often it stands in title and body of each article, if it is of
    /// one unit: the lists of articles say so.
    pub fn count_alone(&self, segment: &Segment, title: &mut [u32], body: &mut [u32]) -> bool {
        let [link] = self.links.as_slice() else {
            return false;
        };
        for unit in link.slot.units(segment) {
            let mut postings = segment.postings(unit);
            while let Some(posting) = postings.take() {
                let at = posting.article as usize;
                if at < title.len() {
                    title[at] += posting.title;
                    body[at] += posting.body;
                }
            }
        }
        true
    }

    /// Where it stands in some articles, in order, none overlapping another.
    pub fn places(&self, segment: &Segment, among: &FixedBitSet) -> Vec<Place> {
        let slots: Vec<Vec<usize>> = self
            .links
            .iter()
            .map(|link| link.slot.units(segment))
            .collect();
        let mut among = among.clone();
        if self.links.len() > 1 {
            for units in &slots {
                among.intersect_with(&with_any(segment, units));
            }
        }
        if among.is_clear() {
            return Vec::new();
        }
        let mut places = Vec::new();
        for (number, (link, units)) in self.links.iter().zip(&slots).enumerate() {
            let found = positions(segment, units, &among);
            if number == 0 {
                places = found.into_iter().map(|at| (at, at)).collect();
            } else {
                places = joined(&places, &found, link.glued);
            }
        }
        let mut behind = (0, 0);
        let place = |(first, last): (u64, u64)| Place {
            article: article_of(first),
            first: number_of(first),
            behind: number_of(last) + 1,
        };
        let places = places.into_iter().map(place);
        let apart = places.filter(|place| {
            let apart = (place.article, place.first) >= behind;
            if apart {
                behind = (place.article, place.behind);
            }
            apart
        });
        apart.collect()
    }
}

impl Slot<'_> {
    /// The units that may stand there, by number.
    fn units(&self, segment: &Segment) -> Vec<usize> {
        match self {
            Self::Unit(unit) => segment.find(unit).into_iter().collect(),
            Self::Start(start) => segment.beginning(start).collect(),
            Self::Stem(stem) => segment.of_stem(stem),
        }
    }
}

/// The articles with any of these units.
pub(super) fn with_any(segment: &Segment, units: &[usize]) -> FixedBitSet {
    let mut articles = segment.none();
    for &unit in units {
        let mut postings = segment.postings(unit);
        while let Some(posting) = postings.take() {
            articles.insert(posting.article as usize);
        }
    }
    articles
}

/// Where any of these units stand in some articles, in order: the article in
/// the upper half of each number, the position in the lower.
fn positions(segment: &Segment, units: &[usize], among: &FixedBitSet) -> Vec<u64> {
    let mut found = Vec::new();
    let wanted = among.count_ones(..);
    for &unit in units {
        let mut postings = segment.postings(unit);
        let mut take = |postings: &mut super::segment::Postings<'_>, posting| {
            let super::segment::Posting { article, .. } = posting;
            postings.positions(posting, &mut |position| {
                found.push(u64::from(article) << 32 | u64::from(position));
            });
        };
        if wanted < postings.len() / 8 {
            let mut next = 0;
            for article in among.ones() {
                if article < next {
                    continue;
                }
                let wish = u32::try_from(article).unwrap_or(u32::MAX);
                let Some(posting) = postings.seek(wish) else {
                    break;
                };
                next = posting.article as usize + 1;
                if among.contains(posting.article as usize) {
                    take(&mut postings, posting);
                }
            }
        } else {
            while let Some(posting) = postings.take() {
                if among.contains(posting.article as usize) {
                    take(&mut postings, posting);
                }
            }
        }
    }
    if units.len() > 1 {
        found.sort_unstable();
    }
    found
}

/// The stretches that go on with one of these positions as the next unit, with
/// nothing between the two if they are `glued`.
fn joined(stretches: &[(u64, u64)], next: &[u64], glued: bool) -> Vec<(u64, u64)> {
    // The number of the unit, in its place of its article.
    let number = |position: u64| position >> 1;
    let mut longer = Vec::new();
    let mut at = 0;
    for &(first, last) in stretches {
        while next.get(at).is_some_and(|&position| position <= last) {
            at += 1;
        }
        let follows = |&&position: &&u64| {
            number(position) == number(last) + 1 && (!glued || position & u64::from(GLUED) != 0)
        };
        if let Some(&position) = next.get(at).filter(follows) {
            longer.push((first, position));
        }
    }
    longer
}

#[allow(clippy::cast_possible_truncation)] // The two halves of a number.
const fn article_of(place: u64) -> u32 {
    (place >> 32) as u32
}

#[allow(clippy::cast_possible_truncation)]
const fn number_of(place: u64) -> u32 {
    place as u32 >> 1
}

/// Numbers of units in a body have this bit.
const IN_BODY: u32 = BODY >> 1;

impl Place {
    /// Whether it is in the body.
    pub const fn is_in_body(&self) -> bool {
        self.first & IN_BODY != 0
    }
}
