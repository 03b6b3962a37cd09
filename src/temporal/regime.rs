//! Which kind of text it is, and in which tense a sentence speaks: the two
//! things that decide from where an incomplete date is counted.

use crate::model::{Day, Unit};

use super::{
    class::{self, ClassSet},
    effort,
    language::Language,
    node::{Calendar, From, Meaning, Node, Step, WrittenYear},
};

/// How a text counts its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// From its day of publication.
    News,
    /// From the date mentioned before: histories, biographies.
    Narrative,
    /// From its day too, but with everyday words: short messages.
    Message,
    /// From its day too, with everyday words: a sentence by itself.
    Phrase,
}

/// A text of at most so many bytes is a phrase.
const PHRASE_BYTES: usize = 140;

/// A text of more bytes is no message.
const MESSAGE_BYTES: usize = 200;

/// Decides by vote. A text with at least four full years, of which at least
/// three in five lie more than a year before its day of publication, is a
/// narrative, unless it speaks of its own days (yesterday, Monday, this week)
/// a quarter as often. So is a text without such a day. A very short text with
/// the marks of a message is one.
pub fn vote<'a>(
    text: &str,
    printed: Option<Day>,
    meanings: impl Iterator<Item = &'a Meaning>,
) -> Regime {
    let Some(printed) = printed else {
        return Regime::Narrative;
    };
    let (mut years, mut far, mut spoken) = (0_u32, 0_u32, 0_u32);
    for meaning in meanings {
        effort::step();
        let Meaning::Calendar(calendar) = meaning else {
            continue;
        };
        if let Some(WrittenYear::Full(year)) = calendar.year {
            years += 1;
            far += u32::from(i32::from(year) + 1 < i32::from(printed.year()));
        } else {
            spoken += u32::from(speaks(calendar));
        }
    }
    if is_message(text) {
        Regime::Message
    } else if text.len() <= PHRASE_BYTES {
        Regime::Phrase
    } else if years >= 4 && far * 5 >= years * 3 && spoken * 4 < far {
        Regime::Narrative
    } else {
        Regime::News
    }
}

/// Whether a short text has the marks of a message: names, tags, links,
/// doubled marks, faces.
fn is_message(text: &str) -> bool {
    const MARKS: [&str; 12] = [
        "@", "#", "http", "!!", "??", "..", "…", ":)", ":(", ":D", ":P", "RT ",
    ];
    text.len() <= MESSAGE_BYTES
        && (MARKS.iter().any(|mark| text.contains(mark))
            || text.chars().any(|c| matches!(c, '\u{1f300}'..='\u{1faff}')))
}

/// Whether a date is one of the days around the speaker.
fn speaks(calendar: &Calendar) -> bool {
    let near = calendar.relative.is_some_and(|relative| {
        matches!(relative.step, Step::Unit(Unit::Day | Unit::Week)) && relative.from != From::Text
    });
    near || (calendar.weekday.is_some() && calendar.day.is_none())
}

/// Whether a mention of this class is handed on. Four digits alone that are
/// far from our days are in messages rather times of day and counts.
#[must_use]
pub fn admits(regime: Regime, classes: ClassSet, meaning: &Meaning) -> bool {
    let far = |meaning: &Meaning| {
        matches!(meaning, Meaning::Calendar(Calendar {
            year: Some(WrittenYear::Full(year)),
            month: None,
            section: None,
            ..
        }) if !(1900..=2099).contains(year))
    };
    if regime == Regime::Message && far(meaning) {
        return false;
    }
    let more = match regime {
        Regime::News => 0,
        Regime::Narrative => {
            class::only(class::NARRATIVE_MENTION) | class::only(class::LOOSE_MENTION)
        }
        Regime::Message | Regime::Phrase => {
            class::only(class::MESSAGE_MENTION) | class::only(class::LOOSE_MENTION)
        }
    };
    classes & (class::only(class::MENTION) | more) != 0
}

/// The classes of all kinds of mentions.
pub const MENTIONS: ClassSet = class::only(class::MENTION)
    | class::only(class::NARRATIVE_MENTION)
    | class::only(class::MESSAGE_MENTION)
    | class::only(class::LOOSE_MENTION);

/// The tense around a mention, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// A word of the past stands nearest.
    Past,
    /// A word of the future stands nearest.
    Future,
    /// Neither is there.
    Unknown,
}

/// The tense around the node at `at`: by the nearest word before it that shows
/// one, else by the nearest behind it. A participle close behind a word of the
/// future belongs to it: "will be completed".
#[must_use]
pub fn tense(nodes: &[Node], at: usize, text: &str, language: &Language) -> Tense {
    let shown = |index: usize| {
        effort::step();
        let node = &nodes[index];
        if node.is(class::FUTURE) {
            Some(Tense::Future)
        } else if node.is(class::PAST) || ends_in_past(node, text, language) {
            let near = &nodes[index.saturating_sub(MODAL_DISTANCE)..index];
            let modal = near.iter().any(|node| node.is(class::FUTURE));
            Some(if modal { Tense::Future } else { Tense::Past })
        } else {
            None
        }
    };
    let first = at.saturating_sub(CUE_DISTANCE);
    let behind = at + 1..nodes.len().min(at + 1 + CUE_DISTANCE);
    told(nodes, first, at, text)
        .chain(behind)
        .find_map(shown)
        .unwrap_or(Tense::Unknown)
}

/// The nodes between `first` and `at` in whose voice the node at `at` speaks,
/// the nearest first: not those of a quotation that has ended before it, nor,
/// inside of one, those before it.
fn told<'a>(
    nodes: &'a [Node],
    first: usize,
    at: usize,
    text: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let is_mark = move |index: usize| {
        effort::step();
        matches!(
            &text[nodes[index].span().range()],
            "\"" | "“" | "”" | "«" | "»"
        )
    };
    let inside = (first..at).filter(|&index| is_mark(index)).count() % 2 == 1;
    let mut outside = true;
    (first..at)
        .rev()
        .take_while(move |&index| !inside || !is_mark(index))
        .filter(move |&index| {
            let mark = is_mark(index);
            outside ^= mark;
            outside && !mark
        })
}

/// How many words may stand between a word of the future and its participle.
const MODAL_DISTANCE: usize = 3;

/// How many words away a word may still show the tense.
const CUE_DISTANCE: usize = 40;

/// Whether an unknown word has an ending of the past tense.
fn ends_in_past(node: &Node, text: &str, language: &Language) -> bool {
    node.word == 0
        && node.is(class::WORD)
        && !node.is(class::CAP)
        && language.past_endings.iter().any(|ending| {
            text[node.start as usize..node.end as usize]
                .strip_suffix(ending.as_ref())
                .is_some_and(|stem| stem.len() > 2)
        })
}
