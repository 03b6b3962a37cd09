//! A query against a segment: the articles that fit it for sure, and those
//! that may.

use fixedbitset::FixedBitSet;

use super::{
    count::{Counted, together},
    segment::Segment,
};
use crate::{
    model::ArticleId,
    search::{
        Holdings, Query,
        query::{Node, Place, Words},
    },
};

/// A segment with the articles that it is of.
#[derive(Clone, Copy)]
pub(in crate::search) struct View<'a> {
    pub segment: &'a Segment,
    /// The number of its first article in the archive.
    pub start: u32,
    pub holdings: &'a Holdings,
}

/// What is known of a condition. The truth lies between the two sets.
struct Known {
    /// Those that fit.
    sure: FixedBitSet,
    /// Those that may fit; the sure ones among them.
    maybe: FixedBitSet,
}

impl Known {
    fn exactly(articles: FixedBitSet) -> Self {
        Self {
            sure: articles.clone(),
            maybe: articles,
        }
    }
}

impl View<'_> {
    /// The articles that fit, in order. The texts of those are read of which
    /// the index is not sure.
    pub fn fitting(&self, query: &Query) -> FixedBitSet {
        let Some(root) = &query.root else {
            return self.segment.all();
        };
        let Known { mut sure, maybe } = self.known(root, &self.segment.all());
        for article in maybe.difference(&sure).collect::<Vec<_>>() {
            let subject = self.holdings.subject(self.id(article));
            if subject.is_some_and(|subject| query.matches(subject)) {
                sure.insert(article);
            }
        }
        sure
    }

    /// How many hits each of some articles has in its body.
    pub fn hits(&self, query: &Query, among: &FixedBitSet) -> Vec<u32> {
        let words = query.words(Place::Text);
        if words.is_empty() {
            return vec![0; self.segment.len()];
        }
        let (mut counts, mut open) = together(&words, self.segment, among);
        let shared = self.segment.shared.iter();
        open.extend(shared.map(|&article| article as usize));
        open.intersect_with(among);
        for article in open.ones() {
            let text = self.holdings.corpus.get(self.id(article));
            let hits = text.map_or(0, |article| query.hits(&article.text).len());
            counts[article] = u32::try_from(hits).unwrap_or(u32::MAX);
        }
        counts
    }

    /// The article with this number in the segment.
    pub fn id(&self, article: usize) -> ArticleId {
        let number = u32::try_from(article).unwrap_or(u32::MAX);
        ArticleId(self.start.saturating_add(number))
    }

    /// What is known of a node, of some articles.
    fn known(&self, node: &Node, among: &FixedBitSet) -> Known {
        match node {
            Node::All(nodes) => self.all(nodes, among),
            Node::Any(nodes) => {
                let mut known = Known::exactly(self.segment.none());
                for node in nodes {
                    let own = self.known(node, among);
                    known.sure.union_with(&own.sure);
                    known.maybe.union_with(&own.maybe);
                }
                known
            }
            Node::Not(node) => {
                let own = self.known(node, among);
                let without = |articles: &FixedBitSet| {
                    let mut others = among.clone();
                    others.difference_with(articles);
                    others
                };
                Known {
                    sure: without(&own.maybe),
                    maybe: without(&own.sure),
                }
            }
            Node::Text(Place::Source, words) => {
                Known::exactly(self.column(&self.segment.sources, among, |source| {
                    words.are_in(source.unwrap_or_default())
                }))
            }
            Node::Text(place, words) if place.is_in_text() => self.text(*place, words, among),
            Node::Lang(code) => Known::exactly(self.column(&self.segment.langs, among, |lang| {
                crate::search::matching::is_language(lang, code)
            })),
            Node::Length(range) => {
                let words = &self.segment.words;
                self.each(among, |article| range.contains(words[article] as usize))
            }
            _ => self.each(among, |article| {
                let subject = self.holdings.subject(self.id(article));
                subject.is_some_and(|subject| subject.fits(node))
            }),
        }
    }

    /// Everything of it; cheap questions of fields are asked of what is left.
    fn all(&self, nodes: &[Node], among: &FixedBitSet) -> Known {
        let mut known = Known::exactly(among.clone());
        let (text, fields): (Vec<_>, Vec<_>) = nodes.iter().partition(|node| node.reads_text());
        for node in text.into_iter().chain(fields) {
            if known.maybe.is_clear() {
                break;
            }
            let own = self.known(node, &known.maybe);
            known.sure.intersect_with(&own.sure);
            known.maybe.intersect_with(&own.maybe);
        }
        known
    }

    fn text(&self, place: Place, words: &Words, among: &FixedBitSet) -> Known {
        let counted = Counted::new(words, self.segment, among);
        let mut sure = self.segment.none();
        for article in among.ones() {
            let (title, body) = (counted.title[article], counted.body[article]);
            let stands = match place {
                Place::Title => title > 0,
                Place::Text => body > 0,
                _ => title + body > 0,
            };
            sure.set(article, stands);
        }
        sure.difference_with(&counted.open);
        let mut maybe = sure.clone();
        maybe.union_with(&counted.open);
        maybe.intersect_with(among);
        Known { sure, maybe }
    }

    /// The articles whose value in a column fits.
    fn column(
        &self,
        column: &super::segment::Column,
        among: &FixedBitSet,
        fits: impl Fn(Option<&str>) -> bool,
    ) -> FixedBitSet {
        let values = column.values.iter().enumerate();
        let fitting: Vec<bool> = values
            .map(|(number, value)| fits((number > 0).then_some(value)))
            .collect();
        let mut found = self.segment.none();
        for article in among.ones() {
            found.set(article, fitting[column.numbers[article] as usize]);
        }
        found
    }

    /// The articles of which a question is answered one by one.
    fn each(&self, among: &FixedBitSet, fits: impl Fn(usize) -> bool) -> Known {
        let mut found = self.segment.none();
        found.extend(among.ones().filter(|&article| fits(article)));
        Known::exactly(found)
    }
}
