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
fn a_json_feed_is_its_items() {
    let feed = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "description": "News of the Sarn.",
        "items": [{"id": "1", "title": "Ferry sold", "content_html": "<p>One.</p><p>Two.</p>", "date_published": "2019-03-04T23:10:00-05:00"}]}"#;
    let (rows, problems) = folder(&[("feed.json", &feed[..])], &Options::default());
    assert_eq!(rows.len(), 1, "{problems:?}");
    assert!(
        rows[0].starts_with("feed.json | 2019-03-04 metadata | Ferry sold | "),
        "{rows:?}"
    );
}

#[test]
fn nothing_that_is_named_goes_without_a_word() {
    let info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n";
    check(
        &[("a.warc", &info[..]), ("c.json", &b"[]"[..])],
        &[],
        &[
            "a.warc: no page, message or text in it, nothing to read",
            "c.json: no page, message or text in it, nothing to read",
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
        options.fields.say(part, &[name]);
    }
    let line = br#"{"kop": "De brug", "title": "no", "gedrukt": "4 maart 2019", "x_tekst": "Open.", "date": "1999-01-01"}"#;
    check_with(
        &options,
        &[("a.jsonl", line)],
        &["a.jsonl | 2019-03-04 metadata | De brug | Open."],
        &[],
    );
    assert_ne!(options.fields, Fields::default());
    // A dot leads into an object; the first name that is there is taken.
    options.fields = Fields::default();
    options.fields.say(Part::Title, &["data.kop", "kop"]);
    options.fields.say(Part::Text, &["data.inhoud.plat"]);
    let lines = concat!(
        r#"{"kop": "no", "data": {"kop": "Yes", "inhoud": {"plat": "Open."}}}"#,
        "\n",
        r#"{"kop": "Alone", "data": {"inhoud": {"plat": ["Half", "closed."]}}}"#,
    );
    check_with(
        &options,
        &[("a.jsonl", lines.as_bytes())],
        &[
            "a.jsonl | undated | Yes | Open.",
            "a.jsonl | undated | Alone | Half ¶ closed.",
        ],
        &[],
    );
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
        &["bomb.gz: unpacks to more than 300 times its size (bounds.ratio): the rest is not read"],
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
        &["bomb.gz: unpacks to more than 1 MiB (bounds.file_mib), not read"],
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
        &["n.gz: lies more than 2 archives deep (bounds.nesting), not read"],
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

const TEXT: &[u8] = b"A headline\n\nMarch 4, 2019\n\nThe body of it.";
/// `TEXT` as xz packs it.
const XZ: &str = "fd377a585a000004e6d6b4460200210116000000742fe5a30100294120686561646c696e650a0a4d6172636820342c20323031390a0a54686520626f6479206f662069742e00000092eca9cbf42d95150001422a7a5172391fb6f37d010000000004595a";

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        let method = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        // The library refuses names that lead out itself.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, *content).unwrap();
    }
    tar.into_inner().unwrap()
}

#[test]
fn every_kind_of_compression_is_undone() {
    let mut bz2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bz2.write_all(TEXT).unwrap();
    let zst = ruzstd::encoding::compress_to_vec(TEXT, ruzstd::encoding::CompressionLevel::Fastest);
    let two_frames = [
        zst.as_slice(),
        b"\x50\x2a\x4d\x18\x02\0\0\0xx",
        zst.as_slice(),
    ]
    .concat();
    let row = |name: &str| format!("{name} | 2019-03-04 date line | A headline | The body of it.");
    let files: [(&str, &[u8]); 3] = [
        ("a.txt.bz2", &bz2.finish().unwrap()),
        ("b.txt.xz", &bytes(XZ)),
        // By its content, under a wrong name.
        ("c.txt.gz", &zst),
    ];
    check(
        &files,
        &[&row("a.txt.bz2"), &row("b.txt.xz"), &row("c.txt.gz")],
        &[],
    );
    let (articles, problems) = folder(&[("d.zst", &two_frames)], &Options::default());
    assert_eq!((articles.len(), problems.len()), (1, 0), "{problems:?}");
    assert_eq!(articles[0].matches("The body of it.").count(), 2);
}

