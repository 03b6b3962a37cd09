//! Sentences: UAX 29, joined again where a full stop ended a word only.

use std::ops::Range;

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};

use super::{abbreviation::goes_on, ceil_boundary, floor_boundary};

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
    let start = floor_boundary(text, at.start);
    let end = ceil_boundary(text, at.end.max(start));
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
    let least = ceil_boundary(text, start.saturating_sub(REACH));
    let before = &text[least..start];
    let from = match before.rfind("\n\n") {
        Some(at) => least + at + 2,
        None if least == 0 => 0,
        None => least + before.find(char::is_whitespace).unwrap_or(0),
    };
    let most = floor_boundary(text, end.saturating_add(REACH));
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
    &trimmed[ceil_boundary(trimmed, trimmed.len().saturating_sub(64))..]
}

/// The start of a text, as much as a decision about it needs.
fn first_words(text: &str) -> &str {
    &text[..floor_boundary(text, 64)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text has its sentences parted by `|`.
    #[test]
    fn sentences_end_where_a_reader_says() {
        let cases = [
            "One sentence. |Another one! |A third? |Yes.",
            "On Oct. 12, 1948, Mr. Kim met Gen. Smith of the U.S. Army at St. Petersburg. |It rained.",
            "The U.S. President spoke. |J. R. Brown heard it in the U.S. |He left at 5 p.m. |The rest stayed.",
            "He lives at No. 5, Baker St. London. |He said no. |Nobody came.",
            "Acme Inc. of Boston grew 3.5 per cent. |It was founded by A. B. Miller Jr. in 1999. |The end.",
            "“Why?” he asked. |“Because,” she said. |(So it was.) |Then they left.",
            "Der Vertrag wurde am 12. Oktober 1948 von Dr. Müller unterzeichnet. |Er gilt z.B. Frankreich. |Am 3. Parteitag sprach Nr. 7.",
            "It ended on October 12. |Russia won 3 to 2. |Spring came.",
            "19 сент. 2023 г. состоялась встреча. |В 1949 г. |И. В. Петров жил в г. Москва. |Он умер в 1960 г. |Это всё.",
            "今日は晴れです。|明日は「雨でしょう。」|終わり！",
            "第一句。|第二句？|第三句！",
            "Mme. Dupont et M. Durand sont venus. |Ils sont partis.",
            "Line one.\n|Line two goes on\n|and on.",
            "1. The first item. |2. The second item.",
            "What is it ... he wondered. |Nothing.",
        ];
        for case in cases {
            let text = case.replace('|', "");
            let found: Vec<&str> = sentences(&text).into_iter().map(|at| &text[at]).collect();
            let expected: Vec<&str> = case.split('|').map(str::trim).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_sentence_around_a_place_stays_in_its_paragraph() {
        let text = "First one. Second one.\n\nThird on Oct. 12 goes on. Fourth.";
        let cases = [
            ("First", "First one."),
            ("Second", "Second one."),
            ("12", "Third on Oct. 12 goes on."),
            ("Fourth.", "Fourth."),
            ("one. Second", "First one. Second one."),
            ("on. Fourth", "Third on Oct. 12 goes on. Fourth."),
        ];
        for (needle, expected) in cases {
            let at = text.find(needle).unwrap_or_default();
            let sentence = sentence_at(text, at..at + needle.len());
            assert_eq!(&text[sentence], expected, "{needle}");
        }
        assert_eq!(sentence_at(text, 999..2000), text.len()..text.len());
        assert_eq!(sentence_at("", 0..0), 0..0);
        let long = "word ".repeat(100_000);
        let sentence = sentence_at(&long, 250_000..250_004);
        assert!(sentence.len() < 3 * REACH && sentence.contains(&250_002));
    }
}
