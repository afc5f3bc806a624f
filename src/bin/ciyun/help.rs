//! The command line in the user's language, with environment variables and examples.

use ciyun::language::Language;
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Command};

use crate::help_of_commands::{COMMANDS, EXAMPLES, PER_COMMAND};
use crate::help_texts::{ARGUMENTS, GENERAL, GROUPS};

fn find<'t>(table: &[(&str, &'t str)], key: &str) -> Option<&'t str> {
    table
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, text)| *text)
}

/// Puts the command line into the user's language, adds examples, and lets every option that
/// takes a value be set by `CIYUN_…` in the environment.
pub(crate) fn localize(command: Command, language: Language) -> Command {
    let command = dress(command, "", language);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| dress(sub, &name, language))
    })
}

fn dress(command: Command, name: &str, language: Language) -> Command {
    let examples = find(EXAMPLES, name).unwrap_or_default();
    let (heading, exit) = match language {
        Language::Chinese => (
            "例子：",
            "每个选项也可用环境变量 CIYUN_<选项名> 设定，如 CIYUN_TOP=50。\n\
             退出码：0 完成；1 有文件未能读取、有词未能画出；2 未能完成。",
        ),
        Language::English => (
            "Examples:",
            "Every option can be set as CIYUN_<OPTION> in the environment, such as CIYUN_TOP=50.\n\
             Exit codes: 0 done; 1 a file unreadable or a word not drawn; 2 nothing useful done.",
        ),
    };
    let after = format!("{heading}\n{examples}\n\n{exit}");
    let command = if name.is_empty() {
        command
            .disable_version_flag(true)
            .arg(version_argument(language))
    } else {
        command
    };
    let command = command
        .after_help(after)
        .disable_help_flag(true)
        .arg(help_argument(language))
        .mut_args(with_environment)
        .mut_args(|argument| {
            let id = argument.get_id().as_str();
            let group = GROUPS.iter().find(|(_, ids)| ids.contains(&id));
            let heading = group.map_or(GENERAL, |(heading, _)| *heading);
            argument.help_heading(heading.text(language))
        });
    match language {
        Language::English => command,
        Language::Chinese => {
            let about = find(COMMANDS, name).unwrap_or_default();
            let usage = chinese_usage(command.clone(), name);
            command
                .about(about)
                .override_usage(usage)
                .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
                .subcommand_help_heading("命令")
                .mut_args(|argument| {
                    let id = argument.get_id().as_str();
                    let special = PER_COMMAND
                        .iter()
                        .find(|(command, argument, _)| *command == name && *argument == id);
                    let help = special
                        .map(|(_, _, text)| *text)
                        .or_else(|| find(ARGUMENTS, id));
                    let takes_value =
                        matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
                    // What clap adds to the help is English; the Chinese text says it all.
                    let argument = if takes_value {
                        argument.hide_possible_values(true).hide_default_value(true)
                    } else {
                        argument
                    };
                    match help {
                        Some(text) => argument.help(text),
                        None => argument,
                    }
                })
        }
    }
}

/// The line of usage with clap's English placeholders replaced.
fn chinese_usage(command: Command, name: &str) -> String {
    let program = if name.is_empty() {
        "ciyun".to_owned()
    } else {
        format!("ciyun {name}")
    };
    let usage = command.bin_name(program).render_usage().to_string();
    usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[选项]")
        .replace("[COMMAND]", "[命令]")
        .replace("[INPUT]", "[输入]")
        .replace("<WORD>", "<词>")
        .replace("<SHEET>", "<编码表>")
        .replace("<FILE:LINE>", "<文件:行>")
        .replace("<FILE>", "<文件>")
        .replace("<SHELL>", "<外壳>")
}

fn help_argument(language: Language) -> clap::Arg {
    clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(match language {
            Language::Chinese => "打印帮助",
            Language::English => "Print help",
        })
}

fn version_argument(language: Language) -> clap::Arg {
    clap::Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(match language {
            Language::Chinese => "打印版本",
            Language::English => "Print version",
        })
}

fn with_environment(argument: clap::Arg) -> clap::Arg {
    if argument.is_positional() {
        return argument;
    }
    let name = format!("CIYUN_{}", argument.get_id().as_str().to_uppercase());
    let argument = match argument.get_action() {
        // So that `--top -1` is told what is wrong with the value, not that there is no option -1.
        ArgAction::Set | ArgAction::Append => argument.allow_negative_numbers(true),
        ArgAction::SetTrue => argument.value_parser(FalseyValueParser::new()),
        _ => return argument,
    };
    // An empty variable is as good as none.
    if std::env::var_os(&name).is_none_or(|value| value.is_empty()) {
        return argument;
    }
    argument
        .env(clap::builder::OsStr::from(name))
        .hide_env(true)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        let english = Cli::command();
        let chinese = localize(Cli::command(), Language::Chinese);
        let mut pairs = vec![(&english, &chinese)];
        for sub in english.get_subcommands() {
            pairs.push((sub, chinese.find_subcommand(sub.get_name()).unwrap()));
        }
        for (english, chinese) in pairs {
            let name = english.get_name();
            assert_ne!(
                english.get_about().map(ToString::to_string),
                chinese.get_about().map(ToString::to_string),
                "{name}"
            );
            for argument in english.get_arguments() {
                let id = argument.get_id().as_str();
                let zh = chinese
                    .get_arguments()
                    .find(|candidate| candidate.get_id().as_str() == id)
                    .and_then(|argument| argument.get_help())
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(zh.chars().any(|c| c > '\u{4e00}'), "{name} {id}: {zh:?}");
                let en = argument.get_help().map(ToString::to_string);
                assert!(en.is_some_and(|text| text.is_ascii()), "{name} {id}");
            }
            let examples = chinese.get_after_help().map(ToString::to_string);
            assert!(
                examples.is_some_and(|text| text.contains("  ciyun ")),
                "{name}"
            );
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        localize(Cli::command(), Language::Chinese).debug_assert();
        localize(Cli::command(), Language::English).debug_assert();
    }
}
