//! The library with archives of a few files: what was kept, what has changed,
//! what is damaged.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::{
    tests::{Listener, some_mention},
    *,
};

/// An archive of three files in a folder, and where it is kept.
struct Shop {
    _folder: tempfile::TempDir,
    archive: std::path::PathBuf,
    place: Place,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("archive");
        std::fs::create_dir(&archive).unwrap();
        let place = Place {
            file: folder.path().join("cache").join("kept"),
            key: [1; 32],
            least: 1,
        };
        let shop = Self {
            _folder: folder,
            archive,
            place,
        };
        for name in ["a.txt", "b.txt", "c.txt"] {
            shop.write(name, name);
        }
        shop
    }

    fn write(&self, name: &str, title: &str) {
        let text = format!("Title {title}\n\nJuly 19, 2023\n\nOn May 4, 1948 it began.\n");
        std::fs::write(self.archive.join(name), text).unwrap();
    }

    /// Opens the archive, and waits until it has been read.
    fn open(&self) -> Visit {
        let mut listener = Listener::new();
        let (desk, orders) = mpsc::channel();
        let library = Library {
            inputs: vec![crate::ingest::Input::Path(self.archive.clone())],
            reading: crate::ingest::Options::default(),
            place: Some(self.place.clone()),
            sort: (crate::config::Sort::Printed, true),
            orders,
            desk: desk.clone(),
        };
        let run = move |loader: &mut Loader| library.run(loader);
        let tag = || |_: &Article| vec![some_mention()];
        listener.jobs.load(run, tag).unwrap();
        let mut visit = Visit {
            listener,
            desk,
            state: crate::app::State::default(),
            told: Vec::new(),
            read: 0,
        };
        crate::app::update(&mut visit.state, Msg::Resized(120, 40));
        visit.wait();
        visit
    }
}

/// The archive as a state sees it.
struct Visit {
    listener: Listener,
    desk: Sender<Order>,
    state: crate::app::State,
    told: Vec<String>,
    read: usize,
}

impl Visit {
    /// Takes messages until the archive has been read and woven, and what was
    /// asked for has been done.
    fn wait(&mut self) {
        let mut loom = crate::timeline::Loom::default();
        let mut ended = false;
        while !ended || !self.state.is_complete() {
            let msg = self.listener.next();
            match &msg {
                Msg::Told(said) => self.told.push(said.clone()),
                Msg::Loaded(Loaded::Batch { articles, .. }) => self.read += articles.len(),
                Msg::Loaded(Loaded::End { .. }) => ended = true,
                _ => {}
            }
            let mut effects = crate::app::update(&mut self.state, msg);
            while let Some(effect) = effects.pop() {
                match effect {
                    crate::app::Effect::Weave => {
                        loom.take(&self.state.corpus, &self.state.mentions);
                        let woven = Msg::Woven(Arc::new(loom.weave()));
                        effects.extend(crate::app::update(&mut self.state, woven));
                    }
                    crate::app::Effect::Preserve => self.preserve(),
                    _ => {}
                }
            }
        }
    }

    fn preserve(&mut self) {
        let state = &self.state;
        let woven = state.timeline.as_woven().unwrap();
        let all = (state.corpus.clone(), state.mentions.clone(), woven);
        self.desk.send(Order::Preserve(Box::new(all))).unwrap();
        // Done when the next order is.
        self.desk.send(Order::Changed(Vec::new())).unwrap();
        while !matches!(self.listener.next(), Msg::Loaded(Loaded::End { .. })) {}
    }

    fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self
            .state
            .list
            .articles()
            .filter_map(|id| Some(&*self.state.corpus.get(id)?.title.text))
            .collect();
        titles.sort_unstable();
        titles
    }
}

#[test]
fn the_next_start_shows_what_was_kept_and_reads_what_has_changed() {
    let shop = Shop::new();
    let first = shop.open();
    assert_eq!(
        (first.read, first.titles()),
        (3, vec!["Title a.txt", "Title b.txt", "Title c.txt"])
    );
    assert!(shop.place.file.is_file());
    let events = first.state.timeline.events().to_vec();
    assert!(!events.is_empty());
    let second = shop.open();
    assert_eq!(
        (second.read, second.titles()),
        (0, first.titles()),
        "nothing is read again"
    );
    assert_eq!(second.state.timeline.events(), events);
    assert_eq!(second.told, Vec::<String>::new());

    shop.write("b.txt", "changed for good");
    shop.write("d.txt", "new");
    std::fs::remove_file(shop.archive.join("c.txt")).unwrap();
    let third = shop.open();
    let titles = vec!["Title a.txt", "Title changed for good", "Title new"];
    assert_eq!((third.read, third.titles()), (2, titles.clone()));
    assert_eq!(third.state.corpus.count(), 3);
    // What was kept again is the archive as it is now.
    let fourth = shop.open();
    assert_eq!((fourth.read, fourth.titles()), (0, titles));
    assert_eq!(fourth.state.corpus.len(), 3);
}

