//! Choices that a run could have made otherwise: the section `[robust]` of `ciyun.toml`.
//!
//! An [`Axis`] is one choice, a [`Choice`] one of its values. A new axis is an enum of its values,
//! a variant of [`Choice`] with what it changes, and a row of [`AXES`].

use crate::language::Bilingual;
use crate::ledger::{Parameter, RuleId, RuleSet};
use crate::segment::UnknownWords;
use crate::suggestion::nearest;

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

const AXES: [AxisRow; 5] = [
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
            Choice::Dedupe(Dedupe::Identical),
        ],
        read: |text| named(&Dedupe::ALL, text, Dedupe::id).map(Choice::Dedupe),
        expected: "configured, exact, identical or off",
    },
    AxisRow {
        axis: Axis::MinChars,
        id: "min-chars",
        title: Bilingual {
            zh: "最少字数",
            en: "fewest characters",
        },
        defaults: &[Choice::MinChars(None), Choice::MinChars(Some(5))],
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
        axis: Axis::SingleChar,
        id: "single-char",
        title: Bilingual {
            zh: "屏蔽单字",
            en: "single characters masked",
        },
        defaults: &[
            Choice::SingleChar(SingleChar::On),
            Choice::SingleChar(SingleChar::Off),
        ],
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
    /// The same, and short texts too: of equal texts one is kept, whoever wrote them.
    Identical,
    /// None.
    Off,
}

impl Dedupe {
    const ALL: [Dedupe; 4] = [
        Dedupe::Configured,
        Dedupe::Exact,
        Dedupe::Identical,
        Dedupe::Off,
    ];

    fn id(self) -> &'static str {
        match self {
            Dedupe::Configured => "configured",
            Dedupe::Exact => "exact",
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
                let named = [Dedupe::Exact, Dedupe::Identical, Dedupe::Off];
                let found = named.into_iter().find(has);
                Choice::Dedupe(found.unwrap_or(Dedupe::Configured))
            }
            Axis::MinChars => Choice::MinChars(rules.count(RuleId::MinChars)),
            Axis::UnknownWords => Choice::UnknownWords(settings.unknown_words),
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
            Choice::Stopwords(StopList::Configured) | Choice::Dedupe(Dedupe::Configured) => {}
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
            }
            Choice::MinChars(fewest) => set(RuleId::MinChars, fewest.map(Parameter::Count)),
            Choice::UnknownWords(unknown_words) => settings.unknown_words = unknown_words,
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
            Choice::SingleChar(single_char) => f.write_str(single_char.id()),
        }
    }
}

/// Which variants of a run are counted: every combination of the values of all axes.
///
/// ```
/// use ciyun::pipeline::{Axis, Variation};
/// let mut variation = Variation::default();
/// variation.set("min-chars=off,5,10")?;
/// variation.set("dedupe=")?;
/// let values: Vec<String> = variation.of(Axis::MinChars).iter().map(|c| c.to_string()).collect();
/// assert_eq!(values, ["off", "5", "10"]);
/// assert!(variation.of(Axis::Dedupe).is_empty());
/// # Ok::<(), ciyun::pipeline::VariationError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Variation {
    /// By axis.
    values: [Vec<Choice>; Axis::ALL.len()],
    persistence: f64,
}

impl Default for Variation {
    fn default() -> Self {
        Variation {
            values: Axis::ALL.map(|axis| axis.row().defaults.to_vec()),
            persistence: 0.9,
        }
    }
}

/// Why a variation cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VariationError {
    /// There is no such axis.
    #[error("nothing called {found:?} can be varied{}; expected one of: {}", suggestion.map(|axis| format!("; did you mean {}?", axis.id())).unwrap_or_default(), axis_ids())]
    UnknownAxis {
        /// The name as given.
        found: String,
        /// An axis whose name looks like it.
        suggestion: Option<Axis>,
    },
    /// The axis has no such value.
    #[error("{}: found {found:?}, expected {}", axis.id(), axis.expected())]
    Value {
        /// The axis.
        axis: Axis,
        /// The value as given.
        found: String,
    },
    /// The persistence is no probability between 0 and 1.
    #[error("persistence: found {found}, expected a number above 0 and below 1")]
    Persistence {
        /// The number as given.
        found: f64,
    },
}

