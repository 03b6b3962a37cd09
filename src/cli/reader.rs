//! From the arguments to the reader on the full screen.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{
    archive::{self, inputs},
    args::{Archive, Args},
};
use crate::{
    config::{self, load::Loaded},
    folders::{self, Folder},
    model::{Problem, Severity},
    runtime, store,
    temporal::Language,
};

/// Opens the reader; its exit code.
///
/// # Errors
///
/// What [`runtime::run`] cannot do.
pub fn open(
    Args {
        wire_log,
        no_cache,
        watch,
        archive: Archive { paths },
        ..
    }: &Args,
    Loaded { config, errors }: Loaded,
    (languages, more): (Vec<Language>, Vec<config::Error>),
) -> anyhow::Result<ExitCode> {
    let problems = errors.into_iter().chain(more).map(|error| Problem {
        severity: Severity::Unread,
        message: match error.key.as_str() {
            "" => error.message,
            key => format!("{key}: {}", error.message),
        },
        line: error.line.and_then(|line| u64::try_from(line).ok()),
        path: error.file,
    });
    let cache = folders::find(Folder::Cache, &|name| std::env::var_os(name));
    let cache = cache.filter(|_| !no_cache);
    runtime::run(runtime::Options {
        name: name(paths),
        problems: problems.collect(),
        languages,
        inputs: inputs(paths),
        reading: archive::reading(&config),
        config,
        wire_log: wire_log.clone(),
        watch: (*watch).into(),
        store: store::place(&|name| std::env::var_os(name)),
        cache: cache.as_ref().map(|cache| cache.join("archives")),
        index: cache.map(|cache| cache.join("index")),
        archive: archive(paths),
    })
}

/// What the archive is known by from run to run: the full paths of what it is
/// read from. Standard input has none.
fn archive(paths: &[PathBuf]) -> Option<Box<str>> {
    let full = |path: &PathBuf| {
        let full = path.canonicalize().ok()?;
        Some(full.to_string_lossy().into_owned())
    };
    match paths {
        [] => Some("built in".into()),
        paths => Some(
            paths
                .iter()
                .map(full)
                .collect::<Option<Vec<_>>>()?
                .join("\n")
                .into(),
        ),
    }
}

/// What the archive is called on the screen: the name of the first path, and
/// how many more there are.
fn name(paths: &[PathBuf]) -> String {
    let Some(first) = paths.first() else {
        return "built-in archive".to_owned();
    };
    let name = match first.as_path() {
        path if path == Path::new("-") => "standard input".to_owned(),
        path => path
            .canonicalize()
            .ok()
            .as_deref()
            .unwrap_or(path)
            .file_name()
            .map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
    };
    match paths.len() - 1 {
        0 => name,
        more => format!("{name} +{more}"),
    }
}
