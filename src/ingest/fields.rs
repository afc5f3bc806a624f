//! Cells to fields: missing markers, placeholders, typed values.

use super::clock::{Clock, TimeProblem, Unzoned};
use super::python_cells;
use super::values::{count, is_rounded, is_unrated, place, rating};
use super::{Document, Field, Fields};
use crate::ledger::{RuleId, SourceId};

/// Cells that say that there is nothing, compared without case.
const MISSING: &[&str] = &[
    "",
    "nan",
    "nat",
    "none",
    "null",
    "undefined",
    "无",
    "数据缺失",
    "#name?",
    "#n/a",
];

/// Names that stand for nobody.
const PLACEHOLDER_AUTHORS: &[&str] = &[
    "匿名用户",
    "匿名",
    "匿名网友",
    "匿名评论",
    "已注销用户",
    "用户已注销",
    "账号已注销",
    "anonymous",
    "a google user",
];

/// How the cells of an input become fields.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    pub(super) clock: Clock,
    pub(super) unzoned: Unzoned,
    /// The platform of all comments that name none.
    pub(super) platform: Option<&'static str>,
}

/// A row whose cells stand as they were found.
#[derive(Debug, Clone)]
pub(super) struct RawDocument {
    pub(super) source: SourceId,
    pub(super) line: u64,
    pub(super) text: String,
    /// Cells that hold something; of a field that was found twice the last counts, but the cells
    /// of a time belong together.
    cells: Vec<(Field, String)>,
    pub(super) notes: Vec<(RuleId, u32)>,
}

/// A row yet to be filled.
pub(super) fn empty_document(source: SourceId, line: u64) -> RawDocument {
    RawDocument {
        source,
        line,
        text: String::new(),
        cells: Vec::new(),
        notes: Vec::new(),
    }
}

/// Puts a cell into its field. The text is kept as it stands; a cell of another field that is
/// empty or a missing marker leaves no trace. Of a cell into which Python wrote a dictionary the
/// member for the field counts.
pub(super) fn fill(document: &mut RawDocument, field: Field, cell: &str) {
    let member = python_cells::of_field(cell, field);
    let cell = member.as_deref().unwrap_or(cell);
    if field == Field::Text {
        document.text.clear();
        document.text.push_str(cell);
        return;
    }
    if let Some(value) = present(cell) {
        document.cells.push((field, value.to_owned()));
    }
}

/// The cell without surrounding blanks, unless it is a missing marker.
pub(super) fn present(cell: &str) -> Option<&str> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    (!is_one_of(cell, MISSING)).then_some(cell)
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    words.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

impl RawDocument {
    /// The id as it stands in the row.
    pub(super) fn id(&self) -> Option<&str> {
        let id = self.cells.iter().rfind(|(field, _)| *field == Field::Id);
        id.map(|(_, value)| value.as_str())
    }

    /// Notes which comment it answers, unless the row says so itself.
    pub(super) fn answer_to(&mut self, id: &str) {
        let says = |(field, value): &(Field, String)| *field == Field::Parent && value != "0";
        if !self.cells.iter().any(says) {
            self.cells.push((Field::Parent, id.to_owned()));
        }
    }

