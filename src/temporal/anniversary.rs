//! Anniversaries by their words: "the 74th anniversary", "23 years ago today".
//!
//! Such words date what is remembered. The year is that of printing less the
//! number; the day, where one stands beside the words ("August 15 marks the
//! 79th anniversary"), is that day in that year. The expressions are no TIMEX3
//! of their own, so the tagger for texts without an article leaves them out.
//! They are data by language (`anniversaries.toml`).

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use aho_corasick::AhoCorasick;
use regex_automata::{meta::Regex, util::syntax};
use serde::Deserialize;

use crate::{
    assets,
    model::{Day, Granularity, How, Mention, Partial, Rule, Span, Timex, TimexType, Value, Within},
    text,
};

/// The expressions of all languages.
#[derive(Debug)]
pub(super) struct Cues {
    by_language: HashMap<String, Raw>,
    /// Made when a text of the language comes.
    made: HashMap<String, OnceLock<Language>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    signs: Vec<String>,
    cues: Vec<String>,
    today: Vec<String>,
    numbers: HashMap<String, String>,
}

/// The expressions of one language.
#[derive(Debug)]
struct Language {
    signs: AhoCorasick,
    /// Those of `cues`, then those of `today`.
    cues: Regex,
    /// How many are of `cues`.
    plain: usize,
    numbers: HashMap<String, i16>,
}

/// An expression in a text.
struct Cue {
    span: Range<usize>,
    years: i16,
    /// It names the day on which it is printed.
    today: bool,
}

/// No anniversary of more years is kept.
const MOST: i16 = 3000;

/// Words between a day and the anniversary that it is: "July 27, the 71st",
/// "August 15 marks the 79th". What is done on a day "to mark the 79th" says
/// nothing of the day itself.
const BETWEEN: usize = 2;

impl Cues {
    /// Those that are built in.
    ///
    /// # Panics
    /// When the built-in file is wrong, which a test rules out.
    pub(super) fn new() -> Self {
        let file = assets::get("anniversaries.toml").unwrap_or_default();
        let by_language: HashMap<String, Raw> =
            toml::from_str(file).expect("the built-in file is tested");
        let made = by_language
            .keys()
            .map(|code| (code.clone(), OnceLock::new()))
            .collect();
        Self { by_language, made }
    }

    /// What the anniversaries of a text remember, in its order. `mentions` are
    /// the dates that it names otherwise.
    pub(super) fn find(
        &self,
        code: &str,
        content: &str,
        printed: Day,
        mentions: &[Mention],
    ) -> Vec<Mention> {
        let code = code.split(['-', '_']).next().unwrap_or(code);
        let (Some(raw), Some(made)) = (self.by_language.get(code), self.made.get(code)) else {
            return Vec::new();
        };
        let language = made.get_or_init(|| raw.language().expect("the built-in file is tested"));
        let mut found = Vec::new();
        let mut read = 0;
        for sign in language.signs.find_iter(content) {
            if sign.start() < read {
                continue;
            }
            let sentence = text::sentence_at(content, sign.range());
            read = sentence.end.max(sign.end());
            let first = mentions.partition_point(|m| (m.span.end as usize) <= sentence.start);
            let inside: Vec<&Mention> = mentions[first..]
                .iter()
                .take_while(|m| (m.span.start as usize) < sentence.end)
                .collect();
            let cues = language.cues_in(content, &sentence);
            found.extend(
                cues.iter()
                    .filter_map(|cue| remembered(content, cue, printed, &inside)),
            );
        }
        found
    }
}

impl Raw {
    /// # Errors
    /// What is wrong with the expressions.
    fn language(&self) -> Result<Language, String> {
        let mut numbers = HashMap::new();
        for (number, words) in &self.numbers {
            let number: i16 = number
                .parse()
                .map_err(|_| format!("{number} is no number"))?;
            numbers.extend(
                words
                    .split_whitespace()
                    .map(|word| (word.to_owned(), number)),
            );
        }
        // Longer words first: an alternation takes the first that fits.
        let mut words: Vec<&str> = numbers.keys().map(String::as_str).collect();
        words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        let words = words.join("|");
        let number = format!(r"(\d{{1,4}}|(?:(?:{words})[-\s])?(?:{words}))");
        let cues: Vec<String> = self
            .cues
            .iter()
            .chain(&self.today)
            .map(|cue| cue.replace("{n}", &number))
            .collect();
        let cues = Regex::builder()
            .syntax(syntax::Config::new().case_insensitive(true))
            .build_many(&cues)
            .map_err(|error| error.to_string())?;
        let signs = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&self.signs)
            .map_err(|error| error.to_string())?;
        Ok(Language {
            signs,
            cues,
            plain: self.cues.len(),
            numbers,
        })
    }
}

