//! Every choice that a word cloud has, as a small picture each, with a page that shows them:
//! `cargo run --example gallery`, or with a folder as argument; without, `docs/gallery`.

mod color;
mod page;
mod pictures;
mod place;
mod wording;
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ciyun::cloud::{Cloud, CloudLayout};
use ciyun::render::{Font, png};

use page::Shown;
use pictures::{Picture, sections};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("docs/gallery"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut page = page::head();
    for section in sections() {
        let mut shown = Vec::new();
        for picture in &section.pictures {
            let layout = draw(picture, &folder)?;
            shown.push(Shown::new(picture, &layout));
        }
        page.push_str(&page::section(&section, &shown));
    }
    fs::write(folder.join("README.md"), page)?;
    Ok(())
}

fn draw(picture: &Picture, folder: &Path) -> Result<CloudLayout, Box<dyn Error>> {
    let name = picture.name;
    let builder = Cloud::builder().size(640, 400);
    let cloud = (picture.calls.apply)(builder).build()?;
    let layout = cloud.layout(&picture.words.terms()?, Font::embedded())?;
    let bytes = png(&layout, Font::embedded(), picture.scale)?;
    fs::write(folder.join(format!("{name}.png")), bytes)?;
    Ok(layout)
}
