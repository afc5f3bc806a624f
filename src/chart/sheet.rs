//! The paper of a chart: text is measured, wrapped and set here.

use super::axis::Axis;
use super::{Quantity, tone};
use crate::cloud::Color;
use crate::language::{Bilingual, Language};
use crate::render::{Anchor, Figure, Fonts, Mark, Text};

/// White around everything.
pub(super) const MARGIN: f64 = 24.0;
/// Font size of titles.
pub(super) const TITLE: f64 = 18.0;
/// Font size of labels.
pub(super) const LABEL: f64 = 14.0;
/// Font size of numbers on axes and of notes: the smallest that is used.
pub(super) const SMALL: f64 = 12.0;
/// Distance of lines, in em.
pub(super) const LEADING: f64 = 1.4;
/// Half the height of an ideograph above the baseline, in em.
const MIDDLE: f64 = 0.37;

/// A figure in the making.
pub(super) struct Sheet<'a> {
    fonts: Fonts<'a>,
    language: Language,
    title: String,
    description: Vec<String>,
    /// Width in pixels.
    pub(super) width: f64,
    /// Where the next thing begins.
    pub(super) y: f64,
    pub(super) marks: Vec<Mark>,
}

impl<'a> Sheet<'a> {
    /// A sheet without anything on it.
    pub(super) fn new(fonts: Fonts<'a>, language: Language, width: f64) -> Sheet<'a> {
        Sheet {
            fonts,
            language,
            title: String::new(),
            description: Vec::new(),
            width,
            y: MARGIN,
            marks: Vec::new(),
        }
    }

    pub(super) fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Bilingual { zh, en }.text(self.language)
    }

    /// Sets the title at the top.
    pub(super) fn title(&mut self, title: &str) {
        title.clone_into(&mut self.title);
        let lines = self.wrapped(title, TITLE, self.width - 2.0 * MARGIN);
        self.y = self.block(&lines, TITLE, MARGIN, self.y, tone::INK, Anchor::Start);
        if !lines.is_empty() {
            self.y += 10.0;
        }
    }

    /// Sets the note below everything.
    pub(super) fn note(&mut self, note: Option<&str>) {
        let lines = self.wrapped(note.unwrap_or(""), SMALL, self.width - 2.0 * MARGIN);
        if !lines.is_empty() {
            self.describe(note.unwrap_or("").to_owned());
            self.y = self.block(
                &lines,
                SMALL,
                MARGIN,
                self.y + 8.0,
                tone::QUIET,
                Anchor::Start,
            );
        }
    }

    /// Adds a sentence to the description.
    pub(super) fn describe(&mut self, sentence: String) {
        self.description.push(sentence);
    }

    /// Adds what was left out to the description, if anything was.
    pub(super) fn left_out(&mut self, n: usize) {
        if n > 0 {
            let said = match self.language {
                Language::Chinese => format!("{n} 个值无法画出，已略去"),
                Language::English => format!("values left out that cannot be drawn: {n}"),
            };
            self.describe(said);
        }
    }

    /// The figure, as high as what was set.
    pub(super) fn finish(self) -> Figure {
        let separator = self.say("；", "; ");
        Figure {
            width: whole(self.width),
            height: whole(self.y + MARGIN),
            background: tone::PAPER,
            title: self.title,
            description: self.description.join(separator),
            marks: self.marks,
        }
    }

    /// How wide a text is.
    pub(super) fn width_of(&self, text: &str, font_size: f64) -> f64 {
        let advances = self.fonts.advances(&self.fonts.shown(text));
        advances.iter().map(|(_, em)| em).sum::<f64>() * font_size
    }

