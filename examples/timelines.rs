//! Timelines of annotated news topics, for measuring: reads `tasks.jsonl` of a
//! folder in the layout of the Timeline17 evaluation and writes, for each task,
//! `{"id", "items": [{"date", "sentences", "score"}]}` as one line.
//!
//! `cargo run --release --example timelines -- FOLDER > predicted.jsonl`

#![allow(clippy::print_stdout)]

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use dateline::{
    model::{
        Article, Corpus, Day, Encoding, EncodingFrom, Granularity, Interval, MentionTable, Printed,
        Provenance, Title, TitleFrom,
    },
    temporal::{Tagger, tag_article},
    timeline::{Options, Timeline, Words, rows},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Task {
    id: String,
    articles: PathBuf,
    keywords: Vec<String>,
    /// How many dates.
    l: usize,
    /// How many sentences a date.
    k: usize,
    start: String,
    end: String,
}

#[derive(Deserialize)]
struct Told {
    id: String,
    date: String,
    title: String,
    text: String,
}

/// A topic's articles, tagged.
struct Archive {
    corpus: Corpus,
    mentions: MentionTable,
    timeline: Timeline,
}

fn main() -> anyhow::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .context("give the folder of tasks.jsonl")?;
    let folder = Path::new(&folder);
    let tagger = Tagger::new();
    let mut archives: HashMap<PathBuf, Archive> = HashMap::new();
    for line in fs::read_to_string(folder.join("tasks.jsonl"))?.lines() {
        let task: Task = serde_json::from_str(line)?;
        if !archives.contains_key(&task.articles) {
            let archive = read(&folder.join(&task.articles), &tagger)?;
            archives.insert(task.articles.clone(), archive);
        }
        println!("{}", answer(&task, &archives[&task.articles])?);
    }
    Ok(())
}

fn read(path: &Path, tagger: &Tagger) -> anyhow::Result<Archive> {
    let content = fs::read_to_string(path)?;
    let told = content.lines().map(serde_json::from_str::<Told>);
    let articles: Vec<Article> = told
        .map(|told| told.map(article))
        .collect::<Result<_, _>>()?;
    let mut archive = Archive {
        corpus: Corpus::default(),
        mentions: MentionTable::default(),
        timeline: Timeline::default(),
    };
    let tagged = articles.iter().map(|article| tag_article(tagger, article));
    archive.mentions.extend(tagged.collect());
    let ids = archive.corpus.push(articles.into());
    archive
        .timeline
        .add(&archive.corpus, &archive.mentions, ids);
    Ok(archive)
}

fn article(told: Told) -> Article {
    Article {
        id: told.id.into(),
        path: Arc::from(""),
        title: Title {
            text: told.title.into(),
            from: TitleFrom::Metadata,
        },
        printed: Printed {
            day: told.date.parse().ok(),
            provenance: Provenance::Metadata,
            confidence: dateline::model::Confidence::Sure,
            raw: None,
        },
        lang: None,
        source: None,
        author: None,
        url: None,
        text: told.text.into(),
        markup: Box::default(),
        footer: None,
        encoding: Encoding {
            name: "UTF-8",
            from: EncodingFrom::Valid,
            replaced: 0,
        },
    }
}

fn answer(task: &Task, archive: &Archive) -> anyhow::Result<serde_json::Value> {
    let range = Interval::new(task.start.parse::<Day>()?, task.end.parse::<Day>()?);
    let options = Options {
        range: Some(range),
        printed: Some(range),
        granularity: Some(Granularity::Day),
        query: Words::parse(&task.keywords.join(" OR ")),
        top: Some(task.l),
        sentences: task.k,
        ..Options::default()
    };
    let rows = rows(
        &archive.corpus,
        &archive.mentions,
        &archive.timeline,
        &options,
    );
    let items = rows
        .iter()
        .map(|row| json!({"date": row.start, "sentences": row.sentences, "score": row.salience}));
    Ok(json!({"id": task.id, "items": items.collect::<Vec<_>>()}))
}
