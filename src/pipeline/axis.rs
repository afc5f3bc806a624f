//! Choices that a run could have made otherwise.
//!
//! An [`Axis`] is one choice, a [`Choice`] one of its values. A new axis is an enum of its values,
//! a variant of [`Choice`] with what it changes, and a row of [`AXES`].

use super::VariationError;
use crate::language::Bilingual;
use crate::ledger::{Parameter, RuleId, RuleSet};
use crate::segment::UnknownWords;

/// A choice that runs can make differently, in the order in which variants are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Axis {
    /// The stop list.
    Stopwords,
    /// Which copies of comments are dropped.
    Dedupe,
    /// How many characters a comment must have.
    MinChars,
    /// What the segmenter does with words that it does not know.
    UnknownWords,
    /// Whether negations and complements are joined to their words.
    Joins,
    /// Whether single characters are masked.
    SingleChar,
}

/// What is declared of an axis.
struct AxisRow {
    axis: Axis,
    id: &'static str,
    title: Bilingual,
    defaults: &'static [Choice],
    read: fn(&str) -> Option<Choice>,
    expected: &'static str,
}

const AXES: [AxisRow; 6] = [
    AxisRow {
        axis: Axis::Stopwords,
        id: "stopwords",
        title: Bilingual {
            zh: "停用词",
            en: "stop words",
        },
        defaults: &[
            Choice::Stopwords(StopList::Configured),
            Choice::Stopwords(StopList::Builtin),
            Choice::Stopwords(StopList::Off),
        ],
        read: |text| named(&StopList::ALL, text, StopList::id).map(Choice::Stopwords),
        expected: "configured, builtin or off",
    },
    AxisRow {
        axis: Axis::Dedupe,
        id: "dedupe",
        title: Bilingual {
            zh: "去重",
            en: "copies",
        },
        defaults: &[
            Choice::Dedupe(Dedupe::Off),
            Choice::Dedupe(Dedupe::Exact),
            Choice::Dedupe(Dedupe::Near),
            Choice::Dedupe(Dedupe::Identical),
        ],
        read: |text| named(&Dedupe::ALL, text, Dedupe::id).map(Choice::Dedupe),
        expected: "configured, exact, near, identical or off",
    },
    AxisRow {
        axis: Axis::MinChars,
        id: "min-chars",
        title: Bilingual {
            zh: "最少字数",
            en: "fewest characters",
        },
        defaults: &[
            Choice::MinChars(None),
            Choice::MinChars(Some(5)),
            Choice::MinChars(Some(10)),
        ],
        read: |text| match text {
            OFF => Some(Choice::MinChars(None)),
            _ => {
                let fewest = text.parse().ok().filter(|fewest| *fewest > 0)?;
                Some(Choice::MinChars(Some(fewest)))
            }
        },
        expected: "off or a whole number from 1",
    },
    AxisRow {
        axis: Axis::UnknownWords,
        id: "unknown-words",
        title: Bilingual {
            zh: "未登录词",
            en: "unknown words",
        },
        defaults: &[
            Choice::UnknownWords(UnknownWords::Join),
            Choice::UnknownWords(UnknownWords::Split),
        ],
        read: |text| named(&UnknownWords::ALL, text, UnknownWords::id).map(Choice::UnknownWords),
        expected: "join or split",
    },
    AxisRow {
        axis: Axis::Joins,
        id: "joins",
        title: Bilingual {
            zh: "否定与补语合并",
            en: "joins",
        },
        defaults: &[Choice::Joins(Joins::On), Choice::Joins(Joins::Off)],
        read: |text| named(&Joins::ALL, text, Joins::id).map(Choice::Joins),
        expected: "configured, on or off",
    },
    AxisRow {
        axis: Axis::SingleChar,
        id: "single-char",
        title: Bilingual {
            zh: "屏蔽单字",
            en: "single characters masked",
        },
        // Counting single characters makes another table altogether, beside which the other
        // choices cannot be seen.
        defaults: &[],
        read: |text| named(&SingleChar::ALL, text, SingleChar::id).map(Choice::SingleChar),
        expected: "on or off",
    },
];

/// The value of a rule that does not apply.
const OFF: &str = "off";

fn named<T: Copy>(all: &[T], text: &str, id: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| id(*value) == text)
}

impl Axis {
    /// All axes, in their order.
    pub const ALL: [Axis; AXES.len()] = {
        let mut all = [Axis::Stopwords; AXES.len()];
        let mut index = 0;
        while index < AXES.len() {
            all[index] = AXES[index].axis;
            index += 1;
        }
        all
    };

    fn row(self) -> &'static AxisRow {
        &AXES[self as usize]
    }

    /// The name in options and files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The name for people.
    #[must_use]
    pub fn title(self) -> Bilingual {
        self.row().title
    }

    /// The values that are tried when nothing is said about it.
    pub(super) fn defaults(self) -> &'static [Choice] {
        self.row().defaults
    }

    /// The values that can be given, for messages.
    #[must_use]
    pub fn expected(self) -> &'static str {
        self.row().expected
    }
}

