//! Rule `markup`: HTML tags left by the scraper.
//!
//! Only names that HTML knows count as tags, so `a < b`, `<3` and `<心得>` are text, and so is a
//! tag that is never closed. A tag that carries more than a name must hold a `=`: `<b and c>` is
//! text too. One pass is made; `<b<b>r>` leaves `<br>`.

use super::{Edits, emoji};

/// What comes in the place of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Starts a line of its own.
    Block,
    /// A cell of a row.
    Cell,
    /// Part of the running text.
    Inline,
    /// An image, which may be an emoticon.
    Image,
    /// Its content is no text.
    Hidden,
}

const ELEMENTS: [(Element, &[&str]); 5] = [
    (
        Element::Inline,
        &[
            "span", "a", "b", "i", "em", "strong", "font", "u", "s", "abbr", "acronym", "audio",
            "base", "bdi", "bdo", "big", "button", "canvas", "cite", "code", "data", "del", "dfn",
            "embed", "iframe", "input", "ins", "kbd", "label", "link", "map", "mark", "meta",
            "meter", "nobr", "noscript", "object", "output", "param", "picture", "progress", "q",
            "rp", "rt", "ruby", "samp", "select", "small", "source", "strike", "sub", "sup", "svg",
            "template", "textarea", "time", "track", "tt", "var", "video", "wbr",
        ],
    ),
    (
        Element::Block,
        &[
            "br",
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "head",
            "header",
            "html",
            "legend",
            "main",
            "nav",
            "pre",
            "section",
            "summary",
            "title",
        ],
    ),
    (Element::Cell, &["td", "th", "option"]),
    (Element::Image, &["img"]),
    (Element::Hidden, &["script", "style"]),
];

/// Replaces tags: line breaks and blanks where they separate, the alternative text of emoticon
/// images, nothing otherwise. Comments, scripts and styles go with their content.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    // What was once not found behind a place is not looked for again.
    let (mut comments, mut scripts, mut styles) = (true, true, true);
    let mut at = 0;
    while let Some(offset) = text[at..].find('<') {
        let start = at + offset;
        at = start + 1;
        let rest = &text[start..];
        if rest.starts_with("<!--") {
            if comments && let Some(end) = rest.find("-->") {
                at = start + end + 3;
                edits.remove(start..at);
            } else {
                comments = false;
            }
            continue;
        }
        if let Some(n_bytes) = declaration(rest) {
            at = start + n_bytes;
            edits.remove(start..at);
            continue;
        }
        let Some(tag) = Tag::read(rest) else { continue };
        at = start + tag.n_bytes;
        if tag.element == Element::Hidden && tag.side == Side::Open {
            let open = if tag.name == "script" {
                &mut scripts
            } else {
                &mut styles
            };
            *open = *open
                && match closing(&text[at..], tag.name) {
                    Some(n_bytes) => {
                        at += n_bytes;
                        true
                    }
                    None => false,
                };
        }
        let at_edge = start == 0 || at == text.len();
        match tag.element {
            Element::Block if !at_edge => edits.replace(start..at, "\n"),
            Element::Cell if !at_edge => edits.replace(start..at, " "),
            Element::Image => edits.replace(start..at, emoticon(tag.attributes)),
            _ => edits.remove(start..at),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

struct Tag<'t> {
    name: &'static str,
    element: Element,
    side: Side,
    attributes: &'t str,
    n_bytes: usize,
}

impl<'t> Tag<'t> {
    /// The tag with which `rest` begins.
    fn read(rest: &'t str) -> Option<Tag<'t>> {
        let inner = rest.strip_prefix('<')?;
        let (inner, side) = match inner.strip_prefix('/') {
            Some(inner) => (inner, Side::Close),
            None => (inner, Side::Open),
        };
        let n_name = inner
            .bytes()
            .take(11)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let (element, name) = ELEMENTS.iter().find_map(|(element, names)| {
            let name = names
                .iter()
                .find(|name| name.eq_ignore_ascii_case(&inner[..n_name]))?;
            Some((*element, *name))
        })?;
        let body = &inner[n_name..];
        if !body.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()) {
            return None;
        }
        let n_body = quoted_end(body).or_else(|| plain_end(body))?;
        let attributes = body[..n_body].trim_matches(|c: char| c == '/' || c.is_whitespace());
        let plausible = match side {
            Side::Open => attributes.is_empty() || attributes.contains('='),
            Side::Close => attributes.is_empty(),
        };
        plausible.then_some(Tag {
            name,
            element,
            side,
            attributes,
            n_bytes: rest.len() - body.len() + n_body + 1,
        })
    }
}

/// The `>` that ends a tag, reading quotes. No two tags that both run far can be in the same
/// state at the same place (a quote permutes the states), so all of them together stay linear.
fn quoted_end(body: &str) -> Option<usize> {
    let mut quote = None;
    for (i, byte) in body.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(i),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The first `>` before the next tag, for attributes such as `alt=it's`.
fn plain_end(body: &str) -> Option<usize> {
    let end = body.find(['<', '>'])?;
    body[end..].starts_with('>').then_some(end)
}

/// `<!DOCTYPE …>` and `<?xml …>`.
fn declaration(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("<!doctype").or_else(|| {
        rest.strip_prefix("<!DOCTYPE")
            .or_else(|| rest.strip_prefix("<?xml"))
    })?;
    Some(rest.len() - inner.len() + plain_end(inner)? + 1)
}

/// Bytes up to and with the closing tag `name`.
fn closing(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").find_map(|(start, _)| {
        let tag = Tag::read(&rest[start..])?;
        (tag.name == name).then_some(start + tag.n_bytes)
    })
}

