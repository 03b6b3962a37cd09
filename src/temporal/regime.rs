//! Which kind of text it is, and in which tense a sentence speaks: the two
//! things that decide from where an incomplete date is counted.

use crate::model::{Day, Unit};

use super::{
    class::{self, ClassSet},
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
}

/// A text of more bytes is no message.
const MESSAGE_BYTES: usize = 200;

/// Decides by vote. A text with at least four full years, of which at least
/// three in five are more than a year away from its day of publication, is a
/// narrative, unless it speaks of its own days (yesterday, Monday, this week)
/// half as often. So is a text without such a day. A very short text with
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
        let Meaning::Calendar(calendar) = meaning else {
            continue;
        };
        if let Some(WrittenYear::Full(year)) = calendar.year {
            years += 1;
            far += u32::from((i32::from(year) - i32::from(printed.year())).abs() > 1);
        } else {
            spoken += u32::from(speaks(calendar));
        }
    }
    if is_message(text) {
        Regime::Message
    } else if years >= 4 && far * 5 >= years * 3 && spoken * 2 < far {
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

/// Whether a mention of this class is handed on.
#[must_use]
pub const fn admits(regime: Regime, classes: ClassSet) -> bool {
    let more = match regime {
        Regime::News => 0,
        Regime::Narrative => {
            class::only(class::NARRATIVE_MENTION) | class::only(class::LOOSE_MENTION)
        }
        Regime::Message => class::only(class::MESSAGE_MENTION) | class::only(class::LOOSE_MENTION),
    };
    classes & (class::only(class::MENTION) | more) != 0
}

/// The classes of all kinds of mentions.
pub const MENTIONS: ClassSet = class::only(class::MENTION)
    | class::only(class::NARRATIVE_MENTION)
    | class::only(class::MESSAGE_MENTION)
    | class::only(class::LOOSE_MENTION);

/// The tense of a sentence, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Words of the past and none of the future.
    Past,
    /// Words of the future.
    Future,
    /// Neither.
    Unknown,
}

/// The tense that the words of a sentence show.
#[must_use]
pub fn tense(nodes: &[Node]) -> Tense {
    let seen = nodes.iter().fold(0, |seen, node| seen | node.classes);
    let has = |which| seen & class::only(which) != 0;
    match (has(class::PAST), has(class::FUTURE)) {
        (_, true) => Tense::Future,
        (true, false) => Tense::Past,
        (false, false) => Tense::Unknown,
    }
}
