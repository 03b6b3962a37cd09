//! The commands without a screen: what they print, in which shape, with which
//! exit code. Most run inside the test; what only a process can show (exit
//! codes, pipes, standard input) runs the program itself.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use clap::Parser as _;
use dateline::cli::{
    Args, answer,
    output::{Console, Outcome, Screen},
};
use serde_json::Value;
use tempfile::TempDir;

const JULY: &str = "\
Talks held on the border

July 19, 2000

   The two sides met on the bridge. They spoke until the evening and parted as friends, which \
nobody had expected of either of them.

   A second meeting is planned.

Copyright (c) The Bridge Courier
";

const MARCH: &str = "\
Anniversary of the bridge marked

March 5, 1998

   The bridge was opened on March 5, 1958.
";

/// An archive of two articles, and an empty folder for the settings.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        place.write("archive/july.txt", JULY);
        place.write("archive/march.txt", MARCH);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program itself, in this folder, without any terminal.
    fn program(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("XDG_CONFIG_HOME", self.path("settings"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not want its input may have closed it.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }
}

/// What was printed, with the folder of the test left out.
struct Answer {
    out: String,
    err: String,
    outcome: Option<Outcome>,
}

impl Answer {
    fn records(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn run_on(screen: Screen, place: &Place, arguments: &[&str]) -> Answer {
    let none = place.write("none.toml", "");
    let archive = place.path("archive");
    let arguments = arguments.iter().map(|argument| match *argument {
        "ARCHIVE" => archive.to_str().unwrap(),
        other => other,
    });
    let given = ["dateline", "--config", none.to_str().unwrap()];
    let args = Args::parse_from(given.into_iter().chain(arguments));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        screen,
    };
    let outcome = answer(&args, &mut console).ok();
    let prefix = format!("{}/", place.folder.path().display());
    let text = |bytes| String::from_utf8(bytes).unwrap().replace(&prefix, "");
    Answer {
        out: text(out),
        err: text(err),
        outcome,
    }
}

fn run(place: &Place, arguments: &[&str]) -> Answer {
    run_on(Screen::None, place, arguments)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn list_is_in_the_order_of_dates_and_separated_by_tabs() {
    let place = Place::new();
    let answer = run(&place, &["list", "ARCHIVE"]);
    let lines: Vec<Vec<&str>> = answer
        .out
        .lines()
        .map(|l| l.split('\t').collect())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        lines[0][1..],
        [
            "1998-03-05",
            "date line",
            "sure",
            "Anniversary of the bridge marked",
            "",
            "archive/march.txt"
        ]
    );
    assert_eq!(lines[1][1], "2000-07-19");
    assert_eq!(
        (answer.err.as_str(), answer.outcome),
        ("", Some(Outcome::Found))
    );
}

#[test]
fn list_on_a_terminal_fits_it() {
    let place = Place::new();
    place.write(
        "archive/wide.txt",
        "會談會談會談會談會談會談會談會談會談會談會談會談會談會談會談會談\n\n    Text.\n",
    );
    for columns in [20, 60, 80, 200] {
        let answer = run_on(Screen::Terminal(columns), &place, &["list", "ARCHIVE"]);
        assert_eq!(answer.out.lines().count(), 3);
        for line in answer.out.lines() {
            assert!(dateline::text::width(line) <= columns, "{line}");
        }
    }
    let answer = run_on(Screen::Terminal(200), &place, &["list", "ARCHIVE"]);
    let dates: Vec<_> = answer.out.lines().map(|l| l.find("date line")).collect();
    assert_eq!(dates[0], dates[1]);
}

#[test]
fn every_shape_has_the_same_rows() {
    let place = Place::new();
    let jsonl = run(&place, &["list", "ARCHIVE", "--format", "jsonl"]).records();
    let json = run(&place, &["list", "ARCHIVE", "--format", "json"]).out;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap(), jsonl);
    assert_eq!(jsonl[0]["date"], "1998-03-05");
    assert_eq!(jsonl[0]["source"], Value::Null);

    let csv = run(&place, &["list", "ARCHIVE", "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
    assert_eq!(
        names,
        [
            "id",
            "date",
            "provenance",
            "confidence",
            "title",
            "source",
            "path"
        ]
    );
    for (row, record) in reader.records().zip(&jsonl) {
        for (name, cell) in names.iter().zip(row.unwrap().iter()) {
            assert_eq!(cell, record[name].as_str().unwrap_or_default());
        }
    }
}

#[test]
fn export_has_the_documented_fields_in_order() {
    let place = Place::new();
    let answer = run(&place, &["export", "ARCHIVE"]);
    let names = [
        "id",
        "path",
        "title",
        "date",
        "provenance",
        "lang",
        "source",
        "author",
        "url",
        "text",
        "footer",
    ];
    for line in answer.out.lines() {
        let places = names.map(|name| line.find(&format!("\"{name}\":")).unwrap());
        assert!(places.is_sorted(), "{line}");
    }
    let july = answer
        .records()
        .into_iter()
        .find(|record| record["path"] == "archive/july.txt")
        .unwrap();
    assert_eq!(july["date"], "2000-07-19");
    assert_eq!(july["title"], "Talks held on the border");
    assert_eq!(july["footer"], "Copyright (c) The Bridge Courier");
    assert!(
        july["text"]
            .as_str()
            .unwrap()
            .ends_with("\n\nA second meeting is planned.")
    );
}

#[test]
fn text_is_cleaned_and_json_is_exact() {
    let place = Place::new();
    let hostile = "Title \u{1b}[31mred\u{9b}2J\u{202e}\n\nJuly 19, 2000\n\n   Body \u{1b}]0;x\u{7} \u{200b}end.\n";
    fs::remove_dir_all(place.path("archive")).unwrap();
    place.write("archive/hostile.txt", hostile);
    let obeyed = |text: &str| {
        text.chars().any(|c| {
            (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202e}' | '\u{200b}')
        })
    };
    for arguments in [
        ["list", "ARCHIVE"].as_slice(),
        &["list", "ARCHIVE", "--format", "csv"],
        &["list", "ARCHIVE", "--format", "jsonl"],
        &["export", "ARCHIVE"],
        &["export", "ARCHIVE", "--format", "csv"],
        &["show", "ARCHIVE"],
        &["check", "ARCHIVE"],
        &["search", "body", "ARCHIVE"],
        &["search", "body", "ARCHIVE", "--format", "json"],
        &["timeline", "ARCHIVE", "--lane", "printed"],
    ] {
        let answer = run_on(Screen::Terminal(80), &place, arguments);
        assert!(!obeyed(&answer.out), "{arguments:?}: {:?}", answer.out);
    }
    for arguments in [["show", "ARCHIVE"], ["list", "ARCHIVE"]] {
        assert!(!obeyed(&run(&place, &arguments).out));
    }
    let record = &run(&place, &["export", "ARCHIVE"]).records()[0];
    assert_eq!(record["title"], "Title \u{1b}[31mred\u{9b}2J\u{202e}");
    assert!(
        record["text"]
            .as_str()
            .unwrap()
            .contains("\u{1b}]0;x\u{7} \u{200b}end")
    );
}

#[test]
fn show_wraps_to_the_width_that_is_asked_for() {
    let place = Place::new();
    let answer = run(&place, &["show", "ARCHIVE", "--width", "30"]);
    assert!(
        answer.out.lines().all(|line| line.chars().count() <= 30),
        "{}",
        answer.out
    );
    assert!(
        answer.out.contains("\n   The two sides met on the\n"),
        "{}",
        answer.out
    );
    // Two articles, one line between them.
    assert_eq!(answer.out.matches(&"-".repeat(30)).count(), 1);
}

#[test]
fn show_spaces_paragraphs_when_the_settings_say_so() {
    let place = Place::new();
    let settings = place.write("own.toml", "paragraphs = \"space\"\nmeasure = 40\n");
    let path = place.path("archive/july.txt");
    let arguments = [
        "dateline",
        "show",
        "--config",
        settings.to_str().unwrap(),
        path.to_str().unwrap(),
    ];
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        screen: Screen::None,
    };
    answer(&Args::parse_from(arguments), &mut console).unwrap();
    let out = text(&out);
    assert!(out.contains("\n\nThe two sides met"), "{out}");
    assert!(out.contains("\n\nA second meeting is planned.\n"), "{out}");
    let body = out.split_once("\n\n").unwrap().1;
    assert!(body.lines().all(|line| line.chars().count() <= 40), "{out}");
}

#[test]
fn show_takes_an_id_or_its_beginning() {
    let place = Place::new();
    let list = run(&place, &["list", "ARCHIVE", "--format", "jsonl"]).records();
    let id = list[1]["id"].as_str().unwrap();
    for asked in [id, &id[..6]] {
        let answer = run(&place, &["show", "ARCHIVE", "--id", asked]);
        assert!(
            answer
                .out
                .starts_with("Talks held on the border\n2000-07-19"),
            "{}",
            answer.out
        );
        assert!(!answer.out.contains("Anniversary"));
        assert_eq!(answer.outcome, Some(Outcome::Found));
    }
    let none = run(&place, &["show", "ARCHIVE", "--id", "zz"]);
    assert_eq!(
        (none.out.as_str(), none.outcome),
        ("", Some(Outcome::Nothing))
    );
    assert!(none.err.contains("no article has the id \"zz\""));
    let many = run(&place, &["show", "ARCHIVE", "--id", ""]);
    assert_eq!(
        (many.out.as_str(), many.outcome),
        ("", Some(Outcome::Failed))
    );
    assert!(many.err.contains("several ids begin"));
}

#[test]
fn check_tells_what_was_not_read_and_what_is_undated() {
    let place = Place::new();
    place.write("archive/empty.txt", "");
    place.write(
        "archive/undated.txt",
        "A title\n\n   A text without any day.\n",
    );
    let answer = run(&place, &["check", "ARCHIVE"]);
    assert!(answer.out.contains("archive/empty.txt: "), "{}", answer.out);
    assert!(
        answer
            .out
            .contains("archive/undated.txt: no date of publication"),
        "{}",
        answer.out
    );
    assert!(
        answer.out.contains("3 articles read; 1 not read"),
        "{}",
        answer.out
    );
    assert!(
        answer.out.contains("printed from 1998-03-05 to 2000-07-19"),
        "{}",
        answer.out
    );
    // It is the data here, not a message.
    assert_eq!(
        (answer.err.as_str(), answer.outcome),
        ("", Some(Outcome::Found))
    );

    let json = run(&place, &["check", "ARCHIVE", "--format", "json"]).out;
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&report["articles"], &report["unread"], &report["undated"]),
        (&3.into(), &1.into(), &1.into())
    );
    let rows = run(&place, &["check", "ARCHIVE", "--format", "jsonl"]).records();
    assert_eq!(rows.len(), 2);
    assert_eq!(report["problems"], Value::Array(rows[..1].to_vec()));
    assert_eq!(report["dates_to_check"], Value::Array(rows[1..].to_vec()));
}

