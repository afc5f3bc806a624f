//! What stands at the top level of a JSON file, for the message that refuses it.

use std::fmt;
use std::io::Read;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Members named in a message.
const MAX_MEMBERS: usize = 12;

/// A value in a few words: `an object with date: a list of 3 texts, …`.
pub(super) fn describe(json: impl Read) -> String {
    let mut parser = serde_json::Deserializer::from_reader(std::io::BufReader::new(json));
    match Shape::deserialize(&mut parser) {
        Ok(Shape::Object(members)) if members.is_empty() => "an empty object".to_owned(),
        Ok(Shape::Object(members)) => {
            let more = members.len().saturating_sub(MAX_MEMBERS);
            let shown = members.iter().take(MAX_MEMBERS);
            let mut text: Vec<String> = shown
                .map(|(key, shape)| format!("{key}: {shape}"))
                .collect();
            if more > 0 {
                text.push(format!("and {more} more"));
            }
            format!("one object with {}", text.join(", "))
        }
        Ok(shape) => shape.to_string(),
        Err(error) => format!("broken JSON ({error})"),
    }
}

enum Shape {
    Object(Vec<(String, Kind)>),
    Other(Kind),
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Object(_) => f.write_str("an object"),
            Shape::Other(kind) => kind.fmt(f),
        }
    }
}

/// The kind of a value.
#[derive(Clone, Copy)]
enum Kind {
    Object,
    Text,
    Number,
    Truth,
    Null,
    /// A list with its length and the kind of its first element.
    List(u64, Element),
}

#[derive(Clone, Copy)]
enum Element {
    None,
    Object,
    Text,
    Number,
    Other,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Kind::Object => "an object",
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Truth => "a truth value",
            Kind::Null => "null",
            Kind::List(n, element) => {
                let elements = match element {
                    Element::None => return f.write_str("an empty list"),
                    Element::Object => "objects",
                    Element::Text => "texts",
                    Element::Number => "numbers",
                    Element::Other => "values",
                };
                return write!(f, "a list of {n} {elements}");
            }
        };
        f.write_str(words)
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Shape::deserialize(deserializer)? {
            Shape::Object(_) => Kind::Object,
            Shape::Other(kind) => kind,
        })
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Truth))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Number))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Other(Kind::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let element = match list.next_element::<Kind>()? {
            None => return Ok(Shape::Other(Kind::List(0, Element::None))),
            Some(Kind::Object) => Element::Object,
            Some(Kind::Text) => Element::Text,
            Some(Kind::Number) => Element::Number,
            Some(_) => Element::Other,
        };
        let mut n = 1;
        while list.next_element::<IgnoredAny>()?.is_some() {
            n += 1;
        }
        Ok(Shape::Other(Kind::List(n, element)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Shape::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_in_a_few_words() {
        for (json, expected) in [
            (
                r#"{"text":["好","差"],"n":2,"feed":{"a":1},"e":[],"x":[{}]}"#,
                "one object with text: a list of 2 texts, n: a number, feed: an object, e: an empty list, x: a list of 1 objects",
            ),
            (r#"["好"]"#, "a list of 1 texts"),
            ("{}", "an empty object"),
            ("3", "a number"),
        ] {
            assert_eq!(describe(json.as_bytes()), expected);
        }
        assert!(describe(&b"{\"a\""[..]).starts_with("broken JSON"));
    }
}
