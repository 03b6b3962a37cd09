//! From one place to another in the fewest bytes.

use super::pen::number;

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
    let start = bytes.len();
    absolute(to, bytes);
    let Some(from) = from.filter(|_| relative) else {
        return;
    };
    for way in [Way::Straight, Way::Column, Way::Return] {
        if way == Way::Straight && from.0 >= columns {
            continue;
        }
        let known = bytes.len();
        across(way, from.0, to.0, bytes);
        down(from.1, to.1, bytes);
        if bytes.len() - known < known - start {
            bytes.drain(start..known);
        } else {
            bytes.truncate(known);
        }
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
        Way::Straight if from - to < 3 => bytes.extend(std::iter::repeat_n(8, from - to)),
        Way::Straight => sequence(from - to, b'D', bytes),
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
    if to > from {
        match to - from {
            rows @ 1..=3 => bytes.extend(std::iter::repeat_n(b'\n', rows)),
            rows => sequence(rows, b'B', bytes),
        }
    } else if from > to {
        match from - to {
            1 => bytes.extend_from_slice(b"\x1bM"),
            rows => sequence(rows, b'A', bytes),
        }
    }
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
            (Some((70, 3)), (1, 4), true, "\r\x1b[C\n"),
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
