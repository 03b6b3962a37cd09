//! Any bytes under the name of a feed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.xml", bytes));
