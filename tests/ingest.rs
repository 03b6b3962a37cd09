//! Reading of documents: every case of `tests/ingest/*.toml` through
//! `ingest::parse`, folders and their traps through `ingest::load`, and sizes
//! that must not hang.
//!
//! A case says of an article only what it wants to hold: `title`, `title_from`
//! (`headline`, `metadata`, `first-words`, `file-name`), `date` (ISO, or `none`), `provenance`, `raw`,
//! `paragraphs` (how many), `body` (all of it), `footer` (its text, `none` if
//! there is to be none), `source`, `author`, `url`, `lang`, `encoding`,
//! `problems` (a part of each, in order; no other may be there).

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline::ingest::{Batch, Bounds, Input, Options, load, parse};
use dateline::model::{Article, Day, Suspicion};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    text: String,
    /// Bytes in hexadecimal instead of a text.
    bytes: Option<String>,
    /// The path the text is said to come from.
    path: Option<String>,
    title: Option<String>,
    title_from: Option<String>,
    date: Option<String>,
    provenance: Option<String>,
    raw: Option<String>,
    paragraphs: Option<usize>,
    body: Option<String>,
    footer: Option<String>,
    source: Option<String>,
    author: Option<String>,
    url: Option<String>,
    lang: Option<String>,
    encoding: Option<String>,
    #[serde(default)]
    problems: Vec<String>,
}

/// What is wrong with a case, a line each.
fn check(case: &Case) -> Vec<String> {
    let bytes = match &case.bytes {
        Some(hex) => hex
            .split_whitespace()
            .map(|byte| u8::from_str_radix(byte, 16).unwrap())
            .collect(),
        None => case.text.clone().into_bytes(),
    };
    let today = Day::new(2030, 1, 1).unwrap();
    let path = case.path.as_deref().unwrap_or("article.txt");
    let (article, problems) = parse(&bytes, path);
    let suspicion = article
        .as_ref()
        .and_then(|article| Suspicion::of(article, Some(today)));
    let messages: Vec<String> = problems
        .iter()
        .map(|p| p.message.clone())
        .chain(suspicion.map(|suspicion| suspicion.to_string()))
        .collect();
    let told = messages.iter().zip(&case.problems);
    let mut wrong = Vec::new();
    if messages.len() != case.problems.len()
        || !told.into_iter().all(|(m, part)| m.contains(part.as_str()))
    {
        wrong.push(format!("{}: problems {messages:?}", case.name));
    }
    let Some(article) = article else {
        assert!(
            !messages.is_empty(),
            "{}: neither article nor problem",
            case.name
        );
        return wrong;
    };
    let none = "none".to_owned();
    let or_none = |found: Option<&str>| found.unwrap_or("none").to_owned();
    let found: [(&str, &Option<String>, String); 13] = [
        ("title", &case.title, article.title.text.to_string()),
        ("title_from", &case.title_from, json(&article.title.from)),
        (
            "date",
            &case.date,
            article.printed.day.map_or(none, |day| day.to_string()),
        ),
        (
            "provenance",
            &case.provenance,
            article.printed.provenance.name().to_owned(),
        ),
        ("raw", &case.raw, or_none(article.printed.raw.as_deref())),
        ("body", &case.body, article.text.to_string()),
        (
            "footer",
            &case.footer,
            or_none(article.footer.as_ref().map(|f| &*f.text)),
        ),
        ("source", &case.source, or_none(article.source.as_deref())),
        ("author", &case.author, or_none(article.author.as_deref())),
        ("url", &case.url, or_none(article.url.as_deref())),
        ("lang", &case.lang, or_none(article.lang.as_deref())),
        ("encoding", &case.encoding, article.encoding.name.to_owned()),
        (
            "paragraphs",
            &case.paragraphs.map(|n| n.to_string()),
            article.paragraphs().count().to_string(),
        ),
    ];
    for (field, wanted, found) in found {
        if wanted.as_ref().is_some_and(|wanted| *wanted != found) {
            wrong.push(format!(
                "{}: {field} is {found:?}, not {wanted:?}",
                case.name
            ));
        }
    }
    wrong
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value)
        .unwrap()
        .trim_matches('"')
        .to_owned()
}

#[test]
fn documents_are_read_as_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest");
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let cases: Cases = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for case in &cases.case {
            wrong.extend(check(case));
            count += 1;
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 100, "only {count} cases were found");
}

/// Everything that a load hands out, with the sizes of its batches.
fn load_all(inputs: &[Input], bounds: &Bounds) -> (Batch, Vec<usize>) {
    let (mut all, mut sizes) = (Batch::default(), Vec::new());
    let options = Options {
        bounds: *bounds,
        ..Options::default()
    };
    load(inputs, &options, &mut |batch| {
        sizes.push(batch.articles.len() + batch.problems.len());
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        ControlFlow::Continue(())
    });
    (all, sizes)
}

fn names(articles: &[Article], root: &Path) -> Vec<String> {
    let relative = |article: &Article| {
        let path = Path::new(&*article.path).strip_prefix(root).unwrap();
        path.to_str().unwrap().to_owned()
    };
    articles.iter().map(relative).collect()
}

