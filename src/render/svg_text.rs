//! The form of SVG that holds text, with the glyphs it needs as fonts inside.

use std::fmt::Write as _;

use super::RenderError;
use super::embed::{EmbeddedFont, embedded};
use super::fonts::Faces;
use super::line::Line;
use super::svg::{Parts, escape, rounded};

pub(super) fn parts(lines: &[Line<'_>], faces: &Faces<'_>) -> Result<Parts, RenderError> {
    let fonts = embedded(lines, faces)?;
    let families = fonts
        .each_ref()
        .map(|font| font.as_ref().map_or_else(String::new, family));
    let mut styles = String::new();
    for (font, family) in fonts.iter().zip(&families) {
        if let Some(font) = font {
            let data = base64(&font.bytes);
            writeln!(
                styles,
                "@font-face{{font-family:{family};src:url(\"data:font/ttf;base64,{data}\")}}"
            )
            .expect("writing to a string cannot fail");
        }
    }
    // Every character has its place: nothing may move it, join it or make it bolder.
    let attributes = format!(
        " font-family=\"{},sans-serif\" font-size=\"{}\" text-rendering=\"geometricPrecision\" \
         style=\"font-kerning:none;font-variant-ligatures:none;font-feature-settings:normal;\
         font-synthesis:none;unicode-bidi:bidi-override\"",
        families[0],
        faces.fonts.units_per_em(),
    );
    let bodies = lines.iter().map(|&line| body(line, faces, &families[1]));
    Ok(Parts {
        attributes,
        definitions: format!("<style>{styles}</style>\n"),
        bodies: bodies.collect::<Result<_, _>>()?,
    })
}

fn family(font: &EmbeddedFont) -> String {
    let digits = font.digest.iter().map(|byte| format!("{byte:02x}"));
    format!("ciyun-{}", digits.collect::<String>())
}

/// The text elements of a line. One ends where the font changes, and after a character outside
/// of the basic plane, since viewers disagree on how many positions such a one takes.
fn body(line: Line<'_>, faces: &Faces<'_>, fallback: &str) -> Result<String, RenderError> {
    let mut body = String::new();
    let (mut text, mut places) = (String::new(), Vec::new());
    let glyphs = faces.set(line.text)?;
    let mut rest = glyphs.iter().peekable();
    while let Some(glyph) = rest.next() {
        text.push(glyph.character);
        places.push(rounded(glyph.x).to_string());
        let goes_on = rest.peek().is_some_and(|next| {
            next.key.place == glyph.key.place && u32::from(glyph.character) < 0x1_0000
        });
        if goes_on {
            continue;
        }
        let family = match glyph.key.place {
            0 => String::new(),
            _ => format!(" font-family=\"{fallback},sans-serif\""),
        };
        let (places, text) = (std::mem::take(&mut places), std::mem::take(&mut text));
        let (places, text) = (places.join(" "), escape(&text));
        // Browsers pay no heed to this on an ancestor.
        let space = if text.contains(char::is_whitespace) {
            " xml:space=\"preserve\""
        } else {
            ""
        };
        write!(body, "<text{family}{space} x=\"{places}\">{text}</text>")
            .expect("writing to a string cannot fail");
    }
    Ok(body)
}

/// # References
/// RFC 4648 (2006), section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| group.get(at).copied().unwrap_or(0);
        let bits = u32::from_be_bytes([0, byte(0), byte(1), byte(2)]);
        for digit in 0..4 {
            // A group of n bytes has n + 1 digits.
            out.push(if digit <= group.len() {
                let value = bits >> (18 - 6 * digit) & 63;
                char::from(DIGITS[usize::try_from(value).expect("below 64")])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in pairs {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
