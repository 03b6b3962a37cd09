//! What one can choose while reading: order, headings, column, colours.

use super::{
    State, Style, Window,
    keys::Given,
    layout::{Arrangement, Layout},
    page::thousands,
};
use crate::{
    command::Command,
    config::{Align, Columns, Config, Copies, Glyphs, Order, Panes, Paragraphs, Sort, Theme, Zoom},
    timeline,
};

/// Applies the settings of the configuration at the start.
pub fn apply(state: &mut State, config: &Config) {
    state.list.sort = config.sort;
    state.list.descending = config.order == Order::Descending;
    state.list.by_year = config.group_by_year;
    state.filter.show_copies(config.copies == Copies::All);
    state.reader.style = Style::of(config);
    state.time.follow = config.follow;
    let zoom = match config.zoom {
        Zoom::Auto => None,
        Zoom::Decade => Some(timeline::Zoom::Decade),
        Zoom::Year => Some(timeline::Zoom::Year),
        Zoom::Month => Some(timeline::Zoom::Month),
        Zoom::Week => Some(timeline::Zoom::Week),
        Zoom::Day => Some(timeline::Zoom::Day),
    };
    state.time.start_at(zoom);
}

/// `S R Y`: the order of the list.
pub fn order(state: &mut State, command: Command, given: Given) {
    let list = &mut state.list;
    match (command, given.text) {
        (Command::Reverse, _) => list.descending = !list.descending,
        (Command::GroupByYear, _) => list.by_year = !list.by_year,
        (_, Some(name)) => match Sort::ALL.into_iter().find(|sort| sort.name() == name) {
            Some(sort) => list.sort = sort,
            None => {
                return state.complain(format!("‘{name}’ is no order: printed, title or length"));
            }
        },
        (_, None) => {
            let at = Sort::ALL
                .iter()
                .position(|sort| *sort == list.sort)
                .unwrap_or(0);
            list.sort = Sort::ALL[(at + 1) % Sort::ALL.len()];
        }
    }
    let (sort, descending, by_year) = (list.sort, list.descending, list.by_year);
    let filter = &state.filter;
    list.resort(&state.corpus, |id| filter.passes(id));
    let end = match (sort, descending) {
        (Sort::Printed, true) => "newest first",
        (Sort::Printed, false) => "oldest first",
        (Sort::Title, true) => "from Z to A",
        (Sort::Title, false) => "from A to Z",
        (Sort::Length, true) => "longest first",
        (Sort::Length, false) => "shortest first",
    };
    state.say(match (command, by_year, sort) {
        (Command::GroupByYear, true, Sort::Printed) => "Year headings stand in the list".to_owned(),
        (Command::GroupByYear, true, _) => {
            "Year headings will stand in the list when it is sorted by date".to_owned()
        }
        (Command::GroupByYear, false, _) => "No year headings".to_owned(),
        (_, _, Sort::Printed) => format!("Sorted by date, {end}"),
        (_, _, Sort::Title | Sort::Length) => format!("Sorted by {}, {end}", sort.name()),
    });
    super::motion::follow_list(state);
}

/// `=`: an article that is there more than once is listed once, or each time.
pub fn copies(state: &mut State) {
    let show = !state.filter.shows_copies();
    state.filter.show_copies(show);
    super::find::relist(state);
    let said = match (state.filter.copies().len(), show) {
        (0, _) => "Every article is there once".to_owned(),
        (count, true) => format!("Listed each time: {} more", thousands(count)),
        (count, false) => format!(
            "The same article is listed once: {} fewer",
            thousands(count)
        ),
    };
    state.say(said);
    super::motion::follow_list(state);
}

