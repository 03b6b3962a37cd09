//! Selecting a passage with the keyboard: by words, sentences or paragraphs,
//! from one end to the other.

use super::{Reader, State, keys::Given, status::counted};
use crate::{
    command::Command,
    text::{self, Unit},
};

/// A passage that grows and shrinks at one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// A byte of the body in the unit where it began.
    anchor: usize,
    /// A byte of the body in the unit that the keys move.
    head: usize,
    /// By what it grows.
    pub unit: Unit,
    /// All units from the one to the other: bytes of the body.
    span: (u32, u32),
}

impl Selection {
    /// The unit around a place.
    fn new(text: &str, at: usize, unit: Unit) -> Self {
        let mut selection = Self {
            anchor: at,
            head: at,
            unit,
            span: (0, 0),
        };
        selection.measure(text);
        selection
    }

    /// The selected bytes of the body.
    #[must_use]
    pub const fn span(&self) -> std::ops::Range<u32> {
        self.span.0..self.span.1
    }

    fn measure(&mut self, text: &str) {
        let (one, other) = (
            self.unit.around(text, self.anchor),
            self.unit.around(text, self.head),
        );
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.span = (
            byte(one.start.min(other.start)),
            byte(one.end.max(other.end)),
        );
    }

    /// Moves the end that moves by units; `false` at the end of the text.
    fn step(&mut self, text: &str, unit: Unit, steps: isize) -> bool {
        self.unit = unit;
        let mut moved = false;
        for _ in 0..steps.unsigned_abs() {
            let next = if steps > 0 {
                unit.behind(text, self.head)
            } else {
                unit.before(text, self.head)
            };
            let Some(next) = next else { break };
            self.head = next;
            moved = true;
        }
        self.measure(text);
        moved
    }
}

/// `v` in the reader: begins at the found place or the date under the cursor,
/// else with the sentence at the beginning of the chosen line.
pub fn begin(state: &mut State) {
    if state.reader.selection.take().is_some() {
        return state.say("Selection cancelled");
    }
    let Some((id, article)) = state.article() else {
        return state.say("No article is open");
    };
    let reader = &state.reader;
    let Some(&(start, end)) = reader.page.paragraphs.get(reader.paragraph) else {
        return state.say("There is nothing to select");
    };
    let mention = reader
        .mention
        .and_then(|at| state.mentions.of(id).get(at))
        .map(|mention| mention.span.range());
    let pointed = mention.or_else(|| Some(reader.hits.get(reader.hit?)?.span.clone()));
    let selection = match pointed {
        Some(range) => {
            let mut selection = Selection::new(&article.text, range.start, Unit::Word);
            selection.head = range.end.saturating_sub(1).max(range.start);
            selection.measure(&article.text);
            selection
        }
        None => {
            let seen = reader.line_start().clamp(start, end.max(start + 1) - 1);
            Selection::new(&article.text, seen as usize, Unit::Sentence)
        }
    };
    state.reader.selection = Some(selection);
}

/// The keys that move an end of the selection.
pub fn extend(state: &mut State, command: Command, given: Given) {
    use Command as C;
    let steps = given.steps();
    let moved = change(state, |selection, text| {
        let (unit, steps) = match command {
            C::SelectOn => (selection.unit, steps),
            C::SelectBack => (selection.unit, -steps),
            C::SelectWord => (Unit::Word, steps),
            C::SelectWordBack => (Unit::Word, -steps),
            C::SelectSentence => (Unit::Sentence, steps),
            C::SelectSentenceBack => (Unit::Sentence, -steps),
            C::SelectParagraph => (Unit::Paragraph, steps),
            _ => (Unit::Paragraph, -steps),
        };
        selection.step(text, unit, steps)
    });
    if moved == Some(false) {
        state.say(
            if matches!(
                command,
                C::SelectOn | C::SelectWord | C::SelectSentence | C::SelectParagraph
            ) {
                "The end of the article"
            } else {
                "The beginning of the article"
            },
        );
    }
}

/// `v` while selecting: by coarser units.
pub fn coarser(state: &mut State) {
    change(state, |selection, text| {
        selection.unit = selection.unit.coarser();
        selection.measure(text);
        true
    });
}

/// `o` while selecting: the other end moves from now on.
pub fn other_end(state: &mut State) {
    change(state, |selection, _| {
        std::mem::swap(&mut selection.anchor, &mut selection.head);
        true
    });
}

/// Moves the end that moves to a byte of the body; whether a selection runs.
pub fn to_byte(state: &mut State, byte: u32) -> bool {
    let moved = change(state, |selection, text| {
        let last = text.len().saturating_sub(1);
        selection.head = text::floor_boundary(text, last.min(byte as usize));
        selection.measure(text);
        true
    });
    moved.is_some()
}

/// The byte where the end that moves stands.
pub fn head(reader: &Reader) -> Option<u32> {
    let selection = reader.selection.as_ref()?;
    u32::try_from(selection.head).ok()
}

/// Changes the selection and brings its moving end into the window; `None`
/// where nothing is selected.
fn change(state: &mut State, act: impl FnOnce(&mut Selection, &str) -> bool) -> Option<bool> {
    let State { reader, corpus, .. } = state;
    let article = corpus.get(reader.article?)?;
    let selection = reader.selection.as_mut()?;
    let moved = act(selection, &article.text);
    let head = selection.head;
    reader.show(u32::try_from(head).unwrap_or(u32::MAX));
    Some(moved)
}

/// `12 words selected by sentences · …`
pub fn explained(state: &State) -> Option<String> {
    let selection = state.reader.selection.as_ref()?;
    let (_, article) = state.article()?;
    let span = selection.span();
    let passage = article.text.get(span.start as usize..span.end as usize)?;
    let words = counted(passage.split_whitespace().count(), "word");
    let (by, next) = (selection.unit.name(), selection.unit.coarser().name());
    Some(format!(
        "{words} selected by {by}s · h l move this end, o the other · v by {next}s · y copies, a notes, Esc cancels"
    ))
}
