//! Sentences: UAX 29, joined again where a full stop ended a word only.

use std::ops::Range;

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};

use super::abbreviation::goes_on;

/// How many bytes before and behind a place are looked at for the ends of its
/// sentence.
const REACH: usize = 4096;

/// The sentence around a range of bytes, without the white space around it.
/// Where the range touches several sentences, all of them.
///
/// Sentences do not reach over paragraphs (`\n\n`). Looks at no more than
/// 4 KiB on either side: a longer sentence is cut there, at white space if
/// there is some. A range out of bounds or within a character is first made
/// to fit.
#[must_use]
pub fn sentence_at(text: &str, at: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(at.start);
    let end = text.ceil_char_boundary(at.end.max(start));
    let window = window(text, start, end);
    let mut found: Option<Range<usize>> = None;
    for sentence in in_paragraph(&text[window.clone()]) {
        let sentence = window.start + sentence.start..window.start + sentence.end;
        if sentence.start > start && sentence.start >= end {
            break;
        }
        if sentence.end > start {
            let from = found.map_or(sentence.start, |found| found.start);
            found = Some(from..sentence.end);
        }
    }
    found.unwrap_or(start..end)
}

/// The sentences of a text, in order, without the white space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let found = in_paragraph(paragraph);
        all.extend(found.map(|sentence| at + sentence.start..at + sentence.end));
        at += paragraph.len() + 2;
    }
    all
}

/// The part of the paragraph around `start..end` that is looked at.
fn window(text: &str, start: usize, end: usize) -> Range<usize> {
    let least = text.ceil_char_boundary(start.saturating_sub(REACH));
    let before = &text[least..start];
    let from = match before.rfind("\n\n") {
        Some(at) => least + at + 2,
        None if least == 0 => 0,
        None => least + before.find(char::is_whitespace).unwrap_or(0),
    };
    let most = text.floor_char_boundary(end.saturating_add(REACH));
    let behind = &text[end..most];
    let to = match behind.find("\n\n") {
        Some(at) => end + at,
        None if most == text.len() => most,
        None => end + behind.rfind(char::is_whitespace).unwrap_or(behind.len()),
    };
    from..to
}

/// The sentences of one paragraph.
fn in_paragraph(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Of the implementations of UAX 29 at hand this one needs linear time on any text.
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut ends = segmenter.segment_str(text).skip(1).peekable();
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let mut end = ends.next()?;
            while ends.peek().is_some() && continues(text, start, end) {
                end = ends.next()?;
            }
            let whole = &text[start..end];
            let from = start + whole.len() - whole.trim_start().len();
            start = end;
            if !whole.trim().is_empty() {
                return Some(from..from + whole.trim().len());
            }
        }
    })
}

/// Whether the boundary at `end` of a sentence from `start` on is none.
fn continues(text: &str, start: usize, end: usize) -> bool {
    let before = &text[start..end];
    // A line break that was kept means something.
    !before.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        && goes_on(last_words(before), first_words(&text[end..]))
}

/// The end of a text, as much as a decision about it needs.
fn last_words(text: &str) -> &str {
    let trimmed = text.trim_end();
    &trimmed[trimmed.ceil_char_boundary(trimmed.len().saturating_sub(64))..]
}

/// The start of a text, as much as a decision about it needs.
fn first_words(text: &str) -> &str {
    &text[..text.floor_char_boundary(64)]
}
