//! Where the files of a person are, by the XDG Base Directory Specification,
//! on every system alike.

use std::{ffi::OsString, path::PathBuf};

/// What a file is to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Settings, written by hand.
    Config,
    /// What was added by hand and must not be lost.
    Data,
    /// What outlasts a run but could be done without: logs, histories.
    State,
    /// What can be made again at any time.
    Cache,
}

/// The folder of this program for such files. A variable that is empty or
/// relative counts as unset; `None` when there is no home either.
#[must_use]
pub fn find(folder: Folder, variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let (name, usual) = match folder {
        Folder::Config => ("XDG_CONFIG_HOME", ".config"),
        Folder::Data => ("XDG_DATA_HOME", ".local/share"),
        Folder::State => ("XDG_STATE_HOME", ".local/state"),
        Folder::Cache => ("XDG_CACHE_HOME", ".cache"),
    };
    let absolute = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = absolute(name).or_else(|| Some(absolute("HOME")?.join(usual)))?;
    Some(base.join("dateline"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_counts_if_it_is_absolute_else_the_home_does() {
        for (folder, set, home, expected) in [
            (Folder::Data, "/d", "/h", Some("/d/dateline")),
            (Folder::Data, "", "/h", Some("/h/.local/share/dateline")),
            (Folder::Config, "d", "/h", Some("/h/.config/dateline")),
            (Folder::State, "", "/h", Some("/h/.local/state/dateline")),
            (Folder::Cache, "", "/h", Some("/h/.cache/dateline")),
            (Folder::Cache, "", "h", None),
            (Folder::Config, "", "", None),
        ] {
            let found = find(folder, &|name| {
                let value = if name == "HOME" { home } else { set };
                Some(value.into())
            });
            assert_eq!(found, expected.map(PathBuf::from), "{folder:?} {set:?}");
        }
    }
}