fn write(root: &Path, name: &str, content: &str) -> PathBuf {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names_without_what_is_hidden() {
    let root = tempfile::tempdir().unwrap();
    for name in [
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        ".hidden.txt",
        ".git/x.txt",
        "c",
    ] {
        write(root.path(), name, "One line");
    }
    let (all, _) = load_all(&[Input::Path(root.path().into())], &Bounds::default());
    assert_eq!(
        names(&all.articles, root.path()),
        ["a/1.txt", "a/2.txt", "b.txt", "c"]
    );
    assert_eq!(all.problems, []);
}

#[test]
fn batches_grow_and_a_load_can_be_stopped() {
    let root = tempfile::tempdir().unwrap();
    for number in 0..100 {
        write(root.path(), &format!("{number:03}.txt"), "One line");
    }
    let inputs = [Input::Path(root.path().into())];
    let (_, sizes) = load_all(&inputs, &Bounds::default());
    assert_eq!(sizes, [16, 32, 52]);
    let mut batches = 0;
    load(&inputs, &Options::default(), &mut |_| {
        batches += 1;
        ControlFlow::Break(())
    });
    assert_eq!(batches, 1);
}

#[test]
fn what_cannot_be_read_is_a_problem_and_ends_nothing() {
    let root = tempfile::tempdir().unwrap();
    let good = write(root.path(), "good.txt", "One line");
    write(root.path(), "empty.txt", "");
    write(root.path(), "large.txt", &"x".repeat(101));
    fs::write(root.path().join("page.rar"), b"Rar!\x1a\x07\x00").unwrap();
    fs::write(root.path().join("paper.pdf"), b"%PDF-1.7 \x00\x01").unwrap();
    fs::write(root.path().join("noise.bin"), [0u8, 1, 2, 3, 0, 0, 9, 0]).unwrap();
    let missing = root.path().join("missing.txt");
    let bounds = Bounds {
        file_bytes: 100,
        ..Bounds::default()
    };
    let inputs = [
        Input::Path(missing),
        Input::Path(root.path().into()),
        Input::Path(good),
    ];
    let (all, _) = load_all(&inputs, &bounds);
    assert_eq!(names(&all.articles, root.path()), ["good.txt"]);
    let found = all.problems.iter().map(|problem| {
        let name = Path::new(&problem.path)
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        format!("{name}: {}", problem.message)
    });
    let expected = [
        "missing.txt: cannot be read",
        "empty.txt: empty, nothing to read",
        "large.txt: larger than 100 bytes (bounds.file_mib), not read",
        "noise.bin: not plain text: looks binary",
        "page.rar: not plain text: looks like a RAR archive",
        "paper.pdf: not plain text: looks like a PDF",
    ];
    let found = found.collect::<Vec<_>>();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}, not {expected}");
    }
}

#[test]
fn bounds_are_told_with_their_figure() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "1.txt", "One line");
    write(root.path(), "2.txt", "One line more");
    write(root.path(), "a/b/c.txt", "One line below");
    let inputs = [Input::Path(root.path().into())];
    let (all, _) = load_all(
        &inputs,
        &Bounds {
            files: 1,
            ..Bounds::default()
        },
    );
    assert_eq!(names(&all.articles, root.path()), ["1.txt"]);
    assert!(
        all.problems[0]
            .message
            .starts_with("more than 1 files (bounds.files)"),
        "{:?}",
        all.problems
    );
    let (all, _) = load_all(
        &inputs,
        &Bounds {
            depth: 1,
            ..Bounds::default()
        },
    );
    assert_eq!(all.articles.len(), 2);
    assert!(
        all.problems[0]
            .message
            .starts_with("more than 1 folders deep (bounds.folders)"),
        "{:?}",
        all.problems
    );
}

#[test]
fn the_built_in_archive_has_its_own_paths() {
    let (all, _) = load_all(&[Input::BuiltIn], &Bounds::default());
    assert_eq!(all.articles.len(), dateline::assets::corpus().len());
    assert!(
        all.articles
            .iter()
            .all(|article| article.path.starts_with("corpus/"))
    );
}