#[test]
fn check_names_the_dates_that_can_hardly_be_right() {
    let place = Place::new();
    let article = |title: &str, date: &str, more: &str| {
        format!(
            r#"{{"title": "{title}", "date": "{date}", "text": "A.", "source": "The Courier"{more}}}"#
        )
    };
    let address = r#", "url": "https://courier.example/2016/05/a.html""#;
    let mut lines = vec![
        article("Ahead", "2999-01-01", ""),
        article("Printed on a clay tablet", "1212-01-01", ""),
        article("Elsewhere", "2018-03-04", address),
        article("In that month", "2016-05-30", address),
        article("Moved by time zones", "2016-06-01", address),
        article("Before its newspaper", "1950-01-01", ""),
    ];
    lines.extend((0..8).map(|n| article("Usual", &format!("201{n}-05-04"), "")));
    place.write("archive/all.jsonl", lines.join("\n"));
    // The name of the file against the date line; a folder that says when it
    // was filled says nothing of what is in it.
    place.write(
        "archive/2001-02-03.txt",
        "A name that differs\n\nMay 4, 2012\n\nText of it.\n",
    );
    for year in [2010, 2011, 2012, 2013] {
        place.write(
            &format!("archive/saved/2024-11-02/of {year}/a.txt"),
            format!("Of the year {year}\n\nMay 4, {year}\n\nText of it.\n"),
        );
    }
    let answer = run(&place, &["check", "ARCHIVE"]).out;
    let told: Vec<&str> = answer
        .lines()
        .skip_while(|line| *line != "Dates to check:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once("archive/").map(|(_, line)| line))
        .collect();
    assert_eq!(
        told,
        [
            "2001-02-03.txt: 2012-05-04 (date line, sure: \"May 4, 2012\"): the name of the file says 2001-02-03",
            "all.jsonl: 2999-01-01 (metadata, sure: \"2999-01-01\"): it lies in the future",
            "all.jsonl: 1212-01-01 (metadata, sure: \"1212-01-01\"): it lies before there were newspapers",
            "all.jsonl: 2018-03-04 (metadata, sure: \"2018-03-04\"): the address says 2016-05-01",
            "all.jsonl: 1950-01-01 (metadata, sure: \"1950-01-01\"): it lies long before the others of its source, most of which are from 2011 on",
        ]
    );
}

#[test]
fn problems_are_told_once_and_summed_up() {
    let place = Place::new();
    for number in 0..25 {
        place.write(&format!("archive/empty{number:02}.txt"), "");
    }
    let answer = run(&place, &["list", "ARCHIVE"]);
    assert_eq!(answer.out.lines().count(), 2);
    assert_eq!(answer.err.lines().count(), 11, "{}", answer.err);
    assert!(
        answer.err.starts_with("dateline: archive/empty"),
        "{}",
        answer.err
    );
    assert!(
        answer
            .err
            .ends_with("and 15 more not read; `dateline check` names them all\n")
    );
}

#[test]
fn exit_codes_are_found_nothing_and_failure() {
    let place = Place::new();
    fs::create_dir(place.path("empty")).unwrap();
    for (arguments, code) in [
        (["list", "archive"].as_slice(), 0),
        (&["archive"], 0),
        (&["archive/july.txt"], 0),
        (&["list"], 0),
        (&["check", "archive"], 0),
        (&["list", "empty"], 1),
        (&["check", "empty"], 1),
        (&["export", "empty", "--format", "json"], 1),
        (&["list", "missing"], 2),
        (&["list", "archive", "missing"], 2),
        (&["check", "missing"], 2),
        (&["missing"], 2),
        (&["--frobnicate"], 2),
        (&["list", "--format", "xml"], 2),
        (&["list", "--theme", "drak", "archive"], 2),
        (&["list", "--config", "missing.toml", "archive"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["man"], 0),
        (&["completions", "bash"], 0),
        (&["--generate", "config"], 0),
    ] {
        let output = place.program(arguments, b"");
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {output:?}"
        );
        // The problems are what `check` prints.
        let said = code == 2 && arguments[0] != "check";
        assert_eq!(!output.stderr.is_empty(), said, "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_the_reader_is_a_list_without_escape_codes() {
    let place = Place::new();
    let output = place.program(&["archive"], b"");
    assert_eq!(
        text(&output.stdout),
        text(&place.program(&["list", "archive"], b"").stdout)
    );
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
    assert_eq!(text(&output.stdout).lines().count(), 2);
}

#[test]
fn a_file_named_like_a_command_can_be_read() {
    let place = Place::new();
    place.write("list", MARCH);
    for arguments in [
        ["--", "list"].as_slice(),
        &["./list"],
        &["archive/july.txt", "list"],
    ] {
        let output = place.program(arguments, b"");
        let out = text(&output.stdout);
        assert!(out.contains("Anniversary"), "{arguments:?}: {out}");
    }
}

#[test]
fn a_hyphen_is_standard_input() {
    let place = Place::new();
    let output = place.program(&["export", "-"], JULY.as_bytes());
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&record["path"], &record["date"]),
        (&"-".into(), &"2000-07-19".into())
    );
}

#[test]
fn search_gives_places_in_code_points_and_a_line() {
    let place = Place::new();
    place.write(
        "archive/umlaut.txt",
        "Brücken\n\n   Über die Brücke ging die evening post.\n",
    );
    let found = run(
        &place,
        &["search", "evening", "ARCHIVE", "--format", "jsonl"],
    )
    .records();
    let paths: Vec<_> = found
        .iter()
        .map(|record| record["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["archive/july.txt", "archive/umlaut.txt"]);
    let text: Vec<char> = "Über die Brücke ging die evening post.".chars().collect();
    let [start, end] = [0, 1].map(|i| found[1]["hits"][0][i].as_u64().unwrap() as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), "evening");
    assert!(
        found[0]["snippet"]
            .as_str()
            .unwrap()
            .contains("until the evening")
    );

    let rows = run(&place, &["search", "evening", "ARCHIVE"]).out;
    assert!(
        rows.lines().all(|row| row.split('\t').count() == 6),
        "{rows}"
    );
    let block = run_on(
        Screen::Terminal(40),
        &place,
        &["search", "evening", "ARCHIVE"],
    )
    .out;
    assert_eq!(block.lines().count(), 4, "{block}");
    assert!(
        block.lines().all(|line| dateline::text::width(line) <= 40),
        "{block}"
    );
}

#[test]
fn search_takes_a_query_that_begins_with_a_hyphen_and_refuses_nonsense() {
    let place = Place::new();
    let without = run(
        &place,
        &["search", "-evening", "--format", "jsonl", "ARCHIVE"],
    );
    let records = without.records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["path"], "archive/march.txt");
    for (query, code) in [
        ("nowhere", 1),
        ("printed:soon", 2),
        ("evening (", 2),
        ("evening", 0),
    ] {
        let output = place.program(&["search", query, "archive"], b"");
        assert_eq!(output.status.code(), Some(code), "{query}");
        assert_eq!(output.stderr.is_empty(), code != 2, "{query}");
    }
}

#[test]
fn timeline_prints_what_happened_and_what_was_printed() {
    let place = Place::new();
    let events = run(&place, &["timeline", "ARCHIVE", "--format", "jsonl"]).records();
    let bridge = events
        .iter()
        .find(|event| event["date"] == "1958-03-05")
        .unwrap();
    assert_eq!(bridge["documents"], 1);
    assert_eq!(bridge["anniversaries"][0]["years"], 40);
    let dates = |arguments: &[&str]| -> Vec<String> {
        let answer = run(&place, arguments);
        answer
            .out
            .lines()
            .map(|line| line.split('\t').next().unwrap().to_owned())
            .collect()
    };
    let printed = dates(&["timeline", "ARCHIVE", "--lane", "printed"]);
    assert_eq!(printed, ["1998-03-05", "2000-07-19"]);
    assert_eq!(
        dates(&["timeline", "ARCHIVE", "--from", "1950", "--to", "1959"]),
        ["1958-03-05"]
    );
    assert_eq!(
        dates(&["timeline", "ARCHIVE", "--query", "bridge", "--top", "1"]).len(),
        1
    );
    let none = run(
        &place,
        &["timeline", "ARCHIVE", "--from", "1800", "--to", "1810"],
    );
    assert_eq!(
        (none.out.as_str(), none.outcome),
        ("", Some(Outcome::Nothing))
    );
    for arguments in [
        ["timeline", "--from", "soon"],
        ["timeline", "--granularity", "hour"],
    ] {
        assert_eq!(place.program(&arguments, b"").status.code(), Some(2));
    }
}

#[test]
fn timeline_has_a_format_for_each_use() {
    let place = Place::new();
    place.write(
        "archive/odd.txt",
        "Signs; <b>and</b> *stars*\n\nMarch 6, 1998\n\n   On March 6, 1958, the <b>big</b> & *old* bridge, \
         so long; so wide, was painted \"green\" by 12 men. Rome was founded in 753 BC.\n",
    );
    let out = |format: &str| {
        let answer = run(&place, &["timeline", "ARCHIVE", "--format", format]);
        assert_eq!(answer.outcome, Some(Outcome::Found), "{format}");
        answer
    };
    let rows = out("jsonl").records();
    let names: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "anniversaries",
            "date",
            "documents",
            "end",
            "evidence",
            "granularity",
            "label",
            "salience",
            "sentences",
            "start"
        ]
    );

    let calendar = out("ics");
    assert!(calendar.out.lines().all(|line| line.len() <= 75));
    assert!(calendar.err.contains("1 of "), "{}", calendar.err);
    let mut read = ical::IcalParser::new(calendar.out.as_bytes());
    let read = read.next().unwrap().unwrap();
    assert_eq!(read.events.len() + 1, rows.len());
    let values = |name: &str| -> Vec<String> {
        let properties = read.events.iter().flat_map(|event| &event.properties);
        let of = properties.filter(|property| property.name == name);
        of.map(|property| property.value.clone().unwrap()).collect()
    };
    let days = values("DTSTART");
    assert!(days.contains(&"19580306".to_owned()), "{days:?}");
    let painted = values("SUMMARY")
        .into_iter()
        .find(|text| text.contains("painted"));
    let plain = painted.unwrap().replace("\\,", ",").replace("\\;", ";");
    assert!(
        plain.contains("bridge, so long; so wide, was painted \"green\""),
        "{plain}"
    );
    let mut names = values("UID");
    names.dedup();
    assert_eq!(names.len(), read.events.len(), "each has a name of its own");

    let text = out("md").out;
    assert!(
        text.contains("## 753 BC\n") && text.contains("## 1958\n"),
        "{text}"
    );
    assert!(
        text.contains("\\<b\\>big\\</b\\> \\& \\*old\\* bridge"),
        "{text}"
    );

    let slides: Value = serde_json::from_str(&out("timelinejs").out).unwrap();
    let slides = slides["events"].as_array().unwrap();
    assert_eq!(slides.len(), rows.len());
    assert_eq!(slides[0]["start_date"]["year"], -752);
    let painted = slides
        .iter()
        .find(|slide| slide["display_date"] == "1958-03-06")
        .unwrap();
    assert_eq!(painted["start_date"]["month"], 3);
    assert!(
        painted["text"]["headline"]
            .as_str()
            .unwrap()
            .contains("&lt;b&gt;big&lt;/b&gt; &amp;")
    );

    let picture = out("svg").out;
    let mut reader = quick_xml::Reader::from_str(&picture);
    let mut bars = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == "rect" => bars += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(bars > 3 && picture.contains("&lt;b&gt;big"), "{picture}");
    let none = [
        "timeline", "ARCHIVE", "--format", "svg", "--from", "1800", "--to", "1801",
    ];
    assert_eq!(run(&place, &none).outcome, Some(Outcome::Nothing));
}

