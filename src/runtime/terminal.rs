//! From the state to the bytes of a frame: one write a frame, none when
//! nothing changed.
//!
//! It decides neither when to draw nor what; which bytes make a frame of the
//! last one is the business of [`wire`](super::wire), how many the line can
//! take that of [`line`](super::line).

use std::{
    collections::VecDeque,
    io,
    sync::Arc,
    time::{Duration, Instant},
};

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
    line::Line,
    outbox::Outbox,
    tty::Tty,
    wire::{Capabilities, Log, Wire},
};
use crate::{
    app::{FrameCost, LAST, State, Times, WireReport},
    config,
    ui::{self, Look},
};

/// DECRQM for synchronized output and for margins, XTVERSION for the name,
/// OSC 11 for the colour of the ground.
const QUESTIONS: &[u8] = b"\x1b[?2026$p\x1b[?69$p\x1b[>q\x1b]11;?\x1b\\";
/// DA1, which every terminal answers: all before it has arrived, and been
/// answered, by then.
const FENCE: &[u8] = b"\x1b[c";
/// The mode of synchronized output.
const SYNCHRONIZED: u16 = 2026;
/// The mode of left and right margins (DECLRMM).
const MARGINS: u16 = 69;
/// Bytes of a frame up to which it fits in one packet and is painted at once
/// anyway.
const SMALL_FRAME: usize = 1000;
/// How soon bytes that the terminal did not take are offered again.
const AGAIN: Duration = Duration::from_millis(10);
/// Frames of the last minute that are remembered at the most.
const REMEMBERED: usize = 4096;

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
    /// What it is known to do.
    pub capabilities: Capabilities,
    /// What the person wishes of that.
    pub wishes: config::Wire,
    /// Where frames are written down.
    pub log: Option<Log>,
}

/// The terminal with its screen.
pub struct Terminal {
    tty: Arc<Tty>,
    screen: ratatui::Terminal<Screen>,
    wire: Wire,
    capabilities: Capabilities,
    outbox: Outbox,
    /// Since when the terminal has not taken all, and how many bytes were left
    /// then.
    blocked: Option<(Duration, usize)>,
    line: Line,
    wishes: config::Wire,
    /// Whether the terminal said that it knows synchronized output.
    synchronizes: bool,
    /// Whether questions go out with the next frame.
    asks: bool,
    /// The frames of the last minute.
    frames: VecDeque<FrameCost>,
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
        let mut wire = Wire::new(manners.capabilities.wished(&manners.wishes));
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
            capabilities: manners.capabilities,
            outbox: Outbox::default(),
            blocked: None,
            line: Line::new(asks),
            wishes: manners.wishes,
            synchronizes: false,
            asks,
            frames: VecDeque::new(),
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

