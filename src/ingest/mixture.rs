//! Files joined from parts in different encodings: each line tells its own.
//!
//! A file is a mixture when one line at least is surely UTF-8 (valid, with two common Chinese
//! characters) and one is surely not (invalid as UTF-8, but a clean run of common characters in
//! GB18030 or Big5). UTF-8 read as GB18030 begins every run of Chinese with a rare character, so
//! a UTF-8 line with a broken byte is never taken for the other encoding.

use encoding_rs::DecoderResult;

use super::TextEncoding;

/// A longer line is judged by its first so many bytes.
pub(super) const JUDGED_BYTES: usize = 16 << 10;

/// Lines in the second encoding that are looked at to tell GB18030 from Big5.
const ENOUGH_LINES: u64 = 64;

/// The encoding of a line in a mixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Utf8,
    Second,
}

/// Whether the bytes are a whole line or its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Line,
    Beginning,
}

/// The encoding of a line in a mixture of UTF-8 and `second`; `None` when it is ASCII.
///
/// UTF-8 comes first: a valid line with a sequence of three bytes or more is UTF-8. An invalid
/// line whose characters in `second` are common ones, two at least, is in `second`. What fits both
/// or neither (a single character, a broken line) is as the line `before`, if that explains it at
/// least as well.
pub(super) fn side(
    line: &[u8],
    extent: Extent,
    second: TextEncoding,
    before: Side,
) -> Option<Side> {
    if line.is_ascii() {
        return None;
    }
    let utf8 = Utf8Line::of(line, extent);
    if utf8.broken == 0 && utf8.long > 0 {
        return Some(Side::Utf8);
    }
    let other = SecondLine::of(line, extent, second);
    Some(match (utf8.broken, other.broken) {
        (0, 1..) => Side::Utf8,
        (0, 0) => before,
        (_, 0) if other.is_sure() => Side::Second,
        (_, 0) if utf8.long == 0 => before,
        (utf8, other) if before == Side::Second && other <= utf8 => Side::Second,
        _ => Side::Utf8,
    })
}

/// A line read as UTF-8.
struct Utf8Line {
    /// Valid sequences of three bytes or more.
    long: usize,
    broken: usize,
}

impl Utf8Line {
    fn of(mut line: &[u8], extent: Extent) -> Utf8Line {
        let long = |valid: &[u8]| valid.iter().filter(|byte| **byte >= 0xe0).count();
        let mut found = Utf8Line { long: 0, broken: 0 };
        while let Err(error) = std::str::from_utf8(line) {
            let (valid, rest) = line.split_at(error.valid_up_to());
            found.long += long(valid);
            match error.error_len() {
                Some(n) => {
                    found.broken += 1;
                    line = &rest[n..];
                }
                None => {
                    found.broken += usize::from(extent == Extent::Line);
                    return found;
                }
            }
        }
        found.long += long(line);
        found
    }
}

/// A line read in the second encoding.
struct SecondLine {
    common: usize,
    rare: usize,
    broken: usize,
}

impl SecondLine {
    fn of(line: &[u8], extent: Extent, encoding: TextEncoding) -> SecondLine {
        let (common, rare) = count_common(line, encoding);
        SecondLine {
            common,
            rare,
            broken: broken(line, extent, encoding),
        }
    }

    fn is_sure(&self) -> bool {
        self.broken == 0 && self.common >= 2 && self.rare * 9 <= self.common
    }
}

/// Sequences of a line that are invalid in an encoding.
fn broken(mut line: &[u8], extent: Extent, encoding: TextEncoding) -> usize {
    let mut decoder = encoding.encoding_rs().new_decoder_without_bom_handling();
    let mut scratch = [0; 1024];
    let mut n = 0;
    loop {
        let last = extent == Extent::Line;
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(line, &mut scratch, last);
        line = &line[read..];
        match result {
            DecoderResult::InputEmpty => return n,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => n += 1,
        }
    }
}

/// The common characters beyond ASCII in bytes of an encoding, and the others.
pub(super) fn count_common(bytes: &[u8], encoding: TextEncoding) -> (usize, usize) {
    let (mut common, mut rare) = (0, 0);
    let mut bytes = bytes.iter();
    while let Some(lead) = bytes.next() {
        if lead.is_ascii() {
            continue;
        }
        let Some(trail) = bytes.next() else { break };
        if is_common(*lead, *trail, encoding) {
            common += 1;
        } else {
            rare += 1;
        }
    }
    (common, rare)
}

