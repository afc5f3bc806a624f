//! Tells the encoding of a file from all of its bytes, in one pass and constant memory.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, DecoderResult, Encoding, GB18030};

use super::mixture::{Foreign, Mixture, Watch};
use super::{Bom, Confidence, Detection, TextEncoding};

/// UTF-8 with broken places is still UTF-8 when at most one multibyte sequence in this many is
/// broken. Chinese text in GB18030 or Big5 read as UTF-8 is broken at nearly every character.
const SEQUENCES_PER_BROKEN: u64 = 10;

/// Bytes in which the pattern of UTF-16 is looked for; line ends and commas show it early.
const UTF16_PROBE_BYTES: u64 = 1 << 20;

/// Bytes given to the statistical detector, which is slow and certain long before.
const GUESS_BYTES: usize = 1 << 20;

/// An encoding in which this many sequences are invalid is not tried any further.
const ENOUGH_BROKEN: u64 = 10_000;

/// Fewer bytes outside ASCII than this leave a guess between GB18030 and Big5 uncertain.
const FIRM_NON_ASCII: u64 = 40;

/// Collects evidence chunk by chunk.
pub(super) struct Detector {
    head: Vec<u8>,
    marked: Option<TextEncoding>,
    probe: Utf16Probe,
    utf8: Utf8Check,
    legacy: Option<Legacy>,
    mixture: Mixture,
}

impl Detector {
    pub(super) fn new() -> Detector {
        Detector {
            head: Vec::new(),
            marked: None,
            probe: Utf16Probe::default(),
            utf8: Utf8Check::default(),
            legacy: None,
            mixture: Mixture::default(),
        }
    }

    /// Takes the next bytes of the file.
    pub(super) fn feed(&mut self, chunk: &[u8]) {
        if self.head.len() < 3 {
            let missing = 3 - self.head.len();
            self.head.extend(chunk.iter().take(missing));
            self.marked = mark(&self.head);
        }
        if self.is_utf16() {
            return;
        }
        self.probe.feed(chunk);
        let broken_before = self.utf8.broken;
        let carried = self.utf8.carry.clone();
        self.utf8.feed(chunk);
        self.mixture.feed(chunk, self.utf8.watch());
        if self.legacy.is_none() && self.utf8.broken > broken_before {
            let mut legacy = Legacy::new();
            legacy.feed(&carried);
            self.legacy = Some(legacy);
        }
        if let Some(legacy) = &mut self.legacy {
            legacy.feed(chunk);
        }
    }

    fn is_utf16(&self) -> bool {
        self.marked
            .is_some_and(|encoding| encoding != TextEncoding::Utf8)
    }

    /// Weighs the evidence after the last byte, and tells of UTF-16 that begins in mid-file.
    pub(super) fn finish(mut self) -> (Detection, Option<Foreign>) {
        let cut_at_end = !self.utf8.carry.is_empty();
        let mut watch = self.utf8.watch();
        if cut_at_end {
            watch = Watch::Broken;
        }
        self.mixture.end(watch);
        let bom = match self.marked {
            Some(_) => Bom::Present,
            None => Bom::Absent,
        };
        let utf16 = self.is_utf16() || (bom == Bom::Absent && self.probe.verdict().is_some());
        let foreign = self.mixture.foreign().filter(|_| !self.is_utf16());
        let mixed_with = self.mixture.second().filter(|_| !utf16);
        if self.marked.is_some() || mixed_with.is_some() {
            let detection = Detection {
                encoding: self.marked.unwrap_or(TextEncoding::Utf8),
                bom,
                confidence: match mixed_with {
                    None => Confidence::Certain,
                    Some(_) => Confidence::Likely,
                },
                mixed_with,
            };
            return (detection, foreign);
        }
        let (encoding, confidence) = if let Some(encoding) = self.probe.verdict() {
            (encoding, Confidence::Likely)
        } else if self.utf8.broken == 0 && !cut_at_end {
            (TextEncoding::Utf8, Confidence::Certain)
        } else if self.utf8.sequences > 0
            && self.utf8.broken * SEQUENCES_PER_BROKEN <= self.utf8.sequences
        {
            (TextEncoding::Utf8, Confidence::Likely)
        } else {
            let carried = std::mem::take(&mut self.utf8.carry);
            self.legacy
                .unwrap_or_else(|| {
                    let mut legacy = Legacy::new();
                    legacy.feed(&carried);
                    legacy
                })
                .verdict()
        };
        let detection = Detection {
            encoding,
            bom: Bom::Absent,
            confidence,
            mixed_with: None,
        };
        (detection, foreign)
    }
}

