//! Run the stages over a file and draw the cloud:
//! `cargo run --example run_file -- corpus/heilongjiang.csv cloud.svg`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::path::{Path, PathBuf};

use ciyun::cloud::Cloud;
use ciyun::ingest::InputFile;
use ciyun::pipeline::{Config, Prepared, prepare, weighted};
use ciyun::render::{Font, SvgOptions, svg};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("expected two arguments: comments.csv cloud.svg".into());
    };
    let mut config = Config::default();
    config.table.top = 50;
    config.cloud.height = 800;

    let files = [InputFile::new(input)];
    let Prepared {
        sources,
        failed,
        setup,
    } = prepare(&config, Path::new(""), &files)?;
    if let Some(error) = failed.into_iter().next() {
        return Err(error.into());
    }
    let analysis = setup.pipeline.run(sources, &())?;
    let keywords = setup.pipeline.keywords(
        &analysis.counts,
        analysis.documents.as_ref(),
        config.table.weight,
        config.table.top,
    );
    let terms = weighted(&keywords, config.table.weight);
    let font = Font::embedded();
    let cloud = Cloud::builder().options(config.cloud).build()?;
    let layout = cloud.layout(&terms, font)?;
    std::fs::write(output, svg(&layout, font, SvgOptions::default())?)?;
    println!(
        "{} comments kept, {} words drawn, {} without place",
        analysis.counts.ledger.documents_kept,
        layout.words.len(),
        layout.unplaced.len()
    );
    Ok(())
}
