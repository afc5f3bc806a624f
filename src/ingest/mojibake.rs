//! Text that was read in the wrong encoding and saved again: 转发微博 as 杞彂寰崥 or as è½¬å‘….

use std::sync::LazyLock;

use encoding_rs::{EncoderResult, GB18030, GBK};

use super::mixture::count_common;
use super::{Document, TextEncoding};
use crate::ledger::RuleId;

/// Chinese characters that must come to light from a text taken for GBK.
const MIN_HAN_GBK: usize = 3;

/// As many from a text taken for Latin letters, which by chance give none.
const MIN_HAN_LATIN: usize = 2;

/// Stands for a character that the wrong encoding cannot have made; no UTF-8 has this byte.
const IMPOSSIBLE: u8 = 0xff;

/// Notes a text that looks encoded twice; it is left as it is.
pub(super) fn note(document: &mut Document) {
    if is_double_encoded(&document.text) {
        document.notes.push((RuleId::NoteDoubleEncoded, 1));
    }
}

/// Whether a text is UTF-8 that was read as GBK, Latin-1 or Windows-1252: written back in that
/// encoding it is Chinese in UTF-8, with less than one broken place to two Chinese characters
/// (every run with an odd number of bytes loses its last one).
///
/// Where the characters of GBK's private area were lost on the way, that test fails. Then a text
/// counts of four characters at least which are all rare ones, every third an opening of UTF-8.
///
/// The first character decides whether this is tried: Chinese in UTF-8 begins with a byte from
/// `e3` to `f0`, and hardly any real text begins with a character of which that is the first byte.
fn is_double_encoded(text: &str) -> bool {
    match text.chars().find(|c| !c.is_ascii()) {
        Some('\u{e3}'..='\u{f0}') => shows_chinese(&as_latin(text), MIN_HAN_LATIN),
        Some(first) if is_opening(first) => {
            let bytes = as_gbk(text);
            shows_chinese(&bytes, MIN_HAN_GBK) || is_rare_throughout(text, &bytes)
        }
        _ => false,
    }
}

/// Whether GBK reads this character in the first two bytes of UTF-8 in Chinese texts.
fn is_opening(c: char) -> bool {
    let index = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
    OPENINGS
        .get(index / 64)
        .is_some_and(|bits| bits >> (index % 64) & 1 == 1)
}

/// A bit for each of those characters; every text is held against them.
static OPENINGS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let pairs = (0xe3..=0xf0).flat_map(|lead| (0x80..=0xbf).map(move |trail| [lead, trail]));
    let mut openings = vec![0; 0x1_0000 / 64];
    for pair in pairs {
        let (decoded, _) = GBK.decode_without_bom_handling(&pair);
        for opening in decoded
            .chars()
            .filter(|c| !c.is_ascii() && *c != '\u{fffd}')
        {
            let index = usize::try_from(u32::from(opening)).unwrap_or(usize::MAX);
            if let Some(bits) = openings.get_mut(index / 64) {
                *bits |= 1 << (index % 64);
            }
        }
    }
    openings
});

fn as_gbk(mut text: &str) -> Vec<u8> {
    let mut encoder = GB18030.new_encoder();
    let mut bytes = Vec::with_capacity(2 * text.len());
    let mut scratch = [0; 1024];
    loop {
        let (result, read, written) =
            encoder.encode_from_utf8_without_replacement(text, &mut scratch, true);
        bytes.extend_from_slice(&scratch[..written]);
        text = &text[read..];
        match result {
            EncoderResult::InputEmpty => return bytes,
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(_) => bytes.push(IMPOSSIBLE),
        }
    }
}

fn as_latin(text: &str) -> Vec<u8> {
    let byte = |c: char| {
        let windows = WINDOWS_1252.chars().position(|special| special == c);
        let high = windows.and_then(|index| u8::try_from(index).ok());
        match (high, u8::try_from(u32::from(c))) {
            (Some(index), _) if c != ' ' => 0x80 + index,
            (_, Ok(byte)) => byte,
            _ => IMPOSSIBLE,
        }
    };
    text.chars().map(byte).collect()
}

/// The characters of the bytes `80` to `9f`; a blank where there is none.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

fn shows_chinese(bytes: &[u8], min_han: usize) -> bool {
    let mut n_han = 0;
    let mut n_broken = 0;
    for chunk in bytes.utf8_chunks() {
        n_han += chunk.valid().chars().filter(|c| is_han(*c)).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_han >= min_han && 2 * n_broken < n_han
}

/// Whether all of a text's characters beyond ASCII are rare, and a third of them openings;
/// `bytes` is the text in GBK.
fn is_rare_throughout(text: &str, bytes: &[u8]) -> bool {
    let characters = text.chars().filter(|c| !c.is_ascii());
    let n_openings = characters.clone().filter(|c| is_opening(*c)).count();
    let n = characters.count();
    let (n_common, _) = count_common(bytes, TextEncoding::Gb18030);
    n >= 4 && 3 * n_openings >= n && n_common == 0
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "转发微博",
        "登录不上去",
        "很好用，不错！",
        "5星好评, app很好用, 希望继续更新",
        "《软件》闪退😂怎么办啊",
        "這個軟體很好用",
    ];

    #[test]
    fn text_read_in_the_wrong_encoding_is_recognised() {
        for text in TEXTS {
            for wrong in [GBK, GB18030, encoding_rs::WINDOWS_1252] {
                let damaged = wrong.decode_without_bom_handling(text.as_bytes()).0;
                assert!(is_double_encoded(&damaged), "{damaged}");
            }
            let latin: String = text.bytes().map(char::from).collect();
            assert!(is_double_encoded(&latin), "{latin}");
        }
        assert!(is_double_encoded("杞彂寰崥"));
        assert!(is_double_encoded("ç™»å½•"));
    }

    #[test]
    fn other_text_is_not() {
        for text in TEXTS.into_iter().chain([
            "",
            "café, à la carte, naïve",
            "éèêë",
            "瑕疵很多，囍糍粑",
            "寰宇浏览器不错",
            "涓涓细流",
            "嗯嗯嗯嗯嗯",
            "饕餮魑魅魍魉",
            "锟斤拷锟斤拷",
            "Ελληνικά, русский, 日本語のレビュー",
        ]) {
            assert!(!is_double_encoded(text), "{text}");
        }
    }
}
