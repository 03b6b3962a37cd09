//! Scores how the timeline dates the events of articles, as TimeSET has them.
//!
//! ```text
//! cargo run --release --example score_events -- [--print] GOLD.jsonl
//! ```
//!
//! GOLD is JSON Lines, one article a line: `id`, `date`, `text`, and `events`,
//! each a place in code points with the days that are right for it. A sentence
//! that proves an event of a day, and what goes on with its date, is a span
//! with that day. Prints how many of the events known to the day lie in a span
//! of one of their days (recall), how many of the spans with an event have the
//! day of one of them (precision), and F1. `--print` prints the spans instead:
//! `id`, `start`, `end`, `date`.

#![allow(clippy::print_stdout)]

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use anyhow::{Context, Result};
use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Granularity, Interval, Mention, MentionTable, Printed,
        Title, TitleFrom,
    },
    temporal::{Tagger, tag_article},
    timeline::{Timeline, carried, sentence, source},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    id: String,
    date: String,
    text: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    start: usize,
    values: Vec<String>,
}

/// A part of a text, in code points, that tells of a day.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: usize,
    end: usize,
    day: Day,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    let print = arguments
        .next_if(|argument| argument == "--print")
        .is_some();
    let path = arguments.next().context("no GOLD.jsonl")?;
    let lines = fs::read_to_string(Path::new(&path)).context(path)?;
    let gold: Vec<Gold> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let spans = spans(&gold);
    let (mut events, mut found, mut judged, mut right) = (0, 0, 0, 0);
    for (article, spans) in gold.iter().zip(&spans) {
        if print {
            for Span { start, end, day } in spans {
                let id = &article.id;
                println!(
                    "{}",
                    serde_json::json!({"id": id, "start": start, "end": end, "date": day.to_string()})
                );
            }
        }
        let days = |event: &Event| -> Vec<Day> {
            let values = event.values.iter().filter_map(|value| value.get(..10));
            values.filter_map(|day| day.parse().ok()).collect()
        };
        let known: Vec<(usize, Vec<Day>)> = article
            .events
            .iter()
            .map(|event| (event.start, days(event)))
            .filter(|(_, days)| !days.is_empty())
            .collect();
        events += known.len();
        let hit = |at: usize, days: &[Day], span: &Span| {
            (span.start..span.end).contains(&at) && days.contains(&span.day)
        };
        found += known
            .iter()
            .filter(|(at, days)| spans.iter().any(|span| hit(*at, days, span)))
            .count();
        for span in spans {
            let mut inside = known
                .iter()
                .filter(|(at, _)| (span.start..span.end).contains(at))
                .peekable();
            if inside.peek().is_some() {
                judged += 1;
                right += usize::from(inside.any(|(at, days)| hit(*at, days, span)));
            }
        }
    }
    if !print {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let (recall, precision) = (share(found, events), share(right, judged));
        let f1 = 2.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE);
        println!("timeset: recall {recall:.3}  precision {precision:.3}  f1 {f1:.3}");
    }
    Ok(())
}

/// What the timeline of all articles tells of days, by article.
fn spans(gold: &[Gold]) -> Vec<BTreeSet<Span>> {
    let (mut corpus, mut mentions, mut timeline) = (
        Corpus::default(),
        MentionTable::default(),
        Timeline::default(),
    );
    let articles: Arc<[Article]> = gold.iter().map(article).collect();
    let tagger = Tagger::new();
    mentions.extend(
        articles
            .iter()
            .map(|article| tag_article(&tagger, article))
            .collect(),
    );
    let ids = corpus.push(articles);
    timeline.add(&corpus, &mentions, ids);
    timeline.weave(&corpus, &mentions);
    let mut spans: Vec<BTreeSet<Span>> = gold.iter().map(|_| BTreeSet::new()).collect();
    for evidence in timeline.events().iter().flat_map(|event| &event.evidence) {
        let Some((article, mention)) = source(&corpus, &mentions, evidence) else {
            continue;
        };
        let Some(day) = day_of(mention) else {
            continue;
        };
        let ArticleId(number) = evidence.article;
        let of = mentions.of(evidence.article);
        let told = [
            sentence(article, mention),
            carried(article, of, evidence.mention as usize),
        ];
        for part in told.into_iter().filter(|part| !part.is_empty()) {
            // Every line of the gold is a paragraph, which has two ends here.
            let place = |byte: usize| {
                let before = &article.text[..byte];
                before.chars().count() - before.matches("\n\n").count()
            };
            spans[number as usize].insert(Span {
                start: place(part.start),
                end: place(part.end),
                day,
            });
        }
    }
    spans
}

fn day_of(mention: &Mention) -> Option<Day> {
    let Interval { start, .. } = mention.interval?;
    (mention.granularity == Granularity::Day).then_some(start)
}

fn article(gold: &Gold) -> Article {
    Article {
        id: gold.id.as_str().into(),
        path: gold.id.as_str().into(),
        title: Title {
            text: "".into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: gold.date.parse().ok(),
            ..Printed::undated()
        },
        lang: Some("en".into()),
        text: gold.text.replace('\n', "\n\n").into(),
        ..Article::blank()
    }
}
