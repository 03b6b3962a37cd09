//! Notes: writing, highlighting and tagging a passage, seeing where that is.

use std::ops::Range;

use super::{Browser, State, editor, keeping, keys::Given, palette, prompt::Purpose, rulings};
use crate::{
    model::{Change, Cited, Kind, Note, Ruling, Verdict},
    text::Quote,
};

/// `a`: opens a box for a note on the chosen passage, with the note in it that
/// is there already; `:note TEXT` writes it at once.
pub fn begin(state: &mut State, given: Given) {
    if let Some((cited, ruling)) = remark_at_hand(state) {
        return match given.text {
            Some(text) => rulings::write_note(state, cited, ruling, text),
            None => editor::open_on_event(state, cited, &ruling),
        };
    }
    let Some((cited, note)) = subject(state) else {
        return state.say("There is no passage here to write a note on");
    };
    match given.text {
        Some(text) => write(state, cited, note, text),
        None => editor::open(state, cited, note),
    }
}

/// `H` and a kind: highlights the passage; the same kind again takes the
/// highlight away.
pub fn highlight(state: &mut State, given: Given) {
    let Some((cited, note)) = subject(state) else {
        return state.say("There is no passage here to highlight");
    };
    let Some(kind) = given.char.and_then(kind_of) else {
        return state.say(format!("A highlight is one of {}", choices()));
    };
    let kind = kind.filter(|kind| note.kind != Some(*kind));
    let said = match kind {
        Some(kind) => format!("Highlighted: {}", kind.name()),
        None if note.kind.is_none() => return state.say("It is not highlighted"),
        None => "No longer highlighted".to_owned(),
    };
    keep(
        state,
        cited,
        &note,
        Note {
            kind,
            ..note.clone()
        },
        said,
    );
}

/// What the key of a kind means; the inner `None` is for none.
fn kind_of(key: char) -> Option<Option<Kind>> {
    if matches!(key, '0' | '-' | ' ') {
        return Some(None);
    }
    let number = key
        .to_digit(10)
        .and_then(|digit| usize::try_from(digit).ok());
    Kind::ALL
        .into_iter()
        .zip(1..)
        .find(|(kind, at)| {
            Some(*at) == number || kind.name().starts_with(key) || kind.sign().starts_with(key)
        })
        .map(|(kind, _)| Some(kind))
}

/// `1 important, 2 fact, …`: the keys behind `H`.
#[must_use]
pub fn choices() -> String {
    let kinds = Kind::ALL.into_iter().zip(1..);
    let kinds = kinds.map(|(kind, number)| format!("{number} {}", kind.name()));
    kinds
        .chain(["0 none".to_owned()])
        .collect::<Vec<_>>()
        .join(", ")
}

/// `T`: opens a line for the tags of the passage; `:tag flood, bridge` sets
/// them at once.
pub fn tag(state: &mut State, given: Given) {
    let Some((cited, note)) = subject(state) else {
        return state.say("There is no passage here to tag");
    };
    match given.text {
        Some(text) => {
            let tags = tags(text);
            if tags == note.tags {
                return state.say("The tags are as they were");
            }
            let said = match tags.as_slice() {
                [] => "Tags taken away".to_owned(),
                tags => format!("Tagged: {}", hashed(tags)),
            };
            keep(
                state,
                cited,
                &note,
                Note {
                    tags,
                    ..note.clone()
                },
                said,
            );
        }
        None => {
            let present = note.tags.join(", ");
            palette::open(state, Purpose::Tags, &present);
        }
    }
}

/// The tags in a text, in the order of the alphabet, each once: words with or
/// without `#`, between blanks or commas.
fn tags(text: &str) -> Vec<Box<str>> {
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    let words = words.map(|word| word.trim_start_matches('#'));
    let mut tags: Vec<Box<str>> = words
        .filter(|word| !word.is_empty())
        .map(Box::from)
        .collect();
    tags.sort_by_key(|tag| tag.to_lowercase());
    tags.dedup();
    tags
}

/// `#flood #bridge`.
#[must_use]
pub fn hashed(tags: &[Box<str>]) -> String {
    let tags = tags.iter().map(|tag| format!("#{tag}"));
    tags.collect::<Vec<_>>().join(" ")
}

/// Every tag that is in use, in the order of the alphabet.
#[must_use]
pub fn known_tags(state: &State) -> Vec<String> {
    let notes = state.memory.all_notes();
    let tags = notes.iter().flat_map(|(_, note, _)| &note.tags);
    let mut tags: Vec<String> = tags.map(|tag| tag.to_string()).collect();
    tags.sort_by_key(|tag| tag.to_lowercase());
    tags.dedup();
    tags
}

