//! How long the loop is kept while a large archive arrives:
//! `cargo bench --bench arrive -- 1000000`.
//!
//! Not a mean but the worst counts here, for a key waits as long: so this is
//! no bench of one function but a run of the state, message by message, as the
//! loop would send them.

#![allow(missing_docs, clippy::print_stdout)]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use dateline::{
    app::{Effect, Environment, Loaded, Msg, State, update},
    config::Config,
    ingest,
    model::{Article, Mention},
    temporal::{Tagger, tag_article},
    timeline::Loom,
};

/// Articles in a message, as the loader sends them at most.
const BATCH: usize = 512;

/// The times that messages of one kind took.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    fn take<T>(&mut self, act: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = act();
        self.0.push(began.elapsed());
        done
    }

    fn tell(mut self, what: &str) {
        self.0.sort_unstable();
        let at = |share: usize| self.0[(self.0.len() - 1) * share / 1000];
        let sum: Duration = self.0.iter().sum();
        println!(
            "{what:<16}{:>8} × p50 {:>9.2?} p99 {:>9.2?} max {:>9.2?} all {:>9.2?}",
            self.0.len(),
            at(500),
            at(990),
            at(1000),
            sum
        );
    }
}

fn article(number: usize) -> Article {
    let day = jiff::civil::date(1990, 1, 1)
        .checked_add(jiff::Span::new().days((number * 7919 % 12_784) as i64))
        .expect("within the calendar");
    let year = 1900 + number % 90;
    let text = format!(
        "Bridge number {} opened\n\n{}\n\nThe ministers of the two countries met on July {}, {year}, and signed an agreement on bridge {number}.\n\nIn {year} another was planned. It was opened on Monday.\n\nCopyright\n",
        number * 31 % 977,
        day.strftime("%B %-d, %Y"),
        number % 28 + 1,
    );
    ingest::parse(text.as_bytes(), &format!("{number:07}.txt"))
        .0
        .expect("an article")
}

fn main() {
    let count = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .next();
    let count: usize = count.unwrap_or(20_000);
    let tagger = Tagger::new();
    let mut state = State::new("bench".into(), Config::default(), Environment::default());
    state.begin(false, Vec::new());
    update(&mut state, Msg::Resized(120, 40));
    let (mut loaded, mut tagged, mut fresh, mut woven) = (
        Times::default(),
        Times::default(),
        Times::default(),
        Times::default(),
    );
    let (mut taken, mut asked) = (Times::default(), Times::default());
    let mut loom = Loom::default();
    let mut weave = |state: &mut State, effects: Vec<Effect>, taken: &mut Times| {
        if effects.contains(&Effect::Weave) {
            let (corpus, mentions) = asked.take(|| (state.corpus.clone(), state.mentions.clone()));
            let made = woven.take(|| {
                loom.take(&corpus, &mentions);
                Arc::new(loom.weave())
            });
            taken.take(|| update(state, Msg::Woven(made)));
        }
    };
    for start in (0..count).step_by(BATCH) {
        let articles: Vec<Article> = (start..count.min(start + BATCH)).map(article).collect();
        let mentions: Vec<Vec<Mention>> = articles
            .iter()
            .map(|article| tag_article(&tagger, article))
            .collect();
        let batch = Loaded::Batch {
            articles: articles.into(),
            problems: Vec::new(),
        };
        let effects = loaded.take(|| update(&mut state, Msg::Loaded(batch)));
        weave(&mut state, effects, &mut taken);
        let effects = tagged.take(|| update(&mut state, Msg::Tagged(mentions)));
        weave(&mut state, effects, &mut taken);
        if (start / BATCH).is_multiple_of(8) {
            fresh.take(|| state.freshen());
        }
    }
    let end = Msg::Loaded(Loaded::End { cancelled: false });
    let effects = Times::default().take(|| update(&mut state, end));
    weave(&mut state, effects, &mut taken);
    let mut last = Times::default();
    last.take(|| state.freshen());
    loaded.tell("articles");
    tagged.tell("dates");
    fresh.tell("counting");
    asked.tell("asking for events");
    woven.tell("events, elsewhere");
    taken.tell("events");
    last.tell("counting all");
}
