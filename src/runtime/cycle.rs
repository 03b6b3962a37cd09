//! The loop: takes events out of the one channel, lets the state change, has
//! effects carried out and frames drawn, each in its time.

use std::{
    collections::VecDeque,
    convert::Infallible,
    io,
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    time::Instant,
};

use signal_hook::iterator::Signals;

use super::{
    Leave,
    decode::{Arrival, Report},
    event::{Event, Signal},
    indexing::Indexer,
    input::{self, Credit},
    jobs::{self, Handled, Jobs, Library, Order, Place},
    keeping::Keeper,
    pace::{self, Kind, Pace},
    picking::Picker,
    signals,
    terminal::Terminal,
    tty::Tty,
    watching::{self, Watch},
};
use crate::{
    app::{self, Loaded, Msg, State},
    config,
    ingest::{self, Input},
    model::{Article, Problem},
    search,
    temporal::{Language, Tagger, tag_article},
    timeline::Loom,
    ui::Look,
};

/// The loop: the state, and the ends of everything that reaches it.
pub(super) struct Loop {
    pub(super) state: State,
    /// How the state looks, and the settings that this follows from.
    look: (Look, Looks),
    pub(super) terminal: Terminal,
    pub(super) tty: Arc<Tty>,
    /// The one channel. Its sender is ours too, so it is never cut off.
    pub(super) events: Receiver<Event>,
    pub(super) sender: Sender<Event>,
    /// Events that were taken while something else was waited for.
    pub(super) later: VecDeque<Event>,
    /// To the input thread, once it is there.
    credits: Option<Sender<Credit>>,
    /// Whether the input thread has a credit, and so reads the terminal.
    pub(super) listening: bool,
    /// Cut off with the loop, so that the signal thread knows of its end.
    alive: Option<Sender<Infallible>>,
    /// Whether the next SIGCONT is the end of a stop that was our own.
    pub(super) stopped: bool,
    pub(super) jobs: Jobs,
    /// To the thread that has the archive, once it is there.
    pub(super) library: Option<Sender<Order>>,
    /// The thread that has the store, once it is there. Dropped behind the
    /// terminal: it may have to wait for the disk.
    pub(super) keeper: Option<Keeper>,
    /// The thread that makes the index, once it is there.
    indexer: Option<Indexer>,
    /// The thread that picks by name, once it is there.
    pub(super) picker: Option<Picker>,
    pace: Pace,
    began: Instant,
}

/// Whether to go on.
pub(super) type Flow = ControlFlow<Leave>;

impl Loop {
    /// A loop that nothing reaches yet.
    pub(super) fn new(state: State, terminal: Terminal, tty: Arc<Tty>) -> Self {
        let (sender, events) = mpsc::channel();
        Self {
            look: (Look::new(&state.config, &state.environment), looks(&state)),
            state,
            terminal,
            tty,
            events,
            jobs: Jobs::new(sender.clone()),
            library: None,
            keeper: None,
            indexer: None,
            picker: None,
            sender,
            later: VecDeque::new(),
            credits: None,
            listening: false,
            alive: None,
            stopped: false,
            pace: Pace::default(),
            began: Instant::now(),
        }
    }

    /// Draws the first frame.
    pub(super) fn show(&mut self, built_in: bool, problems: Vec<Problem>) -> Flow {
        let (columns, rows) = self.terminal.size();
        self.state.begin(built_in, problems);
        self.update(Msg::Resized(columns, rows))?;
        self.draw()
    }

    /// Starts the threads that listen to the terminal and for signals.
    pub(super) fn listen(&mut self, signals: Signals) -> io::Result<()> {
        let (alive, ended) = mpsc::channel();
        self.alive = Some(alive);
        let tty = Arc::clone(&self.tty);
        jobs::spawn("watching signals", &self.sender, move |events| {
            signals::watch(signals, &tty, &ended, events);
        })?;
        let (credits, credited) = mpsc::channel();
        self.credits = Some(credits);
        let tty = Arc::clone(&self.tty);
        jobs::spawn("reading keys", &self.sender, move |events| {
            input::listen(&tty, &credited, events);
        })?;
        self.give_credit();
        Ok(())
    }

