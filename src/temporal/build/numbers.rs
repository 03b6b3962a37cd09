//! Numbers of words and digits, and years that are spoken.

use crate::temporal::node::{Calendar, Number, WrittenYear};

use super::{Make, class};

impl Make<'_> {
    /// Numbers: "two hundred", "twenty-five", "2.5", "1,000", "two and a half".
    pub(super) fn number(&self) -> Option<Number> {
        let (mut total, mut run, mut hundredths) = (0_u32, 0_u32, 0_u8);
        let mut decimal = false;
        for (index, (node, class)) in self.parts.iter().enumerate() {
            match *class {
                class::FRACTION => {
                    hundredths = u8::try_from(self.lexicon.payload(node.word, *class)).ok()?;
                }
                class::THREE_DIGITS if index > 0 => {
                    run = run
                        .checked_mul(1000)?
                        .checked_add(self.number_of(node, *class).whole)?;
                }
                class::DIGITS if decimal => {
                    let fraction = self.number_of(node, *class).whole;
                    let digits = node.end - node.start;
                    hundredths = match digits {
                        1 => u8::try_from(fraction * 10).ok()?,
                        2 => u8::try_from(fraction).ok()?,
                        _ => return None,
                    };
                }
                // "5 1/2": the last two digits are a fraction.
                class::ONE_DIGIT if index + 1 == self.parts.len() => {
                    let below = self.number_of(node, *class).whole;
                    let above = self.parts.len().checked_sub(3).map(|at| self.parts[at].0)?;
                    let above = self.number_of(&above, class::ONE_DIGIT).whole;
                    hundredths = u8::try_from((above * 100).checked_div(below)?)
                        .ok()
                        .filter(|&part| part < 100)?;
                }
                class::ONE_DIGIT => {}
                class::WORD if !node.is(class::NUMBER) => {
                    decimal |= matches!(self.lexicon.entry(node.word).text.as_ref(), "." | ",");
                }
                _ => {
                    let class = if *class == class::WORD {
                        class::NUMBER
                    } else {
                        *class
                    };
                    let number = self.number_of(node, class);
                    hundredths = hundredths.max(number.hundredths);
                    match number.whole {
                        scale @ (1_000 | 1_000_000 | 1_000_000_000)
                            if node.word != 0 && index > 0 =>
                        {
                            total = total.checked_add(run.max(1).checked_mul(scale)?)?;
                            run = 0;
                        }
                        // Also behind a greater one: the tens of "三百二十".
                        scale @ (10 | 100) if node.word != 0 && run % scale > 0 => {
                            let counted = run % scale;
                            run = (run - counted).checked_add(counted.checked_mul(scale)?)?;
                        }
                        whole => run = run.checked_add(whole)?,
                    }
                }
            }
        }
        Some(Number {
            whole: total.checked_add(run)?,
            hundredths,
        })
    }

    /// "二〇一九": digit by digit.
    pub(super) fn digits(&self) -> Option<Number> {
        let mut whole = 0_u32;
        for (node, class) in self.parts {
            let digit = self.number_of(node, *class).whole;
            whole = whole
                .checked_mul(10)?
                .checked_add(digit)
                .filter(|_| digit < 10)?;
        }
        Some(Number::whole(whole))
    }

    /// "nineteen ninety-six", "two thousand and six".
    pub(super) fn spoken(&self) -> Option<Calendar> {
        let numbers: Vec<u32> = self
            .parts
            .iter()
            .filter_map(|(node, _)| {
                let mut classes = [class::NUMBER, class::ORDINAL].into_iter();
                let class = classes.find(|class| node.is(*class))?;
                Some(self.number_of(node, class).whole)
            })
            .collect();
        let year = match *numbers.as_slice() {
            [thousands @ 1..=2, 1000, ref rest @ ..] => thousands * 1000 + rest.iter().sum::<u32>(),
            // "mil novecientos noventa y ocho"
            [1000, ref rest @ ..] => 1000 + rest.iter().sum::<u32>(),
            [_, ref rest @ ..] if !rest.iter().all(|n| (1..100).contains(n)) => return None,
            [hundreds, ref rest @ ..] => hundreds * 100 + rest.iter().sum::<u32>(),
            [] => return None,
        };
        Some(Calendar {
            year: Some(WrittenYear::Full(i16::try_from(year).ok()?)),
            ..Calendar::default()
        })
    }
}
