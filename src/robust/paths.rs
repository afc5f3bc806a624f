//! What variants share: sets of document rules, of token rules, and segmenters.

use super::Variant;
use super::bits::Bits;
use crate::Error;
use crate::clean::{Cleaner, DocumentKey, DuplicateIndex, DuplicateKeys};
use crate::ingest::Source;
use crate::ledger::{Level, Parameter, RuleId, RuleSet};
use crate::lexicon::tag_is;
use crate::pipeline::{Pending, Setup, StopList, WordLists, near_duplicates};
use crate::segment::Cutter;
use crate::select::{Fate, Privacy, Selector};

/// Which of the shared parts a variant is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) documents: usize,
    pub(super) cut: usize,
    pub(super) terms: usize,
}

/// The shared parts of all variants.
pub(super) struct Paths {
    pub(super) documents: Vec<DocumentRules>,
    pub(super) cuts: Vec<Cutter>,
    pub(super) terms: Vec<TermRules>,
    /// By variant.
    pub(super) of_variants: Vec<Path>,
}

/// A set of document rules with the comments that it keeps.
pub(super) struct DocumentRules {
    cleaner: Cleaner,
    index: DuplicateIndex,
    n_documents: u64,
    pub(super) kept: Bits,
}

/// A set of token rules.
pub(super) struct TermRules {
    selector: Selector,
    /// Beginnings of the parts of speech that are counted; all when there are none.
    pos: Vec<String>,
}

/// The rules of a level with their states, by which sets of rules are told apart.
fn states(rules: &RuleSet, level: Level) -> Vec<Option<Parameter>> {
    let of_level = RuleId::ALL.iter().filter(|rule| rule.level() == level);
    of_level
        .map(|rule| rules.parameter(*rule).cloned())
        .collect()
}

/// The position of an item, which is added if it is new.
fn position<T: PartialEq>(items: &mut Vec<T>, item: T) -> usize {
    if let Some(index) = items.iter().position(|known| *known == item) {
        return index;
    }
    items.push(item);
    items.len() - 1
}

impl Paths {
    /// Variants have the text rules of the run, and the rule `pii` as it has it: a text is cleaned
    /// once, and what becomes of a token is a matter of the token alone.
    pub(super) fn new(variants: &[Variant], setup: &Setup) -> Result<Paths, Error> {
        let (mut documents, mut cuts, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        let mut of_variants = Vec::new();
        for Variant { settings, .. } in variants {
            let rules = &settings.rules;
            of_variants.push(Path {
                documents: position(&mut documents, states(rules, Level::Document)),
                cut: position(
                    &mut cuts,
                    (settings.unknown_words, states(rules, Level::Join)),
                ),
                terms: position(
                    &mut terms,
                    (states(rules, Level::Token), settings.stop_list),
                ),
            });
        }
        let rules_with = |has: &dyn Fn(&Path) -> bool| {
            let index = of_variants.iter().position(has);
            &variants[index.expect("every part is of a variant")].settings
        };
        let documents = (0..documents.len()).map(|index| {
            let rules = &rules_with(&|path| path.documents == index).rules;
            Ok(DocumentRules {
                cleaner: Cleaner::new(&setup.lists.cleaning(), rules)?,
                index: DuplicateIndex::new(rules),
                n_documents: 0,
                kept: Bits::default(),
            })
        });
        let terms = (0..terms.len()).map(|index| {
            let settings = rules_with(&|path| path.terms == index);
            TermRules::new(&settings.rules, settings.stop_list, &setup.lists)
        });
        let cuts = (0..cuts.len()).map(|index| {
            let settings = rules_with(&|path| path.cut == index);
            let cutter = setup.pipeline.cutter();
            cutter.with(settings.unknown_words, &settings.rules)
        });
        Ok(Paths {
            documents: documents.collect::<Result<_, Error>>()?,
            cuts: cuts.collect(),
            terms: terms.collect(),
            of_variants,
        })
    }
}

impl DocumentRules {
    /// Finds the near-duplicates among the comments that are about to come, if the rule applies.
    pub(super) fn look_ahead(&mut self, sources: &[Source]) {
        let near = near_duplicates(&self.cleaner, sources, &());
        self.index = DuplicateIndex::new(self.cleaner.rules()).with_near_duplicates(near);
    }

    /// Whether the rules that come before cleaning keep a comment. Comments must come in their
    /// order.
    pub(super) fn keeps_decoded(&mut self, pending: &Pending<'_>) -> bool {
        self.n_documents += 1;
        let (cleaner, fields) = (&self.cleaner, &pending.document.fields);
        let dropped = cleaner.judge_fields(fields);
        if dropped.is_some() || cleaner.judge_decoded(&pending.text).is_some() {
            return false;
        }
        let rules = cleaner.rules();
        let copies = [
            RuleId::DuplicateId,
            RuleId::DuplicateAuthorText,
            RuleId::DuplicateText,
            RuleId::AuthorFlood,
            RuleId::NearDuplicate,
        ];
        if !copies.into_iter().any(|rule| rules.applies(rule)) {
            return true;
        }
        let text = pending.text.text();
        let keys = DuplicateKeys::of(fields, text, rules);
        let document = DocumentKey {
            number: self.n_documents,
            place: pending.document.place(),
        };
        self.index.check(&keys, text, document).is_none()
    }

    /// Whether the rules that come after cleaning keep a comment.
    pub(super) fn keeps_cleaned(&self, pending: &Pending<'_>) -> bool {
        self.cleaner.judge_cleaned(&pending.text).is_none()
    }
}

impl TermRules {
    fn new(rules: &RuleSet, stop_list: StopList, lists: &WordLists) -> TermRules {
        let selector = match stop_list {
            StopList::Builtin => {
                let mut lists = lists.clone();
                lists.stopwords = WordLists::default().stopwords;
                lists.selector(rules)
            }
            StopList::Configured | StopList::Off => lists.selector(rules),
        };
        TermRules {
            selector,
            pos: rules.texts(RuleId::Pos).to_vec(),
        }
    }

    /// Whether tokens with these characters are counted, where they are not personal data.
    pub(super) fn counts(&self, term: &str, cutter: &Cutter) -> bool {
        if self.selector.fate(term, Privacy::Public) != Fate::Kept {
            return false;
        }
        let is_listed = |tag: String| self.pos.iter().any(|class| tag_is(&tag, class));
        self.pos.is_empty() || cutter.part_of_speech(term).is_none_or(is_listed)
    }
}
