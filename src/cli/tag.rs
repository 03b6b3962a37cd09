//! `dateline tag`: JSON Lines of texts in, JSON Lines or TimeML out.
//!
//! Reads `{id, dct, lang, text}` line by line and writes one answer a line in
//! the same order. A line that cannot be read is reported with its number and
//! skipped. How dates are found is the business of `temporal`.

use std::{
    fmt::Write as _,
    io::{self, BufRead, Write},
};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    model::{Day, Mention},
    temporal::{Document, Tagger},
};

/// How the answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum TagFormat {
    /// `{"id": ..., "timex": [...]}`, one object a line.
    Jsonl,
    /// TimeML: the text with inline TIMEX3 elements, one document a line group.
    Timex3,
}

/// How many lines were answered and how many could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// Lines with an answer.
    pub answered: u64,
    /// Lines that were skipped with a message.
    pub skipped: u64,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    id: Json,
    #[serde(default)]
    dct: Json,
    #[serde(default)]
    lang: Json,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    timex: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    text: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<String>,
}

/// What is asked of all lines alike.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The languages.
    pub tagger: &'a Tagger,
    /// The language of lines that do not say theirs; `None`: by their text.
    pub lang: Option<&'a str>,
    /// How the answers are written.
    pub format: TagFormat,
}

impl Task<'_> {
    /// Answers every line of `input` on `output`; what is wrong with a line
    /// goes to `errors` with its number, from 1.
    ///
    /// # Errors
    /// When reading or writing fails.
    pub fn run(
        &self,
        input: &mut dyn BufRead,
        output: &mut dyn Write,
        errors: &mut dyn Write,
    ) -> io::Result<Tagged> {
        let mut tagged = Tagged::default();
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let bytes = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let asked: Asked = match serde_json::from_slice(bytes) {
                Ok(asked) => asked,
                Err(error) => {
                    writeln!(errors, "line {number}: not read: {error}")?;
                    tagged.skipped += 1;
                    continue;
                }
            };
            let dct = match day(&asked.dct) {
                Ok(dct) => dct,
                Err(given) => {
                    writeln!(
                        errors,
                        "line {number}: dct {given} is no date; taken as unknown"
                    )?;
                    None
                }
            };
            self.answer(&asked, dct, output)?;
            tagged.answered += 1;
        }
        output.flush()?;
        Ok(tagged)
    }

    /// Answers one line.
    fn answer(&self, asked: &Asked, dct: Option<Day>, output: &mut dyn Write) -> io::Result<()> {
        let mentions = self.tagger.tag(&Document {
            text: &asked.text,
            dct,
            lang: asked.lang.as_str().or(self.lang),
        });
        match self.format {
            TagFormat::Jsonl => {
                let answer = Answer {
                    id: &asked.id,
                    timex: rows(&asked.text, &mentions),
                };
                super::output::json(output, &answer)?;
                output.write_all(b"\n")
            }
            TagFormat::Timex3 => output.write_all(timeml(asked, dct, &mentions).as_bytes()),
        }
    }
}

/// The day of a `dct`: an ISO date, alone or before a time.
fn day(given: &Json) -> Result<Option<Day>, String> {
    match given {
        Json::Null => Ok(None),
        Json::String(text) if text.trim().is_empty() => Ok(None),
        Json::String(text) => {
            let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
            date.parse().map(Some).map_err(|_| format!("{text:?}"))
        }
        other => Err(other.to_string()),
    }
}

/// The mentions as rows, with offsets in code points.
fn rows<'a>(text: &'a str, mentions: &[Mention]) -> Vec<Row<'a>> {
    let (mut bytes, mut points) = (0, 0);
    let mut point = |byte: usize| {
        points += text[bytes..byte].chars().count();
        bytes = byte;
        points
    };
    mentions
        .iter()
        .map(|mention| {
            let range = mention.span.range();
            Row {
                start: point(range.start),
                end: point(range.end),
                kind: mention.timex.kind.name(),
                value: mention.timex.value(),
                text: &text[range],
                modifier: mention.timex.modifier.map(|modifier| modifier.name()),
                quant: mention.timex.quant.map(|quant| quant.name()),
                freq: mention.timex.freq.map(|freq| freq.to_string()),
            }
        })
        .collect()
}

