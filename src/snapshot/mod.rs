//! What was read of an archive, in a file that the next run maps into its
//! memory: articles, mentions, events, and from which files they come.
//!
//! Nothing is believed that is not as it was written. The tables are checked
//! when the file is opened; an article, or a page of mentions, when somebody
//! looks at it, by a checksum of its own. So the first screen waits for no
//! text, and a text that nobody reads costs nothing: it lies in the page cache
//! of the system, which several instances share.
//!
//! A file is written beside the old one and put in its place in one step;
//! whoever has mapped the old one keeps it. All numbers are little-endian.

mod layout;
mod read;
mod record;
mod write;

pub use read::{Complaints, KnownFile, Refused, Snapshot};
pub use write::{Contents, FileEntry, write};

/// What a snapshot must be made of to be used: a hash of the program, its
/// rules, the settings that matter and the archive.
pub type Key = [u8; 32];
