//! From one place to another in the fewest bytes.

use super::pen::{digits, number};

/// Where the terminal's cursor is: a column and a row. The column behind the
/// last is the pending wrap: the next letter would go to the next row.
pub(super) type Place = (usize, usize);

/// Appends the shortest move; `from` is `None` when nobody knows. `relative`
/// allows more than the absolute address.
pub(super) fn travel(
    from: Option<Place>,
    to: Place,
    columns: usize,
    relative: bool,
    bytes: &mut Vec<u8>,
) {
    if from == Some(to) {
        return;
    }
    match (from, shortest(from, to, columns, relative)) {
        (Some(from), (_, Some(way))) => {
            across(way, from.0, to.0, bytes);
            down(from.1, to.1, bytes);
        }
        _ => absolute(to, bytes),
    }
}

/// Bytes of [`travel`].
pub(super) fn price(from: Option<Place>, to: Place, columns: usize, relative: bool) -> usize {
    if from == Some(to) {
        0
    } else {
        shortest(from, to, columns, relative).0
    }
}

/// How to get to a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From where the cursor is.
    Straight,
    /// By its number (CHA).
    Column,
    /// From the left edge.
    Return,
}

/// The bytes of the shortest move, and its way; none is the address.
fn shortest(
    from: Option<Place>,
    to: Place,
    columns: usize,
    relative: bool,
) -> (usize, Option<Way>) {
    let row = if to.1 > 0 { digits(to.1 + 1) } else { 0 };
    let column = if to.0 > 0 { 1 + digits(to.0 + 1) } else { 0 };
    let mut best = (3 + row + column, None);
    let Some(from) = from.filter(|_| relative) else {
        return best;
    };
    let rows = match (from.1, to.1) {
        (from, to) if to >= from => (to - from).min(sequence_length(to - from)),
        (from, to) if from - to == 1 => 2,
        (from, to) => sequence_length(from - to),
    };
    let straight = match (from.0, to.0) {
        // A pending wrap has no column to count from.
        (from, _) if from >= columns => usize::MAX / 2,
        (from, to) if from == to => 0,
        (from, to) if to > from => sequence_length(to - from),
        (from, to) => (from - to).min(sequence_length(from - to)),
    };
    let returned = 1 + if to.0 > 0 { sequence_length(to.0) } else { 0 };
    for (way, bytes) in [
        (Way::Straight, straight),
        (Way::Column, sequence_length(to.0 + 1)),
        (Way::Return, returned),
    ] {
        if bytes + rows < best.0 {
            best = (bytes + rows, Some(way));
        }
    }
    best
}

/// CUP; what is 1 may be left out.
fn absolute((x, y): Place, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(b"\x1b[");
    if y > 0 {
        number(y + 1, bytes);
    }
    if x > 0 {
        bytes.push(b';');
        number(x + 1, bytes);
    }
    bytes.push(b'H');
}

fn across(way: Way, from: usize, to: usize, bytes: &mut Vec<u8>) {
    match way {
        Way::Straight if to > from => sequence(to - from, b'C', bytes),
        Way::Straight => repeated(from - to, 8, b'D', bytes),
        Way::Column => sequence(to + 1, b'G', bytes),
        Way::Return => {
            bytes.push(b'\r');
            if to > 0 {
                sequence(to, b'C', bytes);
            }
        }
    }
}

/// Line feed and reverse index move where they do not scroll, which they do
/// not between two rows of one screen.
fn down(from: usize, to: usize, bytes: &mut Vec<u8>) {
    if to >= from {
        repeated(to - from, b'\n', b'B', bytes);
    } else if from - to == 1 {
        bytes.extend_from_slice(b"\x1bM");
    } else {
        sequence(from - to, b'A', bytes);
    }
}

/// A control character several times, or the sequence for it.
fn repeated(times: usize, control: u8, last: u8, bytes: &mut Vec<u8>) {
    if times <= sequence_length(times) {
        bytes.extend(std::iter::repeat_n(control, times));
    } else {
        sequence(times, last, bytes);
    }
}

/// Bytes of [`sequence`].
pub(super) const fn sequence_length(value: usize) -> usize {
    if value == 1 { 3 } else { 3 + digits(value) }
}

/// A control sequence with one number; 1 is left out.
pub(super) fn sequence(value: usize, last: u8, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(b"\x1b[");
    if value != 1 {
        number(value, bytes);
    }
    bytes.push(last);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_is_taken() {
        for (from, to, relative, expected) in [
            (None, (0, 0), true, "\x1b[H"),
            (None, (4, 0), true, "\x1b[;5H"),
            (None, (0, 6), true, "\x1b[7H"),
            (Some((3, 3)), (3, 3), true, ""),
            (Some((3, 3)), (4, 3), true, "\x1b[C"),
            (Some((3, 3)), (4, 3), false, "\x1b[4;5H"),
            (Some((3, 3)), (2, 3), true, "\x08"),
            (Some((30, 3)), (20, 3), true, "\x1b[10D"),
            (Some((79, 3)), (2, 3), true, "\x1b[3G"),
            (Some((70, 3)), (0, 4), true, "\r\n"),
            (Some((70, 3)), (1, 4), true, "\x1b[2G\n"),
            (Some((70, 3)), (70, 2), true, "\x1bM"),
            (Some((70, 3)), (70, 30), true, "\x1b[27B"),
            (Some((70, 30)), (70, 3), true, "\x1b[27A"),
            // A pending wrap has no column to count from.
            (Some((80, 3)), (79, 3), true, "\x1b[80G"),
            (Some((80, 3)), (0, 4), true, "\r\n"),
        ] {
            let mut bytes = Vec::new();
            travel(from, to, 80, relative, &mut bytes);
            assert_eq!(
                String::from_utf8(bytes).unwrap(),
                expected,
                "{from:?} {to:?}"
            );
        }
    }
}
