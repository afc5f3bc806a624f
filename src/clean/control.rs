//! Rule `control`: characters that show nothing.

use super::{Edits, emoji};

const JOINER: char = '\u{200d}';
const EMOJI_STYLE: char = '\u{fe0f}';
const BLACK_FLAG: char = '\u{1f3f4}';
const KEYCAP: char = '\u{20e3}';

/// Removes zero-width, bidirectional, control and private-use characters, noncharacters and
/// variation selectors. Line breaks of other systems become `\n`. The joiner, the emoji style
/// selector and tags stay where they are part of an emoji. A run counts once.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let bytes = text.as_bytes();
    let mut removed: Option<std::ops::Range<usize>> = None;
    // Where a flag sequence that can go on with tags ends.
    let mut flag_end = usize::MAX;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most text: printable ASCII and Han.
        match byte {
            0x20..=0x7e | b'\t' | b'\n' => {
                at += 1;
                continue;
            }
            0xe4..=0xe9 => {
                at += 3;
                continue;
            }
            _ => {}
        }
        let character = next(text, at).expect("`at` is a boundary before the end");
        let start = at;
        at += character.len_utf8();
        let keep = match character {
            BLACK_FLAG => {
                flag_end = at;
                true
            }
            '\u{e0020}'..='\u{e007f}' if start == flag_end => {
                flag_end = at;
                true
            }
            JOINER => joins(text, start, at),
            EMOJI_STYLE => styles(text, start, at),
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if character != '\r' || bytes.get(at) != Some(&b'\n') {
                    if let Some(range) = removed.take() {
                        edits.remove(range);
                    }
                    edits.replace(start..at, "\n");
                    continue;
                }
                false
            }
            other => !is_invisible(other),
        };
        if keep {
            continue;
        }
        removed = match removed {
            Some(range) if range.end == start => Some(range.start..at),
            Some(range) => {
                edits.remove(range);
                Some(start..at)
            }
            None => Some(start..at),
        };
    }
    if let Some(range) = removed {
        edits.remove(range);
    }
}

fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether the joiner at `start..end` stands between emoji.
fn joins(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let base = match before.next() {
        Some(EMOJI_STYLE) => before.next(),
        other => other,
    };
    base.is_some_and(emoji::is_emoji) && next(text, end).is_some_and(emoji::is_emoji)
}

/// Whether the emoji style selector at `start..end` belongs to an emoji or a keycap.
fn styles(text: &str, start: usize, end: usize) -> bool {
    text[..start].chars().next_back().is_some_and(|before| {
        emoji::is_emoji(before)
            || (emoji::is_keycap_base(before) && next(text, end) == Some(KEYCAP))
    })
}

/// Characters without width or meaning of their own.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, Mongolian selectors.
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        | '\u{180b}'..='\u{180f}'
        // Zero-width and bidirectional characters, invisible operators.
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Variation selectors and tags.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}'
        // Private use and noncharacters.
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}'
    ) || u32::from(character) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn invisible_characters_go_and_runs_count_once() {
        assert_eq!(once(propose, "\u{feff}好\u{200b}"), ("好".into(), 2));
        assert_eq!(
            once(propose, "\u{200d}闪\u{200d}退\u{200d}啊"),
            ("闪退啊".into(), 3)
        );
        assert_eq!(
            once(propose, "a\u{f8ff}\u{f8ff}\u{e409}b\u{8}\u{7f}\u{14}"),
            ("ab".into(), 2)
        );
        assert_eq!(once(propose, "\u{202e}abc\u{202c}"), ("abc".into(), 2));
    }

    #[test]
    fn line_breaks_are_unified() {
        assert_eq!(
            once(propose, "a\r\nb\rc\u{2028}d\te\nf"),
            ("a\nb\nc\nd\te\nf".into(), 3)
        );
        assert_eq!(once(propose, "a\u{200b}\r\u{200b}b"), ("a\nb".into(), 3));
    }

    #[test]
    fn emoji_keep_what_holds_them_together() {
        for text in [
            "👩\u{200d}🔬",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "👍🏽",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
        assert_eq!(
            once(propose, "1\u{fe0f}a\u{fe0f}\u{200d}😀\u{e0067}"),
            ("1a😀".into(), 3)
        );
    }
}
