//! Whether an article fits a query, and where its words stand: by reading the
//! text, without an index.

use std::{cell::OnceCell, ops::Range};

use super::{
    Query, Subject,
    printed::Days,
    query::{Node, Place, Standing, Words},
};
use crate::{
    model::{Granularity, Mention},
    text::{Case, Folded, Hit, apart, fold},
};

impl Words {
    /// Whether they stand in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.is_in(text),
            Self::Phrase(phrase) => phrase.is_in(&fold(text, Case::Ignored)),
            Self::Near(near) => near.is_in(&fold(text, Case::Ignored)),
        }
    }

    /// Where they stand in a text: bytes.
    pub(super) fn hits(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let original = |hit| folded.original(hit);
        match self {
            Self::Phrase(phrase) => phrase.hits(folded.text()).map(original).collect(),
            Self::Near(near) => near.hits(folded.text()).into_iter().map(original).collect(),
            Self::Pattern(pattern) => pattern.hits(text).collect(),
        }
    }
}

impl Query {
    /// Whether an article fits. Of an article alone no dates and no marks are
    /// known: it names no day, and nobody has opened it.
    #[must_use]
    pub fn matches<'a>(&self, subject: impl Into<Subject<'a>>) -> bool {
        let page = Page::new(subject.into());
        self.root.as_ref().is_none_or(|root| page.fits(root))
    }

    /// Whether the answer depends on the dates in the texts.
    #[must_use]
    pub fn asks_for_dates(&self) -> bool {
        self.any_node(|node| matches!(node, Node::Happened(_) | Node::OnThisDay(..)))
    }

    /// Whether words are looked for in titles or bodies.
    #[must_use]
    pub fn asks_for_words(&self) -> bool {
        self.placed().iter().any(|(place, _)| place.is_in_text())
    }

    /// Whether the answer depends on what the person opened and starred.
    #[must_use]
    pub fn asks_for_marks(&self) -> bool {
        self.any_node(|node| matches!(node, Node::Is(standing) if *standing != Standing::Undated))
    }

    /// Whether the answer depends on what the person noted.
    #[must_use]
    pub fn asks_for_notes(&self) -> bool {
        self.any_node(|node| matches!(node, Node::Tag(..) | Node::Text(Place::Note, _)))
    }

    /// Whether the answer depends on the texts of the other articles.
    #[must_use]
    pub fn asks_for_duplicates(&self) -> bool {
        self.any_node(|node| matches!(node, Node::Dup(_)))
    }

    fn any_node(&self, is: impl Fn(&Node) -> bool) -> bool {
        let mut open: Vec<&Node> = self.root.iter().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::All(nodes) | Node::Any(nodes) => open.extend(nodes),
                Node::Not(node) => open.push(node),
                node if is(node) => return true,
                _ => {}
            }
        }
        false
    }

    /// Where the words that are looked for stand in a body text: bytes, in
    /// order, none overlapping another. What is left out by `-` is not shown.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        spans(self.lit(text))
    }

    /// The same with the number of the words' phrase in the query.
    #[must_use]
    pub fn lit(&self, text: &str) -> Vec<Hit> {
        self.places(text, Place::Text)
    }

    /// The same in a title.
    #[must_use]
    pub fn title_hits(&self, title: &str) -> Vec<Range<usize>> {
        spans(self.places(title, Place::Title))
    }

    fn places(&self, text: &str, place: Place) -> Vec<Hit> {
        let words = self.words(place);
        if words.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text, Case::Ignored);
        let found = words.iter().enumerate().flat_map(|(term, words)| {
            let spans = words.hits(text, &folded).into_iter();
            spans.map(move |span| Hit { span, term })
        });
        let mut found: Vec<Hit> = found.collect();
        apart(&mut found);
        found
    }

    /// What is looked for in a place.
    pub(super) fn words(&self, place: Place) -> Vec<&Words> {
        let placed = self.placed().into_iter();
        let there = placed.filter(|(at, _)| *at == place || *at == Place::Anywhere);
        there.map(|(_, words)| words).collect()
    }

    /// What is looked for, and where, in the order in which it was typed; what
    /// is left out by `-` is not among it.
    pub(super) fn placed(&self) -> Vec<(Place, &Words)> {
        let mut found = Vec::new();
        let mut open: Vec<&Node> = self.root.iter().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::All(nodes) | Node::Any(nodes) => open.extend(nodes.iter().rev()),
                Node::Text(place, words) => found.push((*place, words)),
                _ => {}
            }
        }
        found
    }
}

fn spans(hits: Vec<Hit>) -> Vec<Range<usize>> {
    hits.into_iter().map(|hit| hit.span).collect()
}

