//! Every reader on damaged files: well-formed ones made here, and what chance
//! makes of them. Whatever comes, it is an article or a problem, in one piece,
//! and no reader breaks down.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use dateline::ingest::{Batch, Bounds, Options, read_bytes};
use proptest::prelude::*;
use proptest::sample::Index;

const HTML: &str = r#"<!doctype html><html lang="en"><head><title>Ferry sold | The Courier</title>
<meta property="article:published_time" content="2019-05-04T10:00:00Z"><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-05-04", "headline": "Ferry sold"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sold</h1><time datetime="2019-05-04">May 4</time><p>The ferry over the Sarn was sold to Velm for one crown, the mayor said on Saturday.</p><ul><li>One</li><li>Two</li></ul><table><tr><td>1</td></tr></table></article></body></html>"#;
const RSS: &str = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title><item><title>Ferry &amp; bridge &a;</title><pubDate>Sat, 04 May 2019 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>One.</p>]]></content:encoded></item></channel></rss>"#;
const OPML: &str =
    r#"<opml version="2.0"><body><outline text="a" xmlUrl="http://a.example/"/></body></opml>"#;
const MAIL: &str = "From: Jane <jane@courier.example>\r\nSubject: =?utf-8?q?Ferry_sold?=\r\nDate: Sat, 4 May 2019 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSold=20for one crown.\r\n--x\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"a.html\"\r\n\r\n<html><body><p>Hi</p></body></html>\r\n--x--\r\n";
const MARKDOWN: &str = "---\ntitle: Ferry sold\ndate: 2019-05-04\ntags: [a, b]\nmore: &x {y: *x}\n---\n\n# Ferry sold\n\n*One* [link](http://a.example) `code`\n\n> quote\n\n* a\n* b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
const JSON: &str = r#"{"title": "Ferry sold", "date": "2019-05-04", "text": ["One.", "Two."], "source": {"name": "The Courier"}}
{"items": [{"headline": "Bridge", "pubDate": 1556928000, "body": "A."}]}
"#;
const CSV: &str =
    "title,date,text\nFerry sold,2019-05-04,\"One,\n\"\"two\"\"\"\nBridge,04.05.2019,A\n";
const FB2: &str = r#"<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info><book-title>Ferry</book-title><date value="2019-05-04"/></title-info></description><body><section><title><p>One</p></title><p>Sold.</p></section></body></FictionBook>"#;
const RTF: &str = r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}{\info{\title Ferry}}\f0 Sold for \'ee\u1086?ne crown.\par\bin3 abc Two.\par}";
const WARC: &str = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 103\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1b\r\n<html><body><p>A.</p></body>\r\n0\r\n\r\n\r\n\r\n";
const ARC: &str = "filedesc://a.arc 0.0.0.0 20190504000000 text/plain 20\n1 0 a\nURL IP-address\n\nhttp://a.example/ 1.2.3.4 20190504000000 text/html 45\nHTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>A.\n";
const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<package xmlns:dc="x"><metadata><dc:title>Ferry</dc:title><dc:date>2019-05-04</dc:date></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"#;
const DOCX: &str = r#"<w:document xmlns:w="x"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ferry</w:t></w:r></w:p><w:p><w:r><w:t>Sold.</w:t></w:r></w:p></w:body></w:document>"#;
const ODT: &str = r#"<office:document-content><office:body><office:text><text:h>Ferry</text:h><text:p>Sold.<text:s text:c="3"/></text:p></office:text></office:body></office:document-content>"#;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

fn tarred(content: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(content.len() as u64);
    header.set_cksum();
    tar.append_data(&mut header, "a/b.txt", content).unwrap();
    tar.into_inner().unwrap()
}

/// Files whose bytes are damaged as they lie on the disk.
fn plain() -> Vec<(&'static str, Vec<u8>)> {
    let text = |name, text: &str| (name, text.as_bytes().to_vec());
    let mail = format!(
        "From jane Sat May  4 10:00:00 2019\r\n{MAIL}\r\nFrom jane Sat May  4 10:00:00 2019\r\n{MAIL}"
    );
    let mut zim = b"ZIM\x04\x05\0\0\0".to_vec();
    zim.extend((0..200u8).map(|byte| byte.wrapping_mul(7)));
    let mut newsboat = b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20".to_vec();
    newsboat.resize(4096, 0);
    vec![
        text("a.html", HTML),
        text("a.xml", RSS),
        text("a.opml", OPML),
        text("a.eml", MAIL),
        ("a.mbox", mail.into_bytes()),
        text("a.md", MARKDOWN),
        text("a.jsonl", JSON),
        text("a.csv", CSV),
        text("a.fb2", FB2),
        text("a.rtf", RTF),
        text("a.warc", WARC),
        text("a.arc", ARC),
        ("a.zim", zim),
        ("cache.db", newsboat),
        ("a.txt.gz", gzipped(b"Title\n\nMay 4, 2019\n\nText.\n")),
        ("a.tar", tarred(b"Title\n\nMay 4, 2019\n\nText.\n")),
        (
            "a.zip",
            zipped(&[("a.txt", b"Title\n\nText.\n"), ("b.html", HTML.as_bytes())]),
        ),
    ]
}

