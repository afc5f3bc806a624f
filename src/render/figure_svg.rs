//! Figures as SVG.

use super::figure::hundredths;
use super::line::Line;
use super::svg::{Opening, line_start, put};
use super::{Figure, Fonts, Mark, RenderError, SvgOptions};

/// Draws a figure as SVG; coordinates are written to a hundredth of a pixel.
///
/// A text is a group with `data-label`, drawn as `options` say: by default as outlines, which
/// every viewer shows alike.
///
/// # Errors
/// [`RenderError::MissingGlyphs`] when a text cannot be drawn; in the form of text also
/// [`RenderError::MayNotEmbed`].
pub fn figure_svg<'a>(
    figure: &Figure,
    fonts: impl Into<Fonts<'a>>,
    options: SvgOptions,
) -> Result<String, RenderError> {
    let fonts = fonts.into();
    let lines = figure.lines(&fonts);
    let drawn: Vec<Line<'_>> = lines.iter().copied().flatten().collect();
    let parts = options.form.parts(&drawn, &fonts.faces())?;
    let mut out = Opening {
        size: (figure.width, figure.height),
        title: &figure.title,
        description: &figure.description,
        language: options.language,
        attributes: &parts.attributes,
        background: Some(figure.background),
    }
    .write();
    out.push_str(&parts.definitions);
    let units_per_em = fonts.units_per_em();
    let mut bodies = parts.bodies.into_iter();
    for (mark, line) in figure.marks.iter().zip(lines) {
        if let Some(line) = line {
            let body = bodies.next().expect("every line of text has a body");
            let start = line_start(line, units_per_em);
            put(&mut out, format_args!("{start}{body}</g>\n"));
        } else if mark.shows() {
            draw(mark, &mut out);
        }
    }
    out.push_str("</svg>\n");
    Ok(out)
}

fn draw(mark: &Mark, out: &mut String) {
    match mark {
        Mark::Rectangle {
            x,
            y,
            width,
            height,
            fill,
        } => {
            let [x, y, width, height] = [*x, *y, *width, *height].map(hundredths);
            put(
                out,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                     fill=\"{fill}\"/>\n"
                ),
            );
        }
        Mark::Line {
            points,
            width,
            color,
            dash,
        } => {
            let points = listed(points);
            let width = hundredths(*width);
            let dash = dash.filter(|dash| dash.is_finite() && *dash > 0.0);
            let dash = dash.map_or_else(String::new, |dash| {
                format!(" stroke-dasharray=\"{}\"", hundredths(dash))
            });
            put(
                out,
                format_args!(
                    "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" \
                     stroke-width=\"{width}\" stroke-linejoin=\"round\"{dash}/>\n"
                ),
            );
        }
        Mark::Polygon { points, fill } => {
            let points = listed(points);
            put(
                out,
                format_args!("<polygon points=\"{points}\" fill=\"{fill}\"/>\n"),
            );
        }
        Mark::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => {
            let [x, y, radius] = [*x, *y, *radius].map(hundredths);
            let stroke = stroke.map_or_else(String::new, |(width, color)| {
                let width = hundredths(width);
                format!(" stroke=\"{color}\" stroke-width=\"{width}\"")
            });
            put(
                out,
                format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"{stroke}/>\n"
                ),
            );
        }
        Mark::Text(_) => {}
    }
}

fn listed(points: &[(f64, f64)]) -> String {
    let points = points
        .iter()
        .map(|&(x, y)| format!("{},{}", hundredths(x), hundredths(y)));
    points.collect::<Vec<_>>().join(" ")
}
