//! The command line: the commands that need no screen, and the way into the
//! reader. Every answer comes from the functions that the screen uses too;
//! here they are only printed.
//!
//! Data goes to standard output, messages to standard error. The exit code is
//! 0 for done or found, 1 for nothing found, 2 for wrong usage or failure.

mod archive;
mod args;
mod check;
pub mod exchange;
mod export;
mod list;
mod log;
pub mod man;
mod notes;
pub mod output;
mod picture;
mod reader;
mod rules;
mod search;
mod show;
pub mod tag;
mod tally;
pub mod timeline;

use std::{
    io::{self, BufWriter, IsTerminal as _, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser as _};
use clap_complete::Shell;

use args::Command;
pub use args::{Args, Generate};
use output::{Console, Format, Outcome, Screen};
pub use picture::Scene;

use crate::{
    command::{Keymap, docs, nearest},
    config::{
        self, Config,
        load::{Loaded, Overrides},
    },
    runtime,
    temporal::Tagger,
};

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // When not even this can be written, the code still tells.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let screen = screen();
    if wants_screen(&args) && matches!(screen, Screen::Terminal(_)) {
        let opened = load(&args.options)
            .map_err(anyhow::Error::from)
            .and_then(|loaded| {
                let own = rules::own(&args.options);
                reader::open(&args, loaded, own)
            });
        return opened.unwrap_or_else(|error| ending(Err(error)));
    }
    runtime::leave_parsers_to_their_problems();
    let result = {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut console = Console {
            out: &mut out,
            err: &mut io::stderr().lock(),
            screen,
        };
        let result = answer(&args, &mut console);
        match out.flush() {
            Ok(()) => result,
            Err(error) => result.and(Err(error.into())),
        }
    };
    ending(result)
}

/// Whether the reader is what was asked for, and there is something to read
/// and a terminal that can show it. Else the list answers, and tells what is
/// not there.
fn wants_screen(args: &Args) -> bool {
    let paths = &args.archive.paths;
    let nothing_there = paths
        .iter()
        .all(|path| archive::missing(std::slice::from_ref(path)));
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    args.command.is_none()
        && args.generate.is_none()
        && !dumb
        && (paths.is_empty() || !nothing_there)
}

/// What standard output is, and how wide.
fn screen() -> Screen {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return Screen::None;
    }
    let columns = rustix::termios::tcgetwinsize(&stdout).map_or(0, |size| size.ws_col);
    // A terminal that does not know its size has the size of the first ones.
    Screen::Terminal(if columns == 0 {
        80
    } else {
        usize::from(columns)
    })
}

/// The exit code, with the reason for a failure on standard error.
fn ending(result: anyhow::Result<Outcome>) -> ExitCode {
    let error = match result {
        Ok(Outcome::Found) => return ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => return ExitCode::from(1),
        Ok(Outcome::Failed) => return ExitCode::from(2),
        Err(error) => error,
    };
    let gone = error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
    if gone {
        // Whoever read the output has seen enough.
        return ExitCode::SUCCESS;
    }
    // When this cannot be written either, the code still tells.
    let _ = writeln!(io::stderr(), "dateline: {error:#}");
    ExitCode::from(2)
}

