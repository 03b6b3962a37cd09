//! A parser that breaks down costs the document that it was reading, never
//! the load: its panic is caught here and told as a problem.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::format::Source;
use super::intake::{Flow, Intake};

thread_local! {
    /// Whether this thread is inside a parser.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread, now, is a document that a parser cannot
/// take. It is told as a problem, so whoever reports panics stays silent.
#[must_use]
pub fn is_guarded() -> bool {
    INSIDE.get()
}

/// Reads a document, or tells that its reader broke down.
pub fn guarded(
    source: &Source,
    intake: &mut Intake,
    read: impl FnOnce(&mut Intake) -> Flow,
) -> Flow {
    let before = INSIDE.replace(true);
    let done = catch_unwind(AssertUnwindSafe(|| read(intake)));
    let is_parser = INSIDE.replace(before);
    match done {
        Ok(flow) => flow,
        Err(payload) if is_parser => {
            let said = payload
                .downcast_ref::<&str>()
                .copied()
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                .unwrap_or("no message");
            let message = format!(
                "its reader broke down, by a mistake of the program: {said}; not read, or not to its end"
            );
            intake.unread(&source.path, None, message);
            intake.in_time()
        }
        Err(payload) => resume_unwind(payload),
    }
}

/// Does what is no parser's business; if it breaks down that is not caught.
pub fn outside<T>(work: impl FnOnce() -> T) -> T {
    let before = INSIDE.replace(false);
    let done = work();
    INSIDE.set(before);
    done
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::ingest::{Batch, Options};

    #[test]
    fn a_parser_that_breaks_down_is_a_problem_and_the_rest_is_read() {
        let mut all = Batch::default();
        let mut sink = |batch: Batch| {
            all.problems.extend(batch.problems);
            ControlFlow::Continue(())
        };
        let options = Options::default();
        let mut intake = Intake::new(&options, &mut sink);
        intake.begin("a.zip", 1);
        let inner = Source::file("a.zip!b", b"");
        let outer = guarded(&Source::file("a.zip", b""), &mut intake, |intake| {
            guarded(&inner, intake, |_| -> Flow {
                assert!(is_guarded());
                resume_unwind(Box::new("it broke".to_owned()))
            })?;
            assert!(is_guarded());
            intake.unread("a.zip!c", None, "read on");
            Flow::Continue(())
        });
        assert_eq!(outer, Flow::Continue(()));
        assert!(!is_guarded());
        assert_eq!(intake.end(), Flow::Continue(()));
        intake.finish();
        let told: Vec<String> = all.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "a.zip!b: its reader broke down, by a mistake of the program: it broke; not read, or not to its end",
                "a.zip!c: read on"
            ]
        );
    }

    #[test]
    fn who_takes_the_articles_breaks_down_for_himself() {
        let mut sink = |_: Batch| ControlFlow::Continue(());
        let options = Options::default();
        let mut intake = Intake::new(&options, &mut sink);
        let broken = catch_unwind(AssertUnwindSafe(|| {
            guarded(&Source::file("a", b""), &mut intake, |_| {
                outside(|| resume_unwind(Box::new("the sink")))
            })
        }));
        assert_eq!(
            broken.err().and_then(|said| said.downcast_ref().copied()),
            Some("the sink")
        );
        assert!(!is_guarded());
    }
}
