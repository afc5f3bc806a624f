//! What lies where in a JSON file that is one object or a list of texts.

use std::io::{self, Read};

use super::decode::read_retrying;

/// Levels of objects whose members are noted.
const MAX_LEVELS: usize = 8;

/// Members noted; an object with more uses its keys as data.
const MAX_NODES: usize = 10_000;

/// A key longer than this is data, too.
const MAX_KEY_BYTES: usize = 200;

/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// The value at the top level and everything in it that is reached through objects alone.
#[derive(Debug)]
pub(super) struct Outline {
    /// In the order of the file, the top level first.
    pub(super) nodes: Vec<Node>,
    pub(super) ending: Ending,
    /// The line at which the reading ended, counted from 1.
    pub(super) line: u64,
}

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    /// The object that holds it, as an index of [`Outline::nodes`].
    pub(super) parent: Option<usize>,
    /// Its key there; empty at the top level.
    pub(super) key: String,
    /// The keys from the top, joined by points; empty at the top level.
    pub(super) path: String,
    pub(super) start: Start,
    pub(super) kind: Kind,
}

/// Where a value begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Start {
    /// Bytes of text before it.
    pub(super) offset: u64,
    /// Its line, counted from 1.
    pub(super) line: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar(Scalar),
    Object,
    /// An array with the number of its elements.
    Array(u64, Elements),
}

/// A value that holds no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    Text,
    Number,
    Truth,
    Null,
}

/// What an array holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Elements {
    /// Nothing.
    None,
    /// Objects first, whatever follows.
    Objects,
    /// Scalars, of which one at least is a text.
    Texts,
    /// Scalars without a text.
    Scalars,
    /// Anything else.
    Mixed,
}

/// How the file ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With its value.
    Whole,
    /// Inside its value.
    Cut,
    /// With another value behind the first.
    More,
    /// The bytes stop being JSON somewhere; what lies before that is noted.
    Broken,
}

impl Outline {
    /// Follows the text to its end, holding no more of it than keys.
    ///
    /// What is nested beyond `max_depth` breaks the text.
    pub(super) fn read(mut text: impl Read, max_depth: u64) -> io::Result<Outline> {
        let mut walk = Walk::new(max_depth);
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let n = read_retrying(&mut text, &mut chunk)?;
            if n == 0 {
                let between = matches!(walk.text, Text::Outside | Text::Bare);
                let ending = match walk.open.is_empty() && between {
                    true => Ending::Whole,
                    false => Ending::Cut,
                };
                return Ok(walk.outline(ending));
            }
            for byte in &chunk[..n] {
                if let Some(ending) = walk.step(*byte) {
                    return Ok(walk.outline(ending));
                }
            }
        }
    }

    /// The members of an object.
    pub(super) fn members(&self, object: usize) -> impl Iterator<Item = &Node> {
        self.nodes
            .iter()
            .filter(move |node| node.parent == Some(object))
    }
}

struct Walk {
    nodes: Vec<Node>,
    open: Vec<Frame>,
    place: Start,
    text: Text,
    expects: Expects,
    /// The key read last, as it stands between its quotes.
    key: Vec<u8>,
    max_depth: usize,
}

struct Frame {
    closes: u8,
    /// The node of this object or array, if it is one that is noted.
    node: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Outside,
    Inside,
    Escape,
    /// A number or a word such as `null`.
    Bare,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
    Key,
    Colon,
    Value,
    Separator,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Scalar(Scalar),
    Object,
    Array,
}

impl Walk {
    fn new(max_depth: u64) -> Self {
        Walk {
            max_depth: usize::try_from(max_depth).unwrap_or(usize::MAX),
            nodes: Vec::new(),
            open: Vec::new(),
            place: Start { offset: 0, line: 1 },
            text: Text::Outside,
            expects: Expects::Value,
            key: Vec::new(),
        }
    }

    fn outline(self, ending: Ending) -> Outline {
        Outline {
            nodes: self.nodes,
            ending,
            line: self.place.line,
        }
    }

