//! What is checked in and made from the program's own tables is what the
//! program makes now: the man page, the completions, the README's key table.
//!
//! `DATELINE_BLESS=1 cargo test --test generated` writes them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{fs, path::Path};

use dateline::{
    cli::{Generate, Scene, generated},
    ingest::FORMATS,
    temporal::Tagger,
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

/// The sets of gold, and the language of each, whose floors the table tells.
const GOLD: [(&str, &str, &str); 11] = [
    ("en", "te3_tbaq_corrected", "TempEval-3"),
    ("en", "wikiwars", "WikiWars"),
    ("en", "meantime_en", "MEANTIME"),
    ("en", "tweets_train", "tweets"),
    ("de", "krauts_dolomiten_42", "KRAUTS 42"),
    ("de", "krauts_dolomiten_100", "KRAUTS 100"),
    ("es", "hourglass_es", "HourGlass"),
    ("uk", "wikiwars_uk", "WikiWars-UK"),
    ("el", "wikiwars_el", "WikiWars-EL"),
    ("fr", "xltime_fr", "XLTime"),
    ("pt", "xltime_pt", "XLTime"),
];

/// The table of languages in which dates are found in texts, with the figures
/// below which none may fall.
fn languages() -> String {
    let floors = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/floors"));
    let floors = floors.unwrap();
    let floor = |set: &str, key: &str| {
        let wanted = format!("timex/{set} {key} ");
        floors.lines().find_map(|line| line.strip_prefix(&wanted))
    };
    let mut table =
        "| language | code | what is found | F1, no less than |\n|---|---|---|---|\n".to_owned();
    let tagger = Tagger::new();
    let mut languages: Vec<_> = tagger.languages().iter().collect();
    languages.sort_by_key(|language| (&*language.code == "und", language.name.clone()));
    for language in languages {
        let figures: Vec<String> = GOLD
            .iter()
            .filter(|(code, ..)| **code == *language.code)
            .filter_map(|(_, set, title)| {
                let found = ["strict", "relaxed", "value"].map(|key| floor(set, key));
                let found: Vec<&str> = found.into_iter().flatten().collect();
                (!found.is_empty()).then(|| format!("{title} {}", found.join(" / ")))
            })
            .collect();
        table += &format!(
            "| {} | `{}` | {} | {} |\n",
            language.name,
            language.code,
            language.covers,
            figures.join("; ")
        );
    }
    table
}

// One test: two could write the file at the same time.
#[test]
fn the_tables_of_the_readme_are_up_to_date() {
    check_region("keys", &generated(Generate::KeysMarkdown));
    check_region("query", &generated(Generate::QueryMarkdown));
    check_region("formats", &formats());
    check_region("languages", &languages());
}

#[test]
fn the_pictures_of_the_front_page_are_up_to_date() {
    for scene in Scene::ALL {
        let file = format!("assets/screens/{}.svg", scene.name());
        check(&file, &generated(Generate::Picture(scene)));
    }
}
