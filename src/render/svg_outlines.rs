//! The form of SVG that holds outlines, so that a viewer's fonts cannot change the picture.

use std::collections::BTreeMap;

use super::RenderError;
use super::fonts::{Faces, GlyphKey};
use super::line::Line;
use super::outline::{Outline, Point, Segment};
use super::svg::{Parts, rounded};

pub(super) fn parts(lines: &[Line<'_>], faces: &Faces<'_>) -> Result<Parts, RenderError> {
    let mut outlines: BTreeMap<GlyphKey, Outline> = BTreeMap::new();
    let mut bodies = Vec::new();
    for line in lines {
        let mut body = String::new();
        for glyph in faces.set(line.text)? {
            let outline = outlines
                .entry(glyph.key)
                .or_insert_with(|| faces.outline(glyph.key));
            if outline.segments.is_empty() {
                continue;
            }
            let id = id(glyph.key);
            let x = match rounded(glyph.x) {
                0.0 => String::new(),
                x => format!(" x=\"{x}\""),
            };
            body.push_str(&format!("<use href=\"#{id}\"{x}/>"));
        }
        bodies.push(body);
    }
    let mut definitions = "<defs>\n".to_owned();
    for (key, outline) in outlines {
        if !outline.segments.is_empty() {
            // Lines are set in units of the main font.
            let scale = match faces.fonts.ratio(key.place) {
                1.0 => String::new(),
                ratio => format!(" transform=\"scale({ratio})\""),
            };
            let (id, path) = (id(key), path_data(&outline));
            definitions.push_str(&format!("<path id=\"{id}\"{scale} d=\"{path}\"/>\n"));
        }
    }
    definitions.push_str("</defs>\n");
    Ok(Parts {
        attributes: String::new(),
        definitions,
        bodies,
    })
}

/// `g` for a glyph of the main font, `f` for one of the fallback.
fn id(key: GlyphKey) -> String {
    let letter = if key.place == 0 { 'g' } else { 'f' };
    format!("{letter}{}", key.id.to_u32())
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
    data.push_str(&n.to_string());
}
