//! The article list: its order, its cursor, its window.
//!
//! The cursor follows the article, not the row: what arrives above it moves
//! the window along, so that nothing jumps under the eyes.

use std::cmp::Ordering;

use crate::{
    config::Sort,
    model::{Article, ArticleId, Corpus, Day, number_of},
};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A year, or `None` for the undated.
    Year(Option<i16>),
    /// An article.
    Article(ArticleId),
}

/// The list pane.
#[derive(Debug)]
pub struct List {
    /// What it is sorted by.
    pub sort: Sort,
    /// Newest, last or longest first.
    pub descending: bool,
    /// Whether years stand as headings between the articles.
    pub by_year: bool,
    /// Every article that has been put in order.
    order: Vec<Ranked>,
    /// Articles that have arrived and wait to be put in order with others.
    waiting: Vec<Ranked>,
    /// Those that a search found, best first, if they are listed so.
    best: Option<Vec<ArticleId>>,
    /// What is shown: the articles that pass the filter, and headings.
    rows: Vec<Row>,
    /// Which of the rows are headings.
    headings: Vec<usize>,
    /// How many of the rows are articles.
    shown: usize,
    /// The chosen row, never a heading.
    cursor: usize,
    /// The first row in the window.
    top: usize,
    /// Rows of the window.
    height: usize,
    /// Until a key has moved the cursor it stays on the first row while
    /// articles arrive.
    settled: bool,
}

impl Default for List {
    fn default() -> Self {
        Self {
            sort: Sort::Printed,
            descending: true,
            by_year: false,
            order: Vec::new(),
            waiting: Vec::new(),
            best: None,
            rows: Vec::new(),
            headings: Vec::new(),
            shown: 0,
            cursor: 0,
            top: 0,
            height: 0,
            settled: false,
        }
    }
}

