//! Notes: writing one on the chosen paragraphs, seeing where they are, listing
//! them, going to one.

use std::ops::Range;

use super::{
    Line, Pane, State, Subject, commands, keeping, keys::Given, page::long_date, palette,
    prompt::Purpose,
};
use crate::{
    model::{Change, Lasting, Note},
    text::Quote,
};

/// `a`: opens a line for a note on the chosen paragraphs, with the note in it
/// that is there already; `:note TEXT` writes it at once.
pub fn begin(state: &mut State, given: Given) {
    if state.reader.article.is_none() || state.reader.chosen().is_none() {
        return state.say("There is no paragraph to write a note on");
    }
    match given.text {
        Some(text) => write(state, text),
        None => {
            let text = at_hand(state)
                .map(|note| note.text.clone())
                .unwrap_or_default();
            palette::open(state, Purpose::Note, &text);
        }
    }
}

/// The note that is on the selected paragraphs, or on the chosen one.
#[must_use]
pub fn at_hand(state: &State) -> Option<&Note> {
    let (chosen, _) = state.reader.chosen()?;
    let selected = state.reader.selection.is_some();
    let at = state.reader.noted.iter().position(|paragraphs| {
        if selected {
            *paragraphs == chosen
        } else {
            paragraphs.contains(&chosen.start)
        }
    })?;
    state.memory.notes(state.reader.article?).get(at)
}

/// Keeps a note on the chosen paragraphs, changes the one that is there, or
/// with an empty text drops it.
pub fn write(state: &mut State, text: &str) {
    let text = text.trim();
    let known = at_hand(state).cloned();
    let Some((_, bytes)) = state.reader.chosen() else {
        return;
    };
    let Some((id, quote)) = state.article().map(|(id, article)| {
        (
            id,
            Quote::new(&article.text, bytes.start as usize..bytes.end as usize),
        )
    }) else {
        return;
    };
    let Some(cited) = keeping::cite(state, id) else {
        return;
    };
    state.reader.selection = None;
    let (note, said) = match (known, text.is_empty()) {
        (None, true) => return state.say("An empty note is none"),
        (Some(known), _) if known.text == text => return state.say("The note is as it was"),
        (Some(known), true) => ((known.id, None), "Note deleted; u brings it back"),
        (Some(known), false) => {
            let note = Note {
                text: text.to_owned(),
                changed: "".into(),
                ..known
            };
            ((note.id.clone(), Some(note)), "Note changed")
        }
        (None, false) => {
            let note = Note {
                text: text.to_owned(),
                ..Note::new(new_id(state), quote)
            };
            ((note.id.clone(), Some(note)), "Note written")
        }
    };
    keeping::by_hand(state, Change::Note(cited, note.0, note.1), said);
}

/// A name that no other note has: of the run and of the note in it.
pub fn new_id(state: &mut State) -> Box<str> {
    state.memory.written += 1;
    format!("{:016x}-{}", state.memory.run, state.memory.written).into()
}

/// Finds the paragraphs of the notes on the open article.
pub fn place(state: &mut State) {
    let Some((id, article)) = state.article() else {
        return;
    };
    let page = &state.reader.page;
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let paragraphs = |span: Range<usize>| {
        page.paragraph_of(byte(span.start))..page.paragraph_of(byte(span.end.saturating_sub(1))) + 1
    };
    let noted = state
        .memory
        .notes(id)
        .iter()
        .map(|note| note.quote.find(&article.text).map_or(0..0, paragraphs))
        .collect();
    state.reader.noted = noted;
}

/// `:notes`: all of them; `:notes 3` goes to the third.
pub fn list(state: &mut State, given: Given) {
    if let Some(number) = given.text {
        return go_to(state, number);
    }
    keeping::refresh(state);
    let lines = lines(state);
    commands::show(state, Subject::Notes, "Notes", lines);
}

/// Lists the notes anew under the eyes.
pub fn relist(state: &mut State) {
    let lines = lines(state);
    if let Some(sheet) = &mut state.sheet {
        sheet.replace(lines);
    }
}

fn lines(state: &State) -> Vec<Line> {
    let memory = &state.memory;
    let mut lines = Vec::new();
    if let Lasting::Memory(why) = &memory.lasting {
        lines.push(Line::Text(format!("Nothing is kept when you leave: {why}")));
    }
    if let Some(why) = &memory.trouble {
        lines.push(Line::Text(format!("Not all is saved: {why}")));
    }
    let notes = memory.all_notes();
    if notes.is_empty() {
        lines.push(Line::Text(
            "No notes yet; a writes one on the paragraph".to_owned(),
        ));
    } else {
        lines.push(Line::Heading(":notes NUMBER goes to the note".to_owned()));
    }
    lines.extend(
        notes
            .iter()
            .zip(1..)
            .map(|((cited, note, article), number)| {
                let day = cited.day.map_or_else(|| "undated".to_owned(), long_date);
                let away = if article.is_some() {
                    ""
                } else {
                    " · not in this archive"
                };
                let (text, title, passage) = (&note.text, &cited.title, opening(&note.quote.exact));
                Line::Pair(
                    number.to_string(),
                    format!("{text} · “{passage}” · {title}, {day}{away}"),
                )
            }),
    );
    let mut ruled = memory.all_rulings().peekable();
    if ruled.peek().is_some() {
        lines.push(Line::Heading("Dates and events, by hand".to_owned()));
    }
    lines.extend(ruled.map(|(cited, ruling)| {
        let day = cited.day.map_or_else(|| "undated".to_owned(), long_date);
        let what = ruling.verdict.describe();
        Line::Pair(
            format!("‘{}’", opening(&ruling.quote.exact)),
            format!("{what} · {}, {day}", cited.title),
        )
    }));
    lines
}

/// The first words of a passage.
fn opening(passage: &str) -> String {
    const WORDS: usize = 12;
    let mut words = passage.split_whitespace();
    let mut opening = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        opening.push_str(" …");
    }
    opening
}

fn go_to(state: &mut State, number: &str) {
    let notes = state.memory.all_notes();
    let at = number
        .parse()
        .ok()
        .and_then(|number: usize| number.checked_sub(1));
    let Some((cited, note, article)) = at.and_then(|at| notes.get(at)) else {
        let count = notes.len();
        return state.complain(format!("There is no note {number}; there are {count}"));
    };
    let (Some(id), quote) = (*article, note.quote.clone()) else {
        let title = cited.title.clone();
        return state.complain(format!("‘{title}’ is not in this archive"));
    };
    let place = state.place();
    state.jumps.leave(place);
    state.sheet = None;
    state.list.select(id);
    state.show_article(id);
    let found = state
        .corpus
        .get(id)
        .and_then(|article| quote.find(&article.text));
    state.focus(Pane::Reader);
    match found {
        Some(span) => state
            .reader
            .jump(u32::try_from(span.start).unwrap_or(u32::MAX)),
        None => state.say("The passage of this note is no longer in the article"),
    }
}
