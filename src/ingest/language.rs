//! A cheap guess at the language of an article: its script, the letters that
//! only one language of the script has, and for Latin its small words. Says
//! nothing rather than something doubtful.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lines::prefix;
use crate::assets;

/// At most this many bytes are looked at.
const SAMPLE: usize = 2000;
/// At most this many words are looked up.
const MOST_WORDS: usize = 120;

/// How many letters of each script a text holds.
#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    hangul: usize,
    kana: usize,
    han: usize,
    arabic: usize,
    other: usize,
    /// The code of the last letter's language where its script tells it.
    other_code: Option<&'static str>,
}

/// The BCP 47 code of the language of a text, if it shows.
pub fn guess(text: &str) -> Option<&'static str> {
    let sample = prefix(text, SAMPLE);
    if sample.is_ascii() {
        return latin(sample);
    }
    let scripts = count(sample);
    let letters = scripts.latin
        + scripts.cyrillic
        + scripts.hangul
        + scripts.kana
        + scripts.han
        + scripts.arabic
        + scripts.other;
    let leads = |count: usize| count > 0 && count * 3 >= letters;
    if leads(scripts.hangul) {
        Some("ko")
    } else if scripts.kana * 12 >= letters && leads(scripts.kana + scripts.han) {
        Some("ja")
    } else if leads(scripts.han) {
        Some("zh")
    } else if leads(scripts.cyrillic) {
        Some(cyrillic(sample))
    } else if leads(scripts.arabic) {
        Some(arabic(sample))
    } else if leads(scripts.other) {
        scripts.other_code
    } else {
        latin(sample)
    }
}

fn count(sample: &str) -> Scripts {
    let mut scripts = Scripts::default();
    for c in sample.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => scripts.latin += 1,
            '\u{400}'..='\u{52F}' => scripts.cyrillic += 1,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => scripts.hangul += 1,
            '\u{3041}'..='\u{30FF}' => scripts.kana += 1,
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => scripts.han += 1,
            '\u{600}'..='\u{6FF}' => scripts.arabic += 1,
            _ => {
                if let Some(code) = by_script(c) {
                    scripts.other += 1;
                    scripts.other_code = Some(code);
                }
            }
        }
    }
    scripts
}

/// Scripts of, in the press, one language.
fn by_script(c: char) -> Option<&'static str> {
    match c {
        '\u{370}'..='\u{3FF}' => Some("el"),
        '\u{530}'..='\u{58F}' => Some("hy"),
        '\u{590}'..='\u{5FF}' => Some("he"),
        '\u{900}'..='\u{97F}' => Some("hi"),
        '\u{980}'..='\u{9FF}' => Some("bn"),
        '\u{E00}'..='\u{E7F}' => Some("th"),
        '\u{10A0}'..='\u{10FF}' => Some("ka"),
        _ => None,
    }
}

/// Languages in Cyrillic by the letters that only they have.
fn cyrillic(sample: &str) -> &'static str {
    let (mut i, mut hard, mut russian, mut letters) = (0usize, 0usize, 0usize, 0usize);
    for c in sample.chars() {
        letters += 1;
        match c {
            'ў' | 'Ў' => return "be",
            'ј' | 'љ' | 'њ' | 'ћ' | 'ђ' | 'Ј' | 'Љ' | 'Њ' | 'Ћ' | 'Ђ' => return "sr",
            'ә' | 'ғ' | 'қ' | 'ң' | 'ұ' | 'һ' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ұ' | 'Һ' => {
                return "kk";
            }
            'ї' | 'є' | 'ґ' | 'Ї' | 'Є' | 'Ґ' => return "uk",
            'і' | 'І' => i += 1,
            'ъ' | 'Ъ' => hard += 1,
            'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => russian += 1,
            _ => {}
        }
    }
    if i > russian + hard {
        "uk"
    } else if russian == 0 && hard * 100 > letters {
        "bg"
    } else {
        "ru"
    }
}

