//! The command line in the user's language, with environment variables and examples.

use ciyun::language::{Bilingual, Language};
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Command};

/// Chinese help by the id of the argument; the English one stands in `args.rs`.
const ARGUMENTS: &[(&str, &str)] = &[
    ("licenses", "打印程序及内嵌字体的许可证"),
    ("config", "配置文件；命令行选项优先于它"),
    ("threads", "线程数，1 到 256 [默认：每核一个]；不影响结果"),
    (
        "lang",
        "提示与结果的语言：zh 或 en [默认：提示按 LANG，结果为中文]",
    ),
    ("force", "覆盖已有结果"),
    ("strict", "只要有行被跳过，退出码即为 1"),
    ("quiet", "只显示错误"),
    ("verbose", "逐一列出被跳过的行和所用词表"),
    ("no_progress", "不显示进度条"),
    (
        "input",
        "文件（可为 gz、zst、xz 压缩或 zip 压缩包，或 SQLite 数据库）、文件夹、通配符，或 - 表示标准输入",
    ),
    ("word", "要说明的词"),
    (
        "row",
        "不说明词，而说明一条评论：位置如台账所记，如 评论.csv:190",
    ),
    ("text", "评论所在列：表头名，或 #列号"),
    ("rating", "评分所在列"),
    ("time", "时间所在列"),
    ("id", "评论编号所在列"),
    ("author", "作者所在列"),
    ("app", "应用名所在列"),
    ("encoding", "全部输入的编码，如 gbk [默认：逐个文件识别]"),
    (
        "input_format",
        "全部输入的格式：csv、tsv、json、jsonl、text、xlsx、xls、ods 或 sqlite [默认：逐个文件识别]",
    ),
    (
        "utc_offset",
        "时间所用的时钟，没有时区的时间也按它理解 [默认：+08:00]",
    ),
    (
        "reference_date",
        "“3分钟前”这类相对时间从哪天（或哪一刻）往回算",
    ),
    ("keep_order", "按给出的顺序读取文件，而不是按文件名"),
    (
        "limit",
        "每个输入最多读多少，可多次给出：unpacked-bytes 解压后字节、cell-bytes 单元格字节、depth 嵌套层数、rows 行数、workbook-bytes 工作簿所占内存；可带 K、M、G [默认：unpacked-bytes=4G cell-bytes=1M depth=128 rows=200M workbook-bytes=1G]",
    ),
    ("stopwords", "追加的停用词表，每行一词"),
    ("no_builtin_stopwords", "不用自带的停用词表"),
    ("topic", "主题词表名，或 none [默认：按应用名一列自动选用]"),
    ("topic_words", "研究对象自身的词（从结果中去掉），每行一词"),
    (
        "user_words",
        "必定完整切出的词，每行：词 [权重 [词性]]、\"带空格的词\" 或 /正则/；给了权重的词由分词器决定",
    ),
    (
        "aliases",
        "归到另一个词计数的变体：CSV（variant,term[,kind]）或 TOML",
    ),
    ("no_builtin_aliases", "不用自带的异形词表"),
    ("no_builtin_words", "不用自带的政务领域词典"),
    (
        "categories",
        "评论类别及其词语（TOML 文件）：[login] 之下写 terms = [\"登录不上\"]",
    ),
    ("no_builtin_categories", "不用自带的投诉类别"),
    (
        "unknown_words",
        "分词遇到词典中没有的词：join 拼合，split 逐字切开 [默认：join]",
    ),
    (
        "vary",
        "除本次运行的取值外还试算哪些，可多次给出：stopwords 停用词、dedupe 去重、min-chars 最少字数、unknown-words 未登录词、single-char 屏蔽单字；= 后留空则只用本次的取值",
    ),
    (
        "persistence",
        "排序重叠度 RBO 的参数 p，大于 0 小于 1 [默认：0.9]",
    ),
    (
        "max_chars",
        "候选词最多几个字，2 到 20；一个拉丁字母词算一个字 [默认：6]",
    ),
    (
        "min_count",
        "候选词至少见于几条不同的评论，不少于 2 [默认：5]",
    ),
    ("accept", "另把候选词写成词表，改好后用 --user-words 给回"),
    (
        "enable",
        "启用一条规则，或给出其参数，如 min-chars=10、column-filter=rating<=2",
    ),
    ("disable", "停用一条规则"),
    (
        "pos",
        "只计这些词性的词（如 n,v,a），没有词性的词也保留：等于 --enable pos=n,v,a；ciyun --tags 列出全部词性",
    ),
    ("list", "列出全部规则及其在当前选项下的状态，然后结束"),
    ("rules", "列出全部规则及其状态，然后结束"),
    ("tags", "列出 --pos 可用的词性，然后结束"),
    (
        "ledger_detail",
        "把规则去除或改写的每条评论写入 CSV：改前与改后，个人信息已掩去",
    ),
    ("top", "列出并绘制的词数 [默认：200]"),
    ("weight", "排序和字号依据：tf 词频，df 评论数 [默认：tf]"),
    (
        "ngrams",
        "列出相邻词语组成的 n 元组及其搭配强度：2、3、4 或范围，如 2-4",
    ),
    (
        "ngram_order",
        "n 元组的排序：weight 同 --weight，或 g2、pmi、npmi、logdice、t [默认：weight]",
    ),
    (
        "ngram_min",
        "n 元组的最少出现次数；出现再少，其搭配强度只是噪声 [默认：3]",
    ),
    ("width", "图宽，像素 [默认：1600]"),
    ("height", "图高，像素 [默认：1000]"),
    (
        "rule",
        "字号与频次的关系：sqrt 平方根、linear 正比、log 对数、rank 位次 [默认：sqrt]",
    ),
    (
        "background",
        "背景：颜色如 #ffffff，或 transparent 透明 [默认：#ffffff]",
    ),
    ("seed", "布局随机选择的种子 [默认：42]"),
    ("csv_bom", "CSV 以 BOM 开头，供 Excel 识别"),
    ("scale", "PNG 相对布局的放大倍数 [默认：1]"),
    ("shell", "命令行外壳：bash、zsh、fish、powershell、elvish"),
];

