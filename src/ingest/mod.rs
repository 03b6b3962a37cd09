//! Bytes into articles and problems.
//!
//! `walk` finds the files, [`load`] reads them one by one ([`read`] some of
//! them, for a caller with many threads), and the table of
//! formats ([`FORMATS`]) knows by their content, then by their names, what
//! they are. A format gives a `Record` of each article, or further documents;
//! plain text goes through [`decode()`] (bytes to text), the layout reader
//! (`layout`, text to title, date, body and footer) and [`parse`], which joins
//! them. All arrives at the `Intake`, which hands it on in batches and ends
//! what passes the [`Bounds`].
//!
//! Only `walk` touches the disk and standard input. Nothing here knows a
//! thread or a screen, the time comes from outside, and nothing ends the
//! load: what cannot be read becomes a [`Problem`].

mod address;
mod agency;
mod body;
mod bounds;
mod date_line;
mod date_slot;
mod date_string;
mod date_token;
mod decode;
mod field;
mod fields;
mod footer;
mod format;
mod front_matter;
mod guard;
mod head;
mod html_text;
mod intake;
mod labels;
mod language;
mod layout;
mod lexicon;
mod lines;
mod name_date;
mod page;
mod paragraphs;
mod plain;
mod record;
mod rival;
mod shallow;
mod sniff;
mod walk;
mod written_date;
mod xml;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use bounds::Bounds;
pub use decode::{Decoded, decode};
pub use fields::{Fields, Part};
pub use format::{FORMATS, Format};
pub use guard::is_guarded;
pub use plain::parse;
pub use walk::{Document, Stamp, Walk, count, walk};

use intake::{Flow, Intake, Stop};

use twox_hash::XxHash3_64;

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

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How much at most.
    pub bounds: Bounds,
    /// The reader's day, if known: of several dates on a web page none that
    /// lies after it is that of publication.
    pub today: Option<Day>,
    /// Under which names records keep what an article consists of.
    pub fields: Fields,
    /// A clock that only goes forward; without one a file may take any time.
    pub clock: Option<fn() -> Duration>,
}

/// What a stretch of the load gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The articles, in the order they were found.
    pub articles: Vec<Article>,
    /// What could not be read, or was read with a doubt.
    pub problems: Vec<Problem>,
    /// The files that were read to their ends for it: articles and problems
    /// are of the first of them, then of the next, and the last of them of a
    /// file that is not at its end.
    pub files: Vec<FileRead>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its path as it was given.
    pub path: Arc<str>,
    /// How it stood when it was read; `None` for what is no file, or cannot be
    /// read.
    pub stamp: Option<Stamp>,
    /// The hash of its content.
    pub hash: u64,
    /// Whether that is known already; then it gave nothing.
    pub known: bool,
    /// How many articles it gave, in this batch and those before.
    pub articles: u32,
    /// How many problems.
    pub problems: u32,
}

impl Batch {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.problems.is_empty()
    }
}

/// Reads everything that the inputs name and hands it to `sink` in batches of
/// 16, 32, ... 512 documents; stops as soon as `sink` says `Break`.
pub fn load(inputs: &[Input], options: &Options, sink: &mut dyn FnMut(Batch) -> ControlFlow<()>) {
    let found = walk(inputs, &options.bounds);
    read_into(found, Intake::new(options, sink), &|_, _| false);
}

/// Reads some of the documents that [`walk`](walk()) found, as one batch if that is
/// not too large. Different documents may be read by different threads.
///
/// A file of whose path and hash `known` says that it is known gives nothing.
pub fn read(
    found: Vec<Result<Document, Problem>>,
    options: &Options,
    known: &dyn Fn(&str, u64) -> bool,
    sink: &mut dyn FnMut(Batch) -> ControlFlow<()>,
) {
    read_into(found, Intake::whole(options, sink), known);
}

/// Reads one document that is in memory, under the path that it has or would
/// have.
pub fn read_bytes(
    path: &str,
    content: &[u8],
    options: &Options,
    sink: &mut dyn FnMut(Batch) -> ControlFlow<()>,
) {
    let mut intake = Intake::new(options, sink);
    intake.begin(path, content.len());
    if one(path, content, &mut intake).is_continue() {
        intake.finish();
    }
}

fn read_into(
    found: impl IntoIterator<Item = Result<Document, Problem>>,
    mut intake: Intake,
    known: &dyn Fn(&str, u64) -> bool,
) {
    let bounds = intake.bounds();
    let mut content = Vec::new();
    for found in found {
        let flow = match found.and_then(|document| {
            document.read(bounds, &mut content)?;
            Ok(document)
        }) {
            Ok(document) => {
                let hash = XxHash3_64::oneshot(&content);
                if known(document.name(), hash) {
                    intake.known(&document, hash);
                    continue;
                }
                intake.begin(document.name(), content.len());
                intake.stamp(document.stamp(), hash);
                one(document.name(), &content, &mut intake)
            }
            Err(problem) => {
                intake.begin(&problem.path, 0);
                intake.problem(problem);
                intake.end()
            }
        };
        if flow == Flow::Break(Stop::Load) {
            return;
        }
    }
    intake.finish();
}

/// One file: a bound that it reaches ends its reading, not the load.
fn one(path: &str, content: &[u8], intake: &mut Intake) -> Flow {
    let flow = format::read(&format::Source::file(path, content), intake);
    if flow == Flow::Break(Stop::Load) {
        return flow;
    }
    intake.end()
}
