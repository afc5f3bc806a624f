//! Faults of JSON writers that leave no doubt about what was meant.

/// Mends halves of surrogate pairs in strings (a text cut inside an emoji), which become U+FFFD,
/// bare `NaN`, `Infinity`, `-Infinity` (written by Python), which become `null`, and bare NUL
/// characters, which become `\u0000` in strings and blanks elsewhere.
///
/// `None` when there is nothing of the kind.
pub(super) fn mend(json: &[u8]) -> Option<Vec<u8>> {
    let mut mended = Vec::with_capacity(json.len());
    let mut rest = json;
    let mut place = Place::Outside;
    let mut found = false;
    while let Some(&byte) = rest.first() {
        let (taken, written): (usize, &[u8]) = match place {
            Place::Outside if byte == 0 => (1, b" "),
            Place::String if byte == 0 => (1, b"\\u0000"),
            Place::Outside => NUMBERS
                .iter()
                .find(|word| rest.starts_with(word))
                .map_or((1, &rest[..1]), |word| (word.len(), b"null".as_slice())),
            Place::String if byte == b'\\' => escape(rest),
            Place::String => (1, &rest[..1]),
        };
        if byte == b'"' {
            place = match place {
                Place::Outside => Place::String,
                Place::String => Place::Outside,
            };
        }
        found |= rest[..taken] != *written;
        mended.extend_from_slice(written);
        rest = &rest[taken..];
    }
    found.then_some(mended)
}

const NUMBERS: [&[u8]; 3] = [b"NaN", b"-Infinity", b"Infinity"];

#[derive(Clone, Copy)]
enum Place {
    Outside,
    String,
}

/// The length of the escape at the start of `rest`, and what to write for it.
fn escape(rest: &[u8]) -> (usize, &[u8]) {
    match unit(rest) {
        Some(0xd800..=0xdbff) => match unit(&rest[6..]) {
            Some(0xdc00..=0xdfff) => (12, &rest[..12]),
            _ => (6, b"\\ufffd"),
        },
        Some(0xdc00..=0xdfff) => (6, b"\\ufffd"),
        Some(_) => (6, &rest[..6]),
        None => {
            let n = rest.len().min(2);
            (n, &rest[..n])
        }
    }
}

/// The number in `\uXXXX`.
fn unit(rest: &[u8]) -> Option<u16> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_these_faults_are_mended() {
        for (json, expected) in [
            (r#"{"a":"\ud83d\ude00","b":1}"#, None),
            (r#"{"a":"NaN \\ \" Infinity"}"#, None),
            (
                r#"{"a":"好\ud83d","b":NaN}"#,
                Some(r#"{"a":"好\ufffd","b":null}"#),
            ),
            (
                r#"{"a":"\ude00\ud83d\ud83d\ude00"}"#,
                Some(r#"{"a":"\ufffd\ufffd\ud83d\ude00"}"#),
            ),
            ("{\"a\0\":\0\"好\0\"}", Some(r#"{"a\u0000": "好\u0000"}"#)),
            (r#"{"a":-Infinity}"#, Some(r#"{"a":null}"#)),
            (r#"{"a":"\"#, None),
        ] {
            let mended = mend(json.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(mended.as_deref(), expected, "{json}");
        }
    }
}
