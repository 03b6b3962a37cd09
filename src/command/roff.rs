//! A writer of man pages: the few requests of man(7) that the program's own
//! page needs. It knows no content.

use std::fmt::Write as _;

/// A man page being written.
#[derive(Debug, Default)]
pub struct Roff(String);

impl Roff {
    /// A page with its heading; `footer` stands in the middle at the foot.
    #[must_use]
    pub fn page(name: &str, section: u8, footer: &str, manual: &str) -> Self {
        let mut page = Self::default();
        // `.TH` has no escapes for quotes beyond doubling them.
        let arguments = [
            name.to_uppercase(),
            section.to_string(),
            String::new(),
            footer.to_owned(),
            manual.to_owned(),
        ];
        let arguments = arguments.map(|a| format!("\"{}\"", text(&a).replace('"', "\"\"")));
        page.line(&format!(".TH {}", arguments.join(" ")));
        page
    }

    /// A section's heading.
    pub fn section(&mut self, title: &str) {
        self.line(&format!(".SH \"{}\"", text(title).replace('"', "\"\"")));
    }

    /// A smaller heading.
    pub fn subsection(&mut self, title: &str) {
        self.line(&format!(".SS \"{}\"", text(title).replace('"', "\"\"")));
    }

    /// A paragraph of running text.
    pub fn paragraph(&mut self, content: &str) {
        self.line(".PP");
        self.line(&text(content));
    }

    /// A hanging paragraph: a tag, then what it means.
    pub fn tagged(&mut self, tag: &[Part], content: &str) {
        self.line(".TP");
        let tag: String = tag.iter().map(Part::roff).collect();
        self.line(&guarded(&tag));
        self.line(&text(content));
    }

    /// Lines that keep their breaks and spaces.
    pub fn example(&mut self, lines: &str) {
        self.line(".PP\n.nf");
        for line in lines.lines() {
            self.line(&text(line));
        }
        self.line(".fi");
    }

    /// A running line in two faces.
    pub fn mixed(&mut self, parts: &[Part]) {
        let line: String = parts.iter().map(Part::roff).collect();
        self.line(&guarded(&line));
    }

    /// What follows begins a new line of the same paragraph.
    pub fn line_break(&mut self) {
        self.line(".br");
    }

    /// The page so far.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
}

/// A stretch of a line in one face.
#[derive(Clone, Debug)]
pub enum Part {
    /// To be typed as it stands: bold.
    Literal(String),
    /// To be replaced: italic.
    Placeholder(String),
    /// Anything else.
    Plain(String),
}

impl Part {
    fn roff(&self) -> String {
        match self {
            Self::Literal(content) => format!("\\fB{}\\fR", escaped(content)),
            Self::Placeholder(content) => format!("\\fI{}\\fR", escaped(content)),
            Self::Plain(content) => escaped(content),
        }
    }
}

fn text(content: &str) -> String {
    guarded(&escaped(content))
}

/// A line that begins with `.` or `'` would be a request.
fn guarded(line: &str) -> String {
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line.to_owned()
    }
}

/// Characters that roff would set as something else: `-` as a hyphen, quotes
/// and accents as typographic ones, `\` as an escape.
fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for c in content.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '`' => out.push_str("\\(ga"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            '\n' => out.push(' '),
            c if c.is_ascii() => out.push(c),
            // Any man(1) understands this, UTF-8 input not every one.
            c => {
                let _ = write!(out, "\\[u{:04X}]", u32::from(c));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_never_becomes_a_request() {
        let mut page = Roff::page("x", 1, "x \"1\"", "Manual");
        page.section("KEYS");
        page.paragraph(".SH evil");
        page.tagged(&[Part::Literal("'".into())], "a \\ in it");
        page.example("'a\n.b");
        let page = page.finish();
        assert_eq!(
            page,
            ".TH \"X\" \"1\" \"\" \"x \"\"1\"\"\" \"Manual\"\n.SH \"KEYS\"\n.PP\n\\&.SH evil\n\
             .TP\n\\fB\\(aq\\fR\na \\e in it\n.PP\n.nf\n\\(aqa\n\\&.b\n.fi\n"
        );
    }

    #[test]
    fn signs_keep_their_shape() {
        assert_eq!(escaped("--x ^D é"), "\\-\\-x \\(haD \\[u00E9]");
    }
}
