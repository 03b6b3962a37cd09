//! The background work: a thread for loading and one for tagging, each with
//! helpers on all cores (`pool`), one for the events, one for searching, and
//! what passes between them and the loop.
//!
//! What the work *is* comes in as a function; here it gets a thread, a way to
//! speak, a way to be stopped, and a bound on how far it may run ahead.

mod library;
mod pool;
mod reading;

use std::{
    io,
    ops::{ControlFlow, Range},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread,
};

pub use library::{Library, Order, Place, WORTH_KEEPING};

use super::{event::Event, panic};
use crate::{
    app::{Loaded, Msg},
    ingest::Batch,
    model::{Article, ArticleId, Corpus, Mention, MentionTable},
    search::{Holdings, Part, Query},
    timeline::Woven,
};

/// How many messages of one job may wait for the loop: while it handles one
/// the job makes the next, and a key never stands behind more than that.
const AHEAD: usize = 1;
/// Articles that are tagged between the first two messages; doubles up to
/// [`MOST_TAGGED`], so that the first dates are there at once.
const FIRST_TAGGED: usize = 16;
/// Articles that are tagged between two messages at most.
const MOST_TAGGED: usize = 512;

/// What a job hands its results to; `Break` means that nobody wants more.
pub type Sink<'a, T> = &'a mut dyn FnMut(T) -> ControlFlow<()>;

/// The jobs of one run.
#[derive(Debug)]
pub struct Jobs {
    events: Sender<Event>,
    /// Set when loading shall stop.
    stopped: Arc<AtomicBool>,
    /// One token for each message of the loader, or the tagger, that the loop
    /// has not handled yet.
    loaded: Option<Receiver<()>>,
    tagged: Option<Receiver<()>>,
    requests: Option<Sender<Request>>,
    tagged_articles: Option<Sender<(Corpus, MentionTable)>>,
    /// The generation of the newest search.
    newest: Arc<AtomicU64>,
}

/// A search to be made.
struct Request {
    holdings: Holdings,
    query: Query,
    generation: u64,
}

impl Jobs {
    /// No job yet; they will speak through `events`.
    #[must_use]
    pub fn new(events: Sender<Event>) -> Self {
        Self {
            events,
            stopped: Arc::default(),
            loaded: None,
            tagged: None,
            requests: None,
            tagged_articles: None,
            newest: Arc::default(),
        }
    }

    /// Starts loading and tagging. `load` hands batches to the loader; `prepare` makes
    /// the tagger, in the tagger's own thread because that takes its time.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn load<L, P, T>(&mut self, load: L, prepare: P) -> io::Result<()>
    where
        L: FnOnce(&mut Loader) + Send + 'static,
        P: FnOnce() -> T + Send + 'static,
        T: Fn(&Article) -> Vec<Mention> + Sync,
    {
        // Not bounded: what waits here are pointers to batches that the
        // corpus holds anyway.
        let (untagged, batches) = mpsc::channel();
        let (ahead, handled) = mpsc::sync_channel(AHEAD);
        self.loaded = Some(handled);
        let stopped = Arc::clone(&self.stopped);
        let loader = Loader {
            events: self.events.clone(),
            ahead,
            untagged,
            stopped,
            taken: 0,
            read: 0,
            ended: false,
        };
        spawn("loading", &self.events, move |_| {
            let mut loader = loader;
            load(&mut loader);
        })?;

        let (ahead, handled) = mpsc::sync_channel(AHEAD);
        self.tagged = Some(handled);
        spawn("tagging", &self.events, move |events| {
            tag(batches, &prepare(), &ahead, events);
        })
    }

    /// Starts the searcher; `find` does one search.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn search_with<F>(&mut self, find: F) -> io::Result<()>
    where
        F: Fn(&Holdings, &Query, u64, Sink<Part>) + Send + 'static,
    {
        let (requests, inbox) = mpsc::channel();
        self.requests = Some(requests);
        let newest = Arc::clone(&self.newest);
        spawn("searching", &self.events, move |events| {
            search(&inbox, &newest, &find, events);
        })
    }

