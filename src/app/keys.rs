//! From keys to commands: counts, sequences, and characters that a command
//! waits for. What has been typed so far is state, so the screen can show it.

use super::{Effect, State, commands, notes, prompt_keys};
use crate::command::{Argument, Code, Command, Key, Lookup, Scope, pretty};

/// What has been typed of a command that is not whole yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// Digits.
    count: String,
    /// Keys of a sequence.
    keys: Vec<Key>,
    /// The command that waits for one more character.
    wants: Option<Command>,
}

/// More digits than this are a slip of the hand.
const DIGITS: usize = 7;

impl Pending {
    /// Whether nothing has been typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As it is shown: `12 g`.
    #[must_use]
    pub fn shown(&self) -> String {
        let keys = match self.wants {
            Some(command) => format!("{} …", command.row().name),
            None => pretty(&self.keys),
        };
        [self.count.as_str(), keys.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The keys of an unfinished sequence.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// What the character that is waited for may be, where not every one may.
    #[must_use]
    pub fn choices(&self) -> Option<String> {
        match self.wants? {
            Command::Highlight => Some(notes::choices()),
            _ => None,
        }
    }

    /// The single digit that may be a key as well as a count.
    fn digit(&self) -> Option<Key> {
        let mut digits = self.count.chars();
        let digit = digits.next()?;
        (digits.next().is_none() && self.keys.is_empty() && self.wants.is_none())
            .then_some(Key::char(digit))
    }
}

/// What a command was given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// The count before the key.
    pub count: Option<usize>,
    /// The character after the key.
    pub char: Option<char>,
    /// The text behind the name on the command line.
    pub text: Option<&'a str>,
}

impl Given<'_> {
    /// The count, 1 where none was given.
    #[must_use]
    pub fn times(&self) -> usize {
        self.count.unwrap_or(1).max(1)
    }

    /// The count as a number of steps forward.
    #[must_use]
    pub fn steps(&self) -> isize {
        isize::try_from(self.times()).unwrap_or(isize::MAX)
    }
}

/// A key was pressed.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(command) = state.pending.wants {
        let pending = std::mem::take(&mut state.pending);
        return match key.code {
            Code::Char(c) if !key.ctrl && !key.alt => commands::run(
                state,
                command,
                Given {
                    count: pending.count.parse().ok(),
                    char: Some(c),
                    text: None,
                },
            ),
            _ => Vec::new(),
        };
    }
    if let (Code::Char(digit @ '0'..='9'), None) = (key.code, &state.prompt)
        && state.editor.is_none()
        && state.pending.keys.is_empty()
        && !(key.ctrl || key.alt)
        && (digit != '0' || !state.pending.count.is_empty())
    {
        if state.pending.count.len() < DIGITS {
            state.pending.count.push(digit);
        }
        return Vec::new();
    }
    if key.code == Code::Esc && !state.pending.is_empty() {
        state.pending = Pending::default();
        return Vec::new();
    }
    state.pending.keys.push(key);
    let count = state.pending.count.parse().ok();
    match state
        .config
        .keymap
        .look_up(state.scopes(), &state.pending.keys)
    {
        Lookup::Pending => Vec::new(),
        Lookup::Command(command) if behind_sheet(state, command) => {
            let keys = std::mem::take(&mut state.pending).keys;
            unknown(state, &keys)
        }
        Lookup::Command(command) if command.row().argument == Argument::Char => {
            state.pending.wants = Some(command);
            Vec::new()
        }
        Lookup::Command(command) => {
            state.pending = Pending::default();
            commands::run(
                state,
                command,
                Given {
                    count,
                    ..Given::default()
                },
            )
        }
        Lookup::Unknown => {
            let keys = std::mem::take(&mut state.pending).keys;
            unknown(state, &keys)
        }
    }
}