/// Whether two bytes are a punctuation mark or a character of the first level of GB 2312 or
/// Big5, which hold what running text is made of.
fn is_common(lead: u8, trail: u8, encoding: TextEncoding) -> bool {
    match encoding {
        TextEncoding::Big5 => matches!(lead, 0xa1..=0xc5),
        _ => matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7) && trail >= 0xa1,
    }
}

/// Whether a line is surely UTF-8.
fn is_surely_utf8(line: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(line) else {
        return false;
    };
    let long: String = text.chars().filter(|c| c.len_utf8() >= 3).collect();
    let (bytes, _, _) = encoding_rs::GB18030.encode(&long);
    let line = SecondLine::of(&bytes, Extent::Line, TextEncoding::Gb18030);
    line.is_sure()
}

/// Collects what the lines of a file tell, chunk by chunk, in constant memory.
#[derive(Default)]
pub(super) struct Mixture {
    /// The line that is not yet ended, or its first [`JUDGED_BYTES`].
    line: Vec<u8>,
    /// Bytes of the file before the present chunk.
    offset: u64,
    line_start: u64,
    any_utf8: bool,
    state: Watch,
    gb18030: u64,
    big5: u64,
    foreign: Option<Foreign>,
    nul_seen: bool,
}

/// Whether anything invalid in UTF-8 was met.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Watch {
    #[default]
    Clean,
    Broken,
}

/// UTF-16 behind other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Bytes of the file before it.
    pub(super) offset: u64,
    pub(super) encoding: TextEncoding,
    is_sure: bool,
}

impl Mixture {
    /// Takes the next bytes; once `watch` is broken it stays so.
    pub(super) fn feed(&mut self, chunk: &[u8], watch: Watch) {
        if watch == Watch::Broken {
            self.state = watch;
        }
        let mut rest = chunk;
        if self.any_utf8 && self.state == Watch::Clean {
            // Nothing to learn but where the last line begins.
            if let Some(end) = chunk.iter().rposition(is_line_end) {
                self.line.clear();
                rest = &chunk[end + 1..];
                self.line_start = self.offset + widen(end + 1);
            }
        }
        while let Some(end) = rest.iter().position(is_line_end) {
            if self.line.is_empty() {
                self.judge(&rest[..end]);
            } else {
                self.hold(&rest[..end]);
                let line = std::mem::take(&mut self.line);
                self.judge(&line);
            }
            self.line.clear();
            rest = &rest[end + 1..];
            self.line_start = self.offset + widen(chunk.len() - rest.len());
        }
        self.hold(rest);
        self.offset += widen(chunk.len());
    }

