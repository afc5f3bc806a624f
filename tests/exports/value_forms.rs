//! Headers and forms of values that were seen in the wild, each through a file.

use ciyun::ingest::{Field, Fields, IngestError};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::reading::{Reading, read, try_read};

/// A table with one more column beside the comments.
fn with_column(header: &str, cells: &[&str]) -> Reading {
    let mut text = format!("评论内容,{header}\n");
    for cell in cells {
        text += &format!("闪退,\"{cell}\"\n");
    }
    read("a.csv", text.as_bytes())
}

/// Reads a cell under a header.
fn fields(header: &str, cell: &str) -> Fields {
    with_column(header, &[cell]).documents.remove(0).fields
}

fn column_of(reading: &Reading, field: Field) -> Option<&str> {
    let columns = &reading.source.columns;
    let found = columns.fields.iter().find(|(of, ..)| *of == field);
    found.map(|(_, column, _)| columns.header[*column].as_str())
}

#[test]
fn every_header_of_a_text_is_known() {
    for header in [
        "内容",
        "评论内容",
        "评论",
        "评价内容",
        "微博正文",
        "正文",
        "微博内容",
        "留言详情",
        "content",
        "comment",
        "comments",
        "text",
        "TEXT",
        "review",
        "reviewbody",
        "body",
    ] {
        // Content would choose the other column.
        let text = format!(
            "备注,{header}\n这一列的汉字要多得多，也各不相同，一,好\n这一列也一样，二,差\n"
        );
        let reading = read("a.csv", text.as_bytes());
        assert_eq!(column_of(&reading, Field::Text), Some(header));
        assert_eq!(reading.documents[0].text, "好", "{header}");
    }
}

#[test]
fn every_header_of_a_rating_is_known_and_levels_are_none() {
    for header in [
        "评级",
        "评分",
        "星级",
        "rating",
        "score",
        "star",
        "im:rating",
    ] {
        assert_eq!(fields(header, "4").rating, Some(4.0), "{header}");
    }
    for header in ["level", "label", "用户等级", "会员等级"] {
        let reading = with_column(header, &["5"]);
        let read_as = reading.source.columns.fields.len();
        assert_eq!(
            (read_as, reading.documents[0].fields.rating),
            (1, None),
            "{header}"
        );
    }
}

#[test]
fn the_time_of_the_crawl_is_no_time_of_a_comment() {
    for header in [
        "last_modify_ts",
        "last_update_time",
        "追加日期",
        "答复时间",
        "repliedAt",
        "replyDate",
    ] {
        assert_eq!(fields(header, "1714536000000").time, None, "{header}");
    }
}

#[test]
fn posts_that_were_shared_and_answers_are_no_texts() {
    let long = "这里的文字很多，而且每一行都不相同，但不是评论";
    for header in ["源微博正文", "答复意见", "追加评论", "个性签名"] {
        let text = format!("编号,{header}\n1,{long}一\n2,{long}二\n3,{long}三\n");
        let refused = try_read("a.csv", text.as_bytes());
        assert!(
            matches!(refused, Err(IngestError::NoTextColumn { .. })),
            "{header}"
        );
    }
}

#[test]
fn ratings_in_every_form() {
    for (cell, stars) in [
        ("5", Some(5.0)),
        ("5.0", Some(5.0)),
        ("力荐", Some(5.0)),
        ("推荐", Some(4.0)),
        ("还行", Some(3.0)),
        ("较差", Some(2.0)),
        ("很差", Some(1.0)),
        ("allstar50", Some(5.0)),
        ("allstar10 rating", Some(1.0)),
        ("5星", Some(5.0)),
        ("五星", Some(5.0)),
        ("看过", None),
        ("想看", None),
    ] {
        let reading = with_column("评分", &[cell]);
        assert_eq!(reading.documents[0].fields.rating, stars, "{cell}");
        assert_eq!(reading.documents[0].notes, [], "{cell}");
    }
}

#[test]
fn counts_in_every_form() {
    for (cell, likes) in [
        ("12", Some(12)),
        ("1.5万", Some(15_000)),
        ("2万", Some(20_000)),
        ("1万+", Some(10_000)),
        ("1.2亿", Some(120_000_000)),
        ("28k", Some(28_000)),
        ("数据缺失", None),
        ("", None),
        ("转发", Some(0)),
        ("评论", Some(0)),
        ("赞", Some(0)),
    ] {
        let reading = with_column("点赞数", &[cell]);
        assert_eq!(reading.documents[0].fields.likes, likes, "{cell}");
        assert_eq!(reading.documents[0].notes, [], "{cell}");
    }
}

#[test]
fn missing_in_every_form_and_in_every_field() {
    for cell in ["", "null", "NaN", "None", "无", "数据缺失", "#NAME?"] {
        for header in [
            "id",
            "标题",
            "评分",
            "时间",
            "昵称",
            "应用",
            "平台",
            "版本",
            "点赞数",
            "IP属地",
            "parent_id",
            "商家回复",
        ] {
            let reading = with_column(header, &[cell]);
            let document = &reading.documents[0];
            assert_eq!(reading.source.columns.fields.len(), 2, "{header}");
            assert_eq!(document.fields, Fields::default(), "{header} {cell}");
            assert_eq!(document.notes, [], "{header} {cell}");
        }
    }
    // In the text itself they are words.
    let reading = read("a.csv", "评论内容,评分\n无,5\nNaN,1\n".as_bytes());
    assert_eq!(reading.documents[0].text, "无");
    assert_eq!(reading.documents[1].text, "NaN");
}

