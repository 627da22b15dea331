//! Writes findings for people and for programs.