#[test]
fn archives_are_read_entry_by_entry() {
    let files: [(&str, &[u8]); 4] = [
        ("one.txt", TEXT),
        (
            "../../up/2020-05-06.txt",
            b"Up there\n\nIt stays in memory.",
        ),
        (".hidden/x.txt", b"Not shown"),
        ("__MACOSX/y.txt", b"Not shown"),
    ];
    let rows = |outer: &str| {
        [
            format!("{outer}!one.txt | 2019-03-04 date line | A headline | The body of it."),
            format!(
                "{outer}!../../up/2020-05-06.txt | 2020-05-06 file name | Up there | It stays in memory."
            ),
        ]
    };
    let (zip, tar) = (zip(&files), tar(&files));
    let packed = [
        ("a.zip", &zip),
        ("b.tar", &tar),
        ("c.tar.gz", &gzip(&tar)),
        ("d.tgz", &gzip(&tar)),
    ];
    for (name, content) in packed {
        let rows = rows(name);
        check(&[(name, content)], &[&rows[0], &rows[1]], &[]);
    }
    // Without its directory a ZIP file is read from the front.
    let end = zip
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    let (articles, problems) = folder(&[("a.zip", &zip[..end])], &Options::default());
    assert_eq!(articles, rows("a.zip"));
    assert!(
        problems[0].starts_with("a.zip: the directory of the archive is damaged"),
        "{problems:?}"
    );
}

#[test]
fn archives_keep_to_the_bounds() {
    let files: [(&str, &[u8]); 3] = [("1.txt", b"One"), ("2.txt", b"Two"), ("3.txt", b"Three")];
    let few = Options {
        bounds: Bounds {
            entries: 2,
            ..Bounds::default()
        },
        ..Options::default()
    };
    check_with(
        &few,
        &[("a.zip", &zip(&files))],
        &[
            "a.zip!1.txt | undated | One | ",
            "a.zip!2.txt | undated | Two | ",
        ],
        &["a.zip!3.txt: more than 2 entries (bounds.entries): the rest is not read"],
    );
    /// A clock that goes a minute at every look.
    fn clock() -> std::time::Duration {
        use std::sync::atomic::{AtomicU64, Ordering};
        static MINUTES: AtomicU64 = AtomicU64::new(0);
        std::time::Duration::from_secs(60 * MINUTES.fetch_add(1, Ordering::Relaxed))
    }
    let slow = Options {
        clock: Some(clock),
        ..Options::default()
    };
    let (_, problems) = folder(&[("a.zip", &zip(&files))], &slow);
    assert_eq!(
        problems,
        ["a.zip: took more than 120 seconds (bounds.seconds): the rest is not read"]
    );
}

#[test]
fn feeds_give_their_entries_with_the_day_that_is_written() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title><language>en-gb</language>
        <item><title>Bridge &amp; ferry</title><pubDate>Mon, 04 Mar 2019 23:30:00 -0500</pubDate><guid>urn:1</guid>
        <description><![CDATA[<p>One.</p><p>Two <b>bold</b>.</p>]]></description></item>
        <item><title>No date</title><description>Plain words</description></item></channel></rss>"#;
    check(
        &[("a.xml", rss.as_bytes())],
        &[
            "a.xml | 2019-03-04 feed entry | Bridge & ferry | One. ¶ Two bold.",
            "a.xml | undated | No date | Plain words",
        ],
        &[],
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry><title type="html">A &lt;i&gt;title&lt;/i&gt;</title>
        <published>2019-03-04T23:30:00-05:00</published><updated>2020-01-01T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><ul><li>Two</li><li>Three</li></ul></div></content></entry>
        <entry><title>Broken"#;
    check(
        &[("a.xml", atom.as_bytes())],
        &[
            "a.xml | 2019-03-04 feed entry | A title | One. ¶ • Two\n• Three",
            "a.xml | undated | Broken | ",
        ],
        &[],
    );
    let bomb = r#"<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
        <rss><channel><item><title>&b; &c;</title><description>Text</description></item></channel></rss>"#;
    check(
        &[("a.xml", bomb.as_bytes())],
        &["a.xml | undated | &b; &c; | Text"],
        &[],
    );
    let list = br#"<opml version="2.0"><body><outline xmlUrl="https://courier.example/rss"/></body></opml>"#;
    check(
        &[("a.opml", list)],
        &[],
        &["a.opml: a list of 1 feeds (OPML), which holds no articles; nothing is fetched"],
    );
}

const MAIL: &str = "From: Jane Doe <jane@courier.example>\nTo: all@courier.example\nMessage-ID: <1@courier.example>\nSubject: =?utf-8?q?Br=C3=BCcke?=\nDate: Mon, 4 Mar 2019 23:30:00 -0500\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nDie Br=FCcke ist offen.\n";

