//! The jobs with work of the tests' own: order, bounds, ends, panics.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{sync::atomic::AtomicUsize, time::Duration};

use super::*;
use crate::model::ArticleId;

/// How long a thread may take on a busy machine before the test has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A batch of articles named by their numbers.
fn batch(numbers: std::ops::Range<usize>) -> Batch {
    let article = |number| {
        let text = format!("Title {number}\n\nJuly 19, 2023\n\nA text.\n");
        crate::ingest::parse(text.as_bytes(), &number_name(number)).0
    };
    Batch {
        articles: numbers.filter_map(article).collect(),
        problems: Vec::new(),
        files: Vec::new(),
    }
}

fn number_name(number: usize) -> String {
    format!("{number}.txt")
}

pub(super) fn some_mention() -> Mention {
    let tagger = crate::temporal::Tagger::new();
    let document = crate::temporal::Document {
        text: "1998",
        dct: None,
        lang: Some("en"),
    };
    tagger.tag(&document)[0]
}

fn number_of(article: &Article) -> usize {
    article.path.strip_suffix(".txt").unwrap().parse().unwrap()
}

/// The other end of the jobs: takes messages as the loop does.
pub(super) struct Listener {
    pub(super) jobs: Jobs,
    events: Receiver<Event>,
}

impl Listener {
    pub(super) fn new() -> Self {
        let (sender, events) = mpsc::channel();
        let jobs = Jobs::new(sender);
        Self { jobs, events }
    }

    pub(super) fn next(&self) -> Msg {
        match self.events.recv_timeout(PATIENCE).unwrap() {
            Event::Message(Msg::Read(_)) => self.next(),
            Event::Message(msg) => {
                match msg {
                    Msg::Loaded(_) => self.jobs.handled(Handled::Loaded),
                    Msg::Tagged(_) => self.jobs.handled(Handled::Tagged),
                    _ => {}
                }
                msg
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn everything_comes_in_order_and_then_the_end() {
    let mut listener = Listener::new();
    let load = |loader: &mut Loader| {
        for numbers in [0..3, 3..100, 100..100, 100..1000, 1000..1001] {
            assert!(loader.take(batch(numbers)).is_continue());
        }
    };
    let (seen, order) = mpsc::channel();
    let dated_on = some_mention();
    let tag = move |article: &Article| {
        seen.send(number_of(article)).unwrap();
        let mut mention = dated_on;
        mention.span.start = u32::try_from(number_of(article)).unwrap();
        vec![mention]
    };
    listener.jobs.load(load, || tag).unwrap();
    let (mut loaded, mut parts, mut ended) = (Vec::new(), Vec::new(), false);
    let mut dated: Vec<u32> = Vec::new();
    while !ended || parts.iter().sum::<usize>() < loaded.len() {
        match listener.next() {
            Msg::Loaded(Loaded::Batch { articles, .. }) => {
                assert!(!ended);
                loaded.extend(articles.iter().map(number_of));
            }
            Msg::Loaded(Loaded::End { cancelled }) => {
                assert!(!cancelled);
                ended = true;
            }
            Msg::Tagged(part) => {
                dated.extend(part.iter().map(|mentions| mentions[0].span.start));
                parts.push(part.len());
            }
            other => panic!("{other:?}"),
        }
    }
    let all: Vec<usize> = (0..1001).collect();
    assert_eq!(loaded, all);
    let mut tagged: Vec<usize> = order.iter().collect();
    tagged.sort_unstable();
    assert_eq!(tagged, all, "each is tagged once");
    assert!(dated.into_iter().eq(0..1001), "their dates come in order");
    assert_eq!(parts, [3, 32, 64, 1, 256, 512, 132, 1]);
}

#[test]
fn the_loader_never_runs_far_ahead_of_the_loop() {
    let mut listener = Listener::new();
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let load = move |loader: &mut Loader| {
        for number in 0..200 {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = loader.take(batch(number..number + 1));
        }
    };
    listener
        .jobs
        .load(load, || |_: &Article| Vec::new())
        .unwrap();
    let mut handled = 0;
    loop {
        // One more than waits is in the loader's hands.
        assert!(made.load(Ordering::SeqCst) <= handled + AHEAD + 1);
        match listener.next() {
            Msg::Loaded(Loaded::Batch { .. }) => handled += 1,
            Msg::Loaded(Loaded::End { .. }) => break,
            _ => {}
        }
    }
    assert_eq!(handled, 200);
}

#[test]
fn loading_stops_when_it_is_told_to_and_says_so() {
    let mut listener = Listener::new();
    let load = |loader: &mut Loader| {
        while loader.take(batch(0..1)).is_continue() {}
        loader.end(true);
    };
    listener
        .jobs
        .load(load, || |_: &Article| Vec::new())
        .unwrap();
    assert!(matches!(listener.next(), Msg::Loaded(Loaded::Batch { .. })));
    listener.jobs.stop_loading();
    loop {
        if let Msg::Loaded(Loaded::End { cancelled }) = listener.next() {
            assert!(cancelled);
            return;
        }
    }
}

#[test]
fn a_panic_in_a_job_is_a_message_and_the_loading_still_ends() {
    let mut listener = Listener::new();
    let load = |loader: &mut Loader| {
        let _ = loader.take(batch(0..40));
        panic!("a bad file");
    };
    let tag = |article: &Article| {
        assert!(!matches!(number_of(article), 7 | 9), "a bad sentence");
        Vec::new()
    };
    listener.jobs.load(load, move || tag).unwrap();
    let (mut failed, mut tagged, mut ended) = (Vec::new(), 0, false);
    while failed.len() < 2 || tagged < 40 || !ended {
        match listener.next() {
            Msg::Failed(job, why) => failed.push((job, why)),
            Msg::Tagged(part) => tagged += part.len(),
            Msg::Loaded(Loaded::End { cancelled }) => {
                assert!(cancelled, "not all was read");
                ended = true;
            }
            _ => {}
        }
    }
    failed.sort_unstable();
    let expected = [("loading", "a bad file"), ("tagging", "a bad sentence")];
    assert_eq!(failed, expected.map(|(job, why)| (job, why.to_owned())));
}

#[test]
fn the_newest_search_wins_and_a_broken_one_breaks_alone() {
    let mut listener = Listener::new();
    let (go, gate) = mpsc::channel();
    // Says a part, waits, and goes on as long as somebody wants more.
    let find = move |_: &Holdings, query: &Query, generation: u64, sink: Sink<Part>| {
        assert!(query.raw != "broken", "a bad query");
        let part = Part {
            generation,
            hits: vec![ArticleId(0)],
            scanned: 1,
            done: false,
            ranked: None,
            findings: None,
            forms: Vec::new(),
        };
        while sink(part.clone()).is_continue() {
            gate.recv().unwrap();
        }
    };
    listener.jobs.search_with(find).unwrap();
    let ask = |raw: &str, generation| {
        let query = Query::parse(raw).unwrap();
        listener.jobs.search(Holdings::default(), query, generation);
    };
    let found = |msg| match msg {
        Msg::Found(part) => part.generation,
        other => panic!("{other:?}"),
    };
    ask("one", 1);
    assert_eq!(found(listener.next()), 1);
    ask("two", 2);
    ask("broken", 3);
    go.send(()).unwrap();
    match listener.next() {
        Msg::Failed("searching", why) => assert_eq!(why, "a bad query"),
        other => panic!("{other:?}"),
    }
    ask("four", 4);
    assert_eq!(found(listener.next()), 4);
}
