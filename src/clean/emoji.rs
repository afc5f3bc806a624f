//! Rule `emoji`: pictures in the text.

use unicode_segmentation::UnicodeSegmentation;

use super::Edits;

const KEYCAP: char = '\u{20e3}';

/// Removes emoji by grapheme cluster, so that skin tones, joined families, flags and keycaps go
/// as one. `©` `®` `™` `‼` `⁉` and digits without keycap are text.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut characters = text.char_indices();
    while let Some((start, character)) = characters.next() {
        let candidate = if character.is_ascii() {
            is_keycap_base(character) && text[start + 1..].starts_with(['\u{fe0f}', KEYCAP])
        } else {
            is_emoji(character)
        };
        if !candidate {
            continue;
        }
        let cluster = text[start..].graphemes(true).next().unwrap_or_default();
        if !character.is_ascii() || cluster.contains(KEYCAP) {
            let end = start + cluster.len();
            edits.remove_word(text, start..end);
            while characters.offset() < end {
                characters.next();
            }
        }
    }
}

/// Whether a keycap can stand on the character.
pub(super) fn is_keycap_base(character: char) -> bool {
    matches!(character, '0'..='9' | '#' | '*')
}

/// Whether a grapheme cluster is an emoji; a digit with its keycap is one too.
pub(crate) fn is_picture(cluster: &str) -> bool {
    let is_keycap = || cluster.contains(KEYCAP) && cluster.starts_with(is_keycap_base);
    cluster.chars().any(is_emoji) || is_keycap()
}

/// Whether the character alone is an emoji or part of one.
///
/// `Emoji=Yes` of Unicode 16 (`emoji-data.txt`) without ASCII, `©`, `®`, `™`, `‼` and `⁉`.
pub(super) fn is_emoji(character: char) -> bool {
    // Most text, and its punctuation.
    if matches!(
        character,
        '\0'..='\u{2138}' | '\u{3000}'..='\u{302f}' | '\u{329a}'..='\u{1f003}'
    ) {
        return false;
    }
    let code = u32::from(character);
    let index = RANGES.partition_point(|(first, _)| *first <= code);
    index > 0 && code <= RANGES[index - 1].1
}

