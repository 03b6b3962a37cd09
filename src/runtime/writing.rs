//! A note in the person's own editor: the text goes into a file that nobody
//! else may read, and comes back from it.

use std::{
    io::{self, Read as _, Write as _},
    ops::ControlFlow,
};

use tempfile::NamedTempFile;

use super::{
    cycle::{Flow, Loop},
    effects::run,
    environment::variable,
    programs,
};
use crate::app::{Msg, Outcome};

/// No note is longer; a file that is was not meant.
const LARGEST: u64 = 1 << 20;

impl Loop {
    /// Has a text edited; what became of it comes back as
    /// [`Msg::Written`].
    pub(super) fn write_note(&mut self, text: &str) -> Flow {
        let file = match file_with(text) {
            Ok(file) => file,
            Err(error) => return self.update(Msg::External(Outcome::Failed(error.to_string()))),
        };
        let path = file.path().display().to_string();
        let (outcome, left) =
            self.lend(|edge| run(programs::editor(&path, None, &variable), &edge.tty));
        if let Some(leave) = left {
            return ControlFlow::Break(leave);
        }
        self.measure()?;
        self.update(match (outcome, text_of(&file)) {
            (Outcome::Done(_), Ok(text)) => Msg::Written(text),
            (Outcome::Done(_), Err(error)) => Msg::External(Outcome::Failed(error.to_string())),
            (failed, _) => Msg::External(failed),
        })
    }
}

/// A file for the person alone, with a name by which editors know what it is.
fn file_with(text: &str) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix("dateline-note-")
        .suffix(".md")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}

/// What stands in the file now; by its name, for many editors write another
/// file in its place.
fn text_of(file: &NamedTempFile) -> io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file.path())?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    let wrong = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why);
    if bytes.len() as u64 > LARGEST {
        return Err(wrong("A note has 1 MiB at the most"));
    }
    String::from_utf8(bytes).map_err(|_| wrong("The note that came back is not UTF-8"))
}
