//! The registry of embedded files: name to bytes, so that the program is one
//! file and needs nothing beside it.
//!
//! An explicit list instead of a build script; `tests/assets.rs` walks the
//! folders and fails on a file that is not listed here.

/// `(name, content)` of every embedded file, by its path under `assets/`.
const ASSETS: &[(&str, &str)] = &[
    ("agencies.txt", include_str!("../assets/agencies.txt")),
    (
        "languages/ar/months.txt",
        include_str!("../assets/languages/ar/months.txt"),
    ),
    (
        "languages/cs/months.txt",
        include_str!("../assets/languages/cs/months.txt"),
    ),
    (
        "languages/cs/stopwords.txt",
        include_str!("../assets/languages/cs/stopwords.txt"),
    ),
    (
        "languages/de/months.txt",
        include_str!("../assets/languages/de/months.txt"),
    ),
    (
        "languages/de/stopwords.txt",
        include_str!("../assets/languages/de/stopwords.txt"),
    ),
    (
        "languages/en/months.txt",
        include_str!("../assets/languages/en/months.txt"),
    ),
    (
        "languages/en/stopwords.txt",
        include_str!("../assets/languages/en/stopwords.txt"),
    ),
    (
        "languages/es/months.txt",
        include_str!("../assets/languages/es/months.txt"),
    ),
    (
        "languages/es/stopwords.txt",
        include_str!("../assets/languages/es/stopwords.txt"),
    ),
    (
        "languages/fr/months.txt",
        include_str!("../assets/languages/fr/months.txt"),
    ),
    (
        "languages/fr/stopwords.txt",
        include_str!("../assets/languages/fr/stopwords.txt"),
    ),
    (
        "languages/it/months.txt",
        include_str!("../assets/languages/it/months.txt"),
    ),
    (
        "languages/it/stopwords.txt",
        include_str!("../assets/languages/it/stopwords.txt"),
    ),
    (
        "languages/ja/months.txt",
        include_str!("../assets/languages/ja/months.txt"),
    ),
    (
        "languages/ko/months.txt",
        include_str!("../assets/languages/ko/months.txt"),
    ),
    (
        "languages/nl/months.txt",
        include_str!("../assets/languages/nl/months.txt"),
    ),
    (
        "languages/nl/stopwords.txt",
        include_str!("../assets/languages/nl/stopwords.txt"),
    ),
    (
        "languages/pl/months.txt",
        include_str!("../assets/languages/pl/months.txt"),
    ),
    (
        "languages/pl/stopwords.txt",
        include_str!("../assets/languages/pl/stopwords.txt"),
    ),
    (
        "languages/pt/months.txt",
        include_str!("../assets/languages/pt/months.txt"),
    ),
    (
        "languages/pt/stopwords.txt",
        include_str!("../assets/languages/pt/stopwords.txt"),
    ),
    (
        "languages/ru/months.txt",
        include_str!("../assets/languages/ru/months.txt"),
    ),
    (
        "languages/sv/months.txt",
        include_str!("../assets/languages/sv/months.txt"),
    ),
    (
        "languages/sv/stopwords.txt",
        include_str!("../assets/languages/sv/stopwords.txt"),
    ),
    (
        "languages/tr/months.txt",
        include_str!("../assets/languages/tr/months.txt"),
    ),
    (
        "languages/tr/stopwords.txt",
        include_str!("../assets/languages/tr/stopwords.txt"),
    ),
    (
        "languages/uk/months.txt",
        include_str!("../assets/languages/uk/months.txt"),
    ),
    (
        "languages/zh/months.txt",
        include_str!("../assets/languages/zh/months.txt"),
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
