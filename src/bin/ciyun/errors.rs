//! Errors in the user's language: the place first, then what is wrong and what to do.

use ciyun::clean::CleanError;
use ciyun::cloud::CloudError;
use ciyun::coding::CodingError;
use ciyun::count::NgramSizesError;
use ciyun::explain::ExplainError;
use ciyun::ingest::IngestError;
use ciyun::kwic::KwicError;
use ciyun::language::Language;
use ciyun::ledger::{Parameter, RuleSetError};
use ciyun::lexicon::{CategoryProblem, LexiconError};
use ciyun::manifest::FolderError;
use ciyun::pipeline::{Axis, ConfigError, VariationError};
use ciyun::render::RenderError;
use ciyun::robust::{MAX_VARIANTS, RobustError};
use ciyun::table::TableError;

use crate::commands::{NoRelations, NothingAsked, NothingToCompare, PlacesAreFixed, UnknownForm};
use crate::errors_of_coding::coding;
use crate::errors_of_inputs::ingest;
use crate::errors_of_numbers;
#[cfg(feature = "wordcloud-rs")]
use crate::errors_of_pictures::wordcloud_rs;
use crate::errors_of_pictures::{cloud, render};
use crate::plan::{NoInput, NoNgrams, NothingMasked, UnknownTag};
use crate::warnings;

/// An error with its causes on one line.
pub(crate) fn describe(error: &anyhow::Error, language: Language) -> String {
    let advice = match language {
        Language::Chinese => None,
        Language::English => advice(error),
    };
    describe_one(error.as_ref(), language) + advice.unwrap_or_default()
}

/// One error of the library, as [`describe`] has it.
pub(crate) fn describe_one(
    error: &(dyn std::error::Error + 'static),
    language: Language,
) -> String {
    let mut parts = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next {
        let text = match language {
            Language::Chinese => chinese(cause),
            Language::English => None,
        };
        parts.push(text.unwrap_or_else(|| cause.to_string()));
        next = cause.source();
    }
    // A joining error says the same as the one it holds.
    parts.dedup();
    parts.join(match language {
        Language::Chinese => "：",
        Language::English => ": ",
    })
}

/// What to do, where the library cannot know that it runs under a command line.
fn advice(error: &anyhow::Error) -> Option<&'static str> {
    match find::<FolderError>(error) {
        Some(FolderError::Exists { .. }) => Some("; use --force to replace it or -o for another"),
        _ => None,
    }
}

fn find<E: std::error::Error + 'static>(error: &anyhow::Error) -> Option<&E> {
    error.chain().find_map(|cause| cause.downcast_ref::<E>())
}

