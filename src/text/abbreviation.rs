//! Full stops that do not end a sentence: abbreviations, initials, ordinals.
//!
//! Lists, because nothing else tells "Gen." from "then."; short ones, of what
//! the press prints. They are compared in lower case without the last stop.

/// Stand before a name or a number: a sentence never ends with them.
const BEFORE: &[&str] = &[
    // English
    "mr", "mrs", "ms", "messrs", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "cmdr",
    "adm", "gov", "sen", "rep", "rev", "hon", "pres", "supt", "brig", "amb", "msgr", "st", "mt",
    "ft", "vs", "cf", "viz", "e.g", "i.e", "approx", "fig", "figs", "pp", "vol", "vols", "ch",
    "art", "arts", "sec", "nos", "ed", "eds", "dept", "univ", "assn", // German
    "nr", "hr", "fr", "bzw", "ca", "z.b", "d.h", "u.a", "sog", "evtl", "ggf", "inkl", "vgl", "abs",
    "bd", "dipl", "ing", "hl", "dt", // French, Spanish
    "mme", "mlle", "mgr", "av", "apr", "sr", "sra", "srta", "dra", "d", "gral", "núm", "pág",
    "págs", "ee", // Russian
    "т.е", "т.н", "им", "тов", "ул", "проф", "акад", "ген", "полк", "см", "стр", "ср", "гр", "св",
    "пос", "обл", "р-н", "д-р",
];

/// Months; a day or a year may follow, a sentence too.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jän",
    "febr", "mrz", "okt", "dez", "janv", "févr", "avr", "juil", "août", "déc", "ene", "abr", "ago",
    "dic", "янв", "фев", "февр", "мар", "апр", "июн", "июл", "авг", "сен", "сент", "окт", "ноя",
    "нояб", "дек",
];

/// End a sentence when what follows looks like the start of one.
const BETWEEN: &[&str] = &[
    "inc", "ltd", "co", "corp", "jr", "bros", "etc", "al", "a.m", "p.m", "ph.d", "b.c", "a.d",
    "usw", "mio", "mrd", "str", "jh", "jhd", "др", "пр", "т.д", "т.п", "тыс", "руб", "коп", "млн",
    "млрд", "в", "вв", "гг", "г",
];

/// Words that start sentences, not names.
const STARTERS: &[&str] = &[
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "before",
    "but",
    "by",
    "during",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "many",
    "more",
    "most",
    "no",
    "not",
    "now",
    "on",
    "one",
    "our",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "today",
    "two",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "with",
    "you",
    "yet",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "er",
    "sie",
    "es",
    "wir",
    "ich",
    "und",
    "aber",
    "am",
    "im",
    "auch",
    "nach",
    "doch",
    "le",
    "la",
    "les",
    "un",
    "une",
    "il",
    "elle",
    "ils",
    "on",
    "mais",
    "el",
    "los",
    "las",
    "en",
    "он",
    "она",
    "они",
    "мы",
    "это",
    "в",
    "на",
    "по",
    "но",
    "и",
    "а",
    "с",
    "как",
    "так",
    "после",
];

/// After an ordinal: German and Scandinavian months and what is counted.
const ORDINATED: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "jahrhundert",
    "jahrhunderts",
    "jahrestag",
    "geburtstag",
    "todestag",
    "parteitag",
    "jahr",
    "tag",
    "mal",
    "platz",
];

/// German words before an ordinal.
const ORDINATORS: &[&str] = &[
    "am", "vom", "zum", "zur", "der", "den", "dem", "des", "das", "beim", "bis", "seit", "ab", "im",
];

/// Whether the full stop that ends `before` belongs to a word, so that
/// `after` goes on with the same sentence.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let next = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(body) = before.strip_suffix('.') else {
        return false;
    };
    let mut words = body.rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let previous = words.next().unwrap_or_default();
    let letters = next.find(|c: char| !c.is_alphabetic());
    let (follower, behind) = next.split_at(letters.unwrap_or(next.len()));
    let initial = behind.starts_with('.') && follower.chars().nth(1).is_none();
    let follower = follower.to_lowercase();
    let number = next.starts_with(|c: char| c.is_numeric());
    let starter = !initial && STARTERS.contains(&follower.as_str());
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
        return is_ordinal(body, word, previous, &follower);
    }
    // "No. 5", "no. 5", but "He said no."; "M. Dupont", "U.S. President".
    let lower = word.to_lowercase();
    if lower == "no" || lower == "p" || lower == "n" {
        return number;
    }
    let after_number = previous.ends_with(|c: char| c.is_ascii_digit());
    if lower == "г" && !after_number {
        return true;
    }
    BEFORE.contains(&lower.as_str())
        || MONTHS.contains(&lower.as_str()) && (number || after_number && !starter)
        || (BETWEEN.contains(&lower.as_str()) && !after_number || is_initials(word))
            && !starter
            && !follower.is_empty()
}

/// "12. Oktober", "am 3. Parteitag", a number that opens a list's line.
fn is_ordinal(body: &str, number: &str, previous: &str, follower: &str) -> bool {
    if body.len() == number.len() {
        return true;
    }
    number.len() <= 2
        && (ORDINATED.contains(&follower) && !is_month_name(previous)
            || ORDINATORS.contains(&previous.to_lowercase().as_str()))
}

/// Whether an English day of the month may stand behind this word.
fn is_month_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    MONTHS
        .iter()
        .any(|month| month.len() == 3 && lower.starts_with(month))
}

/// "J", "U.S", "J.-C", "В".
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split(['.', '-']).all(|part| {
            let mut letters = part.chars();
            part.is_empty()
                || letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}
