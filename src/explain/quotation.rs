//! A word with the text around it, as it may be shown.

use std::ops::Range;

use crate::privacy::{find, quote};

/// Characters shown before the word.
const BEFORE_CHARS: usize = 12;

/// Characters shown from the beginning of the word on.
const FROM_CHARS: usize = 30;

/// A text with personal data masked, and a part of it found again.
pub(crate) struct Masked {
    pub(crate) text: String,
    /// The part: at least the masks that stand for any of it.
    pub(crate) part: Range<usize>,
    /// Where masks stand.
    pub(crate) masks: Vec<Range<usize>>,
}

impl Masked {
    /// Masks a text in which the bytes of `part` are of interest.
    pub(crate) fn new(text: &str, part: &Range<usize>) -> Masked {
        let mut masked = String::with_capacity(text.len());
        let mut masks: Vec<Range<usize>> = Vec::new();
        let (mut start, mut end) = (None, None);
        let mut copied = 0;
        for data in find(text) {
            let mask_start = masked.len() + (data.range.start - copied);
            let mask_end = mask_start + data.kind.mask().len();
            if start.is_none() && part.start < data.range.end {
                let verbatim = part.start.saturating_sub(copied);
                start = Some((masked.len() + verbatim).min(mask_start));
            }
            if end.is_none() && part.end <= data.range.start {
                end = Some(masked.len() + part.end.saturating_sub(copied));
            } else if end.is_none() && part.end <= data.range.end {
                end = Some(mask_end);
            }
            masked.push_str(&text[copied..data.range.start]);
            masked.push_str(data.kind.mask());
            masks.push(mask_start..mask_end);
            copied = data.range.end;
        }
        let here = |at: usize| masked.len() + at - copied.min(at);
        let part = start.unwrap_or(here(part.start))..end.unwrap_or(here(part.end));
        masked.push_str(&text[copied..]);
        Masked {
            text: masked,
            part,
            masks,
        }
    }
}

/// The text around `range`, masked, on one line.
pub(crate) fn around(text: &str, range: &Range<usize>) -> String {
    // Masks need the wording around a number, so they are written before the text is cut.
    let Masked {
        text: masked,
        part,
        masks,
    } = Masked::new(text, range);
    let word = part.start;
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
