//! Text as a reader sees it: characters of one width and case, nothing invisible.

/// A visible character and the bytes of the text it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Symbol {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// No personal data but `@name` has fewer letters and digits: the shortest are a QQ number and
/// the plate 粤Z1234港.
const FEWEST: usize = 5;

/// Whether the text can hold personal data at all. Most comments cannot, and the first look is
/// written without branches, so that the compiler compares many bytes at a time.
pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    any_candidate(bytes) && enough_candidates(bytes)
}

/// Whether a byte belongs to a letter, a digit or `@` of any width.
fn any_candidate(bytes: &[u8]) -> bool {
    let from = |n| bytes.get(n..).unwrap_or_default();
    let tail = from(bytes.len().saturating_sub(2));
    // A block at a time, to stop early in long texts that do hold something.
    let blocks = bytes
        .chunks(256)
        .zip(from(1).chunks(256))
        .zip(from(2).chunks(256));
    tail.iter().any(|byte| plain(*byte))
        || blocks.into_iter().any(|((first, second), third)| {
            let triples = first.iter().zip(second).zip(third);
            triples.fold(false, |found, ((first, second), third)| {
                found | plain(*first) | wide(*first, *second, *third)
            })
        })
}

/// A letter, digit or `@` of ASCII.
fn plain(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte == b'@')
}

/// The first three bytes of a full-width, circled or mathematical letter or digit.
fn wide(first: u8, second: u8, third: u8) -> bool {
    let upper = (third.wrapping_sub(0x90) < 10) | (third.wrapping_sub(0xa0) < 27);
    let lower = third.wrapping_sub(0x81) < 26;
    (first == 0xef) & (((second == 0xbc) & upper) | ((second == 0xbd) & lower))
        | (first == 0xe2) & ((second.wrapping_sub(0x91) < 3) | (second.wrapping_sub(0x9d) < 2))
        | (first == 0xf0) & (second == 0x9d)
}

/// Whether there are enough of them.
fn enough_candidates(bytes: &[u8]) -> bool {
    let mut n_found = 0;
    for (index, byte) in bytes.iter().enumerate() {
        n_found += match bytes.get(index..index + 3) {
            _ if *byte == b'@' => FEWEST,
            Some([0xef, 0xbc, 0xa0]) => FEWEST,
            _ if plain(*byte) => 1,
            Some([first, second, third]) => usize::from(wide(*first, *second, *third)),
            _ => 0,
        };
        if n_found >= FEWEST {
            return true;
        }
    }
    false
}

/// The visible characters of a text, folded.
pub(super) fn fold(text: &str) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = Vec::with_capacity(text.len() / 2);
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        match character {
            // Variation selector and key cap belong to the digit before them.
            '\u{fe0f}' | '\u{20e3}' => {
                if let Some(last) = symbols.last_mut()
                    && last.c.is_ascii_alphanumeric()
                {
                    last.end = end;
                }
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            _ => symbols.push(Symbol {
                c: fold_char(character),
                start,
                end,
            }),
        }
    }
    symbols
}

fn fold_char(c: char) -> char {
    let shifted = |first: char, to: u8| {
        let offset = u32::from(c) - u32::from(first);
        char::from_u32(u32::from(to) + offset).unwrap_or(c)
    };
    match c {
        '\0'..='\u{7f}' if c != '\t' => c.to_ascii_lowercase(),
        '\u{ff01}'..='\u{ff5e}' => shifted('\u{ff01}', b'!').to_ascii_lowercase(),
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{fe63}' => '-',
        '\u{2022}' | '\u{2027}' | '\u{30fb}' | '\u{ff65}' => '·',
        '①'..='⑨' => shifted('①', b'1'),
        '❶'..='❾' => shifted('❶', b'1'),
        '➀'..='➈' => shifted('➀', b'1'),
        '➊'..='➒' => shifted('➊', b'1'),
        '⓪' | '⓿' => '0',
        'Ⓐ'..='Ⓩ' => shifted('Ⓐ', b'a'),
        'ⓐ'..='ⓩ' => shifted('ⓐ', b'a'),
        '\u{1d7ce}'..='\u{1d7ff}' => {
            let digit = (u32::from(c) - 0x1d7ce) % 10;
            char::from_digit(digit, 10).unwrap_or(c)
        }
        _ => c,
    }
}

/// The character before a position.
pub(super) fn before(symbols: &[Symbol], at: usize) -> Option<char> {
    Some(symbols[..at].last()?.c)
}

/// The character at a position, if the text reaches so far.
pub(super) fn at(symbols: &[Symbol], at: usize) -> Option<char> {
    Some(symbols.get(at)?.c)
}

/// Where the characters of a kind that begin at a position end.
pub(super) fn run_end(symbols: &[Symbol], start: usize, is: impl Fn(char) -> bool) -> usize {
    let n_run = symbols[start..].iter().take_while(|s| is(s.c)).count();
    start + n_run
}

/// Whether the text ends with a word.
pub(super) fn ends_with(symbols: &[Symbol], word: &str) -> bool {
    let mut symbols = symbols.iter().rev();
    word.chars()
        .rev()
        .all(|c| symbols.next().is_some_and(|symbol| symbol.c == c))
}

/// Whether a word stands at a position.
pub(super) fn starts_with(symbols: &[Symbol], start: usize, word: &str) -> bool {
    let mut symbols = symbols[start..].iter();
    word.chars()
        .all(|c| symbols.next().is_some_and(|symbol| symbol.c == c))
}
