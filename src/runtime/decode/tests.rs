//! Cases of the decoder: bytes and what they are, whole and cut everywhere.

#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;

use super::*;

/// A key in words: `ctrl-a`, `alt-shift-up`, `f5`, `Q`; or another arrival.
fn word(arrival: &Arrival) -> String {
    let key = match arrival {
        Arrival::Input(Input::Key(key)) => key,
        Arrival::Input(Input::Paste(text)) => return format!("paste({text})"),
        Arrival::Input(Input::Focus(true)) => return "focus".into(),
        Arrival::Input(Input::Focus(false)) => return "blur".into(),
        Arrival::Report(Report::Mode { number, setting }) => {
            return format!("mode({number}={setting})");
        }
        Arrival::Report(Report::Name(name)) => return format!("name({name})"),
        Arrival::Report(Report::Attributes) => return "attributes".into(),
        Arrival::Report(Report::Background { light }) => return format!("light({light})"),
    };
    let mut word = String::new();
    for (held, name) in [
        (key.ctrl, "ctrl-"),
        (key.alt, "alt-"),
        (key.shift, "shift-"),
    ] {
        if held {
            word.push_str(name);
        }
    }
    match key.code {
        Code::Char(' ') => word.push_str("space"),
        Code::Char(c) => word.push(c),
        Code::Function(n) => word.push_str(&format!("f{n}")),
        code => word.push_str(&format!("{code:?}").to_lowercase()),
    }
    word
}

/// Decodes the parts one after the other, then a pause.
fn decode(parts: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    for part in parts {
        decoder.feed(part, &mut out);
    }
    decoder.quiet(&mut out);
    assert_eq!(decoder.patience(), None, "a pause closes everything");
    out.iter().map(word).collect::<Vec<_>>().join(" ")
}