impl List {
    /// The rows in the window, with their index.
    pub fn window(&self) -> impl Iterator<Item = (usize, Row)> + '_ {
        self.rows
            .iter()
            .copied()
            .enumerate()
            .skip(self.top)
            .take(self.height)
    }

    /// Lists these articles in this order, and what else passes the filter
    /// behind them; `None`: all in the order of the list. Takes effect when
    /// the list is made anew.
    pub fn put_first(&mut self, best: Option<Vec<ArticleId>>) {
        self.best = best;
    }

    /// Whether the best are listed first.
    #[must_use]
    pub const fn is_best_first(&self) -> bool {
        self.best.is_some()
    }

    /// How many articles are listed.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.shown
    }

    /// Whether none is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shown == 0
    }

    /// The number of the chosen article from the top, from 1, and how many there are.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.selected()?;
        let headings = self.headings.partition_point(|&row| row < self.cursor);
        Some((self.cursor - headings + 1, self.shown))
    }

    /// Whether a key has moved the cursor yet.
    #[must_use]
    pub const fn settled(&self) -> bool {
        self.settled
    }

    /// The index of the chosen row.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The chosen article.
    #[must_use]
    pub fn selected(&self) -> Option<ArticleId> {
        match self.rows.get(self.cursor) {
            Some(&Row::Article(id)) => Some(id),
            _ => None,
        }
    }

    /// The listed articles, from the top.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleId> + '_ {
        self.rows.iter().filter_map(|row| match row {
            Row::Article(id) => Some(*id),
            Row::Year(_) => None,
        })
    }

    /// Takes in articles that have just arrived: at once while they are few,
    /// else with others, so that all in all each is moved a few times only.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        ids: std::ops::Range<u32>,
        keep: impl Fn(ArticleId) -> bool,
    ) {
        let new = ids.filter_map(|id| self.rank(corpus, ArticleId(id)));
        let new: Vec<Ranked> = new.collect();
        self.waiting.extend(new);
        if self.order.len() < FEW || self.waiting.len() >= self.order.len() / SHARE {
            self.gather(corpus, keep);
        }
    }

    /// Takes over a list that was made elsewhere, in place of all there was.
    pub fn restore(&mut self, corpus: &Corpus, listing: Listing, keep: impl Fn(ArticleId) -> bool) {
        let fits = (listing.sort, listing.descending) == (self.sort, self.descending);
        self.order = listing.order;
        self.waiting.clear();
        if fits {
            self.refilter(corpus, keep);
        } else {
            let settled = self.settled;
            self.resort(corpus, keep);
            self.settled = settled;
        }
    }

    /// Takes articles out; the cursor goes on to what stands in the place of
    /// the chosen one, if anything does.
    pub fn retire(
        &mut self,
        corpus: &Corpus,
        instead: Option<ArticleId>,
        keep: impl Fn(ArticleId) -> bool,
    ) {
        self.order.retain(|ranked| !corpus.is_gone(ranked.id));
        self.waiting.retain(|ranked| !corpus.is_gone(ranked.id));
        self.gather(corpus, &keep);
        self.refilter(corpus, keep);
        if let Some(row) = instead.and_then(|id| self.row_of(id)) {
            self.cursor = row;
            self.show_cursor();
        }
    }

    /// Lists what has arrived and waits.
    pub fn gather(&mut self, corpus: &Corpus, keep: impl Fn(ArticleId) -> bool) {
        if self.waiting.is_empty() {
            return;
        }
        let mut new = std::mem::take(&mut self.waiting);
        new.sort_unstable_by(|a, b| self.compare(corpus, *a, *b));
        self.order = merge(std::mem::take(&mut self.order), new, |a, b| {
            self.compare(corpus, a, b)
        });
        self.refilter(corpus, keep);
    }

    /// Lists anew, after the sort, the order or the headings have changed.
    pub fn resort(&mut self, corpus: &Corpus, keep: impl Fn(ArticleId) -> bool) {
        self.settled = true;
        let waiting = std::mem::take(&mut self.waiting);
        let all = self.order.iter().chain(&waiting);
        let ranked = all.filter_map(|ranked| self.rank(corpus, ranked.id));
        let mut order: Vec<Ranked> = ranked.collect();
        order.sort_unstable_by(|a, b| self.compare(corpus, *a, *b));
        self.order = order;
        self.refilter(corpus, keep);
    }

    /// Lists anew what passes the filter; the cursor stays with its article,
    /// or goes to the nearest row where that one is gone.
    pub fn refilter(&mut self, corpus: &Corpus, keep: impl Fn(ArticleId) -> bool) {
        let chosen = self.selected();
        let offset = self.cursor.saturating_sub(self.top);
        self.rows.clear();
        self.headings.clear();
        self.shown = 0;
        let mut year = None;
        // In any other order nearly every article would get a heading.
        let by_year = self.by_year && self.sort == Sort::Printed && self.best.is_none();
        let best = self.best.as_deref().unwrap_or_default();
        let most = best.iter().map(|id| id.index() + 1).max();
        let mut listed = vec![false; most.unwrap_or(0)];
        best.iter().for_each(|id| listed[id.index()] = true);
        let is_listed = |id: &ArticleId| listed.get(id.index()).copied().unwrap_or(false);
        let rest = self.order.iter().map(|ranked| ranked.id);
        let rest = rest.filter(|id| !is_listed(id));
        for id in best.iter().copied().chain(rest).filter(|&id| keep(id)) {
            if by_year {
                let this = corpus
                    .get(id)
                    .and_then(|article| article.printed.day)
                    .map(|day| day.year());
                if year != Some(this) {
                    year = Some(this);
                    self.headings.push(self.rows.len());
                    self.rows.push(Row::Year(this));
                }
            }
            self.rows.push(Row::Article(id));
            self.shown += 1;
        }
        let found = chosen
            .filter(|_| self.settled)
            .and_then(|id| self.row_of(id));
        match found {
            Some(row) => {
                self.cursor = row;
                self.top = row.saturating_sub(offset);
            }
            None if self.settled => {
                self.cursor = self.cursor.min(self.rows.len().saturating_sub(1))
            }
            None => (self.cursor, self.top) = (0, 0),
        }
        self.leave_heading(true);
        self.show_cursor();
    }

    /// The window has this many rows.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.show_cursor();
    }

    /// Moves the cursor by `rows`; `false` when it stood at the end already.
    pub fn step(&mut self, rows: isize) -> bool {
        let before = self.cursor;
        self.settled = true;
        self.cursor = self
            .cursor
            .saturating_add_signed(rows)
            .min(self.rows.len().saturating_sub(1));
        self.leave_heading(rows > 0);
        self.show_cursor();
        self.cursor != before
    }

    /// Moves the cursor by half windows.
    pub fn half_pages(&mut self, halves: isize) -> bool {
        let rows = isize::try_from(self.height.max(2) / 2).unwrap_or(1);
        self.step(rows.saturating_mul(halves))
    }

    /// To the article with this number from the top, from 1; past the end: the last.
    pub fn go_to(&mut self, number: usize) -> bool {
        let row = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| matches!(row, Row::Article(_)))
            .nth(number.saturating_sub(1));
        let row = row.map_or(self.rows.len(), |(row, _)| row);
        self.step(
            isize::try_from(row)
                .unwrap_or(isize::MAX)
                .saturating_sub_unsigned(self.cursor),
        )
    }

    /// Puts the cursor on an article; `false` when it is not listed.
    pub fn select(&mut self, id: ArticleId) -> bool {
        self.settled = true;
        let Some(row) = self.row_of(id) else {
            return false;
        };
        self.cursor = row;
        self.show_cursor();
        true
    }

    fn row_of(&self, id: ArticleId) -> Option<usize> {
        self.rows.iter().position(|row| *row == Row::Article(id))
    }

    /// A heading is never chosen: on to the next article, or back at the end.
    fn leave_heading(&mut self, down: bool) {
        if matches!(self.rows.get(self.cursor), Some(Row::Year(_))) {
            if down || self.cursor == 0 {
                self.cursor = (self.cursor + 1).min(self.rows.len().saturating_sub(1));
            } else {
                self.cursor -= 1;
            }
        }
    }

    /// Moves the window by half of itself when the cursor has left it: on a
    /// slow line a list that scrolls with every key is sent with every key.
    fn show_cursor(&mut self) {
        let height = self.height.max(1);
        if self.cursor < self.top {
            self.top = if self.top - self.cursor <= height {
                (self.cursor + 1).saturating_sub(height.div_ceil(2))
            } else {
                self.cursor.saturating_sub(height / 2)
            };
        } else if self.cursor >= self.top + height {
            self.top = self.cursor.saturating_sub(height / 2);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
        if self.cursor == 1 && self.by_year {
            self.top = 0;
        }
    }

    /// The place of an article as far as two numbers can tell it.
    fn rank(&self, corpus: &Corpus, id: ArticleId) -> Option<Ranked> {
        let facts = corpus.look(id, Facts::of)?;
        Some(rank((self.sort, self.descending), id, facts))
    }

    /// The order of two articles by the chosen sort, in the chosen direction;
    /// their titles are looked at only where the ranks are the same.
    fn compare(&self, corpus: &Corpus, a: Ranked, b: Ranked) -> Ordering {
        let ranks = (a.first, a.second).cmp(&(b.first, b.second));
        ranks.then_with(|| self.compare_titles(corpus, a.id, b.id))
    }

    fn compare_titles(&self, corpus: &Corpus, a: ArticleId, b: ArticleId) -> Ordering {
        let (Some(left), Some(right)) = (corpus.get(a), corpus.get(b)) else {
            return a.cmp(&b);
        };
        let directed = |order: Ordering| match self.descending {
            true => order.reverse(),
            false => order,
        };
        let by_title = || caseless(&left.title.text).cmp(caseless(&right.title.text));
        let (left_day, right_day) = (left.printed.day, right.printed.day);
        let order = match self.sort {
            Sort::Printed => by_title(),
            Sort::Length => Ordering::Equal,
            Sort::Title => directed(by_title())
                .then(left_day.is_none().cmp(&right_day.is_none()))
                .then_with(|| directed(left_day.cmp(&right_day))),
        };
        order.then(a.cmp(&b))
    }
}