    /// The width of the widest of some texts.
    pub(super) fn widest<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
        font_size: f64,
    ) -> f64 {
        let widths = texts.into_iter().map(|text| self.width_of(text, font_size));
        widths.fold(0.0, f64::max)
    }

    /// A text as lines no wider than `room`, unless a single character is.
    pub(super) fn wrapped(&self, text: &str, font_size: f64, room: f64) -> Vec<String> {
        let advances = self.fonts.advances(self.fonts.shown(text).trim());
        let mut lines = Vec::new();
        let (mut start, mut gap, mut width) = (0, None, 0.0);
        let mut at = 0;
        while at < advances.len() {
            let (character, em) = advances[at];
            let before = at.checked_sub(1).map(|before| advances[before].0);
            if at > start && before.is_some_and(|before| may_part(before, character)) {
                gap = Some(at);
            }
            width += em * font_size;
            if width > room && at > start && character != ' ' {
                let end = gap.take().unwrap_or(at);
                lines.push(joined(&advances[start..end]));
                (start, at, width) = (end, end, 0.0);
                continue;
            }
            at += 1;
        }
        lines.push(joined(&advances[start..]));
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// A text in one line no wider than `room`, shortened where it must be.
    pub(super) fn fitted(&self, text: &str, font_size: f64, room: f64) -> String {
        let shown = self.fonts.shown(text);
        if self.width_of(&shown, font_size) <= room {
            return shown;
        }
        let room = room - self.width_of("…", font_size);
        let mut width = 0.0;
        let advances = self.fonts.advances(&shown);
        let kept = advances.iter().take_while(|(_, em)| {
            width += em * font_size;
            width <= room
        });
        kept.map(|&(character, _)| character).chain(['…']).collect()
    }

    /// The height of lines.
    pub(super) fn height_of(lines: usize, font_size: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "lines of a label")]
        let lines = lines as f64;
        lines * font_size * LEADING
    }

    /// Sets a line whose baseline is at `y`.
    pub(super) fn text(
        &mut self,
        text: &str,
        font_size: f64,
        (x, y): (f64, f64),
        color: Color,
        anchor: Anchor,
    ) {
        let text = self.fonts.shown(text);
        if !text.trim().is_empty() {
            self.marks.push(Mark::Text(Text {
                text,
                font_size,
                x,
                y,
                color,
                anchor,
            }));
        }
    }

    /// Sets a line around the height `middle`.
    pub(super) fn centered(
        &mut self,
        text: &str,
        font_size: f64,
        (x, middle): (f64, f64),
        color: Color,
        anchor: Anchor,
    ) {
        self.text(
            text,
            font_size,
            (x, middle + MIDDLE * font_size),
            color,
            anchor,
        );
    }

    /// Sets lines one below the other from `top` and gives where they end.
    pub(super) fn block(
        &mut self,
        lines: &[String],
        font_size: f64,
        x: f64,
        top: f64,
        color: Color,
        anchor: Anchor,
    ) -> f64 {
        let mut y = top;
        for line in lines {
            let middle = y + font_size * LEADING / 2.0;
            self.centered(line, font_size, (x, middle), color, anchor);
            y += font_size * LEADING;
        }
        y
    }

    /// Sets lines around the height `middle`.
    pub(super) fn centered_block(
        &mut self,
        lines: &[String],
        font_size: f64,
        (x, middle): (f64, f64),
        anchor: Anchor,
    ) {
        let top = middle - Sheet::height_of(lines.len(), font_size) / 2.0;
        self.block(lines, font_size, x, top, tone::INK, anchor);
    }

    pub(super) fn rectangle(&mut self, (x, y): (f64, f64), width: f64, height: f64, fill: Color) {
        self.marks.push(Mark::Rectangle {
            x,
            y,
            width,
            height,
            fill,
        });
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, color: Color) {
        self.marks.push(Mark::Line {
            points: vec![from, to],
            width,
            color,
            dash: None,
        });
    }

    /// A whisker from one `x` to another at the height `y`.
    pub(super) fn whisker(&mut self, (low, high): (f64, f64), y: f64) {
        const CAP: f64 = 3.5;
        self.line((low, y), (high, y), 1.5, tone::INK);
        for x in [low, high] {
            self.line((x, y - CAP), (x, y + CAP), 1.5, tone::INK);
        }
    }

    /// The axis with the most marks whose labels have room on `length` pixels.
    pub(super) fn axis(&self, reach: f64, quantity: Quantity, length: f64) -> Axis {
        const BETWEEN: f64 = 12.0;
        let mut axes = (1..=8).rev().map(|most| Axis::reaching(reach, most));
        let fits = |axis: &Axis| {
            let marks = axis.marks(quantity);
            let labels = marks.iter().map(|(_, label)| label.as_str());
            let step = length / f64::from(axis.n_steps());
            self.widest(labels, SMALL) + BETWEEN <= step
        };
        axes.find(fits).unwrap_or_else(|| Axis::reaching(reach, 1))
    }
}

fn joined(part: &[(char, f64)]) -> String {
    let line: String = part.iter().map(|&(character, _)| character).collect();
    line.trim().to_owned()
}

/// Whether a line may end between two characters.
fn may_part(one: char, other: char) -> bool {
    const NOT_FIRST: &str = "，。、；：！？）》」』】〕”’…%％,.;:!?)]}";
    const NOT_LAST: &str = "（《「『【〔“‘([{";
    if NOT_FIRST.contains(other) || NOT_LAST.contains(one) || other == ' ' {
        return false;
    }
    // Letters of alphabets hold together; ideographs do not.
    one == ' ' || u32::from(one) >= 0x2e80 || u32::from(other) >= 0x2e80
}

/// A length in whole pixels; absurd ones are left to the writers to refuse.
fn whole(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let pixels = length.ceil() as u32;
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Font;

    fn sheet() -> Sheet<'static> {
        Sheet::new(Fonts::new(Font::embedded()), Language::Chinese, 960.0)
    }

    #[test]
    fn lines_part_between_ideographs_and_at_blanks() {
        let sheet = sheet();
        // Each ideograph is one em.
        assert_eq!(
            sheet.wrapped("人脸识别失败", 10.0, 40.0),
            ["人脸识别", "失败"]
        );
        assert_eq!(
            sheet.wrapped("人脸识别，失败", 10.0, 40.0),
            ["人脸识", "别，失败"]
        );
        assert_eq!(
            sheet.wrapped("slow network", 10.0, 60.0),
            ["slow", "network"]
        );
        assert_eq!(sheet.wrapped("  ", 10.0, 60.0), [""; 0]);
        let letters = sheet.wrapped(&"m".repeat(30), 10.0, 60.0);
        assert!(letters.len() > 1 && letters.concat() == "m".repeat(30));
        assert_eq!(sheet.wrapped("好坏", 10.0, 1.0), ["好", "坏"]);
    }

    #[test]
    fn what_is_too_wide_for_its_line_is_shortened() {
        let sheet = sheet();
        assert_eq!(sheet.fitted("人脸识别", 10.0, 40.0), "人脸识别");
        assert_eq!(sheet.fitted("人脸识别", 10.0, 39.0), "人脸…");
    }
}