fn mark(head: &[u8]) -> Option<TextEncoding> {
    if head.starts_with(&[0xef, 0xbb, 0xbf]) {
        Some(TextEncoding::Utf8)
    } else if head.starts_with(&[0xff, 0xfe]) {
        Some(TextEncoding::Utf16Le)
    } else if head.starts_with(&[0xfe, 0xff]) {
        Some(TextEncoding::Utf16Be)
    } else {
        None
    }
}

/// Line ends, tabs, blanks, quotes and commas as 16-bit units. Read with the bytes swapped they
/// would be U+0A00, U+0D00, U+0900, U+2000, U+2200, U+2C00, which no Chinese text holds.
#[derive(Default)]
struct Utf16Probe {
    seen: u64,
    even_byte: u8,
    little: u64,
    big: u64,
    plain: u64,
}

impl Utf16Probe {
    fn feed(&mut self, chunk: &[u8]) {
        if self.seen >= UTF16_PROBE_BYTES {
            return;
        }
        let telling = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | b' ' | b'"' | b',');
        for &byte in chunk {
            if self.seen.is_multiple_of(2) {
                self.even_byte = byte;
            } else {
                match (self.even_byte, byte) {
                    (low, 0) if telling(low) => self.little += 1,
                    (0, low) if telling(low) => self.big += 1,
                    (a, b) => self.plain += u64::from(telling(a)) + u64::from(telling(b)),
                }
            }
            self.seen += 1;
        }
    }

    /// `plain` counts such bytes beside another byte than NUL. In UTF-16 they are halves of
    /// other characters, about as many as there are marks; in any other encoding they are all.
    fn verdict(&self) -> Option<TextEncoding> {
        let strong =
            |ours: u64, theirs: u64| ours > 0 && theirs * 9 < ours && self.plain < ours * 8;
        if strong(self.little, self.big) {
            Some(TextEncoding::Utf16Le)
        } else if strong(self.big, self.little) {
            Some(TextEncoding::Utf16Be)
        } else {
            None
        }
    }
}

/// Counts valid and broken multibyte sequences of UTF-8.
#[derive(Default)]
struct Utf8Check {
    /// An unfinished sequence at the end of the last chunk.
    carry: Vec<u8>,
    sequences: u64,
    broken: u64,
}

impl Utf8Check {
    fn watch(&self) -> Watch {
        match self.broken {
            0 => Watch::Clean,
            _ => Watch::Broken,
        }
    }

    fn feed(&mut self, chunk: &[u8]) {
        if self.carry.is_empty() {
            self.check(chunk);
        } else {
            let mut joined = std::mem::take(&mut self.carry);
            joined.extend_from_slice(chunk);
            self.check(&joined);
        }
    }

    fn check(&mut self, bytes: &[u8]) {
        // Nearly always this is all of it, and `encoding_rs` is several times as fast as `std`.
        let (valid, mut bytes) = bytes.split_at(Encoding::utf8_valid_up_to(bytes));
        self.count(valid);
        while let Err(error) = std::str::from_utf8(bytes) {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            self.count(valid);
            let Some(broken) = error.error_len() else {
                self.carry = rest.to_vec();
                return;
            };
            self.broken += 1;
            bytes = &rest[broken..];
        }
        self.count(bytes);
    }

    fn count(&mut self, valid: &[u8]) {
        // Sums of single bytes are vectorized; so many cannot overflow one.
        for run in valid.chunks(usize::from(u8::MAX)) {
            let leads: u8 = run.iter().map(|byte| u8::from(*byte >= 0xc0)).sum();
            self.sequences += u64::from(leads);
        }
    }
}