    fn step(&mut self, byte: u8) -> Option<Ending> {
        let ending = self.read(byte);
        self.place.offset += 1;
        self.place.line += u64::from(byte == b'\n');
        ending
    }

    fn read(&mut self, byte: u8) -> Option<Ending> {
        match self.text {
            Text::Inside | Text::Escape => return self.read_text(byte),
            Text::Bare if byte.is_ascii_alphanumeric() || b"+-.".contains(&byte) => return None,
            Text::Bare => self.text = Text::Outside,
            Text::Outside => {}
        }
        match byte {
            // A crash may have left NUL characters, most of all behind the last value.
            _ if byte.is_ascii_whitespace() || byte == 0 => None,
            // The mark of byte order, where an earlier stage left one.
            0xef | 0xbb | 0xbf if self.nodes.is_empty() => None,
            b'"' if self.expects == Expects::Key => {
                self.text = Text::Inside;
                self.key.clear();
                None
            }
            b'"' => {
                self.text = Text::Inside;
                self.value(Value::Scalar(Scalar::Text))
            }
            b'{' => self.value(Value::Object),
            b'[' => self.value(Value::Array),
            b'}' | b']' => self.close(byte),
            b':' if self.expects == Expects::Colon => {
                self.expects = Expects::Value;
                None
            }
            b',' if self.expects == Expects::Separator && !self.open.is_empty() => {
                self.expects = match self.open.last() {
                    Some(frame) if frame.closes == b'}' => Expects::Key,
                    _ => Expects::Value,
                };
                None
            }
            b':' | b',' => Some(Ending::Broken),
            _ => {
                self.text = Text::Bare;
                self.value(Value::Scalar(match byte {
                    b't' | b'f' => Scalar::Truth,
                    b'n' => Scalar::Null,
                    _ => Scalar::Number,
                }))
            }
        }
    }

    fn read_text(&mut self, byte: u8) -> Option<Ending> {
        let is_key = self.expects == Expects::Key;
        match (self.text, byte) {
            (Text::Inside, b'"') => {
                self.text = Text::Outside;
                if is_key {
                    self.expects = Expects::Colon;
                }
                return None;
            }
            (Text::Inside, b'\n') => return Some(Ending::Broken),
            (Text::Inside, b'\\') => self.text = Text::Escape,
            _ => self.text = Text::Inside,
        }
        if is_key && self.key.len() <= MAX_KEY_BYTES {
            self.key.push(byte);
        }
        None
    }

    /// Notes a value that begins here.
    fn value(&mut self, value: Value) -> Option<Ending> {
        if self.expects != Expects::Value {
            return Some(match self.open.is_empty() {
                true => Ending::More,
                false => Ending::Broken,
            });
        }
        let node = match self.open.last() {
            None => self.note(None, String::new(), String::new(), value),
            Some(frame) if frame.closes == b'}' => frame
                .node
                .filter(|_| self.open.len() <= MAX_LEVELS)
                .and_then(|parent| {
                    let key = self.key()?;
                    let outer = &self.nodes[parent].path;
                    let path = match outer.is_empty() {
                        true => key.clone(),
                        false => format!("{outer}.{key}"),
                    };
                    self.note(Some(parent), key, path, value)
                }),
            Some(frame) => {
                if let Some(array) = frame.node {
                    self.nodes[array].kind.add(value);
                }
                None
            }
        };
        let closes = match value {
            Value::Scalar(_) => {
                self.expects = Expects::Separator;
                return None;
            }
            Value::Object => b'}',
            Value::Array => b']',
        };
        if self.open.len() >= self.max_depth {
            return Some(Ending::Broken);
        }
        self.open.push(Frame { closes, node });
        self.expects = match value {
            Value::Object => Expects::Key,
            _ => Expects::Value,
        };
        None
    }