impl Language {
    fn cues_in(&self, content: &str, sentence: &Range<usize>) -> Vec<Cue> {
        let words = &content[sentence.clone()];
        let found = self.cues.captures_iter(words).filter_map(|captures| {
            let whole = captures.get_match()?;
            let number = captures.get_group(1)?;
            Some(Cue {
                span: sentence.start + whole.start()..sentence.start + whole.end(),
                years: self.number(&words[number.range()])?,
                today: captures.pattern()?.as_usize() >= self.plain,
            })
        });
        found.collect()
    }

    /// The number that digits or words say.
    fn number(&self, words: &str) -> Option<i16> {
        let sum = words
            .split(|c: char| c == '-' || c.is_whitespace())
            .map(|word| {
                let word = word.to_lowercase();
                word.parse()
                    .ok()
                    .or_else(|| self.numbers.get(&word).copied())
            })
            .sum::<Option<i16>>()?;
        (1..=MOST).contains(&sum).then_some(sum)
    }
}

/// What an anniversary remembers; `None` where another date has its words.
fn remembered(content: &str, cue: &Cue, printed: Day, inside: &[&Mention]) -> Option<Mention> {
    let taken = |mention: &&Mention| {
        let span = mention.span.range();
        let apart = span.end <= cue.span.start || cue.span.end <= span.start;
        !apart && !gives_way(mention)
    };
    if inside.iter().any(taken) {
        return None;
    }
    let past = inside
        .iter()
        .find(|mention| is_of(mention, printed.year() - cue.years));
    let beside = inside
        .iter()
        .find_map(|mention| marked(content, cue, printed, mention));
    let (date, anchor) = match (cue.today, past, beside) {
        (true, ..) => (back(printed, cue.years)?, printed),
        (_, Some(past), _) => (
            past.interval.and_then(|days| date_of(past, days.start))?,
            printed,
        ),
        (_, None, Some(day)) => (back(day, cue.years)?, day),
        _ => (
            Partial::year(printed.year() - cue.years, Within::Whole),
            printed,
        ),
    };
    let (interval, granularity) = date.interval()?;
    let place = |byte: usize| u32::try_from(byte).ok();
    Some(Mention {
        span: Span {
            start: place(cue.span.start)?,
            end: place(cue.span.end)?,
        },
        timex: Timex::new(TimexType::Date, Value::Date(date)),
        interval: Some(interval),
        granularity,
        how: How {
            rule: Rule::Anniversary,
            anchor: Some(anchor),
        },
    })
}

/// A length of time, or a year counted back, says less than the anniversary
/// of whose words it is part.
pub(super) fn gives_way(mention: &Mention) -> bool {
    mention.interval.is_none()
        || (mention.how.rule == Rule::FromPrinted && mention.how.anchor.is_some())
}

/// Whether a mention is a day of that year.
fn is_of(mention: &Mention, year: i16) -> bool {
    mention.granularity == Granularity::Day
        && mention
            .interval
            .is_some_and(|days| days.start.year() == year)
}

fn date_of(mention: &Mention, day: Day) -> Option<Partial> {
    (mention.granularity == Granularity::Day).then(|| Partial::day(day))
}

/// The day that a mention beside the words says is the anniversary.
fn marked(content: &str, cue: &Cue, printed: Day, mention: &Mention) -> Option<Day> {
    let day = mention.interval?.start;
    let years = (i32::from(day.year()) - i32::from(printed.year())).abs();
    if mention.granularity != Granularity::Day || years > 1 {
        return None;
    }
    let span = mention.span.range();
    let beside = if span.end <= cue.span.start {
        let between = content.get(span.end..cue.span.start)?;
        between
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
            <= BETWEEN
    } else {
        let between = content.get(cue.span.end..span.start)?;
        matches!(between.trim(), "(" | "," | "（")
    };
    beside.then_some(day)
}

/// The same day so many years before; of 29 February in common years the 28th.
fn back(day: Day, years: i16) -> Option<Partial> {
    let year = day.year().checked_sub(years)?;
    let there = Day::new(year, day.month(), day.day())
        .or_else(|_| Day::new(year, day.month(), day.day() - 1));
    there.ok().map(Partial::day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_right() {
        for raw in Cues::new().by_language.values() {
            raw.language().unwrap();
        }
    }
}