#[cfg(unix)]
mod links {
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_reached_twice_is_read_once_and_loops_are_told() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "a/one.txt", "One line");
        symlink(root.path().join("a"), root.path().join("b")).unwrap();
        symlink(root.path().join("a/one.txt"), root.path().join("0.txt")).unwrap();
        symlink(root.path(), root.path().join("a/up")).unwrap();
        symlink(root.path().join("nowhere"), root.path().join("a/dangling")).unwrap();
        let (all, _) = load_all(&[Input::Path(root.path().into())], &Bounds::default());
        assert_eq!(names(&all.articles, root.path()), ["a/one.txt"]);
        let problems = all
            .problems
            .iter()
            .map(|p| p.message.as_str())
            .collect::<Vec<_>>();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("cannot be read"), "{problems:?}");
        assert!(
            problems[1].starts_with("a link that leads back to"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_mesh_of_links_is_walked_in_linear_time() {
        let root = tempfile::tempdir().unwrap();
        let folders = (0..12)
            .map(|n| root.path().join(format!("{n:02}")))
            .collect::<Vec<_>>();
        for folder in &folders {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("text.txt"), folder.to_str().unwrap()).unwrap();
        }
        for from in &folders {
            for (number, to) in folders.iter().enumerate() {
                symlink(to, from.join(format!("to{number}"))).unwrap();
            }
        }
        let (all, _) = load_all(&[Input::Path(root.path().into())], &Bounds::default());
        assert_eq!(all.articles.len(), 12);
    }

    #[test]
    fn special_files_are_refused_unopened() {
        let root = tempfile::tempdir().unwrap();
        let socket = std::os::unix::net::UnixListener::bind(root.path().join("socket")).unwrap();
        let inputs = [
            Input::Path(root.path().into()),
            Input::Path("/dev/zero".into()),
        ];
        let (all, _) = load_all(&inputs, &Bounds::default());
        let problems = all
            .problems
            .iter()
            .map(|p| p.message.as_str())
            .collect::<Vec<_>>();
        assert_eq!(
            problems,
            [
                "is a socket, not a file, not read",
                "is a device, not a file, not read"
            ]
        );
        drop(socket);
    }

    #[test]
    fn a_name_that_is_no_unicode_is_shown_lossily_and_opened_exactly() {
        let root = tempfile::tempdir().unwrap();
        let name = std::ffi::OsString::from_vec(b"caf\xe9.txt".to_vec());
        // Some file systems refuse such names; then there is nothing to test.
        if fs::write(root.path().join(name), "One line").is_ok() {
            let (all, _) = load_all(&[Input::Path(root.path().into())], &Bounds::default());
            assert_eq!(names(&all.articles, root.path()), ["caf\u{FFFD}.txt"]);
        }
    }

    #[test]
    fn a_folder_that_may_not_be_read_is_one_problem() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "closed/in.txt", "One line");
        write(root.path(), "open.txt", "One line");
        let closed = root.path().join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let is_root = fs::read_dir(&closed).is_ok();
        let (all, _) = load_all(&[Input::Path(root.path().into())], &Bounds::default());
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        // The superuser may read everything.
        let expected = if is_root { (2, 0) } else { (1, 1) };
        assert_eq!((all.articles.len(), all.problems.len()), expected);
    }
}

#[test]
fn hostile_sizes_are_read_in_linear_time() {
    const LARGE: usize = 1 << 20;
    let cases = [
        "x".repeat(LARGE),
        "word\n".repeat(LARGE / 5),
        "\n".repeat(LARGE),
        "a\n\n".repeat(LARGE / 3),
        "2023-07-19 ".repeat(LARGE / 11),
        "\u{C2}\u{A0}".repeat(LARGE / 4),
        "\u{2028}\u{E2}".repeat(LARGE / 5),
        "© ".repeat(LARGE / 3),
        "© 2023\n".repeat(LARGE / 8),
        "July 19, 2023\n".repeat(LARGE / 14),
        "(".repeat(LARGE),
        "十".repeat(LARGE / 3),
        "\u{C}".repeat(LARGE),
        "\r".repeat(LARGE),
        " \u{3000}\t".repeat(LARGE / 5),
        "a-\n".repeat(LARGE / 3),
        "Title: a\n".repeat(LARGE / 9),
    ];
    for text in cases {
        let (article, problems) = parse(text.as_bytes(), "large.txt");
        assert!(
            article.is_some() || !problems.is_empty(),
            "{:?}",
            &text[..8]
        );
    }
}

mod any {
    use proptest::prelude::*;

    use super::parse;

    proptest! {
        /// No bytes and no path make the reader panic, and nothing of the
        /// body is invented: its words are words of the text.
        #[test]
        fn bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), path in ".{0,30}") {
            let _ = parse(&bytes, &path);
        }

        #[test]
        fn texts_of_odd_pieces_are_read_without_a_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            let text = pieces.concat();
            let (article, _) = parse(text.as_bytes(), "2023/07/x.txt");
            if let Some(article) = article {
                let all = text.split_whitespace().collect::<std::collections::HashSet<_>>();
                let words_change = text.contains(['-', '\u{AD}', '月', '平', '\u{C}', '\r', '\u{FEFF}']);
                prop_assert!(words_change || article.text.split_whitespace().all(|word| all.contains(word)));
            }
        }
    }

    const PIECES: &[&str] = &[
        "July 19, 2023",
        "Juche",
        "112",
        "(2023)",
        "주체",
        "年",
        "월",
        "일",
        "19",
        "7",
        ".",
        "-",
        "/",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\u{C}",
        "\u{A0}",
        "— ",
        "(KCNA) --",
        "© ",
        "All rights reserved.",
        "www.example.kp",
        "Title: ",
        "Date: ",
        "By Jane Doe",
        "# ",
        "平壌",
        "A sentence of the body that is rather long and ends here.",
        "12:55pm",
        "EDT",
        "令和",
        "元",
        "十",
        "&#5;",
        "'",
        "\u{FEFF}",
        "²",
        "º",
        "…",
        "\u{1F600}",
        "\u{301}",
    ];
}
