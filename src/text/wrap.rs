//! Paragraphs as lines of at most so many columns.
//!
//! Lines are chosen by minimal raggedness over the whole paragraph (textwrap's
//! optimal fit), in very long ones first fit. Nothing is copied: a line is a
//! range of the paragraph.

use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use super::{
    cells, floor_boundary,
    words::{Word, is_blank, words},
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

/// The lines of a paragraph.
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
    let mut lines = Vec::new();
    let limit = floor_boundary(paragraph, u32::MAX as usize);
    let mut rest = &paragraph[..limit];
    let mut at = 0;
    while !rest.is_empty() {
        let (segment, next) = split_forced(rest);
        wrap_segment(segment, at, measure, &mut lines);
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
fn wrap_segment(segment: &str, at: usize, measure: Measure, lines: &mut Vec<Line>) {
    if segment.len() > LONG && segment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        plain_first_fit(segment.as_bytes(), at, measure, lines);
        return;
    }
    let first = lines.len();
    let mut words = words(segment).peekable();
    if words.peek().is_none() {
        lines.push(line(at, at));
        return;
    }
    let mut opening = measure.of(first);
    let words = words.flat_map(|word| {
        let limit = std::mem::replace(&mut opening, measure.of(first + 1));
        split(segment, word, limit, measure.of(first + 1))
    });
    if segment.len() > LONG {
        first_fit(words, at, measure, lines);
        return;
    }
    let words: Vec<Word> = words.collect();
    let widths = [measure.of(first), measure.of(first + 1)];
    match optimal_fit(&words, widths) {
        Some(fitted) => lines.extend(fitted.into_iter().map(|(a, z)| line(at + a, at + z))),
        None => first_fit(words.into_iter(), at, measure, lines),
    }
}

/// The ranges of the lines with the least raggedness; `None` where that would
/// let one overflow.
fn optimal_fit(words: &[Word], widths: [usize; 2]) -> Option<Vec<(usize, usize)>> {
    // Dearer than any raggedness, so that no line is wider than it may be.
    let overflow_penalty = widths[1]
        .saturating_mul(widths[1])
        .saturating_add(1000)
        .saturating_mul(words.len() + 1);
    let penalties = Penalties {
        overflow_penalty,
        ..Penalties::new()
    };
    #[expect(clippy::cast_precision_loss, reason = "columns stay far below 2^52")]
    let columns = widths.map(|width| width as f64);
    let lines = wrap_optimal_fit(words, &columns, &penalties).ok()?;
    let fits = |(number, line): (usize, &&[Word])| {
        let whole: usize = line.iter().map(|word| word.width + word.space).sum();
        let space = line.last().map_or(0, |word| word.space);
        line.len() == 1 || whole - space <= widths[number.min(1)]
    };
    lines.iter().enumerate().all(fits).then(|| {
        let ends = |line: &&[Word]| Some((line.first()?.start, line.last()?.end));
        lines.iter().filter_map(ends).collect()
    })
}

/// Appends lines, each as full as it can be.
fn first_fit(
    words: impl Iterator<Item = Word>,
    at: usize,
    measure: Measure,
    lines: &mut Vec<Line>,
) {
    let mut open: Option<Word> = None;
    for word in words {
        match &mut open {
            Some(line) if line.width + line.space + word.width <= measure.of(lines.len()) => {
                line.width += line.space + word.width;
                (line.end, line.space) = (word.end, word.space);
            }
            _ => {
                let full = open.replace(word);
                lines.extend(full.map(|full| line(at + full.start, at + full.end)));
            }
        }
    }
    lines.extend(open.map(|last| line(at + last.start, at + last.end)));
}

/// [`first_fit`] for printable ASCII, where a byte is a column: broken at
/// blanks only, so that each line is looked at once. A file of 100 MB on one
/// line is laid out before anybody has noticed.
fn plain_first_fit(segment: &[u8], at: usize, measure: Measure, lines: &mut Vec<Line>) {
    let blank = |byte: &u8| *byte == b' ';
    let mut start = 0;
    loop {
        start += segment[start..]
            .iter()
            .take_while(|byte| blank(byte))
            .count();
        let rest = &segment[start..];
        if rest.is_empty() {
            return;
        }
        let columns = measure.of(lines.len());
        let end = match rest.get(..=columns) {
            None => rest.len(),
            // The byte behind the last column may be the blank itself.
            Some(full) => full.iter().rposition(blank).unwrap_or(columns),
        };
        let shown = rest[..end]
            .iter()
            .rposition(|byte| !blank(byte))
            .map_or(end, |last| last + 1);
        lines.push(line(at + start, at + start + shown));
        start += end;
    }
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
            (piece.space, piece.hyphen) = (word.space, word.hyphen);
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
    }
}
