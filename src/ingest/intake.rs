//! Where all that is read arrives: articles and problems into batches, and
//! the account of what the present file has cost against the [`Bounds`].

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::bounds::{Bounds, HARMLESS, size};
use super::guard::outside;
use super::rival::rival;
use super::{Batch, Document, FileRead, Options, Stamp};
use crate::model::{Article, Problem, Severity};

/// The first batch holds this many documents: something to read at once.
const FIRST_BATCH: usize = 16;
/// No batch holds more documents: the load can be stopped between two.
const LARGEST_BATCH: usize = 512;
/// A batch is handed out early when it has read this many bytes.
const BATCH_BYTES: usize = 8 << 20;
/// What is unpacked is looked at after every so many bytes.
const CHUNK: usize = 64 << 10;

/// Why reading ends before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nobody wants the rest of the load.
    Load,
    /// The file has reached a bound; the next file is read.
    File,
}

/// Whether to read on.
pub type Flow<T = ()> = ControlFlow<Stop, T>;

/// Takes what the formats find and hands it on in batches of 16, 32, ... 512.
pub struct Intake<'a> {
    /// What was asked for.
    pub options: &'a Options,
    sink: &'a mut dyn FnMut(Batch) -> ControlFlow<()>,
    batch: Batch,
    size: usize,
    documents: usize,
    bytes: usize,
    file: Account,
}

/// What the present file has cost.
#[derive(Default)]
struct Account {
    path: String,
    packed: u64,
    expanded: u64,
    entries: usize,
    articles: usize,
    problems: usize,
    /// How many of them are told.
    told: usize,
    stamp: Option<Stamp>,
    hash: u64,
    began: Duration,
}

impl<'a> Intake<'a> {
    pub fn new(options: &'a Options, sink: &'a mut dyn FnMut(Batch) -> ControlFlow<()>) -> Self {
        Self {
            options,
            sink,
            batch: Batch::default(),
            size: FIRST_BATCH,
            documents: 0,
            bytes: 0,
            file: Account::default(),
        }
    }

    /// Hands on batches as large as they may be.
    pub fn whole(options: &'a Options, sink: &'a mut dyn FnMut(Batch) -> ControlFlow<()>) -> Self {
        Self {
            size: LARGEST_BATCH,
            ..Self::new(options, sink)
        }
    }

    /// A new file of this many bytes; all accounts begin at nothing.
    pub fn begin(&mut self, path: &str, bytes: usize) {
        self.file = Account {
            path: path.to_owned(),
            packed: bytes as u64,
            began: self.now(),
            ..Account::default()
        };
        self.bytes += bytes;
    }

    /// How the present file stands.
    pub fn stamp(&mut self, stamp: Option<Stamp>, hash: u64) {
        (self.file.stamp, self.file.hash) = (stamp, hash);
    }

    /// A file that is as it was.
    pub fn known(&mut self, document: &Document, hash: u64) {
        self.batch.files.push(FileRead {
            path: Arc::from(document.name()),
            stamp: document.stamp(),
            hash,
            known: true,
            articles: 0,
            problems: 0,
        });
    }

    /// The file is done: if nothing came of it that is told, problems that
    /// were too many are counted, and a full batch is handed out.
    pub fn end(&mut self) -> Flow {
        if self.file.articles == 0 && self.file.problems == 0 {
            let path = self.file.path.clone();
            self.unread(
                &path,
                None,
                "no page, message or text in it, nothing to read",
            );
        }
        let more = self.file.problems.saturating_sub(self.bounds().problems);
        if more > 0 {
            let path = self.file.path.clone();
            self.file.told += 1;
            let message = format!(
                "{more} more problems of this file are not told one by one (bounds.problems)"
            );
            self.batch
                .problems
                .push(problem(Severity::Unread, &path, None, message));
        }
        self.batch.files.push(FileRead {
            path: Arc::from(std::mem::take(&mut self.file.path)),
            stamp: self.file.stamp,
            hash: self.file.hash,
            known: false,
            articles: u32::try_from(self.file.articles).unwrap_or(u32::MAX),
            problems: u32::try_from(self.file.told).unwrap_or(u32::MAX),
        });
        // A file of many articles is as many documents.
        if self.file.articles == 0 {
            self.document()
        } else {
            Flow::Continue(())
        }
    }

    /// Hands out what is left.
    pub fn finish(mut self) {
        if !self.batch.is_empty() || !self.batch.files.is_empty() {
            // Nothing is left to stop.
            let _ = (self.sink)(std::mem::take(&mut self.batch));
        }
    }

