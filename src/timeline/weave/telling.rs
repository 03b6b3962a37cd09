//! What the sentences of one article tell of the dates in them: the terms
//! around each date, and whether the sentence is one that any page carries.
//!
//! Looks at one article alone, so it is done once, when the article arrives.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
};

use jiff::ToSpan;

use crate::{
    model::{Article, Day, Granularity, Interval, Mention, Rule},
    text,
    timeline::{
        events::dated,
        terms::{Identity, SmallWords, Term, fingerprint, words},
    },
};

/// A date that a sentence tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    /// Its index among the article's mentions.
    pub mention: u32,
    /// The days it can mean.
    pub interval: Interval,
    /// How fine it is.
    pub granularity: Granularity,
    /// Its sentence: an index into [`Digest::sentences`].
    pub sentence: u32,
    /// How many of the sentence's terms stand before it.
    pub at: u32,
    /// It is the words of an anniversary, behind which stands what they
    /// remember.
    pub remembers: bool,
    /// The telling that announced its day ("July 19 is the day when …" before
    /// "On the day in 2000 …"): an index into [`Digest::tellings`].
    pub announced: Option<u32>,
}

/// A sentence with a date in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    /// Where its terms end in [`Digest::terms`]; they begin where those of the
    /// sentence before end.
    pub end: u32,
    /// The hash of its characters.
    pub print: u64,
    /// Of a short line that stands alone, the hash of its words without dates
    /// and numbers: "Last updated at 16:35". 0 for any other sentence.
    pub stamp: u64,
}

/// What an article tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Digest {
    /// The day it was printed.
    pub printed: Option<Day>,
    /// The hash of its id.
    pub print: u64,
    /// The hash of its dates, by which a change of them is noticed.
    pub dates: u64,
    /// Its dates, in the order of the text.
    pub tellings: Box<[Telling]>,
    /// Its sentences with a date, in order.
    pub sentences: Box<[Sentence]>,
    /// The terms of these sentences, without small words and dates.
    pub terms: Box<[Term]>,
    /// The mention in the line that says where and when the text was written.
    pub dateline: Option<u32>,
}

impl Digest {
    pub(super) fn of(article: &Article, mentions: &[Mention], small: &SmallWords) -> Self {
        let small = small.of(article.lang.as_deref());
        let (mut tellings, mut sentences, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        let (mut open, mut places) = (0..0, Vec::new());
        let dateline = dateline(article, mentions);
        for (mention, index) in mentions.iter().zip(0..) {
            let Some((interval, granularity)) = dated(mention, article.printed.day) else {
                continue;
            };
            if dateline == Some(index) {
                continue;
            }
            let span = mention.span.range();
            if sentences.is_empty() || !(open.start <= span.start && span.end <= open.end) {
                open = text::sentence_at(&article.text, span.clone());
                read(
                    &article.text,
                    &open,
                    mentions,
                    small,
                    &mut terms,
                    &mut places,
                );
                sentences.push(Sentence {
                    end: small_number(terms.len()),
                    print: fingerprint(article.text[open.clone()].as_bytes()),
                    stamp: stamp(&article.text, &open, mentions),
                });
            }
            tellings.push(Telling {
                mention: index,
                interval,
                granularity,
                sentence: small_number(sentences.len() - 1),
                at: small_number(places.partition_point(|&place| place < span.start)),
                remembers: mention.how.rule == Rule::Anniversary,
                announced: announced(mention, interval, &tellings),
            });
        }
        Self {
            printed: article.printed.day,
            print: fingerprint(article.id.as_bytes()),
            dates: dates(mentions),
            tellings: tellings.into(),
            sentences: sentences.into(),
            terms: terms.into(),
            dateline,
        }
    }

    /// The terms of a sentence, in order.
    pub(super) fn sentence(&self, sentence: u32) -> &[Term] {
        let at = sentence as usize;
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.sentences[before].end);
        &self.terms[start as usize..self.sentences[at].end as usize]
    }
}

/// A hash of what the mentions of an article mean.
pub(super) fn dates(mentions: &[Mention]) -> u64 {
    let mut hasher = Identity::default();
    for mention in mentions {
        mention.interval.hash(&mut hasher);
        mention.granularity.hash(&mut hasher);
    }
    hasher.finish()
}