#[test]
fn mail_is_read_alone_and_in_mailboxes() {
    let row = "2019-03-04 metadata | Brücke | Die Brücke ist offen.";
    let from = "From jane@courier.example Mon Mar  4 23:30:00 2019";
    let mailbox = format!("{from}\n{MAIL}\n{from}\n{MAIL}");
    let files: [(&str, &[u8]); 2] = [
        ("cur/1551760200.M1.host:2,S", MAIL.as_bytes()),
        ("inbox", mailbox.as_bytes()),
    ];
    let rows =
        ["cur/1551760200.M1.host:2,S", "inbox", "inbox"].map(|name| format!("{name} | {row}"));
    check(&files, &rows.each_ref().map(String::as_str), &[]);
}

#[test]
fn markdown_says_above_the_text_what_it_is() {
    let cases = [
        "---\ntitle: The bridge\ndate: 2019-03-04 10:00\ntags: [a, b]\n---\nIt is *open*.\n\n- One\n- [Two](https://x.example)\n",
        "+++\ntitle = \"The bridge\"\ndate = 2019-03-04T10:00:00Z\n+++\n# The bridge\n\nIt is **open**.\n\n* One\n* Two\n",
        "Title: The bridge\nDate: 2019-03-04\n\nIt is open.\n\n* One\n* Two\n",
    ];
    for text in cases {
        check(
            &[("a.md", text.as_bytes())],
            &["a.md | 2019-03-04 metadata | The bridge | It is open. ¶ • One\n• Two"],
            &[],
        );
    }
    check(
        &[("2019-03-04.md", b"# The bridge\n\nIt is open.")],
        &["2019-03-04.md | 2019-03-04 file name | The bridge | It is open."],
        &[],
    );
    check(
        &[("a.md", b"---\ntitle: [The\n---\nIt is open.")],
        &["a.md | undated | It is open. | It is open."],
        &["a.md:"],
    );
}

#[test]
fn markup_covers_the_words_that_it_is_said_of() {
    use dateline::model::MarkupKind;
    let text = "## Head\n\nA **strong** word, a [link](https://x.example).\n\n> Quoted.\n\n1. One\n   - Inner\n2. Two\n";
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.md");
    fs::write(&path, text).unwrap();
    let mut found = Vec::new();
    load(&[Input::Path(path)], &Options::default(), &mut |batch| {
        let article = &batch.articles[0];
        for markup in &article.markup {
            let kind = match &markup.kind {
                MarkupKind::Link(to) => format!("link {to}"),
                kind => format!("{kind:?}").to_lowercase(),
            };
            found.push(format!("{kind}: {}", &article.text[markup.span.range()]));
        }
        ControlFlow::Continue(())
    });
    assert_eq!(
        found,
        [
            "strong: strong",
            "link https://x.example: link",
            "quote: Quoted.",
            "item(0): 1. One",
            "item(1): • Inner",
            "item(0): 2. Two",
        ]
    );
}

#[test]
fn tables_are_articles_by_their_header() {
    let text = "id;Headline;Pub Date;Body\n1;The bridge;2019-03-04;\"It is open.\nReally.\"\n2;The ferry;5 March 2019\n";
    check(
        &[("a.csv", text.as_bytes())],
        &[
            "a.csv | 2019-03-04 metadata | The bridge | It is open. ¶ Really.",
            "a.csv | 2019-03-05 metadata | The ferry | ",
        ],
        &["a.csv:4: 3 columns instead of 4, read as far as they go"],
    );
    check(
        &[("a.tsv", b"x\ty\n1\t2\n")],
        &[],
        &["a.tsv:1: no column is named as a title or a text (there are: x, y)"],
    );
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge is open at last | The Courier</title>
<meta property="og:site_name" content="The Courier"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-03-04T09:00:00+01:00"}</script>
</head><body><nav><a href="/">Home</a> <a href="/news">News of the day</a></nav><article><h1>The bridge is open at last</h1>
<p>The bridge over the river was opened on Monday after four years of work, the town council said, and the first cars went over it at noon.</p>
<p>Its arch is the longest in the country, and the ferry beside it will be sold in the spring of next year if a buyer is found for it.</p>
</article><footer>© 2024 The Courier</footer></body></html>"#;

#[test]
fn pages_give_their_article() {
    let files: [(&str, &[u8]); 2] = [("a.html", PAGE.as_bytes()), ("b", PAGE.as_bytes())];
    let (articles, problems) = folder(&files, &Options::default());
    let start = "2019-03-04 metadata | The bridge is open at last | The bridge over the river was opened on Monday";
    assert!(
        articles[0].starts_with(&format!("a.html | {start}")),
        "{articles:#?}"
    );
    assert!(
        articles[1].starts_with(&format!("b | {start}")),
        "{articles:#?}"
    );
    assert!(
        !articles[0].contains("News of the day") && !articles[0].contains('©'),
        "{articles:#?}"
    );
    assert_eq!(problems, [""; 0]);
}

#[test]
fn web_archives_give_their_pages() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let size = PAGE.len();
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n{PAGE}\r\n0\r\n\r\n"
    );
    let record = |kind: &str, address: &str, content: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>Sorry</html>";
    let whole = [
        record("warcinfo", "", "software: x"),
        record("response", "https://courier.example/bridge", &answer),
        record("response", "https://courier.example/again", &chunked),
        record("response", "https://courier.example/gone", missing),
    ]
    .concat();
    let (articles, problems) = folder(
        &[("a.warc.gz", &gzip(whole.as_bytes()))],
        &Options::default(),
    );
    assert_eq!((articles.len(), problems.len()), (2, 0), "{problems:?}");
    let start = "a.warc.gz!https://courier.example/bridge | 2019-03-04 metadata";
    assert!(articles[0].starts_with(start), "{articles:#?}");
    let cut = &whole[..whole.find("Its arch").unwrap()];
    let (articles, problems) = folder(&[("a.warc", cut.as_bytes())], &Options::default());
    assert_eq!(articles.len(), 1);
    assert!(
        problems[0].contains("a record with a wrong length"),
        "{problems:?}"
    );
    let arc = format!(
        "filedesc://a.arc 0.0.0.0 20190304000000 text/plain 4\n1 0\n\nhttps://courier.example/bridge 1.2.3.4 20190304000000 text/html {}\n{answer}\n",
        answer.len()
    );
    let (articles, problems) = folder(&[("a.arc", arc.as_bytes())], &Options::default());
    assert_eq!((articles.len(), problems.len()), (1, 0), "{problems:?}");
}

