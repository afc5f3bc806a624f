//! Errors of sheets that are coded by hand, in Chinese.

use ciyun::coding::CodingError;

use crate::errors::list;
use crate::errors_of_inputs::ingest;

pub(crate) fn coding(error: &CodingError) -> Option<String> {
    Some(match error {
        CodingError::Ingest(error) => return ingest(error),
        CodingError::Unreadable { path, .. } => format!("{}：无法读取", path.display()),
        CodingError::UnknownEncoding { name } => {
            format!("{name}：既不是工作簿，也不是 UTF-8 或 GBK 文本；请将编码表另存为 CSV UTF-8")
        }
        CodingError::Syntax { name, line, detail } => {
            format!("{name}:{line}：{detail}；应为带表头的 CSV")
        }
        CodingError::MissingColumn {
            name,
            wanted,
            found,
        } => format!(
            "{name}：没有 {wanted} 一列；现有的列：{}；应为 ciyun sample 写出的各列",
            list(found)
        ),
        CodingError::BadNumber {
            name,
            line,
            column,
            expected,
            found,
        } => {
            let expected = match *expected {
                "a whole number" => "整数",
                _ => "大于 0 的数",
            };
            format!("{name}:{line}：{column} 一列应为{expected}，实为 {found:?}")
        }
        CodingError::DuplicateRow {
            name,
            line,
            row,
            first,
        } => format!("{name}:{line}：序号 {row} 已在第 {first} 行出现；请删去其一"),
        CodingError::UnknownCategory {
            name,
            line,
            found,
            suggestion,
            known,
        } => {
            let meant = suggestion.as_ref();
            let meant = meant.map(|near| format!("；是否想写 {near}？"));
            format!(
                "{name}:{line}：没有类别 {found:?}{}；可用：{}，或 无；自己的类别请用 --categories 给出",
                meant.unwrap_or_default(),
                known.replace(", ", "、")
            )
        }
        CodingError::NoneAndOthers { name, line, found } => {
            format!("{name}:{line}：{found:?} 中“无”与类别并列；请只留其一")
        }
        CodingError::BadPolarity { name, line, found } => {
            format!("{name}:{line}：倾向 {found:?}；应为 -1、0、1，或 负面、中性、正面")
        }
        CodingError::OtherSample {
            place,
            row,
            found,
            other,
            expected,
        } => format!(
            "{place}：序号 {row} 是 {found}，在 {other} 中却是 {expected}；只能比较同一次抽取的编码表"
        ),
        CodingError::NotInKey {
            name,
            line,
            row,
            key,
        } => format!("{name}:{line}：序号 {row} 不在 {key} 中；请用 --key 给出这次抽取的程序编码"),
        CodingError::TooManyCoders { found, most } => {
            format!("共 {found} 份编码表，最多比较 {most} 份")
        }
        _ => return None,
    })
}
