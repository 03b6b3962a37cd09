//! The sentences that prove an event, and the one that names it.
//!
//! All on demand and for one event at a time: nothing here is computed when an
//! archive is loaded.

use std::ops::Range;

use super::{Event, Evidence, Timeline};
use crate::{
    model::{Article, Corpus, Mention, MentionTable},
    text,
};

/// How many pieces of evidence are looked at for a label, the first printed.
const CANDIDATES: usize = 32;

/// Below this many bytes a sentence hardly says what happened.
const TERSE: usize = 30;

/// Bytes a column that are worth measuring: no letter with its accents has more.
const WIDEST: usize = 32;

/// Where a piece of evidence leads: the mention in its article.
#[must_use]
pub fn source<'a>(
    corpus: &'a Corpus,
    mentions: &'a MentionTable,
    evidence: &Evidence,
) -> Option<(&'a Article, &'a Mention)> {
    let found = mentions
        .of(evidence.article)
        .get(evidence.mention as usize)?;
    Some((corpus.get(evidence.article)?, found))
}

/// The sentence around a mention, in bytes of the article's text.
#[must_use]
pub fn sentence(article: &Article, mention: &Mention) -> Range<usize> {
    text::sentence_at(&article.text, mention.span.range())
}

/// What to call an event: a sentence that names its date, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The sentence.
    pub sentence: String,
    /// Where the date stands in it, in bytes; empty where it has none.
    pub date: Range<usize>,
    /// Whose sentence it is.
    pub evidence: Option<Evidence>,
}

impl Label {
    /// Of the sentences printed first, the shortest one that still says
    /// something; empty when none of the evidence is in `corpus`.
    #[must_use]
    pub fn of(
        corpus: &Corpus,
        mentions: &MentionTable,
        timeline: &Timeline,
        event: &Event,
    ) -> Self {
        let told = timeline.told_first(event, CANDIDATES);
        let best = told
            .iter()
            .filter_map(|evidence| {
                let (article, mention) = source(corpus, mentions, evidence)?;
                Some((*evidence, article, mention, sentence(article, mention)))
            })
            .min_by_key(|(_, _, _, at)| match at.len() {
                // The fullest of the terse ones, if there is no other.
                length @ ..TERSE => (1, TERSE - length),
                length => (0, length),
            });
        best.map_or_else(Self::default, |(evidence, article, mention, at)| Self {
            evidence: Some(evidence),
            ..on_one_line(&article.text, at, mention.span.range())
        })
    }

    /// The part of the sentence around the date that fits into `columns`, cut
    /// between clauses where that is possible.
    #[must_use]
    pub fn cut(&self, columns: usize) -> String {
        clause(&self.sentence, &self.date, columns)
    }
}

/// A sentence with its white space made single spaces, and where the mention
/// stands in it.
fn on_one_line(text: &str, at: Range<usize>, mention: Range<usize>) -> Label {
    let mut line = String::with_capacity(at.len());
    let mut named = 0..0;
    for word in text[at.clone()].split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if !line.is_empty() {
            line.push(' ');
        }
        // Where a byte of this word comes to stand.
        let place = |byte: usize| line.len() + byte.saturating_sub(start);
        if (start..start + word.len()).contains(&mention.start) {
            named.start = place(mention.start);
        }
        if start < mention.end {
            named.end = place(mention.end.min(start + word.len()));
        }
        line.push_str(word);
    }
    Label {
        sentence: line,
        date: named,
        evidence: None,
    }
}

/// The part of a sentence around `named` that fits into `columns`.
fn clause(sentence: &str, named: &Range<usize>, columns: usize) -> String {
    if text::width(sentence) <= columns {
        return sentence.to_owned();
    }
    // From the beginning, if the date stands near enough to it; else from a
    // clause, else from a word, as far before the date as there is room.
    let words = sentence.match_indices(' ').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(clauses(sentence)).chain(words);
    let reaches = |start: &usize| {
        if *start > named.start {
            return false;
        }
        let reach = &sentence[*start..named.end];
        reach.len() <= columns * WIDEST && text::width(reach) + 2 <= columns
    };
    let start = starts.into_iter().find(reaches).unwrap_or(named.start);
    let ellipsis = if start == 0 { "" } else { "…" };
    let rest = &sentence[start..];
    let room = columns.saturating_sub(text::width(ellipsis));
    if text::width(rest) <= room {
        return format!("{ellipsis}{rest}");
    }
    // To the end of a clause beyond the date, unless half of the room would
    // stay empty; else to the end of a word.
    let fits = |end: &usize| text::width(&rest[..*end]) < room;
    let beyond = named.end - start;
    let full = clauses(rest)
        .map(|next| {
            rest[..next]
                .trim_end_matches([' ', ',', ';', ':', '-', '–', '—'])
                .len()
        })
        .filter(|&end| end >= beyond)
        .take_while(fits)
        .last()
        .filter(|&end| text::width(&rest[..end]) * 2 >= room);
    let word = || {
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        ends.take_while(fits).last().filter(|&end| end >= beyond)
    };
    match full.or_else(word) {
        Some(end) => format!(
            "{ellipsis}{}…",
            rest[..end].trim_end_matches([',', ';', ':'])
        ),
        None => format!("{ellipsis}{}", text::truncate(rest, room)),
    }
}

/// Where clauses begin after the first: behind a comma, semicolon, colon or
/// dash and a space.
fn clauses(sentence: &str) -> impl Iterator<Item = usize> {
    sentence.match_indices(' ').filter_map(|(at, _)| {
        let stop =
            sentence[..at].ends_with([',', ';', ':', '–', '—']) || sentence[..at].ends_with(" -");
        stop.then_some(at + 1)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_its_date() {
        let sentence = "In the spring of that year, after long talks, the two ports signed a treaty \
                        on 3 May 1921, which came into force a year later, and built a common pier.";
        let cases = [
            ("3 May 1921", 200, sentence),
            (
                "3 May 1921",
                100,
                "In the spring of that year, after long talks, the two ports signed a treaty on 3 May 1921…",
            ),
            (
                "3 May 1921",
                60,
                "…the two ports signed a treaty on 3 May 1921…",
            ),
            (
                "3 May 1921",
                52,
                "…the two ports signed a treaty on 3 May 1921…",
            ),
            ("3 May 1921", 20, "…on 3 May 1921…"),
            ("3 May 1921", 7, "…3 May…"),
            (
                "spring of that year",
                60,
                "In the spring of that year, after long talks…",
            ),
            ("a year later", 40, "…which came into force a year later…"),
        ];
        for (date, columns, expected) in cases {
            let start = sentence.find(date).unwrap();
            let shown = clause(sentence, &(start..start + date.len()), columns);
            assert_eq!(shown, expected, "{columns} columns");
            assert!(text::width(&shown) <= columns);
        }
    }

    #[test]
    fn lines_become_one() {
        let text = "A first one.  The  treaty\nof  May\n1921  was long.";
        let date = text.find("May").unwrap()..text.find("  was").unwrap();
        let label = on_one_line(text, 14..text.len(), date);
        assert_eq!(label.sentence, "The treaty of May 1921 was long.");
        assert_eq!(&label.sentence[label.date], "May 1921");
    }
}