#[test]
fn books_and_office_documents_give_their_text() {
    let epub = zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            br#"<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#,
        ),
        (
            "OPS/book.opf",
            br#"<package><metadata><dc:title>The Year</dc:title><dc:creator>Jane Doe</dc:creator><dc:date>2019-03-04</dc:date></metadata>
            <manifest><item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
            <item id="c" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>"#,
        ),
        ("OPS/one.xhtml", b"<html><head><title/></head><body><h1>January</h1><p>Snow.</p></body></html>"),
        ("OPS/two b.xhtml", b"<html><head><title>February</title></head><body><p>Rain.</p></body></html>"),
    ]);
    check(
        &[("a.epub", &epub)],
        &[
            "a.epub!OPS/one.xhtml | 2019-03-04 metadata | January | Snow.",
            "a.epub!OPS/two b.xhtml | 2019-03-04 metadata | February | Rain.",
        ],
        &["a.epub!OPS/gone.xhtml: a part that is not there"],
    );
    let docx = zip(&[
        (
            "word/document.xml",
            br#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r><w:r><w:t>open.</w:t></w:r><w:del><w:r><w:delText>shut</w:delText></w:r></w:del></w:p></w:body></w:document>"#,
        ),
        ("docProps/core.xml", b"<cp:coreProperties><dc:creator>Jane Doe</dc:creator></cp:coreProperties>"),
    ]);
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            br#"<office:document-content><office:body><office:text><text:h text:outline-level="1">The bridge</text:h><text:p>It is<text:s/>open.</text:p></office:text></office:body></office:document-content>"#,
        ),
    ]);
    let fb2 = br#"<?xml version="1.0"?><FictionBook><description><title-info><book-title>The bridge</book-title><author><first-name>Jane</first-name><last-name>Doe</last-name></author><date value="2019-03-04">March 2019</date></title-info></description>
        <body><section><p>It is open.</p></section></body></FictionBook>"#;
    let rtf = br"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}{\info{\title The bridge}}\f0 \'cc\'ee\'f1\'f2 \u1086?\u1090?\u1082?\u1088?\u1099?\u1090?.\par It is open.\par}";
    check(
        &[
            ("a.docx", &docx),
            ("b.odt", &odt),
            ("c.fb2", fb2),
            ("d.rtf", rtf),
        ],
        &[
            "a.docx | undated | The bridge | It is open.",
            "b.odt | undated | The bridge | It is open.",
            "c.fb2 | 2019-03-04 metadata | The bridge | It is open.",
            "d.rtf | undated | The bridge | Мост открыт. ¶ It is open.",
        ],
        &[],
    );
}

