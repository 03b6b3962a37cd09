//! Addresses of the web and of mail as they stand in texts: which site they
//! name, and whether a line is nothing else.

/// A line that is nothing but addresses: of a page, a site, a mailbox.
pub fn is_address(line: &str) -> bool {
    let mut parts = line
        .split(|c: char| {
            c.is_whitespace()
                || matches!(c, '|' | ',' | '·' | ';' | '<' | '>' | '(' | ')' | '[' | ']')
        })
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(|part| site(part).is_some())
}

/// The site that an address names: `http://www.kcna.kp/en/1` is at `kcna.kp`.
pub fn site(part: &str) -> Option<&str> {
    let part = part.trim_end_matches(['.', '/', ',']);
    let (rest, is_marked) = match part.split_once("://") {
        Some(("http" | "https" | "HTTP" | "Http" | "Https", rest)) => (rest, true),
        Some(_) => return None,
        None => (part, false),
    };
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let bare = host
        .strip_prefix("www.")
        .or_else(|| host.strip_prefix("WWW."))
        .unwrap_or(host);
    let top = host.rsplit_once('.')?.1;
    let is_name = host
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let is_top = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    // Two words with a dot forgotten between them are no address: the part
    // after the dot begins with a capital, or is no top-level domain.
    let is_lower = !top.starts_with(char::is_uppercase) || host == host.to_uppercase();
    let is_known = is_marked || host.len() > bare.len() || part.contains('@') || is_common_top(top);
    (is_name && is_top && is_lower && is_known).then_some(bare)
}

/// Top-level domains under which an address is known without `www.`.
fn is_common_top(top: &str) -> bool {
    const TOPS: &[&str] = &[
        "com", "org", "net", "info", "int", "gov", "edu", "eu", "kp", "рф",
    ];
    top.len() == 2 && top.is_ascii() || TOPS.contains(&top)
}

/// The site of the first address anywhere in a footer.
pub fn first_site(footer: &str) -> Option<&str> {
    footer
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '|' | ',' | ';' | '<' | '>' | '(' | ')' | '[' | ']')
        })
        .find_map(site)
}

/// The address that a line is, if it is one and names a page or a site.
pub fn address(line: &str) -> Option<&str> {
    let line = line.trim_matches(['<', '>']);
    let is_address =
        line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.");
    (is_address && !line.contains(char::is_whitespace) && site(line).is_some()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_site() {
        for (address, expected) in [
            ("http://www.kcna.kp/en/1", Some("kcna.kp")),
            ("www.sarntimes.com.kp", Some("sarntimes.com.kp")),
            ("mail@example.org", Some("example.org")),
            ("https://example.news:8080/x", Some("example.news")),
            ("example.com.", Some("example.com")),
            ("etc.", None),
            ("12.5", None),
            ("ftp://x.y", None),
        ] {
            assert_eq!(site(address), expected, "{address}");
        }
    }
}
