//! What to call an event: the sentence that says best what happened, or its
//! clause.
//!
//! On demand and for one event at a time, from the evidence that was printed
//! first.

use std::{ops::Range, sync::OnceLock};

use super::{
    Event, Evidence, Timeline, sentence, source,
    terms::{Vector, cosine, normalize, words},
};
use crate::{
    assets,
    model::{Article, Corpus, Granularity, Mention, MentionTable, Rule},
    text,
};

/// How many pieces of evidence are looked at for a label, the first printed.
const CANDIDATES: usize = 32;

/// Columns of a sentence that is read at a glance; with fewer it hardly says
/// what happened, with more it says other things too.
const READABLE: std::ops::RangeInclusive<usize> = 30..=180;

/// Columns that a label has at the most where it is shown.
const SHOWN: usize = 100;

/// Columns behind the words of an anniversary that say what it is of.
const REMEMBERED: usize = 24;

/// Bytes of a sentence that are weighed: more is never shown.
const WEIGHED: usize = 2000;

/// Bytes a column that are worth measuring: no letter with its accents has more.
const WIDEST: usize = 32;

/// Fewer columns have no room for two pieces of a sentence.
const GAPPED: usize = 60;

/// Fewer columns of a clause do not say what happened, where there is room for
/// twice as many.
const LEAST: usize = 48;

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
    /// Of the sentences printed first, the one that stands best for itself and
    /// tells most of what the others tell; empty when none of the evidence is
    /// in `corpus`.
    #[must_use]
    pub fn of(
        corpus: &Corpus,
        mentions: &MentionTable,
        timeline: &Timeline,
        event: &Event,
    ) -> Self {
        let told = timeline.told_first(event, CANDIDATES);
        let candidates: Vec<Candidate<'_>> = told
            .iter()
            .filter_map(|evidence| Candidate::new(corpus, mentions, *evidence))
            .collect();
        let centre = centre(&candidates);
        let score = |candidate: &Candidate<'_>| {
            cosine(&candidate.vector, &centre) - candidate.faults(mentions, event)
        };
        let scored = candidates
            .iter()
            .map(|candidate| (score(candidate), candidate));
        // Of equals the one printed first.
        let best = scored.rev().max_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or_else(Self::default, |(_, candidate)| Self {
            evidence: Some(candidate.evidence),
            ..on_one_line(
                &candidate.article.text,
                candidate.at.clone(),
                candidate.mention.span.range(),
            )
        })
    }

    /// The part of the sentence that fits into `columns` and tells of the
    /// date, cut between clauses where that is possible. It begins where the
    /// sentence or a clause of it does.
    #[must_use]
    pub fn cut(&self, columns: usize) -> String {
        clause(&self.sentence, &self.date, columns)
    }
}

/// A sentence that may be the label.
struct Candidate<'a> {
    evidence: Evidence,
    article: &'a Article,
    mention: &'a Mention,
    at: Range<usize>,
    vector: Vector,
}

/// What counts as one fault of a sentence: more than any two sentences that
/// tell the same differ.
const FAULT: f32 = 0.5;

/// What another date in the sentence counts of a fault: it tells of more.
const OTHER: f32 = 0.25;

impl<'a> Candidate<'a> {
    fn new(corpus: &'a Corpus, mentions: &'a MentionTable, evidence: Evidence) -> Option<Self> {
        let (article, mention) = source(corpus, mentions, &evidence)?;
        let at = sentence(article, mention);
        let weighed = &article.text[at.clone()];
        let mut vector = Vector::new();
        words(
            &weighed[..text::floor_boundary(weighed, WEIGHED)],
            &mut |word| vector.push((word.term, 1.0)),
        );
        vector.sort_unstable_by_key(|(term, _)| *term);
        vector.dedup_by_key(|(term, _)| *term);
        normalize(&mut vector);
        Some(Self {
            evidence,
            article,
            mention,
            at,
            vector,
        })
    }

