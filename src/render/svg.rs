//! SVG.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use skrifa::GlyphId;

use super::outline::{Outline, Point, Segment};
use super::{Font, RenderError};
use crate::cloud::{Background, CloudLayout, PlacedWord, SizeRule};
use crate::table::format_real;

/// Draws a layout as SVG.
///
/// Each glyph's outline stands once, in font units, in `<defs>`. Each word is a group with a
/// `<title>` (term and weight), the attributes `data-term`, `data-weight` and `data-rank`, and a
/// transform whose scale is `font_size / units_per_em`. Terms are escaped.
///
/// # Errors
/// [`RenderError::OtherFont`] when the layout was made with another font,
/// [`RenderError::MissingGlyphs`] when a word cannot be drawn.
pub fn svg(layout: &CloudLayout, font: &Font) -> Result<String, RenderError> {
    font.check(layout)?;
    let face = font.face();
    let mut glyphs: BTreeMap<GlyphId, Outline> = BTreeMap::new();
    let mut groups = String::new();
    for word in &layout.words {
        let line = face
            .line(&word.term)
            .map_err(|characters| RenderError::MissingGlyphs {
                term: word.term.clone(),
                characters,
            })?;
        put(&mut groups, format_args!("{}", group_start(word, font)));
        for glyph in line {
            let outline = glyphs
                .entry(glyph.id)
                .or_insert_with(|| face.outline(glyph.id));
            if outline.segments.is_empty() {
                continue;
            }
            let id = glyph.id.to_u32();
            match glyph.x {
                0 => put(&mut groups, format_args!("<use href=\"#g{id}\"/>")),
                x => put(
                    &mut groups,
                    format_args!("<use href=\"#g{id}\" x=\"{x}\"/>"),
                ),
            }
        }
        groups.push_str("</g>\n");
    }

    let mut out = head(layout);
    out.push_str("<defs>\n");
    for (id, outline) in glyphs {
        if !outline.segments.is_empty() {
            let path = path_data(&outline);
            let id = id.to_u32();
            put(
                &mut out,
                format_args!("<path id=\"g{id}\" d=\"{path}\"/>\n"),
            );
        }
    }
    out.push_str("</defs>\n");
    out.push_str(&groups);
    out.push_str("</svg>\n");
    Ok(out)
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .expect("writing to a string cannot fail");
}

/// Everything before the outlines.
fn head(layout: &CloudLayout) -> String {
    let (width, height) = (layout.canvas.width, layout.canvas.height);
    let title = format!("Word cloud of {} terms", layout.words.len());
    let rule = match layout.rule.kind {
        SizeRule::Sqrt => "√weight",
        SizeRule::Linear => "weight",
        SizeRule::Log => "ln(1 + weight)",
        SizeRule::Rank => "1/√rank",
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\">\n\
         <title>{title}</title>\n\
         <desc>font size = {} px · {rule}; {} terms not placed</desc>\n",
        format_real(layout.rule.k),
        layout.unplaced.len()
    );
    if let Background::Color(color) = layout.canvas.background {
        let size = format_args!("width=\"{width}\" height=\"{height}\"");
        put(&mut out, format_args!("<rect {size} fill=\"{color}\"/>\n"));
    }
    out
}

fn group_start(word: &PlacedWord, font: &Font) -> String {
    let term = escape(&word.term);
    format!(
        "<g transform=\"translate({} {}) scale({})\" fill=\"{}\" data-term=\"{term}\" \
         data-weight=\"{weight}\" data-rank=\"{}\"><title>{term} {weight}</title>",
        word.x,
        word.y,
        word.font_size / font.units_per_em(),
        word.color,
        word.rank,
        weight = word.weight,
    )
}

/// Safe as text and inside quotes; characters that XML does not allow are left out.
fn escape(text: &str) -> String {
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

/// Path data with relative commands, which are shorter.
fn path_data(outline: &Outline) -> String {
    let mut data = String::new();
    let origin = Point { x: 0, y: 0 };
    let (mut pen, mut start) = (origin, origin);
    for segment in &outline.segments {
        let command = match segment {
            Segment::Move(_) => 'm',
            Segment::Line(_) => 'l',
            Segment::Quad(..) => 'q',
            Segment::Cubic(..) => 'c',
            Segment::Close => 'z',
        };
        data.push(command);
        let mut end = pen;
        for point in segment.points() {
            number(&mut data, point.x - pen.x);
            number(&mut data, point.y - pen.y);
            end = point;
        }
        pen = end;
        match segment {
            Segment::Move(_) => start = pen,
            Segment::Close => pen = start,
            _ => {}
        }
    }
    data
}

/// A number, with a blank before it where digits would run together.
fn number(data: &mut String, n: i32) {
    if n >= 0 && data.ends_with(|last: char| last.is_ascii_digit()) {
        data.push(' ');
    }
    put(data, format_args!("{n}"));
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
