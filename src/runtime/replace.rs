//! A file of the cache is written whole or not at all: another run of the
//! program may read it meanwhile.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// Puts what `write` writes in the place of a file, whose folder is made if it
/// is not there.
///
/// # Errors
/// The disk is full or read-only; the file is as it was.
pub(super) fn replace(
    file: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut passing = tempfile::NamedTempFile::new_in(folder)?;
    write(passing.as_file_mut())?;
    passing.persist(file)?;
    Ok(())
}