/// One document in TimeML.
fn timeml(asked: &Asked, dct: Option<Day>, mentions: &[Mention]) -> String {
    let mut out = String::with_capacity(asked.text.len() * 2);
    let id = match &asked.id {
        Json::String(id) => id.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    out.push_str("<TimeML>\n<DOCID>");
    escape(&mut out, &id);
    out.push_str("</DOCID>\n");
    if let Some(day) = dct {
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let mut done = 0;
    for (number, mention) in (1..).zip(mentions) {
        let range = mention.span.range();
        escape(&mut out, &asked.text[done..range.start]);
        let (kind, value) = (mention.timex.kind.name(), mention.timex.value());
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"{value}\""
        );
        if let Some(modifier) = mention.timex.modifier {
            let _ = write!(out, " mod=\"{}\"", modifier.name());
        }
        if let Some(quant) = mention.timex.quant {
            let _ = write!(out, " quant=\"{}\"", quant.name());
        }
        if let Some(freq) = mention.timex.freq {
            let _ = write!(out, " freq=\"{freq}\"");
        }
        out.push('>');
        escape(&mut out, &asked.text[range.clone()]);
        out.push_str("</TIMEX3>");
        done = range.end;
    }
    escape(&mut out, &asked.text[done..]);
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// Text as XML: marks escaped, characters that XML 1.0 forbids replaced.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\t' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn run(input: &str, format: TagFormat) -> (String, String, Tagged) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let task = Task {
            tagger: &Tagger::new(),
            lang: None,
            format,
        };
        let tagged = task
            .run(&mut input.as_bytes(), &mut output, &mut errors)
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output), text(errors), tagged)
    }

    #[test]
    fn offsets_count_code_points() {
        let line = r#"{"id": 7, "dct": "2022-10-12", "lang": "en", "text": "Й ёлка: on October 12 1948, … é in April 2019."}"#;
        let (output, errors, tagged) = run(line, TagFormat::Jsonl);
        assert_eq!(
            output,
            concat!(
                r#"{"id":7,"timex":[{"start":11,"end":26,"type":"DATE","value":"1948-10-12","text":"October 12 1948"},"#,
                r#"{"start":35,"end":45,"type":"DATE","value":"2019-04","text":"April 2019"}]}"#,
                "\n"
            )
        );
        assert_eq!(errors, "");
        assert_eq!(
            tagged,
            Tagged {
                answered: 1,
                skipped: 0
            }
        );
    }

    #[test]
    fn bad_lines_are_named_and_skipped() {
        let lines = "{\"text\": \"in April 2019\"}\n\nnonsense\n{\"id\": \"x\"}\n{\"text\": \"a\", \"dct\": \"soon\"}\n";
        let (output, errors, tagged) = run(lines, TagFormat::Jsonl);
        assert_eq!(output.lines().count(), 2);
        assert!(errors.contains("line 3: not read"));
        assert!(errors.contains("line 4: not read"));
        assert!(errors.contains("line 5: dct \"soon\" is no date"));
        assert_eq!(
            tagged,
            Tagged {
                answered: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn inline_timex3_is_well_formed() {
        let line = r#"{"id": "a<b", "dct": "2022-10-12T08:00", "text": "R&D \u0001 began in April 2019."}"#;
        let (output, _, _) = run(line, TagFormat::Timex3);
        assert!(output.contains("<DOCID>a&lt;b</DOCID>"));
        assert!(output.contains("value=\"2022-10-12\" functionInDocument=\"CREATION_TIME\""));
        assert!(output.contains(
            "R&amp;D \u{fffd} began in <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2019-04\">April 2019</TIMEX3>."
        ));
    }
}