/// Arabic, or Persian by the letters that Arabic lacks.
fn arabic(sample: &str) -> &'static str {
    if sample.chars().any(|c| "پچژگ".contains(c)) {
        "fa"
    } else {
        "ar"
    }
}

/// The languages in Latin script, in the order of the bits below.
static CODES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| word_lists().map(|(code, _)| code).collect());

/// For each small word the languages that have it, one bit a language.
static WORDS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, u32> = HashMap::new();
    for (bit, (_, list)) in word_lists().enumerate() {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        for word in lines.flat_map(str::split_whitespace) {
            *words.entry(word).or_default() |= 1 << bit;
        }
    }
    words
});

fn word_lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    assets::under("languages").filter_map(|(name, content)| {
        let rest = name.strip_prefix("languages/")?;
        Some((rest.strip_suffix("/stopwords.txt")?, content))
    })
}

/// The language whose small words are most frequent, if they make up a
/// twelfth of the words and lead.
fn latin(sample: &str) -> Option<&'static str> {
    let mut hits = vec![0usize; CODES.len()];
    let mut total = 0;
    let is_letter = |c: char| c.is_alphabetic();
    for word in sample
        .split(|c| !is_letter(c))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
    {
        total += 1;
        let languages = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            WORDS.get(word)
        } else {
            WORDS.get(word.to_lowercase().as_str())
        };
        let mut languages = languages.copied().unwrap_or_default();
        while languages > 0 {
            hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let most = hits.iter().max().copied().unwrap_or_default();
    let mut leaders = hits
        .iter()
        .zip(CODES.iter())
        .filter(|(hit, _)| **hit == most);
    let (_, code) = leaders.next()?;
    (most >= 2 && most * 12 >= total && leaders.next().is_none()).then_some(*code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sentences_show_their_language() {
        for (expected, text) in [
            (
                "en",
                "The ministers of the two countries met in the capital on Friday and signed an agreement.",
            ),
            (
                "de",
                "Die Minister der beiden Länder trafen sich am Freitag in der Hauptstadt und unterzeichneten ein Abkommen.",
            ),
            (
                "fr",
                "Les ministres des deux pays se sont rencontrés vendredi dans la capitale et ont signé un accord.",
            ),
            (
                "es",
                "Los ministros de los dos países se reunieron el viernes en la capital y firmaron un acuerdo.",
            ),
            (
                "it",
                "I ministri dei due paesi si sono incontrati venerdì nella capitale e hanno firmato un accordo.",
            ),
            (
                "pt",
                "Os ministros dos dois países reuniram-se na sexta-feira na capital e assinaram um acordo com a presença do presidente.",
            ),
            (
                "nl",
                "De ministers van de twee landen hebben vrijdag in de hoofdstad een akkoord ondertekend, dat door het parlement werd aanvaard.",
            ),
            (
                "pl",
                "Ministrowie obu krajów spotkali się w piątek w stolicy i podpisali umowę, która została przyjęta przez parlament.",
            ),
            (
                "ru",
                "Министры двух стран встретились в пятницу в столице и подписали соглашение.",
            ),
            (
                "uk",
                "Міністри двох країн зустрілися у п'ятницю в столиці й підписали угоду.",
            ),
            (
                "ko",
                "두 나라 장관들이 금요일 수도에서 만나 협정에 서명하였다.",
            ),
            ("zh", "两国部长星期五在首都会晤并签署了协议。"),
            ("ja", "両国の大臣は金曜日に首都で会談し、協定に署名した。"),
            (
                "ar",
                "التقى وزيرا البلدين يوم الجمعة في العاصمة ووقعا اتفاقا.",
            ),
            (
                "el",
                "Οι υπουργοί των δύο χωρών συναντήθηκαν την Παρασκευή.",
            ),
        ] {
            assert_eq!(guess(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_few_names_or_nothing_show_none() {
        for text in ["", "12345", "Xylo Quark Brimfold", "☃ ☃ ☃"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }
}
