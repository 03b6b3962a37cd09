//! What a file is when it is not plain text: by its first bytes, then by its
//! name. Says so; decodes nothing.

/// Openings of files that are not plain text, with what they are.
const OPENINGS: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"{\\rtf", "rich text (RTF)"),
    (
        0,
        b"PK\x03\x04",
        "a ZIP archive, an EPUB or an office document",
    ),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\x1f\x9d", "a compress (.Z) file"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"RIFF", "a RIFF file (WAV, AVI, WebP)"),
    (0, b"OggS", "Ogg sound or film"),
    (0, b"ID3", "MP3 sound"),
    (0, b"fLaC", "FLAC sound"),
    (4, b"ftyp", "an MP4 film or HEIF picture"),
    (0, b"\x1aE\xdf\xa3", "a Matroska film"),
    (0, b"AT&TFORM", "a DjVu document"),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document",
    ),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\x7fELF", "a program (ELF)"),
    (0, b"\xca\xfe\xba\xbe", "a compiled program"),
    (0, b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (0, b"\0asm", "WebAssembly"),
    (0, b"WARC/", "a web archive (WARC)"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"\0\x01\0\0\0", "a font"),
    (0, b"OTTO", "a font"),
];

/// Extensions of formats with a structure that reading them as plain text
/// would spoil.
const EXTENSIONS: &[(&str, &str)] = &[
    ("html", "HTML"),
    ("htm", "HTML"),
    ("xhtml", "HTML"),
    ("xml", "XML"),
    ("rss", "a feed"),
    ("atom", "a feed"),
    ("json", "JSON"),
    ("jsonl", "JSON Lines"),
    ("ndjson", "JSON Lines"),
    ("csv", "a table (CSV)"),
    ("tsv", "a table (TSV)"),
    ("eml", "mail"),
    ("mbox", "mail"),
    ("warc", "a web archive (WARC)"),
    ("gz", "gzip"),
    ("bz2", "bzip2"),
    ("xz", "xz"),
    ("zst", "zstd"),
    ("zip", "a ZIP archive"),
    ("tar", "a tar archive"),
    ("epub", "an EPUB"),
    ("zim", "a ZIM archive"),
];

/// What the bytes, or failing them the name, say that this is, if it is
/// something else than plain text.
pub fn other_format(bytes: &[u8], name: &str) -> Option<&'static str> {
    let by_bytes = OPENINGS
        .iter()
        .find(|(at, opening, _)| bytes.get(*at..).is_some_and(|b| b.starts_with(opening)));
    if let Some((_, _, what)) = by_bytes {
        return Some(what);
    }
    let (_, extension) = name.rsplit_once('.')?;
    EXTENSIONS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension))
        .map(|(_, what)| *what)
}
