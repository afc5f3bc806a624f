//! A word with the text around it, as it may be shown.

use std::ops::Range;

use crate::privacy::{find, quote};

/// Characters shown before the word.
const BEFORE_CHARS: usize = 12;

/// Characters shown from the beginning of the word on.
const FROM_CHARS: usize = 30;

/// The text around `range`, masked, on one line.
pub(crate) fn around(text: &str, range: &Range<usize>) -> String {
    // Masks need the wording around a number, so they are written before the text is cut.
    let mut masked = String::with_capacity(text.len());
    let mut masks: Vec<Range<usize>> = Vec::new();
    let mut word = None;
    let mut copied = 0;
    for data in find(text) {
        if word.is_none() && range.start < data.range.end {
            let verbatim = range.start.saturating_sub(copied);
            let before_mask = data.range.start - copied;
            word = Some(masked.len() + verbatim.min(before_mask));
        }
        masked.push_str(&text[copied..data.range.start]);
        let start = masked.len();
        masked.push_str(data.kind.mask());
        masks.push(start..masked.len());
        copied = data.range.end;
    }
    let word = word.unwrap_or(masked.len() + range.start - copied.min(range.start));
    masked.push_str(&text[copied..]);
    let far = masked[..word].char_indices().rev().nth(BEFORE_CHARS - 1);
    let start = far.map_or(0, |(start, _)| start);
    // A mask is shown whole.
    let split = masks
        .iter()
        .find(|mask| mask.start < start && start < mask.end);
    let start = split.map_or(start, |mask| mask.start);
    let n_chars = masked[start..word].chars().count() + FROM_CHARS;
    let cut = if start > 0 { "…" } else { "" };
    format!("{cut}{}", quote(&masked[start..], n_chars))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, word: &str) -> String {
        let start = text.find(word).unwrap();
        around(text, &(start..start + word.len()))
    }

    #[test]
    fn the_text_is_cut_on_both_sides() {
        let text = format!("{}闪退{}", "前".repeat(20), "后".repeat(40));
        let expected = format!("…{}闪退{}…", "前".repeat(12), "后".repeat(28));
        assert_eq!(quoted(&text, "闪退"), expected);
        assert_eq!(quoted("一打开\n就闪退", "闪退"), "一打开 就闪退");
    }

    #[test]
    fn personal_data_is_masked_though_its_wording_is_cut_off() {
        let text = format!("加微信：abc_2020，{}闪退", "前".repeat(9));
        let expected = format!("…【某微信号】，{}闪退", "前".repeat(9));
        assert_eq!(quoted(&text, "闪退"), expected);
        for word in ["138", "闪退", "打", "00"] {
            let quote = quoted("打13800138000，闪退", word);
            assert_eq!(quote, "打【某手机号】，闪退", "{word}");
        }
        let quote = quoted("13800138000和13900139000，闪退", "139");
        assert_eq!(quote, "【某手机号】和【某手机号】，闪退");
    }
}
