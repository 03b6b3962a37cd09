//! Any bytes under the name of rich text.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.rtf", bytes));
