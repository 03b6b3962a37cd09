//! Every format that is read, by small files made here: what becomes of the
//! well-formed ones, what is said of the broken ones, and that no bound is
//! passed.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;

use dateline::ingest::{Batch, Bounds, Fields, Input, Options, Part, load};
use dateline::model::Article;

/// What a folder with these files gives, its paths without the folder's.
fn folder(files: &[(&str, &[u8])], options: &Options) -> (Vec<String>, Vec<String>) {
    let root = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let mut all = Batch::default();
    load(&[Input::Path(root.path().into())], options, &mut |batch| {
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        ControlFlow::Continue(())
    });
    let prefix = format!("{}/", root.path().display());
    let articles = all.articles.iter().map(|article| row(article, &prefix));
    let problems = all
        .problems
        .iter()
        .map(|problem| problem.to_string().replace(&prefix, ""));
    (articles.collect(), problems.collect())
}

/// An article on one line: path, date and provenance, title, text.
fn row(article: &Article, prefix: &str) -> String {
    let date = article.printed.day.map_or_else(
        || "undated".to_owned(),
        |day| format!("{day} {}", article.printed.provenance.name()),
    );
    format!(
        "{} | {date} | {} | {}",
        article.path.replace(prefix, ""),
        article.title.text,
        article.text.replace("\n\n", " ¶ ")
    )
}

/// Compares with what is expected; the problems by how they begin.
fn check(files: &[(&str, &[u8])], articles: &[&str], problems: &[&str]) {
    check_with(&Options::default(), files, articles, problems);
}