/// Headings under which arguments stand, in both languages; all others are general.
const GROUPS: &[(Bilingual, &[&str])] = &[
    (
        Bilingual {
            zh: "输入",
            en: "Input",
        },
        &[
            "word",
            "row",
            "input",
            "text",
            "rating",
            "time",
            "id",
            "author",
            "app",
            "encoding",
            "input_format",
            "utc_offset",
            "reference_date",
            "keep_order",
            "limit",
        ],
    ),
    (
        Bilingual {
            zh: "词表",
            en: "Word lists",
        },
        &[
            "stopwords",
            "no_builtin_stopwords",
            "topic",
            "topic_words",
            "user_words",
            "aliases",
            "no_builtin_words",
            "no_builtin_aliases",
            "unknown_words",
            "categories",
            "no_builtin_categories",
        ],
    ),
    (
        Bilingual {
            zh: "规则",
            en: "Rules",
        },
        &[
            "enable",
            "disable",
            "pos",
            "list",
            "rules",
            "tags",
            "ledger_detail",
        ],
    ),
    (
        Bilingual {
            zh: "结果",
            en: "Results",
        },
        &[
            "vary",
            "persistence",
            "max_chars",
            "min_count",
            "top",
            "weight",
            "ngrams",
            "ngram_order",
            "ngram_min",
            "width",
            "height",
            "rule",
            "background",
            "seed",
            "accept",
            "output",
            "format",
            "csv_bom",
            "scale",
        ],
    ),
];

const GENERAL: Bilingual = Bilingual {
    zh: "通用选项",
    en: "General options",
};

/// Chinese help and examples by the name of the subcommand; `""` is the program itself.
const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "把抓取的中文评论变成证据：词云、关键词表，以及每个数字的来历。",
    ),
    (
        "run",
        "主任务：评论 → 词云、表格、台账、清单，写入一个文件夹",
    ),
    ("count", "只要词频表，输出到屏幕或文件"),
    ("cloud", "由词频表或评论画词云"),
    (
        "robust",
        "高频词在多大程度上取决于各种选择：按全部组合重新计数",
    ),
    ("inspect", "看看程序如何理解输入；不写任何文件"),
    ("explain", "一个词去了哪里、为什么；或一条评论经过了什么"),
    ("discover", "从评论中找出被分词切碎的词，并列出证据"),
    ("init", "打印带注释、含全部默认值的 ciyun.toml"),
    ("completions", "打印命令行补全脚本"),
];

