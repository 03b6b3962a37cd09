//! The keys of a line that is being typed, and what happens when it is whole.

use super::{
    Effect, State, commands, editor, find, keys::Given, notes, palette, picking, prompt::Purpose,
    rulings, searching,
};
use crate::command::Command;

/// A text was typed or pasted.
pub fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    match &mut state.prompt {
        Some(prompt) => {
            prompt.insert(text);
            return changed(state);
        }
        None => editor::typed(state, text),
    }
    Vec::new()
}

/// An editing key.
pub fn edit(state: &mut State, command: Command) -> Vec<Effect> {
    use Command as C;
    if command == C::Accept {
        return accept(state);
    }
    let proposals: Vec<String> = palette::proposals(state)
        .into_iter()
        .map(|proposal| proposal.text)
        .collect();
    let Some(prompt) = &mut state.prompt else {
        return Vec::new();
    };
    match command {
        C::Abandon => return abandon(state),
        C::Regex if prompt.purpose == Purpose::Find => find::turn_pattern(state),
        C::Regex if prompt.purpose == Purpose::Search => return searching::rank(state),
        C::Regex => {}
        C::Complete | C::CompleteBack => {
            prompt.propose(&proposals, command == C::Complete);
            // The rows to pick from are those for what was typed.
            if prompt.purpose == Purpose::Search {
                return changed(state);
            }
        }
        // Backspace on an empty line leaves it, as in every line of this kind.
        C::DeleteBack if prompt.text().is_empty() => return abandon(state),
        _ => {
            if prompt.edit(command) {
                return changed(state);
            }
        }
    }
    Vec::new()
}

/// A sheet is searched while one types, and so is the archive.
fn changed(state: &mut State) -> Vec<Effect> {
    let line = state.prompt.as_ref();
    if line.is_some_and(|prompt| prompt.purpose == Purpose::Pick) {
        return picking::typed(state);
    }
    if let Some(line) = line.filter(|prompt| prompt.purpose == Purpose::Search) {
        let line = line.text().to_owned();
        return searching::typed(state, &line);
    }
    if let (Some(prompt), Some(browser)) = (&state.prompt, &mut state.browser)
        && prompt.purpose == Purpose::Find
    {
        browser.search(prompt.text());
    } else if let (Some(prompt), Some(sheet)) = (&state.prompt, &mut state.sheet)
        && prompt.purpose == Purpose::Find
    {
        sheet.search(prompt.text());
    }
    Vec::new()
}

fn abandon(state: &mut State) -> Vec<Effect> {
    let searched = |prompt: &super::Prompt| prompt.purpose == Purpose::Search;
    if state.prompt.as_ref().is_some_and(searched) {
        state.prompt = None;
        return searching::abandon(state);
    }
    if let (Some(prompt), Some(browser)) = (&state.prompt, &mut state.browser)
        && prompt.purpose == Purpose::Find
    {
        browser.search("");
    }
    if let (Some(prompt), Some(sheet)) = (state.prompt.take(), &mut state.sheet)
        && prompt.purpose == Purpose::Find
    {
        sheet.search("");
    }
    Vec::new()
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else {
        return Vec::new();
    };
    let text = prompt.text().to_owned();
    match prompt.purpose {
        Purpose::Find => {
            find::find(state, &text);
            Vec::new()
        }
        Purpose::Pick => picking::accept(state, prompt.typed(), prompt.proposal),
        Purpose::Search => searching::search(state, &text),
        Purpose::Command => palette::accept(state, &text),
        Purpose::Tags => {
            notes::tag(
                state,
                Given {
                    text: Some(&text),
                    ..Given::default()
                },
            );
            Vec::new()
        }
        Purpose::Date => {
            rulings::write_date(state, &text);
            Vec::new()
        }
        Purpose::Pipe => {
            if text.trim().is_empty() {
                return Vec::new();
            }
            commands::run(
                state,
                Command::Pipe,
                Given {
                    text: Some(&text),
                    ..Given::default()
                },
            )
        }
    }
}
