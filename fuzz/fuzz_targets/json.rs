//! Any bytes under the name of JSON Lines.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.jsonl", bytes));
