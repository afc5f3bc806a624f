//! Figures: rectangles, lines, areas, circles and text, in the order of drawing.
//!
//! What a chart becomes. It is drawn as SVG and as PNG from the same numbers, and its text from
//! the same outlines as the words of a cloud.

use unicode_normalization::UnicodeNormalization;

use super::Fonts;
use super::fonts::{Faces, is_selector};
use super::line::Line;
use crate::cloud::{Color, InkBox, TextMeasure, Turn, Unmeasured};

/// A drawing on a coloured ground. Lengths are in pixels, y points down.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is behind the marks.
    pub background: Color,
    /// What it shows, for those who cannot see it.
    pub title: String,
    /// What is to be known of it beyond the title: what was left out, say.
    pub description: String,
    /// What is drawn, from the bottom to the top.
    pub marks: Vec<Mark>,
}

/// One thing that is drawn. A mark with a number that is not finite is not drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Rectangle {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width; nothing is drawn unless it is above 0.
        width: f64,
        /// Height; nothing is drawn unless it is above 0.
        height: f64,
        /// Colour.
        fill: Color,
    },
    /// A line through points.
    Line {
        /// The points; nothing is drawn with fewer than two.
        points: Vec<(f64, f64)>,
        /// Width.
        width: f64,
        /// Colour.
        color: Color,
        /// Length of the dashes and of the gaps between them; `None` for a line without gaps.
        dash: Option<f64>,
    },
    /// A filled area.
    Polygon {
        /// Its corners; nothing is drawn with fewer than three.
        points: Vec<(f64, f64)>,
        /// Colour.
        fill: Color,
    },
    /// A disc.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius; nothing is drawn unless it is above 0.
        radius: f64,
        /// Colour.
        fill: Color,
        /// Width and colour of the line around it.
        stroke: Option<(f64, Color)>,
    },
    /// A line of text.
    Text(Text),
}

/// A line of text in a figure. Its characters must be in the font: see [`Fonts::shown`].
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What is written. A text without ink is not drawn.
    pub text: String,
    /// Font size in pixels.
    pub font_size: f64,
    /// Where the ink begins, has its middle or ends.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Colour.
    pub color: Color,
    /// Which of the three `x` is.
    pub anchor: Anchor,
}

/// Which point of a text stands at its `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The left end of the ink.
    #[default]
    Start,
    /// The middle of the ink.
    Middle,
    /// The right end of the ink.
    End,
}

impl Text {
    /// The rectangle of its ink; `None` when there is none or the font lacks characters.
    #[must_use]
    pub fn ink(&self, measure: &dyn TextMeasure) -> Option<InkBox> {
        let ink = measure.measure(&self.text).ok()?;
        Some(ink.at(self.font_size, self.pen(ink), self.y))
    }

    /// Where the pen starts.
    fn pen(&self, ink: InkBox) -> f64 {
        let before = match self.anchor {
            Anchor::Start => ink.left,
            Anchor::Middle => (ink.left + ink.right) / 2.0,
            Anchor::End => ink.right,
        };
        self.x - before * self.font_size
    }

    /// The line to draw; `None` for a text without ink. One that the font cannot set is left to
    /// the writer, who refuses it.
    pub(super) fn line(&self, fonts: &Fonts<'_>) -> Option<Line<'_>> {
        let x = match fonts.measure(&self.text) {
            Ok(ink) => self.pen(ink),
            Err(Unmeasured::MissingGlyphs(_)) => self.x,
            Err(Unmeasured::NoInk) => return None,
        };
        let sound = [x, self.y, self.font_size].iter().all(|n| n.is_finite());
        (sound && self.font_size > 0.0).then(|| Line {
            text: &self.text,
            font_size: self.font_size,
            x: hundredths(x),
            y: hundredths(self.y),
            turn: Turn::Upright,
            color: self.color,
        })
    }
}

impl Mark {
    /// Whether there is something to draw; of a text, its [`Text::line`] says.
    pub(super) fn shows(&self) -> bool {
        let points_show = |points: &[(f64, f64)], least: usize| {
            let finite = points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
            points.len() >= least && finite
        };
        match self {
            Mark::Rectangle {
                x,
                y,
                width,
                height,
                ..
            } => {
                let finite = [x, y, width, height].into_iter().all(|n| n.is_finite());
                finite && *width > 0.0 && *height > 0.0
            }
            Mark::Line { points, width, .. } => {
                points_show(points, 2) && width.is_finite() && *width > 0.0
            }
            Mark::Polygon { points, .. } => points_show(points, 3),
            Mark::Circle { x, y, radius, .. } => {
                [x, y, radius].into_iter().all(|n| n.is_finite()) && *radius > 0.0
            }
            Mark::Text(_) => true,
        }
    }

    /// The rectangle that holds it, without the width of lines; `None` for what is not drawn.
    #[must_use]
    pub fn bounds(&self, measure: &dyn TextMeasure) -> Option<InkBox> {
        let around = |points: &[(f64, f64)]| {
            let first = *points.first()?;
            let start = [first.0, first.1, first.0, first.1];
            let ends = points.iter().fold(start, |ends, &(x, y)| {
                let [left, top, right, bottom] = ends;
                [left.min(x), top.min(y), right.max(x), bottom.max(y)]
            });
            Some(ends)
        };
        if !self.shows() {
            return None;
        }
        let [left, top, right, bottom] = match self {
            Mark::Rectangle {
                x,
                y,
                width,
                height,
                ..
            } => [*x, *y, x + width, y + height],
            Mark::Line { points, .. } | Mark::Polygon { points, .. } => around(points)?,
            Mark::Circle { x, y, radius, .. } => [x - radius, y - radius, x + radius, y + radius],
            Mark::Text(text) => return text.ink(measure),
        };
        Some(InkBox {
            left,
            top,
            right,
            bottom,
        })
    }
}

impl Figure {
    /// The lines of text, in the order of the marks; `None` for other marks.
    pub(super) fn lines(&self, fonts: &Fonts<'_>) -> Vec<Option<Line<'_>>> {
        let lines = self.marks.iter().map(|mark| match mark {
            Mark::Text(text) => text.line(fonts),
            _ => None,
        });
        lines.collect()
    }
}

/// Stands for a character that no font has.
const LACKING: [char; 2] = ['□', '?'];

impl Fonts<'_> {
    /// A text as it can be drawn: white space and line ends become blanks, a character that no
    /// font has becomes `□`, and control characters are left out.
    ///
    /// ```
    /// use ciyun::render::{Font, Fonts};
    /// let fonts = Fonts::new(Font::embedded());
    /// assert_eq!(fonts.shown("好😀\n卡\u{0}"), "好□ 卡");
    /// ```
    #[must_use]
    pub fn shown(&self, text: &str) -> String {
        let faces = self.faces();
        text.nfc().filter_map(|one| shown(one, &faces)).collect()
    }
}

fn shown(character: char, faces: &Faces<'_>) -> Option<char> {
    let instead = if character.is_whitespace() {
        [' '; 2]
    } else if is_selector(character) || character.is_control() {
        return None;
    } else if faces.glyph(character).is_some() {
        return Some(character);
    } else {
        LACKING
    };
    instead.into_iter().find(|&one| faces.glyph(one).is_some())
}

/// A length as it is written: to a hundredth of a pixel.
pub(super) fn hundredths(length: f64) -> f64 {
    // The sum turns -0 into 0.
    (length * 100.0).round() / 100.0 + 0.0
}
