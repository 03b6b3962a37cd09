//! Any query on any text: parsed or refused, and hits that are places of the
//! text in their order.

#![no_main]

use dateline::search::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (query, text) = input;
    let Ok(parsed) = Query::parse(query) else {
        return;
    };
    let mut start = 0;
    for hit in parsed.hits(text) {
        assert!(hit.start >= start, "{hit:?} before {start}");
        assert!(
            text.get(hit.clone()).is_some(),
            "{hit:?} is no part of the text"
        );
        start = hit.start;
    }
    assert_eq!(Query::parse(query).as_ref(), Ok(&parsed));
});
