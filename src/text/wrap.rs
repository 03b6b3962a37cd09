//! Paragraphs as lines of at most so many columns.
//!
//! Lines are chosen by minimal raggedness over the whole paragraph (textwrap's
//! optimal fit), in very long ones first fit. Nothing is copied: a line is a
//! range of the paragraph.

use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use super::{
    Hyphens, cells, floor_boundary,
    words::{Effort, Word, is_blank, words},
};

/// The length in bytes from which on a paragraph is wrapped first fit: nobody
/// sees the raggedness of something that fills ten screens, but everybody
/// waits for it.
const LONG: usize = 20_000;

/// One line of a paragraph: the bytes `start..end` of it, without the white
/// space where it was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Whether a hyphen is shown behind it: it ends within a word.
    pub hyphen: bool,
}

impl Line {
    /// The line as a range of indexes into its paragraph.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How wide lines may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// The columns of a line; none counts as one.
    pub columns: usize,
    /// The columns left empty before the first line; at least one column
    /// remains for the line.
    pub indent: usize,
}

impl Measure {
    /// The columns before the first line that are really left empty.
    #[must_use]
    pub fn indentation(self) -> usize {
        self.indent.min(self.columns.saturating_sub(1))
    }

    /// The columns of the line with this number, from 0.
    fn of(self, line: usize) -> usize {
        let columns = self.columns.max(1);
        if line == 0 {
            columns - self.indentation()
        } else {
            columns
        }
    }
}

/// The lines of a paragraph; none for an empty one.
///
/// A line break in the paragraph ends a line; elsewhere lines end where UAX 14
/// lets them, within words (between graphemes) only where a word is wider than
/// a line. No line is wider than the measure, except for one grapheme that is.
/// White space at both ends of a line is left out, all else stands in exactly
/// one line; an empty line has `start == end`. Time is linear in the length.
///
/// Positions are 32 bits: what lies beyond 4 GiB is not shown.
#[must_use]
pub fn wrap(paragraph: &str, measure: Measure) -> Vec<Line> {
    typeset(paragraph, measure, None)
}

/// The lines of a paragraph like [`wrap`], with words divided where that makes
/// them more even. With its hyphen no line is wider than the measure.
#[must_use]
pub fn typeset(paragraph: &str, measure: Measure, hyphens: Option<Hyphens>) -> Vec<Line> {
    let mut lines = Vec::new();
    let limit = floor_boundary(paragraph, u32::MAX as usize);
    let mut rest = &paragraph[..limit];
    let mut at = 0;
    while !rest.is_empty() {
        let (segment, next) = split_forced(rest);
        wrap_segment(segment, at, measure, hyphens, &mut lines);
        at += rest.len() - next.len();
        rest = next;
    }
    lines
}

/// The text up to the first forced break, and the text behind it.
fn split_forced(text: &str) -> (&str, &str) {
    let forced = |c| matches!(c, '\n'..='\r' | '\u{2028}' | '\u{2029}');
    let Some(end) = text.find(forced) else {
        return (text, "");
    };
    let (segment, rest) = text.split_at(end);
    let mut chars = rest.chars();
    let next = match chars.next() {
        Some('\r') => rest.strip_prefix("\r\n").unwrap_or(chars.as_str()),
        _ => chars.as_str(),
    };
    (segment, next)
}

/// Appends the lines of a stretch without forced breaks that starts at byte
/// `at` of the paragraph.
fn wrap_segment(
    segment: &str,
    at: usize,
    measure: Measure,
    hyphens: Option<Hyphens>,
    lines: &mut Vec<Line>,
) {
    let first = lines.len();
    let is_short = segment.len() <= measure.of(first);
    if is_short && segment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        // The only line there can be; of nothing but blanks an empty one.
        let end = segment.trim_end().len();
        let start = segment[..end].len() - segment[..end].trim_start().len();
        lines.push(line(at + start, at + end));
        return;
    }
    if segment.len() > LONG {
        first_fit(segment, at, measure, lines);
        return;
    }
    let mut words = words(segment, Effort::Thorough).peekable();
    if words.peek().is_none() {
        lines.push(line(at, at));
        return;
    }
    let widths = [measure.of(first), measure.of(first + 1)];
    let narrow = widths[0].min(widths[1]);
    let mut pieces = Vec::new();
    for word in words {
        match hyphens {
            Some(hyphens) => hyphens.divide(segment, word, narrow, &mut pieces),
            None => pieces.push(word),
        }
    }
    let mut opening = widths[0];
    let words = pieces.into_iter().flat_map(|word| {
        let limit = std::mem::replace(&mut opening, widths[1]);
        split(segment, word, limit, widths[1])
    });
    let words: Vec<Word> = words.collect();
    let penalty = hyphens.map(|hyphens| hyphens.penalty);
    match optimal_fit(&words, widths, penalty) {
        Some(fitted) => lines.extend(fitted.into_iter().map(|(a, z, hyphen)| Line {
            hyphen,
            ..line(at + a, at + z)
        })),
        None => first_fit(segment, at, measure, lines),
    }
}

