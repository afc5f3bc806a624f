//! Which rules apply, and with which parameters.

use super::RuleId;
use crate::suggestion::nearest;

/// Whether a rule applies when nothing is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It belongs to reading and cannot be turned off.
    Always,
    /// It applies unless it is turned off.
    On,
    /// It applies only when it is turned on.
    Off,
}

/// What can be set about a rule that applies.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter {
    /// Nothing.
    None,
    /// A whole number, at least 1.
    Count(u32),
    /// A number above 0 and at most 1.
    Ratio(f64),
    /// One or more texts; the rule says what they mean.
    Texts(Vec<String>),
}

impl Parameter {
    /// Reads `text` as a parameter of the same kind: `5`, `0.8`, or texts between commas.
    fn parse_like(&self, text: &str) -> Option<Parameter> {
        let parsed = match self {
            Parameter::None => return None,
            Parameter::Count(_) => Parameter::Count(text.parse().ok()?),
            Parameter::Ratio(_) => Parameter::Ratio(text.parse().ok()?),
            Parameter::Texts(_) => Parameter::Texts(
                text.split(',')
                    .map(|part| part.trim().to_owned())
                    .filter(|part| !part.is_empty())
                    .collect(),
            ),
        };
        parsed.is_valid().then_some(parsed)
    }

    /// Whether the value lies in the bounds of its kind.
    fn is_valid(&self) -> bool {
        match self {
            Parameter::None => true,
            Parameter::Count(count) => *count >= 1,
            Parameter::Ratio(ratio) => *ratio > 0.0 && *ratio <= 1.0,
            Parameter::Texts(texts) => !texts.is_empty(),
        }
    }

    fn is_like(&self, other: &Parameter) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Which rules apply, and with which parameters; the default is each rule's own.
///
/// ```
/// use ciyun::ledger::{RuleId, RuleSet};
/// let mut rules = RuleSet::default();
/// rules.enable("min-chars=10")?;
/// rules.disable("emoji")?;
/// assert_eq!(rules.count(RuleId::MinChars), Some(10));
/// assert!(!rules.applies(RuleId::Emoji));
/// assert_eq!(rules.count(RuleId::DuplicateText), Some(15));
/// # Ok::<(), ciyun::ledger::RuleSetError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSet {
    /// By rule; `None` for a rule that does not apply.
    states: Vec<Option<Parameter>>,
}

impl Default for RuleSet {
    fn default() -> Self {
        let state =
            |rule: &RuleId| (rule.standing() != Standing::Off).then(|| rule.default_parameter());
        RuleSet {
            states: RuleId::ALL.iter().map(state).collect(),
        }
    }
}

/// Why a rule cannot be turned on or off as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleSetError {
    /// There is no such rule.
    #[error("no rule {found:?}{}", suggestion.map(|rule| format!("; did you mean {rule}?")).unwrap_or_default())]
    Unknown {
        /// The name as given.
        found: String,
        /// A rule whose name looks like it.
        suggestion: Option<RuleId>,
    },
    /// The rule belongs to reading.
    #[error("rule {rule} is part of reading and always applies")]
    Always {
        /// The rule.
        rule: RuleId,
    },
    /// The parameter is missing, superfluous or out of bounds.
    #[error("rule {rule}: found {found:?}, expected {}", expected(*rule))]
    Parameter {
        /// The rule.
        rule: RuleId,
        /// What was given.
        found: String,
    },
}

/// The form of a rule's parameter, for messages.
fn expected(rule: RuleId) -> &'static str {
    match rule.default_parameter() {
        Parameter::None => "no value",
        Parameter::Count(_) => "a whole number from 1",
        Parameter::Ratio(_) => "a number above 0 and at most 1",
        Parameter::Texts(_) => "one or more values between commas",
    }
}

impl RuleSet {
    /// Whether the rule applies.
    #[must_use]
    pub fn applies(&self, rule: RuleId) -> bool {
        self.states[rule as usize].is_some()
    }

    /// The parameter of a rule that applies.
    #[must_use]
    pub fn parameter(&self, rule: RuleId) -> Option<&Parameter> {
        self.states[rule as usize].as_ref()
    }

    /// The number that is the rule's parameter; `None` when it does not apply.
    #[must_use]
    pub fn count(&self, rule: RuleId) -> Option<u32> {
        match self.parameter(rule) {
            Some(Parameter::Count(count)) => Some(*count),
            _ => None,
        }
    }

    /// The share that is the rule's parameter; `None` when it does not apply.
    #[must_use]
    pub fn ratio(&self, rule: RuleId) -> Option<f64> {
        match self.parameter(rule) {
            Some(Parameter::Ratio(ratio)) => Some(*ratio),
            _ => None,
        }
    }

