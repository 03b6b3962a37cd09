//! From what was named to the files there are: folders, links, special files
//! and bounds. The only file of `ingest` that touches the disk and standard
//! input; it looks at no content.

use std::collections::HashSet;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Bounds, Input};
use crate::assets;
use crate::model::{Problem, Severity};

/// One document that [`walk`] found; nothing of it has been read.
#[derive(Clone, Debug)]
pub struct Document {
    name: String,
    place: Place,
    stamp: Option<Stamp>,
}

/// By what it is told at a glance whether a file has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
}

impl Stamp {
    fn of(about: &Metadata) -> Option<Self> {
        let since = about
            .modified()
            .ok()?
            .duration_since(std::time::UNIX_EPOCH)
            .ok()?;
        Some(Self {
            size: about.len(),
            modified: i64::try_from(since.as_nanos()).ok()?,
        })
    }
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Stdin,
    BuiltIn(&'static str),
}

impl Document {
    /// The path as it was given, `-`, or `corpus/NAME`; what is no Unicode in
    /// it is shown as U+FFFD (the file is opened by its exact name).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the file stood when it was found; `None` for what is no file.
    #[must_use]
    pub const fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Replaces `content` with the bytes of the document.
    ///
    /// # Errors
    /// When it cannot be read, or holds more than `bounds.file_bytes`.
    pub fn read(&self, bounds: &Bounds, content: &mut Vec<u8>) -> Result<(), Problem> {
        content.clear();
        let limit = bounds.file_bytes;
        let done = match &self.place {
            Place::BuiltIn(text) => {
                content.extend_from_slice(text.as_bytes());
                return Ok(());
            }
            Place::Stdin => io::stdin().lock().take(limit + 1).read_to_end(content),
            Place::File(path) => File::open(path).and_then(|file| {
                let size = file.metadata()?.len();
                if size > limit {
                    // Over the limit: nothing of it is read.
                    return Ok(usize::try_from(size).unwrap_or(usize::MAX));
                }
                content.reserve(usize::try_from(size + 1).unwrap_or(0));
                // A file that grows while it is read is cut off here.
                file.take(limit + 1).read_to_end(content)
            }),
        };
        match done {
            Ok(size) if size as u64 > limit => {
                content.clear();
                Err(unread(
                    &self.name,
                    format!(
                        "larger than {} (bounds.file_mib), not read",
                        super::bounds::size(limit)
                    ),
                ))
            }
            Ok(_) => Ok(()),
            Err(error) => Err(unread(&self.name, format!("cannot be read: {error}"))),
        }
    }
}

/// The documents of the inputs in a stable order: the inputs as given, a
/// folder's names in byte order with links after all others.
pub fn walk<'a>(inputs: &'a [Input], bounds: &Bounds) -> Walk<'a> {
    Walk {
        inputs: inputs.iter(),
        bounds: *bounds,
        now: Now::Nothing,
        seen: HashSet::new(),
        files: 0,
        hurried: false,
    }
}

/// How many files the inputs name at a glance: nothing is looked at but names,
/// links count as files, and what a bound leaves out is counted too.
#[must_use]
pub fn count(inputs: &[Input]) -> usize {
    let files = |input: &Input| match input {
        Input::Stdin => 1,
        Input::BuiltIn => assets::corpus().len(),
        Input::Path(path) if path.is_dir() => WalkDir::new(path)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
            .filter(|entry| matches!(entry, Ok(entry) if !entry.file_type().is_dir()))
            .count(),
        Input::Path(_) => 1,
    };
    inputs.iter().map(files).sum()
}

/// The iterator that [`walk`] makes: documents, and what cannot be one.
pub struct Walk<'a> {
    inputs: std::slice::Iter<'a, Input>,
    bounds: Bounds,
    now: Now,
    /// Every file and folder met so far: under a second name (a link, a path
    /// given twice) it is passed over. Ends loops that the ancestors of a
    /// folder do not show, and keeps a mesh of links linear.
    seen: HashSet<Identity>,
    files: usize,
    /// Whether something shall be there at once, whatever its place.
    hurried: bool,
}

/// Of a folder with more entries than these the first that the system names
/// come before the others if there is a hurry: to put a million names in order
/// takes its time.
const AT_ONCE: usize = 64;

/// What is being walked.
enum Now {
    Nothing,
    /// The first entries of a folder that is walked next.
    AtOnce(std::vec::IntoIter<PathBuf>, PathBuf),
    Folder(walkdir::IntoIter),
    BuiltIn(std::slice::Iter<'static, (&'static str, &'static str)>),
    Stopped,
}

impl Iterator for Walk<'_> {
    type Item = Result<Document, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match &mut self.now {
                Now::Stopped => return None,
                Now::Nothing => self.begin()?,
                Now::BuiltIn(rest) => match rest.next() {
                    Some((name, text)) => Some(Ok(Document {
                        name: format!("corpus/{name}"),
                        place: Place::BuiltIn(text),
                        stamp: None,
                    })),
                    None => {
                        self.now = Now::Nothing;
                        None
                    }
                },
                Now::AtOnce(first, folder) => match first.next() {
                    Some(path) => fs::metadata(&path)
                        .ok()
                        .filter(Metadata::is_file)
                        .and_then(|about| self.file(&path, &about)),
                    None => {
                        self.now = in_order(&std::mem::take(folder));
                        None
                    }
                },
                Now::Folder(rest) => match rest.next() {
                    Some(entry) => self.entry(entry),
                    None => {
                        self.now = Now::Nothing;
                        None
                    }
                },
            };
            let Some(found) = found else { continue };
            if found.is_ok() {
                if self.files == self.bounds.files {
                    self.now = Now::Stopped;
                    let name = found.map(|document| document.name).unwrap_or_default();
                    return Some(Err(unread(
                        &name,
                        format!(
                            "more than {} files (bounds.files): this one and those after it are not read",
                            self.bounds.files
                        ),
                    )));
                }
                self.files += 1;
            }
            return Some(found);
        }
    }
}

