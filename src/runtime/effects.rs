//! Carries out what the state wants of the world.

use std::{
    fmt::Write as _,
    io::{self, Write},
    ops::ControlFlow,
    process::{ExitStatus, Stdio},
    time::{Duration, Instant},
};

use super::{
    Leave, clipboard,
    cycle::{Flow, Loop, alive},
    decode::Decoder,
    environment::{Multiplexer, links, multiplexer, variable},
    event::Event,
    input,
    jobs::{self, Order},
    programs::{self, Place, Start},
    signals,
    tty::{Ready, Tty},
};
use crate::app::{Copied, Effect, Msg, Outcome, Program, State, page::thousands};

/// How long answers of the terminal are waited for before it is given back.
const ANSWERS: Duration = Duration::from_millis(500);

impl Loop {
    /// Carries out one effect; what it has to say comes back as
    /// [`Msg::External`].
    pub(super) fn carry_out(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Search { generation, query } => {
                let holdings = self.state.holdings(&query);
                self.jobs.search(holdings, query, generation);
            }
            Effect::Pick { generation, typed } => {
                if let Some(picker) = &self.picker {
                    picker.pick(self.state.corpus.clone(), typed, generation);
                }
            }
            Effect::Weave => {
                let State {
                    corpus, mentions, ..
                } = &self.state;
                self.jobs.weave(corpus.clone(), mentions.clone());
            }
            Effect::Onward => {
                let _ = self.sender.send(Event::Message(Msg::Onward));
            }
            Effect::Preserve => {
                let State {
                    corpus,
                    mentions,
                    timeline,
                    ..
                } = &self.state;
                if let (Some(library), Some(woven)) = (&self.library, timeline.as_woven()) {
                    let all = (corpus.clone(), mentions.clone(), woven);
                    let _ = library.send(Order::Preserve(Box::new(all)));
                }
            }
            Effect::Keep(wish) => {
                let answer = self.keeper.as_ref().and_then(|keeper| keeper.ask(wish));
                if let Some(kept) = answer {
                    return self.update(Msg::Kept(kept));
                }
            }
            Effect::StopLoading => self.jobs.stop_loading(),
            Effect::Open(program) => return self.open(program),
            Effect::Copy(copied) => return self.copy(copied),
            Effect::Suspend => return self.suspend(),
            Effect::Clear => self.terminal.repaint(),
            Effect::TellWire => return self.update(Msg::Wire(self.terminal.tell())),
            Effect::Quit => return ControlFlow::Break(Leave::Quit),
        }
        ControlFlow::Continue(())
    }

    /// Where the person sits at this machine, through a program of its
    /// desktop, else through the terminal; in a multiplexer both, since it may
    /// be looked at from elsewhere.
    fn copy(&mut self, copied: Copied) -> Flow {
        let multiplexer = multiplexer(variable);
        let mut programs = clipboard::local(&variable).into_iter();
        let started = programs.find_map(|program| Some((program.name, program.start().ok()?)));
        let local = started.is_some();
        if !local || multiplexer != Multiplexer::None {
            let outcome = match clipboard::send(&copied, multiplexer) {
                Ok((bytes, said)) => {
                    alive(self.terminal.write(&bytes))?;
                    Outcome::Done(said)
                }
                Err(why) => Outcome::Failed(why),
            };
            if !local {
                return self.update(Msg::External(outcome));
            }
        }
        let Some((name, child)) = started else {
            return ControlFlow::Continue(());
        };
        let watched = jobs::spawn("copying", &self.sender, move |events| {
            let count = thousands(copied.whole.chars().count());
            let outcome = match clipboard::finish(name, child, &copied.whole) {
                Ok(()) => Outcome::Done(format!("Copied with {name}: {count} characters")),
                Err(why) => Outcome::Failed(why),
            };
            let _ = events.send(Event::Message(Msg::External(outcome)));
        });
        match watched {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.update(Msg::External(Outcome::Failed(error.to_string()))),
        }
    }

    fn open(&mut self, program: Program) -> Flow {
        let (outcome, left) = match program {
            Program::Browser(address) => match programs::browser(&address, &variable) {
                Ok(start) if start.place == Place::Window => (self.open_window(start), None),
                Ok(start) => self.lend(|edge| run(start, &edge.tty)),
                Err(why) => (Outcome::Failed(why), None),
            },
            Program::Plain { mut text, source } => self.lend(|edge| {
                if let Some(source) = source {
                    let links = links(variable);
                    let _ = writeln!(text, "\n{}", programs::reference(&source, &links));
                }
                // The terminal that is given back shows line ends as such.
                let shown = edge.tty.write(text.as_bytes());
                let outcome = match shown {
                    Ok(()) => Outcome::Done(String::new()),
                    Err(error) => Outcome::Failed(error.to_string()),
                };
                edge.await_key(&outcome);
                outcome
            }),
            Program::Editor { file, near } => {
                if std::path::Path::new(&file).is_file() {
                    let line = line_of(&file, &near);
                    self.lend(|edge| run(programs::editor(&file, line, &variable), &edge.tty))
                } else {
                    let why = "The article is not in a file of its own that could be edited";
                    (Outcome::Failed(why.to_owned()), None)
                }
            }
            Program::Write(text) => return self.write_note(&text),
            Program::Pipe { command, text } => self.lend(|edge| {
                let outcome = pipe(programs::pipe(&command, &variable), text);
                edge.await_key(&outcome);
                outcome
            }),
        };
        if let Some(leave) = left {
            return ControlFlow::Break(leave);
        }
        self.measure()?;
        self.update(Msg::External(outcome))
    }

    /// Gives the terminal away while `run` runs, then takes it back.
    pub(super) fn lend(&mut self, run: impl FnOnce(&Self) -> Outcome) -> (Outcome, Option<Leave>) {
        self.settle();
        self.terminal.leave();
        let outcome = run(self);
        let left = alive(self.terminal.resume()).break_value();
        (outcome, left)
    }

    /// Starts a program with a window of its own; it may outlive us.
    fn open_window(&self, mut start: Start) -> Outcome {
        use std::os::unix::process::CommandExt;
        let started = start
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-Z stops our process group, which is none of its business.
            .process_group(0)
            .spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(error) => return Outcome::Failed(not_started(&start.name, &error)),
        };
        let name = start.name.clone();
        let watched = jobs::spawn("opening", &self.sender, move |events| {
            if let Outcome::Failed(why) = judge(&name, child.wait()) {
                let _ = events.send(Event::Message(Msg::External(Outcome::Failed(why))));
            }
        });
        match watched {
            Ok(()) => Outcome::Done(format!("Opened with {}", start.name)),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }

    /// On the screen of the shell: waits for a key before that is covered.
    fn await_key(&self, outcome: &Outcome) {
        let said = match outcome {
            Outcome::Done(_) => String::new(),
            Outcome::Failed(why) => format!("{why}. "),
        };
        let prompt = format!("\n{said}Press a key to come back to the reader");
        let waited = self.tty.write(prompt.as_bytes()).and_then(|()| {
            self.tty.raw()?;
            let mut keys = Vec::new();
            let mut decoder = Decoder::default();
            // The whole of one key, whichever it is, and what came with it.
            while keys.is_empty() {
                match self.tty.wait(decoder.patience())? {
                    Ready::Yes => input::drain(&self.tty, &mut decoder, &mut keys)?,
                    Ready::No => decoder.quiet(&mut keys),
                }
            }
            self.tty.cooked()?;
            self.tty.write(b"\n")
        });
        // A terminal that is gone shows when it is taken back.
        let _ = waited;
    }

    /// Stops until the shell says `fg`.
    pub(super) fn suspend(&mut self) -> Flow {
        if let Err(why) = signals::may_stop() {
            return self.update(Msg::External(Outcome::Failed(why.to_owned())));
        }
        self.settle();
        self.terminal.leave();
        self.stopped = true;
        signals::stop();
        self.resume()
    }

    /// Takes the terminal (again) and has all of it drawn.
    pub(super) fn resume(&mut self) -> Flow {
        alive(self.terminal.resume())?;
        self.measure()
    }

    /// Waits, shortly, for answers of the terminal that are still under way,
    /// lest the shell or a child program takes them for keys.
    pub(super) fn settle(&mut self) {
        let deadline = Instant::now() + ANSWERS;
        let mut decoder = Decoder::default();
        while self.terminal.awaits_answers() {
            let patience = deadline.saturating_duration_since(Instant::now());
            let mut arrivals = Vec::new();
            if self.listening {
                match self.events.recv_timeout(patience) {
                    Ok(Event::Burst(burst)) => {
                        self.listening = false;
                        arrivals = burst;
                    }
                    Ok(other) => self.later.push_back(other),
                    Err(_) => break,
                }
            } else {
                match self.tty.wait(Some(patience)) {
                    Ok(Ready::Yes) => {
                        if input::drain(&self.tty, &mut decoder, &mut arrivals).is_err() {
                            break;
                        }
                    }
                    Ok(Ready::No) | Err(_) => break,
                }
            }
            let inputs = self.inputs(arrivals);
            if !inputs.is_empty() {
                // Not as a burst: that would count as a credit used up.
                self.later.push_back(Event::Message(Msg::Input(inputs)));
            }
        }
    }
}

