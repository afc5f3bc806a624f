//! The fixed order of the rules.

use super::boilerplate::Boilerplate;
use super::column_filter::FieldConditions;
use super::document::{self, Placeholders};
use super::emoticon::Emoticons;
use super::traditional::Traditional;
use super::{
    CleanText, Edits, NearDuplicateOptions, Platform, Watch, case, control, emoji, encoding,
    entities, markup, mention, phrase, repost, stretch, topic_marks, triggers, url, width,
};
use crate::ingest::Fields;
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::WordList;

/// Fewest characters of a near-duplicate when the rule `duplicate.text` does not say.
const SHORTEST_NEAR_DUPLICATE: usize = 15;

/// The word lists that cleaning needs.
#[derive(Debug, Clone, Copy)]
pub struct CleanLists<'l> {
    /// Comments that are boilerplate as a whole.
    pub placeholders: &'l WordList,
    /// Beginnings and ends added by platforms, in sections `prefix` and `suffix`.
    pub boilerplate: &'l WordList,
    /// Names of bracket emoticons, in sections `general` and of platforms.
    pub emoticons: &'l WordList,
}

/// Why the lists or the settings for cleaning could not be used.
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
    /// An emoticon stands in a section that is not named after a platform.
    #[error(
        "{name}:{line}: expected a section `## general` or of a platform such as `## weibo`, found {found:?}"
    )]
    Platform {
        /// File name of the list.
        name: String,
        /// Line of the emoticon, counted from 1.
        line: usize,
        /// The section it stands in.
        found: String,
    },
    /// A text of the rule `column-filter` is no condition.
    #[error(
        "column-filter: found {found:?}, expected a condition such as rating<=2, app=NAME|NAME or time>=2022-06"
    )]
    Condition {
        /// The text as given.
        found: String,
    },
    /// Texts cannot be near-duplicates from this similarity on.
    #[error("near-duplicate: found {found}, expected a number from 0.5 to 1")]
    Threshold {
        /// The number as it was given.
        found: String,
    },
}

/// Cleans comments, one at a time; shared by all threads.
///
/// ```
/// use ciyun::clean::{CleanLists, Cleaner, Firings, Platform};
/// use ciyun::{ledger::{RuleId, RuleSet}, lexicon::WordList};
/// let lists = CleanLists {
///     placeholders: &WordList::parse("placeholders.txt", "如题\n"),
///     boilerplate: &WordList::parse("boilerplate.txt", "## suffix\n展开\n"),
///     emoticons: &WordList::parse("emoticons.txt", "微笑\n"),
/// };
/// let cleaner = Cleaner::new(&lists, &RuleSet::default())?;
/// let mut firings = Firings::default();
/// let mut text = cleaner.decode("ＡＰＰ闪退&amp;卡[微笑]", &mut firings);
/// assert_eq!(text.text(), "APP闪退&卡[微笑]");
/// assert_eq!(cleaner.judge_decoded(&text), None);
/// cleaner.rewrite(&mut text, Platform::Other, &mut firings);
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
    /// Only where its rule applies.
    traditional: Option<Traditional>,
    column_filter: FieldConditions,
    near_duplicates: Option<NearDuplicateOptions>,
    rules: RuleSet,
}

impl Cleaner {
    /// Prepares the lists; of the rules only those that apply will act.
    ///
    /// # Errors
    /// [`CleanError`] when a list or a condition cannot be used.
    pub fn new(lists: &CleanLists<'_>, rules: &RuleSet) -> Result<Cleaner, CleanError> {
        let near_duplicates = rules.ratio(RuleId::NearDuplicate).map(|threshold| {
            let shortest = rules.count(RuleId::DuplicateText);
            let shortest = shortest.map_or(SHORTEST_NEAR_DUPLICATE, |chars| chars as usize);
            NearDuplicateOptions::new(threshold, shortest)
        });
        Ok(Cleaner {
            column_filter: FieldConditions::parse(rules.texts(RuleId::ColumnFilter))?,
            near_duplicates: near_duplicates.transpose()?,
            rules: rules.clone(),
            placeholders: Placeholders::new(lists.placeholders),
            boilerplate: Boilerplate::new(lists.boilerplate)?,
            emoticons: Emoticons::new(lists.emoticons)?,
            traditional: rules.applies(RuleId::Traditional).then(Traditional::new),
        })
    }

    /// Which rules apply.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The settings of the rule `near-duplicate`, if it applies; texts shorter than
    /// `duplicate.text` asks for are no near-duplicates either.
    #[must_use]
    pub fn near_duplicates(&self) -> Option<&NearDuplicateOptions> {
        self.near_duplicates.as_ref()
    }

    /// Judges what stands beside the text: [`RuleId::ColumnFilter`].
    #[must_use]
    pub fn judge_fields(&self, fields: &Fields) -> Option<RuleId> {
        (!self.column_filter.passes(fields)).then_some(RuleId::ColumnFilter)
    }

