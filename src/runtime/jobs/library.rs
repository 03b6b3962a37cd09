//! The thread that has the archive: it shows what was kept of it, reads what
//! has changed since, keeps what is there for the next run, and waits for
//! orders.
//!
//! A file is as it was if its size and its time are; if not, if its content
//! is. What was kept may be damaged, or missing: then there is more to read,
//! and that is all.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
};

use super::{Loader, Sink, pool, reading::groups};
use crate::{
    app::{
        Msg, Restored,
        copies::Copies,
        list::{Facts, Listing},
    },
    config::Sort,
    ingest::{self, Batch, Document, FileRead, Input, Stamp},
    model::{ArticleId, Corpus, MentionTable, PAGE, Problem},
    runtime::replace::replace,
    snapshot::{self, Contents, FileEntry, Key, KnownFile, Refused, Snapshot},
    timeline::{Timeline, Woven},
};

/// Archives of fewer articles are read sooner than somebody notices.
pub const WORTH_KEEPING: usize = 500;
/// How an archive is listed unless the person wishes otherwise.
const USUAL: (Sort, bool) = (Sort::Printed, true);

/// What the library is asked for.
#[derive(Debug)]
pub enum Order {
    /// To keep all this for the next run.
    Preserve(Box<(Corpus, MentionTable, Arc<Woven>)>),
    /// To read again the file of this kept article, which is damaged.
    Damaged(u32),
    /// To look at these files and folders, which may have changed.
    Changed(Vec<PathBuf>),
}

/// Where an archive is kept, and by what it is known.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// What it must be made of.
    pub key: Key,
    /// Archives of fewer articles are not kept.
    pub least: usize,
}

/// The archive as the thread knows it.
pub struct Library {
    /// What is read.
    pub inputs: Vec<Input>,
    /// How.
    pub reading: ingest::Options,
    /// Where it is kept, if it is.
    pub place: Option<Place>,
    /// How the person wants it listed.
    pub sort: (Sort, bool),
    /// What is asked for.
    pub orders: Receiver<Order>,
    /// For orders of its own.
    pub desk: Sender<Order>,
}

/// What is known of the files.
#[derive(Default)]
struct Shelves {
    kept: Option<Snapshot>,
    /// The kept files that are no longer as they were, by number.
    outdated: HashSet<usize>,
    /// The files that were read in this run.
    files: BTreeMap<Arc<str>, FileEntry>,
    /// The id of the next article.
    next: u32,
}

type Found = Result<Document, Problem>;
/// A file that was read, with its first article and its problems.
type Read = (FileRead, u32, Vec<Problem>);

impl Library {
    /// Does all that there is to do, until nobody can ask for anything more.
    pub fn run(self, loader: &mut Loader) {
        let mut shelves = Shelves::default();
        if let Some(place) = &self.place {
            match Snapshot::open(&place.file, &place.key) {
                Ok(kept) => self.restore(kept, &mut shelves, loader),
                Err(Refused::Absent | Refused::Other) => {}
                Err(Refused::Damaged) => loader.say(Msg::Told(
                    "What was kept of this archive is damaged: it is read anew".to_owned(),
                )),
            }
        }
        if shelves.kept.is_none() {
            self.count(loader);
        }
        let found = ingest::walk(&self.inputs, &self.reading.bounds).hurried();
        let seen = self.read(found, &mut shelves, loader);
        if let Some(seen) = &seen {
            loader.retire(shelves.without(seen, ""));
        }
        loader.end(seen.is_none());
        let mut told = false;
        while let Ok(order) = self.orders.recv() {
            match order {
                Order::Preserve(all) => {
                    if let Err(error) = self.preserve(&all, &shelves)
                        && !std::mem::replace(&mut told, true)
                    {
                        let why = format!("Not kept for the next start: {error}");
                        loader.say(Msg::Told(why));
                    }
                }
                Order::Damaged(article) => {
                    if let Some(name) = shelves.spoil(article) {
                        self.look(&[PathBuf::from(name)], &mut shelves, loader);
                    }
                }
                Order::Changed(paths) => self.look(&paths, &mut shelves, loader),
            }
        }
    }

    /// Shows what was kept: first the list, then what it tells.
    fn restore(&self, kept: Snapshot, shelves: &mut Shelves, loader: &mut Loader) {
        let desk = self.desk.clone();
        let shelf = kept.shelf(Box::new(move |at| {
            let _ = desk.send(Order::Damaged(at));
        }));
        let facts = |at| {
            let (day, title, length) = kept.facts(at)?;
            let facts = Facts { day, title, length };
            Some((ArticleId(at), facts))
        };
        let ordered = kept.order().filter_map(facts);
        let listing = if self.sort == USUAL {
            Listing::ordered(self.sort, ordered)
        } else {
            let mut corpus = Corpus::default();
            corpus.put(Arc::clone(&shelf));
            Listing::new(&corpus, self.sort, ordered)
        };
        let restored = Restored {
            shelf: Arc::clone(&shelf),
            listing,
        };
        loader.say(Msg::Restored(Box::new(restored)));
        let days = (0..kept.len()).map(|at| kept.facts(at).and_then(|facts| facts.0));
        let mentions = (0..kept.len().div_ceil(PAGE)).flat_map(|page| shelf.mentions(page));
        let timeline = Timeline::restored(days, mentions, kept.woven());
        loader.say(Msg::Recalled(Box::new(timeline), kept.problems()));
        let (mut corpus, mut copies) = (Corpus::default(), Copies::default());
        let all = corpus.put(shelf);
        copies.arrive(&corpus, all);
        loader.say(Msg::Compared(Box::new(copies)));
        shelves.next = kept.len();
        shelves.kept = Some(kept);
    }

