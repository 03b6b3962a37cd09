//! A language from its rule file: TOML text to a lexicon and a grammar.
//!
//! Where the text comes from, the program or a person's own folder, is not
//! asked here. The file has `[words.CLASS]` tables (payload = words apart by
//! blanks, `_` for the blank inside a phrase, `^` for "only with a capital",
//! `{a,b}` for alternatives), its alphabet in `letters`, and `[[stage]]` tables with their rules and the
//! number of their passes; `name` and `covers` say of which language it is and what it finds.

use std::collections::HashMap;

use serde::Deserialize;
use twox_hash::XxHash3_64;

use crate::model::{DayPart, Modifier, Season, Unit};

use super::{
    build::{Action, ERA_BC},
    class::{self, Class, ClassSet},
    grammar::{Rule, Stage},
    lexicon::{Case, Lexicon, NumberDot},
    node::WordId,
    pattern::{self, Names},
    regime::Regime,
    scan::fold_mark,
};

/// The words and rules of one language.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code.
    pub code: Box<str>,
    /// Its English name; empty when the file does not say it.
    pub name: Box<str>,
    /// What its rules find, in words.
    pub covers: Box<str>,
    /// A hash of its rule file.
    pub print: u64,
    /// Its words.
    pub(super) lexicon: Lexicon,
    /// Its alphabet, in ranges of small letters.
    letters: Vec<(char, char)>,
    /// Endings of words in the past tense.
    pub(super) past_endings: Vec<Box<str>>,
    /// Its rules, in the order in which they are tried.
    pub(super) stages: Vec<Stage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    name: String,
    #[serde(default)]
    covers: String,
    triggers: String,
    #[serde(default = "latin")]
    letters: String,
    #[serde(default)]
    past_endings: String,
    #[serde(default)]
    ordinal_dot: bool,
    #[serde(default)]
    sets: HashMap<String, String>,
    words: HashMap<String, HashMap<String, String>>,
    stage: Vec<RawStage>,
}

fn latin() -> String {
    "a-z".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStage {
    name: String,
    #[serde(default = "once")]
    passes: u8,
    rules: Vec<RawRule>,
}

const fn once() -> u8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    is: String,
    of: String,
    #[serde(default, rename = "do")]
    action: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    not_after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    not_before: String,
    eg: String,
}

struct Vocabulary {
    lexicon: Lexicon,
    classes: Vec<String>,
    /// Names for several classes at once.
    sets: HashMap<String, String>,
}

impl Names for Vocabulary {
    fn classes(&mut self, name: &str) -> Result<ClassSet, String> {
        let Some(members) = self.sets.get(name).cloned() else {
            return self.class(name).map(class::only);
        };
        let mut classes = 0;
        for member in members.split_whitespace() {
            classes |= class::only(self.class(member)?);
        }
        Ok(classes)
    }

    fn word(&mut self, text: &str) -> Result<WordId, String> {
        self.lexicon.intern(&fold(text))
    }
}

impl Vocabulary {
    fn class(&mut self, name: &str) -> Result<Class, String> {
        let index = self.classes.iter().position(|known| known == name);
        let index = index.unwrap_or_else(|| {
            self.classes.push(name.to_owned());
            self.classes.len() - 1
        });
        u8::try_from(index)
            .ok()
            .filter(|class| *class < 128)
            .ok_or_else(|| "more than 128 classes".to_owned())
    }
}

impl Language {
    /// Reads a rule file.
    ///
    /// # Errors
    /// What is wrong, with the place as far as it is known.
    pub fn parse(code: &str, text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| format!("{code}: {error}"))?;
        let mut names = Vocabulary {
            lexicon: Lexicon::default(),
            classes: class::NAMES.iter().map(|&name| name.to_owned()).collect(),
            sets: file.sets,
        };
        // In a fixed order, so that the numbers of classes do not depend on
        // the hasher.
        let mut tables: Vec<_> = file.words.iter().collect();
        tables.sort_unstable_by_key(|(name, _)| name.as_str());
        for (name, words) in tables {
            let class = names.class(name)?;
            for (payload, list) in words {
                let payload = read_payload(name, payload)?;
                add_words(&mut names.lexicon, class, payload, list)?;
                if class == class::NUMBER {
                    add_words(&mut names.lexicon, class::INTEGER, payload, list)?;
                }
            }
        }
        let mut triggers = 0;
        for name in file.triggers.split_whitespace() {
            triggers |= class::only(names.class(name)?);
        }
        names.lexicon.set_triggers(triggers);
        if file.ordinal_dot {
            names.lexicon.set_number_dot(NumberDot::Ordinal);
        }
        let mut stages = Vec::new();
        for stage in file.stage {
            let mut rules = Vec::new();
            for rule in stage.rules {
                let of = rule.of.clone();
                rules.push(
                    compile(rule, &mut names).map_err(|error| {
                        format!("{code}, stage {}, `{of}`: {error}", stage.name)
                    })?,
                );
            }
            stages.push(Stage::new(rules, stage.passes));
        }
        Ok(Self {
            code: code.into(),
            name: file.name.into(),
            covers: file.covers.into(),
            print: XxHash3_64::oneshot(text.as_bytes()),
            lexicon: names.lexicon,
            letters: read_letters(&file.letters),
            past_endings: file
                .past_endings
                .split_whitespace()
                .map(Into::into)
                .collect(),
            stages,
        })
    }
}

impl Language {
    /// Whether a letter is of its alphabet.
    pub(super) fn has_letter(&self, letter: char) -> bool {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        self.letters
            .iter()
            .any(|&(first, last)| (first..=last).contains(&small))
    }

