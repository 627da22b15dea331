# The model of the header: training gives what is committed, and reads documents that it has not seen. Part of ./run.

reading() { cargo run --quiet --locked --manifest-path "$root/xtask/reading/Cargo.toml" -- "$@"; }

told=40 check_told "reading: training gives the committed model, and cross-validation holds its floors" reading verify
