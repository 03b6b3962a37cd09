//! The command line and its proposals, which are the palette too.

use super::{
    Effect, Pane, State, commands,
    keys::Given,
    notes, picking,
    prompt::{Prompt, Purpose},
};
use crate::{
    citation::Style,
    command::{Argument, Command, Row, Scope, nearest},
    config::{Glyphs, Sort, Theme},
    search,
};

/// A row of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it puts into the line.
    pub text: String,
    /// What it does.
    pub help: String,
    /// The keys that do the same.
    pub keys: String,
}

/// Begins a line.
pub fn open(state: &mut State, purpose: Purpose, text: &str) {
    state.message = None;
    state.prompt = Some(Prompt::new(purpose, text));
}

/// What may stand in the line instead of what was typed.
#[must_use]
pub fn proposals(state: &State) -> Vec<Proposal> {
    let Some(prompt) = &state.prompt else {
        return Vec::new();
    };
    let typed = prompt.typed();
    match prompt.purpose {
        Purpose::Command => commands_for(state, typed),
        Purpose::Search => search::complete(typed, &state.corpus, &notes::known_tags(state))
            .into_iter()
            .map(|way| Proposal {
                text: way.text,
                help: way.help,
                keys: String::new(),
            })
            .collect(),
        Purpose::Tags => tags(state, typed),
        Purpose::Pick => picking::proposals(state, typed),
        _ => Vec::new(),
    }
}

fn commands_for(state: &State, typed: &str) -> Vec<Proposal> {
    if let Some((name, argument)) = typed.split_once(' ') {
        let values = Command::named(name).map(|command| values(state, command));
        let values = values.unwrap_or_default();
        let fitting = values
            .into_iter()
            .filter(|value| value.starts_with(argument.trim_start()));
        return fitting
            .map(|value| Proposal {
                text: format!("{name} {value}"),
                help: String::new(),
                keys: String::new(),
            })
            .collect();
    }
    let words =
        |row: &Row| row.help.to_lowercase().contains(&typed.to_lowercase()) && typed.len() > 2;
    let mut rows: Vec<(u8, &Row)> = rows()
        .filter_map(|row| {
            let rank = if row.name.starts_with(typed) {
                0
            } else if row.name.contains(typed) {
                1
            } else if words(row) {
                2
            } else {
                return None;
            };
            Some((rank, row))
        })
        .collect();
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter()
        .map(|(_, row)| Proposal {
            text: row.name.to_owned(),
            help: row.help.to_owned(),
            keys: keys(state, row.command),
        })
        .collect()
}

/// The tags that are in use, in the place of the last word.
fn tags(state: &State, typed: &str) -> Vec<Proposal> {
    let start = typed.rfind([' ', ',']).map_or(0, |at| at + 1);
    let (before, begun) = typed.split_at(start);
    let begun = begun.trim_start_matches('#');
    let used: Vec<&str> = before.split([' ', ',']).collect();
    let fitting = notes::known_tags(state).into_iter();
    let fitting = fitting.filter(|tag| tag.starts_with(begun) && !used.contains(&tag.as_str()));
    let proposal = |tag| Proposal {
        text: format!("{before}{tag}"),
        help: String::new(),
        keys: String::new(),
    };
    fitting.map(proposal).collect()
}

/// The keys of a command, for people.
#[must_use]
pub fn keys(state: &State, command: Command) -> String {
    state
        .config
        .keymap
        .keys(command)
        .iter()
        .map(crate::command::Sequence::pretty)
        .collect::<Vec<_>>()
        .join("  ")
}

/// The commands that make sense on the command line: those for typing do not.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    Command::ALL.iter().filter(|row| {
        !matches!(
            row.scope,
            Scope::Prompt | Scope::Editor | Scope::Notes | Scope::Overlay | Scope::Selection
        ) && row.command != Command::CommandLine
    })
}

fn values(state: &State, command: Command) -> Vec<String> {
    let owned = |value: &str| value.to_owned();
    match command {
        Command::Saved | Command::Forget => state
            .memory
            .saved
            .keys()
            .map(|name| name.to_string())
            .collect(),
        Command::Log => vec![owned("copy")],
        Command::Stem => {
            let codes = search::Stemming::languages().map(|(code, _)| code);
            codes.chain(["off"]).map(owned).collect()
        }
        Command::Sort => Sort::ALL
            .iter()
            .map(|sort| sort.name().to_owned())
            .collect(),
        Command::OnThisDay => ["today", "article"].map(str::to_owned).to_vec(),
        Command::Cite => Style::ALL.map(|style| style.name().to_owned()).to_vec(),
        Command::Bars => Glyphs::ALL.map(|(name, _)| name.to_owned()).to_vec(),
        Command::Theme => Theme::names().into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Carries out what was typed on the command line.
pub fn accept(state: &mut State, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let (name, text) = line
        .split_once(char::is_whitespace)
        .map_or((line, None), |(name, text)| (name, Some(text.trim())));
    if name.is_empty() {
        return Vec::new();
    }
    // `:12` goes to the twelfth, as in every pager.
    if let Ok(number) = name.parse() {
        return commands::run(
            state,
            Command::Top,
            Given {
                count: Some(number),
                ..Given::default()
            },
        );
    }
    match named(name) {
        Ok(row) if text.is_some() && matches!(row.argument, Argument::None) => {
            state.complain(format!(":{} takes nothing behind it", row.name));
            Vec::new()
        }
        Ok(row) if row.argument == Argument::Char => {
            let char = text.and_then(|text| text.chars().next());
            commands::run(
                state,
                row.command,
                Given {
                    char,
                    ..Given::default()
                },
            )
        }
        Ok(row) => {
            enter(state, row);
            let count = text
                .and_then(|text| text.parse().ok())
                .filter(|_| row.argument == Argument::Count);
            commands::run(
                state,
                row.command,
                Given {
                    count,
                    text,
                    ..Given::default()
                },
            )
        }
        Err(message) => {
            state.complain(message);
            Vec::new()
        }
    }
}

/// A command of a pane means that pane, wherever it was typed.
fn enter(state: &mut State, row: &Row) {
    let pane = match row.scope {
        Scope::Reader => Pane::Reader,
        Scope::Timeline => Pane::Timeline,
        _ => return,
    };
    if state.focus != pane {
        state.focus(pane);
    }
}

/// The command of this name, or of the only name (or the shortest, if the
/// others go on from it) that begins so.
fn named(name: &str) -> Result<&'static Row, String> {
    if let Some(row) = rows().find(|row| row.name == name) {
        return Ok(row);
    }
    let mut fitting: Vec<&Row> = rows().filter(|row| row.name.starts_with(name)).collect();
    fitting.sort_by_key(|row| row.name.len());
    match fitting.as_slice() {
        [] => {
            let near = nearest(name, rows().map(|row| row.name))
                .map(|near| format!("; did you mean :{near}?"))
                .unwrap_or_default();
            Err(format!("There is no command ‘{name}’{near}"))
        }
        [first, rest @ ..] if rest.iter().all(|row| row.name.starts_with(first.name)) => Ok(first),
        several => Err(format!(
            "‘{name}’ may be {}",
            several
                .iter()
                .map(|row| row.name)
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}