fn chinese(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(joined) = cause.downcast_ref::<ciyun::Error>() {
        return match joined {
            ciyun::Error::Ingest(error) => ingest(error),
            ciyun::Error::Lexicon(error) => Some(lexicon(error)),
            ciyun::Error::Clean(CleanError::Condition { found }) => Some(condition(found)),
            ciyun::Error::Clean(CleanError::Threshold { found }) => Some(format!(
                "规则 near-duplicate：给出的是 {found}，应为 0.5 到 1 的数"
            )),
            ciyun::Error::Config(error) => config(error),
            ciyun::Error::Folder(error) => folder(error),
            ciyun::Error::Cloud(error) => cloud(error),
            ciyun::Error::Timeline(error) => errors_of_numbers::timeline(error),
            ciyun::Error::Published(error) => errors_of_numbers::published(error),
            ciyun::Error::Render(error) => render(error),
            ciyun::Error::Table(error) => table(error),
            ciyun::Error::Robust(error) => robust(error),
            ciyun::Error::Coding(error) => coding(error),
            #[cfg(feature = "wordcloud-rs")]
            ciyun::Error::WordcloudRs(error) => wordcloud_rs(error),
            _ => None,
        };
    }
    if let Some(error) = cause.downcast_ref::<IngestError>() {
        return ingest(error);
    }
    if let Some(error) = cause.downcast_ref::<LexiconError>() {
        return Some(lexicon(error));
    }
    if let Some(error) = cause.downcast_ref::<RuleSetError>() {
        return Some(rule_set(error));
    }
    if let Some(error) = cause.downcast_ref::<VariationError>() {
        return variation(error);
    }
    if let Some(error) = cause.downcast_ref::<ConfigError>() {
        return config(error);
    }
    if let Some(error) = cause.downcast_ref::<FolderError>() {
        return folder(error);
    }
    if let Some(error) = cause.downcast_ref::<CloudError>() {
        return cloud(error);
    }
    if let Some(error) = cause.downcast_ref::<RenderError>() {
        return render(error);
    }
    if let Some(error) = cause.downcast_ref::<TableError>() {
        return table(error);
    }
    if let Some(UnknownForm { path, expected }) = cause.downcast_ref::<UnknownForm>() {
        let expected = expected.replace(
            "; or name the form with --format",
            "；或用 --format 指定形式",
        );
        return Some(format!("{path}：文件应以 {expected} 结尾"));
    }
    if cause.downcast_ref::<NoInput>().is_some() {
        return Some("没有给出输入；请写明文件或文件夹，或用 - 表示标准输入".to_owned());
    }
    if let Some(UnknownTag { found, known }) = cause.downcast_ref::<UnknownTag>() {
        let known = known.replace(", ", "、");
        return Some(format!(
            "没有词性 {found}；可用：{known}；ciyun --tags 说明其含义"
        ));
    }
    if let Some(NgramSizesError { found }) = cause.downcast_ref::<NgramSizesError>() {
        return Some(format!(
            "n 元组：给出的是 {found:?}，应为 2、3、4 或范围，如 2-4"
        ));
    }
    if cause.downcast_ref::<NoNgrams>().is_some() {
        return Some("没有要求 n 元组；请加 --ngrams 2，或范围，如 2-4".to_owned());
    }
    if cause.downcast_ref::<NothingMasked>().is_some() {
        return Some("没有给出图片；请加 --mask 文件".to_owned());
    }
    if let Some(PlacesAreFixed { option }) = cause.downcast_ref::<PlacesAreFixed>() {
        return Some(format!(
            "--{option}：现成的布局不再改动位置；要重新布局，请给出词表或评论"
        ));
    }
    if cause.downcast_ref::<NoRelations>().is_some() {
        return Some("--strategy semantic：词表不说明哪些词同时出现；请给出评论".to_owned());
    }
    if let Some(error) = cause.downcast_ref() {
        return errors_of_numbers::compare(error);
    }
    if let Some(CleanError::Condition { found }) = cause.downcast_ref::<CleanError>() {
        return Some(condition(found));
    }
    if let Some(error) = cause.downcast_ref::<CodingError>() {
        return coding(error);
    }
    if cause.downcast_ref::<NothingToCompare>().is_some() {
        return Some(
            "只有一份编码表，也没有程序编码；请给出另一人的编码表，或用 --key 给出程序编码"
                .to_owned(),
        );
    }
    if let Some(error) = cause.downcast_ref::<KwicError>() {
        return kwic(error);
    }
    if let Some(error) = cause.downcast_ref::<ExplainError>() {
        return explain(error);
    }
    if cause.downcast_ref::<NothingAsked>().is_some() {
        return Some("没有给出要说明的词；请写 ciyun explain 词 输入，或 --row 文件:行".to_owned());
    }
    let io = cause.downcast_ref::<std::io::Error>()?;
    Some(match io.kind() {
        std::io::ErrorKind::NotFound => "不存在".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        std::io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        std::io::ErrorKind::IsADirectory => "是文件夹".to_owned(),
        _ => io.to_string(),
    })
}

fn robust(error: &RobustError) -> Option<String> {
    Some(match error {
        RobustError::TooMany { found } => {
            format!("共有 {found} 种做法，最多 {MAX_VARIANTS} 种；请减少取值")
        }
        RobustError::BaseDiffers { what } => format!(
            "试算得到的本次结果与计数不一致（{what}）；可能是读取期间输入有变，否则是 ciyun 的错误"
        ),
        _ => return None,
    })
}

fn variation(error: &VariationError) -> Option<String> {
    Some(match error {
        VariationError::UnknownAxis { found, suggestion } => {
            let ids = Axis::ALL.map(Axis::id).join("、");
            let suggestion = suggestion.map(|axis| format!("是否指 {}？", axis.id()));
            let suggestion = suggestion.unwrap_or_default();
            format!("没有名为 {found:?} 的选择；{suggestion}可用的有：{ids}")
        }
        VariationError::Value { axis, found } => {
            let expected = axis.expected().replace(" or ", ", ");
            let expected = expected.replace("a whole number from 1", "正整数");
            format!("{}：给出的是 {found:?}，应为 {expected}", axis.id())
        }
        VariationError::Persistence { found } => {
            format!("persistence：给出的是 {found}，应大于 0 且小于 1")
        }
        _ => return None,
    })
}