#[test]
fn the_cache_of_newsboat_is_read_and_not_written() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("cache.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY, url VARCHAR(1024), title VARCHAR(1024));
             CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid VARCHAR(64), title VARCHAR(1024), author VARCHAR(1024), url VARCHAR(1024),
                 feedurl VARCHAR(1024), pubDate INTEGER, content VARCHAR(65535), unread INTEGER, deleted INTEGER);
             INSERT INTO rss_feed VALUES ('f', 'u', 'The Courier');
             INSERT INTO rss_item VALUES (1, 'g1', 'The bridge', 'Jane', 'https://courier.example/1', 'f', 1551700000, '<p>It is open.</p>', 1, 0);
             INSERT INTO rss_item VALUES (2, 'g2', 'Gone', '', '', 'f', 1551700000, 'x', 1, 1);",
        )
        .unwrap();
    drop(database);
    let content = fs::read(&path).unwrap();
    check(
        &[("cache.db", &content)],
        &["cache.db | 2019-03-04 feed entry | The bridge | It is open."],
        &[],
    );
    let (_, problems) = folder(&[("cache.db", &content[..5000])], &Options::default());
    assert_eq!(problems.len(), 1, "{problems:?}");
}

/// A ZIM file of one page, in one cluster that is not packed.
fn zim() -> Vec<u8> {
    use md5::Digest as _;
    let list = |values: &[u64]| {
        values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let mime = b"text/html\0\0";
    let size = u32::try_from(PAGE.len()).unwrap();
    let (mime_at, urls_at) = (80u64, 80 + mime.len() as u64);
    let (entry_at, clusters_at) = (urls_at + 8, urls_at + 8 + 16 + 17);
    let cluster_at = clusters_at + 8;
    let cluster = [
        &[1][..],
        &8u32.to_le_bytes(),
        &(8 + size).to_le_bytes(),
        PAGE.as_bytes(),
    ]
    .concat();
    let checksum_at = cluster_at + cluster.len() as u64;
    let one = 1u32.to_le_bytes();
    let mut zim = [b"ZIM\x04".as_slice(), &[5, 0, 0, 0], &[0; 16], &one, &one].concat();
    zim.extend(list(&[urls_at, urls_at, clusters_at, mime_at]));
    zim.extend([0xFF; 8]);
    zim.extend(list(&[checksum_at]));
    zim.extend(mime);
    zim.extend(list(&[entry_at]));
    zim.extend([&[0, 0, 0, b'A'][..], &[0; 12], b"The_bridge_page\0\0"].concat());
    zim.extend(list(&[cluster_at]));
    zim.extend(cluster);
    let sum = md5::Md5::digest(&zim);
    zim.extend(sum.as_slice());
    zim
}

#[test]
fn archives_of_kiwix_give_their_pages() {
    let whole = zim();
    let (articles, problems) = folder(&[("a.zim", &whole)], &Options::default());
    assert_eq!((articles.len(), problems.len()), (1, 0), "{problems:?}");
    let start = "a.zim!The_bridge_page | 2019-03-04 metadata | The bridge is open at last";
    assert!(articles[0].starts_with(start), "{articles:?}");
    let cases = [
        (32, "lead out of the file"),
        (48, "its place in the archive is damaged"),
        (56, "the head of the archive is damaged"),
    ];
    for (at, what) in cases {
        let mut broken = whole.clone();
        broken[at + 5] = 0xFF;
        let (_, problems) = folder(&[("a.zim", &broken)], &Options::default());
        let is_told = problems.iter().any(|problem| problem.contains(what));
        assert!(is_told, "{problems:?}, not {what}");
    }
}

#[test]
fn hostile_nesting_ends() {
    let deep = [
        (
            "a.html",
            format!("<html><body>{}text", "<div>".repeat(100_000)),
        ),
        (
            "b.html",
            format!("<html><body>{}text", "<b><i>".repeat(20_000)),
        ),
        ("c.json", format!("{}1", "[".repeat(100_000))),
        (
            "d.xml",
            format!(
                "<rss><channel><item><title>A</title><description>{}",
                "<a>".repeat(100_000)
            ),
        ),
        ("e.md", format!("{}text", "> ".repeat(50_000))),
        ("f.md", format!("---\na: {}\n---\ntext", "[".repeat(50_000))),
        ("g.rtf", format!("{{\\rtf1 text{}", "{".repeat(100_000))),
        ("h.md", format!("{}text", "[".repeat(50_000))),
        ("i.html", format!("<html><body>{}", "<p>A".repeat(300_000))),
        (
            "j.html",
            format!("<html><body>{}", "<a href='".repeat(20_000)),
        ),
    ];
    for (name, content) in &deep {
        let (articles, problems) = folder(&[(name, content.as_bytes())], &Options::default());
        assert!(articles.len() + problems.len() > 0, "{name}");
    }
}
