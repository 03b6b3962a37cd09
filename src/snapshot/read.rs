//! Opens a snapshot and serves what is in it from where it lies.

use std::{io, path::Path, sync::Arc};

use symbolic_common::ByteView;

use super::{
    Key,
    layout::{FORMAT, FileRow, Fixed, Header, MAGIC, Numbers, PageRow, Row, Section, checksum},
    record::Record,
    write::Told,
};
use crate::{
    model::{Article, ArticleId, Day, Keeper, Mention, Problem, Shelf, Signs, day_of},
    timeline::{Event, Evidence, Woven},
};

/// Where the numbers of articles go that are not as they were written.
pub type Complaints = Box<dyn Fn(u32) + Send + Sync>;

/// Why a snapshot is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is none.
    Absent,
    /// It is of another version, or of an archive that is read otherwise.
    Other,
    /// It is not as it was written.
    Damaged,
}

/// A snapshot that is mapped into memory, for as long as the program runs.
#[derive(Clone, Debug)]
pub struct Snapshot {
    bytes: &'static [u8],
    header: Header,
}

/// A file as it was when it was read.
#[derive(Clone, Copy, Debug)]
pub struct KnownFile {
    /// Its place among the files.
    pub number: usize,
    /// Its bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: i64,
    /// The hash of its content.
    pub hash: u64,
    /// The number of its first article, and how many there are.
    pub articles: (u32, u32),
}