/// Whether the command would act behind a sheet; a line being typed lies over
/// the sheet.
fn behind_sheet(state: &State, command: Command) -> bool {
    if state.prompt.is_some() || state.editor.is_some() {
        return false;
    }
    match (&state.browser, &state.sheet) {
        (Some(_), _) => !is_for_sheets(command) && !is_for_notes(command),
        (None, Some(_)) => !is_for_sheets(command),
        (None, None) => false,
    }
}

/// Whether a key may mean this while a sheet covers the panes: nobody sees
/// what else it would change behind it.
const fn is_for_sheets(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Down
            | C::Up
            | C::HalfPageDown
            | C::HalfPageUp
            | C::PageDown
            | C::PageUp
            | C::Top
            | C::Bottom
            | C::Find
            | C::FindNext
            | C::FindPrevious
            | C::Information
            | C::CommandLine
            | C::Help
            | C::Problems
            | C::Theme
            | C::About
            | C::Suspend
            | C::Redraw
            | C::Cancel
            | C::Interrupt
            | C::Quit
            | C::QuitAll
            | C::Close
            | C::GoThere
    )
}

/// Whether a key may mean this while the list of notes covers the panes.
const fn is_for_notes(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Note
            | C::Highlight
            | C::Tag
            | C::Copy
            | C::Cite
            | C::OpenNote
            | C::DeleteNote
            | C::Undo
            | C::Redo
    )
}

/// The hand has rested: a single digit that is bound to a command means it.
pub fn rest(state: &mut State) -> Vec<Effect> {
    match digit_command(state) {
        Some(command) if behind_sheet(state, command) => {
            let digit = state.pending.digit();
            state.pending = Pending::default();
            unknown(state, digit.as_slice())
        }
        Some(command) => {
            state.pending = Pending::default();
            commands::run(state, command, Given::default())
        }
        None => Vec::new(),
    }
}

/// The command that the digit typed so far will mean when the hand rests.
pub fn digit_command(state: &State) -> Option<Command> {
    let digit = state.pending.digit()?;
    match state.config.keymap.look_up(state.scopes(), &[digit]) {
        Lookup::Command(command) => Some(command),
        Lookup::Pending | Lookup::Unknown => None,
    }
}

fn unknown(state: &mut State, keys: &[Key]) -> Vec<Effect> {
    let writing = state.editor.is_some();
    if state.prompt.is_some() || writing && keys.iter().all(|key| !(key.ctrl || key.alt)) {
        let typed: String = keys
            .iter()
            .filter_map(|key| match key.code {
                Code::Char(c) if !key.ctrl && !key.alt => Some(c),
                _ => None,
            })
            .collect();
        return prompt_keys::typed(state, &typed);
    }
    let help = state
        .config
        .keymap
        .keys(Command::Help)
        .first()
        .map(|keys| format!(" · {} for help", keys.pretty()))
        .unwrap_or_default();
    state.say(format!("{} does nothing here{help}", pretty(keys)));
    Vec::new()
}

/// Which scopes are asked, the top one first.
pub fn scopes(state: &State) -> &'static [Scope] {
    use super::Pane;
    if state.prompt.is_some() {
        &[Scope::Prompt]
    } else if state.editor.is_some() {
        &[Scope::Editor, Scope::Prompt]
    } else if state.browser.is_some() {
        &[
            Scope::Notes,
            Scope::Overlay,
            Scope::Reader,
            Scope::Pane,
            Scope::Global,
        ]
    } else if state.sheet.is_some() {
        &[Scope::Overlay, Scope::Pane, Scope::Global]
    } else {
        match state.focus {
            Pane::List => &[Scope::List, Scope::Pane, Scope::Global],
            Pane::Reader if state.reader.selection.is_some() => {
                &[Scope::Selection, Scope::Reader, Scope::Pane, Scope::Global]
            }
            Pane::Reader => &[Scope::Reader, Scope::Pane, Scope::Global],
            Pane::Timeline => &[Scope::Timeline, Scope::Pane, Scope::Global],
        }
    }
}