#[test]
fn what_changes_while_it_is_open_appears_and_the_selection_follows_its_article() {
    let shop = Shop::new();
    let mut visit = shop.open();
    let b = visit.state.list.articles().nth(1).unwrap();
    assert!(visit.state.list.select(b));
    shop.write("b.txt", "Zeppelin");
    shop.write("e.txt", "Air");
    std::fs::remove_file(shop.archive.join("a.txt")).unwrap();
    let paths = ["a.txt", "b.txt", "e.txt"].map(|name| shop.archive.join(name));
    visit.desk.send(Order::Changed(paths.to_vec())).unwrap();
    visit.wait();
    assert_eq!(
        visit.titles(),
        ["Title Air", "Title Zeppelin", "Title c.txt"]
    );
    let chosen = visit.state.list.selected().unwrap();
    assert_eq!(
        &*visit.state.corpus.get(chosen).unwrap().title.text,
        "Title Zeppelin"
    );
    assert_eq!(visit.told, Vec::<String>::new());
}

#[test]
fn where_the_first_of_two_copies_goes_the_other_is_listed() {
    let shop = Shop::new();
    std::fs::copy(shop.archive.join("a.txt"), shop.archive.join("d.txt")).unwrap();
    shop.open();
    let mut visit = shop.open();
    assert_eq!(visit.titles().len(), 3, "the same once");
    std::fs::remove_file(shop.archive.join("a.txt")).unwrap();
    let gone = vec![shop.archive.join("a.txt")];
    visit.desk.send(Order::Changed(gone)).unwrap();
    visit.wait();
    assert_eq!(
        visit.titles(),
        ["Title a.txt", "Title b.txt", "Title c.txt"]
    );
}

#[test]
fn a_damaged_snapshot_is_told_and_made_again_and_a_damaged_article_is_read_again() {
    let shop = Shop::new();
    let titles = shop.open().titles().join("|");
    let kept = std::fs::read(&shop.place.file).unwrap();
    let damage = |at: usize| {
        let mut bytes = kept.clone();
        bytes[at] ^= 1;
        std::fs::remove_file(&shop.place.file).unwrap();
        std::fs::write(&shop.place.file, bytes).unwrap();
    };
    damage(kept.len() - 1);
    let visit = shop.open();
    assert_eq!((visit.read, visit.titles().join("|")), (3, titles.clone()));
    let told = "What was kept of this archive is damaged: it is read anew";
    assert_eq!(visit.told, [told]);
    assert_eq!(std::fs::read(&shop.place.file).unwrap(), kept, "made again");
    // A letter of the second article's text.
    let at = kept
        .windows(12)
        .position(|bytes| bytes == b"Title b.txt\x00")
        .unwrap();
    damage(at);
    let mut visit = shop.open();
    assert_eq!(visit.titles().len(), 2, "nothing damaged is shown");
    visit.wait();
    assert_eq!((visit.read, visit.titles().join("|")), (1, titles));
}

#[test]
fn a_folder_that_takes_nothing_is_told_once_and_all_goes_on() {
    let mut shop = Shop::new();
    // A file where the folder should be.
    let file = shop.archive.join("a.txt");
    shop.place.file = file.join("kept");
    let mut visit = shop.open();
    shop.write("b.txt", "Once more");
    visit
        .desk
        .send(Order::Changed(vec![shop.archive.clone()]))
        .unwrap();
    visit.wait();
    assert!(visit.titles().contains(&"Title Once more"));
    // The message may come with the next order only.
    visit.desk.send(Order::Changed(Vec::new())).unwrap();
    visit.wait();
    let told: Vec<_> = visit
        .told
        .iter()
        .filter(|said| said.starts_with("Not kept"))
        .collect();
    assert!(told.len() <= 1, "{told:?}");
}