fn explain(error: &ExplainError) -> Option<String> {
    Some(match error {
        ExplainError::EmptyWord { found } => format!("给出的词是 {found:?}；应有看得见的字"),
        ExplainError::BadPlace { found } => {
            format!("给出的是 {found:?}；应为位置，如 评论.csv:190")
        }
        ExplainError::NoSuchInput { name, known } => {
            format!("{name}：没有这个名字的输入；现有：{}", list(known))
        }
        ExplainError::NoSuchRow {
            name,
            line,
            n_comments,
            before,
            after,
        } => {
            let before = before.map(|line| format!("，前一条始于第 {line} 行"));
            let after = after.map(|line| format!("，后一条始于第 {line} 行"));
            format!(
                "{name}:{line}：没有评论始于这一行；共有 {n_comments} 条评论{}{}",
                before.unwrap_or_default(),
                after.unwrap_or_default()
            )
        }
        ExplainError::SkippedRow {
            name,
            line,
            problem,
        } => {
            let problem = warnings::row_problem(problem, Language::Chinese);
            format!("{name}:{line}：这一行已跳过：{problem}")
        }
        _ => return None,
    })
}

pub(crate) fn list(names: &[String]) -> String {
    if names.is_empty() {
        "无".to_owned()
    } else {
        names.join("、")
    }
}

fn lexicon(error: &LexiconError) -> String {
    match error {
        LexiconError::Unreadable { path, .. } => format!("{}：无法读取词表", path.display()),
        LexiconError::UnknownEncoding { path } => format!(
            "{}：既不是 UTF-8 也不是 GBK；请将词表另存为 UTF-8",
            path.display()
        ),
        LexiconError::BadEntry { name, line, found } => {
            format!("{name}:{line}：应为“词 [权重 [词性]]”、\"带空格的词\" 或 /正则/，实为 {found}")
        }
        LexiconError::BadPattern { name, line, .. } => format!("{name}:{line}：正则式无法解读"),
        LexiconError::BadAlias { name, line, found } => {
            format!("{name}:{line}：应为“变体, 词”，实为 {found}")
        }
        LexiconError::AliasCycle { words } => format!("变体绕回自身：{words}"),
        LexiconError::BadCategories {
            name,
            line,
            problem,
        } => format!("{name}:{line}：{}", categories(problem)),
        _ => error.to_string(),
    }
}

fn categories(problem: &CategoryProblem) -> String {
    const FORM: &str = "应有 [login] 这样的行，其下为 terms = [\"登录不上\"]";
    match problem {
        CategoryProblem::Syntax { detail } => format!("不是 TOML（{detail}）；{FORM}"),
        CategoryProblem::Empty => format!("没有类别；{FORM}"),
        CategoryProblem::NoTable { found } => {
            format!("{found:?} 不是类别；应单独成行写作 [{found}]")
        }
        CategoryProblem::Reserved { found } => {
            format!("类别不能名为 {found:?}；请换一个名字")
        }
        CategoryProblem::UnknownKey { found, suggestion } => {
            let meant = suggestion.map(|key| format!("；是否想写 {key}？"));
            let meant = meant.unwrap_or_default();
            format!("没有 {found:?} 这个键，应为 zh、en 或 terms{meant}")
        }
        CategoryProblem::WrongType {
            key,
            found,
            expected,
        } => {
            let expected = match *expected {
                "string" => "一段文字",
                _ => "列表，如 [\"登录不上\", \"登不上\"]",
            };
            format!("{key} 的类型是 {found}，应为{expected}")
        }
        CategoryProblem::NoTerms { category } => {
            format!("类别 {category:?} 没有词语；请加上 terms = [\"登录不上\"] 这样的行")
        }
        CategoryProblem::FitsAll { found } => {
            format!("词语 {found:?} 与任何评论都相符；请删去")
        }
        CategoryProblem::BadPattern { found, detail } => {
            format!("词语 {found:?} 不是可用的正则表达式（{detail}）；若是普通词语，请去掉斜线")
        }
        _ => problem.to_string(),
    }
}