/// Weighs GB18030 against Big5.
struct Legacy {
    guesser: EncodingDetector,
    guess_bytes_left: usize,
    gb18030: Trial,
    big5: Trial,
    non_ascii: u64,
}

impl Legacy {
    fn new() -> Legacy {
        Legacy {
            guesser: EncodingDetector::new(Iso2022JpDetection::Deny),
            guess_bytes_left: GUESS_BYTES,
            gb18030: Trial::new(GB18030),
            big5: Trial::new(BIG5),
            non_ascii: 0,
        }
    }

    fn feed(&mut self, chunk: &[u8]) {
        let take = chunk.len().min(self.guess_bytes_left);
        if take > 0 {
            self.guesser.feed(&chunk[..take], false);
            self.guess_bytes_left -= take;
        }
        self.gb18030.feed(chunk, Part::Middle);
        self.big5.feed(chunk, Part::Middle);
        let non_ascii = chunk.iter().filter(|byte| !byte.is_ascii()).count();
        self.non_ascii += u64::try_from(non_ascii).unwrap_or(u64::MAX);
    }

    fn verdict(mut self) -> (TextEncoding, Confidence) {
        self.gb18030.feed(&[], Part::End);
        self.big5.feed(&[], Part::End);
        self.guesser.feed(&[], true);
        let guess = self.guesser.guess(None, Utf8Detection::Deny);
        let big5 = match (self.gb18030.broken, self.big5.broken) {
            (0, 0) => guess == BIG5,
            (0, _) => false,
            (_, 0) => true,
            (gb18030, big5) => big5 < gb18030,
        };
        let (encoding, chosen, broken) = if big5 {
            (TextEncoding::Big5, BIG5, self.big5.broken)
        } else {
            (TextEncoding::Gb18030, encoding_rs::GBK, self.gb18030.broken)
        };
        let firm = broken == 0 && guess == chosen && self.non_ascii >= FIRM_NON_ASCII;
        let confidence = if firm {
            Confidence::Likely
        } else {
            Confidence::Guess
        };
        (encoding, confidence)
    }
}

/// Whether more bytes follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Middle,
    End,
}

/// Decodes in one encoding to count what is invalid in it.
struct Trial {
    decoder: Decoder,
    scratch: Vec<u8>,
    broken: u64,
}

impl Trial {
    fn new(encoding: &'static Encoding) -> Trial {
        Trial {
            decoder: encoding.new_decoder_without_bom_handling(),
            scratch: vec![0; 16 << 10],
            broken: 0,
        }
    }

