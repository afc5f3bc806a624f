//! The encoding of short files: word lists and tables of words.

use std::borrow::Cow;

/// Decodes UTF-8, UTF-16 with a byte order mark, or GBK as older editors save it. `None` when a
/// byte does not fit or the result holds control characters: short files can be held to be right.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, rest) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, n_bytes)) => (encoding, &bytes[n_bytes..]),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
        None => (encoding_rs::GB18030, bytes),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest)?;
    let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().all(printable).then_some(text)
}
