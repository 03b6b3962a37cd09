//! The block above a Markdown text that says what it is: YAML between `---`,
//! TOML between `+++`, or Pelican's `Title: ...` lines.

use saphyr_parser::{Event, Parser};

/// Names and values in the order of the block.
type Pairs = Vec<(String, String)>;
/// The line, from 1, and what is wrong there.
type Broken = (u64, String);

/// The pairs of a block and the text below it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// Names and values; the items of a list are joined by commas.
    pub pairs: Pairs,
    /// What is wrong with the block, and its line, from 1.
    pub broken: Option<Broken>,
    /// The text below.
    pub rest: &'a str,
}

/// Cuts the block off a text; without one there are no pairs.
pub fn front_matter(text: &str) -> FrontMatter<'_> {
    let text = text.trim_start_matches('\u{FEFF}');
    if let Some((block, rest)) = between(text, "---", &["---", "..."]) {
        let (pairs, broken) = yaml(block);
        return FrontMatter {
            pairs,
            broken,
            rest,
        };
    }
    if let Some((block, rest)) = between(text, "+++", &["+++"]) {
        let (pairs, broken) = toml(block);
        return FrontMatter {
            pairs,
            broken,
            rest,
        };
    }
    pelican(text)
}

/// Whether a text begins with a block in which something is named.
pub fn is_headed(text: &str) -> bool {
    let is_named = |(block, _): (&str, &str), sign: char| {
        block.lines().any(|line| {
            let name = line.split_once(sign).map(|(name, _)| name.trim_end());
            name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
        })
    };
    between(text, "---", &["---", "..."]).is_some_and(|block| is_named(block, ':'))
        || between(text, "+++", &["+++"]).is_some_and(|block| is_named(block, '='))
}

fn between<'a>(text: &'a str, open: &str, close: &[&str]) -> Option<(&'a str, &'a str)> {
    let (first, _) = text.split_once('\n')?;
    if first.trim_end() != open {
        return None;
    }
    let start = first.len() + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let next = at + line.len();
        if close.contains(&line.trim_end()) {
            return Some((&text[start..at], &text[next..]));
        }
        at = next;
    }
    None
}

/// The scalars and lists of scalars of the outermost mapping. Aliases are
/// passed over: nothing is expanded.
fn yaml(block: &str) -> (Pairs, Option<Broken>) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut depth, mut key, mut items) = (0usize, None, Vec::new());
    for event in Parser::new_from_str(block) {
        let (event, _) = match event {
            Ok(event) => event,
            Err(error) => {
                let line = error.marker().line() as u64 + 1;
                return (pairs, Some((line, error.info().to_owned())));
            }
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(key) = key.take()
                {
                    pairs.push((key, std::mem::take(&mut items).join(", ")));
                }
            }
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                None => key = Some(value.into_owned()),
                Some(key) => pairs.push((key, value.into_owned())),
            },
            Event::Scalar(value, ..) if depth == 2 => items.push(value.into_owned()),
            Event::Alias(_) if depth == 1 => key = None,
            _ => {}
        }
    }
    (pairs, None)
}

fn toml(block: &str) -> (Pairs, Option<Broken>) {
    let table = match block.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            let before = error.span().map_or(0, |span| span.start.min(block.len()));
            let line = 2 + block.as_bytes()[..before]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            return (Vec::new(), Some((line as u64, error.message().to_owned())));
        }
    };
    let text = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let pairs = table.iter().filter_map(|(name, value)| {
        let value = match value {
            toml::Value::Array(values) => values
                .iter()
                .filter_map(text)
                .collect::<Vec<_>>()
                .join(", "),
            value => text(value)?,
        };
        Some((name.clone(), value))
    });
    (pairs.collect(), None)
}

/// `Title: ...` lines up to the first blank one. One of them must say the
/// title or the date.
fn pelican(text: &str) -> FrontMatter<'_> {
    const LONGEST_NAME: usize = 20;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            break;
        }
        let pair = line.split_once(':').filter(|(name, _)| {
            name.len() <= LONGEST_NAME
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        });
        let Some((name, value)) = pair else {
            return FrontMatter {
                rest: text,
                ..FrontMatter::default()
            };
        };
        pairs.push((name.to_owned(), value.trim().to_owned()));
    }
    let says = |wanted: &str| {
        pairs
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(wanted))
    };
    if !says("title") && !says("date") {
        return FrontMatter {
            rest: text,
            ..FrontMatter::default()
        };
    }
    FrontMatter {
        pairs,
        broken: None,
        rest: &text[at..],
    }
}