    fn feed(&mut self, mut bytes: &[u8], part: Part) {
        while self.broken < ENOUGH_BROKEN {
            let (result, read, _) = self.decoder.decode_to_utf8_without_replacement(
                bytes,
                &mut self.scratch,
                part == Part::End,
            );
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.broken += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(bytes: &[u8], chunk: usize) -> Detection {
        let mut detector = Detector::new();
        for part in bytes.chunks(chunk) {
            detector.feed(part);
        }
        detector.finish().0
    }

    const TRADITIONAL: &str = "這個軟體很好用，希望能夠繼續更新。昨天開始無法登入，請盡快處理問題，謝謝大家的幫忙！\n客服一直沒有回覆，非常失望。\n";
    const SIMPLIFIED: &str = "这个软件很好用，希望能够继续更新。昨天开始无法登录，请尽快处理问题，谢谢大家的帮忙！\n客服一直没有回复，非常失望。\n";

    #[test]
    fn encodings_are_told_apart_whatever_the_chunks() {
        let cases: [(Vec<u8>, TextEncoding, Confidence); 6] = [
            (SIMPLIFIED.into(), TextEncoding::Utf8, Confidence::Certain),
            (
                GB18030.encode(SIMPLIFIED).0.into(),
                TextEncoding::Gb18030,
                Confidence::Likely,
            ),
            (
                GB18030.encode(TRADITIONAL).0.into(),
                TextEncoding::Gb18030,
                Confidence::Likely,
            ),
            (
                BIG5.encode(TRADITIONAL).0.into(),
                TextEncoding::Big5,
                Confidence::Likely,
            ),
            (
                utf16(SIMPLIFIED, u16::to_le_bytes),
                TextEncoding::Utf16Le,
                Confidence::Likely,
            ),
            (
                utf16(SIMPLIFIED, u16::to_be_bytes),
                TextEncoding::Utf16Be,
                Confidence::Likely,
            ),
        ];
        for (bytes, encoding, confidence) in cases {
            for chunk in [1, 2, 3, 7, 1000] {
                let found = detect(&bytes, chunk);
                assert_eq!(
                    (found.encoding, found.confidence, found.bom),
                    (encoding, confidence, Bom::Absent),
                    "{chunk}"
                );
            }
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_with_one_broken_byte_or_cut_off_is_likely() {
        let mut broken = SIMPLIFIED.as_bytes().to_vec();
        broken[31] = 0xff;
        let found = detect(&broken, 9);
        assert_eq!(
            (found.encoding, found.confidence),
            (TextEncoding::Utf8, Confidence::Likely)
        );
        let cut = &"好用".as_bytes()[..5];
        assert_eq!(detect(cut, 9).encoding, TextEncoding::Utf8);
    }

    #[test]
    fn sequences_are_counted_before_and_behind_a_broken_one() {
        let text = "é好".repeat(500);
        let bytes = [text.as_bytes(), b"\xe5\xa5,", text.as_bytes()].concat();
        for chunk in [1, 7, 10_000] {
            let mut check = Utf8Check::default();
            for part in bytes.chunks(chunk) {
                check.feed(part);
            }
            assert_eq!((check.sequences, check.broken), (2000, 1), "{chunk}");
        }
    }

    #[test]
    fn parts_in_two_encodings_are_told_with_and_without_a_mark() {
        let other = GB18030.encode(SIMPLIFIED).0;
        for marked in ["", "\u{feff}"] {
            for (utf8, second) in [(1, 9), (9, 1)] {
                let text = format!("{marked}{}", SIMPLIFIED.repeat(utf8));
                let bytes = [text.as_bytes(), &other.repeat(second)].concat();
                for chunk in [1, 7, 1000] {
                    let found = detect(&bytes, chunk);
                    assert_eq!(found.id(), "utf-8+gb18030");
                    assert_eq!(found.bom == Bom::Present, !marked.is_empty());
                }
            }
        }
    }

    #[test]
    fn utf16_in_mid_file_is_told_with_its_place() {
        for chunk in [1, 7, 1000] {
            let mut detector = Detector::new();
            let tail = utf16("\u{feff}内容,评分\n好用,5\n", u16::to_le_bytes);
            for part in [SIMPLIFIED.as_bytes(), &tail].concat().chunks(chunk) {
                detector.feed(part);
            }
            let foreign = detector.finish().1.unwrap();
            assert_eq!(
                (foreign.offset, foreign.encoding),
                (
                    u64::try_from(SIMPLIFIED.len()).unwrap(),
                    TextEncoding::Utf16Le
                )
            );
        }
    }

    #[test]
    fn stray_nul_bytes_do_not_make_utf16() {
        let text = format!("{SIMPLIFIED}a,\0b,\0c,d, e,f, g, h, i, j, k, l, m, n, o,p,q,r,s,t,u\n");
        assert_eq!(detect(text.as_bytes(), 64).encoding, TextEncoding::Utf8);
    }

    #[test]
    fn byte_order_marks_are_certain_even_in_single_bytes() {
        for (bytes, encoding) in [
            (&[0xef, 0xbb, 0xbf, b'a'][..], TextEncoding::Utf8),
            (&[0xff, 0xfe, b'a', 0], TextEncoding::Utf16Le),
            (&[0xfe, 0xff, 0, b'a'], TextEncoding::Utf16Be),
        ] {
            let found = detect(bytes, 1);
            assert_eq!((found.encoding, found.bom), (encoding, Bom::Present));
        }
    }
}
