//! Numbers as bytes: seven bits a byte, the last one without its high bit.

/// Appends a number.
#[allow(clippy::cast_possible_truncation)] // The low bits are what is wanted.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads numbers one after the other. Behind the end there are only zeros.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'a> {
    rest: &'a [u8],
}

impl<'a> Numbers<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next number.
    pub fn take(&mut self) -> u32 {
        let (mut number, mut shift) = (0_u32, 0);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        number
    }

    /// Passes over so many numbers, eight bytes at a time.
    pub fn skip(&mut self, mut count: usize) {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        while count >= 8
            && let Some((eight, rest)) = self.rest.split_first_chunk::<8>()
        {
            // Each byte without its high bit ends a number: eight at the most.
            count -= (!u64::from_le_bytes(*eight) & HIGH).count_ones() as usize;
            self.rest = rest;
        }
        while count > 0
            && let Some((&byte, rest)) = self.rest.split_first()
        {
            count -= usize::from(byte < 0x80);
            self.rest = rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_are_passed_over() {
        let numbers: Vec<u32> = (0..200)
            .map(|n: u32| n.wrapping_mul(n).wrapping_mul(107))
            .chain([0, 127, 128, 16_383, 16_384, u32::MAX])
            .collect();
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| put(&mut bytes, number));
        for skipped in 0..numbers.len() {
            let mut reader = Numbers::new(&bytes);
            reader.skip(skipped);
            let rest: Vec<u32> = numbers[skipped..].iter().map(|_| reader.take()).collect();
            assert_eq!(rest, numbers[skipped..]);
            assert_eq!(reader.take(), 0);
        }
    }
}
