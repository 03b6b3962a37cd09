//! Watches the files and folders of an archive, and orders a look at what has
//! changed once it is at rest. While nothing changes nobody wakes.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    time::{Duration, Instant},
};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{
    event,
    jobs::{self, Order},
};
use crate::{app::Msg, ingest::Input};

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watch {
    /// The system tells of them.
    #[default]
    Auto,
    /// By a look at all files every half minute: for file systems on the
    /// network, of whose changes the system knows nothing.
    Poll,
    /// Not at all.
    Never,
}

/// A file is looked at when it has been at rest for so long.
const REST: Duration = Duration::from_millis(300);
/// At the latest after so long, if it never rests.
const LATEST: Duration = Duration::from_secs(5);
/// Between two looks at all files.
const POLL: Duration = Duration::from_secs(30);
/// More changes than these are a change of the whole archive.
const MANY: usize = 4_096;

/// Starts the thread that watches `inputs`.
///
/// # Errors
/// The system has no thread left.
pub fn start(
    watch: Watch,
    inputs: &[Input],
    library: &Sender<Order>,
    events: &Sender<event::Event>,
) -> io::Result<()> {
    let roots: Vec<Root> = inputs.iter().filter_map(Root::of).collect();
    if watch == Watch::Never || roots.is_empty() {
        return Ok(());
    }
    let library = library.clone();
    jobs::spawn("watching files", events, move |events| {
        let (say, changes) = mpsc::channel();
        let watcher = match watch {
            Watch::Poll => polling(&roots, say),
            _ => by_the_system(&roots, say),
        };
        match watcher {
            Ok(_watcher) => pass_on(&changes, &roots, &library),
            Err(why) => {
                let told = format!("Changes of the archive are not noticed: {why}");
                let _ = events.send(event::Event::Message(Msg::Told(told)));
            }
        }
    })
}

/// A file or folder of the archive.
struct Root {
    /// As it was given.
    given: PathBuf,
    /// From the top of the file system.
    full: PathBuf,
    is_folder: bool,
}

impl Root {
    fn of(input: &Input) -> Option<Self> {
        let Input::Path(given) = input else {
            return None;
        };
        let full = std::path::absolute(given).ok()?;
        let is_folder = full.is_dir();
        let given = given.clone();
        Some(Self {
            given,
            full,
            is_folder,
        })
    }

    /// What is watched: of a file its folder, for an editor puts a new file in
    /// its place.
    fn place(&self) -> (&Path, RecursiveMode) {
        match (self.is_folder, self.full.parent()) {
            (false, Some(folder)) => (folder, RecursiveMode::NonRecursive),
            _ => (&self.full, RecursiveMode::Recursive),
        }
    }

    /// A changed path as it would have been named; `None` if it is none of
    /// this archive.
    fn name(&self, changed: &Path) -> Option<PathBuf> {
        let rest = changed.strip_prefix(&self.full).ok()?;
        let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
        if rest.iter().any(hidden) {
            return None;
        }
        match rest.as_os_str().is_empty() {
            true => Some(self.given.clone()),
            false => Some(self.given.join(rest)),
        }
    }
}

type Say = Sender<notify::Result<Event>>;

fn by_the_system(roots: &[Root], say: Say) -> notify::Result<Box<dyn Watcher>> {
    let mut watcher = RecommendedWatcher::new(say, Config::default())?;
    for (place, mode) in roots.iter().map(Root::place) {
        watcher.watch(place, mode)?;
    }
    Ok(Box::new(watcher))
}

fn polling(roots: &[Root], say: Say) -> notify::Result<Box<dyn Watcher>> {
    let mut watcher = PollWatcher::new(say, Config::default().with_poll_interval(POLL))?;
    for (place, mode) in roots.iter().map(Root::place) {
        watcher.watch(place, mode)?;
    }
    Ok(Box::new(watcher))
}

/// Gathers changes until they rest, then orders a look at them.
fn pass_on(changes: &Receiver<notify::Result<Event>>, roots: &[Root], library: &Sender<Order>) {
    let mut paths = BTreeSet::new();
    while let Ok(change) = changes.recv() {
        gather(change, roots, &mut paths);
        let latest = Instant::now() + LATEST;
        while !paths.is_empty() && Instant::now() < latest {
            match changes.recv_timeout(REST) {
                Ok(change) => gather(change, roots, &mut paths),
                Err(_) => break,
            }
        }
        let some = std::mem::take(&mut paths);
        let order = match some.len() {
            0 => continue,
            1..MANY => Order::Changed(some.into_iter().collect()),
            _ => Order::Changed(roots.iter().map(|root| root.given.clone()).collect()),
        };
        if library.send(order).is_err() {
            return;
        }
    }
}

fn gather(change: notify::Result<Event>, roots: &[Root], paths: &mut BTreeSet<PathBuf>) {
    let named = |path: &PathBuf| roots.iter().find_map(|root| root.name(path));
    match change {
        // To read a file changes nothing.
        Ok(event) if matches!(event.kind, EventKind::Access(access) if !is_written(access)) => {}
        // The system could not keep up: anything may have changed.
        Ok(event) if event.need_rescan() => {
            paths.extend(roots.iter().map(|root| root.given.clone()));
        }
        Ok(event) => paths.extend(event.paths.iter().filter_map(named)),
        Err(error) => paths.extend(error.paths.iter().filter_map(named)),
    }
}

fn is_written(access: notify::event::AccessKind) -> bool {
    use notify::event::{AccessKind, AccessMode};
    access == AccessKind::Close(AccessMode::Write)
}
