//! What a query may ask about: the articles with their dates, and what the
//! person did to them.

use std::collections::HashSet;

use crate::model::{Article, ArticleId, Corpus, Mention, MentionTable};

/// The archive as a query sees it. A clone shares what is large.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// The articles.
    pub corpus: Corpus,
    /// The dates in them, as far as they have been found.
    pub mentions: MentionTable,
    /// The articles that were opened.
    pub read: HashSet<ArticleId>,
    /// The articles with a star.
    pub starred: HashSet<ArticleId>,
}

impl Holdings {
    /// All articles in the order of arrival.
    pub fn subjects(&self) -> impl Iterator<Item = (ArticleId, Subject<'_>)> {
        self.corpus.iter().map(|(id, article)| {
            let subject = Subject {
                article,
                mentions: self.mentions.of(id),
                read: self.read.contains(&id),
                starred: self.starred.contains(&id),
            };
            (id, subject)
        })
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