    /// Counts the files, for the telling of progress.
    fn count(&self, loader: &Loader) {
        let (inputs, events) = (self.inputs.clone(), loader.events.clone());
        let counting = super::spawn("counting", &loader.events, move |_| {
            let counted = Msg::Counted(ingest::count(&inputs));
            let _ = events.send(super::Event::Message(counted));
        });
        // Without a count the progress is told without its end.
        drop(counting);
    }

    /// Reads what of these documents is not known; the names of all of them,
    /// or nothing if the reading was stopped.
    fn read(
        &self,
        found: impl Iterator<Item = Found> + Send,
        shelves: &mut Shelves,
        loader: &mut Loader,
    ) -> Option<Seen> {
        let mut seen = Seen::default();
        let mut read: Vec<Read> = Vec::new();
        let (mut next, mut problems) = (shelves.next, Vec::new());
        let (mut stopped, reading) = (false, &self.reading);
        {
            let known = |name: &str| shelves.known(name);
            let seen = &mut seen;
            let new = found.filter(move |found| match found {
                Ok(document) => {
                    let known = known(document.name());
                    seen.enter(document.name(), known.as_ref());
                    known.is_none_or(|known| document.stamp() != Some(known.stamp))
                }
                Err(_) => true,
            });
            let same = |name: &str, hash| known(name).is_some_and(|known| known.hash == hash);
            let work = |files, sink: Sink<Batch>| ingest::read(files, reading, &same, sink);
            pool::in_order(pool::threads(), groups(new), &work, &mut |batch: Batch| {
                problems.extend_from_slice(&batch.problems);
                for file in &batch.files {
                    let own = problems.drain(..(file.problems as usize).min(problems.len()));
                    read.push((file.clone(), next, own.collect()));
                    next += file.articles;
                }
                let flow = loader.take(batch);
                stopped |= flow.is_break();
                flow
            });
        }
        let gone = shelves.enter(read);
        shelves.next = loader.taken();
        loader.retire(gone);
        (!stopped).then_some(seen)
    }

    /// Looks at some files and folders again.
    fn look(&self, paths: &[PathBuf], shelves: &mut Shelves, loader: &mut Loader) {
        let there = paths
            .iter()
            .filter(|path| fs::symlink_metadata(path).is_ok());
        let inputs: Vec<Input> = there.cloned().map(Input::Path).collect();
        let found = ingest::walk(&inputs, &self.reading.bounds);
        if let Some(seen) = self.read(found, shelves, loader) {
            for path in paths {
                loader.retire(shelves.without(&seen, &path.to_string_lossy()));
            }
        }
        loader.end(false);
    }

    fn preserve(
        &self,
        (corpus, mentions, woven): &(Corpus, MentionTable, Arc<Woven>),
        shelves: &Shelves,
    ) -> io::Result<()> {
        let Some(place) = &self.place else {
            return Ok(());
        };
        if corpus.count() < place.least {
            return Ok(());
        }
        let all = u32::try_from(corpus.len()).unwrap_or(u32::MAX);
        let facts = |id| Some((ArticleId(id), corpus.look(ArticleId(id), Facts::of)?));
        let listing = Listing::new(corpus, USUAL, (0..all).filter_map(facts));
        let order: Vec<ArticleId> = listing.articles().collect();
        drop(listing);
        let contents = Contents {
            corpus,
            mentions,
            woven,
            order: &order,
            files: &shelves.all(),
            key: place.key,
        };
        replace(&place.file, |passing| {
            let mut buffer = io::BufWriter::with_capacity(1 << 20, passing);
            snapshot::write(&contents, &mut buffer)
        })
    }
}

/// The files that were met in a walk.
#[derive(Default)]
struct Seen {
    kept: HashSet<usize>,
    read: HashSet<Box<str>>,
}

impl Seen {
    fn enter(&mut self, name: &str, known: Option<&Known>) {
        match known.and_then(|known| known.number) {
            Some(number) => drop(self.kept.insert(number)),
            None => drop(self.read.insert(name.into())),
        }
    }
}

/// What is known of a file.
struct Known {
    stamp: Stamp,
    hash: u64,
    /// Its number among the kept ones.
    number: Option<usize>,
}

impl Shelves {
    fn kept(&self, name: &str) -> Option<KnownFile> {
        let known = self.kept.as_ref()?.find(name)?;
        (!self.outdated.contains(&known.number)).then_some(known)
    }

