//! The row above all and the row below all.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Look,
    draw::{Pen, fill},
    theme::Role,
};
use crate::{
    app::{Loading, Pane, Prompt, Purpose, State, keys_of, status},
    command::Command,
    text::width,
};

/// Draws the row above all: what is read, and the keys that lead on as far as
/// they leave room.
pub fn header(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let mut pen = Pen::new(buffer, row);
    pen.skip(1)
        .write("dateline", theme.whole(Role::Title))
        .skip(2)
        .short(1);
    let summary = status::summary(state);
    let room = pen.room().saturating_sub(width(&summary) + 2);
    let leads = [
        (Command::Find, "find"),
        (Command::Help, "help"),
        (Command::CommandLine, "commands"),
    ];
    let shown = [hints(state, &leads), hints(state, &leads[1..2])]
        .into_iter()
        .find(|hints| width(hints) <= room);
    if let Some(hints) = shown {
        pen.right(&hints, theme.whole(Role::KeyHint)).short(2);
    }
    pen.fit(&summary, theme.whole(Role::Dim));
}

/// Draws the row below all and says where the terminal's cursor belongs, if a
/// line is being typed.
pub fn footer(state: &State, look: &Look, row: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = &look.theme;
    fill(buffer, row, theme.whole(Role::Status));
    if let Some(prompt) = &state.prompt {
        let sign = match prompt.purpose {
            Purpose::Find if state.pattern => "regex /",
            purpose => purpose.sign(),
        };
        return Some(line((sign, prompt), look, row, buffer));
    }
    let mut pen = Pen::new(buffer, row);
    pen.skip(1).short(1);
    if !state.pending.is_empty() {
        pen.right(&state.pending.shown(), theme.whole(Role::KeyHint))
            .short(2);
    } else if state.slow {
        pen.right("slow line", theme.whole(Role::Dim)).short(2);
    }
    let (text, role) = match &state.message {
        Some(message) if message.failed => (message.text.clone(), Role::StatusError),
        Some(message) => (message.text.clone(), Role::Status),
        None => match status::explanation(state) {
            _ if state.editor.is_some() || state.browser.is_some() && state.pending.is_empty() => {
                (pane_hints(state), Role::KeyHint)
            }
            said if said.is_empty() => match status::progress(state) {
                Some(progress) => (progress + &way_out(state), Role::Status),
                None => (pane_hints(state), Role::KeyHint),
            },
            said => (said, Role::Status),
        },
    };
    pen.fit(&text, theme.whole(role));
    None
}

/// How to stop what loads.
fn way_out(state: &State) -> String {
    match hints(state, &[(Command::Cancel, "stops it")]) {
        hint if state.loading == Loading::Running && !hint.is_empty() => format!(" · {hint}"),
        _ => String::new(),
    }
}

/// Draws the line that is being typed, scrolled so that the cursor is seen.
fn line((sign, prompt): (&str, &Prompt), look: &Look, row: Rect, buffer: &mut Buffer) -> Position {
    let theme = &look.theme;
    let mut pen = Pen::new(buffer, row);
    pen.write(sign, theme.whole(Role::KeyHint));
    let (left, room) = (pen.at(), pen.room().saturating_sub(1));
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
    pen.write(&text[start..], theme.whole(Role::Input));
    let column = u16::try_from(before.min(room)).unwrap_or(0);
    Position {
        x: left + column,
        y: row.y,
    }
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
    if state.editor.is_some() {
        return hints(
            state,
            &[
                (Command::KeepNote, "keep"),
                (Command::NoteInEditor, "your editor"),
                (Command::Abandon, "leave"),
            ],
        );
    }
    if state.browser.is_some() {
        return hints(
            state,
            &[
                (Command::OpenNote, "to the passage"),
                (Command::Find, "search"),
                (Command::Note, "write"),
                (Command::Highlight, "highlight"),
                (Command::Tag, "tags"),
                (Command::DeleteNote, "delete"),
                (Command::Close, "close"),
            ],
        );
    }
    if state.sheet.is_some() {
        return hints(
            state,
            &[
                (Command::GoThere, "go there"),
                (Command::Close, "close"),
                (Command::Find, "search"),
                (Command::Down, "down"),
                (Command::Up, "up"),
            ],
        );
    }
    match state.focus {
        Pane::List => hints(
            state,
            &[
                (Command::OpenArticle, "read"),
                (Command::Search, "search"),
                (Command::Sort, "sort"),
                (Command::NextPane, "next pane"),
                (Command::Quit, "quit"),
            ],
        ),
        Pane::Reader => hints(
            state,
            &[
                (Command::NextDate, "next date"),
                (Command::ToTimeline, "timeline"),
                (Command::NextArticle, "next article"),
                (Command::Copy, "copy"),
                (Command::Quit, "back"),
            ],
        ),
        Pane::Timeline => hints(
            state,
            &[
                (Command::Right, "along"),
                (Command::ZoomIn, "zoom"),
                (Command::NextEvent, "next event"),
                (Command::OpenEvent, "read"),
                (Command::Brush, "brush"),
                (Command::Quit, "back"),
            ],
        ),
    }
}
