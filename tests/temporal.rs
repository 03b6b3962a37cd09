//! The temporal tagger: every rule's own example, and cases of whole texts.
#![allow(clippy::unwrap_used, clippy::panic)]

use dateline::{
    model::{Article, Confidence, Day, Mention, Printed, Provenance, Title, TitleFrom, Value},
    temporal::{Document, Language, Tagger, tag_article},
};

/// The day of publication of all examples in the rule files.
fn example_day() -> Day {
    Day::constant(2006, 3, 15)
}

/// The mentions of a text as `words = value`, with attributes.
fn told(text: &str, mentions: &[Mention]) -> Vec<String> {
    mentions
        .iter()
        .map(|mention| {
            format!(
                "{} = {}",
                &text[mention.span.range()],
                mention.timex.value()
            )
        })
        .collect()
}

/// Checks that a text says exactly this, in this order: `words = value`.
fn check(text: &str, dct: Option<Day>, lang: Option<&str>, expected: &[&str]) {
    let document = Document { text, dct, lang };
    assert_eq!(told(text, &tagger().tag(&document)), expected, "{text}");
}

#[test]
fn every_rule_has_an_example_in_which_it_applies() {
    let tagger = Tagger::new();
    let mut wrong = Vec::new();
    for language in tagger.languages() {
        for (rule, example) in language.examples().enumerate() {
            let Some((text, value)) = example.text.rsplit_once(" = ") else {
                wrong.push(format!("{}: no value in {:?}", language.code, example.text));
                continue;
            };
            let plain = text.replace(['[', ']'], "");
            let document = Document {
                text: &plain,
                dct: Some(example_day()),
                lang: Some(&language.code),
            };
            let mentions = tagger.tag_in(&document, example.regime);
            let told = told(&plain, &mentions);
            // Without brackets nothing may be found; the rule applies anywhere.
            let brackets = text.find('[').zip(text.find(']').map(|end| end - 1));
            let place = brackets.map_or(0..plain.len(), |(start, end)| start..end);
            let expected = brackets.map(|_| format!("{} = {value}", &plain[place.clone()]));
            let holds = match &expected {
                Some(expected) => told.contains(expected),
                None => told.is_empty(),
            };
            let applied = tagger.rules_in(&document);
            let fires = applied.iter().any(|(fired, span)| {
                let span = span.range();
                *fired == rule && place.start <= span.start && span.end <= place.end
            });
            if !holds {
                wrong.push(format!(
                    "{}: {:?} gives {told:?}",
                    language.code, example.text
                ));
            }
            if !fires {
                wrong.push(format!(
                    "{}: rule {rule} takes no part in {:?}, but {applied:?}",
                    language.code, example.text
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples fail:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The cases of one language, in `tests/temporal/CODE.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The text; its language is not said, but must be found.
    text: String,
    /// What it says, in order: `words = value`.
    says: Vec<String>,
}

#[test]
fn the_cases_of_each_language_hold() {
    let tagger = tagger();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/temporal");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap();
        let cases: Cases = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for Case { text, says } in cases.case {
            let document = Document {
                text: &text,
                dct: Some(Day::constant(2020, 5, 14)),
                lang: None,
            };
            let found = tagger.language_of(&document).unwrap();
            let told = told(&text, &tagger.tag(&document));
            if *found.code != *code || told != says {
                wrong.push(format!(
                    "{code}, read as {}: {text}\n  {told:?}\n  instead of {says:?}",
                    found.code
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_sentence_announces_a_day() {
    let text = "May 14 is the day when the bridge over the strait was opened.\n\n\
                On the day in 1961 the governor crossed it on foot, and in April 2018 \
                his grandson did so too, to the cheers of the two towns on its shores.";
    check(
        text,
        Some(Day::constant(2021, 5, 14)),
        Some("en"),
        &[
            "May 14 = 2021-05-14",
            "On the day in 1961 = 1961-05-14",
            "April 2018 = 2018-04",
        ],
    );
}

#[test]
fn a_history_carries_its_years_along() {
    let text = "In 1848 the town rose. On 3 March the gates were closed; five days later they \
                were open again. In December 1850 the mayor resigned, and in January his \
                brother took the office, which he held until 1856. In June 1858 he died.";
    check(
        text,
        Some(Day::constant(2009, 12, 19)),
        Some("en"),
        &[
            "1848 = 1848",
            "3 March = 1848-03-03",
            "five days later = 1848-03-08",
            "December 1850 = 1850-12",
            "January = 1851-01",
            "1856 = 1856",
            "June 1858 = 1858-06",
        ],
    );
}

#[test]
fn news_count_from_the_day_of_printing() {
    let text = "The board met on Tuesday and will meet again next week. Last year it met twice a \
                month; three years ago, hardly at all, the chairman told the members of the club. \
                \"We have until December 31,\" he added at the end of the meeting.";
    check(
        text,
        Some(Day::constant(2020, 5, 14)),
        Some("en"),
        &[
            "Tuesday = 2020-05-12",
            "next week = 2020-W21",
            "Last year = 2019",
            "twice a month = P1M",
            "three years ago = 2017",
            "December 31 = 2020-12-31",
        ],
    );
}

#[test]
fn what_a_date_says_of_itself_finds_its_year_and_its_day() {
    let news = Some(Day::constant(2006, 3, 15));
    // The weekday tells the year; so does a day that few years have.
    check(
        "The pier was closed on Tuesday, August 16, and again on February 29 by the board of \
         the harbour, which has its seat in the old town hall beside the market.",
        news,
        Some("en"),
        &[
            "Tuesday, August 16 = 2005-08-16",
            "February 29 = 2004-02-29",
        ],
    );
    let how = |text: &str| {
        let document = Document {
            text,
            dct: news,
            lang: Some("en"),
        };
        tagger().tag(&document)[0].how.explain()
    };
    assert_eq!(
        how("The pier on Tuesday, August 16."),
        "the year near 2006 in which that day is that weekday"
    );
    assert_eq!(
        how("The pier on February 29."),
        "the year near 2006 in which there is such a day"
    );
    // A time has the day that stands behind it.
    check(
        "The wall fell at 5:34 a.m. local time on March 3, the engineers who looked after \
         it for the owners of the quay and for the town said in their report to the board.",
        news,
        Some("en"),
        &["5:34 a.m. = 2006-03-03T05:34", "March 3 = 2006-03-03"],
    );
    // A participle behind a word of the future is no past.
    check(
        "The new pier, whose plans were shown to the people of the town and its guests last \
         month, should be completed in October by the same firm that built the first.",
        news,
        Some("en"),
        &["last month = 2006-02", "October = 2006-10"],
    );
}

#[test]
fn a_history_counts_from_what_was_said_just_before() {
    check(
        "In 1912 the port was dug, and in 1914 the wall. The mole stood by 1917. It was the third \
         work in the bay of the old fishing town since 1905. In August of that year the first \
         ship had come from the south; the next day it burnt.",
        Some(Day::constant(2009, 12, 19)),
        Some("en"),
        &[
            "1912 = 1912",
            "1914 = 1914",
            "1917 = 1917",
            "1905 = 1905",
            "August of that year = 1905-08",
            "the next day = 1905-08-XX",
        ],
    );
}

#[test]
fn attributes_and_eras_are_told() {
    let cases = [
        ("more than two years", "P2Y", Some("MORE_THAN"), None, None),
        (
            "less than three months",
            "P3M",
            Some("LESS_THAN"),
            None,
            None,
        ),
        (
            "at least five days",
            "P5D",
            Some("EQUAL_OR_MORE"),
            None,
            None,
        ),
        (
            "at most ten hours",
            "PT10H",
            Some("EQUAL_OR_LESS"),
            None,
            None,
        ),
        ("nearly 40 years ago", "1966", Some("APPROX"), None, None),
        ("early April 2004", "2004-04", Some("START"), None, None),
        ("mid-2004", "2004", Some("MID"), None, None),
        ("the end of 1945", "1945", Some("END"), None, None),
        ("every two weeks", "P2W", None, Some("EVERY"), None),
        ("each Monday", "XXXX-WXX-1", None, Some("EACH"), None),
        ("twice a week", "P1W", None, None, Some("2X")),
        ("three times a month", "P1M", None, None, Some("3X")),
        ("twice every year", "P1Y", None, Some("EVERY"), Some("2X")),
        ("Juche 111 (2022)", "2022", None, None, None),
        ("March 17, Juche 38 (1949)", "1949-03-17", None, None, None),
        ("Heisei 10 (1998)", "1998", None, None, None),
        ("the year 264 BC", "BC0264", None, None, None),
        ("the 3rd century BC", "BC02", None, None, None),
        ("Easter 2010", "2010-04-04", None, None, None),
        ("Thanksgiving 2005", "2005-11-24", None, None, None),
    ];
    for (phrase, value, modifier, quant, freq) in cases {
        let text = format!(
            "The quay was long known to the people of the town and all of its guests, as was the \
             sea wall beside it, {phrase}, so they said to the engineers of the harbour board."
        );
        let mentions = tagger().tag(&Document {
            text: &text,
            dct: Some(example_day()),
            lang: Some("en"),
        });
        assert_eq!(told(&text, &mentions), [format!("{phrase} = {value}")]);
        let timex = mentions[0].timex;
        assert_eq!(timex.modifier.map(|name| name.name()), modifier, "{phrase}");
        assert_eq!(timex.quant.map(|name| name.name()), quant, "{phrase}");
        assert_eq!(
            timex.freq.map(|freq| freq.to_string()).as_deref(),
            freq,
            "{phrase}"
        );
    }
}

#[test]
fn a_later_day_is_no_late_one() {
    for (code, text) in [
        ("de", "Drei Tage später kam er, zwei Tage früher sie."),
        ("nl", "Drie dagen later kwam hij."),
        ("fr", "Trois jours plus tard il vint."),
    ] {
        let mentions = tagger().tag(&Document {
            text,
            dct: Some(example_day()),
            lang: Some(code),
        });
        assert!(!mentions.is_empty(), "{text}");
        let modified = mentions.iter().find(|found| found.timex.modifier.is_some());
        assert_eq!(modified, None, "{text}");
    }
}

#[test]
fn news_that_tell_of_the_past_count_on_from_there() {
    check(
        "One day in September 2003 the governor visited the stadium and looked round. That day he \
         ordered it to be rebuilt. He came back in June next year and asked for more seats. In \
         October that year he watched a match there, and was pleased with the 5 000-year history.",
        Some(Day::constant(2014, 9, 23)),
        Some("en"),
        &[
            "One day in September 2003 = 2003-09",
            "That day = 2003-09-XX",
            "June next year = 2004-06",
            "October that year = 2004-10",
            "5 000-year = P5000Y",
        ],
    );
}

#[test]
fn what_is_quoted_does_not_lend_its_tense() {
    check(
        "A spokesman of the harbour board issued a statement titled \"We will go on with the new \
         pier whatever the cost\" on Friday, and the mayor of the town had no remark to make on it.",
        Some(Day::constant(2014, 9, 23)),
        Some("en"),
        &["Friday = 2014-09-19"],
    );
}

#[test]
fn numbers_and_names_are_no_dates() {
    for text in [
        "They cut eighteen thousand jobs at the yard, the owners told the workers in the hall.",
        "He said that Sun was ahead of its rivals in the race for the new harbour contract.",
        "The council adopted resolution 2094 and resolutions 1718 and 1874 on the island.",
        "The May 3 Chemical Complex sent lime to the farms, and the October 8 Model Teachers met.",
        "He went round the April 25 Hostel, May Day Stadium, the site of spring water and the Arch of Triumph.",
        "They made daily necessities and more per-1000-grain weight in the fields of the county.",
        "The film High Noon was shown in the hall beside the market and the old quay.",
        "The ship of 1998 tons cost $2016 and carried 2007 people and 1999 men.",
        "A 74-year-old fisherman and his 12-year-old grandson were saved from the water.",
    ] {
        check(text, Some(Day::constant(2006, 3, 15)), Some("en"), &[]);
    }
}

#[test]
fn a_message_speaks_of_its_own_days() {
    let day = Some(Day::constant(2014, 8, 7));
    let cases: [(&str, &[&str]); 4] = [
        (
            "Off to the coast this weekend!! Can't wait :)",
            &["this weekend = 2014-W32-WE"],
        ),
        (
            "We met a year ago... what a whole day that was!!",
            &["a year ago = 2013-08-07", "a whole day = P1D"],
        ),
        (
            "Harbour Fest 2014 Winners http://example.org/x",
            &["2014 = 2014-XX-XX"],
        ),
        ("Seat 1450 taken, sorry!! @ the old pier", &[]),
    ];
    for (text, expected) in cases {
        check(text, day, Some("en"), expected);
    }
}

#[test]
fn a_report_compares_with_the_same_quarter_unless_it_counts_months() {
    let text = "Net income of the mill rose in the third quarter to $4 million from $3 million a \
                year earlier, the owners said. For the first nine months it was $9 million, \
                up from $8 million a year earlier, the owners said on the steps of the mill.";
    check(
        text,
        Some(Day::constant(2010, 10, 28)),
        Some("en"),
        &[
            "the third quarter = 2010-Q3",
            "a year earlier = 2009-Q3",
            "the first nine months = P9M",
            "a year earlier = 2009",
        ],
    );
}

#[test]
fn the_language_is_found_by_the_text() {
    let day = Some(Day::constant(2020, 5, 14));
    for (text, expected) in [
        (
            "The bridge was opened on 3 March 1961.",
            "3 March 1961 = 1961-03-03",
        ),
        (
            "Die Brücke wurde am 3. März 1961 eröffnet.",
            "3. März 1961 = 1961-03-03",
        ),
        (
            "El puente fue abierto el 3 de marzo de 1961.",
            "el 3 de marzo de 1961 = 1961-03-03",
        ),
        (
            "Le pont fut ouvert le 3 mars 1961 par le maire.",
            "le 3 mars 1961 = 1961-03-03",
        ),
        (
            "Мост был открыт 3 марта 1961 года.",
            "3 марта 1961 года = 1961-03-03",
        ),
        (
            "Міст було відкрито 3 березня 1961 року, і він стоїть.",
            "3 березня 1961 = 1961-03-03",
        ),
        (
            "다리는 1961년 3월 3일에 개통되였다.",
            "1961년 3월 3일 = 1961-03-03",
        ),
        ("这座桥于1961年3月3日开放。", "1961年3月3日 = 1961-03-03"),
        ("橋は1961年3月3日に開通した。", "1961年3月3日 = 1961-03-03"),
    ] {
        check(text, day, None, &[expected]);
    }
}

#[test]
fn a_language_of_ones_own_wins_by_name() {
    let own = "triggers = \"Month\"\n[words.Month]\n7 = \"thermidor\"\n[[stage]]\nname = \"all\"\n\
               rules = [{ is = \"Mention\", of = \"Month YearNo\", eg = \"[thermidor 1990] = 1990-07\" }]";
    let own = Language::parse("en", own).unwrap();
    let tagger = Tagger::with(vec![own]);
    let text = "in Thermidor 1990";
    let mentions = tagger.tag(&Document {
        text,
        dct: None,
        lang: Some("en"),
    });
    assert_eq!(told(text, &mentions), ["Thermidor 1990 = 1990-07"]);
}

#[test]
fn a_text_without_full_stops_keeps_its_dates_whole() {
    for words in 380..420 {
        let mut text = "quay ".repeat(words);
        text.push_str("on October 12 1948 the quay");
        check(&text, None, Some("en"), &["October 12 1948 = 1948-10-12"]);
    }
}

#[test]
fn a_wrong_rule_file_is_refused_in_words() {
    for (text, message) in [
        ("nonsense", "TOML"),
        (
            "triggers = \"\"\n[words.Unit]\nfortnight = \"fn\"\n[[stage]]\nname = \"a\"\nrules = []",
            "fortnight",
        ),
        (
            "triggers = \"\"\n[words]\n[[stage]]\nname = \"a\"\nrules = [{ is = \"A\", of = \"x\", do = \"sing\", eg = \"\" }]",
            "no action is called `sing`",
        ),
    ] {
        let error = Language::parse("xx", text).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

proptest::proptest! {
    /// Whatever the text: mentions in order, apart, on character boundaries,
    /// with values that parse back.
    #[test]
    fn any_text_gives_sound_mentions(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "May", "may", "12", "1998", "of", "the", "last", "year", "years", "ago", "two", "-", ",",
                ".", "'", "s", "1990s", "first", "half", "quarter", "BC", "9999", "32767", "on", "day", "in",
                "Monday", "morning", "10:30", "pm", "every", "century", "4294967295", "é", "日", "年", "5",
                "月", "later", "before", "Christmas", "99", "/", "31", "February", "to", "\n\n", "next",
                "decades", "millennia", "hundred", "million", "0", "\u{a0}", "３", "Juche", "and", "a",
            ]),
            0..40,
        ),
        glued in proptest::collection::vec(proptest::bool::ANY, 40),
        noise in ".{0,20}",
        year in -9999_i16..=9999,
        dated in proptest::bool::ANY,
    ) {
        let mut text = noise;
        for (word, glued) in words.iter().zip(glued) {
            text.push_str(if glued { "" } else { " " });
            text.push_str(word);
        }
        let dct = dated.then(|| Day::new(year, 6, 15).unwrap());
        let tagger = tagger();
        for lang in [None, Some("en"), Some("zh"), Some("de")] {
            let mut end = 0;
            for mention in tagger.tag(&Document { text: &text, dct, lang }) {
                let range = mention.span.range();
                proptest::prop_assert!(range.start >= end && range.start < range.end);
                proptest::prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
                let printed = mention.timex.value();
                let parsed: Value = printed.parse().unwrap();
                proptest::prop_assert_eq!(parsed.to_string(), printed);
                let _ = (mention.edtf(), mention.how.explain());
            }
        }
    }
}

/// One tagger for all the cases of a property.
fn tagger() -> &'static Tagger {
    static TAGGER: std::sync::OnceLock<Tagger> = std::sync::OnceLock::new();
    TAGGER.get_or_init(Tagger::new)
}

/// What an article says with its anniversaries: printed on 14 August 2024.
#[test]
fn anniversaries_date_what_they_remember() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "en",
            "August 15 marks the 79th anniversary of the liberation.",
            &["August 15 = 2024-08-15", "79th anniversary = 1945-08-15"],
        ),
        (
            "en",
            "A rally was held on September 5 to celebrate the 76th founding anniversary.",
            &[
                "September 5 = 2024-09-05",
                "76th founding anniversary = 1948",
            ],
        ),
        (
            "en",
            "It happened 23 years ago today.",
            &["23 years ago today = 2001-08-14"],
        ),
        (
            "en",
            "The treaty of May 3, 1974 had its fiftieth anniversary.",
            &[
                "May 3, 1974 = 1974-05-03",
                "fiftieth anniversary = 1974-05-03",
            ],
        ),
        (
            "en",
            "They marked the twenty-fifth anniversary.",
            &["twenty-fifth anniversary = 1999"],
        ),
        ("en", "It was their golden anniversary.", &[]),
        (
            "ru",
            "15 августа исполняется 79-я годовщина освобождения.",
            &["15 августа = 2024-08-15", "79-я годовщина = 1945-08-15"],
        ),
        ("ru", "Вышла книга к 80-летию победы.", &["80-летию = 1944"]),
        (
            "ko",
            "조국해방 79돐을 기념하여 모임이 있었다.",
            &["79돐 = 1945"],
        ),
        ("ja", "条約は50周年を迎えた。", &["50周年 = 1974"]),
        ("zh", "条约迎来五十周年。", &["五十周年 = 1974"]),
        (
            "de",
            "Der 75. Jahrestag wurde gefeiert.",
            &["75. Jahrestag = 1949"],
        ),
        (
            "fr",
            "Le cinquantième anniversaire du traité.",
            &["cinquantième anniversaire = 1974"],
        ),
        (
            "es",
            "El 75.º aniversario del tratado.",
            &["75.º aniversario = 1949"],
        ),
        (
            "uk",
            "Відзначили 75-ту річницю договору.",
            &["75-ту річницю = 1949"],
        ),
        (
            "pl",
            "Obchodzono 75. rocznicę traktatu.",
            &["75. rocznicę = 1949"],
        ),
    ];
    for (lang, text, expected) in cases {
        let article = article(text, lang, Day::constant(2024, 8, 14));
        let mentions = tag_article(tagger(), &article);
        assert_eq!(told(text, &mentions), *expected, "{text}");
    }
}

fn article(text: &str, lang: &str, day: Day) -> Article {
    Article {
        id: "a".into(),
        path: "a".into(),
        title: Title {
            text: "".into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: Some(day),
            provenance: Provenance::DateLine,
            confidence: Confidence::Sure,
            raw: None,
            rival: None,
        },
        lang: Some(lang.into()),
        text: text.into(),
        ..Article::blank()
    }
}
