//! The command-line program: the only place that prints, reads the environment and ends the
//! process.

mod args;
mod coding_args;
mod commands;
mod compare_args;
mod detail;
mod errors;
mod errors_of_coding;
mod errors_of_inputs;
mod errors_of_numbers;
mod errors_of_pictures;
mod explanation;
mod facet_args;
mod facet_messages;
mod help;
mod help_of_commands;
mod help_texts;
mod kwic_args;
mod messages;
mod network_args;
mod picture_args;
mod plan;
mod progress;
mod terminal;
mod warnings;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Cli, Command};
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

fn main() -> ExitCode {
    hide_caught_panics();
    let language = terminal::language(std::env::args_os().skip(1));
    let cli = match parse(language) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let terminal = Terminal::new(language, &cli.common);
    let outcome = with_threads(cli.common.threads, || dispatch(&cli, &terminal));
    match outcome {
        Ok(status) => status.code(),
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(&errors::describe(&error, language));
            Status::Failed.code()
        }
    }
}

/// Leaves out the message of a panic that the library catches and tells as an error of a file.
fn hide_caught_panics() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !ciyun::ingest::catches_panics() {
            hook(panic);
        }
    }));
}

fn parse(language: ciyun::language::Language) -> Result<Cli, ExitCode> {
    let command = help::localize(Cli::command(), language);
    let parsed = command
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    parsed.map_err(|error| {
        use clap::error::ErrorKind;
        let asked = matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        );
        if asked {
            // A closed pipe is the reader's choice; there is nobody left to tell.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        terminal::to_stderr(errors::usage(&error, language).trim_end());
        Status::Failed.code()
    })
}

/// Runs the work on a pool of the size asked for.
fn with_threads(
    threads: Option<u16>,
    work: impl FnOnce() -> anyhow::Result<Status> + Send,
) -> anyhow::Result<Status> {
    let mut builder = rayon::ThreadPoolBuilder::new();
    if let Some(threads) = threads {
        builder = builder.num_threads(threads.into());
    }
    builder.build()?.install(work)
}

fn dispatch(cli: &Cli, terminal: &Terminal) -> anyhow::Result<Status> {
    if cli.licenses {
        return commands::licenses();
    }
    if cli.rules {
        let config = Plan::new(&cli.common)?.config;
        return commands::rules(&config.rules, terminal);
    }
    if cli.tags {
        return commands::tags();
    }
    match &cli.command {
        Some(Command::Run(args)) => commands::run(args, &cli.common, terminal),
        Some(Command::Count(args)) => commands::count(args, &cli.common, terminal),
        Some(Command::Cloud(args)) => commands::cloud(args, &cli.common, terminal),
        Some(Command::Compare(args)) => commands::compare_groups(args, &cli.common, terminal),
        Some(Command::Robust(args)) => commands::robust(args, &cli.common, terminal),
        Some(Command::Inspect(args)) => commands::inspect(args, &cli.common, terminal),
        Some(Command::Explain(args)) => commands::explain(args, &cli.common, terminal),
        Some(Command::Kwic(args)) => commands::kwic(args, &cli.common, terminal),
        Some(Command::Network(args)) => commands::network(args, &cli.common, terminal),
        Some(Command::Discover(args)) => commands::discover(args, &cli.common, terminal),
        Some(Command::Sample(args)) => commands::sample(args, &cli.common, terminal),
        Some(Command::Agree(args)) => commands::agree(args, &cli.common, terminal),
        Some(Command::Init) => commands::init(),
        Some(Command::Completions { shell }) => commands::completions(*shell, terminal),
        None => commands::welcome(terminal),
    }
}
