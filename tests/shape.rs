//! The architecture that `src/lib.rs` tells, as a test: who may name whom,
//! what touches the world and where, how long a file may be.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each layer, from leaf to root, with the layers that it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("folders", &[]),
    ("text", &[]),
    ("model", &["text"]),
    ("citation", &["text", "model"]),
    ("assets", &[]),
    ("ingest", &["text", "model", "assets"]),
    ("temporal", &["text", "model", "assets"]),
    ("timeline", &["text", "model", "assets", "temporal"]),
    ("snapshot", &["text", "model", "timeline"]),
    ("search", &["text", "model", "assets"]),
    ("store", &["folders", "text", "model"]),
    ("command", &[]),
    (
        "config",
        &["folders", "citation", "command", "assets", "ingest"],
    ),
    (
        "app",
        &[
            "text", "model", "citation", "search", "temporal", "timeline", "command", "config",
        ],
    ),
    (
        "ui",
        &[
            "text", "model", "citation", "timeline", "command", "config", "assets", "app",
        ],
    ),
    (
        "runtime",
        &[
            "folders", "text", "model", "citation", "assets", "ingest", "temporal", "timeline",
            "search", "store", "command", "config", "app", "ui", "snapshot",
        ],
    ),
    (
        "cli",
        &[
            "folders", "text", "model", "citation", "assets", "ingest", "temporal", "timeline",
            "search", "store", "command", "config", "app", "ui", "runtime",
        ],
    ),
];

/// What may be written only in certain places: a text, the places (a layer or
/// a file), and why.
const PLACES: &[(&str, &[&str], &str)] = &[
    (
        "crossterm",
        &["runtime"],
        "nothing above the edge knows the terminal library",
    ),
    (
        "ratatui::",
        &[
            "ui",
            "runtime",
            "app/layout.rs",
            "cli/picture/stage.rs",
            "cli/picture/svg.rs",
        ],
        "the state is not made of widgets",
    ),
    ("clap::", &["cli"], "arguments are read in one place"),
    (
        "anyhow",
        &["runtime", "cli"],
        "below the edge errors are values that can be matched",
    ),
    (
        "rusqlite",
        &["store", "ingest/format/newsboat.rs"],
        "nobody above the store knows in what it is kept, and one format is a database",
    ),
    (
        "rustix::",
        &["runtime", "cli"],
        "the system is called at the edge",
    ),
    (
        "tempfile",
        &["runtime"],
        "files that pass are made at the edge",
    ),
    ("signal_hook", &["runtime"], "signals arrive at the edge"),
    ("textwrap::", &["text"], "lines are broken in one place"),
    ("hypher::", &["text"], "words are divided in one place"),
    (
        "unicode_bidi",
        &["text"],
        "lines are put in order in one place",
    ),
    (
        "unicode_width",
        &["text"],
        "columns are counted in one place",
    ),
    (
        "unicode_segmentation",
        &["text"],
        "graphemes are cut in one place",
    ),
    (
        "icu_segmenter",
        &["text"],
        "words and sentences are cut in one place",
    ),
    ("encoding_rs", &["ingest"], "bytes become text in one place"),
    ("chardetng", &["ingest"], "bytes become text in one place"),
    (
        "symbolic_common",
        &["snapshot/read.rs"],
        "one file is mapped, and it is ours",
    ),
    (
        "walkdir",
        &["ingest/walk.rs"],
        "folders are walked in one place",
    ),
    (
        "std::fs",
        &[
            "ingest/walk.rs",
            "config/load.rs",
            "store/open.rs",
            "runtime",
            "cli",
        ],
        "files are read in one place",
    ),
    (
        "File::open",
        &[
            "ingest/walk.rs",
            "config/load.rs",
            "store/open.rs",
            "runtime",
            "cli",
        ],
        "files are read in one place",
    ),
    (
        "std::env",
        &["config/load.rs", "runtime", "cli"],
        "the environment is read at the edge",
    ),
    (
        "std::thread",
        &["runtime"],
        "a job is a function; the edge gives it a thread",
    ),
    (
        "Mutex",
        &["runtime"],
        "nothing is shared and changed above the edge",
    ),
    (
        "RefCell",
        &["runtime"],
        "nothing is changed behind a shared reference",
    ),
    ("Instant::now", &["runtime"], "no clock above the edge"),
    ("SystemTime", &["runtime"], "no clock above the edge"),
    ("Zoned::now", &["runtime"], "no clock above the edge"),
    ("thread::sleep", &[], "nobody waits for time to pass"),
    ("println!", &[], "output goes through a writer"),
    (
        "super::super",
        &[],
        "two steps up are a step sideways: name it from the crate",
    ),
    (
        "Color::",
        &[
            "ui/theme/file.rs",
            "ui/theme/palette.rs",
            "runtime",
            "cli/picture/stage.rs",
            "cli/picture/svg.rs",
        ],
        "colours have names, in themes",
    ),
];

