//! Colours a terminal can show: from all colours down to 256, to 16, to none.
//!
//! It knows no theme and no role; it only finds the nearest colour that is
//! left.

use ratatui::style::Color;

use crate::app::Colours;

/// The 16 colours of ANSI with the values that xterm gives them.
const ANSI: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The steps of each channel in xterm's cube of 6 x 6 x 6, indexes 16 to 231.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest colour that a terminal with `colours` has; `Reset` without any.
#[must_use]
pub fn nearest(color: Color, colours: Colours) -> Color {
    match colours {
        Colours::True => color,
        Colours::None => Color::Reset,
        Colours::Indexed => match color {
            Color::Rgb(r, g, b) => Color::Indexed(indexed([r, g, b])),
            other => other,
        },
        Colours::Sixteen => match color {
            Color::Rgb(..) | Color::Indexed(_) => sixteen(color),
            other => other,
        },
    }
}

/// Red, green and blue of a colour, as xterm shows it; `None` for `Reset`,
/// which is whatever the terminal has.
#[must_use]
pub fn value(color: Color) -> Option<[u8; 3]> {
    match color {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index @ 0..16) => Some(ANSI[usize::from(index)].1),
        Color::Indexed(index @ 16..232) => {
            let index = usize::from(index - 16);
            Some([CUBE[index / 36], CUBE[index / 6 % 6], CUBE[index % 6]])
        }
        Color::Indexed(index) => Some([8 + 10 * (index - 232); 3]),
        ansi => ANSI
            .iter()
            .find(|(known, _)| *known == ansi)
            .map(|&(_, rgb)| rgb),
    }
}

/// The nearest of xterm's cube and grey ramp. The first 16 are left out: every
/// terminal shows them differently.
fn indexed(rgb: [u8; 3]) -> u8 {
    let step = |channel: u8| -> u8 {
        (0u8..)
            .zip(CUBE)
            .min_by_key(|(_, level)| level.abs_diff(channel))
            .map_or(0, |(step, _)| step)
    };
    let [r, g, b] = rgb.map(step);
    let cube = 16 + 36 * r + 6 * g + b;
    let average = rgb.map(u32::from).iter().sum::<u32>() / 3;
    let grey = (0u8..24)
        .min_by_key(|step| (8 + 10 * u32::from(*step)).abs_diff(average))
        .map_or(232, |step| 232 + step);
    let far = |index| value(Color::Indexed(index)).map_or(u32::MAX, |found| distance(found, rgb));
    if far(grey) < far(cube) { grey } else { cube }
}

/// The nearest of the 16 of ANSI.
fn sixteen(color: Color) -> Color {
    let Some(wanted) = value(color) else {
        return Color::Reset;
    };
    ANSI.iter()
        .min_by_key(|(_, known)| distance(*known, wanted))
        .map_or(Color::Reset, |&(color, _)| color)
}

/// How unlike two colours look: the "redmean" weighting of the squared
/// differences (Thiadmer Riemersma, "Colour metric", compuphase.com).
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let mean = (u32::from(a[0]) + u32::from(b[0])) / 2;
    let square = |channel: usize| u32::from(a[channel].abs_diff(b[channel])).pow(2);
    (((512 + mean) * square(0)) >> 8) + 4 * square(1) + (((767 - mean) * square(2)) >> 8)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_down_to_the_nearest() {
        let rgb = Color::Rgb;
        for (color, colours, expected) in [
            (rgb(1, 2, 3), Colours::True, rgb(1, 2, 3)),
            (rgb(1, 2, 3), Colours::None, Color::Reset),
            (rgb(95, 135, 175), Colours::Indexed, Color::Indexed(67)),
            (rgb(255, 255, 255), Colours::Indexed, Color::Indexed(231)),
            (rgb(0, 0, 0), Colours::Indexed, Color::Indexed(16)),
            (rgb(58, 58, 58), Colours::Indexed, Color::Indexed(237)),
            (rgb(200, 10, 10), Colours::Sixteen, Color::Red),
            (rgb(250, 250, 250), Colours::Sixteen, Color::White),
            (rgb(130, 130, 130), Colours::Sixteen, Color::DarkGray),
            (Color::Indexed(21), Colours::Sixteen, Color::Blue),
            (Color::Indexed(11), Colours::Sixteen, Color::LightYellow),
            (Color::Indexed(200), Colours::Indexed, Color::Indexed(200)),
            (Color::Cyan, Colours::Sixteen, Color::Cyan),
            (Color::Cyan, Colours::Indexed, Color::Cyan),
            (Color::Reset, Colours::Sixteen, Color::Reset),
        ] {
            assert_eq!(nearest(color, colours), expected, "{color} {colours:?}");
        }
    }

    #[test]
    fn an_index_goes_to_its_value_and_back() {
        for index in 16..=255 {
            let [r, g, b] = value(Color::Indexed(index)).unwrap();
            let back = nearest(Color::Rgb(r, g, b), Colours::Indexed);
            assert_eq!(value(back), Some([r, g, b]), "{index} came back as {back}");
        }
    }
}