    /// Opens the store.
    pub(super) fn keep(
        &mut self,
        store: Option<PathBuf>,
        archive: Option<Box<str>>,
    ) -> io::Result<()> {
        self.keeper = Some(Keeper::start(store, archive, &self.sender)?);
        Ok(())
    }

    /// Starts the thread that makes the index, and keeps it in a folder.
    pub(super) fn index(&mut self, folder: Option<PathBuf>) -> io::Result<()> {
        self.indexer = Some(Indexer::start(folder, &self.sender)?);
        Ok(())
    }

    /// Starts the background work.
    pub(super) fn work(
        &mut self,
        (inputs, reading): (Vec<Input>, ingest::Options),
        place: Option<Place>,
        languages: Vec<Language>,
        watch: Watch,
    ) -> io::Result<()> {
        self.jobs.search_with(search::search)?;
        self.picker = Some(Picker::start(&self.sender)?);
        let mut loom = Loom::default();
        self.jobs.weave_with(move |corpus, mentions| {
            loom.take(corpus, mentions);
            loom.weave()
        })?;
        let (desk, orders) = mpsc::channel();
        self.library = Some(desk.clone());
        watching::start(watch, &inputs, &desk, &self.sender)?;
        let list = &self.state.list;
        let library = Library {
            inputs,
            reading,
            place,
            sort: (list.sort, list.descending),
            orders,
            desk,
        };
        self.jobs.load(
            move |loader| library.run(loader),
            || {
                let tagger = Tagger::with(languages);
                move |article: &Article| tag_article(&tagger, article)
            },
        )
    }

    /// Turn after turn.
    pub(super) fn turn_until_left(&mut self) -> Leave {
        loop {
            let first = self.wait();
            if let ControlFlow::Break(leave) = self.turn(first) {
                return leave;
            }
        }
    }

    /// The terminal goes back before anything else is cleared away; the
    /// articles go with the process.
    pub(super) fn end(mut self) {
        self.settle();
        self.terminal.leave();
        std::mem::forget(std::mem::take(&mut self.state));
    }

    /// Waits for an event; there is none when a frame or a wake is due.
    fn wait(&mut self) -> Option<Event> {
        if let Some(event) = self.later.pop_front() {
            return Some(event);
        }
        let held = !self.terminal.is_ready(self.pace.is_urgent());
        let due = self.pace.deadline(held);
        let due = due.map(|due| due.saturating_sub(self.began.elapsed()));
        let patience = [due, self.terminal.patience()].into_iter().flatten().min();
        match patience {
            None => self.events.recv().ok(),
            Some(patience) => self.events.recv_timeout(patience).ok(),
        }
    }

