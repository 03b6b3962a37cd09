//! The program `dateline`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run()
}
