//! SVG.

use std::fmt::Write as _;

use super::fonts::Faces;
use super::line::Line;
use super::{Fonts, RenderError, svg_outlines, svg_text};
use crate::cloud::{CloudLayout, Color, Contour, PlacedWord, Rule, SizeRule};
use crate::language::{Bilingual, Language};
use crate::table::format_real;

/// What stands in an SVG for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgForm {
    /// Its outlines: every viewer shows the same.
    #[default]
    Outlines,
    /// Text, which can be selected, searched and edited, with the font's glyphs inside the file.
    /// Browsers show it as the outlines are; viewers that do not read fonts in a picture take
    /// fonts of their own.
    Text,
}

/// How an SVG is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// What stands for a word.
    pub form: SvgForm,
    /// The language of the picture's title and description.
    pub language: Language,
}

/// What a form of SVG makes of lines of text.
pub(super) struct Parts {
    /// Attributes of the root, each with a blank before it.
    pub(super) attributes: String,
    /// What the bodies refer to.
    pub(super) definitions: String,
    /// What stands for each line of text.
    pub(super) bodies: Vec<String>,
}

impl SvgForm {
    pub(super) fn parts(self, lines: &[Line<'_>], faces: &Faces<'_>) -> Result<Parts, RenderError> {
        match self {
            SvgForm::Outlines => svg_outlines::parts(lines, faces),
            SvgForm::Text => svg_text::parts(lines, faces),
        }
    }
}

/// Draws a layout as SVG.
///
/// Each word is a group with a `<title>` (term and weight), the attributes `data-term`,
/// `data-weight`, `data-rank` and, when it has them, `data-group` and `data-score`, and a
/// transform whose scale is `font_size / units_per_em`. In the form of outlines, each glyph's
/// outline stands once, in font units, in `<defs>`. A label is a group with `data-label`. Texts
/// are escaped.
///
/// # Errors
/// [`RenderError::OtherFont`] when the layout was made with another font,
/// [`RenderError::MissingGlyphs`] when a word cannot be drawn, [`RenderError::BadRotation`]; in
/// the form of text also [`RenderError::MayNotEmbed`].
pub fn svg<'a>(
    layout: &CloudLayout,
    fonts: impl Into<Fonts<'a>>,
    options: SvgOptions,
) -> Result<String, RenderError> {
    let fonts = fonts.into();
    let faces = fonts.for_layout(layout)?;
    let lines: Vec<Line<'_>> = Line::all(layout).collect();
    let parts = options.form.parts(&lines, &faces)?;
    let mut out = head(layout, &parts.attributes, options.language);
    out.push_str(&parts.definitions);
    if let Some(contour) = &layout.contour {
        out.push_str(&line_around(contour));
    }
    let units_per_em = fonts.units_per_em();
    let words = layout
        .words
        .iter()
        .map(|word| word_start(word, units_per_em));
    let labels = layout
        .labels
        .iter()
        .map(|label| line_start(label.into(), units_per_em));
    for (start, body) in words.chain(labels).zip(parts.bodies) {
        put(&mut out, format_args!("{start}{body}</g>\n"));
    }
    out.push_str("</svg>\n");
    Ok(out)
}

pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .expect("writing to a string cannot fail");
}

/// The name of a picture, for those who cannot see it.
pub(super) fn title(layout: &CloudLayout, language: Language) -> String {
    let n = layout.words.len();
    match language {
        Language::Chinese => format!("词云，{n} 个词语"),
        Language::English => format!("Word cloud of {n} terms"),
    }
}

