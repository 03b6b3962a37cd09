//! Any bytes under the name of a web archive.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.warc", bytes));