/// A folder with all that is in it, names in order and links last.
fn in_order(folder: &Path) -> Now {
    let links_last = |a: &DirEntry, b: &DirEntry| {
        (a.path_is_symlink(), a.file_name()).cmp(&(b.path_is_symlink(), b.file_name()))
    };
    let walk = WalkDir::new(folder).follow_links(true).sort_by(links_last);
    Now::Folder(walk.into_iter())
}

/// The first files of a large folder, as the system names them, links aside.
fn at_once(folder: &Path) -> Option<Vec<PathBuf>> {
    let names = fs::read_dir(folder).ok()?.take(AT_ONCE + 1);
    let first: Vec<fs::DirEntry> = names.filter_map(Result::ok).collect();
    let plain = |entry: &&fs::DirEntry| {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        !hidden && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let files = || first.iter().filter(plain).map(fs::DirEntry::path);
    (first.len() > AT_ONCE).then(|| files().collect())
}

impl Walk<'_> {
    /// The same documents, but some of a large folder before all others: there
    /// is a person who waits.
    #[must_use]
    pub fn hurried(mut self) -> Self {
        self.hurried = true;
        self
    }

    /// Takes the next input; `None` after the last.
    fn begin(&mut self) -> Option<Option<Result<Document, Problem>>> {
        Some(match self.inputs.next()? {
            Input::Stdin => Some(Ok(Document {
                name: "-".to_owned(),
                place: Place::Stdin,
                stamp: None,
            })),
            Input::BuiltIn => {
                self.now = Now::BuiltIn(assets::corpus().iter());
                None
            }
            Input::Path(path) => match fs::metadata(path) {
                Err(error) => Some(Err(unread(
                    &shown(path),
                    format!("cannot be read: {error}"),
                ))),
                Ok(about) if about.is_dir() => {
                    self.now = match at_once(path).filter(|_| self.hurried) {
                        Some(first) => Now::AtOnce(first.into_iter(), path.clone()),
                        None => in_order(path),
                    };
                    None
                }
                Ok(about) => self.file(path, &about),
            },
        })
    }

    /// What an entry of a folder is: a document, a problem, or nothing (a
    /// folder, a hidden name, a file met before).
    fn entry(
        &mut self,
        entry: Result<DirEntry, walkdir::Error>,
    ) -> Option<Result<Document, Problem>> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(walk_problem(&error))),
        };
        let path = entry.path();
        let is_dir = entry.file_type().is_dir();
        // What was named itself is read even if it is hidden.
        if entry.depth() > 0 && is_hidden(&entry) {
            self.skip_folder(is_dir);
            return None;
        }
        if !is_dir && !entry.file_type().is_file() {
            return Some(Err(special(path, entry.file_type())));
        }
        let about = match entry.metadata() {
            Ok(about) => about,
            Err(error) => {
                self.skip_folder(is_dir);
                return Some(Err(walk_problem(&error)));
            }
        };
        if !is_dir {
            return self.file(path, &about);
        }
        if entry.depth() > self.bounds.depth {
            let message = format!(
                "more than {} folders deep (bounds.folders), not read",
                self.bounds.depth
            );
            let problem = unread(&shown(path), message);
            self.skip_folder(is_dir);
            return Some(Err(problem));
        }
        if !self.is_new(path, &about) {
            self.skip_folder(is_dir);
        }
        None
    }

    fn skip_folder(&mut self, is_dir: bool) {
        if let (true, Now::Folder(rest)) = (is_dir, &mut self.now) {
            rest.skip_current_dir();
        }
    }

    /// A regular file that has not been met before, or the problem that it is
    /// no regular file.
    fn file(&mut self, path: &Path, about: &Metadata) -> Option<Result<Document, Problem>> {
        if !about.is_file() {
            return Some(Err(special(path, about.file_type())));
        }
        self.is_new(path, about).then(|| {
            Ok(Document {
                name: shown(path),
                place: Place::File(path.to_owned()),
                stamp: Stamp::of(about),
            })
        })
    }

    fn is_new(&mut self, path: &Path, about: &Metadata) -> bool {
        self.seen.insert(identity(path, about))
    }
}

/// What makes two names one file: device and inode.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(_: &Path, about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

/// What makes two names one file: the path with all links resolved.
#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Identity {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// A path for the eyes.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn unread(path: &str, message: String) -> Problem {
    Problem {
        severity: Severity::Unread,
        path: path.to_owned(),
        line: None,
        message,
    }
}

fn walk_problem(error: &walkdir::Error) -> Problem {
    let path = error.path().map(shown).unwrap_or_default();
    let message = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!(
            "a link that leads back to {}, not followed",
            shown(ancestor)
        ),
        (None, Some(cause)) => format!("cannot be read: {cause}"),
        (None, None) => format!("cannot be read: {error}"),
    };
    unread(&path, message)
}

/// The problem of something that is neither file nor folder. It has not been
/// opened: a named pipe would wait for its writer for ever.
fn special(path: &Path, kind: FileType) -> Problem {
    unread(
        &shown(path),
        format!("is {}, not a file, not read", kind_of(kind)),
    )
}

#[cfg(unix)]
fn kind_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_block_device() || kind.is_char_device() {
        "a device"
    } else {
        "something special"
    }
}

#[cfg(not(unix))]
fn kind_of(_: FileType) -> &'static str {
    "something special"
}