    fn hold(&mut self, bytes: &[u8]) {
        let room = JUDGED_BYTES.saturating_sub(self.line.len());
        self.line.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn judge(&mut self, line: &[u8]) {
        let line = &line[..line.len().min(JUDGED_BYTES)];
        let extent = match line.len() == JUDGED_BYTES {
            true => Extent::Beginning,
            false => Extent::Line,
        };
        let has_nul = line.contains(&0);
        let nul_before = self.nul_seen;
        self.nul_seen |= has_nul;
        if let Some(foreign) = &mut self.foreign {
            foreign.is_sure |= has_nul;
        }
        if !self.any_utf8 && !line.is_ascii() {
            self.any_utf8 = is_surely_utf8(line);
        }
        let n_second = self.gb18030 + self.big5;
        if self.state == Watch::Clean || Utf8Line::of(line, extent).broken == 0 {
            return;
        }
        if self.foreign.is_none() && !nul_before {
            self.foreign = foreign(line, self.line_start);
        }

        if n_second < ENOUGH_LINES {
            let sure = |encoding| SecondLine::of(line, extent, encoding).is_sure();
            self.gb18030 += u64::from(sure(TextEncoding::Gb18030));
            self.big5 += u64::from(sure(TextEncoding::Big5));
        }
    }

    /// Takes the last line.
    pub(super) fn end(&mut self, watch: Watch) {
        if watch == Watch::Broken {
            self.state = watch;
        }
        let line = std::mem::take(&mut self.line);
        self.judge(&line);
    }

    /// The encoding that stands beside UTF-8 in a mixture.
    pub(super) fn second(&self) -> Option<TextEncoding> {
        let is_mixture = self.any_utf8 && self.gb18030 + self.big5 > 0;
        is_mixture.then_some(match self.big5 > self.gb18030 {
            true => TextEncoding::Big5,
            false => TextEncoding::Gb18030,
        })
    }

    /// UTF-16 that begins in mid-file.
    pub(super) fn foreign(&self) -> Option<Foreign> {
        self.foreign.filter(|foreign| foreign.is_sure)
    }
}

/// A byte order mark of UTF-16 in a line. The byte `ff` stands in no other encoding of text.
fn foreign(line: &[u8], line_start: u64) -> Option<Foreign> {
    let marks = [
        ([0xff, 0xfe], TextEncoding::Utf16Le),
        ([0xfe, 0xff], TextEncoding::Utf16Be),
    ];
    marks.into_iter().find_map(|(mark, encoding)| {
        let index = line.windows(2).position(|pair| pair == mark)?;
        Some(Foreign {
            offset: line_start + widen(index),
            encoding,
            is_sure: line[index..].contains(&0),
        })
    })
}

/// Whether a byte ends a line in every encoding that can be mixed with UTF-8.
pub(super) fn is_line_end(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn widen(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn side_of(line: &[u8], before: Side) -> Option<Side> {
        side(line, Extent::Line, TextEncoding::Gb18030, before)
    }

    #[test]
    fn a_line_is_utf8_where_it_can_be_and_else_what_its_characters_tell() {
        for before in [Side::Utf8, Side::Second] {
            assert_eq!(side_of(b"5,ok", before), None);
            assert_eq!(side_of("5,好用".as_bytes(), before), Some(Side::Utf8));
            assert_eq!(
                side_of(&gbk("5,软件很好用，不错"), before),
                Some(Side::Second)
            );
        }
        // One character, and what is valid in both, go with the line before.
        for line in [gbk("嗯嗯"), gbk("卡"), "é".into()] {
            assert_eq!(side_of(&line, Side::Utf8), Some(Side::Utf8));
            assert_eq!(side_of(&line, Side::Second), Some(Side::Second));
        }
    }

    #[test]
    fn a_broken_byte_never_turns_a_line_of_utf8() {
        let line = "5,这个软件很好用，希望能够继续更新，谢谢".as_bytes();
        for at in 2..line.len() {
            for byte in [0x20, 0x81, 0xb0, 0xc4, 0xe5, 0xfe, 0xff] {
                let mut broken = line.to_vec();
                broken[at] = byte;
                assert_eq!(
                    side_of(&broken, Side::Utf8),
                    Some(Side::Utf8),
                    "{at} {byte:x}"
                );
                broken.remove(at);
                assert_eq!(side_of(&broken, Side::Utf8), Some(Side::Utf8), "{at}");
                let cut = &line[..at];
                assert_ne!(side_of(cut, Side::Utf8), Some(Side::Second), "{at}");
            }
        }
    }

    #[test]
    fn mixtures_are_seen_in_either_proportion_and_whatever_the_chunks() {
        let utf8 = "内容\n软件很好用，不错\n".as_bytes().to_vec();
        let other = gbk("客服一直没有回复\n登录不上去\n");
        let big5 = encoding_rs::BIG5
            .encode("這個軟體很好用\n希望能夠繼續更新\n")
            .0
            .into_owned();
        for (parts, expected) in [
            (
                vec![utf8.clone(), other.clone()],
                Some(TextEncoding::Gb18030),
            ),
            (
                vec![other.clone(), utf8.clone()],
                Some(TextEncoding::Gb18030),
            ),
            (
                vec![utf8.repeat(50), other.clone()],
                Some(TextEncoding::Gb18030),
            ),
            (
                vec![other.repeat(50), utf8.clone()],
                Some(TextEncoding::Gb18030),
            ),
            (vec![utf8.clone(), big5], Some(TextEncoding::Big5)),
            (vec![utf8.clone()], None),
            (vec![other], None),
            (vec![utf8.clone(), b"\xb5\xff\n".to_vec(), utf8], None),
        ] {
            for chunk in [1, 3, 64, 100_000] {
                let bytes = parts.concat();
                let mut mixture = Mixture::default();
                let mut before = Vec::new();
                for part in bytes.chunks(chunk) {
                    before.extend_from_slice(part);
                    let broken = std::str::from_utf8(&before)
                        .is_err_and(|error| error.error_len().is_some());
                    mixture.feed(part, if broken { Watch::Broken } else { Watch::Clean });
                }
                mixture.end(Watch::Broken);
                assert_eq!(mixture.second(), expected, "{chunk}");
            }
        }
    }
}
