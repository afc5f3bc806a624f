//! A line of text on the canvas: a word or a label.

use crate::cloud::{CloudLayout, Color, Label, PlacedWord, Turn};

/// What all formats draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) font_size: f64,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) turn: Turn,
    pub(super) color: Color,
}

impl<'a> From<&'a PlacedWord> for Line<'a> {
    fn from(word: &'a PlacedWord) -> Line<'a> {
        Line {
            text: &word.term,
            font_size: word.font_size,
            x: word.x,
            y: word.y,
            turn: match word.rotation {
                90 => Turn::Left,
                _ => Turn::Upright,
            },
            color: word.color,
        }
    }
}

impl<'a> From<&'a Label> for Line<'a> {
    fn from(label: &'a Label) -> Line<'a> {
        Line {
            text: &label.text,
            font_size: label.font_size,
            x: label.x,
            y: label.y,
            turn: Turn::Upright,
            color: label.color,
        }
    }
}

impl<'a> Line<'a> {
    /// The words of a layout, then its labels: the order of drawing.
    pub(super) fn all(layout: &'a CloudLayout) -> impl Iterator<Item = Line<'a>> {
        let labels = layout.labels.iter().map(Line::from);
        layout.words.iter().map(Line::from).chain(labels)
    }

    /// The point of the canvas that lies `along` pixels from the pen origin on the baseline.
    pub(super) fn at(&self, along: f64) -> (f64, f64) {
        match self.turn {
            Turn::Upright => (self.x + along, self.y),
            Turn::Left => (self.x, self.y - along),
        }
    }

    /// The text's axes on the canvas: the images of (1, 0) and of (0, 1).
    pub(super) fn axes(&self) -> [(f64, f64); 2] {
        match self.turn {
            Turn::Upright => [(1.0, 0.0), (0.0, 1.0)],
            Turn::Left => [(0.0, -1.0), (1.0, 0.0)],
        }
    }
}
