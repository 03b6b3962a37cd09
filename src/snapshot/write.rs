//! Writes a snapshot: articles in the order of their files, then the tables.

use std::{
    io::{self, Seek, SeekFrom, Write},
    ops::Range,
    sync::Arc,
};

use super::{
    Key,
    layout::{FileRow, Fixed, HEADER, Header, PageRow, Row, SECTIONS, checksum},
    record::Record,
};
use crate::{
    model::{Article, ArticleId, Corpus, Interval, MentionTable, PAGE, Problem, Signs, number_of},
    timeline::{Evidence, Woven},
};

/// A file of the archive and what came of it.
#[derive(Clone, Debug)]
pub struct FileEntry {
    /// Its path as it was given.
    pub name: Arc<str>,
    /// Its bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// The hash of its content.
    pub hash: u64,
    /// The ids of its articles.
    pub articles: Range<u32>,
    /// What could not be read in it.
    pub problems: Vec<Problem>,
}

/// What is written.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their mentions.
    pub mentions: &'a MentionTable,
    /// What they tell.
    pub woven: &'a Woven,
    /// The articles as they are listed.
    pub order: &'a [ArticleId],
    /// The files, by name. An article that is of none of them is left out.
    pub files: &'a [FileEntry],
    /// What it is made of.
    pub key: Key,
}

/// No number.
const NONE: u32 = u32::MAX;

/// An event as it is written down: first and last day, granularity, evidence.
pub type Told = (Interval, crate::model::Granularity, Vec<(u32, u32)>);

/// Writes a snapshot.
///
/// # Errors
/// Those of the file.
pub fn write(contents: &Contents, file: &mut (impl Write + Seek)) -> io::Result<()> {
    file.write_all(&[0; HEADER])?;
    let mut writer = Writer {
        file,
        at: HEADER as u64,
        numbers: vec![NONE; contents.corpus.len()],
        written: Vec::new(),
        rows: Vec::new(),
        files: Vec::new(),
        names: Vec::new(),
        problems: Vec::new(),
    };
    for entry in contents.files {
        writer.entry(contents.corpus, entry)?;
    }
    let pages = writer.pages(contents.mentions)?;
    let order: Vec<u8> = contents
        .order
        .iter()
        .filter_map(|id| writer.number(*id))
        .flat_map(u32::to_le_bytes)
        .collect();
    let problems = postcard::to_stdvec(&writer.problems).map_err(io::Error::other)?;
    let told = writer.told(contents.woven);
    let events = postcard::to_stdvec(&told).map_err(io::Error::other)?;
    let articles = u32::try_from(writer.written.len()).unwrap_or(NONE);
    let Writer {
        file,
        mut at,
        rows,
        files,
        names,
        ..
    } = writer;
    let tables = [rows, order, pages, files, names, problems, events];
    let mut sections: [(Range<u64>, u64); SECTIONS] = Default::default();
    for (table, section) in tables.iter().zip(&mut sections) {
        file.write_all(table)?;
        let end = at + table.len() as u64;
        *section = (at..end, checksum(table));
        at = end;
    }
    let header = Header {
        articles,
        key: contents.key,
        length: at,
        sections,
    };
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header.put())?;
    file.flush()
}

struct Writer<'a, W> {
    file: &'a mut W,
    at: u64,
    /// By id: the number in the file.
    numbers: Vec<u32>,
    /// The ids of the articles that are written.
    written: Vec<ArticleId>,
    rows: Vec<u8>,
    files: Vec<u8>,
    names: Vec<u8>,
    problems: Vec<Problem>,
}

impl<W: Write> Writer<'_, W> {
    fn number(&self, id: ArticleId) -> Option<u32> {
        let number = *self.numbers.get(id.index())?;
        (number != NONE).then_some(number)
    }

    fn entry(&mut self, corpus: &Corpus, entry: &FileEntry) -> io::Result<()> {
        let first = self.written.len();
        let mut whole = true;
        for id in entry.articles.clone().map(ArticleId) {
            match corpus.look(id, |article| self.article(id, article)) {
                Some(done) => done?,
                None => whole = false,
            }
        }
        let row = FileRow {
            name: self.names.len() as u64,
            len: small(entry.name.len())?,
            // One of which something is missing is read again.
            size: if whole { entry.size } else { u64::MAX },
            modified: entry.modified,
            hash: if whole { entry.hash } else { !entry.hash },
            first: small(first)?,
            count: small(self.written.len() - first)?,
        };
        row.put(&mut self.files);
        self.names.extend_from_slice(entry.name.as_bytes());
        self.problems.extend_from_slice(&entry.problems);
        Ok(())
    }

    fn article(&mut self, id: ArticleId, article: &Article) -> io::Result<()> {
        let mut bytes = postcard::to_stdvec(&Record::of(article)).map_err(io::Error::other)?;
        let facts = small(bytes.len())?;
        bytes.extend_from_slice(article.text.as_bytes());
        let signs = Signs::of(article);
        let row = Row {
            start: self.at,
            facts,
            text: small(article.text.len())?,
            checksum: checksum(&bytes),
            day: article.printed.day.map_or(0, number_of),
            title: article.title.beginning(),
            signs: [
                signs.head,
                signs.tail,
                signs.title.unwrap_or_default(),
                signs.id,
            ],
            titled: u32::from(signs.title.is_some()),
        };
        row.put(&mut self.rows);
        self.numbers[id.index()] = small(self.written.len())?;
        self.written.push(id);
        self.append(&bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn pages(&mut self, mentions: &MentionTable) -> io::Result<Vec<u8>> {
        let mut table = Vec::new();
        for page in std::mem::take(&mut self.written).chunks(PAGE as usize) {
            let found: Vec<_> = page.iter().map(|id| mentions.found(*id)).collect();
            let bytes = postcard::to_stdvec(&found).map_err(io::Error::other)?;
            let row = PageRow {
                start: self.at,
                len: bytes.len() as u64,
                checksum: checksum(&bytes),
            };
            row.put(&mut table);
            self.append(&bytes)?;
            self.written.extend_from_slice(page);
        }
        Ok(table)
    }

    /// The events, and the mentions that tell of nothing.
    fn told(&self, woven: &Woven) -> (Vec<Told>, Vec<(u32, u32)>) {
        let one = |evidence: &Evidence| Some((self.number(evidence.article)?, evidence.mention));
        let events = woven.events().iter().filter_map(|event| {
            let mut evidence: Vec<_> = event.evidence.iter().filter_map(one).collect();
            evidence.sort_unstable();
            (!evidence.is_empty()).then_some((event.interval, event.granularity, evidence))
        });
        let mut furniture: Vec<_> = woven.furniture().iter().filter_map(one).collect();
        furniture.sort_unstable();
        (events.collect(), furniture)
    }
}

fn small(number: usize) -> io::Result<u32> {
    u32::try_from(number).map_err(io::Error::other)
}
