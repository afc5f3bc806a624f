//! A text as it may be quoted.

use super::mask;

/// The text masked, on one line, and cut after `most_chars` characters, with `…` for the rest.
///
/// Control characters become blanks: they could move the cursor of a terminal.
///
/// ```
/// use ciyun::privacy::quote;
/// assert_eq!(quote("打不开\n打13800138000", 20), "打不开 打【某手机号】");
/// assert_eq!(quote("打不开，一直闪退", 4), "打不开，…");
/// ```
#[must_use]
pub fn quote(text: &str, most_chars: usize) -> String {
    let masked = mask(text);
    let mut quoted: String = masked
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(most_chars)
        .collect();
    if masked.chars().nth(most_chars).is_some() {
        quoted.push('…');
    }
    quoted.trim().to_owned()
}