    /// Draws the state. To be called when the terminal is ready for a frame;
    /// an `urgent` one is something that the person waits for.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, state: &State, look: &Look, urgent: bool) -> io::Result<()> {
        let begun = Instant::now();
        let wire = &mut self.wire;
        self.screen.draw(|frame| {
            ui::view(state, look, frame);
            let panes: Vec<_> = state.layout.panes().collect();
            wire.paint(frame.buffer_mut(), &panes);
        })?;
        wire.point(self.screen.backend().cursor);
        let (mut frame, mut tally) = wire.take();
        if frame.is_empty() {
            return Ok(());
        }
        let painted = frame.len();
        if self.synchronizes() && painted > SMALL_FRAME {
            let mut bytes = Vec::with_capacity(painted + 24);
            queue!(bytes, BeginSynchronizedUpdate)?;
            bytes.append(&mut frame);
            queue!(bytes, EndSynchronizedUpdate)?;
            frame = bytes;
        }
        let fenced = std::mem::take(&mut self.asks)
            || self
                .line
                .wants_fence(begun - self.began, frame.len(), urgent);
        if fenced {
            frame.extend_from_slice(FENCE);
        }
        tally.modes += frame.len() - painted;
        let drawn = begun.elapsed();
        self.send(&frame, fenced)?;
        self.remember(FrameCost {
            tally,
            times: Times {
                since_start: begun.duration_since(self.began),
                drawn,
                written: begun.elapsed().saturating_sub(drawn),
            },
        });
        Ok(())
    }

    fn remember(&mut self, frame: FrameCost) {
        if let Some(log) = &mut self.log {
            log.add(&frame);
        }
        let now = frame.times.since_start;
        let old = |frame: &FrameCost| now.saturating_sub(frame.times.since_start) > LAST;
        while self.frames.len() >= REMEMBERED || self.frames.front().is_some_and(old) {
            self.frames.pop_front();
        }
        self.frames.push_back(frame);
    }

    fn send(&mut self, bytes: &[u8], fenced: bool) -> io::Result<()> {
        self.line.sent(self.began.elapsed(), bytes.len(), fenced);
        self.outbox.add(bytes);
        self.push()
    }

    /// Writes what the terminal takes of what is left.
    fn push(&mut self) -> io::Result<()> {
        let tty = &self.tty;
        self.outbox.push(|bytes| tty.offer(bytes))?;
        let now = self.began.elapsed();
        match self.blocked {
            None if !self.outbox.is_empty() => self.blocked = Some((now, self.outbox.len())),
            Some((since, bytes)) if self.outbox.is_empty() => {
                self.line.blocked(bytes, now.saturating_sub(since));
                self.blocked = None;
            }
            _ => {}
        }
        Ok(())
    }

    /// Does what is due: writes on, gives up answers that do not come, and
    /// measures the line.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn tend(&mut self) -> io::Result<()> {
        if !self.outbox.is_empty() {
            self.push()?;
        }
        self.line.give_up(self.began.elapsed());
        if self.line.wants_probe(self.began.elapsed()) && self.outbox.is_empty() {
            self.send(FENCE, true)?;
        }
        Ok(())
    }

    /// How long [`Terminal::tend`] can wait; `None`: for ever.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        if !self.outbox.is_empty() {
            return Some(AGAIN);
        }
        let now = self.began.elapsed();
        Some(self.line.deadline(now)?.saturating_sub(now))
    }

    /// Whether a frame would be on its way at once: else it would wait behind
    /// the one before it, and the one after it can take its place. One that is
    /// not urgent leaves the line to those that are.
    #[must_use]
    pub fn is_ready(&self, urgent: bool) -> bool {
        let is_free = self.line.is_free(self.began.elapsed());
        self.outbox.is_empty() && (is_free || urgent && self.line.has_room())
    }

    /// Whether the line is slow, as far as it was measured or the person says.
    #[must_use]
    pub const fn is_slow(&self) -> bool {
        self.wishes.calm.or(self.line.is_slow())
    }

    /// What the frames of the last minute have cost.
    #[must_use]
    pub fn tell(&self) -> WireReport {
        let now = self.began.elapsed();
        let late = |frame: &&FrameCost| now.saturating_sub(frame.times.since_start) <= LAST;
        let mut tricks = self.capabilities.wished(&self.wishes).names();
        if self.synchronizes() {
            tricks.push("synchronized");
        }
        WireReport {
            frames: self.frames.iter().filter(late).copied().collect(),
            now,
            way: self.line.way(),
            speed: self.line.speed(),
            tricks,
        }
    }

    const fn synchronizes(&self) -> bool {
        self.wishes.synchronized.or(self.synchronizes)
    }

    /// Forgets what the screen shows: the next frame is drawn whole.
    pub const fn repaint(&mut self) {
        self.wire.forget();
    }

    /// Gives the terminal back until [`Terminal::resume`].
    pub fn leave(&mut self) {
        self.tty.leave();
        self.outbox.clear();
        self.blocked = None;
        self.line.cut();
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
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.send(bytes, false)
    }

    /// Takes an answer of the terminal.
    pub fn report(&mut self, report: Report) {
        match report {
            Report::Mode { number, setting } if number == SYNCHRONIZED => {
                self.synchronizes = matches!(setting, 1 | 2);
            }
            Report::Mode { number, setting } if number == MARGINS => {
                self.learn(Capabilities {
                    margins: matches!(setting, 1 | 2),
                    ..self.capabilities
                });
            }
            Report::Name(name) => self.learn(self.capabilities.named(&name)),
            Report::Mode { .. } | Report::Background { .. } => {}
            Report::Attributes => self.line.answered(self.began.elapsed()),
        }
    }

    /// The terminal can do more than was known.
    const fn learn(&mut self, capabilities: Capabilities) {
        self.capabilities = capabilities;
        self.wire.learn(capabilities.wished(&self.wishes));
    }

    /// Whether answers are still under way.
    #[must_use]
    pub fn awaits_answers(&self) -> bool {
        self.line.awaits_answers()
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
