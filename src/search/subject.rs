//! What a query may ask about: the articles with their dates, and what the
//! person did to them.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Index, Query, index::body};
use crate::model::{Article, ArticleId, Corpus, Mention, MentionTable, Note};

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
    /// The notes on articles.
    pub notes: HashMap<ArticleId, Vec<Note>>,
    /// The articles with a text that others have too; a search finds them
    /// itself where it is asked for them.
    pub duplicates: Arc<HashMap<ArticleId, Duplicate>>,
}

/// The place of an article among those with the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// It came first.
    First,
    /// It came later.
    Later,
}

impl Duplicate {
    pub(super) const ALL: [(&'static str, Option<Self>); 3] = [
        ("yes", None),
        ("first", Some(Self::First)),
        ("later", Some(Self::Later)),
    ];
}

impl Holdings {
    /// The same with all that a query asks about.
    pub(super) fn prepared(&self, query: &Query) -> Cow<'_, Self> {
        if !query.asks_for_duplicates() {
            return Cow::Borrowed(self);
        }
        let mut duplicates = HashMap::new();
        let mut first: HashMap<u64, ArticleId> = HashMap::new();
        let indexed = self
            .index
            .segments()
            .flat_map(|(_, segment)| segment.bodies());
        let read = self.corpus.from(self.index.covered());
        let bodies = indexed.chain(read.map(|(_, article)| body(article)));
        for (id, body) in (0..).map(ArticleId).zip(bodies) {
            let known = *first.entry(body).or_insert(id);
            if known != id {
                duplicates.insert(known, Duplicate::First);
                duplicates.insert(id, Duplicate::Later);
            }
        }
        Cow::Owned(Self {
            duplicates: Arc::new(duplicates),
            ..self.clone()
        })
    }

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
            notes: self.notes.get(&id).map_or(&[], |notes| notes),
            duplicate: self.duplicates.get(&id).copied(),
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
    /// What was noted on it.
    pub notes: &'a [Note],
    /// Its place among the articles with the same text, if there are others.
    pub duplicate: Option<Duplicate>,
}

impl<'a> From<&'a Article> for Subject<'a> {
    /// An article of which nothing else is known.
    fn from(article: &'a Article) -> Self {
        Self {
            article,
            mentions: &[],
            read: false,
            starred: false,
            notes: &[],
            duplicate: None,
        }
    }
}
