//! Cuts a JSON array into its elements without reading it whole.

use std::io::{self, Read};

use super::decode::read_retrying;
use super::{Limit, Limits};

/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// A first key longer than this does not serve to find elements again.
const MAX_KEY_BYTES: usize = 200;

/// Finds the elements of an array, or of several arrays one after the other.
///
/// An element whose quotes or brackets do not fit is given up where that shows, and the next one
/// is found by its beginning: writers begin every element alike, so the bytes from `{` to the end
/// of the first key, as they stand in the first element, mark a new one.
pub(super) struct Splitter<R> {
    inner: R,
    buffer: Vec<u8>,
    /// Start in `buffer` of what is not yet handed on.
    start: usize,
    /// Line of `start`, counted from 1.
    line: u64,
    input: Input,
    place: Place,
    /// Length of the element handed out last.
    taken: usize,
    opening: Option<Vec<u8>>,
    extent: Extent,
    /// An element longer than this is broken or no comment.
    max_bytes: usize,
    max_depth: usize,
}

/// Which part of the input holds the elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it, as arrays one after the other.
    Arrays,
    /// The array that begins here; what follows it is not looked at.
    Array,
    /// All of it, as elements one after the other without an array.
    Elements,
    /// The element that begins here.
    Element,
    /// None of it.
    Nothing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    More,
    Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    InArray,
    After,
    Done,
}

/// What stands next in the array.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element, to be had from [`Splitter::element`].
    Element { line: u64 },
    /// Something that is no element.
    Broken { line: u64, detail: &'static str },
    /// Nothing.
    End,
}

impl<R: Read> Splitter<R> {
    pub(super) fn new(inner: R) -> Self {
        Splitter::within(inner, Extent::Arrays, 1)
    }

    /// Reads the elements in `extent` of an input that begins on `line` of its file.
    pub(super) fn within(inner: R, extent: Extent, line: u64) -> Self {
        Splitter {
            inner,
            buffer: Vec::new(),
            start: 0,
            line,
            input: Input::More,
            place: match extent {
                Extent::Arrays | Extent::Array => Place::Before,
                Extent::Elements | Extent::Element => Place::InArray,
                Extent::Nothing => Place::Done,
            },
            taken: 0,
            opening: None,
            extent,
            max_bytes: 0,
            max_depth: 0,
        }
        .limited(&Limits::default())
    }

    /// Gives up elements beyond these limits; at first they are the default ones.
    pub(super) fn limited(self, limits: &Limits) -> Self {
        Splitter {
            max_bytes: usize::try_from(limits.record_bytes()).unwrap_or(usize::MAX),
            max_depth: usize::try_from(limits.depth).unwrap_or(usize::MAX),
            ..self
        }
    }

    /// The bytes of the element found last.
    pub(super) fn element(&self) -> &[u8] {
        self.buffer[self.start..self.start + self.taken].trim_ascii_end()
    }

    /// Goes to the next element.
    pub(super) fn next(&mut self) -> io::Result<Piece> {
        self.advance(self.taken);
        self.taken = 0;
        loop {
            let Some(byte) = self.next_mark()? else {
                let open = self.place == Place::InArray && self.extent != Extent::Elements;
                self.place = Place::Done;
                return Ok(if open {
                    self.broken("the file ends inside the array")
                } else {
                    Piece::End
                });
            };
            match (self.place, byte) {
                (Place::Before | Place::After, b'[') => {
                    self.advance(1);
                    self.place = Place::InArray;
                }
                (Place::InArray, b']') => {
                    self.advance(1);
                    self.place = match self.extent {
                        Extent::Array => Place::Done,
                        _ => Place::After,
                    };
                }
                (Place::InArray | Place::After, b',') => self.advance(1),
                (Place::InArray, _) => return self.scan(),
                (Place::Done, _) => {
                    // The rest was reported when it was met, or is no concern of ours.
                    let n = self.available().len();
                    self.advance(n);
                }
                (Place::Before, _) => {
                    self.place = Place::Done;
                    return Ok(self.broken("not an array"));
                }
                (Place::After, _) => {
                    self.place = Place::Done;
                    return Ok(self.broken("data after the end of the array"));
                }
            }
        }
    }

    fn broken(&self, detail: &'static str) -> Piece {
        Piece::Broken {
            line: self.line,
            detail,
        }
    }

