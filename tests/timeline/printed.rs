//! What `dateline timeline` writes, in each of its shapes.

use dateline::{
    cli::{
        output::{Console, Outcome, Screen},
        timeline::{Shape, print},
    },
    timeline::{Lane, Options, Words},
};

use crate::rows::ports;

/// Standard output of the command over the archive of the two ports.
fn written(options: &Options, format: Shape, screen: Screen) -> (String, Outcome) {
    let archive = ports();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        screen,
    };
    let outcome = print(
        &mut console,
        &archive.corpus,
        &archive.mentions,
        options,
        format,
    )
    .unwrap();
    assert!(err.is_empty());
    (String::from_utf8(out).unwrap(), outcome)
}

#[test]
fn columns_on_a_terminal() {
    let (text, outcome) = written(&Options::default(), Shape::Text, Screen::Terminal(90));
    assert_eq!(outcome, Outcome::Found);
    let expected = "\
1921-05-03  3 articles  On the day in 1921 the mayors of…  100 years on 2021-05-03, 1 more
1946        1 article   It was renewed in 1946 after…
1951-05-03  1 article   The pier was opened on 3 May…      70 years on 2021-05-03
2019-06     1 article   They opened the ferry in June…
2019-06     1 article   It was renewed in 1946 after…
";
    assert_eq!(text, expected);
}

#[test]
fn fields_for_a_pipe() {
    let options = Options {
        lane: Lane::Printed,
        ..Options::default()
    };
    let (text, _) = written(&options, Shape::Text, Screen::None);
    let expected = "\
2020-05-03\t1 article\tPorts keep their day\t99 years after 1921-05-03
2020-11-30\t1 article\tHerring prices rise\t
2021-05-03\t1 article\tTreaty of the two ports recalled\t70 years after 1951-05-03, 1 more
";
    assert_eq!(text, expected);
}

#[test]
fn further_sentences_stand_under_the_label() {
    let options = Options {
        sentences: 2,
        query: Words::parse("treaty"),
        ..Options::default()
    };
    let (text, _) = written(&options, Shape::Text, Screen::None);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1..]
            .iter()
            .all(|line| line.starts_with("\t\t") && line.contains("treaty"))
    );
}

#[test]
fn objects_for_a_program() {
    let (text, _) = written(&Options::default(), Shape::Jsonl, Screen::None);
    let rows: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 5);
    let fields: Vec<&str> = text[1..]
        .split("\":")
        .filter_map(|part| part.rsplit('"').next())
        .take(7)
        .collect();
    assert_eq!(
        fields,
        [
            "date",
            "start",
            "end",
            "granularity",
            "label",
            "salience",
            "documents"
        ]
    );
    let treaty = &rows[0];
    assert_eq!(treaty["granularity"], "day");
    assert_eq!(treaty["anniversaries"][1]["years"], 100);
    assert_eq!(treaty["evidence"][0]["text"], "On the day in 1921");
    assert_eq!(treaty["evidence"][0]["start"], 0);
    let (array, _) = written(&Options::default(), Shape::Json, Screen::None);
    let array: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
    assert_eq!(array, rows);
}

#[test]
fn a_line_an_event_for_a_table() {
    let (text, _) = written(&Options::default(), Shape::Csv, Screen::None);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(names[0], "date");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    let cell = |name: &str| {
        let at = names.iter().position(|field| field == name).unwrap();
        rows[0].get(at).unwrap().to_owned()
    };
    assert_eq!(cell("anniversaries"), "a1:99 a0:100");
    assert!(cell("evidence").starts_with("a1:0-18 a2:"));
}

#[test]
fn nothing_found() {
    let options = Options {
        query: Words::parse("lighthouse"),
        ..Options::default()
    };
    for (format, expected) in [(Shape::Text, ""), (Shape::Jsonl, ""), (Shape::Json, "[]\n")] {
        assert_eq!(
            written(&options, format, Screen::None),
            (expected.to_owned(), Outcome::Nothing)
        );
    }
}
