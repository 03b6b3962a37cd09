//! How fast the text layer is: wrapping, measuring, finding, on what the press
//! prints and on what nobody should.

use dateline::{
    search::Query,
    text::{self, Case, Measure},
};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

const MEASURE: Measure = Measure {
    columns: 72,
    indent: 4,
};

/// A kind of text.
#[derive(Clone, Copy, Debug)]
enum Kind {
    English,
    Russian,
    Chinese,
    Thai,
    Hindi,
    Unspaced,
    Emoji,
    Marks,
    Controls,
    Jamo,
}

const KINDS: [Kind; 10] = [
    Kind::English,
    Kind::Russian,
    Kind::Chinese,
    Kind::Thai,
    Kind::Hindi,
    Kind::Unspaced,
    Kind::Emoji,
    Kind::Marks,
    Kind::Controls,
    Kind::Jamo,
];

/// A text of about so many bytes on one line.
fn line(kind: Kind, bytes: usize) -> String {
    let piece = match kind {
        Kind::English => {
            "The two sides signed the well-known declaration in the capital on July 19, 2000. "
        }
        Kind::Russian => "Стороны подписали известную декларацию в столице 19 июля 2000 года. ",
        Kind::Chinese => "双方于二〇〇〇年七月十九日在首都签署了著名的宣言。",
        Kind::Thai => "ทั้งสองฝ่ายลงนามในแถลงการณ์ที่เมืองหลวง",
        Kind::Hindi => "दोनों पक्षों ने राजधानी में प्रसिद्ध घोषणा पर हस्ताक्षर किए। ",
        Kind::Unspaced => "abcdefghij",
        Kind::Emoji => "👩\u{200d}👩\u{200d}👧🇩🇪❤\u{fe0f}",
        Kind::Marks => "\u{301}",
        Kind::Controls => "\u{1b}[31m\u{9b}\u{202e}\u{200b}",
        Kind::Jamo => "\u{1100}",
    };
    piece.repeat(bytes.div_ceil(piece.len()))
}

#[divan::bench(args = KINDS)]
fn wrap_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::wrap(&text, MEASURE));
}

/// As long as paragraphs of the press are, optimal fit.
#[divan::bench(args = [Kind::English, Kind::Russian, Kind::Chinese])]
fn wrap_a_paragraph(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 800);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::wrap(&text, MEASURE));
}

#[divan::bench(args = KINDS)]
fn clean_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::clean(&text).len());
}

#[divan::bench(args = KINDS)]
fn fold_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::fold(&text, Case::Ignored));
}

#[divan::bench(args = [Kind::English, Kind::Russian, Kind::Chinese])]
fn find_in_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::find(&text, "no such words"));
}

#[divan::bench(args = KINDS)]
fn sentences_of_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::sentences(&text));
}

#[divan::bench(args = [Kind::English, Kind::Russian, Kind::Chinese])]
fn hits_in_one_megabyte(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 1_000_000);
    let query = Query::parse("\"no such\" words").unwrap_or_default();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| query.hits(&text));
}