/// The alternative text of an image if it is an emoticon: `[doge]` or an emoji.
fn emoticon(attributes: &str) -> &str {
    let alt = attribute(attributes, "alt").unwrap_or_default().trim();
    let bracketed = alt.starts_with('[') && alt.ends_with(']');
    if bracketed || alt.chars().next().is_some_and(emoji::is_emoji) {
        alt
    } else {
        ""
    }
}

/// The value of an attribute, with or without quotes.
fn attribute<'t>(mut rest: &'t str, wanted: &str) -> Option<&'t str> {
    loop {
        rest = rest.trim_start_matches(|c: char| c == '/' || c.is_whitespace());
        let end = rest.find(|c: char| c == '=' || c.is_whitespace())?;
        let name = &rest[..end];
        let Some(value) = rest[end..].trim_start().strip_prefix('=') else {
            rest = &rest[end..];
            continue;
        };
        let value = value.trim_start();
        let quoted = ['"', '\''].into_iter().find_map(|quote| {
            let inner = value.strip_prefix(quote)?;
            inner.split_once(quote)
        });
        let (value, after) = quoted.unwrap_or_else(|| {
            value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
        });
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn tags_become_breaks_blanks_or_nothing() {
        assert_eq!(once(propose, "好<br/>用<BR>吗"), ("好\n用\n吗".into(), 2));
        assert_eq!(once(propose, "<p class='a>b'>好</p>"), ("好".into(), 2));
        assert_eq!(once(propose, "<td>a</td><td>b</td>"), ("a  b".into(), 4));
        assert_eq!(
            once(propose, "看<a href=\"x\" target=_blank>这里</a>吧"),
            ("看这里吧".into(), 2)
        );
    }

    #[test]
    fn emoticon_images_become_their_alternative_text() {
        let text = "笑<span class=\"url-icon\"><img alt=[doge] src=\"//x/y.png\" style=\"w:1em\" /></span>了";
        assert_eq!(once(propose, text), ("笑[doge]了".into(), 3));
        assert_eq!(once(propose, "<img src=a alt='[心]'>"), ("[心]".into(), 1));
        assert_eq!(once(propose, "<img alt=\"😀\">"), ("😀".into(), 1));
        assert_eq!(
            once(propose, "a<img alt=\"图片\" src=x>b"),
            ("ab".into(), 1)
        );
        assert_eq!(once(propose, "a<img alt=it's src=x>b"), ("ab".into(), 1));
    }

    #[test]
    fn hidden_content_goes() {
        assert_eq!(once(propose, "a<!-- x > y -->b"), ("ab".into(), 1));
        assert_eq!(
            once(propose, "a<script>if (x<b) {}</SCRIPT>b<style>p{}</style>"),
            ("ab".into(), 2)
        );
        assert_eq!(once(propose, "<!DOCTYPE html>a<script>b"), ("ab".into(), 2));
    }

    #[test]
    fn text_with_angles_stays() {
        for text in [
            "a < b > c",
            "<3",
            "我<心得>",
            "a<b and c>d",
            "1<a",
            "<br",
            "<!-- a",
            "a<b",
            "</b x>",
            "<<干杯>>",
        ] {
            assert_eq!(once(propose, text), (text.to_owned(), 0), "{text}");
        }
    }
}
