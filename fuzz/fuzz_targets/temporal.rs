//! Any text in any language: mentions in order, apart from each other, on
//! character boundaries, each with a value that can be printed.

#![no_main]

use std::sync::LazyLock;

use dateline::{
    model::Day,
    temporal::{Document, Tagger},
};
use libfuzzer_sys::fuzz_target;

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

fuzz_target!(|input: (&str, u8, [i16; 3])| {
    let (text, language, [year, month, day]) = input;
    let languages = TAGGER.languages();
    let lang = languages
        .get(usize::from(language))
        .map(|language| &*language.code);
    // Without a day where there is no such date.
    let [month, day] = [month, day].map(|part| i8::try_from(part % 100).unwrap_or(0));
    let dct = Day::new(year, month, day).ok();
    let mentions = TAGGER.tag(&Document { text, dct, lang });
    let mut end = 0;
    for mention in &mentions {
        let span = mention.span.range();
        assert!(
            span.start >= end && span.end > span.start,
            "{span:?} after {end}"
        );
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?} cuts a character"
        );
        end = span.end;
        assert!(
            !mention.timex.value().is_empty(),
            "a mention without a value"
        );
        if let Some(interval) = mention.interval {
            assert!(interval.start <= interval.end);
            assert!(!interval.edtf(mention.granularity).is_empty());
        }
    }
    assert_eq!(mentions, TAGGER.tag(&Document { text, dct, lang }));
});
