//! How fast documents become articles: `cargo bench --bench load`.
//!
//! The articles are made up of one paragraph over and over; a folder of real
//! ones can be named in `DATELINE_BENCH_FOLDER`.

#![allow(missing_docs)]

use std::hint::black_box;
use std::ops::ControlFlow;

use dateline::ingest::{Input, Options, decode, load, parse};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const SENTENCE: &str = "The ministers of the two countries met in the capital on Friday, October 12, and signed an agreement on the bridge over the river. ";

/// An article of about `size` bytes in the usual layout.
fn article(size: usize) -> String {
    let paragraph = SENTENCE.repeat(2);
    let count = size / paragraph.len();
    let body = vec![paragraph.trim_end(); count].join("\n\n");
    format!(
        "Bridge opened over the river\n\nJuly 19, 2023\n\n{body}\n\n\n2023 © All rights reserved. www.example.com\n"
    )
}

fn measure(bencher: Bencher, text: &[u8]) {
    bencher
        .counter(BytesCount::of_slice(text))
        .bench(|| parse(black_box(text), "articles/0000001.txt"));
}

#[divan::bench(args = [3_000, 100_000, 10_000_000])]
fn parse_article(bencher: Bencher, size: usize) {
    measure(bencher, article(size).as_bytes());
}

/// The same text, its lines broken at 72 columns.
#[divan::bench]
fn parse_wrapped(bencher: Bencher) {
    let text = textwrap::fill(&article(3_000), 72);
    measure(bencher, text.as_bytes());
}

#[divan::bench]
fn parse_russian(bencher: Bencher) {
    let body =
        "Министры двух стран встретились в столице в пятницу и подписали соглашение о мосте.\n\n";
    let text = format!("Мост открыт\n\n19 июля 2023 года\n\n{}", body.repeat(20));
    measure(bencher, text.as_bytes());
}

#[divan::bench]
fn parse_windows_1251(bencher: Bencher) {
    let body =
        "Министры двух стран встретились в столице в пятницу и подписали соглашение о мосте.\n\n";
    let text = format!("Мост открыт\n\n19 июля 2023 года\n\n{}", body.repeat(20));
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    measure(bencher, &bytes);
}

/// Texts without the shape of one, 16 MB each.
#[divan::bench(args = ["x", "word\n", "\n", "2023-07-19 ", "© 2023\n", "十", "\u{2028}", "(", "July 19, 2023\n"])]
fn parse_hostile(bencher: Bencher, piece: &str) {
    measure(bencher, piece.repeat((16 << 20) / piece.len()).as_bytes());
}

#[divan::bench]
fn decode_ascii(bencher: Bencher) {
    let text = article(3_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| decode(black_box(text.as_bytes())).is_some());
}

#[divan::bench(sample_count = 10)]
fn load_folder(bencher: Bencher) {
    let made = tempfile::tempdir().ok();
    let folder = std::env::var_os("DATELINE_BENCH_FOLDER").map_or_else(
        || {
            let root = made
                .as_ref()
                .map(|made| made.path().to_owned())
                .unwrap_or_default();
            for number in 0..1_000 {
                let path = root.join(format!("{number:07}.txt"));
                let _ = std::fs::write(path, article(3_000));
            }
            root
        },
        Into::into,
    );
    bencher.bench(|| {
        let (mut bytes, mut count) = (0, 0);
        load(
            &[Input::Path(folder.clone())],
            &Options::default(),
            &mut |batch| {
                count += batch.articles.len();
                bytes += batch
                    .articles
                    .iter()
                    .map(|article| article.text.len())
                    .sum::<usize>();
                ControlFlow::Continue(())
            },
        );
        (count, bytes)
    });
}
