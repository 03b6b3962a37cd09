//! What one keeps or hands on: marks, stars, copies, other programs.

use super::{
    Effect, Pane, Place, Program, State, citation, commands, keeping, keys::Given, motion, palette,
    prompt::Purpose,
};
use crate::model::{Article, ArticleId, Change, Letter, Spot};

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
            let mark = Box::new(letter_here(state));
            let said = format!("Mark {letter} set; '{letter} comes back here");
            keeping::by_hand(state, Change::Letter(letter, Some(mark)), said);
        }
        _ => state.say("A mark is a letter or a digit"),
    }
}

/// Where one is, to be found again in another run.
fn letter_here(state: &mut State) -> Letter {
    let place = state.place();
    let article = place.article.and_then(|(id, first)| {
        let cited = keeping::cite(state, id)?;
        let article = state.corpus.get(id)?;
        let (start, end) = state
            .reader
            .page
            .paragraphs
            .get(state.reader.paragraph)
            .copied()
            .unwrap_or_default();
        let spot = Spot::new(&article.text, start as usize..end as usize, first as usize);
        Some((cited, spot))
    });
    Letter {
        article,
        pane: place.focus.name().into(),
        day: place.day,
    }
}

/// Goes to a mark; `false` when its article is not in this archive.
fn go_to_letter(state: &mut State, mark: &Letter) -> bool {
    let article = match &mark.article {
        None => None,
        Some((cited, spot)) => {
            let id = state.memory.article(&cited.likeness.body);
            let Some((id, article)) = id.and_then(|id| Some((id, state.corpus.get(id)?))) else {
                return false;
            };
            let (paragraph, first) = spot.find(&article.text);
            Some((id, paragraph, first))
        }
    };
    let present = state.place();
    state.jumps.leave(present);
    let focus = Pane::ALL
        .into_iter()
        .find(|pane| pane.name() == &*mark.pane);
    let place = Place {
        focus: focus.unwrap_or_default(),
        article: article.map(|(id, _, first)| (id, u32::try_from(first).unwrap_or(u32::MAX))),
        day: mark.day,
    };
    motion::go_to(state, place);
    if let Some((_, paragraph, first)) = article {
        state.reader.restore(paragraph, first);
    }
    true
}

/// `'` and a letter; `''` to where one was before the last jump.
pub fn go_to_mark(state: &mut State, given: Given) {
    if given.char == Some('\'') {
        let Some(place) = state.jumps.last() else {
            return state.say("Nothing further back");
        };
        let present = state.place();
        state.jumps.leave(present);
        return motion::go_to(state, place);
    }
    let letter = given.char.unwrap_or(' ');
    match state.memory.letters.get(&letter).cloned() {
        Some(mark) => {
            if !go_to_letter(state, &mark) {
                let title = mark
                    .article
                    .map(|(cited, _)| cited.title)
                    .unwrap_or_default();
                state.complain(format!(
                    "Mark {letter} is in ‘{title}’, not in this archive"
                ));
            }
        }
        None => {
            let set: String = state.memory.letters.keys().collect();
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
    let starred = !state.marks.starred.contains(&id);
    let said = if starred {
        "Starred"
    } else {
        "The star is taken away"
    };
    if let Some(cited) = keeping::cite(state, id) {
        keeping::by_hand(state, Change::Star(cited, starred), said);
    }
}

/// `U`: read, or unread again.
pub fn read(state: &mut State) {
    let Some(id) = subject(state).map(|(id, _)| id) else {
        return state.say("No article here");
    };
    let read = !state.marks.read.contains(&id);
    let said = if read {
        "Marked as read"
    } else {
        "Marked as unread"
    };
    if let Some(cited) = keeping::cite(state, id) {
        keeping::by_hand(state, Change::Read(cited, read), said);
    }
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
    state.reader.selection = None;
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
