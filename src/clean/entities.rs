//! Rule `entities`: HTML character references.
//!
//! Scrapers escape once or twice, so `&amp;quot;` must come out as `"`. A reference that decodes
//! to `&` is read on at once together with what follows it, however often it was escaped;
//! references nested in another way (`&am&#112;;`) need one more pass each, of which the pipeline
//! makes [`PASSES`].

use std::borrow::Cow;

use htmlize::ENTITIES;

use super::Edits;

/// Most passes over one text.
pub(super) const PASSES: usize = 8;

/// `&CounterClockwiseContourIntegral;` without the ampersand.
const LONGEST_NAME: usize = 32;

/// References that are also found without semicolon.
const BARE: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "nbsp;"];

/// Decodes references. A semicolon may be missing after a number, and after the five names of
/// [`BARE`], if no letter, digit or `=` follows (that would be the parameter of an address).
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut at = 0;
    while let Some(offset) = text[at..].find('&') {
        let start = at + offset;
        at = start + 1;
        let mut decoded = None;
        while let Some((character, n_bytes)) = reference(&text[at..]) {
            at += n_bytes;
            let again = character == "&";
            decoded = Some(character);
            if !again {
                break;
            }
        }
        if let Some(character) = decoded {
            edits.replace(start..at, &character);
        }
    }
}

/// What a reference stands for, and its bytes after the ampersand.
fn reference(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    if rest.starts_with('#') {
        return numeric(rest);
    }
    let bytes = rest.as_bytes();
    let n_name = bytes
        .iter()
        .take(LONGEST_NAME)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let mut key = [0; LONGEST_NAME + 2];
    key[0] = b'&';
    key[1..=n_name].copy_from_slice(&bytes[..n_name]);
    key[n_name + 1] = b';';
    let key = &key[..n_name + 2];
    let n_bytes = match bytes.get(n_name) {
        Some(b';') => n_name + 1,
        Some(b'=') => return None,
        _ if BARE.iter().any(|name| name.as_bytes() == &key[1..]) => n_name,
        _ => return None,
    };
    let character = std::str::from_utf8(ENTITIES.get(key)?).ok()?;
    Some((Cow::Borrowed(character), n_bytes))
}

/// A reference by number; two that together make a surrogate pair are one character.
fn numeric(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    let (code, n_bytes) = number(rest)?;
    let (code, n_bytes) = match code {
        0xd800..=0xdbff => match rest[n_bytes..].strip_prefix('&').and_then(number) {
            Some((low @ 0xdc00..=0xdfff, n_low)) => (
                0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00),
                n_bytes + 1 + n_low,
            ),
            _ => (code, n_bytes),
        },
        _ => (code, n_bytes),
    };
    let character = match u8::try_from(code) {
        Ok(0) => Cow::Borrowed("\u{fffd}"),
        // HTML reads these numbers as windows-1252.
        Ok(byte @ 0x80..=0x9f) => {
            let byte = [byte];
            let (character, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            Cow::Owned(character.into_owned())
        }
        _ => Cow::Owned(char::from_u32(code).unwrap_or('\u{fffd}').to_string()),
    };
    Some((character, n_bytes))
}

/// `#35828;` or `#x8bf4;` as its number and length.
fn number(rest: &str) -> Option<(u32, usize)> {
    let digits = rest.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let n_digits = digits
        .bytes()
        .take(11)
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    let code = u32::from_str_radix(&digits[..n_digits], radix).ok()?;
    let n_bytes = rest.len() - digits.len() + n_digits;
    match digits.as_bytes().get(n_digits) {
        Some(b';') => Some((code, n_bytes + 1)),
        Some(byte) if byte.is_ascii_alphanumeric() => None,
        _ => Some((code, n_bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn names_numbers_and_layers() {
        assert_eq!(
            once(propose, "&#35828;&#x5b9e;&#35805;"),
            ("说实话".into(), 3)
        );
        assert_eq!(
            once(propose, "&amp;quot;好&amp;amp;amp;#34;"),
            ("\"好\"".into(), 2)
        );
        assert_eq!(
            once(propose, "a&nbsp&lt3 &nbsp好"),
            ("a\u{a0}&lt3 \u{a0}好".into(), 2)
        );
        assert_eq!(once(propose, "&#55357;&#56832;&#150;"), ("😀–".into(), 2));
        assert_eq!(once(propose, "&NotEqualTilde;"), ("≂̸".into(), 1));
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "AT&T",
            "Q&A;",
            "&;",
            "&#;",
            "&#x;",
            "&#99999999999;",
            "?a=1&lt=2",
            "&",
            "R&D & &&",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
        assert_eq!(
            once(propose, "&#0;&#55357;"),
            ("\u{fffd}\u{fffd}".into(), 2)
        );
    }
}
