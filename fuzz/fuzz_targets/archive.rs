//! Any bytes under the name of an archive.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.zip", bytes));