    fn available(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    fn advance(&mut self, n_bytes: usize) {
        let end = self.start + n_bytes;
        let breaks = self.buffer[self.start..end].iter();
        self.line += breaks.map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.start = end;
    }

    /// Reads on; `Ended` at the end of the input.
    fn more(&mut self) -> io::Result<Input> {
        if self.input == Input::More {
            self.buffer.drain(..self.start);
            self.start = 0;
            let old = self.buffer.len();
            self.buffer.resize(old + CHUNK_BYTES, 0);
            let n = read_retrying(&mut self.inner, &mut self.buffer[old..])?;
            self.buffer.truncate(old + n);
            if n == 0 {
                self.input = Input::Ended;
            }
        }
        Ok(self.input)
    }

    /// The next byte that is not a blank.
    fn next_mark(&mut self) -> io::Result<Option<u8>> {
        loop {
            let blank = |byte: &&u8| byte.is_ascii_whitespace();
            let n = self.available().iter().take_while(blank).count();
            self.advance(n);
            if self.available().starts_with("\u{feff}".as_bytes()) {
                self.advance("\u{feff}".len());
            } else if let Some(byte) = self.available().first() {
                return Ok(Some(*byte));
            } else if self.more()? == Input::Ended {
                return Ok(None);
            }
        }
    }

    /// Finds the end of the element that begins here.
    fn scan(&mut self) -> io::Result<Piece> {
        let mut scan = Scan::new(self.max_depth);
        let mut seen = 0;
        loop {
            while let Some(byte) = self.buffer.get(self.start + seen) {
                match scan.step(*byte) {
                    Step::Inside => seen += 1,
                    Step::Last => return Ok(self.found(seen + 1)),
                    Step::Past => return Ok(self.found(seen)),
                    Step::Broken(detail) => return self.give_up(detail),
                }
            }
            if seen > self.max_bytes {
                return self.give_up(TOO_LONG);
            }
            if self.more()? == Input::Ended {
                return self.give_up("the file ends inside an element");
            }
        }
    }

    fn found(&mut self, length: usize) -> Piece {
        self.taken = length;
        self.remember_opening();
        if length > self.max_bytes {
            return self.broken(TOO_LONG);
        }
        if self.extent == Extent::Element {
            self.place = Place::Done;
        }
        Piece::Element { line: self.line }
    }

    fn remember_opening(&mut self) {
        if self.opening.is_none() {
            self.opening = opening(self.available()).map(<[u8]>::to_vec);
        }
    }

    /// Reports the element that begins here and goes to the beginning of the next.
    fn give_up(&mut self, detail: &'static str) -> io::Result<Piece> {
        let piece = self.broken(detail);
        self.remember_opening();
        let opening = self.opening.clone().unwrap_or_else(|| b"{".to_vec());
        self.advance(1);
        loop {
            let mut windows = self.available().windows(opening.len());
            if let Some(next) = windows.position(|window| window == opening) {
                self.advance(next);
                return Ok(piece);
            }
            let keep = self.available().len().min(opening.len() - 1);
            self.advance(self.available().len() - keep);
            if self.more()? == Input::Ended {
                self.place = Place::Done;
                return Ok(piece);
            }
        }
    }
}

/// The bytes of an object up to the end of its first key.
fn opening(element: &[u8]) -> Option<&[u8]> {
    let head = &element[..element.len().min(MAX_KEY_BYTES)];
    let inner = head.strip_prefix(b"{")?;
    let blanks = inner
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let key = inner[blanks..].strip_prefix(b"\"")?;
    let end = key
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | b'\n'))?;
    (key[end] == b'"').then(|| &head[..1 + blanks + 1 + end + 1])
}

/// What is said of elements longer than [`Limits::record_bytes`].
const TOO_LONG: &str = "an element longer than four cells may be";

/// The limit that an element is beyond, by what is said of it.
pub(super) fn limit_of(detail: &str) -> Option<Limit> {
    match detail {
        TOO_LONG => Some(Limit::CellBytes),
        TOO_DEEP => Some(Limit::Depth),
        _ => None,
    }
}

/// What is said of objects nested beyond the limit.
pub(super) const TOO_DEEP: &str = "objects nested too deeply";

/// Whether an element is nested beyond `max_depth`; of one whose brackets do not fit, the part
/// before that counts.
pub(super) fn is_too_deep(element: &[u8], max_depth: usize) -> bool {
    let opens = element.iter().filter(|byte| matches!(byte, b'{' | b'['));
    if opens.take(max_depth.saturating_add(1)).count() <= max_depth {
        return false;
    }
    let mut scan = Scan::new(max_depth);
    for byte in element {
        match scan.step(*byte) {
            Step::Inside => {}
            Step::Broken(detail) => return detail == TOO_DEEP,
            Step::Last | Step::Past => return false,
        }
    }
    false
}

/// Follows quotes and brackets.
struct Scan {
    open: Vec<u8>,
    state: State,
    max_depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Value,
    String,
    Escape,
    AfterString,
}

enum Step {
    /// The element goes on after this byte.
    Inside,
    /// The element ends with this byte.
    Last,
    /// The element ended before this byte.
    Past,
    /// The element cannot be read.
    Broken(&'static str),
}

impl Scan {
    fn new(max_depth: usize) -> Scan {
        Scan {
            open: Vec::new(),
            state: State::Value,
            max_depth,
        }
    }

    fn step(&mut self, byte: u8) -> Step {
        match self.state {
            State::String => {
                match byte {
                    b'"' => self.state = State::AfterString,
                    b'\\' => self.state = State::Escape,
                    b'\n' => return Step::Broken("a line break inside a string"),
                    _ => {}
                }
                return Step::Inside;
            }
            State::Escape => {
                self.state = State::String;
                return Step::Inside;
            }
            State::AfterString => match byte {
                b':' | b',' | b']' | b'}' => self.state = State::Value,
                _ if byte.is_ascii_whitespace() => return Step::Inside,
                _ => return Step::Broken("a quote inside a string, or a comma is missing"),
            },
            State::Value => {}
        }
        match byte {
            b'"' => self.state = State::String,
            b'{' | b'[' if self.open.len() >= self.max_depth => {
                return Step::Broken(TOO_DEEP);
            }
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b',' | b']' if self.open.is_empty() => return Step::Past,
            b'}' | b']' => match self.open.pop() {
                Some(expected) if expected == byte && self.open.is_empty() => return Step::Last,
                Some(expected) if expected == byte => {}
                _ => return Step::Broken("brackets that do not fit"),
            },
            _ => {}
        }
        Step::Inside
    }
}

#[cfg(test)]
#[path = "json_split_tests.rs"]
mod tests;
