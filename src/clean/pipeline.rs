//! The fixed order of the rules.

use super::boilerplate::Boilerplate;
use super::document::{self, Placeholders};
use super::emoticon::Emoticons;
use super::{
    CleanText, Edits, Firings, case, control, emoji, encoding, entities, markup, mention, phrase,
    repost, stretch, topic_marks, triggers, url, width,
};
use crate::ledger::RuleId;
use crate::lexicon::WordList;

/// The word lists that cleaning needs.
#[derive(Debug, Clone, Copy)]
pub struct CleanLists<'l> {
    /// Comments that are boilerplate as a whole.
    pub placeholders: &'l WordList,
    /// Beginnings and ends added by platforms, in sections `prefix` and `suffix`.
    pub boilerplate: &'l WordList,
    /// Names of bracket emoticons.
    pub emoticons: &'l WordList,
}

/// Why the lists for cleaning could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CleanError {
    /// A boilerplate phrase stands in no section that says where it is looked for.
    #[error("{name}:{line}: expected a section `## prefix` or `## suffix`, found {found:?}")]
    Section {
        /// File name of the list.
        name: String,
        /// Line of the phrase, counted from 1.
        line: usize,
        /// The section it stands in; empty if none.
        found: String,
    },
}

/// Cleans comments, one at a time; shared by all threads.
///
/// ```
/// use ciyun::clean::{CleanLists, Cleaner, Firings};
/// use ciyun::{ledger::RuleId, lexicon::WordList};
/// let cleaner = Cleaner::new(&CleanLists {
///     placeholders: &WordList::parse("placeholders.txt", "如题\n"),
///     boilerplate: &WordList::parse("boilerplate.txt", "## suffix\n展开\n"),
///     emoticons: &WordList::parse("emoticons.txt", "微笑\n"),
/// })?;
/// let mut firings = Firings::default();
/// let mut text = cleaner.decode("ＡＰＰ闪退&amp;卡[微笑]", &mut firings);
/// assert_eq!(text.text(), "APP闪退&卡[微笑]");
/// assert_eq!(cleaner.judge_decoded(&text), None);
/// cleaner.rewrite(&mut text, &mut firings);
/// assert_eq!(text.text(), "app闪退&卡");
/// assert_eq!(text.source_range(0..3), 0..9);
/// assert_eq!(firings.count(RuleId::Emoticon), 1);
/// # Ok::<(), ciyun::clean::CleanError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Cleaner {
    placeholders: Placeholders,
    boilerplate: Boilerplate,
    emoticons: Emoticons,
}

impl Cleaner {
    /// Prepares the lists.
    ///
    /// # Errors
    /// [`CleanError::Section`].
    pub fn new(lists: &CleanLists<'_>) -> Result<Cleaner, CleanError> {
        Ok(Cleaner {
            placeholders: Placeholders::new(lists.placeholders),
            boilerplate: Boilerplate::new(lists.boilerplate)?,
            emoticons: Emoticons::new(lists.emoticons),
        })
    }

    /// The first stage: `raw`, the text of a cell, as its author typed it.
    #[must_use]
    pub fn decode<'s>(&self, raw: &'s str, firings: &mut Firings) -> CleanText<'s> {
        let mut text = CleanText::new(raw);
        let mut pass = Pass::new(&mut text, firings);
        for _ in 0..entities::PASSES {
            let again = pass.apply(RuleId::Entities, triggers::AMPERSAND, entities::propose);
            if again == Outcome::Unchanged {
                break;
            }
        }
        pass.apply(RuleId::Markup, triggers::LESS_THAN, markup::propose);
        pass.apply(RuleId::Encoding, triggers::REPLACEMENT, encoding::propose);
        pass.apply(RuleId::Control, triggers::CONTROL, control::propose);
        pass.apply(RuleId::Width, triggers::WIDTH, width::propose);
        text
    }

    /// Judges decoded text: [`RuleId::Empty`] for white space alone (marks and emoji are
    /// something), [`RuleId::Placeholder`] for a comment that is a list entry as a whole.
    #[must_use]
    pub fn judge_decoded(&self, text: &CleanText<'_>) -> Option<RuleId> {
        document::judge_decoded(text.text(), &self.placeholders)
    }

    /// The second stage: takes out of decoded text what is not language, and folds case.
    pub fn rewrite(&self, text: &mut CleanText<'_>, firings: &mut Firings) {
        let mut pass = Pass::new(text, firings);
        pass.apply(RuleId::Repost, triggers::SLASH, repost::propose);
        pass.apply(RuleId::Boilerplate, triggers::ANY, |text, edits| {
            self.boilerplate.propose(text, edits);
        });
        pass.apply(RuleId::Url, triggers::URL, url::propose);
        pass.apply(RuleId::Mention, triggers::AT, mention::propose);
        pass.apply(RuleId::TopicMarks, triggers::HASH, topic_marks::propose);
        pass.apply(RuleId::Emoticon, triggers::BRACKET, |text, edits| {
            self.emoticons.propose(text, edits);
        });
        pass.apply(RuleId::Emoji, triggers::EMOJI, emoji::propose);
        pass.apply(RuleId::Stretch, triggers::ANY, stretch::propose);
        pass.apply(RuleId::StretchPhrase, triggers::ANY, phrase::propose);
        pass.fold_case();
    }

    /// Judges cleaned text: [`RuleId::EmptyCleaned`] when no letter, Han included, and no number
    /// is left.
    #[must_use]
    pub fn judge_cleaned(&self, text: &CleanText<'_>) -> Option<RuleId> {
        document::judge_cleaned(text.text())
    }
}

/// Whether a rule acted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Changed,
    Unchanged,
}

/// One stage on one text.
struct Pass<'p, 's> {
    text: &'p mut CleanText<'s>,
    firings: &'p mut Firings,
    edits: Edits,
    triggers: u16,
}

impl<'p, 's> Pass<'p, 's> {
    fn new(text: &'p mut CleanText<'s>, firings: &'p mut Firings) -> Self {
        let triggers = triggers::of(text.text());
        Pass {
            text,
            firings,
            edits: Edits::default(),
            triggers,
        }
    }

    /// Applies the last rule, keeping the spelling for display.
    fn fold_case(&mut self) {
        if self.triggers & triggers::UPPER != 0 {
            case::propose(self.text.text(), &mut self.edits);
            if self.edits.n_firings() > 0 {
                self.firings.add(RuleId::Case, self.edits.n_firings());
                self.text.fold(&mut self.edits);
            }
        }
    }

    /// Applies a rule if the text holds one of the bytes that can trigger it.
    fn apply(
        &mut self,
        rule: RuleId,
        trigger: u16,
        propose: impl FnOnce(&str, &mut Edits),
    ) -> Outcome {
        if self.triggers & trigger == 0 {
            return Outcome::Unchanged;
        }
        propose(self.text.text(), &mut self.edits);
        if self.edits.n_firings() == 0 {
            return Outcome::Unchanged;
        }
        self.firings.add(rule, self.edits.n_firings());
        self.text.apply(&mut self.edits);
        self.triggers = triggers::of(self.text.text());
        Outcome::Changed
    }
}
