//! The registry of embedded files: name to bytes, so that the program is one
//! file and needs nothing beside it.
//!
//! An explicit list instead of a build script; `tests/assets.rs` walks the
//! folders and fails on a file that is not listed here. Nothing here reads a
//! file while the program runs, and nothing here knows what a file means.

/// `(name, content)` of each file, by its path under a folder of the project.
macro_rules! embedded {
    ($folder:literal: $($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name))),)*]
    };
}

/// `(name, content)` of every embedded file, by its path under `assets/`.
const ASSETS: &[(&str, &str)] = embedded! { "assets":
    "agencies.txt",
    "keymaps/emacs.toml",
    "keymaps/less.toml",
    "keymaps/vim.toml",
    "labels.txt",
    "languages/ar/months.txt",
    "languages/cs/months.txt",
    "languages/cs/stopwords.txt",
    "languages/de/months.txt",
    "languages/de/stopwords.txt",
    "languages/de/temporal.toml",
    "languages/en/months.txt",
    "languages/en/stopwords.txt",
    "languages/en/temporal.toml",
    "languages/es/months.txt",
    "languages/es/stopwords.txt",
    "languages/es/temporal.toml",
    "languages/fr/months.txt",
    "languages/fr/stopwords.txt",
    "languages/fr/temporal.toml",
    "languages/it/months.txt",
    "languages/it/stopwords.txt",
    "languages/ja/months.txt",
    "languages/ja/temporal.toml",
    "languages/ko/months.txt",
    "languages/ko/temporal.toml",
    "languages/nl/months.txt",
    "languages/nl/stopwords.txt",
    "languages/pl/months.txt",
    "languages/pl/stopwords.txt",
    "languages/pt/months.txt",
    "languages/pt/stopwords.txt",
    "languages/ru/months.txt",
    "languages/ru/temporal.toml",
    "languages/sv/months.txt",
    "languages/sv/stopwords.txt",
    "languages/tr/months.txt",
    "languages/tr/stopwords.txt",
    "languages/uk/months.txt",
    "languages/uk/temporal.toml",
    "languages/zh/months.txt",
    "languages/zh/temporal.toml",
    "themes/dark.toml",
    "themes/high-contrast.toml",
    "themes/light.toml",
    "themes/none.toml",
};

/// `(name, content)` of every article of the built-in archive.
const CORPUS: &[(&str, &str)] = embedded! { "corpus":
    "1998-10-12-fifty-years-of-relations.txt",
    "2003-09-19-soviet-aid-after-the-korean-war.txt",
    "2008-10-12-sixty-years-of-relations.txt",
    "2010-07-19-ten-years-since-the-joint-declaration.txt",
    "2011-07-06-the-treaty-of-1961.txt",
    "2011-08-04-ten-years-since-the-moscow-declaration.txt",
    "2018-09-22-the-railway-from-khasan-to-rajin.txt",
    "2018-10-12-seventy-years-of-relations.txt",
    "2020-07-19-twenty-years-since-the-joint-declaration.txt",
    "2023-10-12-seventy-five-years-of-relations.txt",
    "2024-04-25-five-years-since-vladivostok.txt",
    "2025-06-19-a-year-since-the-partnership-treaty.txt",
};

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
