//! Any bytes under the name of Markdown with what stands above it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("a.md", bytes));