/// An article whose parts are folded when they are first asked for.
struct Page<'a> {
    subject: Subject<'a>,
    title: OnceCell<String>,
    text: OnceCell<String>,
}

impl<'a> Page<'a> {
    const fn new(subject: Subject<'a>) -> Self {
        Self {
            subject,
            title: OnceCell::new(),
            text: OnceCell::new(),
        }
    }

    fn fits(&self, node: &Node) -> bool {
        let article = self.subject.article;
        match node {
            // Cheap questions first: no text is folded for an article of
            // another year.
            Node::All(nodes) => {
                let (text, fields): (Vec<_>, Vec<_>) =
                    nodes.iter().partition(|node| node.reads_text());
                fields.iter().chain(&text).all(|node| self.fits(node))
            }
            Node::Any(nodes) => nodes.iter().any(|node| self.fits(node)),
            Node::Not(node) => !self.fits(node),
            Node::Text(place, words) => self.holds(*place, words),
            Node::Path(part) => fold(&article.path, Case::Ignored).contains(part),
            Node::Lang(code) => is_language(article.lang.as_deref(), code),
            Node::Printed(days) => article.printed.day.is_some_and(|day| days.contain(day)),
            Node::Happened(days) => self.names(|mention| is_within(mention, *days)),
            Node::OnThisDay(month, day) => {
                self.names(|mention| is_day_of_year(mention, *month, *day))
            }
            Node::Tag(tag, goes_on) => {
                let notes = self.subject.notes.iter();
                notes.flat_map(|note| &note.tags).any(|own| {
                    let own = fold(own, Case::Ignored);
                    own == *tag || *goes_on && own.starts_with(tag)
                })
            }
            Node::Dup(wanted) => {
                let own = self.subject.duplicate;
                own.is_some() && wanted.is_none_or(|wanted| own == Some(wanted))
            }
            Node::Length(range) => range.contains(article.words()),
            Node::Is(standing) => match standing {
                Standing::Undated => article.printed.day.is_none(),
                Standing::Read => self.subject.read,
                Standing::Unread => !self.subject.read,
                Standing::Starred => self.subject.starred,
            },
        }
    }

    fn names(&self, date: impl Fn(&Mention) -> bool) -> bool {
        self.subject.mentions.iter().any(date)
    }

    fn holds(&self, place: Place, words: &Words) -> bool {
        let article = self.subject.article;
        match place {
            Place::Anywhere => self.holds(Place::Title, words) || self.holds(Place::Text, words),
            Place::Title => stands_in(words, &article.title.text, || self.title()),
            Place::Text => stands_in(words, &article.text, || self.text()),
            Place::Note => {
                let notes = self.subject.notes.iter();
                notes.into_iter().any(|note| words.are_in(&note.text))
            }
            Place::Source => words.are_in(article.source.as_deref().unwrap_or_default()),
        }
    }

    fn title(&self) -> &str {
        let title = &self.subject.article.title.text;
        self.title.get_or_init(|| fold(title, Case::Ignored))
    }

    fn text(&self) -> &str {
        let text = &self.subject.article.text;
        self.text.get_or_init(|| fold(text, Case::Ignored))
    }
}

fn stands_in<'a>(words: &Words, text: &str, folded: impl FnOnce() -> &'a str) -> bool {
    match words {
        Words::Phrase(phrase) => phrase.is_in(folded()),
        Words::Near(near) => near.is_in(folded()),
        Words::Pattern(pattern) => pattern.is_in(text),
    }
}

/// Whether a language is this one, or a kind of it: `en-US` is `en`.
pub(super) fn is_language(lang: Option<&str>, code: &str) -> bool {
    let lang = lang.map(str::to_lowercase);
    let rest = lang.as_deref().and_then(|lang| lang.strip_prefix(code));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether all days that a mention can mean are among `days`.
fn is_within(mention: &Mention, days: Days) -> bool {
    mention
        .interval
        .is_some_and(|found| days.contain(found.start) && days.contain(found.end))
}

fn is_day_of_year(mention: &Mention, month: i8, day: i8) -> bool {
    let found = mention
        .interval
        .filter(|_| mention.granularity <= Granularity::Day);
    found.is_some_and(|found| (found.start.month(), found.start.day()) == (month, day))
}

impl Node {
    /// Whether an answer may need the folded body.
    pub(super) fn reads_text(&self) -> bool {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().any(Self::reads_text),
            Self::Not(node) => node.reads_text(),
            Self::Text(place, _) => matches!(place, Place::Anywhere | Place::Text),
            _ => false,
        }
    }
}

impl Subject<'_> {
    /// Whether it fits a part of a query.
    pub(super) fn fits(self, node: &Node) -> bool {
        Page::new(self).fits(node)
    }
}
