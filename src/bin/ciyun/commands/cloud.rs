//! `ciyun cloud`: a picture from a table of terms, or from comments.

use std::ffi::OsStr;
use std::path::Path;

use ciyun::cloud::{CloudLayout, layout};
use ciyun::ingest::InputFile;
use ciyun::manifest::{check_file, write_file};
use ciyun::pipeline::weighted;
use ciyun::render::{Font, png, svg};
use ciyun::table::{TableError, WeightedTerm, read_weighted_terms};

use super::{UnknownForm, analyze, existing};
use crate::args::{CloudArgs, CommonArgs};
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

/// The form of the picture, by the ending of its file.
#[derive(Debug, Clone, Copy)]
enum Form {
    Svg,
    Png,
    Json,
}

pub(crate) fn cloud(
    args: &CloudArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let form = form(&args.output)?;
    let mut plan = Plan::of_analysis(
        common,
        &args.input,
        &args.words,
        &args.switches,
        &args.table,
    )?;
    plan.without_ngrams();
    plan.picture(&args.picture)?;
    let expanded = plan.files()?;
    check_file(&args.output, existing(common))?;
    // Whoever names the column of the comments has comments.
    let named = plan.config.input.columns.text.is_some();
    let table = if named { None } else { table(&expanded.files)? };
    let (mut terms, mut status) = match table {
        Some(terms) => {
            terminal.say(&messages::read_as_table(terms.len(), terminal.language));
            (terms, Status::Done)
        }
        None => {
            let (setup, analysis, status) = analyze(&plan, &expanded, None, common, terminal)?;
            let settings = &setup.config.table;
            let keywords = setup
                .pipeline
                .keywords(&analysis.counts, settings.weight, settings.top);
            (weighted(&keywords, settings.weight), status)
        }
    };
    terms.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| a.term.cmp(&b.term))
    });
    terms.truncate(plan.config.table.top);
    let font = Font::embedded();
    let layout = layout(&terms, font, &plan.config.cloud)?;
    if terms.is_empty() {
        terminal.error(messages::nothing_kept(terminal.language));
        return Ok(Status::Failed);
    }
    if let Some(line) = messages::unplaced(&layout, terminal.language) {
        terminal.problem(&line);
        status = status.max(Status::Incomplete);
    }
    if layout.words.is_empty() {
        return Ok(Status::Failed);
    }
    let bytes = draw(&layout, font, form, args.scale)?;
    write_file(&args.output, &bytes, existing(common))?;
    let place = args.output.display().to_string();
    terminal.say(&messages::written(&place, 1, terminal.language));
    Ok(status)
}

fn form(path: &Path) -> Result<Form, UnknownForm> {
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    match ending.as_deref().and_then(OsStr::to_str) {
        Some("svg") => Ok(Form::Svg),
        Some("png") => Ok(Form::Png),
        Some("json") => Ok(Form::Json),
        _ => Err(UnknownForm::new(path, ".svg, .png or .json")),
    }
}

fn draw(
    layout: &CloudLayout,
    font: &Font,
    form: Form,
    scale: f32,
) -> Result<Vec<u8>, ciyun::Error> {
    Ok(match form {
        Form::Svg => svg(layout, font)?.into_bytes(),
        Form::Png => png(layout, font, scale)?,
        Form::Json => layout.to_json().into_bytes(),
    })
}

/// Reads a single input as a table of terms; `None` when it has no such columns and so holds
/// comments.
fn table(files: &[InputFile]) -> anyhow::Result<Option<Vec<WeightedTerm>>> {
    let [file] = files else { return Ok(None) };
    let Ok(bytes) = std::fs::read(file.path()) else {
        return Ok(None);
    };
    match read_weighted_terms(file.name(), &bytes) {
        Ok(terms) => Ok(Some(terms)),
        Err(error @ TableError::BadWeight { .. }) => Err(error.into()),
        Err(_) => Ok(None),
    }
}
