//! `ciyun cloud`: a picture from a table of terms, from comments, or from a layout.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ciyun::cloud::{CloudLayout, Coloring, Strategy};
use ciyun::ingest::{Expanded, InputFile};
use ciyun::language::Language;
use ciyun::manifest::{check_file, write_file};
use ciyun::pipeline::{Drawing, lay_out};
use ciyun::render::{Fonts, SvgForm, SvgOptions, mask_preview, pdf, png, svg};
use ciyun::table::{TableError, WeightedTerm, read_weighted_terms};

use super::{UnknownForm, analyze, existing};
use crate::args::{CloudArgs, CommonArgs};
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

/// The form of a picture, by the ending of its file.
#[derive(Debug, Clone, Copy)]
enum Form {
    Svg(SvgForm),
    /// With the pixels per unit of the layout.
    Png(f32),
    Pdf,
    Json,
}

/// What the input is.
enum Input {
    Layout(Box<CloudLayout>),
    Table(Vec<WeightedTerm>),
    Comments,
}

/// An option that places words, for a layout in which they have their places.
#[derive(Debug, thiserror::Error)]
#[error(
    "--{option}: a finished layout keeps its places; give the table of terms or the comments for \
     a new one"
)]
pub(crate) struct PlacesAreFixed {
    pub(crate) option: &'static str,
}

/// Words that belong together are asked for, and there are no comments to tell which do.
#[derive(Debug, thiserror::Error)]
#[error("--strategy semantic: a table does not tell which words stand together; give the comments")]
pub(crate) struct NoRelations;

pub(crate) fn cloud(
    args: &CloudArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let forms = forms(args)?;
    let mut plan = Plan::of_analysis(
        common,
        &args.input,
        &args.words,
        &args.switches,
        &args.table,
    )?;
    plan.without_ngrams();
    plan.picture(&args.picture)?;
    let written = args.output.iter().chain(&args.mask_preview);
    for path in written {
        check_file(path, existing(common))?;
    }
    let drawing = plan.drawing()?;
    if let Some(path) = &args.mask_preview {
        let cloud = drawing.cloud(plan.config.cloud).build()?;
        let preview = mask_preview(&cloud.region(), &cloud.centres())?;
        write_file(path, &preview, existing(common))?;
        let place = path.display().to_string();
        terminal.say(&messages::written(&place, 1, terminal.language));
        if args.output.is_empty() {
            return Ok(Status::Done);
        }
    }
    let expanded = plan.files()?;
    let (layout, mut status) = layout(args, common, &plan, &drawing, &expanded, terminal)?;
    if layout.words.is_empty() && layout.unplaced.is_empty() {
        terminal.error(messages::nothing_kept(terminal.language));
        return Ok(Status::Failed);
    }
    if let Some(line) = messages::lacking(&drawing.fonts(), &layout, terminal.language) {
        terminal.say(&line);
    }
    if let Some(line) = messages::unplaced(&layout, terminal.language) {
        terminal.problem(&line);
        status = status.max(Status::Incomplete);
    }
    if layout.words.is_empty() {
        return Ok(Status::Failed);
    }
    let language = plan.config.output.language;
    let mut pictures = Vec::new();
    for form in forms {
        pictures.push(draw(&layout, drawing.fonts(), form, language)?);
    }
    for (path, bytes) in args.output.iter().zip(&pictures) {
        write_file(path, bytes, existing(common))?;
        let place = path.display().to_string();
        terminal.say(&messages::written(&place, 1, terminal.language));
    }
    Ok(status)
}

