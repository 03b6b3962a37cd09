//! What one keeps or hands on: marks, stars, copies, other programs.

use super::{
    Effect, Pane, Program, State, citation, commands, keys::Given, marks::toggle, motion, palette,
    prompt::Purpose,
};
use crate::model::{Article, ArticleId};

/// The article that a key means: the open one, in the list the chosen one.
pub fn subject(state: &State) -> Option<(ArticleId, &Article)> {
    let id = if state.focus == Pane::List {
        state.list.selected()
    } else {
        state.reader.article
    }?;
    Some((id, state.corpus.get(id)?))
}

/// `m` and a letter.
pub fn mark(state: &mut State, given: Given) {
    match given.char {
        Some(letter) if letter.is_alphanumeric() => {
            let place = state.place();
            state.marks.places.insert(letter, place);
            state.say(format!("Mark {letter} set; '{letter} comes back here"));
        }
        _ => state.say("A mark is a letter or a digit"),
    }
}

/// `'` and a letter; `''` to where one was before the last jump.
pub fn go_to_mark(state: &mut State, given: Given) {
    let place = match given.char {
        Some('\'') => state.jumps.last(),
        Some(letter) => state.marks.places.get(&letter).copied(),
        None => None,
    };
    match (place, given.char) {
        (Some(place), _) => {
            let present = state.place();
            state.jumps.leave(present);
            motion::go_to(state, place);
        }
        (None, Some('\'')) => state.say("Nothing further back"),
        (None, letter) => {
            let letter = letter.unwrap_or(' ');
            let set: String = state.marks.places.keys().collect();
            let known = if set.is_empty() {
                "none is set".to_owned()
            } else {
                format!("set are: {set}")
            };
            state.say(format!("There is no mark {letter}; {known}"));
        }
    }
}

/// `*`.
pub fn star(state: &mut State) {
    let Some(id) = subject(state).map(|(id, _)| id) else {
        return state.say("No article here");
    };
    let starred = toggle(&mut state.marks.starred, id);
    state.say(if starred {
        "Starred"
    } else {
        "The star is taken away"
    });
}

/// `U`: read, or unread again.
pub fn read(state: &mut State) {
    let Some(id) = subject(state).map(|(id, _)| id) else {
        return state.say("No article here");
    };
    let read = toggle(&mut state.marks.read, id);
    state.say(if read {
        "Marked as read"
    } else {
        "Marked as unread"
    });
}

/// `v` in the reader.
pub fn select(state: &mut State) {
    if state.reader.anchor.take().is_some() {
        return state.say("Selection cancelled");
    }
    if state.reader.page.paragraphs.is_empty() {
        return state.say("There is nothing to select");
    }
    state.reader.anchor = Some(state.reader.paragraph);
    state.say("Selecting: { } or j k move the other end, y copies, Esc cancels");
}

/// `y`.
pub fn copy(state: &mut State) -> Vec<Effect> {
    state.read_now();
    let Some((_, article)) = state.article() else {
        state.say("No article is open");
        return Vec::new();
    };
    let Some((paragraphs, bytes)) = state.reader.chosen() else {
        state.say("This article has no text to copy");
        return Vec::new();
    };
    let passage = article
        .text
        .get(bytes.start as usize..bytes.end as usize)
        .unwrap_or_default();
    let quoted = citation::quote(article, paragraphs, passage);
    state.reader.anchor = None;
    vec![Effect::Copy(quoted)]
}

/// `o`: the article's own address, else that of the site which its footer names.
pub fn open_source(state: &mut State) -> Vec<Effect> {
    let Some((_, article)) = subject(state) else {
        state.say("No article here");
        return Vec::new();
    };
    let is_site = |source: &&str| source.contains('.') && !source.contains(char::is_whitespace);
    let site = article
        .source
        .as_deref()
        .filter(is_site)
        .map(|site| format!("https://{site}"));
    match article.url.as_deref().map(str::to_owned).or(site) {
        Some(address) => commands::open(Program::Browser(address)),
        None => {
            state.say("This article names no source address");
            Vec::new()
        }
    }
}

/// `e`.
pub fn edit(state: &mut State) -> Vec<Effect> {
    let path = subject(state).map(|(_, article)| article.path.clone());
    match path {
        Some(path) if state.built_in => {
            state.say(format!(
                "{} is built into the program and cannot be edited",
                crate::text::clean(&path)
            ));
            Vec::new()
        }
        Some(path) if &*path == "-" => {
            state.say("This article came from standard input: there is no file to edit");
            Vec::new()
        }
        Some(path) => commands::open(Program::Editor(path.to_string())),
        None => {
            state.say("No article here");
            Vec::new()
        }
    }
}

/// `|`.
pub fn pipe(state: &mut State, given: Given) -> Vec<Effect> {
    let Some(command) = given.text.filter(|text| !text.trim().is_empty()) else {
        palette::open(state, Purpose::Pipe, "");
        return Vec::new();
    };
    match subject(state) {
        Some((_, article)) => {
            let text = format!("{}\n\n{}\n", article.title.text, article.text);
            commands::open(Program::Pipe {
                command: command.trim().to_owned(),
                text,
            })
        }
        None => {
            state.say("No article here");
            Vec::new()
        }
    }
}
