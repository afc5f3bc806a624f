//! The two questions a caller has: where is personal data, and how does the text read without it.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::{self, Symbol};
use super::{PersonalData, PersonalDataKind, scan};

/// Personal data in a text, in its order and without overlap.
///
/// Ranges are bytes of `text` and lie on character boundaries. A wording stays readable: of
/// `QQ：123456` only the number is personal. A mask that already stands in the text is nothing.
///
/// ```
/// use ciyun::privacy::{PersonalDataKind, find};
/// let found = find("QQ：123456，@小明 你呢");
/// assert_eq!(found[0].kind, PersonalDataKind::Qq);
/// assert_eq!(found[0].range, 5..11);
/// assert_eq!(found[1].kind, PersonalDataKind::Mention);
/// assert_eq!(found[1].range, 14..21);
/// assert!(find("2023-11-05 12:30 拨打12345，订单号20231105123456789").is_empty());
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<PersonalData> {
    let mut found = Vec::new();
    if !fold::may_hold(text) {
        return found;
    }
    let symbols = fold::fold(text);
    let mut hits = Vec::new();
    // What is found cuts the text in two parts that do not see each other. Masks do the same, so
    // a masked text has the very parts in which nothing more was found: masking twice is masking
    // once.
    let mut parts = without_masks(&symbols);
    while let Some(part) = parts.pop() {
        scan::first(&symbols[part.clone()], &mut hits);
        let mut start = part.start;
        for hit in hits.drain(..) {
            let range = part.start + hit.range.start..part.start + hit.range.end;
            found.push(PersonalData {
                kind: hit.kind,
                range: symbols[range.start].start..symbols[range.end - 1].end,
            });
            parts.push(start..range.start);
            start = range.end;
        }
        if start > part.start {
            parts.push(start..part.end);
        }
    }
    found.sort_unstable_by_key(|data| data.range.start);
    found
}

/// The parts of a text between masks.
fn without_masks(symbols: &[Symbol]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, symbol) in symbols.iter().enumerate() {
        if symbol.c != '【' {
            continue;
        }
        let mut masks = PersonalDataKind::ALL.iter().map(|kind| kind.mask());
        if let Some(mask) = masks.find(|mask| stands_at(symbols, at, mask)) {
            parts.push(start..at);
            start = at + mask.chars().count();
        }
    }
    parts.push(start..symbols.len());
    parts
}

/// Whether a mask stands at a symbol; symbols are lower case.
fn stands_at(symbols: &[Symbol], at: usize, mask: &str) -> bool {
    let mut symbols = symbols[at..].iter();
    mask.chars().all(|c| {
        symbols
            .next()
            .is_some_and(|symbol| symbol.c == c.to_ascii_lowercase())
    })
}

/// The text with a mask in the place of all personal data, for quotations.
///
/// The rest of the text is unchanged, and borrowed if there is nothing to mask. Masking a masked
/// text changes nothing.
///
/// ```
/// use ciyun::privacy::mask;
/// assert_eq!(mask("回复@小明:打010-62345678"), "回复【某用户】:打【某座机号】");
/// assert_eq!(mask("拨打12345"), "拨打12345");
/// ```
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len() + found.len() * 8);
    let mut copied = 0;
    for data in found {
        masked.push_str(&text[copied..data.range.start]);
        masked.push_str(data.kind.mask());
        copied = data.range.end;
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}