const CASES: &[(&[u8], &str)] = &[
    // What the terminal says of its background.
    (b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\", "light(false)"),
    (b"\x1b]11;rgb:ff/ff/ee\x07j", "light(true) j"),
    (b"\x1b]11;rgba:ffff/ffff/ffff/ffff\x07", "light(true)"),
    (b"\x1b]11;rgb:/ffff/fffff\x07k", "k"),
    (b"\x1b]10;rgb:ffff/ffff/ffff\x07k", "k"),
    // Its name.
    (b"\x1bP>|XTerm(390)\x1b\\j", "name(XTerm(390)) j"),
    (b"\x1bP>|\xff\x1b\\j", "j"),
    (b"\x1bP1$r0m\x1b\\j", "j"),
    // Characters.
    (b"jQ~ ", "j Q ~ space"),
    ("é語🙂".as_bytes(), "é 語 🙂"),
    (b"\x1bj", "alt-j"),
    ("\x1bé".as_bytes(), "alt-é"),
    // Control bytes.
    (b"\x01\x1a\x00", "ctrl-a ctrl-z ctrl-space"),
    (b"\x1c\x1d\x1e\x1f", "ctrl-\\ ctrl-] ctrl-^ ctrl-_"),
    (b"\t\r\n\x08\x7f", "tab enter enter backspace backspace"),
    (
        b"\x1b\r\x1b\x7f\x1b\x01",
        "alt-enter alt-backspace ctrl-alt-a",
    ),
    // ESC by itself.
    (b"\x1b", "esc"),
    (b"\x1b\x1b", "esc esc"),
    (b"\x1b\x1b\x1b", "esc esc esc"),
    (b"\x1b\x1bj", "esc alt-j"),
    (b"j\x1b", "j esc"),
    // What looks like the beginning of a sequence.
    (b"\x1b[", "alt-["),
    (b"\x1bO", "alt-O"),
    (b"\x1b]", "alt-]"),
    (b"\x1bP", "alt-P"),
    // Arrows and their block.
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"),
    (b"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"),
    (b"\x1b[H\x1b[F\x1bOH\x1bOF", "home end home end"),
    (b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end"),
    (
        b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
        "insert delete pageup pagedown",
    ),
    // Function keys: xterm, VT220, rxvt, the Linux console.
    (b"\x1bOP\x1bOQ\x1bOR\x1bOS", "f1 f2 f3 f4"),
    (
        b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~\x1b[15~",
        "f1 f2 f3 f4 f5",
    ),
    (
        b"\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~",
        "f6 f7 f8 f9 f10",
    ),
    (b"\x1b[23~\x1b[24~\x1b[25~\x1b[34~", "f11 f12 f13 f20"),
    (b"\x1b[[A\x1b[[E", "f1 f5"),
    // Modifiers.
    (
        b"\x1b[1;5A\x1b[1;2B\x1b[1;3C",
        "ctrl-up shift-down alt-right",
    ),
    (b"\x1b[1;8D\x1b[3;5~", "ctrl-alt-shift-left ctrl-delete"),
    (b"\x1b[1;5P\x1b[15;2~", "ctrl-f1 shift-f5"),
    (b"\x1bO5A\x1bO1;5B", "ctrl-up ctrl-down"),
    (b"\x1b[Z", "shift-tab"),
    (
        b"\x1b[a\x1b[d\x1bOa\x1bOd",
        "shift-up shift-left ctrl-up ctrl-left",
    ),
    (
        b"\x1b[3$\x1b[3^\x1b[3@",
        "shift-delete ctrl-delete ctrl-shift-delete",
    ),
    (b"\x1b\x1b[A\x1b\x1bOP", "alt-up alt-f1"),
    // The keypad in application mode.
    (b"\x1bOM\x1bOp\x1bOy\x1bOk\x1bOm", "enter 0 9 + -"),
    // kitty's basic form and xterm's modifyOtherKeys.
    (b"\x1b[97;5u\x1b[97;2u\x1b[97:65;2u", "ctrl-a A A"),
    (
        b"\x1b[27u\x1b[13;3u\x1b[9;2u\x1b[127u",
        "esc alt-enter shift-tab backspace",
    ),
    (b"\x1b[97;1:3u\x1b[1;1:3A", ""),
    (b"\x1b[57399u", ""),
    (b"\x1b[27;5;46~", "ctrl-."),
    // The focus.
    (b"\x1b[I\x1b[O", "focus blur"),
    // Answers.
    (b"\x1b[?2026;2$y\x1b[?62;22cj", "mode(2026=2) attributes j"),
    (b"\x1b[?2026;0$yj", "mode(2026=0) j"),
    (b"\x1b]11;rgb:0000/0000/0000\x1b\\j", "light(false) j"),
    (b"\x1b]11;rgb:ff/ff/ff\x07j", "light(true) j"),
    (b"\x1bP1$r0m\x1b\\j", "j"),
    (b"\x1b_Gi=1;OK\x1b\\j", "j"),
    (b"\x1b]11;cut\x1b[A", "up"),
    // Pastes.
    (b"\x1b[200~two\rwords\x1b[201~j", "paste(two\rwords) j"),
    (b"\x1b[200~\x1b[A\x1b\x1b[201~j", "paste(\x1b[A\x1b) j"),
    (b"\x1b[200~\x1b[20\x1b[201~j", "paste(\x1b[20) j"),
    (b"\x1b[200~\x1b[201~", "paste()"),
    (b"\x1b[200~a\xffb\x1b[201~", "paste(a\u{fffd}b)"),
    (b"\x1b[200~never ended", "paste(never ended)"),
    // Mouse reports that another program left on.
    (b"\x1b[M abj\x1b[<0;3;4Mk", "j k"),
    // Garbage: dropped, and the stream goes on.
    (b"\x80\xbf\xfej", "j"),
    (b"\xc3j\xe8\xaaj", "j j"),
    (b"\xed\xa0\x80j", "j"),
    (b"\xc2\x85j", "j"),
    (b"\x1b[99999999999~j", "j"),
    (b"\x1b[1;99999999999Aj", "up j"),
    (b"\x1b[;;;;;~j", "j"),
    (b"\x1b[?;$yj", "j"),
    (b"\x1b[?1;2;3;4xj", "j"),
    (b"\x1b[1;\rj", "enter j"),
    (b"\x1b[1;\x1b[Aj", "up j"),
    (b"\x1b[1;\xc3\xa9", "é"),
    (b"\x1b[1 qj", "j"),
    (b"\x1b[12", ""),
    (b"\x1bO\x1b[A", "up"),
    (b"\x1bOzj", "j"),
];

#[test]
fn bytes_become_what_was_pressed() {
    for &(bytes, expected) in CASES {
        assert_eq!(decode(&[bytes]), expected, "{:?}", bytes.escape_ascii());
    }
}

#[test]
fn a_read_may_end_anywhere() {
    for &(bytes, expected) in CASES {
        for cut in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(cut);
            let shown = bytes.escape_ascii();
            assert_eq!(decode(&[head, tail]), expected, "{shown} cut at {cut}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(decode(&single), expected, "byte by byte");
    }
}

#[test]
fn only_what_is_open_asks_for_patience() {
    let patience = |bytes: &[u8]| {
        let mut decoder = Decoder::default();
        decoder.feed(bytes, &mut Vec::new());
        decoder.patience()
    };
    assert_eq!(patience(b"j"), None);
    assert_eq!(patience(b"\x1b[A"), None);
    assert_eq!(patience(b"\x1b"), Some(ESCAPE));
    assert_eq!(patience(b"\x1b["), Some(SEQUENCE));
    assert_eq!(patience(b"\xc3"), Some(SEQUENCE));
    assert_eq!(patience(b"\x1b[200~x"), Some(PASTE));
}

#[test]
fn what_never_ends_is_bounded() {
    let long = b"1".repeat(1 << 16);
    assert_eq!(decode(&[b"\x1b[", &long, b"A", b"j"]), "j");
    assert_eq!(decode(&[b"\x1bO", &long, b"A", b"j"]), "up j");
    let mut out = Vec::new();
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b]", &mut out);
    decoder.feed(&b"x".repeat(STRING_LIMIT + 1), &mut out);
    decoder.feed(b"j", &mut out);
    assert_eq!(out, [character('j', Alt::Without)]);
    out.clear();
    decoder.feed(b"\x1b[200~", &mut out);
    decoder.feed(&b"x".repeat(PASTE_LIMIT + 1000), &mut out);
    decoder.feed(b"\x1b[201~", &mut out);
    match &out[..] {
        [Arrival::Input(Input::Paste(text))] => assert_eq!(text.len(), PASTE_LIMIT),
        other => panic!("{other:?}"),
    }
}

/// Streams of pieces that mean something and pieces that do not.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        proptest::sample::select(CASES).prop_map(|(bytes, _)| bytes.to_vec()),
        (proptest::sample::select(CASES), 0..8_usize)
            .prop_map(|((bytes, _), cut)| bytes[..cut.min(bytes.len())].to_vec()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_stream_decodes_alike_however_it_is_cut(
        bytes in stream(),
        cuts in proptest::collection::vec(0..64_usize, 0..8),
    ) {
        let mut parts = Vec::new();
        let mut rest = &bytes[..];
        for cut in cuts {
            let (head, tail) = rest.split_at(cut.min(rest.len()));
            parts.push(head);
            rest = tail;
        }
        parts.push(rest);
        prop_assert_eq!(decode(&parts), decode(&[&bytes]));
    }

    #[test]
    fn after_any_stream_and_a_pause_a_key_is_a_key(bytes in stream()) {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        decoder.feed(&bytes, &mut out);
        decoder.quiet(&mut out);
        out.clear();
        decoder.feed(b"j", &mut out);
        prop_assert_eq!(out, vec![character('j', Alt::Without)]);
    }
}
