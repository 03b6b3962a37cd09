//! The edge: the terminal, its keys, signals, background jobs, other
//! programs, and the loop that joins them to [`app`](crate::app) and
//! [`ui`](crate::ui).
//!
//! Everything that happens comes in through one channel ([`event`]), one
//! thread takes it out: what it means is decided in `app::update`, how it
//! looks in `ui::view`. Here is only *when*: a turn takes messages for 8 ms
//! at most, then one frame is drawn in one write ([`pace`], [`terminal`]).
//! Nothing is written and nobody wakes while nothing comes in.
//!
//! No async runtime, no lock: threads own what they work on and send what
//! they have found.

mod clipboard;
pub mod decode;
mod effects;
mod environment;
mod event;
mod input;
mod jobs;
mod pace;
mod panic;
mod programs;
mod signals;
mod terminal;
mod tty;

use std::{
    collections::VecDeque,
    convert::Infallible,
    io,
    ops::ControlFlow,
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use decode::Arrival;
use environment::variable;
use event::{Event, Signal};
use input::Credit;
use jobs::{Handled, Jobs};
use pace::{Kind, Pace};
use signal_hook::iterator::Signals;
use terminal::Terminal;
use tty::Tty;

use crate::{
    app::{self, Loaded, Msg, State},
    config::{self, Config},
    ingest::{self, Bounds, Input},
    model::{Article, Corpus, Problem},
    search,
    temporal::{Tagger, tag_article},
    ui::Look,
};

/// What the reader is started with.
#[derive(Debug, Default)]
pub struct Options {
    /// What the archive is called on the screen.
    pub name: String,
    /// The person's settings.
    pub config: Config,
    /// What was wrong with them; shown with the problems of the archive.
    pub problems: Vec<Problem>,
    /// What to read.
    pub inputs: Vec<Input>,
    /// How much of it at most.
    pub bounds: Bounds,
}

/// Why the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    /// The person wished it.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is gone, as after SIGHUP.
    Gone,
}

impl From<Leave> for ExitCode {
    fn from(leave: Leave) -> Self {
        let code = match leave {
            Leave::Quit => 0,
            Leave::Signal(signal) => signals::exit_code(signal),
            Leave::Gone => signals::exit_code(signal_hook::consts::SIGHUP),
        };
        u8::try_from(code).map_or(Self::FAILURE, Self::from)
    }
}

/// Runs the reader on the terminal until the person leaves, a signal asks for
/// it (then the code is 128 + its number), or the terminal is gone.
///
/// The first frame is drawn before anything is read or prepared. Must be
/// called from the main thread: a stop by Ctrl-Z takes effect there first.
///
/// # Errors
/// There is no terminal that can show a screen, or the system refuses a
/// thread or a signal handler.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    if environment::is_dumb(variable) {
        bail!("this terminal shows no full screen (TERM is dumb or not set)");
    }
    let surroundings = environment::environment(variable, Some(environment::today()));
    let tty = Arc::new(Tty::open().context("no terminal to read in")?);
    let (sender, receiver) = mpsc::channel();
    let signals = signals::catch().context("cannot watch signals")?;
    panic::restore_terminal_on_panic(Arc::clone(&tty));

    let terminal = Terminal::enter(
        Arc::clone(&tty),
        surroundings.colours,
        environment::questions(variable),
    );
    let (credits, credited) = mpsc::channel();
    let (alive, ended) = mpsc::channel();
    let state = State::new(options.name, options.config, surroundings);
    let mut cycle = Loop {
        look: (Look::new(&state.config, &state.environment), looks(&state)),
        state,
        terminal: terminal.context("cannot take the terminal")?,
        tty: Arc::clone(&tty),
        events: receiver,
        later: VecDeque::new(),
        credits,
        listening: false,
        jobs: Jobs::new(sender.clone()),
        corpus: Corpus::default(),
        pace: Pace::default(),
        began: Instant::now(),
        sender,
        _alive: alive,
        stopped: false,
    };
    let built_in = options.inputs.contains(&Input::BuiltIn);
    let left = match cycle.show(built_in, options.problems) {
        ControlFlow::Break(leave) => leave,
        ControlFlow::Continue(()) => {
            cycle.listen(signals, ended, credited)?;
            cycle.work(options.inputs, options.bounds)?;
            cycle.turn_until_left()
        }
    };
    cycle.settle();
    Ok(left.into())
}