/// The line of a file, from 1, where some words of its text stand, however the
/// lines end there; `None` where they are not found.
fn line_of(file: &str, near: &str) -> Option<usize> {
    let bytes = std::fs::read(file).ok().filter(|_| !near.is_empty())?;
    let decoded = crate::ingest::decode(&bytes)?;
    let text = &*decoded.text;
    // The words up to a sign that some formats write in another way.
    let plain = near.split(['"', '&', '<', '\\', '*', '_', '[', '\n']);
    let longest = plain.max_by_key(|part| part.len())?;
    let found = [near, longest].into_iter().find_map(|words| {
        let places = crate::text::find(text, words.trim());
        places.into_iter().next()
    })?;
    Some(1 + text[..found.start].matches('\n').count())
}

/// Runs a program that has the terminal; its standard input too, even when
/// ours was a pipe with articles.
pub(super) fn run(mut start: Start, tty: &Tty) -> Outcome {
    let ended = tty
        .stdin()
        .and_then(|stdin| start.command.stdin(stdin).status());
    judge(&start.name, ended)
}

/// Runs a command with a text on its standard input.
fn pipe(mut start: Start, text: String) -> Outcome {
    let mut child = match start.command.spawn() {
        Ok(child) => child,
        Err(error) => return Outcome::Failed(not_started(&start.name, &error)),
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Beside the wait: a command that ends without reading must not hold
        // us, nor one that passes its standard input on to what stays behind.
        std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
    judge(&start.name, child.wait())
}

/// What the end of a program means.
fn judge(name: &str, ended: io::Result<ExitStatus>) -> Outcome {
    use std::os::unix::process::ExitStatusExt;
    match ended {
        Ok(status) if status.success() => Outcome::Done(String::new()),
        Ok(status) => Outcome::Failed(match (status.code(), status.signal()) {
            (Some(127), _) => format!("{name} was not found"),
            (Some(code), _) => format!("{name} ended with code {code}"),
            (None, signal) => format!("{name} was ended by signal {}", signal.unwrap_or(0)),
        }),
        Err(error) => Outcome::Failed(not_started(name, &error)),
    }
}

fn not_started(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{name} was not found"),
        _ => format!("{name} could not be started: {error}"),
    }
}
