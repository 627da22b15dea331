//! The `doclint` program: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    doclint::cli::run(std::env::args_os())
}
