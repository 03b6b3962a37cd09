//! How fast the text layer is: wrapping, measuring, finding, on what the press
//! prints and on what nobody should.

use std::hint::black_box;

use dateline::{
    app::{
        Style,
        page::{At, Page, Setting},
    },
    config::Config,
    ingest,
    model::{ArticleId, Corpus},
    search::Query,
    text::{self, Case, Hyphens, Measure, Needles},
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

/// With words divided and lines to be filled, as the reader sets them.
#[divan::bench(args = [Kind::English, Kind::Russian, Kind::Chinese])]
fn typeset_a_paragraph(bencher: Bencher<'_, '_>, kind: Kind) {
    let text = line(kind, 800);
    let language = match kind {
        Kind::Russian => "ru",
        Kind::Chinese => "zh",
        _ => "en",
    };
    let hyphens = Hyphens::justified(Some(language));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::typeset(&text, MEASURE, Some(hyphens)));
}

/// An article of five megabytes, in paragraphs as the press has them.
fn huge(kind: Kind) -> Corpus {
    let paragraph = line(kind, 600);
    let body = vec![paragraph.trim(); 5_000_000 / paragraph.len()].join("\n\n");
    let text = format!("A long report\n\nMay 4, 2019\n\n{body}\n");
    let article = ingest::parse(text.as_bytes(), "long.txt").0;
    let mut corpus = Corpus::default();
    corpus.push(article.into_iter().collect());
    corpus
}

fn setting() -> Setting {
    let style = Style::of(&Config::default());
    Setting {
        columns: style.measure,
        paragraphs: style.paragraphs,
        align: style.align,
        hyphenate: style.hyphenate,
        leading: 0,
        footer: true,
        heading: false,
    }
}

const SCRIPTS: [Kind; 3] = [Kind::English, Kind::Russian, Kind::Chinese];

/// From the key to the first window of rows.
#[divan::bench(args = SCRIPTS)]
fn open_five_megabytes(bencher: Bencher<'_, '_>, kind: Kind) {
    let corpus = huge(kind);
    bencher.bench(|| {
        let article = corpus.share(ArticleId(0))?;
        let mut page = Page::new(article, setting());
        black_box(page.window(At::default(), 40));
        Some(page)
    });
}

/// A window further in the middle of it, not looked at before.
#[divan::bench(args = SCRIPTS)]
fn page_through_five_megabytes(bencher: Bencher<'_, '_>, kind: Kind) {
    let corpus = huge(kind);
    let page = || {
        corpus
            .share(ArticleId(0))
            .map(|article| Page::new(article, setting()))
    };
    bencher.with_inputs(page).bench_values(|page| {
        let mut page = page?;
        let middle = page.row_of(2_500_000);
        let next = page.below(middle, 40);
        black_box(page.window(next, 40));
        Some(page)
    });
}

/// A line further where the rows are known: what every `j` costs.
#[divan::bench(args = SCRIPTS)]
fn scroll_in_five_megabytes(bencher: Bencher<'_, '_>, kind: Kind) {
    let corpus = huge(kind);
    let page = corpus
        .share(ArticleId(0))
        .map(|article| Page::new(article, setting()));
    let Some(mut page) = page else { return };
    let middle = page.row_of(2_500_000);
    black_box(page.window(middle, 60));
    bencher.bench_local(|| {
        let next = page.below(middle, 1);
        black_box(page.window(next, 40))
    });
}

/// The last row, from the beginning: nothing between is wrapped.
#[divan::bench(args = SCRIPTS)]
fn end_of_five_megabytes(bencher: Bencher<'_, '_>, kind: Kind) {
    let corpus = huge(kind);
    let page = || {
        corpus
            .share(ArticleId(0))
            .map(|article| Page::new(article, setting()))
    };
    bencher.with_inputs(page).bench_values(|page| {
        let mut page = page?;
        let last = page.last();
        let top = page.above(last, 39);
        black_box(page.window(top, 40));
        Some(page)
    });
}

/// Three terms and a pattern, as `/` looks for them.
#[divan::bench(args = [false, true])]
fn find_in_five_megabytes(bencher: Bencher<'_, '_>, pattern: bool) {
    let text = line(Kind::English, 5_000_000);
    let needles = if pattern {
        Needles::patterns(r"\bcap\w+ on \w+ \d+").unwrap_or_default()
    } else {
        Needles::phrases("capital | known declaration | no such words")
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| needles.hits(&text).len());
}
