//! Rule `width`: one form for letters, digits and punctuation.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{Edits, emoji};

/// Brings letters, numbers, white space and punctuation with their combining marks to NFKC:
/// `ＡＰＰ` and `Ⓐ`, `ｶﾞ`, `①`, `ﬁ`, `…`, and all full-width forms, so that `，！？：；（）` become
/// their ASCII counterparts. Untouched are 。、《》【】“” (they have no other form), Han variants
/// and radicals, Hangul, emoji, and symbols such as ㎡ ℃ ™. Each character counts once.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let bytes = text.as_bytes();
    let mut normalized = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        if matches!(byte, 0xe4..=0xe9) {
            at += 3;
            continue;
        }
        if byte < 0x80 {
            at += 1;
            // A combining mark begins with 0xCC or more.
            if bytes
                .get(at)
                .is_none_or(|next| matches!(next, 0..0xcc | 0xe4..=0xe9))
            {
                continue;
            }
        } else {
            at += text[start..].chars().next().map_or(1, char::len_utf8);
        }
        let base = text[start..at].chars().next().expect("not at the end");
        if !is_candidate(base) {
            continue;
        }
        for mark in text[at..].chars().take_while(|next| is_mark(*next)) {
            at += mark.len_utf8();
        }
        if let ('\u{ff01}'..='\u{ff5e}', true) = (base, at == start + base.len_utf8()) {
            let ascii = char::from_u32(u32::from(base) - 0xfee0).expect("U+0021 to U+007E");
            edits.replace(start..at, ascii.encode_utf8(&mut [0; 4]));
            continue;
        }
        let cluster = &text[start..at];
        if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes {
            continue;
        }
        normalized.clear();
        normalized.extend(cluster.nfkc());
        if normalized != cluster {
            edits.replace(start..at, &normalized);
        }
    }
}

/// Whether the character attaches to the one before it; the half-width voicing marks of kana do.
fn is_mark(character: char) -> bool {
    match character {
        '\0'..'\u{300}' | '\u{3400}'..='\u{9fff}' => false,
        '\u{ff9e}' | '\u{ff9f}' => true,
        _ => canonical_combining_class(character) != 0,
    }
}

fn is_candidate(character: char) -> bool {
    match character {
        // Han: kanbun marks, radicals, unified, compatibility; 々〆〇 with the punctuation.
        '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{303f}' | '\u{3190}'..='\u{319f}' => false,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => false,
        // Hangul.
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' => false,
        '\u{ac00}'..='\u{d7ff}' | '\u{ffa0}'..='\u{ffdf}' => false,
        // Blanks, leaders, primes, doubled marks; overlines would decompose to a blank.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => true,
        '\u{2011}' | '\u{2024}'..='\u{2026}' | '\u{2033}' | '\u{2034}' => true,
        '\u{2036}' | '\u{2037}' | '\u{2047}' | '\u{2048}' | '\u{2057}' => true,
        '\u{fe30}'..='\u{fe48}' | '\u{fe4d}'..='\u{fe6b}' => true,
        '\u{ffe3}' => false,
        '\u{ff01}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffee}' => true,
        _ => character.is_alphanumeric() && !emoji::is_emoji(character),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn letters_digits_and_punctuation_are_folded() {
        assert_eq!(once(propose, "ＡＰＰ，好！？"), ("APP,好!?".into(), 6));
        assert_eq!(once(propose, "②⑦点ｶﾞ…ⅣⒶ"), ("27点ガ...IVA".into(), 6));
        assert_eq!(once(propose, "e\u{301}a　b\u{a0}c"), ("éa b c".into(), 3));
        assert_eq!(once(propose, "𝐀ﬁ½￥㈠"), ("Afi1⁄2¥(一)".into(), 5));
    }

    #[test]
    fn chinese_punctuation_variants_symbols_and_emoji_stay() {
        for text in [
            "。、《》【】“”—·",
            "㎡℃™№",
            "Ⓜ️ℹ️😀㊗",
            "\u{f900}\u{2f00}々",
            "한국 ひらがな",
            "￣▽￣",
            "éa",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }
}