/// Code lines of a file at the most, and the files that may be longer.
const LONGEST: usize = 400;
const LONGER: &[&str] = &[];
/// Folders between `src` and a file at the most.
const DEEPEST: usize = 2;

struct Source {
    /// By its path under `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The code without tests, comments and doc comments.
    fn code(&self) -> String {
        let end = self
            .text
            .find("#[cfg(test)]\nmod ")
            .unwrap_or(self.text.len());
        let lines = self.text[..end]
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn layer(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Tests that stand in a file of their own.
    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs")
    }
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<Source>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for entry in entries {
            if entry.is_dir() {
                walk(&entry, root, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let path = entry
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(Source {
                    path,
                    text: fs::read_to_string(&entry).unwrap(),
                });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// Fails with all complaints at once.
fn check(complaints: Vec<String>) {
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn layers_name_only_those_below_them() {
    let mut complaints = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !matches!(source.layer(), "lib" | "main"))
    {
        let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer())
        else {
            complaints.push(format!(
                "{}: the layer {} is not in the table",
                source.path,
                source.layer()
            ));
            continue;
        };
        let code = source.code().replace("crate::{", "crate::{\n");
        for other in LAYERS
            .iter()
            .map(|(other, _)| *other)
            .filter(|other| other != layer && !allowed.contains(other))
        {
            let named = format!("crate::{other}");
            let grouped = |line: &str| {
                let line = line.trim_start();
                line.strip_prefix(other)
                    .is_some_and(|rest| rest.starts_with("::") || rest.starts_with(','))
            };
            if code.contains(&named) || (code.contains("crate::{\n") && code.lines().any(grouped)) {
                complaints.push(format!("{}: {layer} may not name {other}", source.path));
            }
        }
    }
    check(complaints);
}

#[test]
fn the_world_is_touched_only_where_it_may_be() {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let code = source.code();
        for (word, places, why) in PLACES {
            let allowed = places
                .iter()
                .any(|place| source.path == *place || source.layer() == *place);
            if !allowed && code.contains(word) {
                complaints.push(format!("{}: {word}, but {why}", source.path));
            }
        }
    }
    check(complaints);
}

#[test]
fn files_are_small_shallow_and_say_what_they_are_for() {
    let mut complaints = Vec::new();
    for source in &sources() {
        let lines = source
            .code()
            .lines()
            .filter(|line| !line.trim().is_empty())
            .count();
        if lines > LONGEST && !LONGER.contains(&source.path.as_str()) {
            complaints.push(format!(
                "{}: {lines} lines of code, {LONGEST} at the most",
                source.path
            ));
        }
        if source.path.matches('/').count() > DEEPEST {
            complaints.push(format!("{}: too deep", source.path));
        }
        if !source.text.starts_with("//!") && !source.text.starts_with("#![") {
            complaints.push(format!("{}: does not say what it is for", source.path));
        }
    }
    check(complaints);
}

#[test]
fn every_layer_stands_in_the_map() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let missing = LAYERS
        .iter()
        .filter(|(layer, _)| !map.contains(&format!("[`{layer}`]")))
        .map(|(layer, _)| format!("src/lib.rs does not tell of {layer}"));
    check(missing.collect());
}
