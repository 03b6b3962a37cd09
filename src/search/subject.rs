//! What a query may ask about: the articles with their dates, and what the
//! person did to them.

use std::collections::HashSet;

use super::Index;
use crate::model::{Article, ArticleId, Corpus, Mention, MentionTable};

/// The archive as a query sees it. A clone shares what is large.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// The articles.
    pub corpus: Corpus,
    /// The index of the first of them.
    pub index: Index,
    /// The dates in them, as far as they have been found.
    pub mentions: MentionTable,
    /// The articles that were opened.
    pub read: HashSet<ArticleId>,
    /// The articles with a star.
    pub starred: HashSet<ArticleId>,
}

impl Holdings {
    /// The articles from a number on, in the order of arrival.
    pub fn subjects(&self, from: usize) -> impl Iterator<Item = (ArticleId, Subject<'_>)> {
        let from = u32::try_from(from).unwrap_or(u32::MAX);
        let articles = self.corpus.from(from);
        articles.map(|(id, article)| (id, self.about(id, article)))
    }

    /// One article with what is known of it.
    #[must_use]
    pub fn subject(&self, id: ArticleId) -> Option<Subject<'_>> {
        self.corpus.get(id).map(|article| self.about(id, article))
    }

    fn about<'a>(&'a self, id: ArticleId, article: &'a Article) -> Subject<'a> {
        Subject {
            article,
            mentions: self.mentions.of(id),
            read: self.read.contains(&id),
            starred: self.starred.contains(&id),
        }
    }
}

/// One article with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The article.
    pub article: &'a Article,
    /// The dates in its body.
    pub mentions: &'a [Mention],
    /// Whether it was opened.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
}

impl<'a> From<&'a Article> for Subject<'a> {
    /// An article of which nothing else is known.
    fn from(article: &'a Article) -> Self {
        Self {
            article,
            mentions: &[],
            read: false,
            starred: false,
        }
    }
}
