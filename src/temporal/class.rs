//! The classes of words and phrases that grammars speak of, and sets of them.
//!
//! Some classes have a meaning in code (a month contributes a month); a
//! language file may name as many others as it likes, up to 128 in all.

/// A class: an index into the names of a language.
pub type Class = u8;

/// A set of classes.
pub type ClassSet = u128;

/// The set of one class.
#[must_use]
pub const fn only(class: Class) -> ClassSet {
    1 << class
}

/// The classes of a set, in ascending order.
pub fn each(mut set: ClassSet) -> impl Iterator<Item = Class> {
    std::iter::from_fn(move || {
        if set == 0 {
            return None;
        }
        let class = set.trailing_zeros();
        set &= set - 1;
        u8::try_from(class).ok()
    })
}

macro_rules! classes {
    ($($constant:ident $name:literal $meaning:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Index { $($constant,)* }
        $(#[doc = $meaning] pub const $constant: Class = Index::$constant as Class;)*
        /// The names of the classes that code knows, by their index.
        pub const NAMES: &[&str] = &[$($name,)*];
    };
}

classes! {
    START "Start" "The place before the first token of a sentence.",
    END "End" "The place after the last token of a sentence.",
    CAP "Cap" "A word that begins with a capital letter.",
    WORD "Word" "Any word.",
    DIGITS "Digits" "A number in digits.",
    ONE_DIGIT "OneDigit" "A number of one digit.",
    TWO_DIGITS "TwoDigits" "A number of two digits.",
    THREE_DIGITS "ThreeDigits" "A number of three digits.",
    DAY "DayNo" "Digits from 1 to 31, at most two.",
    MONTH_NUMBER "MonthNo" "Digits from 1 to 12, at most two.",
    HOUR "Hour" "Digits from 0 to 24, at most two.",
    MINUTE "Minute" "Two digits from 00 to 59.",
    YEAR "YearNo" "Four digits that can be a year.",
    MODERN_YEAR "ModernYear" "Four digits from 1900 to 2099.",
    SHORT_YEAR "ShortYear" "Two digits in the place of a year.",
    LATE_YEAR "LateYear" "Two digits that are rather a year than a count: 50 to 99, 00 to 09.",
    NUMBER "Num" "A word for a cardinal number.",
    ORDINAL "Ord" "A word for an ordinal number, or an ordinal in digits.",
    INTEGER "Int" "A cardinal number, in words or digits, put together.",
    ONE "One" "The article or numeral that means one unit.",
    VAGUE "Vague" "A vague number: several, a few.",
    MONTH "Month" "The name of a month.",
    WEEKDAY "Weekday" "The name of a day of the week.",
    UNIT "Unit" "A unit of time.",
    UNITS "Units" "A unit of time in the plural.",
    LENGTH_WORD "LenWord" "A length in one word: a fortnight.",
    SEASON "Season" "A season.",
    HOLIDAY "Holiday" "A day with a name.",
    PART "Part" "A part of the day.",
    AM_PM "AmPm" "Morning or afternoon, of a clock time.",
    CLOCK_NUMBER "ClockNumber" "Three or four digits that can be hours and minutes.",
    CLOCK_WORD "ClockWord" "Noon, midnight: the payload is the hour.",
    CLOCK_SHIFT "ClockShift" "Before or after the full hour: half past, a quarter to. The payload is minutes.",
    ZONE "Zone" "A time zone.",
    ERA "Era" "Counts years from somewhere else.",
    DEICTIC "Deictic" "A day counted from today.",
    SHIFT "Shift" "A stretch counted from an anchor in one word: last year.",
    DIRECTION "Dir" "Last, this, next.",
    AGO "Ago" "Ago, earlier, later, from now.",
    MODIFIER "Mod" "Early, late, about, more than.",
    EVERY "Every" "Every, each.",
    ADVERB "SetAdv" "Daily, weekly.",
    TIMES "Times" "Once, twice.",
    REFERENCE "Ref" "Now, recently, the future.",
    DECADE "DecadeWord" "Fifties, sixties.",
    PAST "PastCue" "A word of the past tense.",
    FUTURE "FutureCue" "A word of the future tense.",
    HALF "Half" "A half of a year or another stretch.",
    FRACTION "Frac" "A half, a quarter, as part of a number.",
    MENTION "Mention" "What is handed on.",
    NARRATIVE_MENTION "NarrativeMention" "What is handed on in narratives alone.",
    MESSAGE_MENTION "MessageMention" "What is handed on in short messages alone.",
    LOOSE_MENTION "LooseMention" "What is handed on in narratives and messages, not in news.",
    FUNCTION "Func" "A small word by which the language is known.",
    ABBREVIATION "Abbr" "A word whose full stop ends no sentence.",
}
