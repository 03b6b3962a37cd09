//! The order of what was found by weight: BM25 (Robertson and Zaragoza 2009,
//! The Probabilistic Relevance Framework), with the title and the body as two
//! fields of one text.

use fixedbitset::FixedBitSet;

use super::{
    Holdings, Query,
    index::{Counted, Segment},
    query::{Place, Words},
};
use crate::{
    model::{Article, ArticleId},
    text::{Case, Folded},
};

/// How fast a word that is used often adds less.
const SATURATION: f32 = 1.2;
/// How much a long text counts for less.
const LENGTH: f32 = 0.75;
/// As how many places in the body one in the title counts.
const TITLE: u32 = 3;

/// How often one of the words stands in some of the articles found.
#[derive(Default)]
struct Uses {
    /// The number of the article among those found, and how often.
    found: Vec<(usize, f32)>,
    /// How many articles have it at all.
    articles: usize,
}

/// The articles found, best first; equally good ones in their order.
pub(super) fn by_weight(holdings: &Holdings, query: &Query, found: &[ArticleId]) -> Vec<ArticleId> {
    let words = query.weighed();
    let mut uses: Vec<Uses> = words.iter().map(|_| Uses::default()).collect();
    let mut lengths: Vec<f32> = Vec::with_capacity(found.len());
    for (start, segment) in holdings.index.segments() {
        let first = lengths.len();
        let end = start as usize + segment.len();
        let own = &found[first..];
        let own = &own[..own.partition_point(|id| id.index() < end)];
        let mut among = segment.none();
        among.extend(own.iter().map(|id| id.index() - start as usize));
        lengths.extend(among.ones().map(|article| length(segment.length(article))));
        for ((place, words), uses) in words.iter().zip(&mut uses) {
            let counted = Counted::new(words, segment, &segment.all_or(&among, words));
            let counts = Counts {
                counted,
                place: *place,
                words,
            };
            counts.add((segment, &among), (holdings, own), first, uses);
        }
    }
    for (number, id) in found.iter().enumerate().skip(lengths.len()) {
        let Some(article) = holdings.corpus.get(*id) else {
            continue;
        };
        lengths.push(length(u32::try_from(article.words()).unwrap_or(u32::MAX)));
        for ((place, words), uses) in words.iter().zip(&mut uses) {
            uses.enter(number, read(article, *place, words));
        }
    }
    let scores = scores(&uses, &lengths, holdings.corpus.len());
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    order.into_iter().map(|number| found[number]).collect()
}

fn scores(uses: &[Uses], lengths: &[f32], all: usize) -> Vec<f32> {
    let average = lengths.iter().sum::<f32>() / as_f32(lengths.len().max(1));
    let mut scores = vec![0.0; lengths.len()];
    for uses in uses {
        let with = as_f32(uses.articles);
        let rarity = ((as_f32(all) - with + 0.5) / (with + 0.5)).ln_1p();
        for &(number, often) in &uses.found {
            let long = 1.0 - LENGTH + LENGTH * lengths[number] / average.max(1.0);
            scores[number] += rarity * often * (SATURATION + 1.0) / (often + SATURATION * long);
        }
    }
    scores
}

/// What the index counted of words in a place.
struct Counts<'a> {
    counted: Counted,
    place: Place,
    words: &'a Words,
}

impl Counts<'_> {
    fn add(
        &self,
        (segment, among): (&Segment, &FixedBitSet),
        (holdings, own): (&Holdings, &[ArticleId]),
        first: usize,
        uses: &mut Uses,
    ) {
        let counted = &self.counted;
        for (number, (article, id)) in among.ones().zip(own).enumerate() {
            let often = match holdings.corpus.get(*id) {
                Some(text) if counted.open.contains(article) => read(text, self.place, self.words),
                _ => weigh(self.place, counted.title[article], counted.body[article]),
            };
            uses.enter(first + number, often);
        }
        // Those that were not found have it, too.
        let others = (0..segment.len()).filter(|&article| !among.contains(article));
        uses.articles += others
            .filter(|&article| weigh(self.place, counted.title[article], counted.body[article]) > 0)
            .count();
    }
}

impl Uses {
    fn enter(&mut self, number: usize, often: u32) {
        if often > 0 {
            self.articles += 1;
            self.found.push((number, as_f32(often as usize)));
        }
    }
}

const fn weigh(place: Place, title: u32, body: u32) -> u32 {
    match place {
        Place::Title => title.saturating_mul(TITLE),
        Place::Text => body,
        _ => title.saturating_mul(TITLE).saturating_add(body),
    }
}

/// How often words stand in an article, by reading it.
fn read(article: &Article, place: Place, words: &Words) -> u32 {
    let count = |text: &str| {
        let hits = words.hits(text, &Folded::new(text, Case::Ignored)).len();
        u32::try_from(hits).unwrap_or(u32::MAX)
    };
    match place {
        Place::Title => weigh(place, count(&article.title.text), 0),
        Place::Text => weigh(place, 0, count(&article.text)),
        _ => weigh(place, count(&article.title.text), count(&article.text)),
    }
}

#[allow(clippy::cast_precision_loss)] // A weight needs seven digits at the most.
const fn as_f32(number: usize) -> f32 {
    number as f32
}

const fn length(units: u32) -> f32 {
    as_f32(units as usize)
}

impl Query {
    /// What is looked for in title and body, with the place of each; what is
    /// left out by `-` has no weight.
    fn weighed(&self) -> Vec<(Place, &Words)> {
        let mut words = self.placed();
        words.retain(|(place, _)| place.is_in_text());
        words
    }
}
