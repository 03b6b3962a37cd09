//! From the state to the bytes of a frame: one write a frame, none when
//! nothing changed.
//!
//! The only file that knows how cells become bytes; it decides neither when
//! to draw nor what.

use std::{io, sync::Arc};

use crossterm::{
    cursor, queue, style,
    terminal::{BeginSynchronizedUpdate, Clear, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Rect, Size},
};

use super::{decode::Report, tty::Tty};
use crate::{
    app::{Colours, State},
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

/// The terminal with its screen.
pub struct Terminal {
    tty: Arc<Tty>,
    screen: ratatui::Terminal<Wire>,
    synchronized: bool,
    /// Whether answers are still under way.
    asked: bool,
}

impl Terminal {
    /// Takes the terminal. All that this needs to say goes out together with
    /// the first frame.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn enter(tty: Arc<Tty>, colours: Colours, questions: Questions) -> io::Result<Self> {
        // crossterm reads NO_COLOR by itself and then writes resets in the
        // place of colours; the theme has decided already.
        style::force_color_output(colours != Colours::None);
        let (width, height) = tty.size();
        let mut wire = Wire {
            bytes: tty.enter()?,
            size: Size { width, height },
            cursor: None,
            moved: true,
        };
        if questions == Questions::Ask {
            // Before the screen is cleared, so that whatever a terminal makes
            // of a question it does not know is gone with the first frame.
            wire.bytes.extend_from_slice(QUESTIONS);
        }
        wire.clear()?;
        Ok(Self {
            tty,
            screen: ratatui::Terminal::new(wire)?,
            synchronized: false,
            asked: questions == Questions::Ask,
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
        self.screen.draw(|frame| ui::view(state, look, frame))?;
        let frame = std::mem::take(&mut self.screen.backend_mut().bytes);
        if frame.is_empty() {
            return Ok(());
        }
        if !self.synchronized || frame.len() <= SMALL_FRAME {
            return self.tty.write(&frame);
        }
        let mut bytes = Vec::with_capacity(frame.len() + 16);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend_from_slice(&frame);
        queue!(bytes, EndSynchronizedUpdate)?;
        self.tty.write(&bytes)
    }

    /// Forgets what the screen shows: the next frame is drawn whole.
    ///
    /// # Errors
    /// None that are known; ratatui's interface has them.
    pub fn repaint(&mut self) -> io::Result<()> {
        // Not `clear`, which would ask where the cursor is and put it back.
        let size = self.screen.backend().size;
        self.screen.resize(Rect::from((Position::ORIGIN, size)))
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
        let wire = self.screen.backend_mut();
        wire.bytes = self.tty.enter()?;
        wire.cursor = None;
        wire.moved = true;
        self.repaint()
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
                self.synchronized = matches!(setting, 1 | 2);
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

/// ratatui's backend: collects the bytes of a frame and leaves out what the
/// terminal knows already.
struct Wire {
    bytes: Vec<u8>,
    /// The size that the state was told, so that state and frame agree.
    size: Size,
    /// Where the cursor is shown; `None` while it is hidden.
    cursor: Option<Position>,
    /// Whether drawing has moved the cursor since.
    moved: bool,
}

impl Backend for Wire {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.moved = true;
        CrosstermBackend::new(&mut self.bytes).draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        match self.cursor.take() {
            Some(_) => queue!(self.bytes, cursor::Hide),
            None => Ok(()),
        }
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
        let position = position.into();
        if self.moved || self.cursor != Some(position) {
            queue!(self.bytes, cursor::MoveTo(position.x, position.y))?;
        }
        if self.cursor.is_none() {
            queue!(self.bytes, cursor::Show)?;
        }
        self.cursor = Some(position);
        self.moved = false;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        use crossterm::terminal::ClearType as Region;
        queue!(
            self.bytes,
            Clear(match region {
                ClearType::All => Region::All,
                ClearType::AfterCursor => Region::FromCursorDown,
                ClearType::BeforeCursor => Region::FromCursorUp,
                ClearType::CurrentLine => Region::CurrentLine,
                ClearType::UntilNewLine => Region::UntilNewLine,
            })
        )
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
