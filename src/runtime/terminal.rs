//! From the state to the bytes of a frame: one write a frame, none when
//! nothing changed.
//!
//! It decides neither when to draw nor what; which bytes make a frame of the
//! last one is the business of [`wire`](super::wire).

use std::{io, sync::Arc, time::Instant};

use crossterm::{
    queue,
    terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use super::{
    decode::Report,
    tty::Tty,
    wire::{Capabilities, Log, Times, Wire},
};
use crate::{
    app::State,
    config::Trick,
    ui::{self, Look},
};

/// DECRQM for synchronized output, and DA1, which every terminal answers, as
/// the fence behind it.
const QUESTIONS: &[u8] = b"\x1b[?2026$p\x1b]11;?\x1b\\\x1b[c";
/// The mode of synchronized output.
const SYNCHRONIZED: u16 = 2026;
/// Bytes of a frame up to which it fits in one packet and is painted at once
/// anyway.
const SMALL_FRAME: usize = 1000;

/// Whether the terminal may be asked questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    /// It answers them, or drops them in silence.
    Ask,
    /// It prints what it does not know.
    Spare,
}

/// How the terminal is written to.
#[derive(Debug)]
pub struct Manners {
    /// Whether it may be asked questions.
    pub questions: Questions,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Whether frames are marked, so that it shows none by halves.
    pub synchronized: Trick,
    /// Where frames are written down.
    pub log: Option<Log>,
}

/// The terminal with its screen.
pub struct Terminal {
    tty: Arc<Tty>,
    screen: ratatui::Terminal<Screen>,
    wire: Wire,
    synchronized: Trick,
    /// Whether the terminal said that it knows synchronized output.
    synchronizes: bool,
    /// Whether answers are still under way.
    asked: bool,
    log: Option<Log>,
    began: Instant,
}

impl Terminal {
    /// Takes the terminal. All that this needs to say goes out together with
    /// the first frame.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn enter(tty: Arc<Tty>, manners: Manners) -> io::Result<Self> {
        let (width, height) = tty.size();
        let screen = Screen {
            size: Size { width, height },
            cursor: None,
        };
        let mut wire = Wire::new(manners.capabilities);
        wire.begin(&tty.enter()?);
        let asks = manners.questions == Questions::Ask;
        if asks {
            // Before the screen is cleared, so that whatever a terminal makes
            // of a question it does not know is gone with the first frame.
            wire.begin(QUESTIONS);
        }
        Ok(Self {
            tty,
            screen: ratatui::Terminal::new(screen)?,
            wire,
            synchronized: manners.synchronized,
            synchronizes: false,
            asked: asks,
            log: manners.log,
            began: Instant::now(),
        })
    }

    /// Columns and rows of the next frame.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        let size = self.screen.backend().size;
        (size.width, size.height)
    }

    /// Takes the present size of the terminal over; whether it is another.
    pub fn measure(&mut self) -> bool {
        let (width, height) = self.tty.size();
        let size = Size { width, height };
        std::mem::replace(&mut self.screen.backend_mut().size, size) != size
    }

    /// Draws the state.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, state: &State, look: &Look) -> io::Result<()> {
        let begun = Instant::now();
        let wire = &mut self.wire;
        self.screen.draw(|frame| {
            ui::view(state, look, frame);
            wire.paint(frame.buffer_mut());
        })?;
        wire.point(self.screen.backend().cursor);
        let (mut frame, tally) = wire.take();
        if frame.is_empty() {
            return Ok(());
        }
        if self.synchronizes() && frame.len() > SMALL_FRAME {
            let mut bytes = Vec::with_capacity(frame.len() + 16);
            queue!(bytes, BeginSynchronizedUpdate)?;
            bytes.append(&mut frame);
            queue!(bytes, EndSynchronizedUpdate)?;
            frame = bytes;
        }
        let drawn = begun.elapsed();
        self.tty.write(&frame)?;
        if let Some(log) = &mut self.log {
            let times = Times {
                since_start: begun.duration_since(self.began),
                drawn,
                written: begun.elapsed().saturating_sub(drawn),
            };
            log.add(&tally, times);
        }
        Ok(())
    }

    const fn synchronizes(&self) -> bool {
        match self.synchronized {
            Trick::Auto => self.synchronizes,
            Trick::Always => true,
            Trick::Never => false,
        }
    }

    /// Forgets what the screen shows: the next frame is drawn whole.
    pub const fn repaint(&mut self) {
        self.wire.forget();
    }

    /// Gives the terminal back until [`Terminal::resume`].
    pub fn leave(&self) {
        self.tty.leave();
    }

    /// Takes the terminal again and repaints with the next frame.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        self.wire.begin(&self.tty.enter()?);
        Ok(())
    }

    /// Writes something that changes nothing on the screen.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.tty.write(bytes)
    }

    /// Takes an answer of the terminal.
    pub fn report(&mut self, report: Report) {
        match report {
            Report::Mode { number, setting } if number == SYNCHRONIZED => {
                self.synchronizes = matches!(setting, 1 | 2);
            }
            Report::Mode { .. } | Report::Background { .. } => {}
            Report::Attributes => self.asked = false,
        }
    }

    /// Whether answers are still under way.
    #[must_use]
    pub const fn awaits_answers(&self) -> bool {
        self.asked
    }

    /// No answer will come any more.
    pub const fn give_up_answers(&mut self) {
        self.asked = false;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}

/// ratatui's backend: it only keeps the size and the cursor. The frame goes
/// to the wire whole, because a list of changed cells does not tell of rows
/// that have moved, nor of what lies under wide letters; the list that
/// ratatui offers is made while it is read, so it costs nothing.
struct Screen {
    /// The size that the state was told, so that state and frame agree.
    size: Size,
    /// Where the cursor belongs; `None` while it is hidden.
    cursor: Option<Position>,
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, _changes: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        // Shown where it belongs: with the position.
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would mean to wait for it.
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        // A frame of another size is written whole anyway.
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        // ratatui flushes in the middle of a frame; `Terminal::draw` sends it.
        Ok(())
    }
}
