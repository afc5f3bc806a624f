//! Commands that only print.

use ciyun::pipeline::TEMPLATE;
use clap::CommandFactory;

use crate::args::Cli;
use crate::terminal::{self, Status, Terminal};
use crate::{help, messages};

pub(crate) fn welcome(terminal: &Terminal) -> anyhow::Result<Status> {
    terminal::print(messages::welcome(terminal.language))?;
    Ok(Status::Done)
}

pub(crate) fn init() -> anyhow::Result<Status> {
    terminal::print(TEMPLATE)?;
    Ok(Status::Done)
}

pub(crate) fn completions(
    shell: clap_complete::Shell,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let mut command = help::localize(Cli::command(), terminal.language);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "ciyun", &mut script);
    terminal::print(script)?;
    Ok(Status::Done)
}

pub(crate) fn licenses() -> anyhow::Result<Status> {
    let text = concat!(
        include_str!("../../../../LICENSE"),
        "\n--- Ciyun Sans SC, the embedded font ---\n\n",
        include_str!("../../../../assets/fonts/OFL.txt"),
    );
    terminal::print(text)?;
    Ok(Status::Done)
}
