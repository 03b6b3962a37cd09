//! Bytes into articles and problems.
//!
//! A file goes through three steps, each a pure function of what the step
//! before it gave: [`decode()`] (bytes to text), the layout reader (`plain`,
//! text to title, date, body and footer) and [`parse`], which joins them.
//! Only `walk` reads the disk and standard input. Nothing here knows the
//! time, a thread or a screen, and nothing ends the load: what cannot be read
//! becomes a [`Problem`].

mod address;
mod agency;
mod date_line;
mod date_slot;
mod date_string;
mod date_token;
mod decode;
mod field;
mod footer;
mod head;
mod labels;
mod language;
mod layout;
mod lexicon;
mod lines;
mod name_date;
mod paragraphs;
mod plain;
mod sniff;
mod walk;

use std::ops::ControlFlow;
use std::path::PathBuf;

pub use decode::{Decoded, decode};
pub use plain::parse;
pub use walk::{Document, Walk, walk};

use crate::model::{Article, Day, Problem};

/// One thing to read, as named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Standard input, one document.
    Stdin,
    /// The archive inside the program.
    BuiltIn,
}

/// How much is read at most; what lies beyond is a problem, never silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The largest file, in bytes.
    pub file_bytes: u64,
    /// How many folders deep below a named folder.
    pub depth: usize,
    /// How many files in all.
    pub files: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            depth: 128,
            files: 10_000_000,
        }
    }
}

/// What a stretch of the load gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The articles, in the order they were found.
    pub articles: Vec<Article>,
    /// What could not be read, or was read with a doubt.
    pub problems: Vec<Problem>,
}

impl Batch {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.problems.is_empty()
    }
}

/// The first batch holds this many documents: something to read at once.
const FIRST_BATCH: usize = 16;
/// No batch holds more documents: the load can be stopped between two.
const LARGEST_BATCH: usize = 512;
/// A batch is handed out early when it has read this many bytes.
const BATCH_BYTES: usize = 8 << 20;

/// Reads everything that the inputs name and hands it to `sink` in batches of
/// 16, 32, ... 512 documents; stops as soon as `sink` says `Break`.
///
/// `today` is the reader's day, if known: a date of publication after it is
/// taken, with a problem that says so.
pub fn load(
    inputs: &[Input],
    bounds: &Bounds,
    today: Option<Day>,
    sink: &mut dyn FnMut(Batch) -> ControlFlow<()>,
) {
    let mut batch = Batch::default();
    let (mut size, mut documents, mut bytes) = (FIRST_BATCH, 0, 0);
    let mut content = Vec::new();
    for found in walk(inputs, bounds) {
        match found.and_then(|document| {
            document.read(bounds, &mut content)?;
            Ok(document)
        }) {
            Ok(document) => {
                let (article, problems) = parse(&content, document.name(), today);
                batch.articles.extend(article);
                batch.problems.extend(problems);
                bytes += content.len();
            }
            Err(problem) => batch.problems.push(problem),
        }
        documents += 1;
        if documents >= size || bytes >= BATCH_BYTES {
            if sink(std::mem::take(&mut batch)).is_break() {
                return;
            }
            size = (size * 2).min(LARGEST_BATCH);
            (documents, bytes) = (0, 0);
        }
    }
    if !batch.is_empty() {
        // Nothing is left to stop.
        let _ = sink(batch);
    }
}