    /// The texts that are the rule's parameter; none when it does not apply.
    #[must_use]
    pub fn texts(&self, rule: RuleId) -> &[String] {
        match self.parameter(rule) {
            Some(Parameter::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// A rule with its parameter as it is written in options: `stretch=3`; the id alone when it
    /// has none or does not apply.
    #[must_use]
    pub fn written(&self, rule: RuleId) -> String {
        match self.parameter(rule) {
            None | Some(Parameter::None) => rule.to_string(),
            Some(Parameter::Count(count)) => format!("{rule}={count}"),
            Some(Parameter::Ratio(ratio)) => format!("{rule}={ratio}"),
            Some(Parameter::Texts(texts)) => format!("{rule}={}", texts.join(",")),
        }
    }

    /// Turns a rule on, as it is written in options: `min-chars`, `min-chars=10`.
    ///
    /// # Errors
    /// [`RuleSetError`] when there is no such rule or its parameter cannot be used.
    pub fn enable(&mut self, text: &str) -> Result<(), RuleSetError> {
        // A condition such as `column-filter=app=x` holds the sign again.
        let (id, value) = match text.split_once('=') {
            Some((id, value)) => (id, Some(value)),
            None => (text, None),
        };
        let rule = find(id)?;
        let default = rule.default_parameter();
        let parameter = match value {
            Some(value) => default.parse_like(value.trim()),
            None => default.is_valid().then_some(default),
        };
        let parameter = parameter.ok_or_else(|| RuleSetError::Parameter {
            rule,
            found: value.unwrap_or_default().to_owned(),
        })?;
        self.set(rule, Some(parameter))
    }

    /// Turns a rule off by its id.
    ///
    /// # Errors
    /// [`RuleSetError`] when there is no such rule or it always applies.
    pub fn disable(&mut self, id: &str) -> Result<(), RuleSetError> {
        self.set(find(id)?, None)
    }

    /// Turns a rule on with a parameter, or off with `None`.
    ///
    /// # Errors
    /// [`RuleSetError`] when the rule always applies or the parameter is not of its kind.
    pub fn set(&mut self, rule: RuleId, parameter: Option<Parameter>) -> Result<(), RuleSetError> {
        if rule.standing() == Standing::Always {
            return Err(RuleSetError::Always { rule });
        }
        if let Some(parameter) = &parameter
            && !(parameter.is_like(&rule.default_parameter()) && parameter.is_valid())
        {
            return Err(RuleSetError::Parameter {
                rule,
                found: format!("{parameter:?}"),
            });
        }
        self.states[rule as usize] = parameter;
        Ok(())
    }
}

fn find(id: &str) -> Result<RuleId, RuleSetError> {
    let id = id.trim();
    id.parse().map_err(|found: String| RuleSetError::Unknown {
        suggestion: nearest(id, RuleId::ALL.iter().map(|rule| rule.id()))
            .and_then(|id| id.parse().ok()),
        found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_as_they_say() {
        let rules = RuleSet::default();
        for rule in RuleId::ALL {
            assert_eq!(rules.applies(*rule), rule.standing() != Standing::Off);
        }
    }

    #[test]
    fn a_rule_is_turned_on_with_its_own_or_a_given_parameter() {
        let mut rules = RuleSet::default();
        rules.enable("max-chars").unwrap();
        assert_eq!(rules.count(RuleId::MaxChars), Some(1000));
        rules.enable(" pos = n, v ").unwrap();
        assert_eq!(rules.texts(RuleId::Pos), ["n", "v"]);
        rules.enable("column-filter=app=全省事").unwrap();
        assert_eq!(rules.texts(RuleId::ColumnFilter), ["app=全省事"]);
        let written = [RuleId::Pos, RuleId::MaxChars, RuleId::Emoji].map(|id| rules.written(id));
        assert_eq!(written, ["pos=n,v", "max-chars=1000", "emoji"]);
        rules.disable("max-chars").unwrap();
        assert_eq!(rules, {
            let mut same = RuleSet::default();
            same.enable("pos=n,v").unwrap();
            same.enable("column-filter=app=全省事").unwrap();
            same
        });
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let mut rules = RuleSet::default();
        let mut error = |text: &str| rules.enable(text).unwrap_err().to_string();
        assert_eq!(
            error("min-char=3"),
            "no rule \"min-char\"; did you mean min-chars?"
        );
        assert_eq!(error("xyz"), "no rule \"xyz\"");
        assert_eq!(
            error("min-chars=0"),
            "rule min-chars: found \"0\", expected a whole number from 1"
        );
        assert_eq!(
            error("emoji=3"),
            "rule emoji: found \"3\", expected no value"
        );
        assert_eq!(
            error("pos"),
            "rule pos: found \"\", expected one or more values between commas"
        );
        let always = rules.disable("row.fields").unwrap_err();
        assert_eq!(
            always,
            RuleSetError::Always {
                rule: RuleId::RowFields
            }
        );
    }
}