fn layout(
    args: &CloudArgs,
    common: &CommonArgs,
    plan: &Plan,
    drawing: &Drawing,
    expanded: &Expanded,
    terminal: &Terminal,
) -> anyhow::Result<(CloudLayout, Status)> {
    // Whoever names the column of the comments has comments.
    let named = plan.config.input.columns.text.is_some();
    let input = match expanded.files.as_slice() {
        [file] if !named => input(file)?,
        _ => Input::Comments,
    };
    match input {
        Input::Layout(layout) => Ok((redrawn(*layout, args, drawing)?, Status::Done)),
        Input::Table(mut terms) => {
            terminal.say(&messages::read_as_table(terms.len(), terminal.language));
            if plan.config.cloud.strategy == Strategy::Semantic {
                return Err(NoRelations.into());
            }
            terms.sort_by(|a, b| {
                let by_weight = b.weight.total_cmp(&a.weight);
                by_weight.then_with(|| a.term.cmp(&b.term))
            });
            terms.truncate(plan.config.table.top);
            let cloud = drawing.cloud(plan.config.cloud).build()?;
            Ok((lay_out(&terms, drawing.fonts(), &cloud)?, Status::Done))
        }
        Input::Comments => {
            let (setup, analysis, status) = analyze(plan, expanded, None, common, terminal)?;
            let settings = &setup.config.table;
            let keywords = setup.pipeline.keywords(
                &analysis.counts,
                analysis.documents.as_ref(),
                settings.weight,
                settings.top,
            );
            let layout = drawing.lay_out(&setup.config, &analysis, &keywords)?;
            Ok((layout, status))
        }
    }
}

fn forms(args: &CloudArgs) -> Result<Vec<Form>, UnknownForm> {
    let svg = match args.svg_text {
        true => SvgForm::Text,
        false => SvgForm::Outlines,
    };
    let form = |path: &PathBuf| {
        let ending = path.extension().map(OsStr::to_ascii_lowercase);
        match ending.as_deref().and_then(OsStr::to_str) {
            Some("svg") => Ok(Form::Svg(svg)),
            Some("png") => Ok(Form::Png(args.scale)),
            Some("pdf") => Ok(Form::Pdf),
            Some("json") => Ok(Form::Json),
            _ => Err(UnknownForm::new(path, ".svg, .png, .pdf or .json")),
        }
    };
    args.output.iter().map(form).collect()
}

fn draw(
    layout: &CloudLayout,
    fonts: Fonts<'_>,
    form: Form,
    language: Language,
) -> Result<Vec<u8>, ciyun::Error> {
    Ok(match form {
        Form::Svg(form) => svg(layout, fonts, SvgOptions { form, language })?.into_bytes(),
        Form::Png(scale) => png(layout, fonts, scale)?,
        Form::Pdf => pdf(layout, fonts, language)?,
        Form::Json => layout.to_json().into_bytes(),
    })
}

/// A layout in the colours asked for; in its own without any.
fn redrawn(
    layout: CloudLayout,
    args: &CloudArgs,
    drawing: &Drawing,
) -> anyhow::Result<CloudLayout> {
    let asked = &args.picture;
    if let Some(option) = asked.that_places() {
        return Err(PlacesAreFixed { option }.into());
    }
    if asked.palette.is_none() && asked.color_by.is_none() && asked.background.is_none() {
        return Ok(layout);
    }
    let palette = match (&asked.palette, asked.color_by) {
        (Some(name), _) => Some(name.parse()?),
        (None, Some(_)) => None,
        (None, None) => Some(layout.palette),
    };
    let coloring = Coloring::new(asked.color_by.unwrap_or(layout.color_by), palette);
    let background = match &asked.background {
        Some(text) => text.parse()?,
        None => layout.canvas.background,
    };
    Ok(layout.recolored(coloring, background, &drawing.fonts())?)
}

/// What a file holds. One that has no columns of a table holds comments.
fn input(file: &InputFile) -> anyhow::Result<Input> {
    let Ok(bytes) = std::fs::read(file.path()) else {
        return Ok(Input::Comments);
    };
    if is_layout(file.path(), &bytes) {
        let text = String::from_utf8_lossy(&bytes);
        return Ok(Input::Layout(Box::new(CloudLayout::from_json(&text)?)));
    }
    match read_weighted_terms(file.name(), &bytes) {
        Ok(terms) => Ok(Input::Table(terms)),
        Err(
            error @ (TableError::BadWeight { .. }
            | TableError::BadScore { .. }
            | TableError::DuplicateTerm { .. }),
        ) => Err(error.into()),
        Err(_) => Ok(Input::Comments),
    }
}

/// A JSON object whose first keys are those of a layout.
fn is_layout(path: &Path, bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let is_json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_json && head.trim_start().starts_with('{') && head.contains("\"canvas\"")
}

/// Bytes in which the first keys stand.
const HEAD: usize = 1000;