/// The loop: the state, and the ends of everything that reaches it.
struct Loop {
    state: State,
    /// How the state looks, and the settings that this follows from.
    look: (Look, (config::Theme, config::Ascii)),
    terminal: Terminal,
    tty: Arc<Tty>,
    events: Receiver<Event>,
    /// Events that were taken while something else was waited for.
    later: VecDeque<Event>,
    credits: Sender<Credit>,
    /// Whether the input thread has a credit, and so reads the terminal.
    listening: bool,
    jobs: Jobs,
    /// The articles that searches look through; the same as the state's.
    corpus: Corpus,
    pace: Pace,
    began: Instant,
    sender: Sender<Event>,
    /// Cut off with the loop, so that the signal thread knows of its end.
    _alive: Sender<Infallible>,
    /// Whether the next SIGCONT is the end of a stop that was our own.
    stopped: bool,
}

/// Whether to go on.
type Flow = ControlFlow<Leave>;

impl Loop {
    /// Draws the first frame.
    fn show(&mut self, built_in: bool, problems: Vec<Problem>) -> Flow {
        let (columns, rows) = self.terminal.size();
        self.state.begin(built_in, problems);
        self.update(Msg::Resized(columns, rows))?;
        self.draw()
    }

    /// Starts the threads that listen to the terminal and for signals.
    fn listen(
        &mut self,
        signals: Signals,
        ended: Receiver<Infallible>,
        credits: Receiver<Credit>,
    ) -> io::Result<()> {
        let tty = Arc::clone(&self.tty);
        jobs::spawn("watching signals", &self.sender, move |events| {
            signals::watch(signals, &tty, &ended, events);
        })?;
        let tty = Arc::clone(&self.tty);
        jobs::spawn("reading keys", &self.sender, move |events| {
            input::listen(&tty, &credits, events);
        })?;
        self.give_credit();
        Ok(())
    }

    /// Starts the background work.
    fn work(&mut self, inputs: Vec<Input>, bounds: Bounds) -> io::Result<()> {
        let today = Some(environment::today());
        self.jobs.search_with(search::search)?;
        self.jobs.load(
            move |sink| ingest::load(&inputs, &bounds, today, sink),
            || {
                let tagger = Tagger::new();
                move |article: &Article| tag_article(&tagger, article)
            },
        )
    }

    /// Turn after turn.
    fn turn_until_left(&mut self) -> Leave {
        loop {
            let Some(first) = self.wait() else {
                return Leave::Gone;
            };
            match self.turn(first) {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(leave) => return leave,
            }
        }
    }

    /// Waits for an event, or until a frame or a wake is due: then there is
    /// none. `None` when nobody can send any more.
    fn wait(&mut self) -> Option<Option<Event>> {
        if let Some(event) = self.later.pop_front() {
            return Some(Some(event));
        }
        match self.pace.deadline() {
            None => self.events.recv().ok().map(Some),
            Some(deadline) => {
                let patience = deadline.saturating_sub(self.began.elapsed());
                match self.events.recv_timeout(patience) {
                    Ok(event) => Some(Some(event)),
                    Err(RecvTimeoutError::Timeout) => Some(None),
                    Err(RecvTimeoutError::Disconnected) => None,
                }
            }
        }
    }

    /// One turn: all that is there, for 8 ms at most, then a frame if one is
    /// due.
    fn turn(&mut self, first: Option<Event>) -> Flow {
        let started = Instant::now();
        let mut kind = None;
        let mut next = first;
        while let Some(event) = next {
            kind = kind.max(Some(kind_of(&event)));
            self.take(event)?;
            if started.elapsed() >= pace::TURN {
                break;
            }
            next = self
                .later
                .pop_front()
                .or_else(|| self.events.try_recv().ok());
        }
        if self.pace.wakes(self.began.elapsed()) {
            kind = Some(Kind::Foreground);
            self.update(Msg::Clock)?;
        }
        if let Some(kind) = kind {
            let wish = self.state.wake().map(|wake| (wake.after, wake.rest));
            self.pace.turned(self.began.elapsed(), kind, wish);
        }
        if self.pace.draws(self.began.elapsed()) {
            self.draw()?;
        }
        ControlFlow::Continue(())
    }

