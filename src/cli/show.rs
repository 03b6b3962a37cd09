//! `dateline show`: articles as wrapped text, for reading without a screen.

use std::io::{self, Write};

use super::{
    archive::{self, Archive},
    list::iso,
    output::{Console, Outcome, Screen},
};
use crate::{
    config::{Config, Paragraphs},
    model::Article,
    text::{self, Measure},
};

/// How articles are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The columns of a line.
    pub columns: usize,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
}

impl Layout {
    /// The columns asked for, else the measure, or the terminal's columns if
    /// it has fewer.
    #[must_use]
    pub fn new(asked: Option<u16>, config: &Config, screen: Screen) -> Self {
        let measure = usize::from(config.measure);
        let columns = match (asked, screen) {
            (Some(columns), _) => usize::from(columns),
            (None, Screen::Terminal(columns)) => measure.min(columns),
            (None, Screen::None) => measure,
        };
        Self {
            columns,
            paragraphs: config.paragraphs,
        }
    }
}

/// The columns before the first line of an indented paragraph.
const INDENT: usize = 3;

/// Prints all articles, or those with this id: the whole id, else the only
/// article whose id begins so.
///
/// # Errors
///
/// The output could not be written.
pub fn show(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    id: Option<&str>,
    layout: Layout,
) -> anyhow::Result<Outcome> {
    match id {
        None => all(console, archive, layout),
        Some(id) => one(console, archive, id, layout),
    }
}

/// Prints every article as soon as it has been read.
///
/// # Errors
///
/// The output could not be written.
pub fn all(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    layout: Layout,
) -> anyhow::Result<Outcome> {
    let mut first = true;
    archive::read(console, archive, &mut |console, batch| {
        for article in &batch.articles {
            if !first {
                writeln!(console.out, "\n{}\n", "-".repeat(layout.columns))?;
            }
            first = false;
            print(console.out, article, layout)?;
        }
        Ok(())
    })
}

fn one(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    id: &str,
    layout: Layout,
) -> anyhow::Result<Outcome> {
    let mut candidates: Vec<Article> = Vec::new();
    let outcome = archive::read(console, archive, &mut |_, batch| {
        let matching = batch.articles.into_iter().filter(|a| a.id.starts_with(id));
        candidates.extend(matching);
        Ok(())
    })?;
    if candidates.iter().any(|article| *article.id == *id) {
        candidates.retain(|article| *article.id == *id);
    }
    match candidates.first() {
        Some(article) if candidates.iter().all(|other| other.id == article.id) => {
            // The same id twice is the same content, or nearly.
            print(console.out, article, layout)?;
            Ok(outcome)
        }
        Some(_) => {
            console.say(&format!("several ids begin with {id:?}:"))?;
            for article in &candidates {
                console.say(&format!("  {}  {}", article.id, article.title.text))?;
            }
            Ok(Outcome::Failed)
        }
        None => {
            if outcome != Outcome::Failed {
                console.say(&format!(
                    "no article has the id {id:?}; `dateline list` shows them"
                ))?;
            }
            Ok(match outcome {
                Outcome::Found => Outcome::Nothing,
                other => other,
            })
        }
    }
}

/// One article: title, what is known of it, paragraphs, footer.
fn print(out: &mut dyn Write, article: &Article, layout: Layout) -> io::Result<()> {
    let flat = Measure {
        columns: layout.columns,
        indent: 0,
    };
    lines(out, &article.title.text, flat)?;
    let date = match article.printed.day {
        Some(day) => format!("{} ({})", iso(day), article.printed.provenance.name()),
        None => "undated".to_owned(),
    };
    let known: Vec<&str> = [
        Some(date.as_str()),
        article.source.as_deref(),
        article.author.as_deref(),
        Some(&article.path),
    ]
    .into_iter()
    .flatten()
    .collect();
    lines(out, &known.join(" · "), flat)?;
    let body = match layout.paragraphs {
        Paragraphs::Indent => Measure {
            columns: layout.columns,
            indent: INDENT,
        },
        Paragraphs::Space => flat,
    };
    for (index, (_, paragraph)) in article.paragraphs().enumerate() {
        if index == 0 || layout.paragraphs == Paragraphs::Space {
            writeln!(out)?;
        }
        lines(out, paragraph, body)?;
    }
    if let Some(footer) = &article.footer {
        writeln!(out)?;
        lines(out, &footer.text, flat)?;
    }
    Ok(())
}

fn lines(out: &mut dyn Write, content: &str, measure: Measure) -> io::Result<()> {
    for (index, line) in text::wrap(content, measure).iter().enumerate() {
        let indent = if index == 0 { measure.indentation() } else { 0 };
        let shown = text::clean(&content[line.range()]);
        writeln!(out, "{:indent$}{shown}", "")?;
    }
    Ok(())
}
