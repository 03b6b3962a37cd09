//! What is chosen by keys of panes, timeline and citations, as names that
//! outlast the program.

use super::{State, timeline::Order};
use crate::{
    citation::Style,
    config::{Glyphs, Panes},
    model::Choices,
    timeline::Scale,
};

const PANES: [(&str, Panes); 3] = [
    ("auto", Panes::Auto),
    ("beside", Panes::Beside),
    ("stacked", Panes::Stacked),
];
const SCALES: [Scale; 3] = [Scale::Linear, Scale::Log, Scale::PerArticle];
const ORDERS: [(&str, Order); 2] = [("salience", Order::Salience), ("date", Order::Date)];

/// What is chosen now.
pub fn of(state: &State) -> Choices {
    Choices {
        panes: name(&PANES, state.config.panes).into(),
        citation: state.config.citation.name().into(),
        bars: name(&Glyphs::ALL, state.config.glyphs).into(),
        scale: state.time.scale.name().into(),
        events: name(&ORDERS, state.time.order).into(),
        follow: state.time.follow,
    }
}

/// Chooses so again, as far as the names still mean something.
pub fn again(state: &mut State, choices: &Choices) {
    let (config, time) = (&mut state.config, &mut state.time);
    config.panes = named(&PANES, &choices.panes).unwrap_or(config.panes);
    config.citation = Style::named(&choices.citation).unwrap_or(config.citation);
    config.glyphs = named(&Glyphs::ALL, &choices.bars).unwrap_or(config.glyphs);
    let mut scales = SCALES.into_iter();
    let scale = scales.find(|scale| *scale.name() == *choices.scale);
    time.scale = scale.unwrap_or(time.scale);
    time.follow = choices.follow;
    let order = named(&ORDERS, &choices.events).unwrap_or(time.order);
    if order != time.order {
        state.with_time(|time, world| time.reorder(world));
    }
}

pub(super) fn named<T: Copy>(all: &[(&str, T)], wanted: &str) -> Option<T> {
    let found = all.iter().find(|(name, _)| *name == wanted);
    found.map(|&(_, one)| one)
}

pub(super) fn name<T: PartialEq>(all: &[(&'static str, T)], wanted: T) -> &'static str {
    let found = all.iter().find(|(_, one)| *one == wanted);
    found.map_or("", |&(name, _)| name)
}
