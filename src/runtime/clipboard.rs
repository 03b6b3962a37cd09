//! Copying through the terminal (OSC 52): the text reaches the clipboard of
//! the machine that the person sits at, also through SSH.
//!
//! Pure: it makes bytes. The terminal does not say whether it obeyed, so the
//! sentence for the person claims no more than that it was sent.

use crossterm::{Command, clipboard::CopyToClipboard};

use super::environment::Multiplexer;

/// Characters of base64 that terminals are known to take (xterm, hterm).
const LIMIT: usize = 74_994;
/// Bytes that GNU screen takes in one control string, with room to spare.
const SCREEN_CHUNK: usize = 240;

/// The bytes that copy a text, or a sentence that says why not.
///
/// # Errors
/// The text is longer than terminals take.
pub fn copy(text: &str, multiplexer: Multiplexer) -> Result<Vec<u8>, String> {
    let longest = LIMIT / 4 * 3;
    if text.len() > longest {
        return Err(format!(
            "Too long to copy through the terminal: {} bytes, at most {longest}",
            text.len()
        ));
    }
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut sequence)
        .map_err(|_| String::from("The text cannot be copied"))?;
    Ok(wrap(sequence, multiplexer).into_bytes())
}

/// Sends a sequence through a multiplexer to the terminal outside.
fn wrap(sequence: String, multiplexer: Multiplexer) -> String {
    match multiplexer {
        Multiplexer::None => sequence,
        // Whether tmux takes the plain sequence (`set-clipboard on`) or lets
        // the wrapped one through (`allow-passthrough on`) is the person's
        // setting; it drops the other in silence.
        Multiplexer::Tmux => {
            let inner = sequence.replace('\x1b', "\x1b\x1b");
            format!("{sequence}\x1bPtmux;{inner}\x1b\\")
        }
        // screen passes on what stands in its control strings, a chunk in
        // each; BEL ends the sequence, since ESC \ would end the chunk.
        Multiplexer::Screen => {
            let inner = sequence.replace("\x1b\\", "\x07");
            let mut wrapped = String::new();
            let mut rest = inner.as_str();
            while !rest.is_empty() {
                // Base64 and the frame around it are ASCII.
                let (chunk, later) = rest.split_at(rest.len().min(SCREEN_CHUNK));
                wrapped.push_str("\x1bP");
                wrapped.push_str(chunk);
                wrapped.push_str("\x1b\\");
                rest = later;
            }
            wrapped
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn copied(text: &str, multiplexer: Multiplexer) -> String {
        String::from_utf8(copy(text, multiplexer).unwrap()).unwrap()
    }

    #[test]
    fn a_text_is_wrapped_for_what_stands_between() {
        assert_eq!(
            copied("July 19", Multiplexer::None),
            "\x1b]52;c;SnVseSAxOQ==\x1b\\"
        );
        assert_eq!(
            copied("July 19", Multiplexer::Tmux),
            "\x1b]52;c;SnVseSAxOQ==\x1b\\\
             \x1bPtmux;\x1b\x1b]52;c;SnVseSAxOQ==\x1b\x1b\\\x1b\\"
        );
        assert_eq!(
            copied("July 19", Multiplexer::Screen),
            "\x1bP\x1b]52;c;SnVseSAxOQ==\x07\x1b\\"
        );
    }

    #[test]
    fn screen_gets_a_long_text_in_chunks_that_join_to_the_whole() {
        let text = "x".repeat(10_000);
        let wrapped = copied(&text, Multiplexer::Screen);
        let chunks: Vec<&str> = wrapped
            .split("\x1b\\")
            .filter(|chunk| !chunk.is_empty())
            .map(|chunk| chunk.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(chunks.iter().all(|chunk| chunk.len() <= SCREEN_CHUNK));
        let plain = copied(&text, Multiplexer::None);
        assert_eq!(chunks.concat(), plain.replace("\x1b\\", "\x07"));
    }

    #[test]
    fn a_text_beyond_the_limit_is_refused_with_the_figures() {
        assert!(copy(&"x".repeat(56_244), Multiplexer::None).is_ok());
        let refused = copy(&"x".repeat(57_000), Multiplexer::None).unwrap_err();
        assert!(
            refused.contains("57000") && refused.contains("56244"),
            "{refused}"
        );
    }
}
