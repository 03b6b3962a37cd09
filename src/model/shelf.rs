//! Articles that are kept elsewhere and made when somebody looks at them.

use std::{fmt, sync::OnceLock};

use super::{Article, Mention, Signs};

/// Where articles are kept, by their place from 0 on. What it says of one
/// place is always the same, or, where that can no longer be read, nothing.
pub trait Keeper: Send + Sync {
    /// The article.
    fn article(&self, at: u32) -> Option<Article>;
    /// What it is recognised by, without a look at the whole of it.
    fn signs(&self, at: u32) -> Option<Signs>;
    /// The mentions of the articles of a page.
    fn mentions(&self, page: u32) -> Vec<Vec<Mention>>;
}

/// Articles of a page.
pub const PAGE: u32 = 256;

/// A row of kept articles. One that was looked at stays in memory.
pub struct Shelf {
    keeper: Box<dyn Keeper>,
    len: u32,
    /// By page, by place on it: the articles that were looked at.
    pages: Box<[OnceLock<Page>]>,
}

type Page = Box<[OnceLock<Option<Box<Article>>>]>;

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a shelf of {} articles", self.len)
    }
}

impl Shelf {
    /// A shelf of so many articles.
    #[must_use]
    pub fn new(keeper: Box<dyn Keeper>, len: u32) -> Self {
        let pages = (0..len.div_ceil(PAGE)).map(|_| OnceLock::new());
        Self {
            keeper,
            len,
            pages: pages.collect(),
        }
    }

    /// How many articles.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// An article, which then stays in memory.
    #[must_use]
    pub fn get(&self, at: u32) -> Option<&Article> {
        let page = self.pages.get((at / PAGE) as usize)?;
        let page = page.get_or_init(|| {
            let len = PAGE.min(self.len - at / PAGE * PAGE);
            (0..len).map(|_| OnceLock::new()).collect()
        });
        let made = page.get((at % PAGE) as usize)?;
        made.get_or_init(|| self.keeper.article(at).map(Box::new))
            .as_deref()
    }

    /// An article, made anew and not kept.
    #[must_use]
    pub fn make(&self, at: u32) -> Option<Article> {
        (at < self.len).then(|| self.keeper.article(at)).flatten()
    }

    /// What an article is recognised by.
    #[must_use]
    pub fn signs(&self, at: u32) -> Option<Signs> {
        (at < self.len).then(|| self.keeper.signs(at)).flatten()
    }

    /// The mentions of the articles of a page.
    #[must_use]
    pub fn mentions(&self, page: u32) -> Vec<Vec<Mention>> {
        let len = PAGE.min(self.len.saturating_sub(page * PAGE)) as usize;
        let mut mentions = self.keeper.mentions(page);
        mentions.resize(len, Vec::new());
        mentions
    }
}
