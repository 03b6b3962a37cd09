//! From the paths of the command line to articles: what was named, what of it
//! does not exist, and what could not be read, told once.

use std::{
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::output::{Console, Outcome};
use crate::{
    config::Config,
    ingest::{self, Batch, Input},
    model::{Problem, Severity},
    runtime,
};

/// How many problems are told one by one.
const TOLD: usize = 10;

/// What a command reads, and how.
pub struct Archive<'a> {
    /// Files and folders as they were named.
    pub paths: &'a [PathBuf],
    /// How they are read.
    pub reading: ingest::Options,
}

impl<'a> Archive<'a> {
    /// The archive of these paths, read as the settings say.
    #[must_use]
    pub fn new(paths: &'a [PathBuf], config: &Config) -> Self {
        let reading = reading(config);
        Self { paths, reading }
    }
}

/// What the paths name; none: the archive built into the program.
#[must_use]
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    if paths.is_empty() {
        return vec![Input::BuiltIn];
    }
    let input = |path: &PathBuf| match path.as_path() {
        path if path == Path::new("-") => Input::Stdin,
        path => Input::Path(path.to_owned()),
    };
    paths.iter().map(input).collect()
}

/// How the settings want archives to be read.
#[must_use]
pub fn reading(config: &Config) -> ingest::Options {
    ingest::Options {
        bounds: config.bounds,
        fields: config.fields.clone(),
        today: Some(runtime::today()),
        clock: Some(runtime::clock),
    }
}

/// Reads what an archive holds, batch by batch, then tells the problems.
///
/// The outcome is [`Outcome::Failed`] when something named does not exist,
/// [`Outcome::Nothing`] when no article was read.
///
/// # Errors
///
/// The first error of `sink` ends the reading.
pub fn read(
    console: &mut Console<'_>,
    archive: &Archive<'_>,
    sink: &mut dyn FnMut(&mut Console<'_>, Batch) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let mut problems = Vec::new();
    let mut articles = 0;
    let mut result = Ok(());
    let inputs = inputs(archive.paths);
    ingest::load(&inputs, &archive.reading, &mut |mut batch| {
        articles += batch.articles.len();
        problems.append(&mut batch.problems);
        result = sink(console, batch);
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    result?;
    tell(console, &problems)?;
    Ok(if missing(archive.paths) {
        Outcome::Failed
    } else if articles == 0 {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

/// Whether something was named that is not there. What is there and cannot be
/// read is a problem of the archive, not of the command line.
#[must_use]
pub fn missing(paths: &[PathBuf]) -> bool {
    paths
        .iter()
        .any(|path| path != Path::new("-") && std::fs::symlink_metadata(path).is_err())
}

fn tell(console: &mut Console<'_>, problems: &[Problem]) -> io::Result<()> {
    let unread = || problems.iter().filter(|p| p.severity == Severity::Unread);
    for problem in unread().take(TOLD) {
        console.say(&problem.to_string())?;
    }
    let more = unread().count().saturating_sub(TOLD);
    if more > 0 {
        console.say(&format!(
            "and {more} more not read; `dateline check` names them all"
        ))?;
    }
    Ok(())
}
