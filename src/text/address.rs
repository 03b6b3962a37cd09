//! Addresses of the web and of files, as they may stand in a link.

use std::fmt::Write;

/// A web address, with everything that has no place in one percent-encoded:
/// blanks, quotes, brackets, controls, letters beyond ASCII. `None` for
/// whatever is not http or https.
#[must_use]
pub fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let begins = |scheme: &str| {
        let head = address.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    };
    (begins("http://") || begins("https://")).then(|| {
        // RFC 3986, 2: reserved, unreserved, and `%` of what is encoded already.
        encoded(address, |byte| {
            byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte)
        })
    })
}

/// The address of a file with this absolute path; `None` for other paths.
#[must_use]
pub fn file_address(path: &str) -> Option<String> {
    path.starts_with('/').then(|| {
        let path = encoded(path, |byte| {
            byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte)
        });
        format!("file://{path}")
    })
}

fn encoded(text: &str, may_stand: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if may_stand(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_stand_in_a_link_stands_in_it() {
        let check = |address: &str, wanted: Option<&str>| {
            assert_eq!(web_address(address).as_deref(), wanted, "{address:?}");
        };
        check(
            "https://a.example/b?c=d#e",
            Some("https://a.example/b?c=d#e"),
        );
        check("HTTP://A.example/%20x", Some("HTTP://A.example/%20x"));
        check(
            " http://a.example/ü x ",
            Some("http://a.example/%C3%BC%20x"),
        );
        check(
            "http://a.example/\u{1b}]8;;\u{7}\"<>{}\\^`|",
            Some("http://a.example/%1B%5D8;;%07%22%3C%3E%7B%7D%5C%5E%60%7C"),
        );
        check("javascript:alert(1)", None);
        check("https://", None);
        check("", None);
        assert_eq!(
            file_address("/a b/ü%.txt").as_deref(),
            Some("file:///a%20b/%C3%BC%25.txt")
        );
        assert_eq!(file_address("a/b"), None);
    }
}
