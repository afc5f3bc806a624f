//! Rule `mention`: names of other users.

use super::Edits;

/// Longest name on any platform, in characters. What is longer is a sentence, not a name.
const LONGEST_NAME: usize = 30;

const REPLY: [&str; 3] = ["回复", "回覆", "回復"];

/// Removes `@name`, and `回复@name:` with its colon. A name is made of letters (Han included),
/// digits, `_` and `-`. An `@` between ASCII letters or digits belongs to an e-mail address.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut free = 0;
    for (at, _) in text.match_indices('@') {
        let name = &text[at + 1..];
        if at < free || is_address(&text[..at], name) {
            continue;
        }
        let (mut n_chars, mut n_bytes) = (0, 0);
        let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-');
        for character in name.chars().take(LONGEST_NAME + 1).take_while(is_name) {
            n_chars += 1;
            n_bytes += character.len_utf8();
        }
        let named = name[..n_bytes].contains(char::is_alphanumeric);
        if n_chars > LONGEST_NAME || !named {
            continue;
        }
        let end = at + 1 + n_bytes;
        let before = text[free..at].trim_end_matches(' ');
        let reply = REPLY.iter().find(|reply| before.ends_with(**reply));
        let colon = text[end..].trim_start_matches(' ').strip_prefix(':');
        let range = match (reply, colon) {
            (Some(reply), Some(rest)) => free + before.len() - reply.len()..text.len() - rest.len(),
            _ => at..end,
        };
        free = range.end;
        edits.remove_word(text, range);
    }
}

/// Whether the `@` between the two is that of an e-mail address.
fn is_address(before: &str, after: &str) -> bool {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    before.ends_with(local) && after.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn names_end_at_blanks_and_marks() {
        assert_eq!(once(propose, "@全省事_官方-1 好用"), (" 好用".into(), 1));
        assert_eq!(once(propose, "手动@春晚,就这样"), ("手动,就这样".into(), 1));
        assert_eq!(once(propose, "ok@小明 @b:c"), ("ok :c".into(), 2));
        assert_eq!(once(propose, "好@甲@乙。"), ("好。".into(), 2));
    }

    #[test]
    fn replies_go_whole() {
        assert_eq!(once(propose, "回复@小明:好"), ("好".into(), 1));
        assert_eq!(once(propose, "回复 @a_b : 好"), (" 好".into(), 1));
        assert_eq!(once(propose, "不回复@客服 了"), ("不回复 了".into(), 1));
    }

    #[test]
    fn addresses_and_bare_signs_stay() {
        let long = format!("@{}", "长".repeat(31));
        for text in ["a.b@c.cn", "@", "@@@", "@_@", "@ 我", &long] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }
}