#[test]
fn tag_answers_line_by_line() {
    let place = Place::new();
    let asked = "{\"id\": 1, \"text\": \"Opened on March 5, 1958.\"}\n";
    let output = place.program(&["tag"], asked.as_bytes());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["timex"][0]["value"], "1958-03-05");
    assert_eq!(output.status.code(), Some(0));
    let output = place.program(&["tag", "--format", "timex3"], asked.as_bytes());
    assert!(text(&output.stdout).contains("value=\"1958-03-05\">March 5, 1958</TIMEX3>"));
    let output = place.program(&["tag"], b"nonsense\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("line 1: "));
    assert_eq!(place.program(&["tag"], b"").status.code(), Some(0));
}

/// A language of three words.
const OWN_RULES: &str = r#"
triggers = "Month"
[words.Month]
7 = "thermidor"
[words.Func]
1 = "le la"
[[stage]]
name = "all"
rules = [{ is = "Mention", of = "Month YearNo", eg = "[thermidor 1990] = 1990-07" }]
"#;

#[test]
fn rules_of_ones_own_win_over_the_built_in_ones() {
    let place = Place::new();
    let asked = r#"{"text": "le thermidor 1990 and March 5, 1958", "lang": "fr"}"#;
    let values = |output: &Output| -> Vec<String> {
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let timex = answer["timex"].as_array().unwrap();
        timex.iter().map(|row| row["value"].to_string()).collect()
    };
    assert_eq!(
        values(&place.program(&["tag"], asked.as_bytes())),
        ["\"1958\""]
    );
    let own = "settings/dateline/languages/fr/temporal.toml";
    place.write(own, OWN_RULES);
    assert_eq!(
        values(&place.program(&["tag"], asked.as_bytes())),
        ["\"1990-07\""]
    );
    // A file asked for has its own rules beside it.
    place.write("elsewhere/config.toml", "");
    let elsewhere = ["tag", "--config", "elsewhere/config.toml"];
    assert_eq!(
        values(&place.program(&elsewhere, asked.as_bytes())),
        ["\"1958\""]
    );
    // They hold for the timeline too.
    place.write(
        "revue/a.txt",
        "Le pont\n\n1992-05-01\n\nLe pont fut ouvert le thermidor 1990, et la ville le sait.\n",
    );
    let events = place.program(&["timeline", "revue", "--format", "jsonl"], b"");
    assert!(
        text(&events.stdout).contains("1990-07"),
        "{}",
        text(&events.stdout)
    );
    // What is wrong with them is said; the built-in ones stay.
    let wrong = place.write(own, "triggers = 5");
    let output = place.program(&["tag"], asked.as_bytes());
    assert_eq!(values(&output), ["\"1958\""]);
    assert!(text(&output.stderr).contains(wrong.to_str().unwrap()));
}