/// Values of `count` that differ from those of `cloud` and `run` in meaning.
const PER_COMMAND: &[(&str, &str, &str)] = &[
    (
        "run",
        "output",
        "结果文件夹 [默认：output/<第一个输入的名字>]",
    ),
    ("count", "output", "写入文件，而不是标准输出"),
    (
        "count",
        "format",
        "表格形式：table、csv、json、jsonl、md、xlsx [默认：按文件后缀；屏幕上为 table，否则为 csv]",
    ),
    (
        "inspect",
        "rules",
        "逐条规则列出它去除多少、各星多少、失去哪些词；停用的规则则试算",
    ),
    (
        "robust",
        "output",
        "写入 robust.csv、variants.csv、robust.json 的文件夹；不给则不写任何文件",
    ),
    (
        "robust",
        "weight",
        "词的排序依据：tf 词频，df 评论数 [默认：tf]",
    ),
    ("discover", "top", "列出的候选词数 [默认：200]"),
    ("discover", "output", "写入文件，而不是标准输出"),
    (
        "discover",
        "format",
        "表格形式：table、csv、json、jsonl、md、xlsx [默认：按文件后缀；屏幕上为 table，否则为 csv]",
    ),
    ("inspect", "format", "报告的形式：text 或 json [默认：text]"),
    ("explain", "format", "说明的形式：text 或 json [默认：text]"),
    (
        "cloud",
        "output",
        "要写的文件，后缀决定形式：.svg、.png 或 .json",
    ),
];

/// Examples by subcommand.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "",
        "  ciyun run corpus/heilongjiang.csv\n  ciyun inspect comments.csv\n  ciyun run --help",
    ),
    (
        "run",
        "  ciyun run comments.csv\n  ciyun run scraped/ --text 内容 -o output/app --top 100\n  \
         ciyun run 'data/*.csv' --user-words words.txt --stopwords more.txt\n  \
         ciyun run --config output/comments/ciyun.toml -o output/again\n  \
         ciyun run comments.csv --ngrams 2-4",
    ),
    (
        "count",
        "  ciyun count comments.csv --top 20\n  ciyun count comments.jsonl --format csv > top.csv\n  \
         zcat comments.csv.gz | ciyun count - -o top.json\n  \
         ciyun count comments.csv --disable duplicate.text --enable column-filter='rating<=2'\n  \
         ciyun count comments.csv --ngrams 2 --ngram-order logdice\n  ciyun count comments.csv --pos n,v,a",
    ),
    (
        "cloud",
        "  ciyun cloud keywords.csv -o cloud.svg\n  ciyun cloud comments.csv -o cloud.png --scale 3 --seed 7",
    ),
    (
        "robust",
        "  ciyun robust comments.csv\n  ciyun robust comments.csv --stopwords mine.txt -o output/robust\n  \
         ciyun robust comments.csv --vary min-chars=off,5,10 --vary dedupe=",
    ),
    (
        "inspect",
        "  ciyun inspect comments.csv\n  ciyun inspect scraped/ --encoding gbk\n  ciyun inspect comments.json --format json\n  ciyun inspect comments.csv --rules --enable min-chars=10",
    ),
    (
        "explain",
        "  ciyun explain 全省事 corpus/heilongjiang.csv\n  ciyun explain 全省事 comments.csv --no-builtin-words --topic none\n  \
         ciyun explain --row corpus/heilongjiang.csv:190",
    ),
    (
        "discover",
        "  ciyun discover comments.csv --top 50\n  ciyun discover comments.csv -o words.xlsx --accept words.txt\n  \
         ciyun run comments.csv --user-words words.txt",
    ),
    ("init", "  ciyun init > ciyun.toml"),
    (
        "completions",
        "  ciyun completions bash > /etc/bash_completion.d/ciyun",
    ),
];

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
