//! Whether an article fits a query, and where its words stand: by reading the
//! text, without an index.

use std::{cell::OnceCell, ops::Range};

use super::{
    Query,
    phrase::Phrase,
    query::{Node, Place},
};
use crate::{
    model::Article,
    text::{Case, Folded, fold},
};

impl Query {
    /// Whether an article fits.
    #[must_use]
    pub fn matches(&self, article: &Article) -> bool {
        let page = Page::new(article);
        self.root.as_ref().is_none_or(|root| page.fits(root))
    }

    /// Where the words that are looked for stand in a body text: bytes, in
    /// order, none overlapping another. What is left out by `-` is not shown.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        self.places(text, Place::Text)
    }

    /// The same in a title.
    #[must_use]
    pub fn title_hits(&self, title: &str) -> Vec<Range<usize>> {
        self.places(title, Place::Title)
    }

    fn places(&self, text: &str, place: Place) -> Vec<Range<usize>> {
        let phrases = self.phrases(place);
        if phrases.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text, Case::Ignored);
        let found = phrases.iter().flat_map(|phrase| phrase.hits(folded.text()));
        let mut found: Vec<_> = found.map(|hit| folded.original(hit)).collect();
        // Of two that overlap, the one that starts first, then the longer.
        found.sort_unstable_by_key(|hit| (hit.start, usize::MAX - hit.end));
        let mut end = 0;
        found.retain(|hit| {
            let apart = hit.start >= end;
            if apart {
                end = hit.end;
            }
            apart
        });
        found
    }

    /// The phrases that are looked for in a place.
    pub(super) fn phrases(&self, place: Place) -> Vec<&Phrase> {
        let mut phrases = Vec::new();
        let mut open: Vec<&Node> = self.root.iter().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::All(nodes) | Node::Any(nodes) => open.extend(nodes.iter().rev()),
                Node::Words(at, phrase) if *at == place || *at == Place::Anywhere => {
                    phrases.push(phrase);
                }
                Node::Words(..) | Node::Not(_) | Node::Printed(_) | Node::Undated => {}
            }
        }
        phrases
    }
}

/// An article whose parts are folded when they are first asked for.
struct Page<'a> {
    article: &'a Article,
    title: OnceCell<String>,
    text: OnceCell<String>,
}

impl<'a> Page<'a> {
    const fn new(article: &'a Article) -> Self {
        Self {
            article,
            title: OnceCell::new(),
            text: OnceCell::new(),
        }
    }

    fn fits(&self, node: &Node) -> bool {
        match node {
            // Cheap questions first: no text is folded for an article of
            // another year.
            Node::All(nodes) => {
                let (text, fields): (Vec<_>, Vec<_>) =
                    nodes.iter().partition(|node| reads_text(node));
                fields.iter().chain(&text).all(|node| self.fits(node))
            }
            Node::Any(nodes) => nodes.iter().any(|node| self.fits(node)),
            Node::Not(node) => !self.fits(node),
            Node::Words(place, phrase) => self.holds(*place, phrase),
            Node::Printed(days) => self
                .article
                .printed
                .day
                .is_some_and(|day| days.contain(day)),
            Node::Undated => self.article.printed.day.is_none(),
        }
    }

    fn holds(&self, place: Place, phrase: &Phrase) -> bool {
        match place {
            Place::Anywhere => phrase.is_in(self.title()) || phrase.is_in(self.text()),
            Place::Title => phrase.is_in(self.title()),
            Place::Text => phrase.is_in(self.text()),
            Place::Source => {
                let source = self.article.source.as_deref();
                source.is_some_and(|source| phrase.is_in(&fold(source, Case::Ignored)))
            }
        }
    }

    fn title(&self) -> &str {
        let title = &self.article.title.text;
        self.title.get_or_init(|| fold(title, Case::Ignored))
    }

    fn text(&self) -> &str {
        let text = &self.article.text;
        self.text.get_or_init(|| fold(text, Case::Ignored))
    }
}

/// Whether an answer may need the folded body.
fn reads_text(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(reads_text),
        Node::Not(node) => reads_text(node),
        Node::Words(place, _) => matches!(place, Place::Anywhere | Place::Text),
        Node::Printed(_) | Node::Undated => false,
    }
}
