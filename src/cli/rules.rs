//! The rules by which dates are found in texts: those that are built in, and a
//! person's own beside the settings.

use anyhow::bail;

use super::{args::Options, output::Console, usual_place};
use crate::{
    config::{self, load},
    temporal::{self, Language, Tagger},
};

/// The languages of the person's own rule files, and what is wrong with the
/// others.
pub fn own(options: &Options) -> (Vec<Language>, Vec<config::Error>) {
    let Some(settings) = options.config.clone().or_else(usual_place) else {
        return Default::default();
    };
    let (files, mut errors) = load::rules(&settings);
    let mut languages = Vec::new();
    for file in files {
        match Language::parse(&file.language, &file.text) {
            Ok(language) => languages.push(language),
            Err(message) => errors.push(config::Error {
                file: file.file,
                line: None,
                key: String::new(),
                message,
            }),
        }
    }
    (languages, errors)
}

/// A tagger with the person's own rules over the built-in ones; what is wrong
/// with them goes to standard error.
///
/// # Errors
/// The message could not be written.
pub fn tagger(options: &Options, console: &mut Console<'_>) -> anyhow::Result<Tagger> {
    let (languages, errors) = own(options);
    for error in errors {
        console.say(&error.to_string())?;
    }
    Ok(Tagger::with(languages))
}

/// The built-in rule file of a language, to write one's own from.
///
/// # Errors
/// There is none.
pub fn built_in(code: &str) -> anyhow::Result<&'static str> {
    let mut files = temporal::rule_files();
    if let Some((_, text)) = files.find(|(known, _)| *known == code) {
        return Ok(text);
    }
    let codes: Vec<&str> = temporal::rule_files().map(|(code, _)| code).collect();
    bail!(
        "no rules for {code:?} are built in, but for {}",
        codes.join(", ")
    )
}
