//! Articles that were renamed, wrapped anew, saved anew and edited elsewhere:
//! what hangs on them is found again in all of them.

use dateline::{
    ingest,
    model::{Article, Cited, Likeness, Spot},
    text::Quote,
};

const WORDS: [&str; 24] = [
    "harbour", "bridge", "council", "winter", "flour", "mayor", "steel", "ferry", "opened",
    "closed", "repaired", "counted", "village", "evening", "railway", "school", "letter", "market",
    "north", "river", "stone", "bell", "garden", "lamp",
];

/// Words by chance, the same for the same number.
fn paragraph(number: usize, length: usize) -> String {
    let mut random = number as u64 * 2 + 1;
    let words: Vec<&str> = (0..length)
        .map(|_| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            WORDS[usize::try_from(random >> 33).unwrap() % WORDS.len()]
        })
        .collect();
    format!("Paragraph {number} tells of the {}.", words.join(" "))
}

fn paragraphs(number: usize) -> Vec<String> {
    (0..3 + number % 5)
        .map(|at| paragraph(number * 10 + at, 20 + (number * 7 + at) % 40))
        .collect()
}

fn article(number: usize, path: &str, paragraphs: &[String], columns: usize) -> Article {
    let wrapped: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| textwrap::fill(paragraph, columns))
        .collect();
    let day = 1 + number % 28;
    let text = format!(
        "Report of the council {}\n\nMay {day}, 2019\n\n{}\n",
        number / 2,
        wrapped.join("\n\n")
    );
    ingest::parse(text.as_bytes(), path).0.unwrap()
}

#[test]
fn a_rename_and_other_line_ends_change_nothing() {
    for number in 0..100 {
        let paragraphs = paragraphs(number);
        let old = article(number, "a/old.txt", &paragraphs, 1000);
        let new = article(number, "b/new name.txt", &paragraphs, 40 + number % 40);
        assert_eq!(
            Likeness::of(&old).body,
            Likeness::of(&new).body,
            "article {number}"
        );
    }
}

#[test]
fn an_edit_elsewhere_loses_no_article_no_place_and_no_note() {
    let old: Vec<Article> = (0..100)
        .map(|number| article(number, "old.txt", &paragraphs(number), 70))
        .collect();
    let known: Vec<Cited> = old.iter().map(Cited::new).collect();
    for (number, before) in old.iter().enumerate() {
        let mut paragraphs = paragraphs(number);
        let edited = number % paragraphs.len();
        let kept = (edited + 1) % paragraphs.len();
        paragraphs[edited] = paragraph(9000 + number, 25);
        if number % 3 == 0 {
            paragraphs.insert(0, paragraph(8000 + number, 30));
        }
        let after = article(number, "renamed.txt", &paragraphs, 55);

        // Of all hundred it is most like its own old version.
        let now = Cited::new(&after);
        let best = (0..known.len())
            .filter_map(|other| Some((known[other].resembles(&now)?, other)))
            .max_by_key(|&(common, other)| (common, other == number));
        assert_eq!(best.map(|(_, other)| other), Some(number));

        let (start, passage) = before.paragraphs().nth(kept).unwrap();
        let note = Quote::new(&before.text, start..start + passage.len());
        assert_eq!(
            note.find(&after.text).map(|span| &after.text[span]),
            Some(passage),
            "article {number}"
        );
        let place = Spot::new(&before.text, start..start + passage.len(), start + 10);
        let (paragraph, at) = place.find(&after.text);
        assert_eq!(
            (&after.text[paragraph..paragraph + passage.len()], at),
            (passage, paragraph + 10)
        );
    }
}

#[test]
fn the_same_words_of_another_year_are_another_article() {
    let paragraphs = paragraphs(7);
    let text = |year: u16| {
        let text = format!(
            "The day of the bridge\n\nMay 4, {year}\n\n{}\n",
            paragraphs.join("\n\n")
        );
        Cited::new(&ingest::parse(text.as_bytes(), "a.txt").0.unwrap())
    };
    let mut edited = text(2019);
    assert_eq!(edited.resembles(&text(2020)), None);
    assert!(edited.resembles(&text(2019)).is_some());
    edited.day = None;
    assert!(edited.resembles(&text(2020)).is_some());
}

#[test]
fn a_place_goes_back_over_paragraphs_too() {
    let text = "One one.\n\nTwo two two.\n\nThree.";
    let place = Spot::new(text, 24..30, 10);
    assert_eq!(place.find(text), (24, 10));
    let longer = format!("New.\n\n{text}");
    assert_eq!(place.find(&longer), (30, 16));
    assert_eq!(place.find(""), (0, 0));
}