    /// Columns up to where the date has been said, and what an anniversary
    /// remembers.
    fn reach(&self) -> usize {
        let end = self.mention.span.end as usize;
        let words = &self.article.text[self.at.start..end.max(self.at.start)];
        let behind = match self.mention.how.rule {
            Rule::Anniversary => REMEMBERED,
            _ => 0,
        };
        text::width(&words[..text::floor_boundary(words, WEIGHED)]) + behind
    }

    /// What speaks against the sentence.
    fn faults(&self, mentions: &MentionTable, event: &Event) -> f32 {
        let words = &self.article.text[self.at.clone()];
        let columns = text::width(&words[..text::floor_boundary(words, WEIGHED)]);
        let length = match columns {
            // The fullest of the terse ones, if there is no other.
            ..30 => 4.0 - f32::from(u8::try_from(columns).unwrap_or(0)) / 30.0,
            _ if columns <= *READABLE.end() => 0.0,
            _ => 1.0,
        };
        let dates = mentions.of(self.evidence.article);
        let first = dates.partition_point(|date| (date.span.end as usize) <= self.at.start);
        let others = dates[first..]
            .iter()
            .take_while(|date| (date.span.start as usize) < self.at.end)
            .filter(|date| date.interval.is_some() && date.interval != self.mention.interval)
            .take(3)
            .fold(0.0, |sum, _| sum + 1.0);
        let named = |granularity: Granularity| match granularity {
            Granularity::Span => Granularity::Day,
            other => other,
        };
        let faults = [
            (leans(self.article, words), 2.0),
            (!is_whole(words), 1.0),
            (
                named(self.mention.granularity) > named(event.granularity),
                1.0,
            ),
            (self.mention.how.rule == Rule::Anniversary, 0.5),
            (self.reach() > SHOWN, 0.5),
        ];
        let sum: f32 = faults
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, weight)| weight)
            .sum();
        FAULT * (sum + length + OTHER * others)
    }
}

/// The middle of what the candidates tell.
fn centre(candidates: &[Candidate<'_>]) -> Vector {
    let mut sum: Vector = candidates
        .iter()
        .flat_map(|candidate| candidate.vector.iter().copied())
        .collect();
    sum.sort_unstable_by_key(|(term, _)| *term);
    sum.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
        }
        same
    });
    normalize(&mut sum);
    sum
}

