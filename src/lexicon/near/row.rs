//! The cost of having matched a prefix of the written word.

use crate::lexicon::slips;

use super::LONGEST_WRITTEN;

/// Out of budget.
const NEVER: u16 = u16::MAX;

/// For each number of letters, the cost of having matched them at a node of the dictionary.
pub(super) struct Row {
    paid: [u16; LONGEST_WRITTEN + 1],
    /// All entries within budget are in this range.
    from: usize,
    to: usize,
}

impl Row {
    const fn empty() -> Self {
        Self { paid: [NEVER; LONGEST_WRITTEN + 1], from: LONGEST_WRITTEN + 1, to: 0 }
    }

    /// The row of the root: only extra letters cost anything.
    pub(super) fn start(added: &[u32], budget: u32) -> Self {
        let mut row = Self::empty();
        row.lower(0, 0);
        row.add(added, budget);
        row
    }

    /// The cost after this many letters, if within budget.
    pub(super) fn paid(&self, read: usize) -> Option<u32> {
        let paid = self.paid[read];
        (paid != NEVER).then_some(u32::from(paid))
    }

    /// The numbers of letters within budget, with their costs.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, u32)> {
        (self.from..self.to).filter_map(|at| Some((at, self.paid(at)?)))
    }

    /// The only number of letters within budget, with its cost, if there is only one.
    pub(super) fn only(&self) -> Option<(usize, u32)> {
        if self.from + 1 == self.to { Some((self.from, self.paid(self.from)?)) } else { None }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.from >= self.to
    }

    /// A way with this cost.
    pub(super) fn lower(&mut self, read: usize, paid: u32) {
        let paid = u16::try_from(paid).unwrap_or(NEVER);
        if paid < self.paid[read] {
            self.paid[read] = paid;
            self.from = self.from.min(read);
            self.to = self.to.max(read + 1);
        }
    }

    /// The row one letter further in the dictionary: the letter was written, replaced by another, or omitted.
    pub(super) fn after(&self, letter: u8, before: Option<u8>, written: &[u8], budget: u32) -> Self {
        let mut next = Self::empty();
        let left_out = slips::left_out(letter, before);
        for (at, paid) in self.iter() {
            let first = slips::first(at);
            if let Some(written) = written.get(at) {
                let cost = if *written == letter { 0 } else { slips::replaced(*written, letter) + first };
                next.pay(at + 1, paid + cost, budget);
            }
            next.pay(at, paid + left_out + first, budget);
        }
        next
    }

    /// Letters of the written word may be extra.
    pub(super) fn add(&mut self, added: &[u32], budget: u32) {
        let mut at = self.from;
        while at < self.to && at < added.len() {
            if let Some(paid) = self.paid(at) {
                self.pay(at + 1, paid + added[at], budget);
            }
            at += 1;
        }
    }

    fn pay(&mut self, read: usize, paid: u32, budget: u32) {
        if paid <= budget {
            self.lower(read, paid);
        }
    }
}