/// Everything before the definitions.
fn head(layout: &CloudLayout, attributes: &str, language: Language) -> String {
    let (width, height) = (layout.canvas.width, layout.canvas.height);
    let title = title(layout, language);
    let rule = match layout.rule.kind {
        SizeRule::Sqrt => ("√权重", "√weight"),
        SizeRule::Linear => ("权重", "weight"),
        SizeRule::Log => ("ln(1 + 权重)", "ln(1 + weight)"),
        SizeRule::Rank => ("1/√名次", "1/√rank"),
    };
    let rule = Bilingual {
        zh: rule.0,
        en: rule.1,
    }
    .text(language);
    let Rule { k, offset, .. } = layout.rule;
    let mut scale = format!("{} px", format_real(k));
    if offset != 0.0 {
        scale = format!("{} px + {scale}", format_real(offset));
    }
    let n = layout.unplaced.len();
    let description = match language {
        Language::Chinese => format!("字号 = {scale} · {rule}；{n} 个词语未能放入"),
        Language::English => format!("font size = {scale} · {rule}; {n} terms not placed"),
    };
    Opening {
        size: (width, height),
        title: &title,
        description: &description,
        language,
        attributes,
        background: layout.canvas.background.fill(),
    }
    .write()
}

/// What every picture begins with.
pub(super) struct Opening<'a> {
    /// Width and height.
    pub(super) size: (u32, u32),
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) language: Language,
    /// Further attributes of the root, as [`Parts`] has them.
    pub(super) attributes: &'a str,
    /// What is painted behind everything.
    pub(super) background: Option<Color>,
}

impl Opening<'_> {
    pub(super) fn write(&self) -> String {
        let (width, height) = self.size;
        let (title, description) = (escape(self.title), escape(self.description));
        let attributes = self.attributes;
        let tag = match self.language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\"{attributes}>\n\
             <title lang=\"{tag}\">{title}</title>\n\
             <desc lang=\"{tag}\">{description}</desc>\n",
        );
        if let Some(color) = self.background {
            let size = format_args!("width=\"{width}\" height=\"{height}\"");
            put(&mut out, format_args!("<rect {size} fill=\"{color}\"/>\n"));
        }
        out
    }
}

fn line_around(contour: &Contour) -> String {
    let polygons = contour.polygons.iter().map(|polygon| {
        let points = polygon.iter().map(|[x, y]| format!("{x} {y}"));
        format!("M{}Z", points.collect::<Vec<_>>().join("L"))
    });
    format!(
        "<path class=\"contour\" d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" \
         stroke-linejoin=\"round\"/>\n",
        polygons.collect::<String>(),
        contour.color,
        contour.width,
    )
}

fn word_start(word: &PlacedWord, units_per_em: f64) -> String {
    let term = escape(&word.term);
    let turn = match word.rotation {
        0 => String::new(),
        degrees => format!(" rotate({})", -degrees),
    };
    let group = word.group.as_ref();
    let group = group.map_or_else(String::new, |group| {
        format!(" data-group=\"{}\"", escape(group))
    });
    let score = word.score;
    let score = score.map_or_else(String::new, |score| format!(" data-score=\"{score}\""));
    format!(
        "<g transform=\"translate({} {}){turn} scale({})\" fill=\"{}\" data-term=\"{term}\" \
         data-weight=\"{weight}\" data-rank=\"{}\"{group}{score}><title>{term} {weight}</title>",
        word.x,
        word.y,
        word.font_size / units_per_em,
        word.color,
        word.rank,
        weight = word.weight,
    )
}

/// The start of the group of a line of text that is no word of a cloud.
pub(super) fn line_start(line: Line<'_>, units_per_em: f64) -> String {
    format!(
        "<g transform=\"translate({} {}) scale({})\" fill=\"{}\" data-label=\"{}\">",
        line.x,
        line.y,
        line.font_size / units_per_em,
        line.color,
        escape(line.text),
    )
}

/// A position in font units, to a thousandth of a unit.
pub(super) fn rounded(units: f64) -> f64 {
    (units * 1000.0).round() / 1000.0
}

/// Safe as text and inside quotes; characters that XML does not allow are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_terms_stay_text() {
        assert_eq!(
            escape("</title><script>\"x\" & 'y'\u{0}\u{1b}\u{ffff}好"),
            "&lt;/title&gt;&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;好"
        );
    }
}
