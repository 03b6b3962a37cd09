//! Any bytes under the name of newsboat's cache.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("cache.db", bytes));