/// What of an article decides its place in the list.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// When it was printed.
    pub day: Option<Day>,
    /// The beginning of its title ([`Title::beginning`](crate::model::Title::beginning)).
    pub title: u32,
    /// The bytes of its body.
    pub length: u32,
}

impl Facts {
    /// Those of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        Self {
            day: article.printed.day,
            title: article.title.beginning(),
            length: u32::try_from(article.text.len()).unwrap_or(u32::MAX),
        }
    }
}

fn rank((sort, descending): (Sort, bool), id: ArticleId, facts: Facts) -> Ranked {
    let directed = |number: u32| if descending { !number } else { number };
    // The undated come last whatever the direction: they are not the oldest.
    let date = facts
        .day
        .map_or(u32::MAX, |day| directed(number_of(day)).min(u32::MAX - 1));
    let (first, second) = match sort {
        Sort::Printed => (date, facts.title),
        Sort::Title => (directed(facts.title), 0),
        Sort::Length => (directed(facts.length), date),
    };
    Ranked { first, second, id }
}

/// Articles in the order of a list, worked out beside the loop.
#[derive(Debug)]
pub struct Listing {
    sort: Sort,
    descending: bool,
    order: Vec<Ranked>,
}

impl Listing {
    /// Puts articles in order.
    #[must_use]
    pub fn new(
        corpus: &Corpus,
        (sort, descending): (Sort, bool),
        facts: impl Iterator<Item = (ArticleId, Facts)>,
    ) -> Self {
        let mut listing = Self::ordered((sort, descending), facts);
        let list = List {
            sort,
            descending,
            ..List::default()
        };
        listing
            .order
            .sort_unstable_by(|a, b| list.compare(corpus, *a, *b));
        listing
    }

    /// Takes articles that come in order.
    #[must_use]
    pub fn ordered(
        (sort, descending): (Sort, bool),
        facts: impl Iterator<Item = (ArticleId, Facts)>,
    ) -> Self {
        let order = facts.map(|(id, facts)| rank((sort, descending), id, facts));
        Self {
            sort,
            descending,
            order: order.collect(),
        }
    }

    /// The articles in order.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        self.order.iter().map(|ranked| ranked.id)
    }
}

/// So few articles are put in order as they come.
const FEW: usize = 1 << 13;
/// Of more, as many as this share of those that are in order.
const SHARE: usize = 16;

/// An article with its place in the order, as far as numbers can tell it, so
/// that most articles need not be looked at to be put in order.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    first: u32,
    second: u32,
    id: ArticleId,
}

fn caseless(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// Merges two runs that are in order.
fn merge(
    old: Vec<Ranked>,
    new: Vec<Ranked>,
    compare: impl Fn(Ranked, Ranked) -> Ordering,
) -> Vec<Ranked> {
    let mut merged = Vec::with_capacity(old.len() + new.len());
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    while let (Some(&a), Some(&b)) = (old.peek(), new.peek()) {
        merged.extend(if compare(a, b) == Ordering::Greater {
            new.next()
        } else {
            old.next()
        });
    }
    merged.extend(old);
    merged.extend(new);
    merged
}