/// `L`: the panes one below the other, or beside each other.
pub fn stack(state: &mut State) {
    let stacks = state.arrangement() == Arrangement::Beside;
    if stacks && !Layout::has_room_for_stack(state.size) {
        return state.say("The screen has no room for panes one below the other");
    }
    state.zoomed = false;
    state.config.panes = if stacks {
        Panes::Stacked
    } else {
        Panes::Beside
    };
    state.lay_out();
    state.say(match (stacks, Layout::has_room_beside(state.size)) {
        (true, _) => "The panes stand one below the other",
        (false, true) => "The panes stand beside each other",
        (false, false) => "One pane has the screen",
    });
}

/// `F P > <`: how the article is laid out.
pub fn reading(state: &mut State, command: Command, given: Given) {
    let reader = &mut state.reader;
    let style = &mut reader.style;
    let said = match command {
        Command::ToggleFooter => {
            style.footer = !style.footer;
            either(style.footer, "The footer is shown", "The footer is folded")
        }
        Command::ParagraphStyle => {
            let indented = style.paragraphs == Paragraphs::Space;
            style.paragraphs = if indented {
                Paragraphs::Indent
            } else {
                Paragraphs::Space
            };
            either(indented, "Paragraphs are indented", "Paragraphs are spaced")
        }
        Command::Align => {
            let filled = style.align == Align::Ragged;
            style.align = if filled {
                Align::Justified
            } else {
                Align::Ragged
            };
            either(
                filled,
                "Lines are filled up to the edge",
                "Lines end where the words allow",
            )
        }
        Command::Hyphenate => {
            style.hyphenate = !style.hyphenate;
            either(style.hyphenate, "Words may be divided", "Words stay whole")
        }
        Command::LineSpacing => {
            style.line_spacing = 3 - style.line_spacing.clamp(1, 2);
            either(
                style.line_spacing == 1,
                "Lines stand close",
                "Lines stand apart",
            )
        }
        Command::Margin => {
            style.margin = match style.margin {
                0..4 => 4,
                4..8 => 8,
                _ => 1,
            };
            format!("Columns of margin: {}", style.margin)
        }
        Command::Columns => {
            let one = reader.window.flows > 1;
            style.columns = if one { Columns::One } else { Columns::Two };
            let two = Window::new(reader.window.size, *style).flows > 1;
            either(two, "Two columns", "One column; two need a wider pane")
        }
        _ => {
            let step = given.steps().saturating_mul(4);
            let moved = reader.widen(if command == Command::Wider {
                step
            } else {
                -step
            });
            state.lay_out();
            if moved {
                format!("Columns of text: {}", state.reader.window.columns)
            } else {
                "It cannot go further".to_owned()
            }
        }
    };
    state.lay_out();
    state.say(said);
}

fn either(first: bool, one: &str, other: &str) -> String {
    if first { one } else { other }.to_owned()
}

/// `:bars NAME`: of what bars are made; without a name the next kind.
pub fn bars(state: &mut State, given: Given) {
    let kinds = Glyphs::ALL;
    let name = given.text.map(str::trim).filter(|name| !name.is_empty());
    let chosen = match name {
        Some(name) => kinds.iter().find(|(known, _)| *known == name),
        None => {
            let at = kinds
                .iter()
                .position(|(_, kind)| *kind == state.config.glyphs);
            kinds.get(at.map_or(0, |at| (at + 1) % kinds.len()))
        }
    };
    match chosen {
        Some(&(name, kind)) => {
            state.config.glyphs = kind;
            state.say(format!("Bars: {name}"));
        }
        None => {
            let name = name.unwrap_or_default();
            state.complain(format!("‘{name}’ makes no bars: block, braille or ascii"));
        }
    }
}

/// `:theme NAME`.
pub fn theme(state: &mut State, given: Given) {
    let name = given.text.unwrap_or_default();
    match Theme::named(name) {
        Some(theme) => {
            state.config.theme = theme;
            state.say(format!("Theme: {name}"));
        }
        None if name.is_empty() => {
            state.complain(format!("Which theme? {}", Theme::names().join(", ")));
        }
        None => state.complain(format!(
            "‘{name}’ is no theme: {}",
            Theme::names().join(", ")
        )),
    }
}
