//! The row above all and the row below all.

use ratatui::{buffer::Buffer, layout::{Position, Rect}};

use super::{
    Look,
    draw::{fill, put, put_right},
    theme::Role,
};
use crate::{
    app::{Pane, Prompt, State, keys_of, status},
    command::Command,
    text::{truncate, width},
};

/// Draws the row above all: what is read, and the three keys that lead on.
pub fn header(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let hints = hints(state, &[(Command::Find, "find"), (Command::Help, "help"), (Command::CommandLine, "commands")]);
    let columns = usize::from(row.width);
    let mut x = row.x + 1.min(row.width);
    x += put(buffer, (x, row.y), columns.saturating_sub(1), "dateline", theme.style(Role::Title));
    let right = if columns >= 76 { put_right(buffer, Rect { width: row.width - 1, ..row }, &hints, theme.style(Role::KeyHint)) + 3 } else { 1 };
    let room = usize::from(row.right().saturating_sub(x)).saturating_sub(usize::from(right) + 2);
    put(buffer, (x + 2, row.y), room, &truncate(&status::summary(state), room), theme.style(Role::Dim));
}

/// Draws the row below all and says where the terminal's cursor belongs, if a
/// line is being typed.
pub fn footer(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = &look.theme;
    fill(buffer, row, theme.style(Role::Status));
    if let Some(prompt) = &state.prompt {
        return Some(line(prompt, look, row, buffer));
    }
    let pending = if state.pending.is_empty() { String::new() } else { format!("{} ", state.pending.shown()) };
    let right = put_right(buffer, row, &pending, theme.style(Role::KeyHint));
    let room = usize::from(row.width.saturating_sub(right + 2));
    let (text, role) = match &state.message {
        Some(message) if message.failed => (message.text.clone(), Role::StatusError),
        Some(message) => (message.text.clone(), Role::Status),
        None => match status::explanation(state) {
            said if said.is_empty() => (pane_hints(state), Role::KeyHint),
            said => (said, Role::Status),
        },
    };
    put(buffer, (row.x + 1.min(row.width), row.y), room, &truncate(&text, room), theme.style(role));
    None
}

/// Draws the line that is being typed, scrolled so that the cursor is seen.
fn line(prompt: &Prompt, look: &Look, row: Rect, buffer: &mut Buffer) -> Position {
    let theme = &look.theme;
    let sign = prompt.purpose.sign();
    let x = row.x + put(buffer, (row.x, row.y), usize::from(row.width), sign, theme.style(Role::KeyHint));
    let room = usize::from(row.right().saturating_sub(x)).saturating_sub(1);
    let text = prompt.text();
    let mut start = 0;
    // Drop graphemes on the left until what stands before the cursor fits.
    let mut before = width(&text[..prompt.cursor()]);
    for cell in crate::text::cells(text) {
        if before <= room || cell.at >= prompt.cursor() {
            break;
        }
        before -= cell.width;
        start = cell.at + cell.raw.len();
    }
    put(buffer, (x, row.y), room + 1, &text[start..], theme.style(Role::Input));
    Position { x: x + u16::try_from(before.min(room)).unwrap_or(0), y: row.y }
}

/// Keys with what they do, for those commands that have a key.
fn hints(state: &State, commands: &[(Command, &str)]) -> String {
    let known = commands.iter().filter_map(|(command, word)| {
        let keys = keys_of(state, *command);
        let key = keys.split("  ").next().filter(|key| !key.is_empty())?;
        Some(format!("{key} {word}"))
    });
    known.collect::<Vec<_>>().join("  ")
}

/// The keys that lead on from the focused pane.
fn pane_hints(state: &State) -> String {
    if state.sheet.is_some() {
        return hints(state, &[(Command::Close, "close"), (Command::Find, "search"), (Command::Down, "down"), (Command::Up, "up")]);
    }
    match state.focus {
        Pane::List => hints(
            state,
            &[(Command::OpenArticle, "read"), (Command::Search, "search"), (Command::Sort, "sort"), (Command::NextPane, "next pane"), (Command::Quit, "quit")],
        ),
        Pane::Reader => hints(
            state,
            &[(Command::NextDate, "next date"), (Command::ToTimeline, "timeline"), (Command::NextArticle, "next article"), (Command::Copy, "copy"), (Command::Quit, "back")],
        ),
        Pane::Timeline => hints(
            state,
            &[(Command::Right, "along"), (Command::ZoomIn, "zoom"), (Command::NextEvent, "next event"), (Command::OpenEvent, "read"), (Command::Brush, "brush"), (Command::Quit, "back")],
        ),
    }
}
