//! Groups of vectors that are alike, found in one pass: each vector joins the
//! group whose sum it is nearest to, or begins one.
//!
//! The groups depend on the order in which vectors come; whoever needs the
//! same groups each time hands them over in an order of their content.

use crate::timeline::terms::{ByTerm, Vector};

/// A term that stands in more groups than this says too little to be looked
/// up in more of them, and bounds what one vector costs.
const MOST: usize = 256;

/// Groups, looked up by the terms of their members.
#[derive(Debug, Default)]
pub(super) struct Leaders {
    /// By term: the groups in which it stands, and its weight in their sums.
    places: ByTerm<Vec<(u32, f32)>>,
    /// By group: the square of the length of its sum.
    squares: Vec<f32>,
    /// By group: the product with the vector that was last looked up.
    products: Vec<f32>,
    touched: Vec<u32>,
}

impl Leaders {
    /// The group of those that `admit` lets pass to whose sum a vector is
    /// nearest, and the cosine between the two.
    pub(super) fn nearest(
        &mut self,
        vector: &Vector,
        admit: impl Fn(u32) -> bool,
    ) -> Option<(u32, f32)> {
        self.touched.clear();
        for (term, weight) in vector {
            for &(group, there) in self.places.get(term).map_or(&[][..], Vec::as_slice) {
                let product = &mut self.products[group as usize];
                if *product == 0.0 {
                    self.touched.push(group);
                }
                *product += weight * there;
            }
        }
        let mut best: Option<(u32, f32)> = None;
        for group in self.touched.drain(..) {
            let product = std::mem::take(&mut self.products[group as usize]);
            let cosine = product / self.squares[group as usize].sqrt();
            let better =
                best.is_none_or(|(other, than)| cosine > than || (cosine >= than && group < other));
            if better && admit(group) {
                best = Some((group, cosine));
            }
        }
        best
    }

    /// Begins a group and returns its number, which counts from 0.
    pub(super) fn begin(&mut self, vector: &Vector) -> u32 {
        let group = u32::try_from(self.squares.len()).expect("no more groups than mentions");
        self.squares.push(f32::MIN_POSITIVE);
        self.products.push(0.0);
        self.join(group, vector);
        group
    }

    /// Adds a vector to the sum of a group.
    pub(super) fn join(&mut self, group: u32, vector: &Vector) {
        let square = &mut self.squares[group as usize];
        for &(term, weight) in vector {
            let places = self.places.entry(term).or_default();
            if let Some((_, sum)) = places.iter_mut().rfind(|(other, _)| *other == group) {
                *square += (2.0 * *sum + weight) * weight;
                *sum += weight;
            } else if places.len() < MOST {
                *square += weight * weight;
                places.push((group, weight));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_group_and_how_near() {
        let mut leaders = Leaders::default();
        let (a, b): (Vector, Vector) = (vec![(1, 0.6), (2, 0.8)], vec![(2, 0.6), (3, 0.8)]);
        assert_eq!(leaders.nearest(&a, |_| true), None);
        assert_eq!((leaders.begin(&a), leaders.begin(&b)), (0, 1));
        let near = |leaders: &mut Leaders, vector: Vector, admit: fn(u32) -> bool| {
            let (group, cosine) = leaders.nearest(&vector, admit).unwrap_or((9, 0.0));
            (group, (cosine * 100.0).round())
        };
        assert_eq!(near(&mut leaders, vec![(1, 1.0)], |_| true), (0, 60.0));
        assert_eq!(near(&mut leaders, vec![(2, 1.0)], |_| true), (0, 80.0));
        assert_eq!(
            near(&mut leaders, vec![(2, 1.0)], |group| group != 0),
            (1, 60.0)
        );
        assert_eq!(near(&mut leaders, vec![(4, 1.0)], |_| true), (9, 0.0));
        leaders.join(1, &vec![(4, 1.0)]);
        // The sum (0.6, 0.8, 1) has the square 2.
        assert_eq!(near(&mut leaders, vec![(4, 1.0)], |_| true), (1, 71.0));
    }
}