    /// Asks for a search; an older one stops.
    pub fn search(&self, holdings: Holdings, query: Query, generation: u64) {
        self.newest.store(generation, Ordering::SeqCst);
        if let Some(requests) = &self.requests {
            // A searcher that is gone has said why.
            let _ = requests.send(Request {
                holdings,
                query,
                generation,
            });
        }
    }

    /// Starts the thread that works out events; `weave` does so once, and may
    /// remember what it did.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn weave_with<F>(&mut self, mut weave: F) -> io::Result<()>
    where
        F: FnMut(&Corpus, &MentionTable) -> Woven + Send + 'static,
    {
        let (ask, inbox) = mpsc::channel();
        self.tagged_articles = Some(ask);
        spawn("weaving", &self.events, move |events| {
            for (corpus, mentions) in inbox {
                let woven = Arc::new(weave(&corpus, &mentions));
                if events.send(Event::Message(Msg::Woven(woven))).is_err() {
                    break;
                }
            }
        })
    }

    /// Asks for the events of what has been tagged.
    pub fn weave(&self, corpus: Corpus, mentions: MentionTable) {
        if let Some(ask) = &self.tagged_articles {
            // A thread that is gone has said why.
            let _ = ask.send((corpus, mentions));
        }
    }

    /// Asks the loader to stop.
    pub fn stop_loading(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    /// The loop has handled a message: its job may make another.
    pub fn handled(&self, what: Handled) {
        let tokens = match what {
            Handled::Loaded => &self.loaded,
            Handled::Tagged => &self.tagged,
        };
        if let Some(tokens) = tokens {
            let _ = tokens.try_recv();
        }
    }
}

/// Whose message was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// The loader's.
    Loaded,
    /// The tagger's.
    Tagged,
}

