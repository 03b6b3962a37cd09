//! `dateline`: read a press archive in the terminal along two clocks, when it
//! was printed and when it happened.
//!
//! This library exists for the program's own tests, benches and fuzz targets;
//! it promises no stability. What follows is the map of the house.
//!
//! # Layers
//!
//! From leaf to root; a layer names only those above it in this list, and
//! `tests/shape.rs` fails when one does otherwise. What a layer must *not*
//! know is what keeps it simple.
//!
//! - [`folders`]: where a person's files are. Touches none of them.
//! - [`text`]: strings as a screen sees them: what may be shown, how wide it
//!   is, where lines and sentences end, where a phrase stands. Knows no
//!   article, no colour, no terminal. All positions are bytes of the text as
//!   it was read: text from an archive is data and is never changed, only
//!   *shown* differently.
//! - [`model`]: articles with what a format says of parts of their bodies
//!   ([`model::Markup`]: headings, items, quotes, links, stress), corpus, days,
//!   intervals, temporal values, mentions, problems. Plain values; knows neither where they come from nor who looks
//!   at them.
//! - [`citation`]: an article or a passage with where it was printed, in the
//!   forms that people and reference managers read. Knows no file, no screen.
//! - [`assets`]: embedded files by name. Does not know what they mean.
//! - [`ingest`]: bytes to articles and problems, one file a format, all within
//!   bounds that the caller gives. Only `ingest/walk.rs` touches the disk; the
//!   one format that is a database is read from its bytes in memory. Knows no date *in* a text but the one it was printed on.
//! - [`temporal`]: an article and its day to mentions of time. Knows no other
//!   article and no file.
//! - [`timeline`]: mentions to dates, dates to events (what tells the same in
//!   many articles), buckets, lanes, an axis. Draws nothing, finds no date in a
//!   text.
//! - [`snapshot`]: what was read of an archive, written down for the next run
//!   and served from where it lies. Knows bytes and files that it is given, no
//!   folder and no thread.
//! - [`search`]: the query language and its evaluation, by reading texts and by
//!   an index of them that answers the same. Knows no screen.
//! - [`store`]: what the reader adds, on disk: marks, stars, places, notes, and
//!   the way back through them. One SQLite database; knows no screen and no
//!   thread. Only `store/open.rs` touches the disk otherwise.
//! - [`command`]: THE table of commands and all that is printed from it. Knows
//!   no state: what a command does is the application's business.
//! - [`config`]: what was written in a file, to what it means; the bounds and
//!   the names of fields are the plain values that [`ingest`] takes. Only
//!   `config/load.rs` touches the disk.
//! - [`app`]: one `State`, one closed `Msg`, one closed `Effect`, one `update`.
//!   Pure: no file, no clock, no terminal, no thread, no lock.
//! - [`ui`]: `&State` to a frame. Writes nothing but the frame, measures
//!   nothing that is not in the state.
//! - [`runtime`]: the edge: terminal, keys, signals, jobs, other programs, the
//!   loop. Decides *when*, never *what*.
//! - [`cli`]: arguments, and the commands that need no screen. Prints what the
//!   functions of the layers above return, so that the screen and a script get
//!   the same answer.
//!
//! # How a key becomes a frame
//!
//! 1. `runtime` reads bytes from the terminal and decodes them to our own
//!    [`Key`](command::Key); all that is there makes one burst.
//! 2. The burst enters the one channel as [`Msg::Input`](app::Msg::Input).
//! 3. `app` keeps what is typed of a command (digits, a prefix) in the state,
//!    and asks the [`Keymap`](command::Keymap): the scope of a line being
//!    typed, else of a sheet, else of the focused pane, then what all panes
//!    share, then what holds everywhere.
//! 4. The [`Command`](command::Command) changes the [`State`](app::State), and
//!    returns [`Effect`](app::Effect)s for what the world shall do.
//! 5. `runtime` carries the effects out; what becomes of them returns as
//!    messages. Only then may the input thread read on, so that a program
//!    started by a key has the keyboard at once.
//! 6. When the channel is empty, or 8 ms have gone, what has come in is counted
//!    ([`State::freshen`](app::State::freshen)), [`ui::view`] draws the state,
//!    and `runtime/wire` sends the difference to what the terminal shows, in
//!    one write. Where the line is still busy with frames before it, it waits,
//!    and shows what is true by then.
//! 7. The loop blocks again. Nothing ticks: while nothing comes in, nothing
//!    runs and nothing is written. Where a rest of the hand means something,
//!    [`State::wake`](app::State::wake) asks to be woken once.
//!
//! # Invariants
//!
//! - Layout and line wrapping are computed in `update` from the size, so the
//!   view has nothing to remember.
//! - Work is a function with a sink: loading, tagging and searching hand parts
//!   to a closure. `runtime` gives them threads, tests call them inline; no
//!   test sleeps.
//! - The [`Corpus`](model::Corpus) grows in shared chunks that never change: a
//!   worker reads its own clone without a lock, and an
//!   [`ArticleId`](model::ArticleId) stays true. What is no longer in the
//!   archive is gone from it, and its id with it. Articles of another run are
//!   made when somebody looks at them; whoever goes through many uses
//!   [`Corpus::look`](model::Corpus::look), which holds none of them.
//! - No message takes longer than a key may wait: what could with many
//!   articles is done elsewhere, or in several goes
//!   ([`Effect::Onward`](app::Effect::Onward)).
//! - Answers of a search carry the number of the question; what is late falls
//!   on the floor in one place.
//! - Selection follows the article, never the row.
//! - What a reader adds hangs on the text of an article and on quotes from it
//!   ([`model::Likeness`], [`text::Quote`]), never on a path, a line or a row.
//!   A change takes effect at once and is sent to the store; "saved" is said
//!   only when the store has answered.
//! - One bad file is one [`Problem`](model::Problem), never an abort; nothing
//!   is dropped without one. A parser that panics is caught at its document.
//! - No byte of an archive reaches a terminal but through [`text::cells`] or
//!   [`text::clean`].

#![forbid(unsafe_code)]

pub mod app;
pub mod assets;
pub mod citation;
pub mod cli;
pub mod command;
pub mod config;
pub mod folders;
pub mod ingest;
pub mod model;
pub mod runtime;
pub mod search;
pub mod snapshot;
pub mod store;
pub mod temporal;
pub mod text;
pub mod timeline;
pub mod ui;
