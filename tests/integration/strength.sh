# Robustness: faults, hostile texts, arbitrary bytes; and dependencies. Part of ./run.

# check_told NAME COMMAND...: the same as check, and prints the measurements of the test.
check_told() {
    check "$@"
    grep -E '^(skipped|        |[0-9])' "$work/log" | head -n "${told:-40}" || true
}

check_told "terminal: untrusted text does not control it" python3 "$here/terminal.py" "$doclint"
# A file system without case; the test is skipped where it cannot be had.
command -v lowntfs-3g >/dev/null || as_root apt-get install -qq -y ntfs-3g >/dev/null || true
# What is not at hand afterwards is skipped by the tests, which say so.
install_tools() {
    command -v setfacl >/dev/null && command -v strace >/dev/null && return
    as_root apt-get update -qq && as_root apt-get install -qq -y acl strace >/dev/null
}

install_tools || echo "acl and strace cannot be installed"
check_told "faults: files are old or new, whatever happens" python3 "$here/faults.py" "$doclint"
check_told "rewriting: nothing is lost of a file, and no edit" python3 "$here/rewriting.py" "$doclint"

mkdir -p "$work/texts"
DOCLINT_TEXTS=$work/texts cargo test --quiet --locked --test linear -- --ignored >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
# Ratios of paired sizes, and instructions where they are in doubt: nothing here depends on how fast the machine is.
told=6 check_told "linear: no command's work grows faster than its text" \
    python3 "$here/linear.py" "$doclint" "$work/texts"
rm -rf "$work/texts"

fuzz_seconds=${DOCLINT_FUZZ_SECONDS:-5}
if ! cargo +nightly --version >/dev/null 2>&1; then
    skip "fuzz: there is no nightly toolchain"
elif ! cargo fuzz --version >/dev/null 2>&1; then
    skip "fuzz: cargo-fuzz is not installed (cargo install cargo-fuzz)"
elif ! (cd "$root/fuzz" && cargo +nightly fuzz build --sanitizer none) >"$work/log" 2>&1; then
    skip "fuzz: the targets cannot be built here: $(grep -m 1 '^error' "$work/log")"
else
    check "fuzz: every target for $fuzz_seconds seconds" "$root/fuzz/run" "$fuzz_seconds"
fi

if cargo deny --version >/dev/null 2>&1; then
    check "dependencies: licences, sources and duplicates" cargo deny --manifest-path "$root/Cargo.toml" check licenses bans sources
    # The database of advisories comes from the network.
    if cargo deny --manifest-path "$root/Cargo.toml" fetch db >/dev/null 2>&1; then
        check "dependencies: advisories" cargo deny --manifest-path "$root/Cargo.toml" check advisories
    else
        skip "dependencies: the database of advisories cannot be had"
    fi
else
    skip "dependencies: cargo-deny is not installed (cargo install cargo-deny)"
fi
