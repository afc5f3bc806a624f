//! How the layout file is printed: one word a line.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

/// Breaks lines between the fields of the outermost object and between the elements of its
/// arrays; everything deeper stays in one line.
#[derive(Default)]
pub(super) struct OneWordALine {
    depth: usize,
}

const FIELDS: usize = 1;
const ELEMENTS: usize = 2;

fn separate<W: ?Sized + Write>(out: &mut W, first: bool, indent: Option<usize>) -> io::Result<()> {
    let comma = if first { "" } else { "," };
    match indent {
        Some(depth) => write!(out, "{comma}\n{:width$}", "", width = 2 * depth),
        None if first => Ok(()),
        None => out.write_all(b", "),
    }
}

impl Formatter for OneWordALine {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        separate(out, first, (self.depth == FIELDS).then_some(FIELDS))
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n}\n" } else { b"}" })
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        separate(out, first, (self.depth == ELEMENTS).then_some(ELEMENTS))
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(b"]")
    }
}

/// Whole numbers without a decimal point, as counts are written.
pub(super) fn weight<S: Serializer>(weight: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// Up to here every whole number is a float.
    const LAST_EXACT: f64 = 9_007_199_254_740_992.0;
    if weight.fract() == 0.0 && (0.0..=LAST_EXACT).contains(weight) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number within the range"
        )]
        let whole = *weight as u64;
        whole.serialize(serializer)
    } else {
        weight.serialize(serializer)
    }
}
