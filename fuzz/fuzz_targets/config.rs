//! Any text as configuration or theme: read, or refused with a message.

#![no_main]

use dateline::{
    config::{Config, raw},
    ui::theme::Theme,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (file, errors) = raw::parse("config.toml", text);
    for error in &errors {
        assert!(!error.to_string().is_empty());
    }
    if let Err(errors) = Config::of(&[&file]) {
        assert!(!errors.is_empty(), "refused without a reason");
    }
    if let Err(error) = Theme::parse("theme.toml", text) {
        assert!(error.to_string().starts_with("theme.toml"), "{error}");
    }
});
