//! A set of rules as a table of `ciyun.toml`: id = `true`, `false` or the parameter.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{Parameter, RuleId, RuleSet, Standing};

/// What stands behind the id of a rule.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Switch(bool),
    Count(u32),
    Ratio(f64),
    Texts(Vec<String>),
}

/// A rule is written as its id.
impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl Serialize for RuleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for rule in switchable() {
            let value = match self.parameter(rule) {
                None => Value::Switch(false),
                Some(Parameter::None) => Value::Switch(true),
                Some(Parameter::Count(count)) => Value::Count(*count),
                Some(Parameter::Ratio(ratio)) => Value::Ratio(*ratio),
                Some(Parameter::Texts(texts)) => Value::Texts(texts.clone()),
            };
            map.serialize_entry(rule.id(), &value)?;
        }
        map.end()
    }
}

/// The rules that can be turned on and off.
fn switchable() -> impl Iterator<Item = RuleId> {
    let all = RuleId::ALL.iter().copied();
    all.filter(|rule| rule.standing() != Standing::Always)
}

impl<'de> Deserialize<'de> for RuleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RuleSetVisitor)
    }
}

struct RuleSetVisitor;

impl<'de> Visitor<'de> for RuleSetVisitor {
    type Value = RuleSet;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("rule ids with true, false or a parameter")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSet, A::Error> {
        let mut rules = RuleSet::default();
        while let Some(id) = map.next_key::<String>()? {
            let Ok(rule) = id.parse::<RuleId>() else {
                let known: Vec<String> = switchable().map(|rule| format!("`{rule}`")).collect();
                return Err(de::Error::custom(format_args!(
                    "unknown field `{id}`, expected one of {}",
                    known.join(", ")
                )));
            };
            let default = rule.default_parameter();
            let parameter = match map.next_value::<Value>()? {
                Value::Switch(false) => None,
                Value::Switch(true) => Some(default),
                Value::Count(count) if matches!(default, Parameter::Ratio(_)) => {
                    Some(Parameter::Ratio(count.into()))
                }
                Value::Count(count) => Some(Parameter::Count(count)),
                Value::Ratio(ratio) => Some(Parameter::Ratio(ratio)),
                Value::Texts(texts) => Some(Parameter::Texts(texts)),
            };
            rules.set(rule, parameter).map_err(de::Error::custom)?;
        }
        Ok(rules)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut rules = RuleSet::default();
        for text in ["min-chars=7", "pos=n,v", "latin"] {
            rules.enable(text).unwrap();
        }
        rules.disable("stretch").unwrap();
        let text = toml::to_string(&rules).unwrap();
        assert!(text.contains("min-chars = 7\n"), "{text}");
        assert!(text.contains("\"duplicate.text\" = 15\n"), "{text}");
        assert!(text.contains("stretch = false\n"), "{text}");
        assert!(!text.contains("row.fields"), "{text}");
        assert_eq!(toml::from_str::<RuleSet>(&text).unwrap(), rules);
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        let error = |text: &str| toml::from_str::<RuleSet>(text).unwrap_err().to_string();
        assert!(error("min-chars = 0.5").contains("rule min-chars"));
        assert!(error("emoji = 3").contains("expected no value"));
        assert!(error("emojis = true").contains("unknown field `emojis`"));
        assert!(error("\"row.fields\" = false").contains("always applies"));
    }
}