    /// One turn: all that is there, for 8 ms at most, then a frame if one is
    /// due.
    fn turn(&mut self, first: Option<Event>) -> Flow {
        let started = Instant::now();
        let worked = self.state.is_working();
        let mut kind = None;
        let mut next = first;
        while let Some(event) = next {
            kind = kind.max(kind_of(&event));
            self.take(event)?;
            if started.elapsed() >= pace::TURN {
                break;
            }
            next = self
                .later
                .pop_front()
                .or_else(|| self.events.try_recv().ok());
        }
        if worked && !self.state.is_working() {
            // What has come last must not wait.
            kind = Some(Kind::Foreground);
        }
        if self.pace.wakes(self.began.elapsed()) {
            kind = Some(Kind::Foreground);
            self.update(Msg::Clock)?;
        }
        alive(self.terminal.tend())?;
        let slow = self.terminal.is_slow();
        if slow != self.state.slow {
            kind = Some(Kind::Foreground);
            self.pace.set_calm(slow);
            self.update(Msg::Slow(slow))?;
        }
        if let Some(kind) = kind {
            let wish = self.state.wake().map(|wake| (wake.after, wake.rest));
            self.pace.turned(self.began.elapsed(), kind, wish);
        }
        let urgent = self.pace.is_urgent();
        if self.terminal.is_ready(urgent) && self.pace.draws(self.began.elapsed()) {
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
            Event::Signal(Signal::Resize) => {
                // Also where the size is the old one again: on the way there
                // the terminal may have lost or moved what it showed.
                self.terminal.repaint();
                self.measure()
            }
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
                    Msg::Loaded(_) => Some(Handled::Loaded),
                    Msg::Tagged(_) => Some(Handled::Tagged),
                    _ => None,
                };
                self.pass_to_index(&msg);
                let flow = self.update(msg);
                handled.into_iter().for_each(|what| self.jobs.handled(what));
                flow
            }
        }
    }

    /// What has been loaded is indexed, too.
    fn pass_to_index(&mut self, msg: &Msg) {
        match (&mut self.indexer, msg) {
            (Some(indexer), Msg::Restored(restored)) => indexer.take_kept(&restored.shelf),
            (Some(indexer), Msg::Loaded(Loaded::Batch { articles, .. })) => {
                indexer.take(Arc::clone(articles));
            }
            (Some(indexer), Msg::Loaded(Loaded::End { .. })) => indexer.end(),
            _ => {}
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
    pub(super) fn inputs(&mut self, arrivals: Vec<Arrival>) -> Vec<app::Input> {
        let mut inputs = Vec::new();
        for arrival in arrivals {
            match arrival {
                Arrival::Input(input) => inputs.push(input),
                Arrival::Report(Report::Background { light }) => {
                    self.state.environment.light = light;
                }
                Arrival::Report(report) => self.terminal.report(report),
            }
        }
        inputs
    }

    /// Lets the input thread read one burst, if it does not already.
    fn give_credit(&mut self) {
        if !std::mem::replace(&mut self.listening, true) {
            // An input thread that is gone has sent `Event::Gone`.
            if let Some(credits) = &self.credits {
                let _ = credits.send(Credit);
            }
        }
    }

    /// Lets the state take a message, and carries out what it wants.
    pub(super) fn update(&mut self, msg: Msg) -> Flow {
        for effect in app::update(&mut self.state, msg) {
            self.carry_out(effect)?;
        }
        ControlFlow::Continue(())
    }

    /// Tells the state the size of the terminal, if it is another.
    pub(super) fn measure(&mut self) -> Flow {
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
        self.state.freshen();
        alive(
            self.terminal
                .draw(&self.state, &self.look.0, self.pace.is_urgent()),
        )?;
        self.pace.drew(self.began.elapsed());
        ControlFlow::Continue(())
    }
}

/// What the look follows from.
type Looks = (config::Theme, config::Ascii, bool);

/// The settings that the look follows from, and that may change meanwhile.
const fn looks(state: &State) -> Looks {
    (
        state.config.theme,
        state.config.ascii,
        state.environment.light,
    )
}

/// In debug builds `DATELINE_PANIC=draw` makes the first frame panic, so that
/// a test can see what becomes of the terminal.
#[cfg(debug_assertions)]
fn break_down_on_request() {
    let wish = super::environment::variable("DATELINE_PANIC");
    assert!(wish.as_deref() != Some("draw"), "as DATELINE_PANIC asked");
}

/// Whether an event asks for a frame, and whether that can wait.
fn kind_of(event: &Event) -> Option<Kind> {
    match event {
        Event::Message(
            Msg::Loaded(_)
            | Msg::Restored(_)
            | Msg::Recalled(..)
            | Msg::Compared(_)
            | Msg::Gone(_)
            | Msg::Onward
            | Msg::Counted(_)
            | Msg::Read(_)
            | Msg::Tagged(_)
            | Msg::Indexed(_)
            | Msg::Woven(_)
            | Msg::Found(_),
        ) => Some(Kind::Background),
        Event::Burst(arrivals) => arrivals
            .iter()
            .any(|arrival| match arrival {
                Arrival::Input(_) => true,
                Arrival::Report(report) => matches!(report, Report::Background { .. }),
            })
            .then_some(Kind::Foreground),
        _ => Some(Kind::Foreground),
    }
}

/// A terminal that takes no bytes is gone: there is nobody to show anything
/// to, and nobody to tell why.
pub(super) fn alive(written: io::Result<()>) -> Flow {
    match written {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(Leave::Gone),
    }
}
