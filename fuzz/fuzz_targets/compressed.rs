//! Any bytes under the name of a compressed file.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.gz", bytes));
