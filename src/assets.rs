//! The registry of embedded files: name to bytes, so that the program is one
//! file and needs nothing beside it.
//!
//! An explicit list instead of a build script; `tests/assets.rs` walks the
//! folders and fails on a file that is not listed here.

/// `(name, content)` of every embedded file, by its path under `assets/`.
const ASSETS: &[(&str, &str)] = &[
    (
        "languages/de/temporal.toml",
        include_str!("../assets/languages/de/temporal.toml"),
    ),
    (
        "languages/en/temporal.toml",
        include_str!("../assets/languages/en/temporal.toml"),
    ),
    (
        "languages/es/temporal.toml",
        include_str!("../assets/languages/es/temporal.toml"),
    ),
    (
        "languages/fr/temporal.toml",
        include_str!("../assets/languages/fr/temporal.toml"),
    ),
    (
        "languages/ja/temporal.toml",
        include_str!("../assets/languages/ja/temporal.toml"),
    ),
    (
        "languages/ko/temporal.toml",
        include_str!("../assets/languages/ko/temporal.toml"),
    ),
    (
        "languages/ru/temporal.toml",
        include_str!("../assets/languages/ru/temporal.toml"),
    ),
    (
        "languages/uk/temporal.toml",
        include_str!("../assets/languages/uk/temporal.toml"),
    ),
    (
        "languages/zh/temporal.toml",
        include_str!("../assets/languages/zh/temporal.toml"),
    ),
];

/// `(name, content)` of every article of the built-in archive.
const CORPUS: &[(&str, &str)] = &[];

/// The embedded file of this name (its path under `assets/`).
#[must_use]
pub fn get(name: &str) -> Option<&'static str> {
    ASSETS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, content)| content)
}

/// The embedded files under a folder of `assets/`, as `(name, content)`.
pub fn under(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = folder.to_owned();
    ASSETS.iter().copied().filter(move |(name, _)| {
        name.strip_prefix(&folder)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The articles of the built-in archive, as `(file name, content)`.
#[must_use]
pub fn corpus() -> &'static [(&'static str, &'static str)] {
    CORPUS
}
