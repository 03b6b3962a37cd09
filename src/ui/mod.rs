//! From the state to a frame. Reads the state and writes the frame; measures
//! nothing that is not in the state, reads no clock, and keeps nothing.

mod ascii;
mod browser;
mod draw;
mod editor;
mod evidence;
mod greeting;
mod list;
mod notes;
mod overlay;
mod reader;
mod status;
pub mod theme;
mod timeline;

use ratatui::{Frame, layout::Rect};

use crate::{
    app::{Colours, Environment, State},
    config::{self, Ascii, Config},
};

/// How things look on this terminal: what the person and the terminal chose.
#[derive(Clone, Debug)]
pub struct Look {
    /// The styles.
    pub theme: theme::Theme,
    /// Whether only ASCII is drawn.
    pub ascii: bool,
}

impl Look {
    /// The look for a configuration and a terminal. A theme that cannot be
    /// used gives way to the one without colours.
    #[must_use]
    pub fn new(config: &Config, environment: &Environment) -> Self {
        let name = match config.theme {
            config::Theme::Auto if environment.colours == Colours::None => "none",
            config::Theme::Auto if environment.light => "light",
            config::Theme::Auto => "dark",
            config::Theme::Named(name) => name,
        };
        let embedded = "the embedded themes are checked by a test";
        let theme = theme::Theme::load(name)
            .or_else(|_| theme::Theme::load("none"))
            .expect(embedded);
        Self {
            theme: theme.for_colours(environment.colours),
            ascii: match config.ascii {
                Ascii::Always => true,
                Ascii::Never => false,
                Ascii::Auto => !environment.utf8,
            },
        }
    }
}

/// The role of a place of the term with this number.
const fn found(term: usize) -> theme::Role {
    match term {
        0 => theme::Role::Match,
        1 => theme::Role::Match2,
        2 => theme::Role::Match3,
        _ => theme::Role::Match4,
    }
}

/// Draws the state.
pub fn view(state: &State, look: &Look, frame: &mut Frame) {
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    draw::fill(buffer, screen, look.theme.whole(theme::Role::Text));
    let layout = state.layout;
    let inside = |area: Option<Rect>| area.filter(|area| screen.union(*area) == screen);
    if let Some(row) = inside(layout.header) {
        status::header(state, look, row, buffer);
    }
    if let Some(area) = inside(layout.list) {
        list::draw(state, look, area, buffer);
    }
    if let Some(area) = inside(layout.reader) {
        reader::draw(state, look, area, buffer);
    }
    if let Some(area) = inside(layout.evidence) {
        if notes::are_shown(state) {
            notes::draw(state, look, area, buffer);
        } else {
            evidence::draw(state, look, area, buffer);
        }
    }
    if let Some(area) = inside(layout.timeline) {
        timeline::draw(state, look, area, buffer);
    }
    if let Some(area) = inside(layout.strip) {
        timeline::strip(state, look, area, buffer);
    }
    greeting::draw(state, look, buffer);
    overlay::sheet(state, look, screen, buffer);
    browser::draw(state, look, buffer);
    let writing = editor::draw(state, look, buffer);
    overlay::palette(state, look, screen, buffer);
    let cursor = inside(layout.status).and_then(|row| status::footer(state, look, row, buffer));
    if look.ascii {
        ascii::degrade(buffer);
    }
    if let Some(cursor) = cursor.or(writing) {
        frame.set_cursor_position(cursor);
    }
}
