//! The same article twice: the same text under other paths. The first that
//! came stands for all of them, unless the person wants to see each.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::{Article, ArticleId, Corpus, Provenance};

/// Bytes of the beginning and of the end of a text that tell it from most
/// others of the same length.
const EDGE: usize = 64;

/// An article is compared with so many whose edges are alike: what is said
/// daily in the same words is not compared with all its days.
const MOST_ALIKE: usize = 64;

/// Which articles are there more than once.
#[derive(Debug, Default)]
pub struct Copies {
    /// By title, length, beginning and end of the text: the first of these.
    known: HashMap<u64, ArticleId>,
    /// The rest of those whose edges are alike without being the same.
    alike: HashMap<u64, Vec<ArticleId>>,
    /// Of each that is there already: the first one.
    first: HashMap<ArticleId, ArticleId>,
    /// By the first one: the others.
    others: HashMap<ArticleId, Vec<ArticleId>>,
}

impl Copies {
    /// Compares articles that have just come with all before them: only those
    /// whose edges are alike are read as a whole.
    pub fn arrive(&mut self, corpus: &Corpus, ids: std::ops::Range<u32>) {
        for id in ids.map(ArticleId) {
            let edges = |article: &Article| (!article.text.is_empty()).then(|| edges(article));
            let Some(edges) = corpus.look(id, edges).flatten() else {
                continue;
            };
            let Some(known) = self.known.get(&edges).copied() else {
                self.known.insert(edges, id);
                continue;
            };
            let alike = self.alike.get(&edges).map_or(&[][..], Vec::as_slice);
            let same = |other: &ArticleId| {
                let same = |article: &Article| corpus.look(*other, |other| is_same(article, other));
                corpus.look(id, same).flatten() == Some(true)
            };
            let mut before = std::iter::once(known).chain(alike.iter().copied());
            match before.find(same) {
                Some(first) => {
                    self.first.insert(id, first);
                    self.others.entry(first).or_default().push(id);
                }
                None if alike.len() < MOST_ALIKE => self.alike.entry(edges).or_default().push(id),
                None => {}
            }
        }
    }

    /// Takes out articles that are no longer in the archive: where one stood
    /// for others, the next of them does so now.
    pub fn retire(&mut self, gone: &HashSet<ArticleId>) {
        let mut heirs = HashMap::new();
        for id in gone {
            if let Some(first) = self.first.remove(id)
                && let Some(others) = self.others.get_mut(&first)
            {
                others.retain(|other| other != id);
            }
            let mut others = self.others.remove(id).unwrap_or_default();
            others.retain(|other| !gone.contains(other));
            let mut others = others.into_iter();
            if let Some(heir) = others.next() {
                heirs.insert(*id, heir);
                self.first.remove(&heir);
                let others: Vec<ArticleId> = others.collect();
                self.first.extend(others.iter().map(|other| (*other, heir)));
                if !others.is_empty() {
                    self.others.insert(heir, others);
                }
            }
        }
        self.others.retain(|_, others| !others.is_empty());
        self.known.retain(|_, id| match heirs.get(id) {
            Some(heir) => {
                *id = *heir;
                true
            }
            None => !gone.contains(id),
        });
        for alike in self.alike.values_mut() {
            alike.retain(|id| !gone.contains(id));
        }
    }

    /// The one that stands for this article; `None` if it does itself.
    #[must_use]
    pub fn first_of(&self, id: ArticleId) -> Option<ArticleId> {
        self.first.get(&id).copied()
    }

    /// All that are the same as this article, in the order in which they came;
    /// empty if there is no other.
    #[must_use]
    pub fn all(&self, id: ArticleId) -> Vec<ArticleId> {
        let first = self.first_of(id).unwrap_or(id);
        let others = self.others.get(&first).map_or(&[][..], Vec::as_slice);
        match others {
            [] => Vec::new(),
            others => std::iter::once(first)
                .chain(others.iter().copied())
                .collect(),
        }
    }

    /// Each that is there already, with the one that stands for it.
    pub fn pairs(&self) -> impl Iterator<Item = (ArticleId, ArticleId)> + '_ {
        self.first.iter().map(|(id, first)| (*id, *first))
    }

    /// How many articles are there already under another path.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether every article is there once.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

fn edges(article: &Article) -> u64 {
    let bytes = article.text.as_bytes();
    let edge = bytes.len().min(EDGE);
    let mut hasher = DefaultHasher::new();
    (
        &article.title.text,
        bytes.len(),
        &bytes[..edge],
        &bytes[bytes.len() - edge..],
    )
        .hash(&mut hasher);
    hasher.finish()
}

/// Whether two articles are one: title, text, source and day of printing are
/// the same. The same text in another paper or on another day was printed
/// twice. A day that only the names of files give is no day of printing.
fn is_same(a: &Article, b: &Article) -> bool {
    let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    let day = |article: &Article| match article.printed.provenance {
        Provenance::FileName | Provenance::FolderName => None,
        _ => article.printed.day,
    };
    let (a_day, b_day) = (day(a), day(b));
    a.text == b.text
        && a.title.text == b.title.text
        && agree(a.source.as_deref(), b.source.as_deref())
        && (a_day.is_none() || b_day.is_none() || a_day == b_day)
}