fn rule_set(error: &RuleSetError) -> String {
    match error {
        RuleSetError::Unknown { found, suggestion } => match suggestion {
            Some(rule) => format!("没有规则 {found}；是否想写 {rule}？"),
            None => format!("没有规则 {found}；ciyun --rules 列出全部规则"),
        },
        RuleSetError::Always { rule } => format!("规则 {rule} 属于读取过程，不能停用"),
        RuleSetError::Parameter { rule, found } => {
            let expected = match rule.default_parameter() {
                Parameter::Count(_) => "不小于 1 的整数",
                Parameter::Ratio(_) => "大于 0、不超过 1 的数",
                Parameter::Texts(_) => "一个或几个值，以逗号分隔",
                _ => "没有参数",
            };
            format!("规则 {rule}：给出的是 {found:?}，应为：{expected}")
        }
        _ => error.to_string(),
    }
}

fn config(error: &ConfigError) -> Option<String> {
    Some(match error {
        ConfigError::Unreadable { path, .. } => format!("{}：无法读取配置文件", path.display()),
        ConfigError::Invalid {
            path,
            line,
            detail,
            suggestion,
        } => {
            let hint = suggestion
                .as_ref()
                .map(|key| format!("；是否想写 {key}？"))
                .unwrap_or_default();
            format!("{}:{line}：配置有误：{detail}{hint}", path.display())
        }
        ConfigError::UnknownTopic { found, known } => {
            format!("没有主题词表 {found}；可用 auto、none 或：{known}")
        }
        _ => return None,
    })
}

fn folder(error: &FolderError) -> Option<String> {
    Some(match error {
        FolderError::Exists { path } => format!(
            "{}：已存在；用 --force 覆盖，或用 -o 另选位置",
            path.display()
        ),
        FolderError::InTheWay { path } => {
            format!(
                "{}：挡在结果的位置上（文件与文件夹冲突）；请移走它或用 -o 另选位置",
                path.display()
            )
        }
        FolderError::Unwritable { path, .. } => format!("{}：无法写入", path.display()),
        _ => return None,
    })
}

fn table(error: &TableError) -> Option<String> {
    Some(match error {
        TableError::BadWeight {
            name,
            line,
            term,
            found,
        } => format!("{name}:{line}：词语 {term} 的权重应为大于 0 的数，实为 {found}"),
        TableError::BadScore {
            name,
            line,
            term,
            found,
        } => format!("{name}:{line}：词语 {term} 的得分应为数或留空，实为 {found}"),
        TableError::DuplicateTerm {
            name,
            line,
            term,
            first,
        } => format!("{name}:{line}：词语 {term} 在第 {first} 行已列出；请先合并其频次"),
        _ => return None,
    })
}

/// What clap found wrong with the command line.
pub(crate) fn usage(error: &clap::Error, language: Language) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let english = error.render().to_string();
    if language == Language::English {
        return english;
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let invalid = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项 {invalid}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("选项 {invalid} 需要一个值"),
        ErrorKind::InvalidValue => format!(
            "选项 {invalid} 不接受 {value}；可用：{}",
            context(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!("选项 {invalid} 的值 {value} 无效"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {invalid}"),
        ErrorKind::ArgumentConflict => format!(
            "选项 {invalid} 不能与 {} 同用",
            context(ContextKind::PriorArg)
        ),
        _ => return english,
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .map(context)
        .concat();
    let hint = if suggested.is_empty() {
        String::new()
    } else {
        format!("；是否想写 {suggested}？")
    };
    format!("错误：{problem}{hint}\n用 ciyun --help 查看全部命令和选项\n")
}

fn kwic(error: &KwicError) -> Option<String> {
    Some(match error {
        KwicError::EmptyWord { found } => format!("要找的词 {found:?} 是空的"),
        KwicError::BadPattern { found, detail } => {
            format!("正则表达式 {found} 不合语法：{detail}")
        }
        KwicError::MatchesNothing { found } => {
            format!("正则表达式 {found} 也匹配空文本；应至少匹配一个字符")
        }
        KwicError::BadContext { found } => {
            format!("上下文 {found}：应为字数，如 20，或词数，如 5t")
        }
        _ => return None,
    })
}

fn condition(found: &str) -> String {
    format!("条件：给出的是 {found:?}，应如 rating<=2、app=全省事|浙里办、time>=2022-06")
}
