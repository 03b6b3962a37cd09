//! The outline of the open article, as a sheet: its headings, in an article
//! without any how its paragraphs begin. `Enter` goes to one.

use super::{Line, State, Subject, Target, commands};
use crate::model::Article;

/// Words of a paragraph that stand for it.
const WORDS: usize = 10;

/// `O`.
pub fn show(state: &mut State) {
    let Some((_, article)) = state.article() else {
        return state.say("No article is open");
    };
    let parts = parts(state, article);
    if parts.is_empty() {
        return state.say("This article has no text");
    }
    let here = state.reader.page.paragraphs.get(state.reader.paragraph);
    let here = here.map_or(0, |&(start, _)| start);
    let chosen = parts
        .partition_point(|&(byte, ..)| byte <= here)
        .saturating_sub(1);
    let lines = parts
        .into_iter()
        .map(|(byte, name, words)| Line::Go(name, words, Target::Byte(byte)));
    let lines = lines.collect();
    commands::show(state, Subject::Outline, "Outline", lines);
    let height = super::motion::sheet_height(state);
    if let Some(sheet) = &mut state.sheet {
        sheet.step(isize::try_from(chosen).unwrap_or(0), height);
    }
}

/// The parts of an article: the first byte of each, the number of a paragraph,
/// and what it says.
fn parts(state: &State, article: &Article) -> Vec<(u32, String, String)> {
    let page = &state.reader.page;
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let headings: Vec<_> = page
        .headings()
        .map(|(level, range)| {
            let stand = "  ".repeat(usize::from(level.clamp(1, 6) - 1));
            let words = article.text.get(range.clone()).unwrap_or_default();
            let words = format!("{stand}{}", words.trim());
            (byte(range.start), String::new(), words)
        })
        .collect();
    if !headings.is_empty() {
        return headings;
    }
    let paragraphs = article.paragraphs().zip(1..);
    paragraphs
        .map(|((at, paragraph), number)| (byte(at), number.to_string(), opening(paragraph)))
        .collect()
}

/// The first words of a paragraph; of a script without spaces its first signs.
fn opening(paragraph: &str) -> String {
    let mut words = paragraph.split_whitespace();
    let mut opening = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        opening.push_str(" …");
    }
    opening
}