    fn known(&self, name: &str) -> Option<Known> {
        if let Some(entry) = self.files.get(name) {
            return Some(Known {
                stamp: Stamp {
                    size: entry.size,
                    modified: entry.modified,
                },
                hash: entry.hash,
                number: None,
            });
        }
        let known = self.kept(name)?;
        Some(Known {
            stamp: Stamp {
                size: known.size,
                modified: known.modified,
            },
            hash: known.hash,
            number: Some(known.number),
        })
    }

    /// The articles of a file that is no longer as it was.
    fn drop(&mut self, name: &str) -> std::ops::Range<u32> {
        if let Some(entry) = self.files.remove(name) {
            return entry.articles;
        }
        self.kept(name).map_or(0..0, |known| {
            self.outdated.insert(known.number);
            known.articles.0..known.articles.0 + known.articles.1
        })
    }

    /// Takes note of files that were read; the articles that are gone by it,
    /// each with the one that is in its place.
    fn enter(&mut self, read: Vec<Read>) -> Vec<(ArticleId, Option<ArticleId>)> {
        let mut gone = Vec::new();
        for (file, first, problems) in read {
            let before = self.kept_problems(&file);
            let old = self.drop(&file.path);
            let (articles, problems) = match file.known {
                true => (old.clone(), before),
                false => (first..first + file.articles, problems),
            };
            if !file.known {
                let new = articles.clone().map(|id| Some(ArticleId(id)));
                let new = new.chain(std::iter::repeat(None));
                gone.extend(old.map(ArticleId).zip(new));
            }
            if let Some(stamp) = file.stamp {
                let entry = FileEntry {
                    name: Arc::clone(&file.path),
                    size: stamp.size,
                    modified: stamp.modified,
                    hash: file.hash,
                    articles,
                    problems,
                };
                self.files.insert(file.path, entry);
            }
        }
        gone
    }

    /// The problems of a file that is as it was.
    fn kept_problems(&self, file: &FileRead) -> Vec<Problem> {
        if !file.known {
            return Vec::new();
        }
        if let Some(entry) = self.files.get(&file.path) {
            return entry.problems.clone();
        }
        let all = self.kept.as_ref().map(Snapshot::problems);
        let all = all.into_iter().flatten();
        all.filter(|problem| is_of(problem, &file.path)).collect()
    }

    /// Forgets the files that begin like this and were not met; their
    /// articles.
    fn without(&mut self, seen: &Seen, start: &str) -> Vec<(ArticleId, Option<ArticleId>)> {
        let below = |name: &str| {
            let rest = name.strip_prefix(start);
            rest.is_some_and(|rest| start.is_empty() || rest.is_empty() || rest.starts_with('/'))
        };
        let mut names: Vec<Box<str>> = Vec::new();
        for name in self.files.keys() {
            // Met under its number, if it was read because it had changed.
            let kept = self.kept.as_ref().and_then(|kept| kept.find(name));
            let met = kept.is_some_and(|kept| seen.kept.contains(&kept.number));
            if below(name) && !met && !seen.read.contains(&**name) {
                names.push((&**name).into());
            }
        }
        if let Some(kept) = &self.kept {
            for number in 0..kept.files() {
                let Some((name, _)) = kept.file(number).filter(|(name, _)| below(name)) else {
                    continue;
                };
                if !seen.kept.contains(&number) && !self.outdated.contains(&number) {
                    names.push(name.into());
                }
            }
        }
        let gone = names.iter().flat_map(|name| self.drop(name));
        gone.map(|id| (ArticleId(id), None)).collect()
    }

    /// Sees to it that the file of a kept article is read again; its name.
    fn spoil(&mut self, article: u32) -> Option<&'static str> {
        let (name, known) = self.kept.as_ref()?.file_of(article)?;
        if self.outdated.contains(&known.number) {
            return None;
        }
        self.outdated.insert(known.number);
        let (first, count) = known.articles;
        let entry = FileEntry {
            name: Arc::from(name),
            // No file stands like this.
            size: u64::MAX,
            modified: known.modified,
            hash: !known.hash,
            articles: first..first + count,
            problems: Vec::new(),
        };
        self.files.insert(Arc::from(name), entry);
        Some(name)
    }

    /// All files, by name.
    fn all(&self) -> Vec<FileEntry> {
        let mut all: Vec<FileEntry> = self.files.values().cloned().collect();
        if let Some(kept) = &self.kept {
            let problems = kept.problems();
            for number in (0..kept.files()).filter(|number| !self.outdated.contains(number)) {
                let Some((name, known)) = kept.file(number) else {
                    continue;
                };
                let (first, count) = known.articles;
                let own = problems.iter().filter(|problem| is_of(problem, name));
                all.push(FileEntry {
                    name: Arc::from(name),
                    size: known.size,
                    modified: known.modified,
                    hash: known.hash,
                    articles: first..first + count,
                    problems: own.cloned().collect(),
                });
            }
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }
}

/// Whether a problem is of this file, or of something in it.
fn is_of(problem: &Problem, name: &str) -> bool {
    let rest = problem.path.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
}
