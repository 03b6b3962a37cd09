//! Configurations that must load, and ones that must not, as files: beside
//! each invalid one stands what is said of it.
//!
//! `DATELINE_BLESS=1` writes what is said now, to be read before it is kept.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use dateline::{
    assets,
    citation::Style,
    command::{Command, Key, Lookup, Scope},
    config::{
        self, Ascii, Config, Order, Paragraphs, Sort, Trick, Zoom,
        load::{Overrides, load, place},
        raw, settings,
    },
    ingest::{Bounds, Fields, Part},
};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/config")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn valid(name: &str) -> Config {
    let path = files("valid")
        .into_iter()
        .find(|p| p.ends_with(name))
        .unwrap();
    let loaded = load(Some(&path), None, &Overrides::default()).unwrap();
    assert_eq!(loaded.errors, []);
    loaded.config
}

fn meaning(config: &Config, scope: Scope, key: Key) -> Lookup {
    config.keymap.look_up(&[scope], &[key])
}

#[test]
fn valid_files_load() {
    for path in files("valid") {
        let loaded = load(Some(&path), None, &Overrides::default()).unwrap();
        assert_eq!(loaded.errors, [], "{}", path.display());
    }
}

#[test]
fn every_setting_arrives() {
    let config = valid("everything.toml");
    assert_eq!(
        Config {
            keymap: config.keymap.clone(),
            theme: config::Theme::Auto,
            measure: 80,
            paragraphs: Paragraphs::Space,
            align: config::Align::Justified,
            hyphenate: false,
            line_spacing: 2,
            columns: config::Columns::Two,
            margin: 4,
            sort: Sort::Length,
            order: Order::Ascending,
            group_by_year: true,
            copies: config::Copies::All,
            zoom: Zoom::Month,
            follow: false,
            glyphs: config::Glyphs::Braille,
            ascii: Ascii::Never,
            reader_delay: Duration::ZERO,
            panes: config::Panes::Stacked,
            citation: Style::Ris,
            wire: config::Wire {
                moves: Trick::Never,
                erase: Trick::Always,
                colour_erase: Trick::Always,
                scroll: Trick::Never,
                margins: Trick::Never,
                repeat: Trick::Always,
                synchronized: Trick::Never,
                questions: Trick::Never,
                calm: Trick::Always,
                colours: config::Depth::Sixteen,
            },
            preset: "vim",
            bounds: Bounds {
                file_bytes: 64 << 20,
                document_bytes: 1 << 20,
                expanded_bytes: 1 << 30,
                ratio: 1000,
                nesting: 0,
                entries: 10,
                seconds: 5,
                depth: 3,
                files: 1000,
                problems: 1,
            },
            fields: {
                let mut fields = Fields::default();
                fields.say(Part::Title, &["Schlagzeile"]);
                fields.say(Part::Text, &["data.body", "Volltext"]);
                fields
            },
        },
        config
    );
    assert_eq!(
        meaning(&config, Scope::List, Key::char('o')),
        Lookup::Command(Command::Sort)
    );
    assert_eq!(
        meaning(&config, Scope::Global, Key::char('q')),
        Lookup::Unknown
    );
    // From the preset underneath.
    assert_eq!(
        meaning(&config, Scope::Pane, Key::ctrl('e')),
        Lookup::Command(Command::Down)
    );
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_mistake() {
    let config = valid("windows.toml");
    assert_eq!((config.measure, config.sort), (60, Sort::Title));
}

#[test]
fn an_empty_file_means_the_defaults() {
    assert_eq!(valid("empty.toml"), Config::default());
}

#[test]
fn invalid_files_are_told_line_by_line_and_change_nothing() {
    for path in files("invalid") {
        let loaded = load(Some(&path), None, &Overrides::default()).unwrap();
        assert_eq!(loaded.config, Config::default(), "{}", path.display());
        let folder = path.parent().unwrap().display().to_string() + "/";
        let said: String = loaded
            .errors
            .iter()
            .map(|error| format!("{error}\n"))
            .collect();
        let said = said.replace(&folder, "");
        let expected = path.with_extension("txt");
        if std::env::var_os("DATELINE_BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(said, expected, "{}", path.display());
        assert!(!said.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_defaults_in_the_table_of_settings_are_the_defaults() {
    for setting in settings::all() {
        let line = format!("{} = {}", setting.name, setting.default);
        let (raw, errors) = raw::parse("default", &line);
        assert_eq!(errors, []);
        assert_eq!(Config::of(&[&raw]).unwrap(), Config::default(), "{line}");
    }
}

#[test]
fn the_example_is_the_defaults_with_and_without_its_number_signs() {
    let example = config::example();
    // A line that sets something is `# name = ...`; the rest stays a comment.
    let setting = |line: &str| {
        line.strip_prefix("# ")
            .and_then(|rest| rest.split_once(" = "))
            .is_some_and(|(name, _)| {
                name.bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'_' | b'-' | b'.'))
            })
    };
    let mut set = 0;
    let alive: String = example
        .lines()
        .map(|line| {
            set += usize::from(setting(line));
            format!("{}\n", if setting(line) { &line[2..] } else { line })
        })
        .collect();
    assert_eq!(set, settings::all().count() + Command::ALL.len());
    for text in [&example, &alive] {
        let (raw, errors) = raw::parse("example", text);
        assert_eq!(errors, []);
        assert_eq!(Config::of(&[&raw]).unwrap(), Config::default());
    }
    assert!(example.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn presets_load_and_hold_nothing_but_keys() {
    let mut seen = 0;
    for (name, text) in assets::under("keymaps") {
        let (raw, errors) = raw::parse(name, text);
        assert_eq!(errors, []);
        assert_eq!(raw.settings, []);
        let config = Config::of(&[&raw]).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        // Nobody is locked in.
        for command in [
            Command::Quit,
            Command::Help,
            Command::CommandLine,
            Command::Abandon,
        ] {
            assert!(
                !config.keymap.keys(command).is_empty(),
                "{name}: {command:?}"
            );
        }
        seen += 1;
    }
    assert_eq!(seen + 1, settings::preset_names().len());
}

#[test]
fn a_missing_file_is_fine_unless_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("config.toml");
    let loaded = load(None, Some(&missing), &Overrides::default()).unwrap();
    assert_eq!((loaded.config, loaded.errors), (Config::default(), vec![]));
    let loaded = load(None, None, &Overrides::default()).unwrap();
    assert_eq!(loaded.config, Config::default());
    let error = load(Some(&missing), None, &Overrides::default()).unwrap_err();
    assert_eq!(error.file, missing.display().to_string());
}

#[test]
fn a_file_that_is_no_text_is_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    for (bytes, said) in [
        (b"theme = \"\xff\"".to_vec(), "not UTF-8"),
        (vec![b'#'; (1 << 20) + 1], "larger than 1 MiB"),
    ] {
        fs::write(&path, bytes).unwrap();
        let loaded = load(None, Some(&path), &Overrides::default()).unwrap();
        assert_eq!(loaded.config, Config::default());
        assert_eq!(loaded.errors[0].message, said);
    }
}

#[test]
fn the_command_line_wins_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, "keymap = \"vim\"\nascii = \"never\"\nmeasure = 60").unwrap();
    let over = Overrides {
        theme: None,
        keymap: Some("emacs".into()),
        ascii: true,
    };
    let loaded = load(None, Some(&path), &over).unwrap();
    assert_eq!(loaded.errors, []);
    let config = loaded.config;
    assert_eq!(
        (config.preset, config.ascii, config.measure),
        ("emacs", Ascii::Always, 60)
    );

    // A mistake in the file does not undo what was typed just now.
    fs::write(&path, "measures = 60").unwrap();
    let loaded = load(None, Some(&path), &over).unwrap();
    assert_eq!(loaded.errors.len(), 1);
    assert_eq!((loaded.config.preset, loaded.config.measure), ("emacs", 72));

    let over = Overrides {
        keymap: Some("emcas".into()),
        ..Overrides::default()
    };
    assert_eq!(
        load(None, None, &over).unwrap_err().to_string(),
        "the command line: keymap: no such keymap: \"emcas\"; did you mean \"emacs\"?"
    );
}

/// Variables, and the place that they make.
type Environment = (
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
);

#[test]
fn empty_and_relative_variables_count_as_unset() {
    let cases: &[Environment] = &[
        (
            &[("XDG_CONFIG_HOME", "/x"), ("HOME", "/home/a")],
            Some("/x/dateline/config.toml"),
        ),
        (
            &[("XDG_CONFIG_HOME", ""), ("HOME", "/home/a")],
            Some("/home/a/.config/dateline/config.toml"),
        ),
        (
            &[("XDG_CONFIG_HOME", "x"), ("HOME", "/home/a")],
            Some("/home/a/.config/dateline/config.toml"),
        ),
        (&[("HOME", "")], None),
        (&[], None),
    ];
    for (variables, expected) in cases {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        };
        assert_eq!(
            place(&variable),
            expected.map(PathBuf::from),
            "{variables:?}"
        );
    }
}

proptest::proptest! {
    /// Whatever stands in the file: an answer, and lines that exist.
    #[test]
    fn any_text_is_read_or_told_about(
        lines in proptest::collection::vec(
            "(\\[keys\\.(pane|list|x)\\]|(down|up|theme|measure|x-y) = (\"[a-z-]{0,9}( [a-z])?\"|\\[\"\\PC?\", 7\\]|-?[0-9]{1,21}|true|\\PC{0,5})|\\PC{0,20})",
            0..12,
        )
    ) {
        let text = lines.join("\n");
        let (raw, mut errors) = raw::parse("file", &text);
        if let Err(more) = Config::of(&[&raw]) {
            errors.extend(more);
        }
        for error in errors {
            assert!(error.line.is_none_or(|line| (1..=text.lines().count() + 1).contains(&line)), "{error}");
            assert!(!error.to_string().contains('\n'), "{error:?}");
        }
    }
}
