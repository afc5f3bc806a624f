//! What the text rules did to one document, step by step.

use super::{CleanText, Watch};
use crate::ledger::RuleId;
use crate::privacy::{mask, quote};

/// Characters shown on each side of a change.
const CONTEXT: usize = 6;

/// Characters of a change that are shown.
const SHOWN: usize = 40;

/// One step of a document's way through the text rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: RuleId,
    /// How often it acted.
    pub n_firings: u32,
    /// The text before.
    pub before: String,
    /// The text after.
    pub after: String,
}

impl Watch for Vec<Step> {
    fn rewriting(&mut self, rule: RuleId, n_firings: u32, before: &str) {
        self.push(Step {
            rule,
            n_firings,
            before: before.to_owned(),
            after: String::new(),
        });
    }

    fn rewritten(&mut self, after: &CleanText<'_>) {
        if let Some(step) = self.last_mut() {
            after.text().clone_into(&mut step.after);
        }
    }
}

/// A character that cannot be seen as its code point, in angle brackets.
fn visible(c: char) -> String {
    let is_invisible = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    );
    if is_invisible || (c.is_control() && !c.is_whitespace()) {
        format!("<U+{:04X}>", u32::from(c))
    } else {
        c.to_string()
    }
}

impl Step {
    /// The part of the text that changed, with a few characters around it, masked: as it was and
    /// as it is.
    ///
    /// ```
    /// use ciyun::clean::Step;
    /// use ciyun::ledger::RuleId;
    /// let step = Step {
    ///     rule: RuleId::Entities,
    ///     n_firings: 1,
    ///     before: "更新以后一直闪退&amp;卡顿".to_owned(),
    ///     after: "更新以后一直闪退&卡顿".to_owned(),
    /// };
    /// let (before, after) = step.change();
    /// assert_eq!((before.as_str(), after.as_str()), ("…后一直闪退&amp;卡顿", "…后一直闪退&卡顿"));
    /// ```
    #[must_use]
    pub fn change(&self) -> (String, String) {
        let before: Vec<char> = mask(&self.before).chars().collect();
        let after: Vec<char> = mask(&self.after).chars().collect();
        let equal = |(a, b): &(&char, &char)| a == b;
        let start = before.iter().zip(&after).take_while(equal).count();
        let shorter = before.len().min(after.len()) - start;
        let rest = before.iter().rev().zip(after.iter().rev());
        let end = rest.take(shorter).take_while(equal).count();
        let part = |text: &[char]| {
            let from = start.saturating_sub(CONTEXT);
            let to = (text.len() - end + CONTEXT).min(text.len());
            let cut = if from > 0 { "…" } else { "" };
            let shown: String = text[from..to].iter().copied().map(visible).collect();
            let more = if to < text.len() { "…" } else { "" };
            format!("{cut}{}{more}", quote(&shown, SHOWN))
        };
        (part(&before), part(&after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_cannot_be_seen_are_named() {
        let step = Step {
            rule: RuleId::Control,
            n_firings: 1,
            before: "\u{feff}好用".to_owned(),
            after: "好用".to_owned(),
        };
        assert_eq!(step.change(), ("<U+FEFF>好用".into(), "好用".into()));
    }

    #[test]
    fn the_changed_part_is_masked_and_cut() {
        let step = Step {
            rule: RuleId::Mention,
            n_firings: 1,
            before: "一二三四五六七八@小明 好".to_owned(),
            after: "一二三四五六七八 好".to_owned(),
        };
        let (before, after) = step.change();
        assert_eq!(before, "…三四五六七八【某用户】 好");
        assert_eq!(after, "…三四五六七八 好");
    }
}
