//! Scores the temporal tagger against gold, as TempEval-3 did.
//!
//! ```text
//! cargo run --release --example score_timex -- [--errors] [--rules DIR] GOLD.jsonl...
//! ```
//!
//! GOLD is JSON Lines, one document a line: `id`, `dct`, `lang`, `text`, and
//! `timex`, a list of `start` and `end` in code points, `type`, `value` and
//! perhaps `alts`, other values that are right as well. Prints per set the F1
//! of equal spans (strict), of overlapping spans (relaxed), and of
//! overlapping spans with the same value. `--errors` prints each item that is
//! wrong; `--rules` reads DIR/en/temporal.toml and its like over the built-in
//! ones.

#![allow(clippy::print_stdout)]

use std::{cmp::Reverse, fs, path::Path};

use anyhow::{Context, Result, bail};
use dateline::{
    model::Day,
    temporal::{Document, Language, Tagger},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    id: String,
    dct: Option<String>,
    lang: Option<String>,
    text: String,
    timex: Vec<Item>,
}

/// A mention, of the gold or found; places in code points.
#[derive(Deserialize)]
struct Item {
    start: usize,
    end: usize,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    alts: Vec<String>,
}

#[derive(Default)]
struct Counts {
    documents: usize,
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (mut sets, mut errors, mut tagger) = (Vec::new(), false, Tagger::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--errors" => errors = true,
            "--rules" => tagger = with_rules(&arguments.next().context("--rules wants a folder")?)?,
            _ => sets.push(argument),
        }
    }
    if sets.is_empty() {
        bail!("usage: score_timex [--errors] [--rules DIR] GOLD.jsonl...");
    }
    for set in sets {
        let text = fs::read_to_string(&set).with_context(|| format!("cannot read {set}"))?;
        let mut counts = Counts::default();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let gold: Gold = serde_json::from_str(line)
                .with_context(|| format!("{set}, line {}", number + 1))?;
            counts.add(&gold, &found(&tagger, &gold)?, errors);
        }
        let name = Path::new(&set).file_stem().unwrap_or_default();
        println!("{}: {}", name.to_string_lossy(), counts.told());
    }
    Ok(())
}

/// A tagger with the rule files of a folder over the built-in ones.
fn with_rules(folder: &str) -> Result<Tagger> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(rules) = fs::read_to_string(entry.path().join("temporal.toml")) else {
            continue;
        };
        let code = entry.file_name().to_string_lossy().into_owned();
        languages.push(Language::parse(&code, &rules).map_err(anyhow::Error::msg)?);
    }
    Ok(Tagger::with(languages))
}

/// What the tagger finds in a document.
fn found(tagger: &Tagger, gold: &Gold) -> Result<Vec<Item>> {
    let dct = gold
        .dct
        .as_deref()
        .map(|day| day.get(..10).unwrap_or(day).parse::<Day>())
        .transpose()
        .with_context(|| format!("the date of {}", gold.id))?;
    let mentions = tagger.tag(&Document {
        text: &gold.text,
        dct,
        lang: gold.lang.as_deref(),
    });
    // Spans come in bytes and in order: count the code points along the way.
    let (mut bytes, mut points) = (0, 0);
    let mut items = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let span = mention.span.range();
        let start = points + gold.text[bytes..span.start].chars().count();
        let end = start + gold.text[span.clone()].chars().count();
        (bytes, points) = (span.end, end);
        items.push(Item {
            start,
            end,
            value: Some(mention.timex.value()),
            alts: Vec::new(),
        });
    }
    Ok(items)
}

/// Pairs of overlapping items, gold and found, each in one pair at most:
/// equal spans first, then from left to right.
fn align(gold: &[Item], found: &[Item]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, wanted) in gold.iter().enumerate() {
        for (j, item) in found.iter().enumerate() {
            let from = wanted.start.max(item.start);
            let overlap = wanted.end.min(item.end).saturating_sub(from);
            if overlap > 0 {
                let differ = (wanted.start, wanted.end) != (item.start, item.end);
                candidates.push((differ, from, Reverse(overlap), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut taken, mut used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (.., i, j) in candidates {
        if !taken[i] && !used[j] {
            (taken[i], used[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether a found value is one of those that are right.
fn right(wanted: &Item, item: &Item) -> bool {
    let value = item.value.as_deref().unwrap_or("");
    wanted.value.as_deref().unwrap_or("") == value || wanted.alts.iter().any(|alt| alt == value)
}

impl Counts {
    /// Adds a document; prints what is wrong in it if asked.
    fn add(&mut self, gold: &Gold, found: &[Item], errors: bool) {
        self.documents += 1;
        self.gold += gold.timex.len();
        self.found += found.len();
        let pairs = align(&gold.timex, found);
        for &(i, j) in &pairs {
            let (wanted, item) = (&gold.timex[i], &found[j]);
            let same = (wanted.start, wanted.end) == (item.start, item.end);
            let right = right(wanted, item);
            self.relaxed += 1;
            self.strict += usize::from(same);
            self.value += usize::from(right);
            if errors && !same {
                report("extent", gold, Some(wanted), Some(item));
            }
            if errors && !right {
                report("value", gold, Some(wanted), Some(item));
            }
        }
        if !errors {
            return;
        }
        for (i, wanted) in gold.timex.iter().enumerate() {
            if pairs.iter().all(|pair| pair.0 != i) {
                report("missed", gold, Some(wanted), None);
            }
        }
        for (j, item) in found.iter().enumerate() {
            if pairs.iter().all(|pair| pair.1 != j) {
                report("spurious", gold, None, Some(item));
            }
        }
    }

    /// One line of figures.
    fn told(&self) -> String {
        let all = self.gold + self.found;
        // The harmonic mean of matched/found and matched/gold; the value
        // counts like a match, as its share of the pairs times their F1.
        let f1 = |matched: usize| match all {
            0 => 100.0,
            _ => 200.0 * matched as f64 / all as f64,
        };
        format!(
            "documents {}  gold {}  found {}  strict {:.1}  relaxed {:.1}  value {:.2}",
            self.documents,
            self.gold,
            self.found,
            f1(self.strict),
            f1(self.relaxed),
            f1(self.value)
        )
    }
}

/// One wrong item: kind, gold and found with their values, the words around.
fn report(kind: &str, gold: &Gold, wanted: Option<&Item>, found: Option<&Item>) {
    /// Code points shown before and behind.
    const AROUND: usize = 60;
    let cut = |start: usize, end: usize| -> String {
        let part = gold
            .text
            .chars()
            .skip(start)
            .take(end.saturating_sub(start));
        part.map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    let told = |item: Option<&Item>| {
        item.map_or_else(String::new, |item| {
            let value = item.value.as_deref().unwrap_or("");
            format!("{} = {value}", cut(item.start, item.end))
        })
    };
    let place = wanted.or(found).map_or(0, |item| item.start);
    println!(
        "{kind}\t{}\t{}\t{}\t{}\t{}",
        gold.id,
        told(wanted),
        told(found),
        gold.dct.as_deref().unwrap_or(""),
        cut(place.saturating_sub(AROUND), place + AROUND)
    );
}
