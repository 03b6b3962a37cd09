//! `--wire-log`: a line for each frame that cost something.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use crate::app::FrameCost;

/// The names of the columns.
const HEAD: &str = "frame\tms\tbytes\ttext\tmoves\tstyles\terases\tshifts\tmodes\tcells\tfloor\tdrawn_us\twritten_us\n";

/// The file that frames are written down in.
#[derive(Debug)]
pub struct Log {
    file: File,
    frames: usize,
}

impl Log {
    /// Begins a file anew.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        file.write_all(HEAD.as_bytes())?;
        Ok(Self { file, frames: 0 })
    }

    /// Adds a frame. A full disk must not end the reading, so errors are of no
    /// interest.
    pub fn add(&mut self, FrameCost { tally, times }: &FrameCost) {
        self.frames += 1;
        let numbers = [
            tally.bytes(),
            tally.text,
            tally.moves,
            tally.styles,
            tally.erases,
            tally.shifts,
            tally.modes,
            tally.cells,
            tally.floor,
        ];
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let line = format!(
            "{}\t{:.3}\t{}\t{}\t{}\n",
            self.frames,
            times.since_start.as_secs_f64() * 1000.0,
            numbers.join("\t"),
            times.drawn.as_micros(),
            times.written.as_micros(),
        );
        let _ = self.file.write_all(line.as_bytes());
    }
}
