//! The program `dateline`; all of it is in the library.

use std::process::ExitCode;

use dateline::{ingest::Input, runtime};

fn main() -> anyhow::Result<ExitCode> {
    let inputs: Vec<Input> = std::env::args_os()
        .skip(1)
        .map(|path| {
            if path == "-" {
                Input::Stdin
            } else {
                Input::Path(path.into())
            }
        })
        .collect();
    let inputs = if inputs.is_empty() {
        vec![Input::BuiltIn]
    } else {
        inputs
    };
    runtime::run(runtime::Options {
        name: "archive".into(),
        inputs,
        ..runtime::Options::default()
    })
}
