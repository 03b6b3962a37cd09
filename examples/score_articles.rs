//! Scores the reader of plain-text articles against gold.
//!
//! ```text
//! cargo run --release --example score_articles -- DIR GOLD [--show N]
//! ```
//!
//! GOLD is JSON Lines, one article a line: `file` (its name's last part is
//! looked up in DIR), `title`, `date` (ISO), `paragraphs` (how many), and
//! `footer` (whether there is one; else a body that ends in an address or a
//! reservation of rights counts as wrong). Prints the share of each that is
//! right, then the first N articles that are not.

#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::ingest::{Input, Options, load};
use dateline::model::Article;
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    file: String,
    title: String,
    date: String,
    paragraphs: Option<usize>,
    footer: Option<bool>,
}

fn main() -> Result<()> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let (folder, gold, show) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder, gold] => (folder, gold, 0),
        [folder, gold, "--show", count] => (folder, gold, count.parse()?),
        _ => bail!("usage: score_articles DIR GOLD [--show N]"),
    };
    let articles = read(folder);
    let gold = std::fs::read_to_string(gold).with_context(|| format!("cannot read {gold}"))?;
    let mut total = 0usize;
    let mut right = [0usize; 4];
    let mut wrong = Vec::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Gold = serde_json::from_str(line)?;
        let found = articles.get(last_part(&gold.file));
        let verdict = found.map_or([false; 4], |article| judge(&gold, article));
        total += 1;
        for (sum, right) in right.iter_mut().zip(verdict) {
            *sum += usize::from(right);
        }
        if verdict.contains(&false) {
            wrong.push((gold, verdict));
        }
    }
    println!("articles {total}");
    for (name, right) in ["title", "date", "paragraphs", "footer"].iter().zip(right) {
        println!("{name} {:.4}", right as f64 / total.max(1) as f64);
    }
    for (gold, verdict) in wrong.iter().take(show) {
        println!(
            "{verdict:?} {}: {} {} {:?}",
            gold.file, gold.title, gold.date, gold.paragraphs
        );
        if let Some(article) = articles.get(last_part(&gold.file)) {
            println!(
                "  {:?} {:?} {}",
                article.title,
                article.printed,
                article.paragraphs().count()
            );
        }
    }
    Ok(())
}

fn read(folder: &str) -> HashMap<String, Article> {
    let mut articles = HashMap::new();
    let input = Input::Path(folder.into());
    load(&[input], &Options::default(), &mut |batch| {
        for article in batch.articles {
            articles.insert(last_part(&article.path).to_owned(), article);
        }
        for problem in batch.problems {
            println!("problem: {problem}");
        }
        ControlFlow::Continue(())
    });
    articles
}

fn last_part(path: &str) -> &str {
    let name = Path::new(path).file_name();
    name.and_then(|name| name.to_str()).unwrap_or(path)
}

/// Whether title, date, number of paragraphs and footer are right.
fn judge(gold: &Gold, article: &Article) -> [bool; 4] {
    let day = article.printed.day.map(|day| day.to_string());
    let count = article.paragraphs().count();
    let tail = article.text.chars().rev().take(200).collect::<String>();
    let end = tail.chars().rev().collect::<String>().to_lowercase();
    let is_clean = !end.contains("all rights reserved") && !end.contains("www.");
    [
        squeezed(&gold.title) == squeezed(&article.title.text),
        day.as_deref().unwrap_or("") == gold.date,
        gold.paragraphs.is_none_or(|paragraphs| paragraphs == count),
        is_clean
            && gold
                .footer
                .is_none_or(|has| has == article.footer.is_some()),
    ]
}

fn squeezed(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