/// One damage: at a place, of some bytes, of a kind.
type Damage = (Index, usize, u8);

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    const TOKENS: [&[u8]; 10] = [
        b"<",
        b">",
        b"\"",
        b"\0",
        b"\xff\xfe",
        b"\r\n\r\n",
        b"{{{{",
        b"&#x41;",
        b"99999999999999999999",
        b"]]>",
    ];
    for (at, length, kind) in damages {
        if bytes.is_empty() {
            break;
        }
        let start = at.index(bytes.len());
        let end = (start + length).min(bytes.len());
        match kind % 4 {
            0 => bytes[start] = kind.wrapping_mul(31),
            1 => drop(bytes.drain(start..end)),
            2 => {
                let copy = bytes[start..end].to_vec();
                bytes.splice(start..start, copy);
            }
            _ => {
                let token = TOKENS[usize::from(*kind) / 4 % TOKENS.len()];
                bytes.splice(start..start, token.iter().copied());
            }
        }
    }
    bytes
}

/// Reads a file and looks at what came of it.
fn read(name: &str, bytes: &[u8]) -> Batch {
    let options = Options {
        bounds: Bounds {
            expanded_bytes: 64 << 20,
            ..Bounds::default()
        },
        ..Options::default()
    };
    let mut all = Batch::default();
    read_bytes(name, bytes, &options, &mut |batch| {
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        ControlFlow::Continue(())
    });
    all
}

fn check(name: &str, bytes: &[u8]) {
    let found = read(name, bytes);
    assert!(
        !found.articles.is_empty() || !found.problems.is_empty(),
        "{name}: neither read nor refused"
    );
    for problem in &found.problems {
        assert!(!problem.message.contains("broke down"), "{problem}");
    }
    for article in &found.articles {
        assert!(
            !article.title.text.contains('\n'),
            "{name}: a title of two lines"
        );
        for (at, paragraph) in article.paragraphs() {
            assert!(
                article.text[at..].starts_with(paragraph),
                "{name}: a paragraph out of place"
            );
        }
    }
}

#[test]
fn undamaged_all_that_hold_articles_give_some() {
    let without = ["a.opml", "a.zim", "cache.db"];
    for (name, bytes) in plain() {
        let found = read(name, &bytes);
        assert_eq!(
            found.articles.is_empty(),
            without.contains(&name),
            "{name}: {:?}",
            found.problems
        );
    }
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    prop::collection::vec((any::<Index>(), 1_usize..40, any::<u8>()), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn damaged_files_are_read_or_refused(damages in damages()) {
        for (name, bytes) in plain() {
            check(name, &damaged(bytes, &damages));
        }
    }

    #[test]
    fn damaged_parts_of_books_and_documents_are_read_or_refused(damages in damages(), which in 0_usize..3) {
        let part = |number: usize, text: &str| {
            let bytes = text.as_bytes().to_vec();
            if which == number { damaged(bytes, &damages) } else { bytes }
        };
        let book = zipped(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", &part(0, CONTAINER)),
            ("a.opf", &part(1, PACKAGE)),
            ("a.xhtml", &part(2, HTML)),
        ]);
        check("a.epub", &book);
        check("a.docx", &zipped(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", &part(which, DOCX))]));
        let odt: [(&str, &[u8]); 2] = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", &part(which, ODT))];
        check("a.odt", &zipped(&odt));
    }
}

#[test]
fn entities_never_expand_and_no_file_is_asked_for() {
    let levels: String = (1..12)
        .map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">{levels}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <rss version=\"2.0\"><channel><title>t</title><item><title>Bomb &a11; &f;</title><description>&a11; &f; end</description></item></channel></rss>"
    );
    let found = read("bomb.xml", bomb.as_bytes());
    for article in &found.articles {
        assert!(
            article.text.len() + article.title.text.len() < 200,
            "{article:?}"
        );
        assert!(
            !article.text.contains("root:") && !article.text.contains("haha"),
            "{article:?}"
        );
    }
}

#[test]
fn a_name_that_leads_out_of_an_archive_leads_nowhere() {
    let archive = zipped(&[
        (
            "../../../tmp/dateline-escaped.txt",
            b"Title\n\nText of it.\n",
        ),
        ("/tmp/dateline-escaped.txt", b"Title\n\nText of two.\n"),
    ]);
    let found = read("evil.zip", &archive);
    assert_eq!(found.articles.len(), 2, "{:?}", found.problems);
    assert!(!std::path::Path::new("/tmp/dateline-escaped.txt").exists());
    for article in &found.articles {
        assert!(article.path.starts_with("evil.zip!"), "{}", article.path);
    }
}
