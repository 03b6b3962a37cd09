//! The program without its edges, for tests: an archive of our own, keys by
//! name, jobs carried out inline, and the screen as text.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::{
    ops::ControlFlow,
    sync::{Arc, LazyLock},
};

use dateline::{
    app::{Effect, Environment, Input, Loaded, Msg, State, update},
    command::Sequence,
    config::Config,
    ingest,
    model::{Article, Mention},
    search,
    temporal::{Tagger, tag_article},
    timeline::{Loom, Woven},
    ui::{self, Look},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// Articles in the layout that our readers' archives have; every sentence is
/// of this project.
const ARTICLES: [(&str, &str); 5] = [
    (
        "2019-05-04-bridge.txt",
        "A bridge over the Sarn keeps two towns together\n\nMay 4, 2019\n\nMay 4 is the day when the Sarn bridge was opened.\n\nOn the day in 1962 the mayors of Oster and Velm met in the middle of the new bridge and cut a ribbon of red cloth. About four thousand people watched from both banks, and the first lorry to cross carried flour.\n\nThe bridge replaced a ferry that had run since March 1921. Its steel came from Velm, its stone from Oster.\n\nIn October 1987 a flood carried away the eastern ramp. It was rebuilt in 1988 with money from both towns.\n\nToday some nine thousand cars cross it every day.\n\n\n2019 © All rights reserved. www.sarn-gazette.example",
    ),
    (
        "2022-05-04-sixty-years.txt",
        "Sixty years of the Sarn bridge\n\nMay 4, 2022\n\nThe Sarn bridge was opened on May 4, 1962.\n\nSince then it has been closed twice: for the flood of October 1987, and for new bearings in 2009.\n\nThe ferry that it replaced had run since 1921. Its last ferryman, Jon Aker, died on January 17, 1990.\n\n\n2022 © All rights reserved. www.sarn-gazette.example",
    ),
    (
        "harbour.txt",
        "Velm harbour to be dredged\n\nSeptember 9, 2009\n\nThe harbour of Velm will be dredged from October 2009, the port office said.\n\nIt was last dredged in 1995.\n\n\n2009 © All rights reserved.",
    ),
    (
        "undated.txt",
        "A letter without a date\n\nI write to you about the ferry, which I remember well.\n\nIt left at six.\n",
    ),
    (
        "hostile.txt",
        "A title with \u{1b}[31mcolour\u{1b}[0m and \u{202e}override\n\nJune 1, 2010\n\nA bell \u{7}, a C1 \u{9b}31m, wide 漢字, marks e\u{301}, an emoji 👩‍🚀 and a tab\there on June 1, 2010.\n",
    ),
];

/// Made once: it compiles the rules of every language.
static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

/// A state with the articles above, tagged, on a screen of this size.
pub fn world(columns: u16, rows: u16) -> State {
    let mut state = empty(columns, rows);
    fill(&mut state, articles());
    state
}

/// A state to which nothing has come yet.
pub fn empty(columns: u16, rows: u16) -> State {
    let environment = Environment::default();
    let mut state = State::new("sarn".to_owned(), Config::default(), environment);
    update(&mut state, Msg::Resized(columns, rows));
    state
}

/// Loads and tags articles, and ends the loading.
pub fn fill(state: &mut State, articles: Vec<Article>) {
    let mentions = mentions(&articles);
    let batch = Loaded::Batch {
        articles: articles.into(),
        problems: Vec::new(),
    };
    let end = Loaded::End { cancelled: false };
    for msg in [Msg::Loaded(batch), Msg::Tagged(mentions), Msg::Loaded(end)] {
        carry_out(state, msg);
    }
    state.freshen();
}

/// The dates in articles.
pub fn mentions(articles: &[Article]) -> Vec<Vec<Mention>> {
    let tag = |article| tag_article(&TAGGER, article);
    articles.iter().map(tag).collect()
}

/// The articles above.
pub fn articles() -> Vec<Article> {
    ARTICLES
        .iter()
        .map(|(name, text)| article(name, text))
        .collect()
}

/// One article.
pub fn article(name: &str, text: &str) -> Article {
    ingest::parse(text.as_bytes(), name).0.unwrap()
}

/// Presses keys, `config.toml` spelling, one blank between; `<rest>` lets the
/// hand rest, `"text"` is typed. Returns what the world is left to do.
pub fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut left = Vec::new();
    for word in keys.split(' ').filter(|word| !word.is_empty()) {
        if word == "<rest>" {
            assert!(state.wake().is_some(), "nothing waits for the hand to rest");
            left.extend(carry_out(state, Msg::Clock));
        } else if let Some(text) = word
            .strip_prefix('"')
            .and_then(|word| word.strip_suffix('"'))
        {
            for c in text.replace('_', " ").chars() {
                let key = dateline::command::Key::char(c);
                left.extend(carry_out(state, Msg::Input(vec![Input::Key(key)])));
            }
        } else {
            let sequence: Sequence = word
                .parse()
                .unwrap_or_else(|error| panic!("{word}: {error}"));
            let burst = sequence.keys().iter().map(|key| Input::Key(*key)).collect();
            left.extend(carry_out(state, Msg::Input(burst)));
        }
    }
    left
}

/// Gives the state a message and carries out inline what can be.
pub fn carry_out(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut left = Vec::new();
    for effect in update(state, msg) {
        if let Effect::Search { generation, query } = effect {
            let holdings = state.holdings(&query);
            let mut parts = Vec::new();
            search::search(&holdings, &query, generation, &mut |part| {
                parts.push(part);
                ControlFlow::Continue(())
            });
            for part in parts {
                left.extend(carry_out(state, Msg::Found(part)));
            }
        } else if let Effect::Pick { generation, typed } = effect {
            let mut last = None;
            search::pick(&state.corpus, &typed, generation, &mut |picks| {
                last = Some(picks);
                ControlFlow::Continue(())
            });
            left.extend(carry_out(state, Msg::Picked(last.unwrap())));
        } else if effect == Effect::Weave {
            let woven = weave(state);
            left.extend(carry_out(state, Msg::Woven(woven)));
        } else if !matches!(effect, Effect::Keep(_)) {
            // Without a store nothing is kept.
            left.push(effect);
        }
    }
    left
}

/// The events of what has arrived.
pub fn weave(state: &State) -> Arc<Woven> {
    let mut loom = Loom::default();
    loom.take(&state.corpus, &state.mentions);
    loom.weave().into()
}

/// What stands on the screen.
pub fn screen(state: &State) -> Buffer {
    let look = Look::new(&state.config, &state.environment);
    let (columns, rows) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| ui::view(state, &look, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}

/// The characters of a screen, a line a row, without blanks at the ends. The
/// second cell of a wide character is left out.
pub fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width).map(|row| {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            if covered == 0 {
                line.push_str(cell.symbol());
                covered = dateline::text::width(cell.symbol()).max(1);
            }
            covered -= 1;
        }
        line.trim_end().to_owned() + "\n"
    });
    rows.collect()
}
