//! Rule `url`: web addresses.

use super::Edits;

const SCHEMES: [&str; 3] = ["https", "http", "ftp"];

/// Endings of host names that make `t.cn/abc` an address without a scheme.
const TOP_LEVEL: [&str; 36] = [
    "cn", "com", "net", "org", "gov", "edu", "io", "me", "cc", "tv", "top", "xyz", "info", "biz",
    "vip", "app", "dev", "co", "be", "ly", "gl", "gg", "im", "is", "link", "site", "club", "ltd",
    "shop", "hk", "tw", "jp", "us", "uk", "ru", "wang",
];

/// Removes `http://…` and the like, `www.…`, and host names with a path. An address ends at a
/// character that is not ASCII and at blanks, quotes, brackets, `,` `;` and `!` (full-width
/// marks are already folded to these); marks that end a sentence are not part of it.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let bytes = text.as_bytes();
    let (mut free, mut at) = (0, 0);
    while let Some(offset) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'/' | b'.'))
    {
        let found = at + offset;
        at = found + 1;
        let start = if text[found..].starts_with("//") {
            scheme(&text[free..found])
        } else if bytes[found] == b'/' {
            host(&text[free..found], &text[at..])
        } else {
            www(&text[free..found], &text[at..])
        };
        if let Some(n_before) = start {
            let n_after = text[found..]
                .bytes()
                .take_while(|byte| is_url(*byte))
                .count();
            let end = text[..found + n_after]
                .trim_end_matches(['.', ':', '?'])
                .len();
            edits.remove_word(text, found - n_before..end);
            (free, at) = (end, end);
        }
    }
}

/// Bytes of `https:` at the end of `before`.
fn scheme(before: &str) -> Option<usize> {
    let before = before.strip_suffix(':')?.as_bytes();
    SCHEMES.into_iter().find_map(|scheme| {
        let n_kept = before.len().checked_sub(scheme.len())?;
        before[n_kept..]
            .eq_ignore_ascii_case(scheme.as_bytes())
            .then_some(scheme.len() + 1)
    })
}

/// Bytes of `www` at the end of `before`, if a name follows the dot.
fn www(before: &str, after: &str) -> Option<usize> {
    let n_label = host_suffix(before).len();
    let label = &before[before.len() - n_label..];
    let named = after.starts_with(|c: char| c.is_ascii_alphanumeric());
    (named && label.eq_ignore_ascii_case("www")).then_some(n_label)
}

/// Bytes of a host name at the end of `before`, if a path follows the slash.
fn host(before: &str, after: &str) -> Option<usize> {
    if !after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let host = host_suffix(before).trim_start_matches(['.', '-']);
    let (name, ending) = host.rsplit_once('.')?;
    let known = TOP_LEVEL
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending));
    (known && !name.is_empty()).then_some(host.len())
}

/// The characters of host names at the end of `before`, 253 at most, as long as names may be.
fn host_suffix(before: &str) -> &str {
    let is_host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let n_host = before
        .as_bytes()
        .iter()
        .rev()
        .take(253)
        .take_while(is_host)
        .count();
    &before[before.len() - n_host..]
}

fn is_url(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b',' | b';' | b'!' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'^' | b'\\' | b'|'
        )
        && !matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn addresses_stop_at_han_and_marks() {
        assert_eq!(once(propose, "看http://t.cn/A6x吧"), ("看 吧".into(), 1));
        assert_eq!(once(propose, "HTTPS://a.b/c?d=e#f,好"), (",好".into(), 1));
        assert_eq!(once(propose, "见www.baidu.com/x。"), ("见。".into(), 1));
        assert_eq!(once(propose, "t.cn/abc和b23.tv/M8?"), ("和?".into(), 2));
        assert_eq!(
            once(propose, "链接→https://b23.tv/M8bHUL投他"),
            ("链接→投他".into(), 1)
        );
    }

    #[test]
    fn what_is_no_address_stays() {
        for text in [
            "iOS/Android",
            "3.5/5.0",
            "a//b",
            "www.",
            "12306.cn",
            "and/or",
            "好.好/坏",
            "。/。",
            ".cn/a",
            "//",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }
}
