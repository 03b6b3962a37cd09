//! Keys pressed one after the other. It does not know what they mean.

use std::{fmt, str::FromStr};

use super::{Key, KeyError};

/// Keys pressed one after the other: `g g`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(Box<[Key]>);

impl Sequence {
    /// The keys in order; at least one.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// The sequence as a person reads it: `gg`, `Ctrl-X Ctrl-C`.
    #[must_use]
    pub fn pretty(&self) -> String {
        pretty(&self.0)
    }
}

/// Several keys as a person reads them: characters close together, named keys
/// apart.
#[must_use]
pub fn pretty(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| key.pretty()).collect();
    let close = names.iter().all(|name| name.chars().count() == 1);
    names.join(if close { "" } else { " " })
}

/// Prints the spelling of `config.toml`: keys separated by one space.
impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " " })?;
            key.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for Sequence {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        text.split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
