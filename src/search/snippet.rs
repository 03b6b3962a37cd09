//! The line of an article that shows best why it was found.

use std::ops::Range;

use super::{Query, query::Place};
use crate::{
    model::Article,
    text::{self, Case, Cell, Folded, ceil_boundary, floor_boundary},
};

/// How many bytes of the body around a hit are looked at.
const REACH: usize = 2048;

/// A piece of an article on one line, as it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Clean text, `…` where it was cut.
    pub text: String,
    /// The bytes of it that were looked for.
    pub hits: Vec<Range<usize>>,
    /// The bytes of the body that it was made of.
    pub span: Range<usize>,
}

impl Query {
    /// The piece of an article's body, at most `columns` wide, that shows the
    /// most of what was looked for, the first of several; the start of the
    /// body if nothing of it stands there. It stays within one paragraph.
    #[must_use]
    pub fn snippet(&self, article: &Article, columns: usize) -> Snippet {
        let body = &*article.text;
        let hit = self.best(body, columns);
        let around = surroundings(body, &hit);
        let piece = &body[around.clone()];
        let hits = self.hits(piece);
        let mut snippet = Snippet::cut(piece, hit.start.max(around.start) - around.start, columns);
        snippet.light(piece, &hits);
        snippet.span = around.start + snippet.span.start..around.start + snippet.span.end;
        snippet
    }

    /// The hit behind which, within a line, the most different phrases stand.
    fn best(&self, body: &str, columns: usize) -> Range<usize> {
        let words = self.words(Place::Text);
        if words.is_empty() {
            return 0..0;
        }
        let folded = Folded::new(body, Case::Ignored);
        let mut hits: Vec<(Range<usize>, usize)> = Vec::new();
        for (number, words) in words.iter().enumerate() {
            let found = words.hits(body, &folded).into_iter();
            hits.extend(found.map(|hit| (hit, number)));
        }
        hits.sort_unstable_by_key(|(hit, _)| hit.start);
        let mut best = (0, 0..0);
        let mut counts = vec![0_usize; words.len()];
        let (mut different, mut ahead) = (0, 0);
        for (hit, number) in &hits {
            while let Some((next, other)) = hits.get(ahead)
                && next.end <= hit.start + columns.max(hit.len())
            {
                different += usize::from(counts[*other] == 0);
                counts[*other] += 1;
                ahead += 1;
            }
            if different > best.0 {
                best = (different, hit.clone());
            }
            if counts[*number] > 0 {
                counts[*number] -= 1;
                different -= usize::from(counts[*number] == 0);
            }
        }
        best.1
    }
}

/// The paragraph around a hit, or as much of it as is looked at, without the
/// white space around it.
fn surroundings(body: &str, hit: &Range<usize>) -> Range<usize> {
    let least = floor_boundary(body, hit.start.saturating_sub(REACH));
    let before = body[least..hit.start].rfind("\n\n");
    let start = before.map_or(least, |at| least + at + 2);
    let most = ceil_boundary(body, hit.end.saturating_add(REACH));
    let behind = body[hit.end..most].find("\n\n");
    let end = behind.map_or(most, |at| hit.end + at);
    let piece = &body[start..end];
    let start = end - piece.trim_start().len();
    start..start + body[start..end].trim_end().len()
}

impl Snippet {
    /// Cuts a piece of text to `columns` so that byte `at` of it can be seen
    /// with some words before it. The span is one of the piece.
    fn cut(piece: &str, at: usize, columns: usize) -> Self {
        let cells: Vec<Cell<'_>> = text::cells(piece).collect();
        let widths = |cells: &[Cell<'_>]| cells.iter().map(|cell| cell.width).sum::<usize>();
        let hit = cells.partition_point(|cell| cell.range().end <= at);
        // What stands behind the hit leaves this much for what stands before.
        let spare = columns.saturating_sub(widths(&cells[hit..]) + 1);
        let mut first = hit;
        let mut left = spare.max(columns / 3);
        while let Some(cell) = first.checked_sub(1).map(|before| &cells[before]) {
            if cell.width > left {
                break;
            }
            left -= cell.width;
            first -= 1;
        }
        if first > 0 {
            // Not in the middle of a word.
            let word = cells[first..hit].iter().position(|cell| cell.shown == " ");
            first += word.map_or(0, |space| space + 1);
        }
        let mut shown = String::from(if first > 0 { "…" } else { "" });
        let room = columns.saturating_sub(text::width(&shown));
        let rest = &piece[cells.get(first).map_or(piece.len(), |cell| cell.at)..];
        shown.push_str(&text::truncate(rest, room));
        if columns == 0 {
            shown.clear();
        }
        let cut = text::width(rest) > room;
        if let Some(space) = shown.rfind(' ').filter(|&at| cut && at > shown.len() / 2) {
            shown.truncate(space);
            shown.push('…');
        }
        Self {
            span: piece.len() - rest.len()..piece.len(),
            text: shown,
            hits: Vec::new(),
        }
    }

    /// Finds the hits of the piece in what is shown of it, and where it ends.
    fn light(&mut self, piece: &str, hits: &[Range<usize>]) {
        let from = self.span.start;
        let mut shown = if from > 0 { "…".len() } else { 0 };
        // Where each cell stands, in the piece and in what is shown.
        let mut cells: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for cell in text::cells(&piece[from..]) {
            let rest = self.text.get(shown..).unwrap_or_default();
            if !rest.starts_with(&*cell.shown) {
                break;
            }
            let range = cell.range();
            let end = shown + cell.shown.len();
            cells.push((from + range.start..from + range.end, shown..end));
            shown = end;
        }
        for hit in hits {
            let first = cells.partition_point(|(raw, _)| raw.end <= hit.start);
            let behind = cells.partition_point(|(raw, _)| raw.start < hit.end);
            if let Some(lit) = cells.get(first..behind)
                && let (Some((_, first)), Some((_, last))) = (lit.first(), lit.last())
            {
                self.hits.push(first.start..last.end);
            }
        }
        self.span.end = cells.last().map_or(from, |(raw, _)| raw.end);
    }
}