    fn note(
        &mut self,
        parent: Option<usize>,
        key: String,
        path: String,
        value: Value,
    ) -> Option<usize> {
        if self.nodes.len() == MAX_NODES {
            return None;
        }
        self.nodes.push(Node {
            parent,
            key,
            path,
            start: self.place,
            kind: match value {
                Value::Scalar(scalar) => Kind::Scalar(scalar),
                Value::Object => Kind::Object,
                Value::Array => Kind::Array(0, Elements::None),
            },
        });
        Some(self.nodes.len() - 1)
    }

    /// The key read last, without its escapes.
    fn key(&self) -> Option<String> {
        if self.key.len() > MAX_KEY_BYTES {
            return None;
        }
        let quoted = [b"\"", &self.key[..], b"\""].concat();
        serde_json::from_slice(&quoted).ok()
    }

    fn close(&mut self, byte: u8) -> Option<Ending> {
        let fits = self.open.pop().is_some_and(|frame| frame.closes == byte);
        self.expects = Expects::Separator;
        (!fits).then_some(Ending::Broken)
    }
}

impl Kind {
    /// Counts another element of an array.
    fn add(&mut self, value: Value) {
        let Kind::Array(n, elements) = self else {
            return;
        };
        *elements = match (*elements, value) {
            (Elements::None, Value::Object) | (Elements::Objects, _) => Elements::Objects,
            (Elements::Texts, Value::Scalar(_))
            | (Elements::None | Elements::Scalars, Value::Scalar(Scalar::Text)) => Elements::Texts,
            (Elements::None | Elements::Scalars, Value::Scalar(_)) => Elements::Scalars,
            _ => Elements::Mixed,
        };
        *n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> (Vec<String>, Ending) {
        let outline = Outline::read(text.as_bytes(), 128).unwrap();
        let told = |node: &Node| {
            let kind = match node.kind {
                Kind::Scalar(scalar) => format!("{scalar:?}"),
                Kind::Object => "object".to_owned(),
                Kind::Array(n, elements) => format!("{n} {elements:?}"),
            };
            let Start { offset, line } = node.start;
            format!("{} {kind} {offset}:{line}", node.path)
        };
        (outline.nodes.iter().map(told).collect(), outline.ending)
    }

    #[test]
    fn values_reached_through_objects_are_noted_with_their_places() {
        let text = "{\"n\":-1.5e+3,\n\"a\\u0062\" : {\"l\":[{\"x\":[1]},{}], \"t\":[\"]\\\"\",null]},\"e\":[],\"m\":[1,[2]]}\n";
        let (nodes, ending) = outline(text);
        assert_eq!(
            nodes,
            [
                " object 0:1",
                "n Number 5:1",
                "ab object 26:2",
                "ab.l 2 Objects 31:2",
                "ab.t 2 Texts 51:2",
                "e 0 None 69:2",
                "m 2 Mixed 76:2",
            ]
        );
        assert_eq!(ending, Ending::Whole);
    }

    #[test]
    fn the_ending_is_told() {
        for (text, expected) in [
            ("[\"a\"] \n", Ending::Whole),
            ("{\"a\":[1", Ending::Cut),
            ("{\"a\":\"b", Ending::Cut),
            ("{}{", Ending::More),
            ("{}\n7", Ending::More),
            ("{\"a\" \"b\"}", Ending::Broken),
            ("{\"a\":\"b\nc\"}", Ending::Broken),
            ("[1 2]", Ending::Broken),
            ("[1}", Ending::Broken),
            ("[1,,2]", Ending::Broken),
            ("]", Ending::Broken),
        ] {
            assert_eq!(outline(text).1, expected, "{text}");
        }
    }

    #[test]
    fn depth_and_members_have_limits() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(outline(&deep).1, Ending::Broken);
        let members: Vec<String> = (0..20_000).map(|n| format!("\"{n}\":[]")).collect();
        let (nodes, ending) = outline(&format!("{{{}}}", members.join(",")));
        assert_eq!((nodes.len(), ending), (MAX_NODES, Ending::Whole));
        let long = format!("{{\"{}\":[1]}}", "k".repeat(MAX_KEY_BYTES + 1));
        assert_eq!(outline(&long).0.len(), 1);
    }
}