/// The lines with the least raggedness: where each starts and ends, and
/// whether it ends in an added hyphen. `None` where one would overflow.
fn optimal_fit(
    words: &[Word],
    widths: [usize; 2],
    hyphen_penalty: Option<usize>,
) -> Option<Vec<(usize, usize, bool)>> {
    // Dearer than any raggedness, so that no line is wider than it may be.
    let overflow_penalty = widths[1]
        .saturating_mul(widths[1])
        .saturating_add(1000)
        .saturating_mul(words.len() + 1);
    let usual = Penalties::new();
    let penalties = Penalties {
        overflow_penalty,
        hyphen_penalty: hyphen_penalty.unwrap_or(usual.hyphen_penalty),
        ..usual
    };
    #[expect(clippy::cast_precision_loss, reason = "columns stay far below 2^52")]
    let columns = widths.map(|width| width as f64);
    let lines = wrap_optimal_fit(words, &columns, &penalties).ok()?;
    let fits = |(number, line): (usize, &&[Word])| {
        let whole: usize = line.iter().map(|word| word.width + word.space).sum();
        let last = line.last();
        let space = last.map_or(0, |word| word.space);
        let added = last.is_some_and(|word| word.added);
        line.len() == 1 && !added || whole - space + usize::from(added) <= widths[number.min(1)]
    };
    lines.iter().enumerate().all(fits).then(|| {
        let ends =
            |line: &&[Word]| Some((line.first()?.start, line.last()?.end, line.last()?.added));
        lines.iter().filter_map(ends).collect()
    })
}

/// Appends lines, each as full as it can be.
///
/// Lines of nothing but ASCII letters, digits and single spaces, which is
/// what very long texts mostly consist of, are found without looking at each
/// word.
fn first_fit(segment: &str, at: usize, measure: Measure, lines: &mut Vec<Line>) {
    let first = lines.len();
    let mut start = 0;
    loop {
        while let Some((end, next)) = plain_line(segment, start, measure.of(lines.len())) {
            lines.push(line(at + start, at + end));
            start = next;
        }
        match fill(&segment[start..], at + start, measure, lines) {
            Some(length) => start += length,
            None => break,
        }
    }
    if lines.len() == first {
        lines.push(line(at, at));
    }
}

/// Where a line ends that starts at `start`, and where the next one starts, if
/// that can be said by looking at bytes alone.
fn plain_line(segment: &str, start: usize, columns: usize) -> Option<(usize, usize)> {
    // One more than fits, and one that could belong to that.
    let window = segment
        .as_bytes()
        .get(start..)?
        .get(..columns.checked_add(2)?)?;
    if window[0] == b' ' || !window.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    if window.iter().all(u8::is_ascii_alphanumeric) {
        return Some((start + columns, start + columns));
    }
    // No line ends behind one of these when another follows.
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || b".,:;'\"".contains(byte);
    let length = window[..=columns].iter().rposition(|byte| !inner(byte))?;
    let fits = window[length] == b' '
        && window[length + 1].is_ascii_alphanumeric()
        && inner(window[..length].last()?);
    if !fits {
        return None;
    }
    Some((start + length, start + length + 1))
}

/// Appends lines of words, each as full as it can be, up to the end, or to
/// where a line starts that [`plain_line`] can take; that place is returned.
fn fill(text: &str, at: usize, measure: Measure, lines: &mut Vec<Line>) -> Option<usize> {
    let mut open: Option<Word> = None;
    let mut opening = measure.of(lines.len());
    let second = measure.of(lines.len() + 1);
    for word in words(text, Effort::Fast) {
        let joined = open.map_or(0, |open| open.width + open.space) + word.width;
        if let Some(full) = open.filter(|_| joined > measure.of(lines.len())) {
            lines.push(line(at + full.start, at + full.end));
            open = None;
            if plain_line(text, word.start, measure.of(lines.len())).is_some() {
                return Some(word.start);
            }
        }
        let limit = std::mem::replace(&mut opening, second);
        for piece in split(text, word, limit, second) {
            match &mut open {
                Some(line) if line.width + line.space + piece.width <= measure.of(lines.len()) => {
                    line.width += line.space + piece.width;
                    (line.end, line.space) = (piece.end, piece.space);
                }
                _ => {
                    let full = open.replace(piece);
                    lines.extend(full.map(|full| line(at + full.start, at + full.end)));
                }
            }
        }
    }
    lines.extend(open.map(|last| line(at + last.start, at + last.end)));
    None
}

