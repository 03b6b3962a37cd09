//! Which paragraphs of an article were on the screen: hashes of paragraphs,
//! so that an edit elsewhere leaves them as they are.

use serde::{Deserialize, Serialize};

use super::{Article, likeness};

/// Paragraphs of an article that were on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How many different paragraphs the article has.
    of: usize,
    /// The hashes of those that were seen, in order.
    hashes: Vec<u32>,
}

impl Seen {
    /// The hash of each paragraph of an article. Linear in its length.
    #[must_use]
    pub fn hashes(article: &Article) -> Vec<u32> {
        let paragraphs = article.paragraphs();
        paragraphs
            .map(|(_, paragraph)| likeness::of_paragraph(paragraph))
            .collect()
    }

    /// Forgets what was seen of paragraphs that were edited away: of these
    /// nothing can be seen again.
    #[must_use]
    pub fn fit(mut self, paragraphs: &[u32]) -> Self {
        let mut all = paragraphs.to_vec();
        all.sort_unstable();
        all.dedup();
        self.hashes.retain(|hash| all.binary_search(hash).is_ok());
        self.of = all.len();
        self
    }

    /// Adds paragraphs; whether one is new.
    pub fn add(&mut self, paragraphs: &[u32]) -> bool {
        let before = self.hashes.len();
        for hash in paragraphs {
            if let Err(at) = self.hashes.binary_search(hash) {
                self.hashes.insert(at, *hash);
            }
        }
        self.hashes.len() > before
    }

    /// What was seen of the same article by another program, too.
    pub fn join(&mut self, other: &Self) {
        self.add(&other.hashes);
        self.of = self.of.max(self.hashes.len());
    }

    /// How many paragraphs were seen, and of how many.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.hashes.len(), self.of)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn article(body: &str) -> Article {
        let text = format!("A title\n\nMay 4, 2019\n\n{body}\n");
        crate::ingest::parse(text.as_bytes(), "a.txt").0.unwrap()
    }

    #[test]
    fn what_was_seen_stays_seen_when_something_else_is_edited() {
        let old = Seen::hashes(&article("One is here.\n\nTwo is here.\n\nThree is here."));
        let mut seen = Seen::default().fit(&old);
        assert!(seen.add(&old[..2]));
        assert!(!seen.add(&old[1..2]));
        assert_eq!(seen.counts(), (2, 3));
        let new = "New is here.\n\nOne is\nhere.\n\nTwo was there.\n\nThree is here.";
        let seen = seen.fit(&Seen::hashes(&article(new)));
        assert_eq!(seen.counts(), (1, 4));
    }
}
