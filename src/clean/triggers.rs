//! Which rules the bytes of a text can concern, found in one pass over it.

/// Set for every byte: the rule looks at any text that is not empty.
pub(super) const ANY: u16 = 1 << 0;
/// `&`.
pub(super) const AMPERSAND: u16 = 1 << 1;
/// `<`.
pub(super) const LESS_THAN: u16 = 1 << 2;
/// The first byte of U+FFFD (and of all of U+F000–FFFF).
pub(super) const REPLACEMENT: u16 = 1 << 3;
/// First bytes of control, format and private-use characters.
pub(super) const CONTROL: u16 = 1 << 4;
/// First bytes of characters that compatibility normalization may change.
pub(super) const WIDTH: u16 = 1 << 5;
/// `/`.
pub(super) const SLASH: u16 = 1 << 6;
/// `/` and `.`.
pub(super) const URL: u16 = 1 << 7;
/// `@`.
pub(super) const AT: u16 = 1 << 8;
/// `#`.
pub(super) const HASH: u16 = 1 << 9;
/// `[`.
pub(super) const BRACKET: u16 = 1 << 10;
/// First bytes of emoji and of U+20E3.
pub(super) const EMOJI: u16 = 1 << 11;
/// First bytes of upper-case letters.
pub(super) const UPPER: u16 = 1 << 12;
/// First bytes of the Han characters U+4E00–9FFF.
pub(super) const HAN: u16 = 1 << 13;

/// The union of the triggers of all bytes of `text`.
pub(super) fn of(text: &str) -> u16 {
    text.bytes()
        .fold(0, |all, byte| all | TABLE[usize::from(byte)])
}

static TABLE: [u16; 256] = table();

const fn table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = of_byte(byte);
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

const fn of_byte(byte: u8) -> u16 {
    let class = match byte {
        b'&' => AMPERSAND,
        b'<' => LESS_THAN,
        b'/' => SLASH | URL,
        b'.' => URL,
        b'@' => AT,
        b'#' => HASH,
        b'[' => BRACKET,
        b'A'..=b'Z' => UPPER,
        b'\t' | b'\n' => 0,
        0..=0x1f | 0x7f => CONTROL,
        0xc2 => CONTROL | WIDTH,
        0xc3..=0xdf => CONTROL | WIDTH | UPPER,
        0xe0 => WIDTH,
        0xe1 => CONTROL | WIDTH | UPPER,
        0xe2 => CONTROL | WIDTH | EMOJI | UPPER,
        0xe4..=0xe9 => HAN,
        0xe3 => CONTROL | WIDTH | EMOJI,
        0xea => WIDTH | UPPER,
        0xeb..=0xed => WIDTH,
        0xee => CONTROL,
        0xef => REPLACEMENT | CONTROL | WIDTH | UPPER,
        0xf0..=0xf4 => CONTROL | WIDTH | EMOJI | UPPER,
        _ => 0,
    };
    class | ANY
}