    /// Reads the cells. What cannot be read leaves its field empty and a note.
    pub(super) fn finish(self, reading: &Reading) -> Document {
        let mut fields = Fields::default();
        let mut notes = self.notes;
        let mut note = |rule| notes.push((rule, 1));
        let mut time: Option<String> = None;
        for (field, value) in self.cells {
            let slot = match field {
                Field::Text => continue,
                Field::Time => {
                    time = Some(match time {
                        None => value,
                        // JSON may have the time of day first, Excel a midnight in the day.
                        Some(time) if time.contains(':') && !value.contains(':') => {
                            format!("{value} {time}")
                        }
                        Some(day) => {
                            let day = day.strip_suffix(" 00:00:00").unwrap_or(&day);
                            format!("{day} {value}")
                        }
                    });
                    continue;
                }
                Field::Rating => {
                    fields.rating = rating(&value);
                    if fields.rating.is_none() && !is_unrated(&value) {
                        note(RuleId::NoteRating);
                    }
                    continue;
                }
                Field::Likes => {
                    fields.likes = count(&value);
                    if fields.likes.is_none() {
                        note(RuleId::NoteLikes);
                    }
                    continue;
                }
                Field::Id if is_rounded(&value) => {
                    note(RuleId::NoteId);
                    continue;
                }
                Field::Parent if value == "0" || is_rounded(&value) => continue,
                Field::Author if is_one_of(&value, PLACEHOLDER_AUTHORS) => continue,
                Field::Id => &mut fields.id,
                Field::Title => &mut fields.title,
                Field::Author => &mut fields.author,
                Field::App => &mut fields.app,
                Field::Platform => &mut fields.platform,
                Field::Version => &mut fields.version,
                Field::Region => {
                    fields.region = Some(place(&value).to_owned());
                    continue;
                }
                Field::Parent => &mut fields.parent,
                Field::Reply => &mut fields.reply,
                Field::Group => &mut fields.group,
            };
            *slot = Some(value);
        }
        if let Some(cell) = time {
            match reading.clock.read(&cell, reading.unzoned) {
                Ok(moment) => fields.time = Some(moment),
                Err(TimeProblem::Relative) => note(RuleId::NoteRelativeTime),
                Err(TimeProblem::Unreadable) => note(RuleId::NoteTime),
            }
        }
        // Weibo names a comment that answers no other as its own root.
        if fields.parent == fields.id {
            fields.parent = None;
        }
        if fields.platform.is_none() {
            fields.platform = reading.platform.map(str::to_owned);
        }
        Document {
            source: self.source,
            line: self.line,
            text: self.text,
            fields,
            notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(cells: &[(Field, &str)]) -> Document {
        let mut document = empty_document(SourceId(0), 1);
        for (field, cell) in cells {
            fill(&mut document, *field, cell);
        }
        document.finish(&Reading::default())
    }

    #[test]
    fn markers_and_placeholders_are_missing_but_never_in_the_text() {
        for cell in ["NaN", "None", "null", "无", "数据缺失", "#NAME?", "", " "] {
            let document = filled(&[(Field::Time, cell), (Field::Text, cell)]);
            assert_eq!(
                (document.fields.time, document.notes.len()),
                (None, 0),
                "{cell}"
            );
            assert_eq!(document.text, cell);
        }
        for name in ["匿名用户", "Anonymous", "A Google user"] {
            assert_eq!(
                filled(&[(Field::Author, name)]).fields.author,
                None,
                "{name}"
            );
        }
        let author = |cell| filled(&[(Field::Author, cell)]).fields.author;
        assert_eq!(author("张***三").as_deref(), Some("张***三"));
        assert_eq!(author("{'label': '张三'}").as_deref(), Some("张三"));
        assert_eq!(
            filled(&[(Field::Time, "{'label': 'NaN'}")]).fields.time,
            None
        );
        assert_eq!(filled(&[(Field::Parent, "0")]).fields.parent, None);
        assert_eq!(
            filled(&[(Field::Rating, "{'label': '5'}")]).fields.rating,
            Some(5.0)
        );
        assert_eq!(filled(&[(Field::Likes, "0")]).fields.likes, Some(0));
        let own = filled(&[(Field::Parent, "7"), (Field::Id, "7")]).fields;
        assert_eq!((own.id.as_deref(), own.parent), (Some("7"), None));
        let region = |cell| filled(&[(Field::Region, cell)]).fields.region;
        assert_eq!(region("IP属地：黑龙江").as_deref(), Some("黑龙江"));
    }

    #[test]
    fn what_cannot_be_read_is_empty_and_noted() {
        for (field, cell, rule) in [
            (Field::Id, "4.50E+15", RuleId::NoteId),
            (Field::Rating, "8/10", RuleId::NoteRating),
            (Field::Likes, "很多", RuleId::NoteLikes),
            (Field::Time, "很久以前", RuleId::NoteTime),
            (Field::Time, "3分钟前", RuleId::NoteRelativeTime),
        ] {
            let document = filled(&[(field, cell)]);
            assert_eq!(document.notes, [(rule, 1)], "{cell}");
            assert!(!document.has(field), "{cell}");
        }
        assert_eq!(filled(&[(Field::Rating, "看过")]).notes, []);
    }

    #[test]
    fn a_day_and_a_time_in_two_cells_are_one_time() {
        let document = filled(&[(Field::Time, "2020-02-01"), (Field::Time, "09:30:00")]);
        let time = document.fields.time.unwrap();
        assert_eq!(time.to_string(), "2020-02-01T09:30:00");
    }

    #[test]
    fn the_platform_of_the_export_stands_in_where_no_column_names_one() {
        let reading = Reading {
            platform: Some("weibo"),
            ..Reading::default()
        };
        let mut named = empty_document(SourceId(0), 1);
        fill(&mut named, Field::Platform, "抖音");
        let unnamed = empty_document(SourceId(0), 2);
        let platform = |document: RawDocument| document.finish(&reading).fields.platform;
        assert_eq!(platform(named).as_deref(), Some("抖音"));
        assert_eq!(platform(unnamed).as_deref(), Some("weibo"));
    }
}