#[test]
fn times_in_every_form() {
    for (cell, expected) in [
        ("1714536000", "2024-05-01T12:00:00"),
        ("1714536000123", "2024-05-01T12:00:00"),
        ("2019-10-03 12:00:00", "2019-10-03T12:00:00"),
        ("2020/1/6 12:09:38", "2020-01-06T12:09:38"),
        ("2024/7/15 6:55", "2024-07-15T06:55:00"),
        ("2026/4/14 14:25:10", "2026-04-14T14:25:10"),
        ("2026-07-20T18:04:23-07:00", "2026-07-21T09:04:23"),
        ("2024-05-01T04:00:00Z", "2024-05-01T12:00:00"),
        ("Tue Dec 01 14:13:09 +0800 2020", "2020-12-01T14:13:09"),
        ("October 30, 2017", "2017-10-30T00:00:00"),
        ("2023年05月01日 12:30", "2023-05-01T12:30:00"),
    ] {
        let time = fields("时间", cell).time.map(|time| time.to_string());
        assert_eq!(time.as_deref(), Some(expected), "{cell}");
    }
    for cell in [
        "刚刚",
        "30秒前",
        "5分钟前",
        "2小时前",
        "今天 12:30",
        "昨天",
        "05-01",
        "05月01日 12:30",
    ] {
        let reading = with_column("时间", &[cell]);
        let document = &reading.documents[0];
        assert_eq!(document.fields.time, None, "{cell}");
        assert_eq!(document.notes[0].0.id(), "note.relative-time", "{cell}");
    }
}

#[test]
fn dates_of_excel_and_texts_stand_mixed_in_a_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["评论内容", "发表时间"]).unwrap();
    let moment = ExcelDateTime::parse_from_str("2019-10-03 12:34:56").unwrap();
    let day = ExcelDateTime::parse_from_str("2019-10-04").unwrap();
    let styles = [
        "yyyy/m/d h:mm",
        "yyyy\"年\"m\"月\"d\"日\"",
        "m/d/yy h:mm AM/PM",
    ];
    for (row, style) in (1..).zip(styles) {
        let style = Format::new().set_num_format(style);
        sheet
            .write_datetime_with_format(row, 1, &moment, &style)
            .unwrap();
    }
    let style = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_datetime_with_format(4, 1, &day, &style)
        .unwrap();
    sheet.write_string(5, 1, "2019/10/5 8:00").unwrap();
    sheet.write_string(6, 1, "2019-10-06 08:00:01").unwrap();
    // A date whose format was lost, and seconds and milliseconds as numbers.
    sheet.write_number(7, 1, 43_741.5).unwrap();
    sheet.write_number(8, 1, 1_714_536_000.0).unwrap();
    sheet.write_number(9, 1, 1_714_536_000_000.0).unwrap();
    sheet.write_number(10, 1, 20_230_501.0).unwrap();
    sheet.write_string(11, 1, "昨天").unwrap();
    for row in 1..=12 {
        sheet.write_string(row, 0, "闪退").unwrap();
    }
    let reading = read("a.xlsx", &book.save_to_buffer().unwrap());
    let times: Vec<String> = reading
        .documents
        .iter()
        .map(|document| {
            document
                .fields
                .time
                .map_or(String::new(), |t| t.to_string())
        })
        .collect();
    assert_eq!(
        times,
        [
            "2019-10-03T12:34:56",
            "2019-10-03T12:34:56",
            "2019-10-03T12:34:56",
            "2019-10-04T00:00:00",
            "2019-10-05T08:00:00",
            "2019-10-06T08:00:01",
            "2019-10-03T12:00:00",
            "2024-05-01T12:00:00",
            "2024-05-01T12:00:00",
            "2023-05-01T00:00:00",
            "",
            "",
        ]
    );
    let n_notes: usize = reading.documents.iter().map(|d| d.notes.len()).sum();
    assert_eq!(n_notes, 1);
}

#[test]
fn a_day_and_a_time_of_day_in_two_columns_of_a_workbook_are_one_time() {
    let header = [
        "楼主ID",
        "评论者ID",
        "话题内容",
        "评论内容",
        "评论者昵称",
        "评论日期",
        "评论时间",
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, header).unwrap();
    for row in 1..=2 {
        let cells = ["1", "11", "话题", "闪退", "示例甲", "2020/2/1", "9:30"];
        sheet.write_row(row, 0, cells).unwrap();
    }
    let day = ExcelDateTime::parse_from_str("2020-02-01").unwrap();
    let hour = ExcelDateTime::parse_from_str("09:30:00").unwrap();
    let (days, hours) = (
        Format::new().set_num_format("yyyy/m/d"),
        Format::new().set_num_format("h:mm"),
    );
    sheet.write_datetime_with_format(2, 5, &day, &days).unwrap();
    sheet
        .write_datetime_with_format(2, 6, &hour, &hours)
        .unwrap();
    let reading = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(reading.tool(), Some("weibo-script-topic"));
    for document in &reading.documents {
        let time = document.fields.time.unwrap();
        assert_eq!(time.to_string(), "2020-02-01T09:30:00", "{}", document.line);
    }
}
