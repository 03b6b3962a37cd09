//! The way back: the last changes made by hand, in order, with the values
//! before and after. One line for the whole store, whoever wrote: undoing is
//! always from the newest value to the one before it, so it never goes over a
//! change that came between.

use rusqlite::{Connection, OptionalExtension as _};

use super::{Error, write};
use crate::model::{Change, Way};

/// Changes that can be undone.
const KEPT: i64 = 100;

/// Enters a change; what was undone cannot be redone any more.
pub(super) fn record(tx: &Connection, before: &Change, after: &Change) -> Result<(), Error> {
    tx.execute("DELETE FROM change WHERE undone", [])?;
    tx.execute(
        "INSERT INTO change (before, after) VALUES (?1, ?2)",
        [
            serde_json::to_string(before)?,
            serde_json::to_string(after)?,
        ],
    )?;
    tx.execute(
        "DELETE FROM change WHERE number NOT IN
            (SELECT number FROM change ORDER BY number DESC LIMIT ?1)",
        [KEPT],
    )?;
    Ok(())
}

/// Takes one step back, or forward again: the value that holds now, and in
/// words what was undone or redone. `None` at the end.
pub(super) fn turn(tx: &Connection, way: Way) -> Result<Option<(Change, String)>, Error> {
    let select = match way {
        Way::Undo => "WHERE NOT undone ORDER BY number DESC",
        Way::Redo => "WHERE undone ORDER BY number",
    };
    let select = format!("SELECT number, before, after FROM change {select} LIMIT 1");
    let row = tx.query_row(&select, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    });
    let Some((number, before, after)): Option<(i64, String, String)> = row.optional()? else {
        return Ok(None);
    };
    let (before, after): (Change, Change) = (
        serde_json::from_str(&before)?,
        serde_json::from_str(&after)?,
    );
    let what = after.describe(&before);
    let (_, now) = write::apply(tx, if way == Way::Undo { &before } else { &after })?;
    tx.execute(
        "UPDATE change SET undone = NOT undone WHERE number = ?1",
        [number],
    )?;
    Ok(Some((now, what)))
}