    /// How many letters its alphabet has.
    pub(super) fn letter_count(&self) -> u32 {
        self.letters
            .iter()
            .map(|&(first, last)| u32::from(last) - u32::from(first) + 1)
            .sum()
    }
}

/// An alphabet: letters, and ranges such as `a-z`, apart by blanks.
fn read_letters(text: &str) -> Vec<(char, char)> {
    let mut ranges = Vec::new();
    for item in text.split_whitespace() {
        match item.chars().collect::<Vec<_>>().as_slice() {
            &[first, '-', last] => ranges.push((first, last)),
            letters => ranges.extend(letters.iter().map(|&letter| (letter, letter))),
        }
    }
    ranges
}

/// A text in which a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example<'a> {
    /// The text with the mention in brackets, ` = ` and its value.
    pub text: &'a str,
    /// The kind of text in which the rule holds.
    pub regime: Regime,
}

impl Language {
    /// The example of every rule, in the order of the file.
    pub fn examples(&self) -> impl Iterator<Item = Example<'_>> {
        let rules = self.stages.iter().flat_map(|stage| &stage.rules);
        rules.map(|rule| Example {
            text: &rule.example,
            regime: match rule.is {
                class::NARRATIVE_MENTION => Regime::Narrative,
                class::MESSAGE_MENTION | class::LOOSE_MENTION => Regime::Message,
                _ => Regime::News,
            },
        })
    }
}

fn compile(rule: RawRule, names: &mut Vocabulary) -> Result<Rule, String> {
    let mut rows = |text: &str| -> Result<Vec<_>, String> {
        text.split(" ; ")
            .filter(|row| !row.trim().is_empty())
            .map(|row| pattern::parse(row, names))
            .collect()
    };
    let (after, not_after) = (rows(&rule.after)?, rows(&rule.not_after)?);
    let (before, not_before) = (rows(&rule.before)?, rows(&rule.not_before)?);
    let of = pattern::parse(&rule.of, names)?;
    if of.iter().all(|element| element.optional) {
        return Err("nothing in it must be there".to_owned());
    }
    Ok(Rule {
        of,
        after,
        not_after,
        before,
        not_before,
        is: names.class(&rule.is)?,
        action: Action::named(&rule.action)?,
        example: rule.eg.into(),
    })
}

fn add_words(lexicon: &mut Lexicon, class: Class, payload: i32, list: &str) -> Result<(), String> {
    for item in list.split_whitespace() {
        let (item, case) = match item.strip_prefix('^') {
            Some(rest) => (rest, Case::Capital),
            None => (item, Case::Any),
        };
        for word in alternatives(item) {
            let words: Vec<String> = word.split('_').map(fold).collect();
            lexicon.add(&words, class, payload, case)?;
        }
    }
    Ok(())
}

/// `januar{y,ies}` to both words.
fn alternatives(item: &str) -> Vec<String> {
    let Some((head, rest)) = item.split_once('{') else {
        return vec![item.to_owned()];
    };
    let (inner, tail) = rest.split_once('}').unwrap_or((rest, ""));
    let tails = alternatives(tail);
    inner
        .split(',')
        .flat_map(|middle| {
            tails
                .iter()
                .map(move |tail| format!("{head}{middle}{tail}"))
        })
        .collect()
}

fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(fold_mark)
        .collect()
}

/// The number that a payload means in its class: names for units, parts of
/// the day and the like, `-1 text` for directions, else a number.
fn read_payload(class: &str, text: &str) -> Result<i32, String> {
    let position = |found: Option<usize>| {
        found
            .and_then(|index| i32::try_from(index).ok())
            .ok_or_else(|| format!("`{text}` means nothing for the class {class}"))
    };
    let number = |text: &str| {
        text.parse::<i32>()
            .map_err(|_| format!("`{text}` means nothing for the class {class}"))
    };
    let unit = |text: &str| {
        position(
            Unit::ALL
                .iter()
                .position(|unit| format!("{unit:?}").eq_ignore_ascii_case(text)),
        )
    };
    match class {
        "Unit" | "Units" => unit(text),
        "SetAdv" | "LenWord" => match text.split_once(' ') {
            Some((count, name)) => Ok(number(count)? * 100 + unit(name)?),
            None => unit(text),
        },
        // The anchor counts from 0 to 2 as in a direction.
        "Shift" => match text.split_once(' ') {
            Some((count, rest)) => {
                let (name, from) = rest.split_once(' ').unwrap_or((rest, ""));
                let steps = number(count)? * 3 + i32::from(from == "text");
                Ok(steps * 100 + unit(name)?)
            }
            None => Err(format!("`{text}` means nothing for the class {class}")),
        },
        "Part" => position(DayPart::ALL.iter().position(|part| part.letters() == text)),
        "Season" => position(
            Season::ALL
                .iter()
                .position(|season| season.letters() == text),
        ),
        "Mod" => position(
            Modifier::ALL
                .iter()
                .position(|modifier| modifier.name() == text),
        ),
        "Dir" | "Ago" => match text.split_once(' ') {
            Some((count, "text")) => Ok(number(count)? * 3 + 1),
            Some((count, "printed")) => Ok(number(count)? * 3 + 2),
            _ => Ok(number(text)? * 3),
        },
        "Era" if text == "BC" => Ok(ERA_BC),
        "Ref" => match text {
            "PAST" => Ok(-1),
            "PRESENT" => Ok(0),
            "FUTURE" => Ok(1),
            _ => number(text),
        },
        "AmPm" => Ok(i32::from(text == "PM")),
        "Zone" => Ok(i32::from(text == "UTC")),
        _ => number(text),
    }
}
