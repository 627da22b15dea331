//! See `promises::configuration`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doclint_fuzz::promises::configuration(bytes));
