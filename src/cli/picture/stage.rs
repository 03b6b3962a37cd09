//! Plays a scene: the built-in archive, read and tagged inline, keys pressed,
//! jobs carried out as they are wished for.

use std::ops::ControlFlow;

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use super::Plan;
use crate::{
    app::{Effect, Environment, Input, Loaded, Msg, State, update},
    command::{Key, Sequence},
    config::{Config, Theme},
    ingest, search,
    temporal::{Tagger, tag_article},
    timeline::Loom,
    ui::{Look, view},
};

/// The cells of the scene.
pub(super) fn play(plan: &Plan) -> Buffer {
    let (columns, rows) = plan.size;
    let mut config = Config::default();
    if let Some(theme) = Theme::named(plan.theme) {
        config.theme = theme;
    }
    let mut state = State::new(
        "built-in archive".to_owned(),
        config,
        Environment::default(),
    );
    state.begin(true, Vec::new());
    tell(&mut state, Msg::Resized(columns, rows));
    fill(&mut state);
    state.freshen();
    for word in plan.keys.split_whitespace() {
        press(&mut state, word);
        state.freshen();
    }
    let look = Look::new(&state.config, &state.environment);
    let mut screen =
        Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory cannot fail");
    screen
        .draw(|frame| view(&state, &look, frame))
        .expect("a screen in memory cannot fail");
    screen.backend().buffer().clone()
}

/// Loads and tags the built-in archive.
fn fill(state: &mut State) {
    let tagger = Tagger::new();
    ingest::load(
        &[ingest::Input::BuiltIn],
        &ingest::Options::default(),
        &mut |batch| {
            let mentions = batch
                .articles
                .iter()
                .map(|article| tag_article(&tagger, article))
                .collect();
            let (articles, problems) = (batch.articles.into(), batch.problems);
            tell(state, Msg::Loaded(Loaded::Batch { articles, problems }));
            tell(state, Msg::Tagged(mentions));
            ControlFlow::Continue(())
        },
    );
    tell(state, Msg::Loaded(Loaded::End { cancelled: false }));
}

/// Presses one word of a plan's keys.
fn press(state: &mut State, word: &str) {
    let typed = word
        .strip_prefix('"')
        .and_then(|word| word.strip_suffix('"'));
    if let Some(text) = typed {
        for c in text.replace('_', " ").chars() {
            tell(state, Msg::Input(vec![Input::Key(Key::char(c))]));
        }
    } else if let Ok(sequence) = word.parse::<Sequence>() {
        let burst = sequence.keys().iter().map(|key| Input::Key(*key)).collect();
        tell(state, Msg::Input(burst));
        // The hand rests, so that what waits for it comes.
        if state.wake().is_some() {
            tell(state, Msg::Clock);
        }
    }
}

/// Gives the state a message and carries out inline what needs no world.
fn tell(state: &mut State, msg: Msg) {
    for effect in update(state, msg) {
        match effect {
            Effect::Search { generation, query } => {
                let holdings = state.holdings(&query);
                let mut parts = Vec::new();
                search::search(&holdings, &query, generation, &mut |part| {
                    parts.push(part);
                    ControlFlow::Continue(())
                });
                for part in parts {
                    tell(state, Msg::Found(part));
                }
            }
            Effect::Weave => {
                let mut loom = Loom::default();
                loom.take(&state.corpus, &state.mentions);
                tell(state, Msg::Woven(loom.weave().into()));
            }
            // Without a store nothing is kept, without a world nothing is opened.
            _ => {}
        }
    }
}
