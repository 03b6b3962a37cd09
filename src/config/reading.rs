//! The settings of how archives are read: how much at most, and under which
//! names records keep what an article consists of.

use super::{
    Config,
    raw::Value,
    settings::{Setting, number, shown},
};
use crate::ingest::Part;

/// A mebibyte, in bytes.
const MIB: u64 = 1 << 20;
/// No size is larger, in mebibytes: 1 TiB.
const LARGEST: i64 = 1 << 20;
/// No count is larger.
const MOST: i64 = 1_000_000_000;

/// What is read at most; what lies beyond is told with the name of its bound.
pub const BOUNDS: &[Setting] = &[
    Setting {
        name: "bounds.file_mib",
        values: "a number from 1 to 1048576",
        default: "256",
        help: "The largest file that is read, and the largest thing that comes out of an archive, in MiB.",
        set: |config, value| size(value, &mut config.bounds.file_bytes),
    },
    Setting {
        name: "bounds.document_mib",
        values: "a number from 1 to 1048576",
        default: "32",
        help: "The largest document that must be read as one piece (a web page, a mail, a value of JSON, a PDF), in MiB.",
        set: |config, value| size(value, &mut config.bounds.document_bytes),
    },
    Setting {
        name: "bounds.expanded_mib",
        values: "a number from 1 to 1048576",
        default: "8192",
        help: "How much may come out of all the archives in one file, in MiB.",
        set: |config, value| size(value, &mut config.bounds.expanded_bytes),
    },
    Setting {
        name: "bounds.ratio",
        values: "a number from 1 to 1000000000",
        default: "300",
        help: "How many times larger than a file what comes out of it may be, beyond the first 16 MiB.",
        set: |config, value| {
            config.bounds.ratio = number(value, 1..=MOST)?.unsigned_abs();
            Ok(())
        },
    },
    Setting {
        name: "bounds.nesting",
        values: "a number from 0 to 64",
        default: "5",
        help: "How many archives and compressed files may lie in one another.",
        set: |config, value| count(value, 0..=64, &mut config.bounds.nesting),
    },
    Setting {
        name: "bounds.entries",
        values: "a number from 1 to 1000000000",
        default: "1000000",
        help: "How many entries of the archives in one file are read.",
        set: |config, value| count(value, 1..=MOST, &mut config.bounds.entries),
    },
    Setting {
        name: "bounds.seconds",
        values: "a number from 1 to 86400",
        default: "120",
        help: "How long one file may take, in seconds.",
        set: |config, value| {
            config.bounds.seconds = number(value, 1..=86_400)?.unsigned_abs();
            Ok(())
        },
    },
    Setting {
        name: "bounds.folders",
        values: "a number from 0 to 1000000000",
        default: "128",
        help: "How many folders deep below a named one files are looked for.",
        set: |config, value| count(value, 0..=MOST, &mut config.bounds.depth),
    },
    Setting {
        name: "bounds.files",
        values: "a number from 1 to 1000000000",
        default: "10000000",
        help: "How many files are read in all.",
        set: |config, value| count(value, 1..=MOST, &mut config.bounds.files),
    },
    Setting {
        name: "bounds.problems",
        values: "a number from 1 to 1000000000",
        default: "100",
        help: "How many problems of one file are told one by one; the others are counted.",
        set: |config, value| count(value, 1..=MOST, &mut config.bounds.problems),
    },
];

/// What the values of a field's name are.
const NAMES: &str = "a name in quotes, or a list of names, the best first";

/// The names of the fields of JSON, and of the columns of CSV and TSV.
pub const FIELDS: &[Setting] = &[
    Setting {
        name: "fields.title",
        values: NAMES,
        default: "[]",
        help: "Which field of JSON, or column of CSV and TSV, holds the headline. Such a name goes before the usual ones (title, headline, subject, ...); a dot leads into an object: \"data.headline\".",
        set: |config, value| names(config, Part::Title, value),
    },
    Setting {
        name: "fields.date",
        values: NAMES,
        default: "[]",
        help: "Which holds the date of publication.",
        set: |config, value| names(config, Part::Date, value),
    },
    Setting {
        name: "fields.text",
        values: NAMES,
        default: "[]",
        help: "Which holds the body as text.",
        set: |config, value| names(config, Part::Text, value),
    },
    Setting {
        name: "fields.html",
        values: NAMES,
        default: "[]",
        help: "Which holds the body as HTML, where there is no text.",
        set: |config, value| names(config, Part::Html, value),
    },
    Setting {
        name: "fields.source",
        values: NAMES,
        default: "[]",
        help: "Which says who printed the article.",
        set: |config, value| names(config, Part::Source, value),
    },
    Setting {
        name: "fields.author",
        values: NAMES,
        default: "[]",
        help: "Which says who wrote it.",
        set: |config, value| names(config, Part::Author, value),
    },
    Setting {
        name: "fields.url",
        values: NAMES,
        default: "[]",
        help: "Which holds its address.",
        set: |config, value| names(config, Part::Url, value),
    },
    Setting {
        name: "fields.lang",
        values: NAMES,
        default: "[]",
        help: "Which holds its language, as a BCP 47 code.",
        set: |config, value| names(config, Part::Lang, value),
    },
    Setting {
        name: "fields.id",
        values: NAMES,
        default: "[]",
        help: "Which holds the source's own id.",
        set: |config, value| names(config, Part::Id, value),
    },
];

/// Whether the setting of this name takes several names as a list.
pub(super) fn takes_list(name: &str) -> bool {
    FIELDS.iter().any(|setting| setting.name == name)
}

fn size(value: &Value, bytes: &mut u64) -> Result<(), String> {
    *bytes = number(value, 1..=LARGEST)?.unsigned_abs() * MIB;
    Ok(())
}

fn count(
    value: &Value,
    range: std::ops::RangeInclusive<i64>,
    count: &mut usize,
) -> Result<(), String> {
    *count = usize::try_from(number(value, range)?).unwrap_or(usize::MAX);
    Ok(())
}

fn names(config: &mut Config, part: Part, value: &Value) -> Result<(), String> {
    let names: Vec<&str> = match value {
        Value::Text(name) => vec![name],
        Value::List(names) => names.iter().map(String::as_str).collect(),
        other => return Err(format!("wants {NAMES}, not {}", shown(other))),
    };
    if names
        .iter()
        .any(|name| !name.contains(char::is_alphanumeric))
    {
        return Err("a name without a letter or a digit names no field".to_owned());
    }
    config.fields.say(part, &names);
    Ok(())
}