/// A word as pieces of at most `first`, then `rest` columns: itself, if it is
/// not wider.
fn split(text: &str, word: Word, first: usize, rest: usize) -> impl Iterator<Item = Word> {
    let narrow = word.width <= first;
    let mut limit = first;
    let mut cells = cells(&text[word.start..if narrow { word.start } else { word.end }]).peekable();
    std::iter::from_fn(move || {
        // White space within a word (before "!" in French) is not shown at the ends of lines.
        let first = cells.find(|cell| !is_blank(cell))?;
        let limit = std::mem::replace(&mut limit, rest);
        let mut piece = Word {
            start: word.start + first.at,
            end: word.start + first.range().end,
            width: first.width,
            space: 0,
            hyphen: false,
            added: false,
        };
        while let Some(cell) =
            cells.next_if(|cell| is_blank(cell) || piece.width + piece.space + cell.width <= limit)
        {
            if is_blank(&cell) {
                piece.space += cell.width;
            } else {
                piece.width += piece.space + cell.width;
                (piece.end, piece.space) = (word.start + cell.range().end, 0);
            }
        }
        if piece.end == word.end {
            (piece.space, piece.hyphen, piece.added) = (word.space, word.hyphen, word.added);
        }
        Some(piece)
    })
    .chain(narrow.then_some(word))
}

fn line(start: usize, end: usize) -> Line {
    // `wrap` cuts the paragraph at `u32::MAX`.
    let position = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Line {
        start: position(start),
        end: position(end),
        hyphen: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize, indent: usize) -> Vec<&str> {
        let lines = wrap(text, Measure { columns, indent });
        lines.into_iter().map(|line| &text[line.range()]).collect()
    }

    #[test]
    fn lines_end_where_they_may() {
        let cases: &[(&str, usize, usize, &[&str])] = &[
            ("", 10, 0, &[]),
            ("   ", 10, 0, &[""]),
            (&" ".repeat(LONG + 1), 10, 0, &[""]),
            ("one", 10, 0, &["one"]),
            ("To be, or not to be", 9, 0, &["To be, or", "not to be"]),
            // Even lines rather than one full and one short.
            ("aaa bb cc ddddd", 6, 0, &["aaa", "bb cc", "ddddd"]),
            ("aaa bbb", 7, 4, &["aaa", "bbb"]),
            ("a\n\nb\r\nc\n", 9, 0, &["a", "", "b", "c"]),
            ("  lead and trail  ", 8, 0, &["lead and", "trail"]),
            ("10\u{a0}km 5\u{a0}kg", 6, 0, &["10\u{a0}km", "5\u{a0}kg"]),
            ("well-known", 6, 0, &["well-", "known"]),
            ("soft\u{ad}hyphen x", 10, 0, &["soft\u{ad}hyphen", "x"]),
            ("双方签署了宣言。", 6, 0, &["双方签", "署了宣", "言。"]),
            ("「日本」です", 5, 0, &["「日", "本」", "です"]),
            ("漢字", 1, 0, &["漢", "字"]),
            ("abcdefgh", 3, 0, &["abc", "def", "gh"]),
            (
                "e\u{301}e\u{301}e\u{301}",
                2,
                0,
                &["e\u{301}e\u{301}", "e\u{301}"],
            ),
            ("ลงนามในแถลงการณ์", 8, 0, &["ลงนามใน", "แถลงการณ์"]),
            ("a b", 0, 9, &["a", "b"]),
            ("x \u{1b}[0m", 3, 0, &["x", "\u{1b}[0", "m"]),
        ];
        for (text, columns, indent, expected) in cases {
            assert_eq!(lines(text, *columns, *indent), *expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_divided_where_lines_become_more_even() {
        let cases: &[(&str, &str, usize, &[&str])] = &[
            (
                "en",
                "an extraordinary declaration",
                12,
                &["an extra-", "ordinary", "declaration"],
            ),
            ("en", "a bridge", 5, &["a", "bridg", "e"]),
            (
                "ru",
                "провозглашение независимости",
                12,
                &["провозглаше-", "ние незави-", "симости"],
            ),
            (
                "",
                "so\u{ad}me\u{ad}thing more",
                6,
                &["some-", "thing", "more"],
            ),
            ("en", "short ones only fit", 10, &["short ones", "only fit"]),
            ("zh", "双方签署了宣言。", 6, &["双方签", "署了宣", "言。"]),
        ];
        for (language, text, columns, expected) in cases {
            let measure = Measure {
                columns: *columns,
                indent: 0,
            };
            let lines = typeset(text, measure, Some(Hyphens::justified(Some(language))));
            let shown: Vec<String> = lines
                .iter()
                .map(|line| {
                    let hyphen = if line.hyphen { "-" } else { "" };
                    format!("{}{hyphen}", crate::text::clean(&text[line.range()]))
                })
                .collect();
            assert_eq!(shown, *expected, "{text:?}");
        }
    }

    #[test]
    fn long_paragraphs_are_wrapped_first_fit() {
        let words = "the lion, 7 of them; naïve well-known (so it is) 漢字 and \u{1b} ";
        for text in [words.repeat(500), "x".repeat(30_000), " ".repeat(30_000)] {
            let lines = lines(&text, 20, 3);
            let joined: String = lines.concat().split_whitespace().collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
            for pair in lines.windows(2).skip(1) {
                let next = pair[1].split(' ').next().unwrap_or_default();
                let fits = crate::text::width(pair[0]) + 1 + crate::text::width(next) <= 20;
                assert!(!fits, "{pair:?}");
            }
        }
    }
}