/// The names of all axes, for messages.
fn axis_ids() -> String {
    Axis::ALL.map(Axis::id).join(", ")
}

impl Variation {
    /// The values of an axis, as given. The value of the run itself need not be among them; it is
    /// always counted.
    #[must_use]
    pub fn of(&self, axis: Axis) -> &[Choice] {
        &self.values[axis as usize]
    }

    /// Sets the values of an axis; none for that of the run alone.
    pub fn vary(&mut self, axis: Axis, values: Vec<Choice>) {
        self.values[axis as usize] = values;
    }

    /// Sets the values of an axis as written in options: `min-chars=off,5`, or `dedupe=` for the
    /// value of the run alone.
    ///
    /// # Errors
    /// [`VariationError`] when there is no such axis or value.
    pub fn set(&mut self, text: &str) -> Result<(), VariationError> {
        let (id, values) = text.split_once('=').unwrap_or((text, ""));
        let axis = find(id)?;
        let values = values.split(',').filter(|value| !value.trim().is_empty());
        let values: Result<_, _> = values.map(|value| Choice::read(axis, value)).collect();
        self.vary(axis, values?);
        Ok(())
    }

    /// The parameter p of rank-biased overlap: see [`rbo`](crate::stats::rbo).
    #[must_use]
    pub fn persistence(&self) -> f64 {
        self.persistence
    }

    /// Sets the parameter p of rank-biased overlap.
    ///
    /// # Errors
    /// [`VariationError::Persistence`] when it is not between 0 and 1.
    pub fn set_persistence(&mut self, persistence: f64) -> Result<(), VariationError> {
        if !(persistence > 0.0 && persistence < 1.0) {
            return Err(VariationError::Persistence { found: persistence });
        }
        self.persistence = persistence;
        Ok(())
    }
}

pub(super) fn find(id: &str) -> Result<Axis, VariationError> {
    let id = id.trim();
    let with = |id: &str| Axis::ALL.into_iter().find(|axis| axis.id() == id);
    with(id).ok_or_else(|| VariationError::UnknownAxis {
        found: id.to_owned(),
        suggestion: nearest(id, Axis::ALL.map(Axis::id).into_iter()).and_then(with),
    })
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
            for choice in axis.row().defaults {
                assert_eq!(Choice::read(axis, &choice.to_string()), Ok(*choice));
                let mut changed = settings();
                choice.apply(&mut changed);
                assert_eq!(Choice::of(axis, &changed), *choice);
            }
            let base = Choice::of(axis, &settings());
            assert!(axis.row().defaults.contains(&base), "{axis:?}");
        }
    }

    #[test]
    fn another_limit_for_copies_is_the_runs_own() {
        let mut settings = settings();
        settings.rules.enable("duplicate.text=20").unwrap();
        let own = Choice::Dedupe(Dedupe::Configured);
        assert_eq!(Choice::of(Axis::Dedupe, &settings), own);
    }

    #[test]
    fn what_cannot_be_varied_is_said() {
        let mut variation = Variation::default();
        let mut error = |text: &str| variation.set(text).unwrap_err().to_string();
        let message = error("min-char=5");
        assert!(
            message.contains("did you mean min-chars?; expected one of: stopwords, dedupe"),
            "{message}"
        );
        assert_eq!(
            error("min-chars=0"),
            "min-chars: found \"0\", expected off or a whole number from 1"
        );
        assert!(error("dedupe=on").ends_with("expected configured, exact, identical or off"));
        assert!(variation.set_persistence(1.0).is_err());
        assert!(variation.set_persistence(f64::NAN).is_err());
    }
}
