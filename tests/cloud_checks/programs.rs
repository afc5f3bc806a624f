//! Programs that judge what was written.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A command for the first of some programs that is installed; the package that has it is named
/// where none is.
fn installed(names: &[&str], package: &str) -> Option<Command> {
    let runs = |name: &&&str| {
        let mut command = Command::new(name);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.arg("--version").status().is_ok()
    };
    let found = names.iter().find(runs);
    if found.is_none() {
        let missing = format!("{} is not installed (Debian package {package})", names[0]);
        let must = std::env::var_os("CIYUN_CI").is_some_and(|value| value == "1");
        assert!(!must, "{missing}");
        // Lines printed by macros are kept back where a test passes.
        let line = format!("{missing}: nothing was checked with it\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    found.map(Command::new)
}

/// Draws an SVG with librsvg as PNG, `zoom` pixels to one; `false` where it is not installed.
pub(crate) fn rsvg(svg: &Path, png: &Path, zoom: u32) -> bool {
    installed(&["rsvg-convert"], "librsvg2-bin").is_some_and(|mut command| {
        command.arg("--zoom").arg(zoom.to_string());
        run(command.arg(svg).arg("-o").arg(png))
    })
}

/// As [`rsvg`], on a computer that has no font.
pub(crate) fn rsvg_without_fonts(svg: &Path, png: &Path) -> bool {
    let config = svg.with_file_name("no-fonts.conf");
    let text = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig/>";
    std::fs::write(&config, text).unwrap();
    installed(&["rsvg-convert"], "librsvg2-bin").is_some_and(|mut command| {
        command.env("FONTCONFIG_FILE", config);
        run(command.arg(svg).arg("-o").arg(png))
    })
}

/// Draws an SVG with a browser as PNG of the given size; `false` where there is none.
pub(crate) fn browser(svg: &Path, png: &Path, (width, height): (u32, u32)) -> bool {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    installed(&names, "chromium").is_some_and(|mut command| {
        // A page around the picture, since a window may be larger than asked for.
        let page = svg.with_extension("html");
        let source = svg.file_name().unwrap().to_str().unwrap();
        let text = format!("<body style=\"margin:0\"><img src=\"{source}\">");
        std::fs::write(&page, text).unwrap();
        let profile = svg.with_file_name("profile");
        command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
            ])
            .arg("--force-device-scale-factor=1")
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--window-size={width},{height}"))
            .arg(format!("--screenshot={}", png.display()))
            .arg(format!("file://{}", page.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        run(&mut command)
    })
}

/// Draws a PDF with Poppler as PNG, a pixel of the canvas to one; `false` where it is not
/// installed.
pub(crate) fn poppler(pdf: &Path, png: &Path) -> bool {
    installed(&["pdftoppm"], "poppler-utils").is_some_and(|mut command| {
        command.args(["-r", "96", "-png", "-singlefile"]);
        run(command.arg(pdf).arg(png.with_extension("")))
    })
}

/// Checks that a file is well-formed XML.
pub(crate) fn check_xml(file: &Path) {
    if let Some(mut command) = installed(&["xmllint"], "libxml2-utils") {
        run(command.arg("--noout").arg(file));
    }
}

/// Runs a command, which must succeed.
fn run(command: &mut Command) -> bool {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}");
    true
}