    /// The first stage: `raw`, the text of a cell, as its author typed it.
    #[must_use]
    pub fn decode<'s>(&self, raw: &'s str, watch: &mut impl Watch) -> CleanText<'s> {
        let mut text = CleanText::new(raw);
        let mut pass = Pass::new(self, &mut text, watch);
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
    /// something), [`RuleId::Placeholder`] for a comment that is a list entry as a whole,
    /// [`RuleId::MinChars`] and [`RuleId::MaxChars`] by its characters without white space.
    #[must_use]
    pub fn judge_decoded(&self, text: &CleanText<'_>) -> Option<RuleId> {
        document::judge_decoded(text.text(), &self.placeholders, &self.rules)
    }

    /// The second stage: takes out of decoded text what is not language, and folds case.
    ///
    /// Of the emoticons those of `platform` go.
    pub fn rewrite(&self, text: &mut CleanText<'_>, platform: Platform, watch: &mut impl Watch) {
        let mut pass = Pass::new(self, text, watch);
        pass.apply(RuleId::Repost, triggers::SLASH, repost::propose);
        pass.apply(RuleId::Boilerplate, triggers::ANY, |text, edits| {
            self.boilerplate.propose(text, edits);
        });
        pass.apply(RuleId::Url, triggers::URL, url::propose);
        pass.apply(RuleId::Mention, triggers::AT, mention::propose);
        let topics = topic_marks::propose_words;
        pass.apply(RuleId::TopicMarksWords, triggers::HASH, topics);
        pass.apply(RuleId::TopicMarks, triggers::HASH, topic_marks::propose);
        pass.apply(RuleId::Emoticon, triggers::BRACKET, |text, edits| {
            self.emoticons.propose(text, platform, edits);
        });
        pass.apply(RuleId::Emoji, triggers::EMOJI, emoji::propose);
        if let Some(kept) = self.rules.count(RuleId::Stretch) {
            pass.apply(RuleId::Stretch, triggers::ANY, |text, edits| {
                stretch::propose(text, kept, edits);
            });
        }
        pass.apply(RuleId::StretchPhrase, triggers::ANY, phrase::propose);
        if let Some(table) = &self.traditional {
            pass.apply(RuleId::Traditional, triggers::HAN, |text, edits| {
                table.propose(text, edits);
            });
        }
        pass.fold_case();
    }

    /// Judges cleaned text: [`RuleId::EmptyCleaned`] when no letter, Han included, and no number
    /// is left.
    #[must_use]
    pub fn judge_cleaned(&self, text: &CleanText<'_>) -> Option<RuleId> {
        document::judge_cleaned(text.text()).filter(|rule| self.rules.applies(*rule))
    }
}

/// Whether a rule acted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Changed,
    Unchanged,
}

/// One stage on one text.
struct Pass<'p, 's, W> {
    rules: &'p RuleSet,
    text: &'p mut CleanText<'s>,
    watch: &'p mut W,
    edits: Edits,
    triggers: u16,
}

impl<'p, 's, W: Watch> Pass<'p, 's, W> {
    fn new(cleaner: &'p Cleaner, text: &'p mut CleanText<'s>, watch: &'p mut W) -> Self {
        let triggers = triggers::of(text.text());
        Pass {
            rules: &cleaner.rules,
            text,
            watch,
            edits: Edits::default(),
            triggers,
        }
    }

    /// Applies the last rule, keeping the spelling for display.
    fn fold_case(&mut self) {
        if self.triggers & triggers::UPPER != 0 && self.rules.applies(RuleId::Case) {
            case::propose(self.text.text(), &mut self.edits);
            self.carry_out(RuleId::Case, CleanText::fold);
        }
    }

    /// Applies a rule if it is on and the text holds one of the bytes that can trigger it.
    fn apply(
        &mut self,
        rule: RuleId,
        trigger: u16,
        propose: impl FnOnce(&str, &mut Edits),
    ) -> Outcome {
        if self.triggers & trigger == 0 || !self.rules.applies(rule) {
            return Outcome::Unchanged;
        }
        propose(self.text.text(), &mut self.edits);
        let outcome = self.carry_out(rule, CleanText::apply);
        if outcome == Outcome::Changed {
            self.triggers = triggers::of(self.text.text());
        }
        outcome
    }

    fn carry_out(
        &mut self,
        rule: RuleId,
        change: impl FnOnce(&mut CleanText<'s>, &mut Edits),
    ) -> Outcome {
        let n_firings = self.edits.n_firings();
        if n_firings == 0 {
            return Outcome::Unchanged;
        }
        self.watch.rewriting(rule, n_firings, self.text.text());
        change(self.text, &mut self.edits);
        self.watch.rewritten(self.text);
        Outcome::Changed
    }
}
