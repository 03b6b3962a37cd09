//! Any bytes under any name: an article or a problem, the same each time, and
//! an article that is in one piece.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// The first line of the input is the name, the rest the file.
fn parts(data: &[u8]) -> (String, &[u8]) {
    let line = data.iter().position(|byte| *byte == b'\n');
    let (name, rest) = line.map_or((&[][..], data), |at| (&data[..at], &data[at + 1..]));
    (String::from_utf8_lossy(name).into_owned(), rest)
}

fuzz_target!(|data: &[u8]| {
    let (name, bytes) = parts(data);
    let (article, problems) = dateline::ingest::parse(bytes, &name);
    assert!(
        article.is_some() || !problems.is_empty(),
        "neither read nor refused"
    );
    if let Some(article) = &article {
        assert!(!article.title.text.contains('\n'), "a title of two lines");
        for (at, paragraph) in article.paragraphs() {
            assert!(
                article.text[at..].starts_with(paragraph),
                "a paragraph out of place"
            );
        }
    }
    let again = dateline::ingest::parse(bytes, &name);
    assert_eq!((article, problems), again);
});
