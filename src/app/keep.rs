//! What one keeps or hands on: marks, stars, copies, other programs.

use super::{
    Effect, Pane, Program, State, commands, desk, keeping, keys::Given, motion, palette,
    prompt::Purpose,
};
use crate::{
    model::{Article, ArticleId, Change, Spot},
    text::{self, clean},
};

/// Characters of a text by which its place in a file is found.
const NEAR: usize = 48;

/// Bytes of a text that the plain screen shows at the most.
const PLAIN: usize = 1 << 16;

/// The article that a key means: the open one, in the list the chosen one.
pub fn subject(state: &State) -> Option<(ArticleId, &Article)> {
    let id = if state.focus == Pane::List {
        state.list.selected()
    } else {
        state.reader.article
    }?;
    Some((id, state.corpus.get(id)?))
}

/// `m` and a letter: a small one or a digit in the open article, a capital
/// everywhere.
pub fn mark(state: &mut State, given: Given) {
    match given.char {
        Some(letter) if letter.is_uppercase() => {
            let mark = Box::new(desk::letter_here(state));
            let said = format!("Mark {letter} set; '{letter} comes back here from everywhere");
            keeping::by_hand(state, Change::Letter(letter, Some(mark)), said);
        }
        Some(letter) if letter.is_alphanumeric() => {
            state.read_now();
            let open = state.reader.article;
            let cited = open.and_then(|id| keeping::cite(state, id));
            let (Some(cited), Some(spot)) = (cited, desk::spot(state)) else {
                return state.say("No article is open; a capital letter marks any place");
            };
            let said = format!("Mark {letter} set; '{letter} comes back here in this article");
            keeping::by_hand(state, Change::Mark(cited, letter, Some(spot)), said);
        }
        _ => state.say("A mark is a letter or a digit"),
    }
}

/// `'` and a letter; `''` to where one was before the last jump.
pub fn go_to_mark(state: &mut State, given: Given) {
    let letter = given.char.unwrap_or(' ');
    if letter == '\'' {
        return swap(state);
    }
    state.read_now();
    let here = state.reader.article;
    let spot = here.and_then(|id| state.memory.marks(id)?.get(&letter).cloned());
    if let Some(spot) = spot {
        return go_to_spot(state, &spot);
    }
    let Some(mark) = state.memory.letters.get(&letter).cloned() else {
        let known = known_marks(state);
        return state.say(format!("There is no mark {letter}; {known}"));
    };
    let present = state.place();
    if desk::go_to(state, &mark) {
        state.jumps.leave(present);
    } else {
        let title = mark.article.map(|(cited, _)| cited.title);
        let title = title.unwrap_or_default();
        state.complain(format!(
            "Mark {letter} is in ‘{title}’, not in this archive"
        ));
    }
}

/// To where one was before the last jump; from there the same leads back here.
fn swap(state: &mut State) {
    let Some(stop) = state.jumps.last().cloned() else {
        return state.say("Nothing further back");
    };
    let present = state.place();
    match (stop.place, &stop.letter) {
        (Some(place), _) => motion::go_to(state, place),
        (None, Some(letter)) if desk::go_to(state, letter) => {}
        _ => return state.say("That place is not in this archive"),
    }
    state.jumps.leave(present);
}

/// To a mark in the open article.
fn go_to_spot(state: &mut State, spot: &Spot) {
    let Some((paragraph, first)) = state.article().map(|(_, article)| spot.find(&article.text))
    else {
        return;
    };
    let present = state.place();
    state.jumps.leave(present);
    state.focus(Pane::Reader);
    state.reader.restore(paragraph, first);
}

/// `in this article: a b; everywhere: M`.
fn known_marks(state: &State) -> String {
    let listed = |letters: &mut dyn Iterator<Item = &char>| {
        let letters: Vec<String> = letters.map(char::to_string).collect();
        letters.join(" ")
    };
    let here = state.reader.article.and_then(|id| state.memory.marks(id));
    let here = listed(&mut here.into_iter().flat_map(|marks| marks.keys()));
    let everywhere = listed(&mut state.memory.letters.keys());
    match (here.as_str(), everywhere.as_str()) {
        ("", "") => "none is set".to_owned(),
        (here, "") => format!("set in this article: {here}"),
        ("", everywhere) => format!("set everywhere: {everywhere}"),
        (here, everywhere) => format!("set in this article: {here}; everywhere: {everywhere}"),
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

/// The first words of the paragraph that the keys mean, of the selection, or
/// of the place found.
fn near(state: &State) -> String {
    let reader = &state.reader;
    let body = state.article().map_or("", |(_, article)| &*article.text);
    let hit = reader.hits.get(reader.hit.unwrap_or(usize::MAX));
    let start = match (&reader.selection, hit, reader.chosen()) {
        (None, Some(hit), _) => hit.span.start,
        (_, _, Some((_, bytes))) => bytes.start as usize,
        _ => return String::new(),
    };
    if state.focus == Pane::List {
        return String::new();
    }
    let rest = body.get(start..).unwrap_or_default();
    let line = rest.split("\n\n").next().unwrap_or_default();
    line.chars().take(NEAR).collect()
}

/// `X`: the title and the text, or the selection alone, each paragraph on one
/// line of its own.
pub fn plain(state: &mut State) -> Vec<Effect> {
    state.read_now();
    let Some((_, article)) = subject(state) else {
        state.say("No article here");
        return Vec::new();
    };
    let reader = &state.reader;
    let selected = reader.selection.as_ref().map(super::Selection::span);
    let body = &article.text;
    let passage = |start: usize, end: usize| body.get(start..end).unwrap_or_default();
    let mut shown = String::new();
    let text = match &selected {
        Some(span) => passage(span.start as usize, span.end as usize),
        None => {
            shown = format!("{}\n\n", clean(&article.title.text));
            // More would run through the terminal for minutes.
            let from = match body.len() {
                ..=PLAIN => 0,
                _ => reader.first_byte() as usize,
            };
            passage(from, text::floor_boundary(body, from.saturating_add(PLAIN)))
        }
    };
    for line in text.split('\n') {
        shown.push_str(&clean(line));
        shown.push('\n');
    }
    if selected.is_none() && text.len() < body.len() {
        shown.push_str("\n… from the place where you read, not all of the article\n");
    }
    let source = selected.is_none().then(|| {
        let source = article.url.as_deref().unwrap_or(&article.path);
        source.to_owned()
    });
    commands::open(Program::Plain {
        text: shown,
        source: source.filter(|_| !state.built_in),
    })
}

/// `e`.
pub fn edit(state: &mut State) -> Vec<Effect> {
    let path = subject(state).map(|(_, article)| article.path.clone());
    match path {
        Some(path) if state.built_in => {
            state.say(format!(
                "{} is built into the program and cannot be edited",
                clean(&path)
            ));
            Vec::new()
        }
        Some(path) if &*path == "-" => {
            state.say("This article came from standard input: there is no file to edit");
            Vec::new()
        }
        Some(path) => commands::open(Program::Editor {
            file: path.to_string(),
            near: near(state),
        }),
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