/// Which words the rule `stopword` masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopList {
    /// The lists of the run: ciyun's, unless they are left out, and the user's.
    Configured,
    /// ciyun's alone.
    Builtin,
    /// None; the rule is off.
    Off,
}

impl StopList {
    const ALL: [StopList; 3] = [StopList::Configured, StopList::Builtin, StopList::Off];

    fn id(self) -> &'static str {
        match self {
            StopList::Configured => "configured",
            StopList::Builtin => "builtin",
            StopList::Off => OFF,
        }
    }
}

/// Which copies of comments are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dedupe {
    /// As the run has it.
    Configured,
    /// The rules `duplicate.*` as they are by default.
    Exact,
    /// The same, and the rule `near-duplicate` as it is by default.
    Near,
    /// As exact, and short texts too: of equal texts one is kept, whoever wrote them.
    Identical,
    /// None.
    Off,
}

impl Dedupe {
    const ALL: [Dedupe; 5] = [
        Dedupe::Configured,
        Dedupe::Exact,
        Dedupe::Near,
        Dedupe::Identical,
        Dedupe::Off,
    ];

    fn id(self) -> &'static str {
        match self {
            Dedupe::Configured => "configured",
            Dedupe::Exact => "exact",
            Dedupe::Near => "near",
            Dedupe::Identical => "identical",
            Dedupe::Off => OFF,
        }
    }

    /// The characters from which equal texts are copies, where other rules for copies apply.
    fn fewest_chars(self) -> Option<Parameter> {
        match self {
            Dedupe::Identical => Some(Parameter::Count(1)),
            _ => Some(RuleId::DuplicateText.default_parameter()),
        }
    }
}

/// Whether negations and complements are joined to their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joins {
    /// As the run has it.
    Configured,
    /// All of them are.
    On,
    /// None is: 不方便 counts as 方便.
    Off,
}

impl Joins {
    const ALL: [Joins; 3] = [Joins::Configured, Joins::On, Joins::Off];

    const RULES: [RuleId; 3] = [
        RuleId::JoinComplement,
        RuleId::JoinNegation,
        RuleId::JoinDegree,
    ];

    fn id(self) -> &'static str {
        match self {
            Joins::Configured => "configured",
            Joins::On => "on",
            Joins::Off => OFF,
        }
    }
}

/// Whether the rule `single-char` applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SingleChar {
    /// Only the listed characters are counted.
    On,
    /// All are.
    Off,
}

impl SingleChar {
    const ALL: [SingleChar; 2] = [SingleChar::On, SingleChar::Off];

    fn id(self) -> &'static str {
        match self {
            SingleChar::On => "on",
            SingleChar::Off => OFF,
        }
    }
}

/// One value of one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Choice {
    /// Of [`Axis::Stopwords`].
    Stopwords(StopList),
    /// Of [`Axis::Dedupe`].
    Dedupe(Dedupe),
    /// Of [`Axis::MinChars`]; `None` for no limit.
    MinChars(Option<u32>),
    /// Of [`Axis::UnknownWords`].
    UnknownWords(UnknownWords),
    /// Of [`Axis::Joins`].
    Joins(Joins),
    /// Of [`Axis::SingleChar`].
    SingleChar(SingleChar),
}

/// What a variant counts under: everything that an axis can change.
#[derive(Debug, Clone, PartialEq)]
pub struct VariantSettings {
    /// Which rules apply.
    pub rules: RuleSet,
    /// Which words the rule `stopword` masks, if it applies.
    pub stop_list: StopList,
    /// What the segmenter does with words that it does not know.
    pub unknown_words: UnknownWords,
}

impl Choice {
    /// Reads a value of an axis: `off`, `5`, `exact`.
    ///
    /// # Errors
    /// [`VariationError::Value`] when the axis has no such value.
    pub fn read(axis: Axis, text: &str) -> Result<Choice, VariationError> {
        let choice = (axis.row().read)(text.trim());
        choice.ok_or_else(|| VariationError::Value {
            axis,
            found: text.trim().to_owned(),
        })
    }