/// Runs a job in a thread of its own; a panic in it becomes
/// [`Msg::Failed`] with its name.
///
/// # Errors
/// The system has no thread left.
pub fn spawn<J>(name: &'static str, events: &Sender<Event>, job: J) -> io::Result<()>
where
    J: FnOnce(&Sender<Event>) + Send + 'static,
{
    let events = events.clone();
    let body = move || {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| job(&events))) {
            let failed = Msg::Failed(name, panic::text(&*payload));
            let _ = events.send(Event::Message(failed));
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(body)?;
    Ok(())
}

/// Passes a message on once fewer than [`AHEAD`] are waiting.
fn say(events: &Sender<Event>, ahead: &SyncSender<()>, msg: Msg) -> ControlFlow<()> {
    match ahead.send(()).is_ok() && events.send(Event::Message(msg)).is_ok() {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    }
}

/// The loader's ways to the loop and to the tagger.
#[derive(Debug)]
pub struct Loader {
    events: Sender<Event>,
    ahead: SyncSender<()>,
    untagged: Sender<Arc<[Article]>>,
    stopped: Arc<AtomicBool>,
    /// The id of the next article.
    taken: u32,
    read: usize,
    ended: bool,
}

impl Loader {
    /// Hands articles on; `Break` when nobody wants more.
    pub fn take(&mut self, batch: Batch) -> ControlFlow<()> {
        self.read += batch.files.len();
        self.say(Msg::Read(self.read));
        let articles: Arc<[Article]> = batch.articles.into();
        let loaded = Loaded::Batch {
            articles: Arc::clone(&articles),
            problems: batch.problems,
        };
        self.taken += u32::try_from(articles.len()).unwrap_or(u32::MAX);
        say(&self.events, &self.ahead, Msg::Loaded(loaded))?;
        if !articles.is_empty() {
            // A tagger that is gone has said why; there is still the text.
            let _ = self.untagged.send(articles);
        }
        match self.stopped.swap(false, Ordering::SeqCst) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// Tells the loop something else.
    pub fn say(&mut self, msg: Msg) {
        if let Msg::Restored(restored) = &msg {
            self.taken += restored.shelf.len();
        }
        // A loop that is gone asks for nothing more.
        let _ = self.events.send(Event::Message(msg));
    }

    /// How many articles were handed on: the id of the next.
    #[must_use]
    pub const fn taken(&self) -> u32 {
        self.taken
    }

    /// Tells that articles are gone, if any are.
    pub fn retire(&mut self, gone: Vec<(ArticleId, Option<ArticleId>)>) {
        if !gone.is_empty() {
            self.say(Msg::Gone(gone));
        }
    }

    /// All that there is for now has been handed on, or no more was wanted.
    pub fn end(&mut self, cancelled: bool) {
        self.ended = true;
        let end = Msg::Loaded(Loaded::End { cancelled });
        let _ = say(&self.events, &self.ahead, end);
    }
}

impl Drop for Loader {
    /// However the loading ends, the loop hears that it has.
    fn drop(&mut self) {
        if !self.ended {
            self.end(thread::panicking() || self.stopped.load(Ordering::SeqCst));
        }
    }
}

/// Tags batches on all cores, until the loader has no more; what was found is
/// said in the order of the articles.
fn tag(
    batches: Receiver<Arc<[Article]>>,
    tag: &(impl Fn(&Article) -> Vec<Mention> + Sync),
    ahead: &SyncSender<()>,
    events: &Sender<Event>,
) {
    let failed = AtomicBool::new(false);
    let tag_one = |article: &Article| {
        // One article that breaks the tagger has no dates; the others have
        // theirs.
        catch_unwind(AssertUnwindSafe(|| tag(article))).unwrap_or_else(|payload| {
            if !failed.swap(true, Ordering::SeqCst) {
                let msg = Msg::Failed("tagging", panic::text(&*payload));
                let _ = events.send(Event::Message(msg));
            }
            Vec::new()
        })
    };
    let tag_part = |(batch, part): (Arc<[Article]>, Range<usize>), sink: Sink<_>| {
        let mentions: Vec<Vec<Mention>> = batch[part].iter().map(&tag_one).collect();
        let _ = sink(mentions);
    };
    pool::in_order(
        pool::threads(),
        parts(batches.into_iter()),
        &tag_part,
        &mut |mentions| say(events, ahead, Msg::Tagged(mentions)),
    );
}

/// Cuts batches into parts of 16, 32, ... articles.
fn parts(
    batches: impl Iterator<Item = Arc<[Article]>>,
) -> impl Iterator<Item = (Arc<[Article]>, Range<usize>)> {
    let mut size = FIRST_TAGGED;
    batches.flat_map(move |batch| {
        let mut parts = Vec::new();
        let mut start = 0;
        while start < batch.len() {
            let end = batch.len().min(start + size);
            parts.push((Arc::clone(&batch), start..end));
            start = end;
            size = (size * 2).min(MOST_TAGGED);
        }
        parts
    })
}

/// Makes one search after the other; the newest wins.
fn search<F>(inbox: &Receiver<Request>, newest: &AtomicU64, find: &F, events: &Sender<Event>)
where
    F: Fn(&Holdings, &Query, u64, Sink<Part>),
{
    for request in inbox {
        let generation = request.generation;
        let mut told = 0;
        let mut sink = |part: Part| {
            let wanted = newest.load(Ordering::SeqCst) == generation;
            let tells = part.done || !part.hits.is_empty() || part.scanned >= 2 * told;
            if tells {
                told = part.scanned;
            }
            let heard = !wanted || !tells || events.send(Event::Message(Msg::Found(part))).is_ok();
            match wanted && heard {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        };
        if newest.load(Ordering::SeqCst) == generation {
            let find = || find(&request.holdings, &request.query, generation, &mut sink);
            if let Err(payload) = catch_unwind(AssertUnwindSafe(find)) {
                let msg = Msg::Failed("searching", panic::text(&*payload));
                let _ = events.send(Event::Message(msg));
            }
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod library_tests;