    /// Takes one event.
    fn take(&mut self, event: Event) -> Flow {
        match event {
            Event::Burst(arrivals) => self.burst(arrivals),
            Event::Gone => ControlFlow::Break(Leave::Gone),
            Event::Signal(Signal::Leave(signal)) => ControlFlow::Break(Leave::Signal(signal)),
            Event::Signal(Signal::Resize) => self.measure(),
            Event::Signal(Signal::Stop) => {
                self.suspend()?;
                self.give_credit();
                ControlFlow::Continue(())
            }
            Event::Signal(Signal::Continue) if std::mem::take(&mut self.stopped) => {
                ControlFlow::Continue(())
            }
            Event::Signal(Signal::Continue) => self.resume(),
            Event::Message(msg) => {
                let handled = match &msg {
                    Msg::Loaded(loaded) => {
                        if let Loaded::Batch { articles, .. } = loaded {
                            self.corpus.push(Arc::clone(articles));
                        }
                        Some(Handled::Loaded)
                    }
                    Msg::Tagged(_) => Some(Handled::Tagged),
                    _ => None,
                };
                let flow = self.update(msg);
                handled.into_iter().for_each(|what| self.jobs.handled(what));
                flow
            }
        }
    }

    /// Takes what the terminal sent, then lets the input thread read on.
    fn burst(&mut self, arrivals: Vec<Arrival>) -> Flow {
        self.listening = false;
        let inputs = self.inputs(arrivals);
        if !inputs.is_empty() {
            self.update(Msg::Input(inputs))?;
        }
        self.give_credit();
        ControlFlow::Continue(())
    }

    /// Keeps what the terminal answered, and returns what the person did.
    fn inputs(&mut self, arrivals: Vec<Arrival>) -> Vec<app::Input> {
        let mut inputs = Vec::new();
        for arrival in arrivals {
            match arrival {
                Arrival::Input(input) => inputs.push(input),
                Arrival::Report(report) => self.terminal.report(report),
            }
        }
        inputs
    }

    /// Lets the input thread read one burst, if it does not already.
    fn give_credit(&mut self) {
        if !std::mem::replace(&mut self.listening, true) {
            // An input thread that is gone has sent `Event::Gone`.
            let _ = self.credits.send(Credit);
        }
    }

    /// Lets the state take a message, and carries out what it wants.
    fn update(&mut self, msg: Msg) -> Flow {
        for effect in app::update(&mut self.state, msg) {
            self.carry_out(effect)?;
        }
        ControlFlow::Continue(())
    }

    /// Tells the state the size of the terminal, if it is another.
    fn measure(&mut self) -> Flow {
        if self.terminal.measure() {
            let (columns, rows) = self.terminal.size();
            return self.update(Msg::Resized(columns, rows));
        }
        ControlFlow::Continue(())
    }

    fn draw(&mut self) -> Flow {
        #[cfg(debug_assertions)]
        break_down_on_request();
        let chosen = looks(&self.state);
        if self.look.1 != chosen {
            let look = Look::new(&self.state.config, &self.state.environment);
            self.look = (look, chosen);
        }
        alive(self.terminal.draw(&self.state, &self.look.0))?;
        self.pace.drew(self.began.elapsed());
        ControlFlow::Continue(())
    }
}

/// The settings that the look follows from, and that may change meanwhile.
const fn looks(state: &State) -> (config::Theme, config::Ascii) {
    (state.config.theme, state.config.ascii)
}

/// In debug builds `DATELINE_PANIC=draw` makes the first frame panic, so that
/// a test can see what becomes of the terminal.
#[cfg(debug_assertions)]
fn break_down_on_request() {
    let wish = variable("DATELINE_PANIC");
    assert!(wish.as_deref() != Some("draw"), "as DATELINE_PANIC asked");
}

/// Whether an event can wait for its frame.
const fn kind_of(event: &Event) -> Kind {
    match event {
        Event::Message(Msg::Loaded(_) | Msg::Tagged(_) | Msg::Found(_)) => Kind::Background,
        _ => Kind::Foreground,
    }
}

/// A terminal that takes no bytes is gone: there is nobody to show anything
/// to, and nobody to tell why.
fn alive(written: io::Result<()>) -> Flow {
    match written {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(Leave::Gone),
    }
}

/// How long answers of the terminal are waited for before it is given back.
const ANSWERS: Duration = Duration::from_millis(200);
