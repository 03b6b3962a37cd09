//! The temporal tagger: article and anchor day to mentions.
//!
//! How a text becomes mentions: `scan` cuts it into sentences of tokens and
//! drops those without a word of time; the `lexicon` says what each word can
//! be; the `grammar`, stages of rules over these classes, puts tokens
//! together; `build` gives each match a typed meaning that needs no context;
//! `regime` decides by vote whether the text is news or a narrative;
//! `resolve` walks once from left to right and turns meanings into values.
//! Words and rules are data (`language` reads them); their semantics are here
//! once for all languages.
//!
//! `anniversary` adds, for whole articles, what their anniversaries remember.
//!
//! Nothing here reads files, knows the screen, or weighs evidence.

mod almanac;
mod anniversary;
mod build;
mod class;
mod detect;
mod effort;
mod grammar;
mod language;
mod lexicon;
mod lunar;
mod node;
mod pattern;
mod regime;
mod resolve;
mod scan;

use std::hash::Hasher;

use twox_hash::XxHash3_64;

use crate::{
    assets,
    model::{Article, Day, Mention, Span},
};

pub use language::{Example, Language};
pub use regime::Regime;

use anniversary::Cues;
use node::{Meaning, Node};
use resolve::{Found, Resolver};

/// A text to tag.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// The day it was printed or written, if known.
    pub dct: Option<Day>,
    /// BCP 47 code of its language, if known.
    pub lang: Option<&'a str>,
}

/// Finds and resolves temporal expressions; built once, used by many threads.
#[derive(Debug)]
pub struct Tagger {
    languages: Vec<Language>,
    anniversaries: Cues,
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

impl Tagger {
    /// A tagger for the languages that are built in.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Vec::new())
    }

    /// A tagger for the languages that are built in and a person's own; an own
    /// one replaces the built-in one of the same code.
    ///
    /// # Panics
    /// When a built-in rule file is wrong, which a test rules out.
    #[must_use]
    pub fn with(own: Vec<Language>) -> Self {
        let mut languages: Vec<Language> = rule_files()
            .filter(|(code, _)| !own.iter().any(|own| own.code.eq_ignore_ascii_case(code)))
            .map(|(code, rules)| {
                Language::parse(code, rules).expect("built-in rule files are tested")
            })
            .collect();
        languages.extend(own);
        Self {
            languages,
            anniversaries: Cues::new(),
        }
    }

    /// The languages that it knows.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The mentions of a text in its order, without overlaps.
    #[must_use]
    pub fn tag(&self, document: &Document<'_>) -> Vec<Mention> {
        let Some(language) = self.language_of(document) else {
            return Vec::new();
        };
        let found = find(document.text, language, |_, _| {});
        let regime = regime::vote(
            document.text,
            document.dct,
            found
                .iter()
                .filter(|found| found.classes & class::only(class::MESSAGE_MENTION) == 0)
                .map(|found| &found.meaning),
        );
        resolve_all(document.dct, regime, &found)
    }

    /// The same, when it is known what kind of text it is.
    #[must_use]
    pub fn tag_in(&self, document: &Document<'_>, regime: Regime) -> Vec<Mention> {
        self.language_of(document)
            .map_or_else(Vec::new, |language| {
                let found = find(document.text, language, |_, _| {});
                resolve_all(document.dct, regime, &found)
            })
    }

    /// Which rules of its language put together what in a text: numbers of
    /// rules, from 0 in the order of [`Language::examples`], and where.
    #[must_use]
    pub fn rules_in(&self, document: &Document<'_>) -> Vec<(usize, Span)> {
        let mut fired = Vec::new();
        if let Some(language) = self.language_of(document) {
            find(document.text, language, |rule, node| {
                fired.push((rule, node.span()));
            });
        }
        fired
    }

    /// The language in which a document is read: as it says, else by its text.
    /// One that is not known here is read by the rules for what is written in
    /// figures alone (`und`).
    #[must_use]
    pub fn language_of(&self, document: &Document<'_>) -> Option<&Language> {
        let Some(code) = document.lang else {
            return detect::language(document.text, &self.languages);
        };
        let code = code.split(['-', '_']).next().unwrap_or(code);
        self.languages
            .iter()
            .find(|language| language.code.eq_ignore_ascii_case(code))
            .or_else(|| detect::in_figures(&self.languages))
    }
}

/// The rule files that are built in, each with the code of its language.
pub fn rule_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    assets::under("languages").filter_map(|(name, text)| {
        let code = name
            .strip_prefix("languages/")?
            .strip_suffix("/temporal.toml")?;
        Some((code, text))
    })
}

/// A hash of all that is built in.
#[must_use]
pub fn rules_print() -> [u8; 8] {
    let mut hash = XxHash3_64::default();
    for (name, text) in assets::under("languages") {
        for part in [name, text] {
            hash.write(part.as_bytes());
        }
    }
    hash.finish().to_le_bytes()
}

/// The mentions of an article, counted from the day on which it was printed,
/// with what its anniversaries remember ("the 74th anniversary").
#[must_use]
pub fn tag_article(tagger: &Tagger, article: &Article) -> Vec<Mention> {
    let document = Document {
        text: &article.text,
        dct: article.printed.day,
        lang: article.lang.as_deref(),
    };
    let mut mentions = tagger.tag(&document);
    let code = article
        .lang
        .as_deref()
        .or_else(|| tagger.language_of(&document).map(|known| &*known.code));
    if let (Some(code), Some(printed)) = (code, article.printed.day) {
        let kept = tagger
            .anniversaries
            .find(code, &article.text, printed, &mentions);
        merge(&mut mentions, kept);
    }
    mentions
}

/// Puts anniversaries among the other mentions, in the place of what gives way
/// to them.
fn merge(mentions: &mut Vec<Mention>, anniversaries: Vec<Mention>) {
    if anniversaries.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let apart = |kept: &Mention| {
            kept.span.end <= mention.span.start || mention.span.end <= kept.span.start
        };
        anniversaries.iter().all(apart)
    });
    mentions.extend(anniversaries);
    mentions.sort_by_key(|mention| mention.span);
}

fn find(text: &str, language: &Language, mut on_rule: impl FnMut(usize, &Node)) -> Vec<Found> {
    let mut found = Vec::new();
    // Spans are 32 bits: what lies behind 4 GiB of a text is not read.
    let readable = scan::up_to(text, u32::MAX as usize);
    scan::sentences(readable, &language.lexicon, |nodes, place| {
        grammar::parse(nodes, &language.lexicon, &language.stages, &mut on_rule);
        for (at, node) in nodes.iter().enumerate() {
            if node.classes & regime::MENTIONS == 0 || node.meaning == Meaning::None {
                continue;
            }
            found.push(Found {
                span: node.span(),
                meaning: node.meaning,
                classes: node.classes,
                place,
                tokens_before: u32::try_from(at).unwrap_or(u32::MAX),
                tense: regime::tense(nodes, at, text, language),
            });
        }
    });
    found
}

fn resolve_all(dct: Option<Day>, regime: Regime, found: &[Found]) -> Vec<Mention> {
    let mut resolver = Resolver::new(dct, regime);
    let admitted: Vec<&Found> = found
        .iter()
        .filter(|found| regime::admits(regime, found.classes, &found.meaning))
        .collect();
    (0..admitted.len())
        .filter_map(|at| resolver.resolve(admitted[at], &admitted[at + 1..]))
        .collect()
}
