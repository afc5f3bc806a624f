//! Errors of inputs in Chinese; the library's own texts are English.

use ciyun::ingest::{ArchiveProblem, DatabaseProblem, IngestError, Limit, WorkbookProblem};
use ciyun::language::Language;

use crate::errors::list;

pub(crate) fn ingest(error: &IngestError) -> Option<String> {
    Some(match error {
        IngestError::NotFound { path } => format!("{}：没有这个文件或文件夹", path.display()),
        IngestError::NoMatch { pattern } => {
            format!("{}：没有文件与此通配符相符", pattern.display())
        }
        IngestError::BadPattern { pattern, .. } => {
            format!("{}：不是有效的通配符", pattern.display())
        }
        IngestError::EmptyFolder {
            path,
            n_ignored,
            expected,
        } => format!(
            "{}：文件夹中没有可读的文件（另有 {n_ignored} 个其他文件）；可读的后缀：{expected}",
            path.display()
        ),
        IngestError::GivenTwice { path } => {
            format!("{}：给出了两次，评论会被重复计数；只写一次", path.display())
        }
        IngestError::Unreadable { path, .. } => format!("{}：无法读取", path.display()),
        IngestError::Damaged {
            path, compression, ..
        } => format!(
            "{}：{} 压缩文件不完整或已损坏；请重新下载或压缩",
            path.display(),
            compression.id()
        ),
        IngestError::TooLarge { name, limit, value } => {
            let id = limit.id();
            let what = match (limit, name.as_str()) {
                (Limit::UnpackedBytes, "stdin") => "标准输入（或其解压后）的字节数",
                (limit, _) => unit(*limit),
            };
            format!("{name}：{what}超过 {value}；文件若可信，可用 --limit {id}=… 放宽")
        }
        IngestError::BadLimit { found } => format!(
            "不认识的上限 {found}；应为 名称=数值，名称为 unpacked-bytes、cell-bytes、depth、rows、workbook-bytes \
             之一，如 unpacked-bytes=16G"
        ),
        IngestError::Changed {
            path,
            found,
            expected,
        } => format!(
            "{}：读取期间文件发生了变化（先前 {expected} 字节，现在 {found} 字节）",
            path.display()
        ),
        IngestError::OtherMark {
            name,
            marked,
            asked,
        } => format!(
            "{name}：文件的 BOM 表明编码是 {}，而指定的是 {}；请去掉 --encoding",
            marked.id(),
            asked.id()
        ),
        IngestError::AppendedUtf16 {
            name,
            offset,
            found,
        } => format!(
            "{name}：从第 {offset} 字节起是 {}，之前则不是；一个文件应只用一种编码，请在该处分开，或都另存为 utf-8 再合并",
            found.id()
        ),
        IngestError::NotText { name, found } => {
            // A blank stands between Chinese and Latin.
            let gap = if found.zh.starts_with(|c: char| c.is_ascii()) {
                " "
            } else {
                ""
            };
            format!(
                "{name}：这是{gap}{}；可读的是文本（csv、tsv、json、jsonl、纯文本）、工作簿（xlsx、xls、ods）和 \
             SQLite 数据库，也可以是压缩后的（zip、gzip、zstd、xz）；请先导出或解压",
                found.zh
            )
        }
        IngestError::Layout {
            name,
            found,
            expected,
        } => format!(
            "{name}：不认识的结构：{}；应为{}",
            found.text(Language::Chinese),
            expected.zh
        ),
        IngestError::Workbook { name, problem } => format!("{name}：{}", workbook(problem)),
        IngestError::Archive { name, problem } => format!("{name}：{}", archive(problem)),
        IngestError::Database { name, problem } => format!("{name}：{}", database(problem)),
        IngestError::UnequalArrays { name, lengths } => {
            let told: Vec<String> = lengths
                .iter()
                .map(|(key, n)| format!("{key} {n}"))
                .collect();
            format!(
                "{name}：各数组长度不一：{}；应当每条评论在每个数组中各有一个值",
                told.join("、")
            )
        }
        IngestError::NoTextColumn {
            name,
            expected,
            found,
        } => format!(
            "{name}：找不到评论所在的列；应有名为 {expected} 之类的列，或一列各不相同的中文文本；\
             现有的列：{}；可用 --text 指定",
            list(found)
        ),
        IngestError::NoSuchColumn { name, asked, found } => {
            format!("{name}：没有列 {asked}；现有的列：{}", list(found))
        }
        IngestError::UnknownEncoding { found } => {
            format!("不认识的编码 {found}；可用 utf-8、gb18030（或 gbk）、big5、utf-16le、utf-16be")
        }
        IngestError::BadOffset { found } => {
            format!("不认识的时区偏移 {found}；应为小时和分钟，如 +08:00，最多 14 小时")
        }
        IngestError::BadReference { found } => {
            format!("不认识的日期 {found}；应为一天，如 2023-05-01，后面可带时刻")
        }
        IngestError::UnknownFormat { found } => {
            format!(
                "不认识的格式 {found}；可用 csv、csv;（分号）、tsv、json、jsonl、text、xlsx、xls、ods、sqlite"
            )
        }
        _ => return None,
    })
}

