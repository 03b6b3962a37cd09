//! What is checked in and made from the program's own tables is what the
//! program makes now: the man page, the completions, the README's key table.
//!
//! `DATELINE_BLESS=1 cargo test --test generated` writes them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{fs, path::Path};

use dateline::{
    cli::{Generate, generated},
    ingest::FORMATS,
};

/// Compares a file with what it should be, or writes it.
fn check(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("DATELINE_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    let line = found.lines().zip(wanted.lines()).position(|(f, w)| f != w);
    assert!(
        found == wanted,
        "{path} is out of date from line {}; DATELINE_BLESS=1 cargo test --test generated",
        line.map_or("the end".to_owned(), |line| (line + 1).to_string())
    );
}

#[test]
fn the_man_page_is_up_to_date() {
    check("assets/man/dateline.1", &generated(Generate::Man));
}

#[test]
fn the_completions_are_up_to_date() {
    for (file, what) in [
        ("dateline.bash", Generate::CompletionsBash),
        ("_dateline", Generate::CompletionsZsh),
        ("dateline.fish", Generate::CompletionsFish),
    ] {
        check(&format!("assets/completions/{file}"), &generated(what));
    }
}

/// Compares a region of the README, or writes it.
fn check_region(name: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(file).unwrap();
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let (before, rest) = readme.split_once(&start).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    check(
        "README.md",
        &format!("{before}{start}\n{wanted}\n{end}{after}"),
    );
}

/// The table of formats that the program knows them by.
fn formats() -> String {
    let mut table = "| format | endings | what is read |\n|---|---|---|\n".to_owned();
    let plain = "| plain text | any other | headline, date line, paragraphs and footer |\n";
    for format in FORMATS {
        let endings: Vec<String> = format
            .extensions
            .iter()
            .map(|ending| format!("`.{ending}`"))
            .collect();
        table += &format!(
            "| {} | {} | {} |\n",
            format.name,
            endings.join(" "),
            format.gives
        );
    }
    table + plain
}

// One test: two could write the file at the same time.
#[test]
fn the_tables_of_the_readme_are_up_to_date() {
    check_region("keys", &generated(Generate::KeysMarkdown));
    check_region("query", &generated(Generate::QueryMarkdown));
    check_region("formats", &formats());
}

#[test]
fn the_picture_of_the_front_page_is_up_to_date() {
    check("assets/screens/reading.svg", &generated(Generate::Picture));
}
