//! Where the configuration is found, and reading it and the rule files beside
//! it: the only file of this folder that touches the disk.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    Config, Error,
    raw::{self, Entry, Raw, Value},
};
use crate::folders::{self, Folder};

/// No settings are longer; a device or a wrong file could be endless.
const LARGEST: u64 = 1 << 20;

/// What the command line says; it wins over the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--theme NAME`
    pub theme: Option<String>,
    /// `--keymap NAME`
    pub keymap: Option<String>,
    /// `--ascii`
    pub ascii: bool,
}

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The settings; the defaults where the file has mistakes.
    pub config: Config,
    /// The mistakes of the file.
    pub errors: Vec<Error>,
}

/// Where the configuration is when nothing else is said; `None` when there is
/// no home.
#[must_use]
pub fn place(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    Some(folders::find(Folder::Config, variable)?.join("config.toml"))
}

/// Reads the file that was asked for, else the one in the usual place, which
/// may be missing.
///
/// # Errors
///
/// A mistake on the command line: a value that does not exist, a file asked
/// for that cannot be read.
pub fn load(asked: Option<&Path>, usual: Option<&Path>, over: &Overrides) -> Result<Loaded, Error> {
    let command_line = written(over);
    let defaults = Config::of(&[&command_line]).map_err(first)?;
    let Some(path) = asked.or(usual) else {
        return Ok(Loaded {
            config: defaults,
            errors: Vec::new(),
        });
    };
    let name = path.display().to_string();
    let text = match read(path) {
        Ok(text) => text,
        Err(error) if asked.is_none() && error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            let error = Error {
                file: name,
                line: None,
                key: String::new(),
                message: error.to_string(),
            };
            if asked.is_some() {
                return Err(error);
            }
            return Ok(Loaded {
                config: defaults,
                errors: vec![error],
            });
        }
    };
    let (file, mut errors) = raw::parse(&name, &text);
    let config = match Config::of(&[&file, &command_line]) {
        Ok(config) if errors.is_empty() => config,
        Ok(_) => defaults,
        Err(more) => {
            errors.extend(more);
            defaults
        }
    };
    errors.sort_by_key(|error| error.line);
    Ok(Loaded { config, errors })
}

/// A rule file of a person's own, for the dates of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// BCP 47 code: the name of its folder.
    pub language: String,
    /// Where it is.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// The rule files beside a configuration, `languages/CODE/temporal.toml`, by
/// their codes, and those that could not be read.
#[must_use]
pub fn rules(config: &Path) -> (Vec<Rules>, Vec<Error>) {
    let folder = config.with_file_name("languages");
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = entry.path().join("temporal.toml");
        let file = path.display().to_string();
        match read(&path) {
            Ok(text) => found.push(Rules {
                language: entry.file_name().to_string_lossy().into_owned(),
                file,
                text,
            }),
            // Folders may hold other things.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) => {}
            Err(error) => errors.push(Error {
                file,
                line: None,
                key: String::new(),
                message: error.to_string(),
            }),
        }
    }
    found.sort_unstable_by(|a, b| a.language.cmp(&b.language));
    errors.sort_unstable_by(|a, b| a.file.cmp(&b.file));
    (found, errors)
}

fn first(mut errors: Vec<Error>) -> Error {
    // `Config::of` fails with at least one.
    errors.swap_remove(0)
}

/// The command line as if it were a file.
fn written(over: &Overrides) -> Raw {
    let ascii = over.ascii.then(|| "always".to_owned());
    let given = [
        ("theme", over.theme.clone()),
        ("keymap", over.keymap.clone()),
        ("ascii", ascii),
    ];
    let settings = given.into_iter().filter_map(|(name, value)| {
        Some(Entry {
            name: name.to_owned(),
            value: Value::Text(value?),
            line: None,
        })
    });
    Raw {
        file: "the command line".to_owned(),
        settings: settings.collect(),
        ..Raw::default()
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    let problem = |message: &str| io::Error::new(io::ErrorKind::InvalidData, message);
    if bytes.len() as u64 > LARGEST {
        return Err(problem("larger than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| problem("not UTF-8"))
}