/// Does what the arguments ask for.
///
/// # Errors
///
/// The output could not be written, or a setting on the command line does not
/// exist.
pub fn answer(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Outcome> {
    if let Some(what) = args.generate {
        return print(console, &generated(what));
    }
    match &args.command {
        Some(Command::Completions { shell }) => return print(console, &completions(*shell)),
        Some(Command::Man) => return print(console, &generated(Generate::Man)),
        Some(Command::Tag {
            rules: Some(code), ..
        }) => return print(console, rules::built_in(code)?),
        Some(Command::Tag { format, lang, .. }) => {
            let tagger = rules::tagger(&args.options, console)?;
            return tagged(console, &tagger, lang.as_deref(), *format);
        }
        Some(Command::Log {
            methods,
            store,
            shape,
        }) => return log::log(console, store.as_deref(), *methods, shape.format),
        Some(Command::Notes { what, store }) => {
            return notes::notes(console, what, store.as_deref());
        }
        _ => {}
    }
    let config = settings(&args.options, console)?;
    let named = |paths| archive::Archive::new(paths, &config);
    match &args.command {
        None => {
            let outcome = list::list(console, &named(&args.archive.paths), Format::Text)?;
            hint(console, &args.archive.paths)?;
            Ok(outcome)
        }
        Some(Command::List { archive, shape }) => {
            list::list(console, &named(&archive.paths), shape.format)
        }
        Some(Command::Show { archive, id, width }) => {
            let layout = show::Layout::new(*width, &config, console.screen);
            show::show(console, &named(&archive.paths), id.as_deref(), layout)
        }
        Some(Command::Export {
            archive,
            cite: Some(style),
            ..
        }) => export::cite(console, &named(&archive.paths), *style),
        Some(Command::Export {
            archive, format, ..
        }) => match format {
            Format::Text => {
                let layout = show::Layout::new(None, &config, console.screen);
                show::show(console, &named(&archive.paths), None, layout)
            }
            format => export::export(console, &named(&archive.paths), *format),
        },
        Some(Command::Search {
            query,
            archive,
            count,
            by,
            order,
            stem,
            shape,
        }) => {
            let wanted = search::Wanted {
                query,
                stemming: stem.as_deref(),
                order: *order,
                format: shape.format,
                tally: (*count || by.is_some()).then(|| tally::Tally::new(*by)),
            };
            search::search(console, wanted, &named(&archive.paths))
        }
        Some(Command::Timeline {
            archive,
            events,
            format,
        }) => {
            let tagger = rules::tagger(&args.options, console)?;
            timeline::timeline(
                console,
                &named(&archive.paths),
                &tagger,
                &events.into(),
                *format,
            )
        }
        Some(Command::Check { archive, shape }) => {
            check::check(console, &named(&archive.paths), shape.format)
        }
        // Answered above, without any settings.
        Some(
            Command::Completions { .. }
            | Command::Man
            | Command::Tag { .. }
            | Command::Log { .. }
            | Command::Notes { .. },
        ) => Ok(Outcome::Found),
    }
}

/// The dates in the texts of standard input.
fn tagged(
    console: &mut Console<'_>,
    tagger: &Tagger,
    lang: Option<&str>,
    format: tag::TagFormat,
) -> anyhow::Result<Outcome> {
    let task = tag::Task {
        tagger,
        lang,
        format,
    };
    let tagged = task.run(&mut io::stdin().lock(), console.out, console.err)?;
    Ok(match tagged {
        tag::Tagged { skipped: 0, .. } => Outcome::Found,
        tag::Tagged { .. } => Outcome::Failed,
    })
}

/// Says so when the only path is not there and looks like a command's name.
fn hint(console: &mut Console<'_>, paths: &[PathBuf]) -> anyhow::Result<()> {
    if let [path] = paths
        && archive::missing(paths)
        && let Some(word) = path.to_str()
    {
        let command = Args::command();
        let names = command.get_subcommands().map(clap::Command::get_name);
        if let Some(name) = nearest(word, names) {
            console.say(&format!("did you mean the command `dateline {name}`?"))?;
        }
    }
    Ok(())
}

/// The settings; what is wrong with them goes to standard error.
fn settings(options: &args::Options, console: &mut Console<'_>) -> anyhow::Result<Config> {
    let Loaded { config, errors } = load(options)?;
    for error in errors {
        console.say(&error.to_string())?;
    }
    Ok(config)
}

fn load(options: &args::Options) -> Result<Loaded, config::Error> {
    let usual = usual_place();
    let over = Overrides {
        theme: options.theme.clone(),
        keymap: options.keymap.clone(),
        ascii: options.ascii,
    };
    config::load::load(options.config.as_deref(), usual.as_deref(), &over)
}

/// Where the settings are when the command line does not say.
fn usual_place() -> Option<PathBuf> {
    config::load::place(&|name| std::env::var_os(name))
}

fn print(console: &mut Console<'_>, content: &str) -> anyhow::Result<Outcome> {
    console.out.write_all(content.as_bytes())?;
    Ok(Outcome::Found)
}

/// What is made from the program's own tables.
#[must_use]
pub fn generated(what: Generate) -> String {
    match what {
        Generate::KeysMarkdown => docs::markdown(&Keymap::default()),
        Generate::QueryMarkdown => query_markdown(),
        Generate::Man => man::page(Args::command()),
        Generate::Config => config::example(),
        Generate::CompletionsBash => completions(Shell::Bash),
        Generate::CompletionsZsh => completions(Shell::Zsh),
        Generate::CompletionsFish => completions(Shell::Fish),
        Generate::Picture(scene) => scene.svg(),
    }
}

fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "dateline", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The ways of writing a query as a table in Markdown.
fn query_markdown() -> String {
    let mut table = "| written | fits articles with |\n|---|---|\n".to_owned();
    for (form, meaning) in crate::search::FORMS {
        let forms: Vec<String> = form.split("  ").map(|form| format!("`{form}`")).collect();
        let meaning = meaning.replace('<', "&lt;").replace('*', "\\*");
        table.push_str(&format!("| {} | {meaning} |\n", forms.join(" ")));
    }
    table
}