fn check_with(options: &Options, files: &[(&str, &[u8])], articles: &[&str], problems: &[&str]) {
    let (found, told) = folder(files, options);
    assert_eq!(found, articles, "problems: {told:#?}");
    let as_expected = told
        .iter()
        .zip(problems)
        .all(|(told, expected)| told.starts_with(expected));
    assert!(
        told.len() == problems.len() && as_expected,
        "{told:#?}, not {problems:#?}"
    );
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

const LINES: &str = r#"{"id": 7, "title": "The bridge is open", "date": "2019-03-04", "text": "First.\nSecond.", "source": {"name": "The Courier"}}
{"headline": "Ferry  sold", "pubDate": "Mon, 04 Mar 2019 23:10:00 -0500", "body": ["One.", "Two."], "link": "https://courier.example/ferry"}
"#;

#[test]
fn json_lines_are_articles_by_the_usual_names_of_their_fields() {
    let rows = [
        "a.jsonl | 2019-03-04 metadata | The bridge is open | First. ¶ Second.",
        "a.jsonl | 2019-03-04 metadata | Ferry sold | One. ¶ Two.",
    ];
    check(&[("a.jsonl", LINES.as_bytes())], &rows, &[]);
    // Without the ending the content tells.
    let rows = rows.map(|row| row.replace("a.jsonl", "a"));
    check(
        &[("a", LINES.as_bytes())],
        &rows.each_ref().map(String::as_str),
        &[],
    );
}

#[test]
fn a_broken_line_costs_itself_only() {
    let text = "{\"title\": \"One\", \"text\": \"A.\"}\n{\"title\": \"Tw\n\n[1]\n{}\n{\"title\": \"Three\", \"text\": \"C.\"}";
    check(
        &[("a.jsonl", text.as_bytes())],
        &[
            "a.jsonl | undated | One | A.",
            "a.jsonl | undated | Three | C.",
        ],
        &[
            "a.jsonl:2: no JSON from column 13: EOF while parsing a string; this line is not read",
            "a.jsonl:4: a value that is no object, not read",
            "a.jsonl:5: neither title nor text, nothing to read",
        ],
    );
}

#[test]
fn json_may_wrap_its_articles() {
    let cases: [(&str, &[&str]); 5] = [
        (
            r#"[{"title": "A", "text": "a."}, {"title": "B", "text": "b."}]"#,
            &["A | a.", "B | b."],
        ),
        (
            r#"{"status": "ok", "articles": [{"title": "A", "content": "a."}]}"#,
            &["A | a."],
        ),
        (
            r#"{"hits": [{"_id": "1", "_source": {"title": "A", "text": "a."}}]}"#,
            &["A | a."],
        ),
        (
            r#"{"title": {"rendered": "A"}, "content": {"rendered": "a."}}"#,
            &["A | a."],
        ),
        (
            "{\n \"title\": \"A\",\n \"text\": \"a.\"\n}\n{\n \"title\": \"B\",\n \"text\": \"b.\"\n}",
            &["A | a.", "B | b."],
        ),
    ];
    for (text, expected) in cases {
        let expected: Vec<String> = expected
            .iter()
            .map(|e| format!("a.json | undated | {e}"))
            .collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&[("a.json", text.as_bytes())], &expected, &[]);
    }
    check(
        &[("a.json", br#"[{"title": "A", "text": "a."}, {"title"#)],
        &["a.json | undated | A | a."],
        &[
            "a.json:1: no JSON from column 38: EOF while parsing a string; what comes before is read",
        ],
    );
}

#[test]
fn a_person_says_which_field_is_which() {
    let mut options = Options::default();
    for (part, name) in [
        (Part::Title, "kop"),
        (Part::Date, "gedrukt"),
        (Part::Text, "x_tekst"),
    ] {
        options.fields.say(part, name);
    }
    let line = br#"{"kop": "De brug", "title": "no", "gedrukt": "4 maart 2019", "x_tekst": "Open.", "date": "1999-01-01"}"#;
    check_with(
        &options,
        &[("a.jsonl", line)],
        &["a.jsonl | 2019-03-04 metadata | De brug | Open."],
        &[],
    );
    assert_ne!(options.fields, Fields::default());
}

#[test]
fn a_compressed_file_keeps_its_path() {
    let packed = gzip(LINES.as_bytes());
    let (articles, problems) = folder(&[("a.jsonl.gz", &packed)], &Options::default());
    assert_eq!(articles.len(), 2, "{problems:?}");
    assert!(articles[0].starts_with("a.jsonl.gz | 2019-03-04"));
    let text = gzip(b"A headline\n\nMarch 4, 2019\n\nThe body of it.");
    check(
        &[("b.txt.gz", &text)],
        &["b.txt.gz | 2019-03-04 date line | A headline | The body of it."],
        &[],
    );
    // What is left of a file that breaks off is read.
    let (articles, problems) = folder(
        &[("a.jsonl.gz", &packed[..packed.len() - 9])],
        &Options::default(),
    );
    assert!(!articles.is_empty());
    assert!(
        problems[0].contains("damaged, cannot be unpacked beyond byte"),
        "{problems:?}"
    );
}

#[test]
fn what_unpacks_beyond_the_bounds_is_told_with_the_figure() {
    let bomb = gzip(&vec![b'a'; 40 << 20]);
    check(
        &[("bomb.gz", &bomb)],
        &[],
        &["bomb.gz: unpacks to more than 300 times its size: the rest is not read"],
    );
    let bounds = |bounds| Options {
        bounds,
        ..Options::default()
    };
    let small = bounds(Bounds {
        file_bytes: 1 << 20,
        ..Bounds::default()
    });
    check_with(
        &small,
        &[("bomb.gz", &bomb)],
        &[],
        &["bomb.gz: unpacks to more than 1048576 bytes, not read"],
    );
    let nested = gzip(&gzip(&gzip(b"text")));
    let shallow = bounds(Bounds {
        nesting: 2,
        ..Bounds::default()
    });
    check_with(
        &shallow,
        &[("n.gz", &nested)],
        &[],
        &["n.gz: lies more than 2 archives deep, not read"],
    );
    let many = "{}\n".repeat(8);
    let few = bounds(Bounds {
        problems: 2,
        ..Bounds::default()
    });
    let line = "neither title nor text, nothing to read";
    check_with(
        &few,
        &[("a.jsonl", many.as_bytes())],
        &[],
        &[
            &format!("a.jsonl:1: {line}"),
            &format!("a.jsonl:2: {line}"),
            "a.jsonl: 6 more problems of this file are not told one by one",
        ],
    );
}
