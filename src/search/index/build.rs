//! From articles to a segment.

use hashbrown::HashMap;

use super::{
    codec::put,
    segment::{BLOCK, BODY, Column, GLUED, PARAGRAPH, Segment},
};
use crate::{
    model::Article,
    search::units::{Gap, units},
    text::{Case, Folded},
};

/// A segment that grows.
#[derive(Debug, Default)]
pub struct Builder {
    /// The number of each unit, in the order of first use.
    numbers: HashMap<String, u32>,
    /// How often each unit was used.
    uses: Vec<u32>,
    /// Where each unit stands, in the order of the texts.
    found: Vec<Found>,
    source_numbers: HashMap<String, u32>,
    lang_numbers: HashMap<String, u32>,
    columns: Segment,
}

/// A unit at its place.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    unit: u32,
    article: u32,
    /// With [`BODY`] in a body.
    position: u32,
}

impl Builder {
    /// Takes in the next article and the hash of its body. Time is linear in
    /// its text.
    pub fn add(&mut self, article: &Article, hash: u64) {
        let number = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.read(&article.title.text, number, 0);
        let (length, shared) = self.read(&article.text, number, BODY);
        if shared {
            self.columns.shared.push(number);
        }
        let columns = &mut self.columns;
        let words = u32::try_from(article.words()).unwrap_or(u32::MAX);
        columns.words.push(words);
        columns.lengths.push(length);
        columns.bodies.push(hash);
        let source = article.source.as_deref();
        columns.sources.enter(&mut self.source_numbers, source);
        let lang = article.lang.as_deref();
        columns.langs.enter(&mut self.lang_numbers, lang);
    }

    /// Takes in a text of an article; how many units it has, and whether two
    /// of them come from one letter.
    fn read(&mut self, text: &str, article: u32, place: u32) -> (u32, bool) {
        let folded = Folded::new(text, Case::Ignored);
        let (mut count, mut number) = (0, 0_u32);
        let (mut behind, mut shared) = (0, false);
        let is_plain = text.is_ascii();
        for (range, gap) in units(folded.text()) {
            if !is_plain {
                let own = folded.original(range.clone());
                shared |= own.start < behind;
                behind = own.end;
            }
            let text = &folded.text()[range];
            number += match gap {
                _ if count == 0 => 0,
                Gap::Paragraph => PARAGRAPH,
                Gap::Some | Gap::None => 1,
            };
            count += 1;
            let glued = if gap == Gap::None { GLUED } else { 0 };
            let next = u32::try_from(self.uses.len()).unwrap_or(u32::MAX);
            let unit = *self.numbers.entry_ref(text).or_insert(next);
            if unit == next {
                self.uses.push(0);
            }
            self.uses[unit as usize] += 1;
            // Positions that no longer fit are those of a text of gigabytes.
            let position = number.min(BODY / 2 - 1) << 1 | glued | place;
            self.found.push(Found {
                unit,
                article,
                position,
            });
        }
        (count, shared)
    }

    /// The segment. Time is linear in the texts, but for the order of the
    /// different units.
    #[must_use]
    pub fn finish(self) -> Segment {
        let mut order: Vec<(String, u32)> = self.numbers.into_iter().collect();
        order.sort_unstable();
        let mut segment = self.columns;
        // Where the places of each unit begin, once they are in its order.
        let mut begins = vec![0_usize; self.uses.len()];
        let mut at = 0;
        for (_, unit) in &order {
            begins[*unit as usize] = at;
            at += self.uses[*unit as usize] as usize;
        }
        let mut sorted = vec![Found::default(); self.found.len()];
        for found in self.found {
            let begin = &mut begins[found.unit as usize];
            sorted[*begin] = found;
            *begin += 1;
        }
        let mut rest = &sorted[..];
        for (text, unit) in order {
            segment.starts.push(offset(segment.terms.len()));
            segment.terms.push_str(&text);
            let (own, others) = rest.split_at(self.uses[unit as usize] as usize);
            rest = others;
            segment.articles_at.push(offset(segment.articles.len()));
            segment.positions_at.push(offset(segment.positions.len()));
            write(own, &mut segment.articles, &mut segment.positions);
        }
        segment.starts.push(offset(segment.terms.len()));
        segment.articles_at.push(offset(segment.articles.len()));
        segment.positions_at.push(offset(segment.positions.len()));
        segment
    }
}

impl Column {
    fn enter(&mut self, numbers: &mut HashMap<String, u32>, value: Option<&str>) {
        if self.values.is_empty() {
            self.values.push(String::new());
        }
        let number = value.map_or(0, |value| {
            let next = offset(self.values.len());
            let number = *numbers.entry_ref(value).or_insert(next);
            if number == next {
                self.values.push(value.to_owned());
            }
            number
        });
        self.numbers.push(number);
    }
}

/// A segment is closed long before its parts reach four gigabytes, unless one
/// article alone does: then what is behind them is not found by the index.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Writes the places of one unit.
fn write(places: &[Found], articles: &mut Vec<u8>, positions: &mut Vec<u8>) {
    let by_article = || places.chunk_by(|a, b| a.article == b.article);
    let len = by_article().count();
    articles.extend(offset(len).to_le_bytes());
    let (mut table, mut body) = (Vec::new(), Vec::new());
    let start = positions.len();
    let mut last = 0;
    for (number, own) in by_article().enumerate() {
        if number > 0 && number % BLOCK == 0 {
            for entry in [last, offset(body.len()), offset(positions.len() - start)] {
                table.extend(entry.to_le_bytes());
            }
        }
        put(&mut body, own[0].article - last);
        last = own[0].article;
        let title = own.partition_point(|found| found.position & BODY == 0);
        let in_title = u32::from(title > 0);
        put(&mut body, offset(own.len() - title) << 1 | in_title);
        if title > 0 {
            put(&mut body, offset(title));
        }
        for part in [&own[..title], &own[title..]] {
            let mut before = 0;
            for found in part {
                let position = found.position & !BODY;
                put(positions, position - before);
                before = position;
            }
        }
    }
    articles.extend(table);
    articles.extend(body);
}
