//! Any bytes under the name of a saved web page.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.html", bytes));
