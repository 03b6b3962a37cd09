//! The temporal tagger: every rule's own example, and cases of whole texts.
#![allow(clippy::unwrap_used, clippy::panic)]

use dateline::{
    model::{Day, Mention},
    temporal::{Document, Tagger},
};

/// The day of publication of all examples in the rule files.
fn example_day() -> Day {
    Day::constant(2006, 3, 15)
}

/// The mentions of a text as `words = value`, with attributes.
fn told(text: &str, mentions: &[Mention]) -> Vec<String> {
    mentions
        .iter()
        .map(|mention| {
            format!(
                "{} = {}",
                &text[mention.span.range()],
                mention.timex.value()
            )
        })
        .collect()
}

#[test]
fn every_rule_has_an_example_that_holds() {
    let tagger = Tagger::new();
    let mut wrong = Vec::new();
    for language in tagger.languages() {
        for example in language.examples() {
            let Some((text, value)) = example.text.rsplit_once(" = ") else {
                wrong.push(format!("{}: no value in {:?}", language.code, example.text));
                continue;
            };
            let plain = text.replace(['[', ']'], "");
            let document = Document {
                text: &plain,
                dct: Some(example_day()),
                lang: Some(&language.code),
            };
            let mentions = tagger.tag_in(&document, example.regime);
            let told = told(&plain, &mentions);
            let expected = match (text.find('['), text.find(']')) {
                (Some(start), Some(end)) => format!("{} = {value}", &text[start + 1..end]),
                // No brackets: nothing may be found.
                _ if told.is_empty() => continue,
                _ => "nothing".to_owned(),
            };
            if !told.contains(&expected) {
                wrong.push(format!(
                    "{}: {:?} gives {told:?}",
                    language.code, example.text
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples fail:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
