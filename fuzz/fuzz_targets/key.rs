//! Any bytes from a terminal, in any portions: the same keys; and any spelling
//! of keys: refused, or printed and read back.

#![no_main]

use dateline::{command::Sequence, runtime::decode::Decoder};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut whole = Vec::new();
    let mut decoder = Decoder::default();
    decoder.feed(data, &mut whole);
    decoder.quiet(&mut whole);
    assert!(
        decoder.patience().is_none(),
        "still waiting when all is quiet"
    );

    let mut single = Vec::new();
    let mut decoder = Decoder::default();
    for byte in data {
        decoder.feed(std::slice::from_ref(byte), &mut single);
    }
    decoder.quiet(&mut single);
    assert_eq!(whole, single);

    if let Ok(sequence) = String::from_utf8_lossy(data).parse::<Sequence>() {
        assert_eq!(sequence.to_string().parse().as_ref(), Ok(&sequence));
        assert!(!sequence.pretty().is_empty());
    }
});