    /// The value of an axis that settings have.
    #[must_use]
    pub fn of(axis: Axis, settings: &VariantSettings) -> Choice {
        let rules = &settings.rules;
        match axis {
            Axis::Stopwords if !rules.applies(RuleId::Stopword) => Choice::Stopwords(StopList::Off),
            Axis::Stopwords => Choice::Stopwords(settings.stop_list),
            Axis::Dedupe => {
                let has = |dedupe: &Dedupe| {
                    let mut changed = settings.clone();
                    Choice::Dedupe(*dedupe).apply(&mut changed);
                    changed == *settings
                };
                let named = [Dedupe::Exact, Dedupe::Near, Dedupe::Identical, Dedupe::Off];
                let found = named.into_iter().find(has);
                Choice::Dedupe(found.unwrap_or(Dedupe::Configured))
            }
            Axis::MinChars => Choice::MinChars(rules.count(RuleId::MinChars)),
            Axis::UnknownWords => Choice::UnknownWords(settings.unknown_words),
            Axis::Joins => {
                let on = Joins::RULES.map(|rule| rules.applies(rule));
                Choice::Joins(match on {
                    _ if on.iter().all(|on| *on) => Joins::On,
                    _ if on.iter().all(|on| !*on) => Joins::Off,
                    _ => Joins::Configured,
                })
            }
            Axis::SingleChar if rules.applies(RuleId::SingleChar) => {
                Choice::SingleChar(SingleChar::On)
            }
            Axis::SingleChar => Choice::SingleChar(SingleChar::Off),
        }
    }

    /// Changes settings so that they have this value.
    pub fn apply(self, settings: &mut VariantSettings) {
        let mut set = |rule: RuleId, parameter| {
            let set = settings.rules.set(rule, parameter);
            set.expect("the rule can be turned off and the parameter is of its kind");
        };
        match self {
            Choice::Stopwords(StopList::Configured)
            | Choice::Dedupe(Dedupe::Configured)
            | Choice::Joins(Joins::Configured) => {}
            Choice::Stopwords(StopList::Builtin) => {
                set(RuleId::Stopword, Some(Parameter::None));
                settings.stop_list = StopList::Builtin;
            }
            Choice::Stopwords(StopList::Off) => set(RuleId::Stopword, None),
            Choice::Dedupe(dedupe) => {
                let on = dedupe != Dedupe::Off;
                set(RuleId::DuplicateId, on.then_some(Parameter::None));
                set(RuleId::DuplicateAuthorText, on.then_some(Parameter::None));
                let fewest = dedupe.fewest_chars().filter(|_| on);
                set(RuleId::DuplicateText, fewest);
                let near =
                    (dedupe == Dedupe::Near).then(|| RuleId::NearDuplicate.default_parameter());
                set(RuleId::NearDuplicate, near);
            }
            Choice::MinChars(fewest) => set(RuleId::MinChars, fewest.map(Parameter::Count)),
            Choice::UnknownWords(unknown_words) => settings.unknown_words = unknown_words,
            Choice::Joins(joins) => {
                let parameter = (joins == Joins::On).then_some(Parameter::None);
                for rule in Joins::RULES {
                    set(rule, parameter.clone());
                }
            }
            Choice::SingleChar(SingleChar::On) => set(RuleId::SingleChar, Some(Parameter::None)),
            Choice::SingleChar(SingleChar::Off) => set(RuleId::SingleChar, None),
        }
    }
}

impl std::fmt::Display for Choice {
    /// The value as [`Choice::read`] takes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Choice::Stopwords(list) => f.write_str(list.id()),
            Choice::Dedupe(dedupe) => f.write_str(dedupe.id()),
            Choice::MinChars(None) => f.write_str(OFF),
            Choice::MinChars(Some(fewest)) => write!(f, "{fewest}"),
            Choice::UnknownWords(unknown_words) => f.write_str(unknown_words.id()),
            Choice::Joins(joins) => f.write_str(joins.id()),
            Choice::SingleChar(single_char) => f.write_str(single_char.id()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> VariantSettings {
        VariantSettings {
            rules: RuleSet::default(),
            stop_list: StopList::Configured,
            unknown_words: UnknownWords::Join,
        }
    }

    #[test]
    fn the_rows_stand_in_the_order_of_the_axes() {
        for (index, axis) in Axis::ALL.into_iter().enumerate() {
            assert_eq!(axis as usize, index);
            assert_eq!(axis.row().axis, axis);
        }
    }

    #[test]
    fn values_are_read_as_they_are_written_and_say_what_settings_have() {
        for axis in Axis::ALL {
            let asked_for = [
                Choice::SingleChar(SingleChar::On),
                Choice::SingleChar(SingleChar::Off),
            ];
            let asked_for = asked_for.iter().filter(|_| axis == Axis::SingleChar);
            for choice in axis.row().defaults.iter().chain(asked_for) {
                assert_eq!(Choice::read(axis, &choice.to_string()), Ok(*choice));
                let mut changed = settings();
                choice.apply(&mut changed);
                assert_eq!(Choice::of(axis, &changed), *choice);
            }
            let base = Choice::of(axis, &settings());
            let defaults = axis.row().defaults;
            assert!(defaults.is_empty() || defaults.contains(&base), "{axis:?}");
        }
    }

    #[test]
    fn another_limit_for_copies_is_the_runs_own() {
        let mut settings = settings();
        settings.rules.enable("duplicate.text=20").unwrap();
        let own = Choice::Dedupe(Dedupe::Configured);
        assert_eq!(Choice::of(Axis::Dedupe, &settings), own);
    }
}
