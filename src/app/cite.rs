//! What is copied: a passage with its citation, or the citation alone, in the
//! form that the person has chosen.

use std::ops::Range;

use super::{Copied, Effect, State, keep, keys::Given};
use crate::{
    citation::{Citation, Style},
    model::{Article, ArticleId, Cited, Note},
    text::floor_boundary,
};

/// Bytes of a passage that go through every terminal, with its citation.
const ROOM: usize = 48_000;

/// What is copied of what is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The passage, then the citation.
    Passage,
    /// The citation alone.
    Citation,
}

/// `y`: the selection or the paragraph with its citation; in the list of notes
/// the passage of the note.
pub fn copy(state: &mut State) -> Vec<Effect> {
    state.read_now();
    let copied = if state.browser.is_some() {
        of_note(state, Part::Passage)
    } else {
        of_passage(state, Part::Passage)
    };
    hand_over(state, copied)
}

/// `c`: the citation of the passage that the keys mean, in the list of the
/// article; `:cite bibtex` chooses the form, from now on.
pub fn cite(state: &mut State, given: Given) -> Vec<Effect> {
    state.read_now();
    if let Some(name) = given.text.map(str::trim).filter(|name| !name.is_empty()) {
        let Some(style) = Style::named(name) else {
            let known = Style::ALL.map(Style::name).join(", ");
            state.complain(format!("‘{name}’ is no form of citation: {known}"));
            return Vec::new();
        };
        state.config.citation = style;
    }
    let copied = if state.browser.is_some() {
        of_note(state, Part::Citation)
    } else if state.focus == super::Pane::List {
        keep::subject(state)
            .map(|(_, article)| Citation::from(article).write(state.config.citation).into())
            .ok_or("No article here")
    } else {
        of_passage(state, Part::Citation)
    };
    hand_over(state, copied)
}

fn hand_over(state: &mut State, copied: Result<Copied, &'static str>) -> Vec<Effect> {
    match copied {
        Ok(copied) => {
            state.reader.selection = None;
            vec![Effect::Copy(copied)]
        }
        Err(why) => {
            state.say(why);
            Vec::new()
        }
    }
}

/// Of the selection, or of the paragraph.
fn of_passage(state: &State, part: Part) -> Result<Copied, &'static str> {
    let (_, article) = state.article().ok_or("No article is open")?;
    let chosen = state.reader.chosen();
    let (paragraphs, bytes) = chosen.ok_or("This article has no text to copy")?;
    let passage = article
        .text
        .get(bytes.start as usize..bytes.end as usize)
        .unwrap_or_default();
    let citation = Citation::from(article).at(paragraphs);
    Ok(written(state, citation, passage, part))
}

/// Of the chosen note, whether its article is in this archive or not.
fn of_note(state: &State, part: Part) -> Result<Copied, &'static str> {
    let entry = state.browser.as_ref().and_then(super::Browser::entry);
    let entry = entry.ok_or("No note is chosen")?;
    Ok(note(state, &entry.cited, &entry.note, entry.article, part))
}

fn note(
    state: &State,
    cited: &Cited,
    note: &Note,
    article: Option<ArticleId>,
    part: Part,
) -> Copied {
    let quote = &note.quote;
    let article = article.and_then(|id| state.corpus.get(id));
    let citation = article.map_or_else(|| Citation::from(cited), Citation::from);
    let place = article.and_then(|article| Some(paragraphs(article, &quote.find(&article.text)?)));
    let place = place.or_else(|| note.paragraphs());
    let citation = match place {
        Some(place) => citation.at(place),
        None => citation,
    };
    written(state, citation, &quote.exact, part)
}

fn written(state: &State, citation: Citation, passage: &str, part: Part) -> Copied {
    let style = state.config.citation;
    if part == Part::Citation {
        return citation.write(style).into();
    }
    let whole = citation.clone().quoting(passage).write(style);
    let cut = (passage.len() > ROOM).then(|| {
        let start = &passage[..floor_boundary(passage, ROOM)];
        let words = start.rfind(char::is_whitespace).unwrap_or(start.len());
        let start = format!("{} …", start[..words].trim_end());
        citation.quoting(&start).write(style)
    });
    Copied { whole, cut }
}

/// Which paragraphs of an article these bytes of its body touch, from 0.
fn paragraphs(article: &Article, bytes: &Range<usize>) -> Range<usize> {
    let starts: Vec<usize> = article.paragraphs().map(|(start, _)| start).collect();
    let first = starts.partition_point(|&start| start <= bytes.start);
    let last = starts.partition_point(|&start| start < bytes.end);
    first.saturating_sub(1)..last
}
