//! The day on which a web page was published: candidates from its address,
//! its metadata, its times, its marked pieces and its text, the most certain
//! kind first. What speaks of a change, an event or a copyright is none.

use serde_json::Value;

use super::facts::{Facts, Piece};
use crate::ingest::date_line::date_line;
use crate::ingest::date_string;
use crate::ingest::date_token::tokens;
use crate::ingest::lexicon::NumberOrder;
use crate::ingest::record::Dated;
use crate::ingest::rival::address_day;
use crate::ingest::written_date::{Written, written_date};
use crate::model::{Confidence, Day, Provenance};

/// No page of the web is older; what is named before is not its day.
const FIRST_YEAR: i16 = 1990;
/// How far down the text a date may stand, in paragraphs.
const FAR: usize = 12;
/// A paragraph longer than this, in bytes, holds dates of what it tells.
const SHORT: usize = 200;

/// What the day is sought in.
pub struct Page<'a> {
    pub facts: &'a Facts,
    /// The address of the page.
    pub url: Option<&'a str>,
    /// All its words.
    pub text: &'a str,
    pub order: NumberOrder,
    /// The reader's day: nothing is published after it.
    pub today: Option<Day>,
}

/// The day of publication, if the page gives one.
pub fn published(page: &Page) -> Option<Dated> {
    let said = earlier(page.metas(&is_publication), page.linked());
    let best = match (page.address(), said) {
        // Around midnight the address has the day of the place, the metadata
        // mostly that of Greenwich.
        (Some(address), Some(said)) if distance(&address, &said) > 1 => {
            earlier(Some(address), Some(said))
        }
        (Some(address), _) => Some(address),
        (None, said) => said,
    };
    best.or_else(|| {
        page.pieces(&page.facts.marked, &|piece| {
            piece.marks.contains("datepublished")
        })
    })
    .or_else(|| {
        page.pieces(&page.facts.times, &|piece| {
            speaks_of_publication(&piece.marks)
        })
    })
    .or_else(|| {
        page.pieces(&page.facts.marked, &|piece| {
            speaks_of_publication(&piece.marks)
        })
    })
    .or_else(|| page.pieces(&page.facts.times, &|piece| !speaks_of_change(&piece.marks)))
    .or_else(|| page.metas(&is_any_date))
    .or_else(|| page.pieces(&page.facts.marked, &|piece| !speaks_of_change(&piece.marks)))
    .or_else(|| page.in_text())
    .or_else(|| page.metas(&is_change))
}

