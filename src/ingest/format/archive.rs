//! ZIP and tar: every entry is a document of its own, `outer.zip!inner.txt`.
//! Nothing is written anywhere, so a name that leads out of the archive leads
//! nowhere.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Source, read};
use crate::ingest::intake::{Flow, Intake};

/// A ZIP file. One without its directory is read from the front as far as it
/// goes.
pub fn zip(source: &Source, intake: &mut Intake) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let mut archive = match ZipArchive::new(Cursor::new(source.bytes)) {
        Ok(archive) => archive,
        Err(error) => return without_directory(source, intake, &error),
    };
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok);
        let name = name.map(Cow::into_owned).unwrap_or_default();
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                let path = source.inner(&name);
                intake.entry(&path)?;
                intake.unread(&path, None, format!("not read: {error}"));
                continue;
            }
        };
        if !entry.is_dir() {
            member(source, &name, &mut entry, intake)?;
        }
    }
    Flow::Continue(())
}

/// A ZIP file whose directory is lost or damaged.
fn without_directory(source: &Source, intake: &mut Intake, error: &ZipError) -> Flow {
    let message = format!("the directory of the archive is damaged: {error}; read from the front");
    intake.unread(&source.path, None, message);
    let mut rest = source.bytes;
    while let Ok(Some(mut entry)) = zip::read::read_zipfile_from_stream(&mut rest) {
        let name = entry.name().map(Cow::into_owned).unwrap_or_default();
        if !entry.is_dir() {
            member(source, &name, &mut entry, intake)?;
        }
    }
    Flow::Continue(())
}

/// tar, in all its dialects.
pub fn tar(source: &Source, intake: &mut Intake) -> Flow {
    if !source.may_nest(intake) {
        return intake.in_time();
    }
    let mut archive = tar::Archive::new(source.bytes);
    let Ok(entries) = archive.entries() else {
        intake.unread(&source.path, None, "cannot be read as a tar archive");
        return intake.in_time();
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let message = format!("damaged: {error}; what comes before is read");
                intake.unread(&source.path, None, message);
                break;
            }
        };
        if entry.header().entry_type().is_file() {
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            member(source, &name, &mut entry, intake)?;
        }
    }
    Flow::Continue(())
}

/// One entry; hidden ones and what a Mac puts beside its files are passed
/// over, as in folders.
fn member(source: &Source, name: &str, packed: &mut dyn Read, intake: &mut Intake) -> Flow {
    let path = source.inner(name);
    intake.entry(&path)?;
    let is_hidden =
        |part: &str| part.starts_with('.') && part.len() > 1 && part != ".." || part == "__MACOSX";
    if name.split(['/', '\\']).any(is_hidden) {
        return Flow::Continue(());
    }
    let Some(bytes) = intake.unpack(&path, packed)? else {
        return Flow::Continue(());
    };
    let inner = Source {
        name: &path,
        bytes: &bytes,
        nesting: source.nesting + 1,
        url: None,
        path: path.as_str().into(),
    };
    read(&inner, intake)
}