/// Whether a sentence begins as one and ends as one: no headline, no piece.
fn is_whole(words: &str) -> bool {
    let begins = !words.starts_with(|c: char| {
        c.is_lowercase() || matches!(c, '-' | '–' | '—' | ',' | ';' | ':' | '·' | '*' | '•')
    });
    let end = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）']);
    begins && end.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// Whether a sentence leans on the one before it: "He then …".
fn leans(article: &Article, words: &str) -> bool {
    static OPENERS: OnceLock<Vec<(&str, Vec<&str>)>> = OnceLock::new();
    let openers = OPENERS.get_or_init(|| {
        let lines = assets::get("openers.txt").unwrap_or_default().lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(':'))
            .map(|(code, words)| (code, words.split_whitespace().collect()))
            .collect()
    });
    let code = article.lang.as_deref().unwrap_or("en");
    let code = code.split(['-', '_']).next().unwrap_or(code);
    let list = openers.iter().find(|(known, _)| *known == code);
    let Some((_, list)) = list else { return false };
    let first = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = first
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(first.len());
    let first = first[..end].to_lowercase();
    // Where no spaces are, the list has beginnings.
    let unspaced = matches!(code, "ja" | "zh");
    list.iter()
        .any(|opener| first == *opener || (unspaced && first.starts_with(opener)))
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

/// The part of a sentence that tells of the date at `named`, within `columns`.
fn clause(sentence: &str, named: &Range<usize>, columns: usize) -> String {
    if text::width(sentence) <= columns {
        return sentence.to_owned();
    }
    // From the beginning, if the date stands near enough to it; else from the
    // first clause of which that is true; else the beginning and the date with
    // a gap between, or what is before the date alone.
    let reaches = |start: &usize| {
        *start <= named.start && {
            let reach = &sentence[*start..named.end];
            reach.len() <= columns * WIDEST && text::width(reach) + 2 <= columns
        }
    };
    let says = |start: &usize| {
        let rest = &sentence[*start..];
        let next = clauses(rest).find(|&next| *start + next >= named.end);
        text::width(&rest[..next.unwrap_or(rest.len())]) >= LEAST.min(columns / 2)
    };
    let mut starts = std::iter::once(0).chain(clauses(sentence).filter(says));
    let Some(start) = starts.find(reaches) else {
        let gapped = (columns >= GAPPED).then(|| gapped(sentence, named, columns));
        return gapped
            .flatten()
            .unwrap_or_else(|| beginning(sentence, columns));
    };
    let ellipsis = if start == 0 { "" } else { "…" };
    let rest = &sentence[start..];
    let room = columns.saturating_sub(text::width(ellipsis));
    if text::width(rest) <= room {
        return format!("{ellipsis}{rest}");
    }
    // To the end of a clause beyond the date, unless half of the room would
    // stay empty; else to the end of a word.
    let fits = |end: &usize| text::width(&rest[..*end]) < room;
    let beyond = if reaches(&start) {
        named.end - start
    } else {
        0
    };
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

/// The beginning of a sentence, and from before a date far behind it what fits.
fn gapped(sentence: &str, named: &Range<usize>, columns: usize) -> Option<String> {
    let head = beginning(sentence, columns * 2 / 5);
    let room = columns.saturating_sub(text::width(&head) + 1);
    let starts = sentence[..named.start]
        .match_indices(' ')
        .map(|(at, _)| at + 1);
    let fits = |start: &usize| {
        let tail = &sentence[*start..named.end];
        tail.len() <= room * WIDEST && text::width(tail) < room
    };
    let mut starts = starts.filter(|&start| start > head.len());
    let start = starts.find(fits)?;
    let rest = &sentence[start..];
    let tail = if text::width(rest) <= room {
        rest.to_owned()
    } else {
        format!("{}…", &sentence[start..named.end])
    };
    Some(format!("{head} {tail}"))
}

/// The beginning of a sentence up to the end of a word.
fn beginning(sentence: &str, columns: usize) -> String {
    let fits = |end: &usize| text::width(&sentence[..*end]) < columns;
    let ends = sentence.match_indices(' ').map(|(at, _)| at);
    match ends.take_while(fits).last() {
        Some(end) => format!("{}…", sentence[..end].trim_end_matches([',', ';', ':'])),
        None => text::truncate(sentence, columns),
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
            ("3 May 1921", 20, "In the spring of…"),
            ("3 May 1921", 7, "In the…"),
            (
                "spring of that year",
                60,
                "In the spring of that year, after long talks…",
            ),
            ("a year later", 40, "…which came into force a year later…"),
        ];
        let far = "The friendship of the two ports which had lasted through all the storms and the \
                   quarrels of a whole century found its crown in the treaty of 3 May 1921.";
        let date = far.find("3 May").unwrap()..far.len() - 1;
        assert_eq!(
            clause(far, &date, 80),
            "The friendship of the two ports… found its crown in the treaty of 3 May 1921."
        );
        for (date, columns, expected) in cases {
            let start = sentence.find(date).unwrap();
            let shown = clause(sentence, &(start..start + date.len()), columns);
            assert_eq!(shown, expected, "{columns} columns");
            assert!(text::width(&shown) <= columns);
        }
    }

    #[test]
    fn whole_sentences_and_pieces() {
        let cases = [
            ("The pier was opened.", true),
            ("“The pier was opened.”", true),
            ("桟橋が開かれた。", true),
            ("Pier opened", false),
            ("and the pier was opened.", false),
            ("- The pier was opened.", false),
        ];
        for (words, expected) in cases {
            assert_eq!(is_whole(words), expected, "{words}");
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
