//! What a query may say, as a table: the help sheet and the README are printed
//! from it, and each of its examples is parsed by a test.

/// A way of writing, and which articles fit it.
pub const FORMS: &[(&str, &str)] = &[
    (
        "joint declaration",
        "both words, in title or text, in any order",
    ),
    ("\"joint declaration\"", "the words side by side"),
    (
        "declar*  w?ld  *ation",
        "a word of this form: * any letters, ? one",
    ),
    (
        "/19[45]\\d/",
        "a regular expression; case counts if it has a capital",
    ),
    (
        "\"moscow treaty\"~5",
        "the words in any order, at most 5 others between",
    ),
    ("moscow NEAR/5 treaty", "the same for two words or phrases"),
    ("moscow OR pyongyang", "one of the two at least"),
    ("-moscow  NOT moscow", "without it"),
    ("title:(old OR new)", "in this place; also text: source:"),
    ("path:2019  lang:ru", "a part of the path; the language"),
    ("tag:flood  note:date", "with a tag; with words in a note"),
    (
        "dup:yes  -dup:later",
        "others have the same text; each text once",
    ),
    (
        "printed:2019..2021",
        "printed on these days; also 2019-04, april-2019, <1950",
    ),
    ("happened:2000-07", "naming a date within these days"),
    ("onthisday:07-19", "naming this day of some year"),
    ("len:>500  len:100..200", "of this many words"),
    ("is:unread  is:read", "not opened yet, opened"),
    ("is:starred  is:undated", "with a star, without a date"),
];