impl Snapshot {
    /// Maps a snapshot and checks its tables; the texts are checked when they
    /// are looked at.
    ///
    /// # Errors
    /// It cannot be used, and why.
    pub fn open(path: &Path, key: &Key) -> Result<Self, Refused> {
        let view = ByteView::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Refused::Absent,
            _ => Refused::Damaged,
        })?;
        // Once in the life of the program: what is read of it may be kept.
        let bytes: &'static [u8] = Box::leak(Box::new(view));
        Self::of(bytes, key)
    }

    fn of(bytes: &'static [u8], key: &Key) -> Result<Self, Refused> {
        let start = bytes.get(..MAGIC.len() + 4).ok_or(Refused::Damaged)?;
        let (magic, format) = start.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(Refused::Damaged);
        }
        if Numbers(format).u32() != Some(FORMAT) {
            return Err(Refused::Other);
        }
        let header = Header::get(bytes).ok_or(Refused::Damaged)?;
        if header.key != *key {
            return Err(Refused::Other);
        }
        let snapshot = Self { bytes, header };
        match snapshot.is_whole() {
            true => Ok(snapshot),
            false => Err(Refused::Damaged),
        }
    }

    fn is_whole(&self) -> bool {
        let sections = self.header.sections.iter();
        let mut whole = sections.map(|(range, sum)| {
            let table = self.slice(range.start, range.end.saturating_sub(range.start));
            table.is_some_and(|table| checksum(table) == *sum)
        });
        self.header.length == self.bytes.len() as u64
            && whole.all(|whole| whole)
            && self.table(Section::Rows).len() == self.header.articles as usize * Row::WIDTH
    }

    fn slice(&self, start: u64, len: u64) -> Option<&'static [u8]> {
        let start = usize::try_from(start).ok()?;
        let len = usize::try_from(len).ok()?;
        self.bytes.get(start..start.checked_add(len)?)
    }

    fn table(&self, section: Section) -> &'static [u8] {
        let range = &self.header.sections[section as usize].0;
        let len = range.end.saturating_sub(range.start);
        self.slice(range.start, len).unwrap_or_default()
    }

    /// How many articles.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.header.articles
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its articles. The number of one that is not as it was written goes to
    /// `damaged`.
    #[must_use]
    pub fn shelf(&self, damaged: Complaints) -> Arc<Shelf> {
        let keeper = Kept {
            snapshot: self.clone(),
            damaged,
        };
        Arc::new(Shelf::new(Box::new(keeper), self.len()))
    }

    /// Day of printing, beginning of the title and bytes of the body of an
    /// article.
    #[must_use]
    pub fn facts(&self, at: u32) -> Option<(Option<Day>, u32, u32)> {
        let row = self.row(at)?;
        Some((day_of(row.day), row.title, row.text))
    }

    /// The numbers of the articles as they are listed.
    pub fn order(&self) -> impl Iterator<Item = u32> {
        let numbers = self.table(Section::Order).chunks_exact(4);
        let articles = self.len();
        numbers
            .filter_map(|bytes| Numbers(bytes).u32())
            .filter(move |number| *number < articles)
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        postcard::from_bytes(self.table(Section::Problems)).unwrap_or_default()
    }

    /// What the mentions tell; `None` where it cannot be told.
    #[must_use]
    pub fn woven(&self) -> Option<Woven> {
        type All = (Vec<Told>, Vec<(u32, u32)>);
        let (events, furniture): All = postcard::from_bytes(self.table(Section::Events)).ok()?;
        let evidence = |(article, mention)| Evidence {
            article: ArticleId(article),
            mention,
        };
        let articles = self.len() as usize;
        let events = events
            .into_iter()
            .map(|(interval, granularity, told)| Event {
                interval,
                granularity,
                evidence: told.into_iter().map(evidence).collect(),
            });
        Woven::restored(
            articles,
            events.collect(),
            furniture.into_iter().map(evidence).collect(),
        )
    }

    /// How many files.
    #[must_use]
    pub fn files(&self) -> usize {
        self.table(Section::Files).len() / FileRow::WIDTH
    }

    /// The file with this place, and its name.
    #[must_use]
    pub fn file(&self, number: usize) -> Option<(&'static str, KnownFile)> {
        let row = FileRow::at(self.table(Section::Files), number)?;
        let start = usize::try_from(row.name).ok()?;
        let names = self.table(Section::Names);
        let name = names.get(start..start.checked_add(row.len as usize)?)?;
        let known = KnownFile {
            number,
            size: row.size,
            modified: row.modified,
            hash: row.hash,
            articles: (row.first, row.count),
        };
        Some((std::str::from_utf8(name).ok()?, known))
    }

    /// The file with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<KnownFile> {
        let (mut low, mut high) = (0, self.files());
        while low < high {
            let middle = low + (high - low) / 2;
            let (other, known) = self.file(middle)?;
            match other.cmp(name) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(known),
            }
        }
        None
    }

    /// The file that an article is of.
    #[must_use]
    pub fn file_of(&self, article: u32) -> Option<(&'static str, KnownFile)> {
        let (mut low, mut high) = (0, self.files());
        while low < high {
            let middle = low + (high - low) / 2;
            let (first, count) = self.file(middle)?.1.articles;
            if article < first {
                high = middle;
            } else if article >= first + count {
                low = middle + 1;
            } else {
                return self.file(middle);
            }
        }
        None
    }

    fn row(&self, at: u32) -> Option<Row> {
        Row::at(self.table(Section::Rows), at as usize)
    }

    fn article(&self, at: u32) -> Option<Article> {
        let row = self.row(at)?;
        let bytes = self.slice(row.start, u64::from(row.facts) + u64::from(row.text))?;
        if checksum(bytes) != row.checksum {
            return None;
        }
        let (facts, text) = bytes.split_at_checked(row.facts as usize)?;
        let record: Record<'static> = postcard::from_bytes(facts).ok()?;
        Some(record.article(std::str::from_utf8(text).ok()?))
    }

    fn page(&self, page: u32) -> Option<Vec<Vec<Mention>>> {
        let row = PageRow::at(self.table(Section::Pages), page as usize)?;
        let bytes = self.slice(row.start, row.len)?;
        (checksum(bytes) == row.checksum).then(|| postcard::from_bytes(bytes).ok())?
    }
}

/// A snapshot as the place where articles are kept.
struct Kept {
    snapshot: Snapshot,
    damaged: Complaints,
}

impl Keeper for Kept {
    fn article(&self, at: u32) -> Option<Article> {
        let article = self.snapshot.article(at);
        if article.is_none() {
            (self.damaged)(at);
        }
        article
    }

    fn signs(&self, at: u32) -> Option<Signs> {
        let row = self.snapshot.row(at)?;
        let [head, tail, title, id] = row.signs;
        Some(Signs {
            head,
            tail,
            title: (row.titled != 0).then_some(title),
            id,
        })
    }

    fn mentions(&self, page: u32) -> Vec<Vec<Mention>> {
        self.snapshot.page(page).unwrap_or_else(|| {
            // Without their dates the articles are as good as damaged.
            let first = page * crate::model::PAGE;
            let end = self.snapshot.len().min(first + crate::model::PAGE);
            for at in first..end {
                (self.damaged)(at);
            }
            Vec::new()
        })
    }
}