#[test]
fn built_in_rules_are_printed_to_begin_from() {
    let place = Place::new();
    let rules = place.program(&["tag", "--rules", "de"], b"");
    place.write(
        "settings/dateline/languages/nds/temporal.toml",
        &rules.stdout,
    );
    let asked = "{\"text\": \"am 3. März 1961\"}";
    let output = place.program(&["tag", "--lang", "nds"], asked.as_bytes());
    assert!(text(&output.stdout).contains("1961-03-03"));
    assert_eq!(
        place.program(&["tag", "--rules", "xx"], b"").status.code(),
        Some(2)
    );
}

#[test]
fn a_slip_in_the_name_of_a_command_is_answered_with_the_name() {
    let place = Place::new();
    let output = place.program(&["chekc"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).ends_with("did you mean the command `dateline check`?\n"));
    let output = place.program(&["./chekc"], b"");
    assert!(!text(&output.stderr).contains("did you mean"));
}

#[test]
fn a_reader_that_goes_away_early_is_no_failure() {
    let place = Place::new();
    let body = "A sentence that is there to fill the pipe. ".repeat(20_000);
    place.write(
        "archive/long.txt",
        format!("Title\n\nJuly 19, 2000\n\n   {body}\n"),
    );
    for arguments in [
        ["export", "archive"].as_slice(),
        &["export", "archive", "--format", "csv"],
        &["show", "archive"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(arguments)
            .current_dir(place.folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        assert_eq!(text(&output.stderr), "");
    }
}

#[test]
fn a_mistake_in_the_settings_is_told_and_does_not_stop() {
    let place = Place::new();
    place.write(
        "settings/dateline/config.toml",
        "measure = 60\nmeasures = 60\n",
    );
    let output = place.program(&["list", "archive"], b"");
    assert_eq!(output.status.code(), Some(0));
    let err = text(&output.stderr);
    assert!(
        err.contains("config.toml:2: measures: no such setting; did you mean \"measure\"?"),
        "{err}"
    );
}

#[test]
fn the_man_page_holds_every_command_and_option() {
    let place = Place::new();
    let page = text(&place.program(&["man"], b"").stdout).replace("\\-", "-");
    for row in dateline::command::Command::ALL {
        assert!(page.contains(&format!("[{}]", row.name)), "{}", row.name);
    }
    let command = <Args as clap::CommandFactory>::command();
    for subcommand in command.get_subcommands() {
        assert!(page.contains(&format!(".SS \"{}\"", subcommand.get_name())));
        for argument in subcommand.get_arguments() {
            let name = argument.get_long().unwrap_or_default();
            assert!(page.contains(name), "{name}");
        }
    }
    assert!(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/man/dateline.1")
            .is_file()
    );
}

/// A store with two notes, in the place where the program looks for it.
fn noted(place: &Place) -> PathBuf {
    use dateline::{
        model::{Cited, Note},
        store::Store,
        text::Quote,
    };
    let path = place.path("data/dateline/dateline.db");
    let mut store = Store::open(Some(&path)).unwrap().store;
    let notes = [(JULY, "july.txt"), (MARCH, "march.txt")].map(|(text, name)| {
        let article = dateline::ingest::parse(text.as_bytes(), name).0.unwrap();
        let passage = article.text.split("\n\n").next().unwrap().len();
        let note = Note {
            id: format!("note of {name}").into(),
            text: "First line\nsecond \u{1b}[31m \u{202e}line".to_owned(),
            created: "2024-05-04T12:00:00Z".into(),
            changed: "2024-05-05T12:00:00Z".into(),
            ..Note::new("".into(), Quote::new(&article.text, 4..passage))
        };
        dateline::model::Change::Note(Cited::new(&article), note.id.clone(), Some(note))
    });
    store.import(&notes).unwrap();
    path
}

#[test]
fn notes_are_listed_checked_and_told_of_when_there_are_none() {
    let place = Place::new();
    let output = place.program(&["notes", "list"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no notes are kept yet"));
    assert!(!place.path("data").exists(), "looking makes nothing");

    let store = noted(&place);
    let output = place.program(&["notes", "list", "--format", "jsonl"], b"");
    assert_eq!(output.status.code(), Some(0));
    let rows: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let titles: Vec<_> = rows
        .iter()
        .map(|row| row["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        titles,
        [
            "Anniversary of the bridge marked",
            "Talks held on the border"
        ]
    );
    assert_eq!(rows[0]["date"], "1998-03-05");
    let shown = text(&place.program(&["notes", "list"], b"").stdout).to_owned();
    assert!(
        !shown.contains('\u{1b}') && !shown.contains('\u{202e}'),
        "{shown:?}"
    );

    let output = place.program(&["notes", "check"], b"");
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    assert!(
        said.starts_with("integrity: ok\nnotes: 2\narticles: 2\n"),
        "{said}"
    );

    fs::write(&store, b"no database".repeat(100)).unwrap();
    for command in ["list", "export", "check"] {
        let output = place.program(&["notes", command], b"");
        assert_eq!(output.status.code(), Some(2), "{command}");
    }
    assert_eq!(fs::read(&store).unwrap(), b"no database".repeat(100));
}

#[test]
fn exported_notes_are_imported_without_loss() {
    let place = Place::new();
    noted(&place);
    let lines = place.program(&["notes", "export"], b"").stdout;
    let first: Value = serde_json::from_str(text(&lines).lines().next().unwrap()).unwrap();
    assert_eq!(first["type"], "Annotation");
    assert_eq!(first["target"]["selector"][0]["type"], "TextQuoteSelector");
    assert_eq!(first["target"]["selector"][1]["start"], 4);
    place.write("notes.jsonl", &lines);

    let elsewhere = place.path("elsewhere.db");
    let elsewhere = elsewhere.to_str().unwrap();
    let output = place.program(
        &["notes", "import", "notes.jsonl", "--store", elsewhere],
        b"",
    );
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("2 new, 0 changed, 0 as they were"));
    let again = place.program(&["notes", "import", "-", "--store", elsewhere], &lines);
    assert!(text(&again.stderr).contains("0 new, 0 changed, 2 as they were"));
    let exported = place.program(&["notes", "export", "--store", elsewhere], b"");
    assert_eq!(exported.stdout, lines);

    let broken = [&lines[..], b"{\"id\": 3}\n"].concat();
    let output = place.program(&["notes", "import", "-", "--store", "third.db"], &broken);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("-:3: nothing was imported"), "{said}");
    assert!(!place.path("third.db").exists());

    let page = text(
        &place
            .program(&["notes", "export", "--format", "markdown"], b"")
            .stdout,
    )
    .to_owned();
    assert!(page.contains("## Talks held on the border\n\n"), "{page}");
    assert!(page.contains("\n> two sides met on the bridge."), "{page}");
    assert!(page.contains("\nFirst line\nsecond "), "{page}");
    assert!(!page.contains('\u{1b}'), "{page:?}");
}

#[test]
fn the_research_log_is_printed_in_every_shape_and_as_an_appendix() {
    let place = Place::new();
    let output = place.program(&["log"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no search has been made"));
    let file = place.path("data/dateline/dateline.db");
    let mut store = dateline::store::Store::open(Some(&file)).unwrap().store;
    for (query, stemming) in [("bridge | `x`", None), ("met", Some("en"))] {
        let asked = dateline::model::Asked {
            at: "".into(),
            query: query.into(),
            stemming: stemming.map(Into::into),
            name: "archive".into(),
            findings: dateline::model::Findings {
                hits: 3,
                articles: 2,
                held: 9,
                archive: dateline::model::Fingerprint(0xAB),
            },
        };
        let wish = dateline::model::Wish::in_passing(dateline::model::Change::Asked(asked));
        store.carry_out(wish);
    }
    drop(store);
    let output = place.program(&["log", "--format", "csv"], b"");
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    let head = "at,query,stemming,archive,fingerprint,held,articles,hits";
    assert_eq!((lines.len(), lines[0]), (3, head));
    assert!(lines[1].ends_with("Z,bridge | `x`,,archive,00000000000000ab,9,2,3"));
    assert!(lines[2].contains(",met,en,archive,"));
    let output = place.program(&["log", "--format", "jsonl"], b"");
    let first = text(&output.stdout).lines().next().unwrap();
    let first: Value = serde_json::from_str(first).unwrap();
    assert_eq!(
        (&first["held"], &first["stemming"]),
        (&9.into(), &Value::Null)
    );
    let output = place.program(&["log", "--methods"], b"");
    let appendix = text(&output.stdout);
    assert!(appendix.starts_with("# Searches\n"));
    assert!(
        appendix.contains("| `bridge \\| 'x'` | as typed | archive |"),
        "{appendix}"
    );
    assert!(appendix.contains("Snowball stemmer `en`"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_was_found_is_printed_by_date_or_by_weight_and_in_all_forms() {
    let place = Place::new();
    place.write(
        "archive/april.txt",
        "Bridges\n\nApril 1, 2001\n\nMany bridges.\n",
    );
    place.write(
        "archive/copy.txt",
        "Bridges\n\nApril 1, 2001\n\nMany bridges.\n",
    );
    place.write("archive/undated.txt", "A bridge\n\nOne bridge, no date.\n");
    let found = |arguments: &[&str]| {
        let all = [&["search"], arguments, &["archive", "--format", "csv"]].concat();
        let output = place.program(&all, b"");
        let rows = text(&output.stdout).lines().skip(1);
        let name = |row: &str| {
            let path = row.split(',').find(|cell| cell.contains("archive/"));
            path.unwrap().replace("archive/", "").replace(".txt", "")
        };
        (
            rows.map(name).collect::<Vec<_>>().join(" "),
            output.status.code(),
        )
    };
    let by = |order: &str, query: &str| found(&["--order", order, query]).0;
    assert_eq!(by("date", "bridge"), "march july undated");
    assert_eq!(by("weight", "bridge"), "undated march july");
    assert_eq!(
        by("weight", "\"two sides\" OR bridges")
            .split(' ')
            .next_back(),
        Some("july")
    );
    assert_eq!(found(&["bridge"]).0, "july march undated");
    assert_eq!(
        found(&["--stem", "en", "bridge"]).0,
        "april copy july march undated"
    );
    assert_eq!(found(&["dup:yes"]).0, "april copy");
    assert_eq!(found(&["dup:later"]).0, "copy");
    let counted = place.program(&["search", "dup:later", "--by", "year", "archive"], b"");
    assert!(
        text(&counted.stdout)
            .lines()
            .any(|row| row.starts_with("2001\t0\t1\t2\t")),
        "{counted:?}"
    );
    assert_eq!(
        found(&["--order", "weight", "nowhere"]),
        (String::new(), Some(1))
    );
    assert_eq!(found(&["tag:flood"]).1, Some(2));
    assert_eq!(found(&["--order", "date", "onthisday:03-05"]).0, "march");
}
