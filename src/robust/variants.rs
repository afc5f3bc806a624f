//! The combinations of choices.

use super::RobustError;
use crate::pipeline::{Axis, Choice, Setup, StopList, VariantSettings, Variation, WordLists};

/// How many variants are counted at most; the comparison of all pairs grows with their square.
pub const MAX_VARIANTS: usize = 1000;

/// One combination of choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The value of each axis, in the order of [`Axis::ALL`].
    pub choices: Vec<Choice>,
    /// What it counts under.
    pub settings: VariantSettings,
}

impl Variant {
    /// The value of an axis.
    #[must_use]
    pub fn choice(&self, axis: Axis) -> Choice {
        self.choices[axis as usize]
    }

    /// The only axis in which two variants differ, if it is one.
    #[must_use]
    pub fn only_difference(&self, other: &Variant) -> Option<Axis> {
        let mut differing = Axis::ALL
            .into_iter()
            .filter(|axis| self.choice(*axis) != other.choice(*axis));
        let first = differing.next();
        first.filter(|_| differing.next().is_none())
    }
}

/// What a run counts under.
pub(super) fn settings_of(setup: &Setup) -> VariantSettings {
    VariantSettings {
        rules: setup.config.rules.clone(),
        stop_list: StopList::Configured,
        unknown_words: setup.pipeline.segmenter().unknown_words(),
    }
}

/// Every combination of the values of all axes, the last axis going round fastest. The values of
/// the run itself are among them; values that come to the same are one.
///
/// # Errors
/// [`RobustError::TooMany`] above [`MAX_VARIANTS`].
///
/// ```
/// use ciyun::ledger::RuleSet;
/// use ciyun::pipeline::{Config, Pipeline, Setup, WordLists};
/// let lists = WordLists::default();
/// let pipeline = Pipeline::new(&lists, &RuleSet::default())?;
/// let setup = Setup { config: Config::default(), pipeline, lists, published: None, topics: Vec::new() };
/// // Without lists of one's own, the configured stop list is the builtin one: 2 · 4 · 3 · 2 · 2.
/// assert_eq!(ciyun::robust::variants(&setup.config.robust, &setup)?.len(), 96);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub fn variants(variation: &Variation, setup: &Setup) -> Result<Vec<Variant>, RobustError> {
    let base = settings_of(setup);
    let own_lists = setup.lists.stopwords != WordLists::default().stopwords;
    let values = Axis::ALL.map(|axis| {
        let mut values = Vec::new();
        for choice in variation.of(axis) {
            let mut settings = base.clone();
            choice.apply(&mut settings);
            if !own_lists {
                settings.stop_list = StopList::Configured;
            }
            // The same effect has the same name.
            let choice = Choice::of(axis, &settings);
            if !values.contains(&choice) {
                values.push(choice);
            }
        }
        let own = Choice::of(axis, &base);
        if !values.contains(&own) {
            values.insert(0, own);
        }
        values
    });
    let counts = values.iter().map(Vec::len);
    let n_variants = counts.fold(1, usize::saturating_mul);
    if n_variants > MAX_VARIANTS {
        return Err(RobustError::TooMany { found: n_variants });
    }
    let mut combinations = vec![Vec::new()];
    for values in &values {
        let extended = |choices: &Vec<Choice>| -> Vec<Vec<Choice>> {
            let with = |value: &Choice| [choices.as_slice(), &[*value]].concat();
            values.iter().map(with).collect()
        };
        combinations = combinations.iter().flat_map(extended).collect();
    }
    let variant = |choices: Vec<Choice>| {
        let mut settings = base.clone();
        choices
            .iter()
            .for_each(|choice| choice.apply(&mut settings));
        Variant { choices, settings }
    };
    Ok(combinations.into_iter().map(variant).collect())
}