/// The telling that a date leans on which took month and day from the first
/// sentence.
fn announced(mention: &Mention, interval: Interval, before: &[Telling]) -> Option<u32> {
    let day = |day: Day| (day.month(), day.day());
    let same = |telling: &Telling| {
        telling.granularity == Granularity::Day
            && day(telling.interval.start) == day(interval.start)
    };
    let at = (mention.how.rule == Rule::DayOfHeadline).then(|| before.iter().position(same))??;
    Some(small_number(at))
}

/// Bytes before the date of a dateline: its place.
const PLACE: usize = 48;
/// Bytes of the agency's name behind it.
const AGENCY: usize = 32;

/// The mention that opens the text as agencies do, with place, day and name:
/// "PYONGYANG, August 10 (KCNA) -- ...". It says when the article was written.
fn dateline(article: &Article, mentions: &[Mention]) -> Option<u32> {
    let printed = article.printed.day?;
    let (at, mention) = (0..).zip(mentions).next()?;
    let span = mention.span.range();
    let written = mention.interval.is_some_and(|days| {
        days.contains(printed) || days.contains(printed.saturating_sub(1.day()))
    });
    let place = &article.text[..span.start];
    let named = |word: &str| !word.starts_with(char::is_lowercase);
    let opens = place.len() <= PLACE && place.split_whitespace().all(named);
    if !(written && opens && mention.granularity == Granularity::Day) {
        return None;
    }
    let behind = article.text[span.end..].trim_start();
    let name = behind.strip_prefix(['(', '/', '[']).and_then(|rest| {
        let end = rest.find([')', '/', ']']).filter(|&end| end <= AGENCY)?;
        Some(&rest[end + 1..])
    });
    let dashed = |text: &str| {
        text.trim_start_matches([' ', '.', ','])
            .starts_with(['-', '–', '—'])
    };
    (name.is_some() || dashed(behind)).then_some(at)
}

/// Words besides its dates that a line has at most which says when it was
/// written.
const STAMP: usize = 6;

/// What a line that says when the text was written is known by in other
/// articles.
fn stamp(text: &str, line: &std::ops::Range<usize>, mentions: &[Mention]) -> u64 {
    let alone = (line.start == 0 || text[..line.start].ends_with('\n'))
        && (line.end == text.len() || text[line.end..].starts_with('\n'));
    if !alone {
        return 0;
    }
    let first = mentions.partition_point(|mention| (mention.span.end as usize) <= line.start);
    let dates = mentions[first..].iter().map(|mention| mention.span.range());
    let in_date = |at: usize| {
        dates
            .clone()
            .take_while(|d| d.start <= at)
            .any(|d| at < d.end)
    };
    let (mut hash, mut count) = (0_u64, 0);
    let start = text.as_ptr() as usize;
    for word in text[line.clone()].split_whitespace() {
        let at = word.as_ptr() as usize - start;
        if word.contains(char::is_alphabetic) && !in_date(at) {
            hash = hash.rotate_left(7) ^ fingerprint(word.as_bytes());
            count += 1;
        }
    }
    if count <= STAMP { hash.max(1) } else { 0 }
}

/// Appends the terms of a sentence, and notes at which byte each stands.
fn read(
    text: &str,
    sentence: &std::ops::Range<usize>,
    mentions: &[Mention],
    small: Option<&HashSet<u32>>,
    terms: &mut Vec<Term>,
    places: &mut Vec<usize>,
) {
    places.clear();
    let first = mentions.partition_point(|mention| (mention.span.end as usize) <= sentence.start);
    // What anniversary it is stands among its words: "founding anniversary".
    let mut dates = mentions[first..]
        .iter()
        .filter(|mention| mention.how.rule != Rule::Anniversary)
        .map(|mention| mention.span.range())
        .peekable();
    words(&text[sentence.clone()], &mut |word| {
        let at = sentence.start + word.at;
        while dates.next_if(|date| date.end <= at).is_some() {}
        let in_date = dates.peek().is_some_and(|date| date.start <= at);
        if !in_date && !small.is_some_and(|small| small.contains(&word.whole)) {
            terms.push(word.term);
            places.push(at);
        }
    });
}

fn small_number(count: usize) -> u32 {
    u32::try_from(count).expect("no more than bytes of a text, which are numbered in 32 bits")
}
