//! The edge: the terminal, its keys, signals, background jobs, other
//! programs, and the loop that joins them to [`app`](crate::app) and
//! [`ui`](crate::ui).
//!
//! Everything that happens comes in through one channel (`event`), one
//! thread takes it out: what it means is decided in `app::update`, how it
//! looks in `ui::view`. Here is only *when*: a turn takes messages for 8 ms
//! at most, then one frame is drawn in one write (`pace`, `terminal`).
//! Nothing is written and nobody wakes while nothing comes in.
//!
//! No async runtime, no lock: threads own what they work on and send what
//! they have found.

mod clipboard;
mod cycle;
pub mod decode;
mod effects;
mod environment;
mod event;
mod indexing;
mod input;
mod jobs;
mod keeping;
mod line;
mod outbox;
mod pace;
mod panic;
mod picking;
mod programs;
mod replace;
mod signals;
mod terminal;
mod tty;
mod watching;
pub mod wire;
mod writing;

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context, bail};
use cycle::Loop;
use environment::variable;
pub use environment::{clock, today};
use jobs::{Place, WORTH_KEEPING};
pub use panic::leave_parsers_to_their_problems;
use sha2::{Digest, Sha256};
use terminal::{Manners, Terminal};
use tty::Tty;
pub use watching::Watch;
use wire::{Capabilities, Log};

use crate::{
    app::State,
    config::Config,
    ingest::{self, Input},
    model::Problem,
    temporal::{self, Language},
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
    /// The person's own rules of languages.
    pub languages: Vec<Language>,
    /// What to read.
    pub inputs: Vec<Input>,
    /// How to read it.
    pub reading: ingest::Options,
    /// Where to write down what frames cost.
    pub wire_log: Option<PathBuf>,
    /// Where notes, marks and places are kept; `None` where there is no home.
    pub store: Option<PathBuf>,
    /// How changes of the archive are noticed.
    pub watch: Watch,
    /// The folder in which archives are kept from run to run, if they are.
    pub cache: Option<PathBuf>,
    /// Where the index is kept from run to run, if it can be.
    pub index: Option<PathBuf>,
    /// What the archive is known by from run to run, if it can be.
    pub archive: Option<Box<str>>,
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
    let wishes = options.config.wire;
    let mut surroundings = environment::environment(variable, Some(today()));
    surroundings.colours = environment::wished(surroundings.colours, wishes.colours);
    let tty = Arc::new(Tty::open().context("no terminal to read in")?);
    let signals = signals::catch().context("cannot watch signals")?;
    panic::restore_terminal_on_panic(Arc::clone(&tty));

    let log = options.wire_log.as_deref().map(Log::create).transpose();
    let manners = Manners {
        questions: environment::questions(variable, wishes.questions),
        capabilities: Capabilities::detect(variable),
        wishes,
        log: log.context("cannot write the wire log")?,
    };
    let terminal = Terminal::enter(Arc::clone(&tty), manners);
    let terminal = terminal.context("cannot take the terminal")?;
    let mut state = State::new(options.name, options.config, surroundings);
    state.memory.archive.clone_from(&options.archive);
    state.memory.run = environment::chance();
    let mut cycle = Loop::new(state, terminal, tty);
    let built_in = options.inputs.contains(&Input::BuiltIn);
    let left = match cycle.show(built_in, options.problems) {
        ControlFlow::Break(leave) => leave,
        ControlFlow::Continue(()) => {
            cycle.listen(signals)?;
            cycle.keep(options.store, options.archive)?;
            cycle.index(options.index)?;
            let archive = (options.inputs, options.reading);
            let place = options
                .cache
                .and_then(|folder| keeping_place(&folder, &archive, &options.languages));
            cycle.work(archive, place, options.languages, options.watch)?;
            cycle.turn_until_left()
        }
    };
    cycle.end();
    Ok(left.into())
}

/// Where an archive is kept, and what it must be made of to be used: this
/// program, its rules and the person's, and how and what is read.
fn keeping_place(
    folder: &Path,
    (inputs, reading): &(Vec<Input>, ingest::Options),
    languages: &[Language],
) -> Option<Place> {
    let mut name = Sha256::new();
    for input in inputs {
        let Input::Path(path) = input else {
            return None;
        };
        let full = path.canonicalize().ok()?;
        for path in [path, &full] {
            name.update(path.as_os_str().as_encoded_bytes());
            name.update([0]);
        }
    }
    let mut key = Sha256::new();
    key.update(env!("CARGO_PKG_VERSION"));
    key.update(temporal::rules_print());
    for language in languages {
        key.update(language.code.as_bytes());
        key.update(language.print.to_le_bytes());
    }
    key.update(format!("{:?} {:?}", reading.bounds, reading.fields));
    let name = name.finalize();
    key.update(name);
    let digits: String = name
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Some(Place {
        file: folder.join(format!("{digits}.snapshot")),
        key: key.finalize().into(),
        least: WORTH_KEEPING,
    })
}
