//! A variation as a table of `ciyun.toml`: axis = list of values, and `persistence`.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::variation::find;
use super::{Axis, Choice, Variation};

/// The key of the number that is no axis.
const PERSISTENCE: &str = "persistence";

/// A value of an axis: text, or a number.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Count(u32),
    Text(String),
}

impl Serialize for Variation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for axis in Axis::ALL {
            let written = |choice: &Choice| {
                let text = choice.to_string();
                text.parse().map_or(Value::Text(text), Value::Count)
            };
            let values: Vec<Value> = self.of(axis).iter().map(written).collect();
            map.serialize_entry(axis.id(), &values)?;
        }
        map.serialize_entry(PERSISTENCE, &self.persistence())?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Variation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(VariationVisitor)
    }
}

struct VariationVisitor;

impl<'de> Visitor<'de> for VariationVisitor {
    type Value = Variation;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("names of choices, each with a list of its values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Variation, A::Error> {
        let mut variation = Variation::default();
        while let Some(id) = map.next_key::<String>()? {
            if id == PERSISTENCE {
                let set = variation.set_persistence(map.next_value()?);
                set.map_err(de::Error::custom)?;
                continue;
            }
            let Ok(axis) = find(&id) else {
                let mut known = Axis::ALL.map(|axis| format!("`{}`", axis.id())).to_vec();
                known.push(format!("`{PERSISTENCE}`"));
                return Err(de::Error::custom(format_args!(
                    "unknown field `{id}`, expected one of {}",
                    known.join(", ")
                )));
            };
            let mut choices = Vec::new();
            for value in map.next_value::<Vec<Value>>()? {
                let text = match value {
                    Value::Count(count) => count.to_string(),
                    Value::Text(text) => text,
                };
                choices.push(Choice::read(axis, &text).map_err(de::Error::custom)?);
            }
            variation.vary(axis, choices);
        }
        Ok(variation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut variation = Variation::default();
        variation.set("min-chars=off,7").unwrap();
        variation.set("dedupe=").unwrap();
        variation.set_persistence(0.98).unwrap();
        let text = toml::to_string(&variation).unwrap();
        assert!(text.contains("min-chars = [\"off\", 7]\n"), "{text}");
        assert!(text.contains("dedupe = []\n"), "{text}");
        assert_eq!(toml::from_str::<Variation>(&text).unwrap(), variation);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let error = |text: &str| toml::from_str::<Variation>(text).unwrap_err().to_string();
        assert!(error("min-char = [5]").contains("unknown field `min-char`, expected one of"));
        assert!(error("min-chars = [0]").contains("expected off or a whole number"));
        assert!(error("dedupe = \"off\"").contains("invalid type"));
        assert!(error("persistence = 1.5").contains("expected a number above 0"));
    }
}
