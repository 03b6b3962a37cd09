//! Any bytes under the name of a FictionBook.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.fb2", bytes));