/// The note that a key means, with its article: the chosen one of the list of
/// notes, else that on the chosen passage, else a new one on it.
fn subject(state: &mut State) -> Option<(Cited, Note)> {
    if let Some(browser) = &state.browser {
        let (cited, note) = browser.chosen()?;
        return Some((cited.clone(), note.clone()));
    }
    let (paragraphs, bytes) = state.reader.chosen()?;
    let id = state.reader.article?;
    let cited = keeping::cite(state, id)?;
    if let Some(known) = at_hand(state) {
        return Some((cited, known.clone()));
    }
    let (_, article) = state.article()?;
    let quote = Quote::new(&article.text, bytes.start as usize..bytes.end as usize);
    let id = state.memory.new_id();
    let note = Note {
        paragraph: u32::try_from(paragraphs.start + 1).ok(),
        ..Note::new(id, quote)
    };
    Some((cited, note))
}

/// The chosen remark on an event in the list of notes.
fn remark_at_hand(state: &State) -> Option<(Cited, Ruling)> {
    let entry = state.browser.as_ref()?.entry()?;
    let ruling = entry.ruling.as_ref();
    let ruling = ruling.filter(|ruling| matches!(ruling.verdict, Verdict::Remark(_)))?;
    Some((entry.cited.clone(), ruling.clone()))
}

/// The note that is on the selected passage; without a selection that on the
/// chosen paragraph, else the first within it.
#[must_use]
pub fn at_hand(state: &State) -> Option<&Note> {
    let (_, chosen) = state.reader.chosen()?;
    let noted = &state.reader.noted;
    let exact = noted.iter().position(|span| span.as_ref() == Some(&chosen));
    let within = || {
        let touches = |span: &Range<u32>| span.start < chosen.end && chosen.start < span.end;
        let spans = noted.iter().enumerate();
        let spans = spans.filter_map(|(at, span)| Some((at, span.clone()?)));
        let first = spans
            .filter(|(_, span)| touches(span))
            .min_by_key(|(_, span)| span.start);
        first.map(|(at, _)| at)
    };
    let selecting = state.reader.selection.is_some();
    let at = exact.or_else(|| if selecting { None } else { within() })?;
    state.memory.notes(state.reader.article?).get(at)
}

/// How many notes touch the chosen passage.
#[must_use]
pub fn count_at_hand(state: &State) -> usize {
    let Some((_, chosen)) = state.reader.chosen() else {
        return 0;
    };
    let spans = state.reader.noted.iter().flatten();
    spans
        .filter(|span| span.start < chosen.end && chosen.start < span.end)
        .count()
}

/// Keeps a remark, or with an empty text drops it.
pub fn write(state: &mut State, cited: Cited, note: Note, text: &str) {
    let text = text.trim();
    let said = match (note.text.is_empty(), text.is_empty()) {
        (true, true) => return state.say("An empty note is none"),
        _ if note.text == text => return state.say("The note is as it was"),
        (false, true) => "Note deleted; u brings it back",
        (false, false) => "Note changed",
        (true, false) => "Note written",
    };
    let text = text.to_owned();
    keep(
        state,
        cited,
        &note,
        Note {
            text,
            ..note.clone()
        },
        said.to_owned(),
    );
}

/// `d` in the list of notes: the whole note, its highlight and its tags; or a
/// ruling.
pub fn delete(state: &mut State) {
    let chosen = state.browser.as_ref().and_then(Browser::entry);
    let Some(entry) = chosen.cloned() else {
        return state.say("There is no note here");
    };
    let change = if entry.ruling.is_some() {
        Change::Ruled(entry.cited, entry.note.id, None)
    } else {
        Change::Note(entry.cited, entry.note.id, None)
    };
    keeping::by_hand(state, change, "Deleted; u brings it back");
}

/// Keeps a note as it is now; nothing is kept of one that is empty.
fn keep(state: &mut State, cited: Cited, before: &Note, mut now: Note, said: String) {
    state.reader.selection = None;
    now.changed = "".into();
    let id = now.id.clone();
    let now = (!now.is_empty()).then_some(now);
    if now.is_none() && before.is_empty() {
        return state.say(said);
    }
    keeping::by_hand(state, Change::Note(cited, id, now), said);
}

/// Finds the passages of the notes on the open article.
pub fn place(state: &mut State) {
    let Some((id, article)) = state.article() else {
        return;
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let find = |note: &Note| {
        let span = note.quote.find(&article.text)?;
        Some(byte(span.start)..byte(span.end))
    };
    state.reader.noted = state.memory.notes(id).iter().map(find).collect();
}

/// What a note says, in a line: its kind, its first line, its tags.
#[must_use]
pub fn in_a_line(note: &Note) -> String {
    let mut lines = note.text.lines();
    let mut text = lines.next().unwrap_or_default().to_owned();
    if lines.next().is_some() {
        text.push_str(" …");
    }
    let kind = note.kind.map(|kind| kind.name().to_owned());
    let tags = (!note.tags.is_empty()).then(|| hashed(&note.tags));
    let text = (!text.is_empty()).then_some(text);
    let parts = [kind, text, tags].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" · ")
}

/// How a passage is filed: `? question  #flood #bridge`.
#[must_use]
pub fn filed(note: &Note) -> String {
    let kind = note
        .kind
        .map(|kind| format!("{} {}", kind.sign(), kind.name()));
    let tags = (!note.tags.is_empty()).then(|| hashed(&note.tags));
    let parts: Vec<String> = kind.into_iter().chain(tags).collect();
    parts.join("  ")
}
