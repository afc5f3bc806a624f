//! The cells of a JSON object: its scalar members, and those of objects up to two levels in it.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::UTF_8;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Levels of objects in an object whose members are cells: Apple has `author.name.label`.
const MAX_LEVELS: usize = 2;

/// Takes the cells of an object in their order.
pub(super) trait CellSink {
    /// A member `key` of the object itself (`outer` is empty) or of one in it (`outer` is the way
    /// there, such as `author.name.`). Numbers and truth values come as their text, `null` as the
    /// empty text; lists do not come at all.
    fn cell(&mut self, outer: &str, key: &str, value: &str);

    /// A list in the place of a cell.
    fn list(&mut self, _outer: &str, _key: &str) {}
}

/// Reads one object.
///
/// # Errors
/// What the parser says when the bytes are not one JSON object.
pub(super) fn read_cells(object: &[u8], sink: &mut dyn CellSink) -> Result<(), String> {
    // The parser takes text as it is, but looks at each string of bytes.
    match UTF_8.decode_without_bom_handling_and_without_replacement(object) {
        Some(text) => read_object(serde_json::Deserializer::from_str(&text), sink),
        None => read_object(serde_json::Deserializer::from_slice(object), sink),
    }
}

fn read_object<'de, R: serde_json::de::Read<'de>>(
    mut parser: serde_json::Deserializer<R>,
    sink: &mut dyn CellSink,
) -> Result<(), String> {
    let result = parser.deserialize_map(Object {
        outer: "",
        level: 0,
        sink,
    });
    result.and_then(|()| parser.end()).map_err(message)
}

/// Reads one value as the cell `key`; an object or a list gives no such cell.
///
/// # Errors
/// What the parser says when the bytes are not one JSON value.
pub(super) fn read_value(value: &[u8], key: &str, sink: &mut dyn CellSink) -> Result<(), String> {
    let mut parser = serde_json::Deserializer::from_slice(value);
    let member = Member {
        outer: "",
        level: 0,
        key,
        sink,
    };
    let result = member.deserialize(&mut parser);
    result.and_then(|()| parser.end()).map_err(message)
}

#[expect(clippy::needless_pass_by_value, reason = "as map_err wants it")]
fn message(error: serde_json::Error) -> String {
    let text = error.to_string();
    // The parser counts lines from the start of the object, which would mislead.
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

struct Object<'a> {
    outer: &'a str,
    level: usize,
    sink: &'a mut dyn CellSink,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key)? {
            map.next_value_seed(Member {
                outer: self.outer,
                level: self.level,
                key: &key,
                sink: &mut *self.sink,
            })?;
        }
        Ok(())
    }
}

/// A key, borrowed from the input when it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

struct Member<'a> {
    outer: &'a str,
    level: usize,
    key: &'a str,
    sink: &'a mut dyn CellSink,
}

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Member<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.sink.cell(self.outer, self.key, value);
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_str("")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.visit_str(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        // Debug keeps the point of whole numbers, as they stand in the file.
        self.visit_str(&format!("{value:?}"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.sink.list(self.outer, self.key);
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.level == MAX_LEVELS {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        Object {
            outer: &format!("{}{}.", self.outer, self.key),
            level: self.level + 1,
            sink: self.sink,
        }
        .visit_map(map)
    }
}
