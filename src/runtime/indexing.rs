//! The thread that makes the index of what has been loaded, run by run, and
//! the folder in which segments outlast the program.
//!
//! The folder may be deleted at any time, and so may any file of it: what is
//! not there, or not as it was written, is made again. Nobody waits for it.

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    time::SystemTime,
};

use super::{event::Event, jobs, replace::replace};
use crate::{
    app::Msg,
    model::{Article, Shelf},
    search::{Key, Run, Segment},
};

/// Kept articles in a batch.
const KEPT: u32 = 512;
/// Runs with less text are indexed sooner than their segments are read.
const WORTH_KEEPING: usize = 1 << 20;
/// The bytes that the folder may take; beyond that the segments go that were
/// not used for the longest time.
const ROOM: u64 = 8 << 30;

/// The loop's end of the thread.
#[derive(Debug)]
pub struct Indexer {
    batches: Option<Sender<Batches>>,
}

/// Batches, made as they are asked for.
type Batches = Box<dyn Iterator<Item = Arc<[Article]>> + Send>;

impl Indexer {
    /// Starts the thread. It keeps what it makes in `folder`, if there is one.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(folder: Option<PathBuf>, events: &Sender<Event>) -> io::Result<Self> {
        let (batches, inbox) = mpsc::channel();
        jobs::spawn("indexing", events, move |events| {
            let batches = inbox.into_iter().flatten();
            index(batches, &Folder { folder }, &mut |segment| {
                let indexed = Msg::Indexed(Arc::new(segment));
                events.send(Event::Message(indexed)).is_ok()
            });
        })?;
        Ok(Self {
            batches: Some(batches),
        })
    }

    /// Hands over the next articles.
    pub fn take(&self, batch: Arc<[Article]>) {
        if let Some(batches) = &self.batches {
            // A thread that is gone has said why; searches read the texts.
            let _ = batches.send(Box::new(std::iter::once(batch)));
        }
    }

    /// Hands over articles that were read in another run. They are looked at
    /// batch by batch, and not held in memory for that.
    pub fn take_kept(&self, shelf: &Arc<Shelf>) {
        if let Some(batches) = &self.batches {
            let shelf = Arc::clone(shelf);
            let starts = (0..shelf.len()).step_by(KEPT as usize);
            // One that cannot be read has its place, lest the others lose theirs.
            let some = move |start: u32| -> Arc<[Article]> {
                let end = shelf.len().min(start + KEPT);
                let articles = (start..end).map(|at| shelf.make(at).unwrap_or_else(Article::blank));
                articles.collect()
            };
            let _ = batches.send(Box::new(starts.map(some)));
        }
    }

    /// There are no more articles.
    pub fn end(&mut self) {
        self.batches = None;
    }
}

/// Indexes batches until there are no more, or nobody wants the segments.
fn index(
    batches: impl Iterator<Item = Arc<[Article]>>,
    shelf: &Folder,
    sink: &mut dyn FnMut(Segment) -> bool,
) {
    let mut run = Run::default();
    for batch in batches {
        let mut at = 0;
        while at < batch.len() {
            at = run.take(&batch, at);
            if run.is_full() && !sink(shelf.segment(&std::mem::take(&mut run))) {
                return;
            }
        }
    }
    if !run.is_empty() {
        sink(shelf.segment(&run));
    }
    shelf.tidy(ROOM);
}

/// Where segments are kept, each in a file named by its key.
struct Folder {
    folder: Option<PathBuf>,
}

impl Folder {
    /// The segment of a run: the one that is kept, else a new one.
    fn segment(&self, run: &Run) -> Segment {
        let worth = self
            .folder
            .as_ref()
            .filter(|_| run.bytes() >= WORTH_KEEPING);
        let Some(folder) = worth else {
            return run.build();
        };
        let file = folder.join(name(&run.key()));
        let kept = fs::read(&file).ok();
        let kept = kept.and_then(|bytes| Segment::from_bytes(&bytes).ok());
        if let Some(segment) = kept.filter(|segment| segment.len() == run.len()) {
            // Used now: others shall go before it.
            let touched = fs::File::options().write(true).open(&file);
            let _ = touched.and_then(|file| file.set_modified(SystemTime::now()));
            return segment;
        }
        let segment = run.build();
        // A full or read-only disk costs the next run some time, no more.
        let _ = replace(&file, |passing| passing.write_all(&segment.to_bytes()));
        segment
    }

    /// Removes the segments that were used least lately until the rest fit.
    fn tidy(&self, room: u64) {
        let entries = self
            .folder
            .as_ref()
            .and_then(|folder| fs::read_dir(folder).ok());
        let file = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((about.modified().ok()?, about.len(), entry.path()))
        };
        let mut files: Vec<_> = entries.into_iter().flatten().filter_map(file).collect();
        files.sort();
        let mut size: u64 = files.iter().map(|(_, size, _)| size).sum();
        for (_, own, path) in files {
            if size <= room {
                return;
            }
            size -= own;
            let _ = fs::remove_file(path);
        }
    }
}

fn name(key: &Key) -> String {
    use std::fmt::Write as _;
    let mut name = String::with_capacity(2 * key.len());
    for byte in key {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn article(number: usize) -> Article {
        let body = format!("body {number} ").repeat(100);
        let text = format!("Title {number}\n\nJuly 19, 2023\n\n{body}\n");
        crate::ingest::parse(text.as_bytes(), "a.txt").0.unwrap()
    }

    #[test]
    fn segments_are_kept_made_again_where_damaged_and_go_when_there_is_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("index");
        let shelf = Folder {
            folder: Some(place.clone()),
        };
        let files = || {
            let mut files: Vec<PathBuf> = fs::read_dir(&place)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            files.sort();
            files
        };
        let batch: Arc<[Article]> = (0..2000).map(article).collect();
        let mut run = Run::default();
        run.take(&batch, 0);
        let made = shelf.segment(&run);
        assert_eq!(files().len(), 1);
        // What is kept is used: another text in its place is believed.
        let file = files()[0].clone();
        let mut other = Run::default();
        let others: Arc<[Article]> = (2000..4000).map(article).collect();
        other.take(&others, 0);
        let stranger = other.build();
        fs::write(&file, stranger.to_bytes()).unwrap();
        assert_eq!(shelf.segment(&run), stranger);
        // What is damaged is not.
        let mut bytes = made.to_bytes();
        bytes[100] ^= 1;
        fs::write(&file, &bytes).unwrap();
        assert_eq!(shelf.segment(&run), made);
        assert_eq!(fs::read(&file).unwrap(), made.to_bytes());
        // Little text is not kept at all.
        let mut little = Run::default();
        little.take(&batch[..10].to_vec().into(), 0);
        assert_eq!(shelf.segment(&little).len(), 10);
        assert_eq!(files().len(), 1);
        assert_eq!(shelf.segment(&other), stranger);
        assert_eq!(files().len(), 2);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(SystemTime::UNIX_EPOCH)
            .unwrap();
        shelf.tidy(made.to_bytes().len() as u64 + 100_000);
        assert!(files().len() == 1 && !file.exists());
        shelf.tidy(0);
        assert!(files().is_empty());
    }
}