    pub fn bounds(&self) -> &'a Bounds {
        &self.options.bounds
    }

    /// An article of many in one file.
    pub fn article(&mut self, mut article: Article) -> Flow {
        article.printed.rival = rival(&article);
        self.file.articles += 1;
        if self.file.articles > 1 {
            self.bytes += article.text.len();
        }
        self.batch.articles.push(article);
        self.document()?;
        self.in_time()
    }

    /// Something was read with a doubt.
    pub fn doubt(&mut self, path: &str, line: Option<u64>, message: impl Into<String>) {
        self.problem(problem(Severity::Doubt, path, line, message.into()));
    }

    /// Something was not read.
    pub fn unread(&mut self, path: &str, line: Option<u64>, message: impl Into<String>) {
        self.problem(problem(Severity::Unread, path, line, message.into()));
    }

    pub fn problem(&mut self, problem: Problem) {
        self.file.problems += 1;
        if self.file.problems <= self.bounds().problems {
            self.file.told += 1;
            self.batch.problems.push(problem);
        }
    }

    /// The next entry of an archive.
    pub fn entry(&mut self, path: &str) -> Flow {
        self.file.entries += 1;
        if self.file.entries > self.bounds().entries {
            let most = self.bounds().entries;
            return self.give_up(path, format!("more than {most} entries (bounds.entries)"));
        }
        self.in_time()
    }

    /// Reads all that comes out of `packed`, within the bounds. A stream that
    /// breaks off gives what came before, with a problem; `None` is too large.
    pub fn unpack(&mut self, path: &str, mut packed: &mut dyn Read) -> Flow<Option<Vec<u8>>> {
        let most = self.bounds().file_bytes;
        let mut content = Vec::new();
        loop {
            let start = content.len();
            let read = Read::by_ref(&mut packed)
                .take(CHUNK as u64)
                .read_to_end(&mut content);
            let came = content.len() - start;
            self.file.expanded += came as u64;
            if content.len() as u64 > most {
                self.unread(
                    path,
                    None,
                    format!(
                        "unpacks to more than {} (bounds.file_mib), not read",
                        size(most)
                    ),
                );
                return Flow::Continue(None);
            }
            self.in_proportion(path)?;
            self.in_time()?;
            match read {
                Ok(0) => return Flow::Continue(Some(content)),
                Ok(_) => {}
                Err(error) => {
                    let message = format!(
                        "damaged, cannot be unpacked beyond byte {}: {error}; what comes before is read",
                        content.len()
                    );
                    self.unread(path, None, message);
                    return Flow::Continue(Some(content));
                }
            }
        }
    }

    fn in_proportion(&mut self, path: &str) -> Flow {
        let (bounds, file) = (self.bounds(), &self.file);
        if file.expanded > bounds.expanded_bytes {
            let message = format!(
                "unpacks to more than {} in all (bounds.expanded_mib)",
                size(bounds.expanded_bytes)
            );
            return self.give_up(path, message);
        }
        if file.expanded > HARMLESS && file.expanded / file.packed.max(1) > bounds.ratio {
            let ratio = bounds.ratio;
            let message = format!("unpacks to more than {ratio} times its size (bounds.ratio)");
            return self.give_up(path, message);
        }
        Flow::Continue(())
    }

    /// Whether the file has not taken too long.
    pub fn in_time(&mut self) -> Flow {
        let most = Duration::from_secs(self.bounds().seconds);
        if self.now().saturating_sub(self.file.began) > most {
            let path = self.file.path.clone();
            return self.give_up(
                &path,
                format!("took more than {} seconds (bounds.seconds)", most.as_secs()),
            );
        }
        Flow::Continue(())
    }

    fn give_up(&mut self, path: &str, what: String) -> Flow {
        self.unread(path, None, format!("{what}: the rest is not read"));
        Flow::Break(Stop::File)
    }

    fn now(&self) -> Duration {
        self.options.clock.map_or(Duration::ZERO, |clock| clock())
    }

    fn document(&mut self) -> Flow {
        self.documents += 1;
        if self.documents < self.size && self.bytes < BATCH_BYTES || self.batch.is_empty() {
            return Flow::Continue(());
        }
        let batch = std::mem::take(&mut self.batch);
        if outside(|| (self.sink)(batch)).is_break() {
            return Flow::Break(Stop::Load);
        }
        self.size = (self.size * 2).min(LARGEST_BATCH);
        (self.documents, self.bytes) = (0, 0);
        Flow::Continue(())
    }
}

fn problem(severity: Severity, path: &str, line: Option<u64>, message: String) -> Problem {
    Problem {
        severity,
        path: path.to_owned(),
        line,
        message,
    }
}
