//! Files that are no text, whatever their name says.

use crate::language::Bilingual;

/// First bytes of an SQLite database.
pub(super) const SQLITE: &[u8] = b"SQLite format 3\0";

/// First bytes of common files that are no text, with what to tell their user.
const KINDS: &[(&[u8], Bilingual)] = &[
    (
        b"PK\x03\x04",
        both(
            "zip 压缩包或损坏的工作簿（xlsx、ods）",
            "a zip archive or a damaged workbook (xlsx, ods)",
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        both(
            "旧版 Office 文件（doc、ppt）或损坏的工作簿（xls）",
            "an old Office file (doc, ppt) or a damaged workbook (xls)",
        ),
    ),
    (SQLITE, both("SQLite 数据库", "an SQLite database")),
    (b"%PDF", both("PDF 文件", "a PDF")),
    (b"\x89PNG", both("图片（PNG）", "a picture (PNG)")),
    (b"\xff\xd8\xff", both("图片（JPEG）", "a picture (JPEG)")),
    (b"GIF8", both("图片（GIF）", "a picture (GIF)")),
    (
        b"7z\xbc\xaf\x27\x1c",
        both("7-Zip 压缩包", "a 7-Zip archive"),
    ),
    (b"Rar!\x1a\x07", both("RAR 压缩包", "a RAR archive")),
    (b"BZh", both("bzip2 压缩文件", "a bzip2 archive")),
];

/// What a tar archive is called, and what is no text for an unknown reason.
pub(super) const TAR: Bilingual = both("tar 压缩包", "a tar archive");
const BINARY: Bilingual = both("二进制文件", "a binary file");

const fn both(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual { zh, en }
}

/// Where a tar archive says that it is one, in its first 512 bytes.
const TAR_MARK: (usize, &[u8]) = (257, b"ustar");

/// Whether a file begins like a tar archive.
pub(super) fn is_tar(head: &[u8]) -> bool {
    let (at, mark) = TAR_MARK;
    head.get(at..).is_some_and(|rest| rest.starts_with(mark))
}

/// Whether a file begins like one that is not read from its beginning to its end: a workbook, an
/// archive, a database.
pub(super) fn is_seekable(head: &[u8]) -> bool {
    let magics: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", SQLITE];
    magics.iter().any(|magic| head.starts_with(magic))
}

/// Bytes of a file that [`kind`] and [`Compression::of`](super::Compression::of) need to see.
pub(super) const HEAD_BYTES: u64 = 16;

/// More control characters than this share of a text, and it is no text. Real exports hold single
/// stray ones.
const MAX_CONTROL_SHARE: f64 = 0.02;

/// What a file is that is no text; `head` are its first bytes as stored, `text` its beginning as
/// decoded. `None` when it can be text.
pub(super) fn kind(head: &[u8], text: &str) -> Option<Bilingual> {
    if let Some((_, name)) = KINDS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*name);
    }
    let is_noise = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}'))
            || *c == '\u{fffd}'
    };
    // Runs of NUL, as crashes and preallocated files leave them, are one each.
    let mut previous = 'a';
    let chars = text.chars().filter(|c| {
        let again = *c == '\0' && previous == '\0';
        previous = *c;
        !again
    });
    let (mut n_chars, mut n_noise) = (0_u32, 0_u32);
    for c in chars {
        n_chars += 1;
        n_noise += u32::from(is_noise(&c));
    }
    let share = f64::from(n_noise) / f64::from(n_chars.max(1));
    (n_noise > 8 && share > MAX_CONTROL_SHARE).then_some(BINARY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_named_and_noise_is_refused() {
        assert_eq!(
            kind(b"\x89PNG\r\n\x1a\n", "").unwrap().en,
            "a picture (PNG)"
        );
        assert_eq!(kind(b"", &"\u{1}\u{2}a".repeat(9)), Some(BINARY));
    }

    #[test]
    fn text_with_stray_control_characters_is_text() {
        let text = "闪退\u{8}\u{7f}，登录不上\u{fffd}\n".to_owned() + &"打不开，很卡\n".repeat(200);
        assert_eq!(kind("闪退".as_bytes(), &text), None);
        assert_eq!(kind(b"BZ", "BZ"), None);
    }
}
