//! The colours of the palettes.
//!
//! Found by search in CIE L*a*b*: hues and lightness fixed by hand, the rest moved until the two
//! closest colours of a palette were as far apart as they could be for normal and for colour-blind
//! eyes. Lightness falls in even steps, so a grey print keeps the colours apart. Nothing is lighter
//! than L* 58 on a light ground or darker than L* 57 on a dark one.

use crate::cloud::Color;

/// Ink, blue, teal, brick, plum.
pub(super) const INK_LIGHT: [Color; 5] = [
    Color::new(0x1d2636),
    Color::new(0x1a4d9d),
    Color::new(0x2e827b),
    Color::new(0xa53d2f),
    Color::new(0x412a64),
];

/// Chalk and the pale forms of the same hues; ochre for brick.
pub(super) const INK_DARK: [Color; 5] = [
    Color::new(0xeef1f5),
    Color::new(0x85aff5),
    Color::new(0x86e0bd),
    Color::new(0xd3934d),
    Color::new(0xd3b4e3),
];

/// Blue, orange, green, purple, sky, vermilion, black, in the order in which groups take them.
pub(super) const OKABE_ITO_LIGHT: [Color; 7] = [
    Color::new(0x004582),
    Color::new(0xb75e1b),
    Color::new(0x08705d),
    Color::new(0x582151),
    Color::new(0x208eb5),
    Color::new(0x8c3c23),
    Color::new(0x1c1e22),
];

/// The same hues; yellow for orange, white for black.
pub(super) const OKABE_ITO_DARK: [Color; 7] = [
    Color::new(0x4496cf),
    Color::new(0xeccc6b),
    Color::new(0x87d49f),
    Color::new(0xe09dbe),
    Color::new(0xb3e7fe),
    Color::new(0xeb8366),
    Color::new(0xf4f4f2),
];

/// From the first rank to the last.
pub(super) const BLUE_LIGHT: [Color; 9] = [
    Color::new(0x0c254a),
    Color::new(0x07305e),
    Color::new(0x003b73),
    Color::new(0x004784),
    Color::new(0x005495),
    Color::new(0x0362a5),
    Color::new(0x146fb1),
    Color::new(0x2d7cb9),
    Color::new(0x4089c1),
];

/// From the first rank to the last.
pub(super) const BLUE_DARK: [Color; 9] = [
    Color::new(0xe9f2fa),
    Color::new(0xd5e7f8),
    Color::new(0xc1ddf7),
    Color::new(0xacd1f4),
    Color::new(0x97c4f0),
    Color::new(0x81b7ec),
    Color::new(0x6fa9e4),
    Color::new(0x619ad9),
    Color::new(0x528cce),
];

/// From the lowest score to the highest.
pub(super) const BLUE_ORANGE_LIGHT: [Color; 9] = [
    Color::new(0x74250a),
    Color::new(0x8b370e),
    Color::new(0xa24911),
    Color::new(0x9b6849),
    Color::new(0x85868a),
    Color::new(0x577798),
    Color::new(0x0167a5),
    Color::new(0x01548e),
    Color::new(0x004178),
];

/// From the lowest score to the highest.
pub(super) const BLUE_ORANGE_DARK: [Color; 9] = [
    Color::new(0xfec979),
    Color::new(0xefb36b),
    Color::new(0xde9e5e),
    Color::new(0xba9273),
    Color::new(0x898a8e),
    Color::new(0x7f9dba),
    Color::new(0x6db2e7),
    Color::new(0x86c5f0),
    Color::new(0xa1d9fa),
];

/// From the first rank to the last.
pub(super) const GRAY_LIGHT: [Color; 9] = [
    Color::new(0x1b1c1d),
    Color::new(0x262729),
    Color::new(0x323335),
    Color::new(0x3f4041),
    Color::new(0x4c4c4e),
    Color::new(0x595a5c),
    Color::new(0x666769),
    Color::new(0x747577),
    Color::new(0x838486),
];

/// From the first rank to the last.
pub(super) const GRAY_DARK: [Color; 9] = [
    Color::new(0xf2f4f6),
    Color::new(0xe4e6e8),
    Color::new(0xd7d8da),
    Color::new(0xc9cacc),
    Color::new(0xbcbdbf),
    Color::new(0xaeb0b2),
    Color::new(0xa1a2a4),
    Color::new(0x949698),
    Color::new(0x88898b),
];