/// Why a database could not be read; what SQLite says stays English.
fn database(problem: &DatabaseProblem) -> String {
    match problem {
        DatabaseProblem::Broken { detail } => {
            format!("无法作为 SQLite 数据库读取：{detail}；请将其中的表导出为 csv")
        }
        DatabaseProblem::Unmerged { beside } => format!(
            "最近的改动还在旁边的 {beside} 中；请关闭正在写入的程序，或用 sqlite3 执行 PRAGMA \
             wal_checkpoint(TRUNCATE)，然后再读"
        ),
        DatabaseProblem::SeveralTables { tables } => {
            format!("有几个表含有评论（{}），请逐个读取", list(tables))
        }
        _ => problem.to_string(),
    }
}

/// Why an archive could not be unpacked; what the unpacker says stays English.
fn archive(problem: &ArchiveProblem) -> String {
    match problem {
        ArchiveProblem::Encrypted => "文件已加密；请先用密码解压".to_owned(),
        ArchiveProblem::Method { method } => {
            format!("压缩方式为 {method}，只支持 deflate；请先解压")
        }
        ArchiveProblem::Damaged { detail } => {
            format!("在压缩包中不完整或已损坏（{detail}）；请重新下载或压缩")
        }
        ArchiveProblem::NothingReadable {
            found,
            n_files,
            expected,
        } => {
            let names = list(found);
            format!("压缩包中没有可读的文件；共 {n_files} 个：{names}；可读的后缀：{expected}")
        }
        _ => problem.to_string(),
    }
}

/// What a limit counts.
fn unit(limit: Limit) -> &'static str {
    match limit {
        Limit::UnpackedBytes => "解压后的字节数",
        Limit::CellBytes => "单元格字节数",
        Limit::Depth => "嵌套层数",
        Limit::Rows => "行数",
        Limit::WorkbookBytes => "工作簿所需的内存字节数",
    }
}

/// Why a workbook could not be read; what the parser says stays English.
fn workbook(problem: &WorkbookProblem) -> String {
    match problem {
        WorkbookProblem::Protected => "工作簿有密码保护；请去掉密码后另存".to_owned(),
        WorkbookProblem::Broken { detail } => {
            let detail = match detail.as_str() {
                "it does not begin like one" => "文件开头不是工作簿",
                "a record is cut short" => "有记录不完整",
                "its parts do not hang together" => "各部分连接不上",
                detail => detail,
            };
            format!("无法作为工作簿读取：{detail}；请打开后另存为 xlsx，或导出为 csv")
        }
        WorkbookProblem::TooLarge { limit, unit } => {
            let unit = match *unit {
                "bytes" => "字节",
                "bytes of text" => "字节文本",
                "rows" => "行",
                "cells in a row" => "个单元格（一行之中）",
                unit => unit,
            };
            format!("工作簿超过 {limit} {unit}；请拆分，或导出为 csv")
        }
        _ => problem.to_string(),
    }
}
