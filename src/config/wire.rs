//! The settings of what is sent to the terminal.

use super::{
    Depth, Trick,
    raw::Value,
    settings::{Setting, choice},
};

/// A trick of the wire: name, field, help.
macro_rules! trick {
    ($name:literal, $field:ident, $help:literal) => {
        Setting {
            name: $name,
            values: TRICK,
            default: "\"auto\"",
            help: $help,
            set: |config, value| {
                config.wire.$field = trick(value)?;
                Ok(())
            },
        }
    };
}

/// The tricks, in the order of the documentation.
pub(super) const TRICKS: &[Setting] = &[
    trick!(
        "wire_moves",
        moves,
        "Moving the cursor by steps, where that is shorter than its address. \"auto\" does so where the terminal is known to take it."
    ),
    trick!(
        "wire_erase",
        erase,
        "Erasing instead of sending blanks. \"auto\" does so where the terminal is known to take it."
    ),
    trick!(
        "wire_colour_erase",
        colour_erase,
        "Erasing with a background. \"auto\" does so where the terminal is known to keep it."
    ),
    trick!(
        "wire_scroll",
        scroll,
        "Having the terminal move rows, where a pane as wide as the screen scrolls. \"auto\" does so where the terminal is known to take it."
    ),
    trick!(
        "wire_margins",
        margins,
        "Having the terminal move the rows of a pane beside others, between left and right margins. \"auto\" asks the terminal."
    ),
    trick!(
        "wire_repeat",
        repeat,
        "Having the terminal repeat a letter. \"auto\" does so where the terminal is known to take it."
    ),
    trick!(
        "wire_synchronized",
        synchronized,
        "Marking the begin and the end of a large frame, so that none is seen by halves. \"auto\" asks the terminal."
    ),
    trick!(
        "wire_questions",
        questions,
        "Asking the terminal what it knows, and when it has taken a frame. \"auto\" does so where it is not known to print a part of the question."
    ),
    trick!(
        "wire_calm",
        calm,
        "Redrawing less: the reader waits longer for the hand to rest, and panes are stacked. \"auto\" does so where the line is measured to be slow."
    ),
    Setting {
        name: "wire_colours",
        values: "\"auto\", \"none\", \"16\", \"256\" or \"all\"",
        default: "\"auto\"",
        help: "How many colours the terminal is sent. \"auto\" tells by its name and the variables around it.",
        set: |config, value| {
            config.wire.colours = choice(
                value,
                &[
                    ("auto", Depth::Auto),
                    ("none", Depth::None),
                    ("16", Depth::Sixteen),
                    ("256", Depth::Indexed),
                    ("all", Depth::True),
                ],
            )?;
            Ok(())
        },
    },
];

/// The values of a trick of the wire.
const TRICK: &str = "\"auto\", \"always\" or \"never\"";

fn trick(value: &Value) -> Result<Trick, String> {
    choice(
        value,
        &[
            ("auto", Trick::Auto),
            ("always", Trick::Always),
            ("never", Trick::Never),
        ],
    )
}
