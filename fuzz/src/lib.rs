//! What holds of whatever is read, for all targets.

use std::ops::ControlFlow;

use dateline::ingest::{Bounds, Options, read_bytes};

/// Reads a file of this name: articles in one piece, or a problem. A reader
/// that breaks down ends the run, since the fuzzer ends at a panic.
pub fn read(name: &str, bytes: &[u8]) {
    let options = Options {
        bounds: Bounds {
            expanded_bytes: 64 << 20,
            ..Bounds::default()
        },
        ..Options::default()
    };
    let mut told = 0;
    read_bytes(name, bytes, &options, &mut |batch| {
        told += batch.articles.len() + batch.problems.len();
        for article in &batch.articles {
            assert!(!article.title.text.contains('\n'), "a title of two lines");
            for (at, paragraph) in article.paragraphs() {
                assert!(
                    article.text[at..].starts_with(paragraph),
                    "a paragraph out of place"
                );
            }
        }
        ControlFlow::Continue(())
    });
    assert!(told > 0, "neither read nor refused");
}
