# The hooks of .pre-commit-hooks.yaml, installed by pre-commit from a clone of this repository. Part of ./run.

# A corpus with the hooks, in a repository of its own.
prepare_hooks() {
    git clone --quiet "$root" "$work/doclint" && git -C "$work/doclint" tag -f v0.0.0 &&
        git init --quiet "$work/corpus" && cd "$work/corpus" &&
        git config user.name test && git config user.email test@example.org &&
        cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$work/doclint
    rev: v0.0.0
    hooks:
      - id: doclint-fix
        stages: [manual]
      - id: doclint-check
        entry: doclint check --select missing-final-newline --fail-on warning --force-exclude --
      - id: doclint-config
YAML
}

# The hooks run one rule, so that a new one changes nothing here.
clean_document() { printf 'A title\n\nA paragraph of the body.\n'; }

hook_passes_a_clean_commit() {
    pre-commit install && clean_document >clean.txt && git add -A && git commit -m 'A clean document'
}

hook_stops_a_defect() {
    { clean_document && printf '\nA line without its end.'; } >defect.txt
    git add -A
    ! git commit -m 'A defect' >"$work/hook" 2>&1 && grep -q '^defect.txt:.*missing-final-newline' "$work/hook"
}

# Names that would be options without `--`: one would switch the gate off, one would write a file.
hook_takes_names_for_names() {
    local code=0
    printf '[gate]\nfail-on = "never"\n' >evil.txt
    printf 'A line without its end.' >--config=evil.txt
    printf 'A line without its end.' >--output=json=notes.md.txt
    git add -A
    git commit -m 'Options' >"$work/hook" 2>&1 || code=$?
    [ "$code" -ne 0 ] && grep -q '^--config=evil.txt:.*missing-final-newline' "$work/hook" &&
        grep -q '^--output=json=notes.md.txt:.*missing-final-newline' "$work/hook" && [ ! -e notes.md.txt ] &&
        git rm -q -f --cached -- evil.txt --config=evil.txt --output=json=notes.md.txt &&
        rm -- evil.txt --config=evil.txt --output=json=notes.md.txt
}

# The hooks as they are, without an `entry` of the user's.
hook_entries_end_options() {
    local entry entries=0
    touch -- --exit-zero.txt
    while read -r entry; do
        (cd "$work/corpus" && PATH=$(dirname "$doclint"):$PATH && $entry --exit-zero.txt) >"$work/hook" 2>&1 || true
        if grep -q 'unexpected argument' "$work/hook"; then return 1; fi
        entries=$((entries + 1))
    done < <(sed -n 's/^  entry: //p' "$root/.pre-commit-hooks.yaml")
    rm -- --exit-zero.txt
    [ "$entries" -eq 3 ]
}

hook_mends() {
    # pre-commit fails when a hook changes files, so that the change is looked at before it is committed.
    ! pre-commit run doclint-fix --hook-stage manual --all-files && git diff --stat | grep -q defect.txt &&
        git commit -a -m 'Mended'
}

hook_heeds_ignore_files() {
    printf 'A line without its end.' >excluded.txt
    echo 'excluded.txt' >.doclintignore
    git add -A && git commit -m 'Excluded'
}

hook_sees_only_documents() {
    printf 'No document' >notes.md
    git add -A && git commit -m 'Notes'
}

hook_checks_the_configuration() {
    printf '[levls]\n' >doclint.toml
    git add -A
    ! git commit -m 'A broken configuration' >"$work/hook" 2>&1 && grep -q 'unknown key `levls`' "$work/hook" &&
        printf '[levels]\nmisspelling = "warn"\n' >doclint.toml && git add -A && git commit -m 'A configuration'
}

if python_tool pre-commit; then
    check "hooks: the manifest is valid" pre-commit validate-manifest .pre-commit-hooks.yaml
    export PRE_COMMIT_HOME=$work/pre-commit CARGO_TARGET_DIR=$root/target
    prepare_hooks
    check "hooks: installs from source" pre-commit install-hooks
    check "hooks: a clean commit passes" hook_passes_a_clean_commit
    check "hooks: a defect stops the commit" hook_stops_a_defect
    check "hooks: the fixing hook writes" hook_mends
    check "hooks: a name is never an option" hook_takes_names_for_names
    check "hooks: every entry ends the options" hook_entries_end_options
    check "hooks: ignored documents stay ignored" hook_heeds_ignore_files
    check "hooks: other files are left alone" hook_sees_only_documents
    check "hooks: the configuration is checked" hook_checks_the_configuration
    cd "$root"
else
    skip "hooks: pre-commit cannot be installed"
fi