impl Page<'_> {
    fn day(&self, value: &str) -> Option<Day> {
        let Written { day, .. } = written_date(value, self.order)?;
        self.is_possible(day).then_some(day)
    }

    fn is_possible(&self, day: Day) -> bool {
        // A day ahead may be today where the page was written.
        let last = self.today.and_then(|today| today.tomorrow().ok());
        day.year() >= FIRST_YEAR && last.is_none_or(|last| day <= last)
    }

    /// A whole day in the path of the address.
    fn address(&self) -> Option<Dated> {
        let named = address_day(self.url?)?;
        let is_day = !named.is_month && self.is_possible(named.day);
        is_day.then(|| {
            found(
                named.day,
                &named.raw,
                Provenance::Metadata,
                Confidence::Likely,
            )
        })
    }

    /// The first meta tag that is wanted and holds a day.
    fn metas(&self, is_wanted: &dyn Fn(&str) -> bool) -> Option<Dated> {
        let metas = self.facts.metas.iter().filter(|(name, _)| is_wanted(name));
        metas
            .filter_map(|(_, content)| Some((self.day(content)?, content)))
            .map(|(day, content)| found(day, content, Provenance::Metadata, Confidence::Sure))
            .next()
    }

    /// What JSON-LD says, that of an article first.
    fn linked(&self) -> Option<Dated> {
        let is_article = |object: &&Value| {
            let kind = object
                .get("@type")
                .map(ToString::to_string)
                .unwrap_or_default();
            ["Article", "Posting", "Report", "Review"]
                .iter()
                .any(|name| kind.contains(name))
        };
        let of = |object: &Value, name: &str| {
            let value = object.get(name)?.as_str()?.to_owned();
            let day = self.day(&value)?;
            Some(found(day, &value, Provenance::Metadata, Confidence::Sure))
        };
        let objects = &self.facts.objects;
        let articles = || objects.iter().filter(is_article);
        articles()
            .find_map(|object| of(object, "datePublished"))
            .or_else(|| {
                objects
                    .iter()
                    .find_map(|object| of(object, "datePublished"))
            })
            .or_else(|| {
                self.facts
                    .broken
                    .iter()
                    .find_map(|text| self.in_broken(text))
            })
            .or_else(|| articles().find_map(|object| of(object, "dateCreated")))
    }

    /// The same in a block that is no JSON.
    fn in_broken(&self, text: &str) -> Option<Dated> {
        let (_, rest) = text.split_once("\"datePublished\"")?;
        let value = rest
            .trim_start()
            .strip_prefix(':')?
            .trim_start()
            .strip_prefix('"')?;
        let value = value.split('"').next()?;
        Some(found(
            self.day(value)?,
            value,
            Provenance::Metadata,
            Confidence::Likely,
        ))
    }

    fn pieces(&self, pieces: &[Piece], is_wanted: &dyn Fn(&Piece) -> bool) -> Option<Dated> {
        let wanted = || pieces.iter().filter(|piece| is_wanted(piece));
        let inside = wanted().filter(|piece| !piece.is_aside);
        let day = |piece: &Piece| {
            if let Some(value) = piece.value.as_deref()
                && let Some(day) = self.day(value)
            {
                return Some(found(day, value, Provenance::Metadata, Confidence::Sure));
            }
            let short = piece.text.len() <= SHORT;
            let (day, raw) = self.first(&piece.text).filter(|_| short)?;
            Some(found(day, &raw, Provenance::DateLine, Confidence::Likely))
        };
        inside.map(day).find(Option::is_some).flatten()
    }

    /// The first whole date in a piece of text, and its characters.
    fn first(&self, text: &str) -> Option<(Day, String)> {
        let tokens = tokens(text);
        let mut from = 0;
        while let Some(date) = date_string::find_full(&tokens, self.order, from) {
            from = date.end;
            if let Some(day) = date.on(None).filter(|day| self.is_possible(*day)) {
                let raw = &text[tokens[date.first].start..tokens[date.end - 1].end];
                return Some((day, raw.to_owned()));
            }
        }
        None
    }

    /// A date line, else the first date in a short paragraph near the head,
    /// else anywhere in the text but beside a copyright sign.
    fn in_text(&self) -> Option<Dated> {
        let paragraphs = || self.text.split('\n').filter(|line| !line.trim().is_empty());
        let line = paragraphs().find_map(|text| {
            let line = date_line(text, self.order)?;
            let day = line.date.on(None).filter(|day| self.is_possible(*day))?;
            Some(found(
                day,
                line.raw,
                Provenance::DateLine,
                Confidence::Likely,
            ))
        });
        let is_note = |text: &&str| text.len() <= SHORT && !is_copyright(text);
        let guess =
            |(day, raw): (Day, String)| found(day, &raw, Provenance::DateLine, Confidence::Guess);
        line.or_else(|| {
            let near = paragraphs().take(FAR).filter(is_note);
            near.filter_map(|text| self.first(text)).next().map(guess)
        })
        .or_else(|| {
            let notes = paragraphs().filter(is_note);
            notes.filter_map(|text| self.first(text)).next().map(guess)
        })
        .or_else(|| {
            let all = paragraphs().filter(|text| !is_copyright(text));
            all.filter_map(|text| self.first(text)).next().map(guess)
        })
    }
}

/// The one with the earlier day: a page may change, its first day does not.
fn earlier(a: Option<Dated>, b: Option<Dated>) -> Option<Dated> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.day < a.day { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// How many days lie between two dates.
fn distance(a: &Dated, b: &Dated) -> i32 {
    match (a.day, b.day) {
        (Some(a), Some(b)) => a.since(b).map_or(i32::MAX, |span| span.get_days().abs()),
        _ => i32::MAX,
    }
}

fn found(day: Day, raw: &str, provenance: Provenance, confidence: Confidence) -> Dated {
    Dated {
        raw: raw.to_owned(),
        day: Some(day),
        provenance,
        confidence,
    }
}

fn is_copyright(text: &str) -> bool {
    text.contains('©') || text.to_lowercase().contains("copyright")
}

fn speaks_of_change(marks: &str) -> bool {
    [
        "updat", "modif", "revis", "expir", "access", "event", "birth", "start", "end-", "enddate",
        "review",
    ]
    .iter()
    .any(|word| marks.contains(word))
}

fn speaks_of_publication(marks: &str) -> bool {
    [
        "publi",
        "pubdate",
        "posted",
        "post-date",
        "entry-date",
        "dateline",
        "created",
        "article-date",
        "post__date",
    ]
    .iter()
    .any(|word| marks.contains(word))
        && !speaks_of_change(marks)
}

/// Whether a meta tag is there for the day of publication.
fn is_publication(name: &str) -> bool {
    let speaks = [
        "publi",
        "pubdate",
        "pub_date",
        "pub-date",
        "issued",
        "original",
        "created",
        "sailthru.date",
    ];
    let is_day = name.contains("date")
        || name.contains("time")
        || ["issued", "created", "published"]
            .iter()
            .any(|end| name.ends_with(end));
    is_day && speaks.iter().any(|word| name.contains(word)) && !speaks_of_change(name)
}

/// Whether a meta tag holds a date of some kind.
fn is_any_date(name: &str) -> bool {
    (name.contains("date")
        || name.contains("time")
        || name.contains("datum")
        || name.contains("fecha"))
        && !speaks_of_change(name)
}

fn is_change(name: &str) -> bool {
    (name.contains("updat") || name.contains("modif")) && !name.contains("expir")
}
