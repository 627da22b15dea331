//! A run over the documents of a project: configuration, checking, fixing, baselines and the gate.

pub(crate) mod baselines;
pub(crate) mod changed_lines;
pub(crate) mod config;
pub(crate) mod corpus_pass;
pub(crate) mod drafts;
pub(crate) mod fix;
pub(crate) mod gates;
pub(crate) mod note;
pub(crate) mod options;
pub(crate) mod profiles;
pub(crate) mod recovery;
pub(crate) mod rounds;
pub(crate) mod selection;
pub(crate) mod unused;