const RANGES: [(u32, u32); 142] = [
    (0x2139, 0x2139),
    (0x2194, 0x2199),
    (0x21a9, 0x21aa),
    (0x231a, 0x231b),
    (0x2328, 0x2328),
    (0x23cf, 0x23cf),
    (0x23e9, 0x23f3),
    (0x23f8, 0x23fa),
    (0x24c2, 0x24c2),
    (0x25aa, 0x25ab),
    (0x25b6, 0x25b6),
    (0x25c0, 0x25c0),
    (0x25fb, 0x25fe),
    (0x2600, 0x2604),
    (0x260e, 0x260e),
    (0x2611, 0x2611),
    (0x2614, 0x2615),
    (0x2618, 0x2618),
    (0x261d, 0x261d),
    (0x2620, 0x2620),
    (0x2622, 0x2623),
    (0x2626, 0x2626),
    (0x262a, 0x262a),
    (0x262e, 0x262f),
    (0x2638, 0x263a),
    (0x2640, 0x2640),
    (0x2642, 0x2642),
    (0x2648, 0x2653),
    (0x265f, 0x2660),
    (0x2663, 0x2663),
    (0x2665, 0x2666),
    (0x2668, 0x2668),
    (0x267b, 0x267b),
    (0x267e, 0x267f),
    (0x2692, 0x2697),
    (0x2699, 0x2699),
    (0x269b, 0x269c),
    (0x26a0, 0x26a1),
    (0x26a7, 0x26a7),
    (0x26aa, 0x26ab),
    (0x26b0, 0x26b1),
    (0x26bd, 0x26be),
    (0x26c4, 0x26c5),
    (0x26c8, 0x26c8),
    (0x26ce, 0x26cf),
    (0x26d1, 0x26d1),
    (0x26d3, 0x26d4),
    (0x26e9, 0x26ea),
    (0x26f0, 0x26f5),
    (0x26f7, 0x26fa),
    (0x26fd, 0x26fd),
    (0x2702, 0x2702),
    (0x2705, 0x2705),
    (0x2708, 0x270d),
    (0x270f, 0x270f),
    (0x2712, 0x2712),
    (0x2714, 0x2714),
    (0x2716, 0x2716),
    (0x271d, 0x271d),
    (0x2721, 0x2721),
    (0x2728, 0x2728),
    (0x2733, 0x2734),
    (0x2744, 0x2744),
    (0x2747, 0x2747),
    (0x274c, 0x274c),
    (0x274e, 0x274e),
    (0x2753, 0x2755),
    (0x2757, 0x2757),
    (0x2763, 0x2764),
    (0x2795, 0x2797),
    (0x27a1, 0x27a1),
    (0x27b0, 0x27b0),
    (0x27bf, 0x27bf),
    (0x2934, 0x2935),
    (0x2b05, 0x2b07),
    (0x2b1b, 0x2b1c),
    (0x2b50, 0x2b50),
    (0x2b55, 0x2b55),
    (0x3030, 0x3030),
    (0x303d, 0x303d),
    (0x3297, 0x3297),
    (0x3299, 0x3299),
    (0x1f004, 0x1f004),
    (0x1f0cf, 0x1f0cf),
    (0x1f170, 0x1f171),
    (0x1f17e, 0x1f17f),
    (0x1f18e, 0x1f18e),
    (0x1f191, 0x1f19a),
    (0x1f1e6, 0x1f1ff),
    (0x1f201, 0x1f202),
    (0x1f21a, 0x1f21a),
    (0x1f22f, 0x1f22f),
    (0x1f232, 0x1f23a),
    (0x1f250, 0x1f251),
    (0x1f300, 0x1f321),
    (0x1f324, 0x1f393),
    (0x1f396, 0x1f397),
    (0x1f399, 0x1f39b),
    (0x1f39e, 0x1f3f0),
    (0x1f3f3, 0x1f3f5),
    (0x1f3f7, 0x1f4fd),
    (0x1f4ff, 0x1f53d),
    (0x1f549, 0x1f54e),
    (0x1f550, 0x1f567),
    (0x1f56f, 0x1f570),
    (0x1f573, 0x1f57a),
    (0x1f587, 0x1f587),
    (0x1f58a, 0x1f58d),
    (0x1f590, 0x1f590),
    (0x1f595, 0x1f596),
    (0x1f5a4, 0x1f5a5),
    (0x1f5a8, 0x1f5a8),
    (0x1f5b1, 0x1f5b2),
    (0x1f5bc, 0x1f5bc),
    (0x1f5c2, 0x1f5c4),
    (0x1f5d1, 0x1f5d3),
    (0x1f5dc, 0x1f5de),
    (0x1f5e1, 0x1f5e1),
    (0x1f5e3, 0x1f5e3),
    (0x1f5e8, 0x1f5e8),
    (0x1f5ef, 0x1f5ef),
    (0x1f5f3, 0x1f5f3),
    (0x1f5fa, 0x1f64f),
    (0x1f680, 0x1f6c5),
    (0x1f6cb, 0x1f6d2),
    (0x1f6d5, 0x1f6d7),
    (0x1f6dc, 0x1f6e5),
    (0x1f6e9, 0x1f6e9),
    (0x1f6eb, 0x1f6ec),
    (0x1f6f0, 0x1f6f0),
    (0x1f6f3, 0x1f6fc),
    (0x1f7e0, 0x1f7eb),
    (0x1f7f0, 0x1f7f0),
    (0x1f90c, 0x1f93a),
    (0x1f93c, 0x1f945),
    (0x1f947, 0x1f9ff),
    (0x1fa70, 0x1fa7c),
    (0x1fa80, 0x1fa89),
    (0x1fa8f, 0x1fac6),
    (0x1face, 0x1fadc),
    (0x1fadf, 0x1fae9),
    (0x1faf0, 0x1faf8),
];

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn clusters_go_as_one() {
        let text = "好👍🏽👩\u{200d}👩\u{200d}👧🇨🇳1\u{fe0f}\u{20e3}❤\u{fe0f}吗";
        assert_eq!(once(propose, text), ("好 吗".into(), 5));
        assert_eq!(once(propose, "好😀。"), ("好。".into(), 1));
        assert_eq!(once(propose, "😀"), (String::new(), 1));
    }

    #[test]
    fn each_picture_is_one_firing_and_leaves_no_part() {
        for picture in [
            "👍🏽",
            "🏽",
            "✌\u{fe0f}",
            "✌🏿",
            "👨\u{200d}👩\u{200d}👧\u{200d}👦",
            "👩🏾\u{200d}🚀",
            "🏃🏻\u{200d}♀\u{fe0f}",
            "❤\u{fe0f}\u{200d}🔥",
            "👨\u{200d}🦰",
            "🏳\u{fe0f}\u{200d}🌈",
            "🏴\u{200d}☠\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🇨🇳",
            "🇨",
            "1\u{fe0f}\u{20e3}",
            "#\u{20e3}",
            "*\u{fe0f}\u{20e3}",
            "Ⓜ\u{fe0f}",
            "㊗\u{fe0f}",
            "🀄",
            "ℹ\u{fe0f}",
        ] {
            let text = format!("好{picture}吗{picture}");
            assert_eq!(once(propose, &text), ("好 吗".into(), 2), "{picture}");
        }
        assert_eq!(once(propose, "🇨🇳🇭🇰😀😀"), (String::new(), 4));
    }

    #[test]
    fn signs_and_digits_are_text() {
        for text in ["©®™", "123#*", "★→①", "‼", "汉字"] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(RANGES.iter().all(|(first, last)| first <= last));
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
