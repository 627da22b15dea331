# What CI services read: reports by their schemas, action.yml by what it runs. Part of ./run.

# The JSON schema of SARIF comes from a package, as its licence is not ours to give on.
sarif_schema() {
    command -v npm >/dev/null && cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null &&
        tar xzf microsoft-jest-sarif-1.0.0-beta.0.tgz && mv package/lib/schemas/sarif-2.1.0-rtm.5.json sarif.json
}

all_reports() {
    "$doclint" check "$1" --exit-zero --output sarif="$work/a.sarif" --output gitlab="$work/a.gitlab.json" \
        --output junit="$work/a.junit.xml" --output markdown="$work/a.md"
}

gitlab_has_what_it_needs() {
    python3 - "$work/a.gitlab.json" <<'PY'
import json, sys
entries = json.load(open(sys.argv[1]))
assert entries and len({entry["fingerprint"] for entry in entries}) == len(entries)
assert all({"description", "check_name", "fingerprint", "severity", "location"} <= entry.keys() for entry in entries)
PY
}

junit_is_xml() {
    python3 -c 'import sys, xml.etree.ElementTree as e; assert e.parse(sys.argv[1]).findall(".//testcase")' "$work/a.junit.xml"
}

# The step of action.yml, run as the runner does: the command from the file, the inputs in the environment.
action_step() {
    local command
    command=$(sed -n "s/^ *run: '\(.*\)'$/\1/p" "$root/action.yml")
    [ -n "$command" ] || return
    mkdir -p "$work/runner"
    rm -f "$work/summary" "$work/output"
    env GITHUB_ACTIONS=true GITHUB_ACTION_PATH="$root" RUNNER_TEMP="$work/runner" GITHUB_OUTPUT="$work/output" \
        GITHUB_STEP_SUMMARY="$work/summary" CARGO_TARGET_DIR="$root/target" "$@" \
        bash --noprofile --norc -eo pipefail -c "$command" >"$work/step"
}

action_finds() {
    local code=0
    action_step DOCLINT_PATHS="seeds/" DOCLINT_BINARY="$doclint" || code=$?
    [ "$code" -eq 1 ] && grep -q '^::add-matcher::' "$work/step" && grep -q '^seeds/.*: error\[' "$work/step" &&
        grep -q '^## doclint' "$work/summary" && python3 -m json.tool "$(sed -n 's/^sarif=//p' "$work/output")" >/dev/null
}

action_passes() {
    action_step DOCLINT_PATHS="seeds/ README.md" DOCLINT_FAIL_ON=never DOCLINT_ARGUMENTS="--select misspelling" \
        DOCLINT_SARIF="$work/b.sarif" DOCLINT_BINARY="$doclint" && grep -q "^sarif=$work/b.sarif" "$work/output"
}

action_builds() {
    action_step DOCLINT_PATHS="seeds/" DOCLINT_FAIL_ON=never && [ -x "$work/runner/doclint/bin/doclint" ]
}

# The script of the job in ci/gitlab-ci.yml, run as GitLab does.
gitlab_job() {
    local script
    script=$(sed -n '/^    - >-$/,/^  artifacts:/p' "$root/ci/gitlab-ci.yml" | sed '1d;$d' | tr '\n' ' ')
    (cd "$work" && env PATH="$(dirname "$doclint"):$PATH" DOCLINT_FAIL_ON=never DOCLINT_PATHS="$root/seeds" bash -euc "$script") &&
        [ -s "$work/gl-code-quality-report.json" ] && [ -s "$work/doclint-junit.xml" ]
}

for corpus in "${corpora[@]}"; do
    check "reports: ${corpus#"$root"/}: all are written" all_reports "$corpus"
    check "reports: GitLab can tell findings apart" gitlab_has_what_it_needs
    check "reports: JUnit is XML" junit_is_xml
    if [ ! -f "$work/sarif.json" ] && ! (sarif_schema); then
        skip "reports: the schema of SARIF cannot be had"
    elif python_tool check-jsonschema; then
        # The schema has a pattern with a lone bracket, which only older expressions may have.
        check "reports: SARIF is valid by its schema" check-jsonschema --regex-variant nonunicode --schemafile "$work/sarif.json" "$work/a.sarif"
    fi
done

if python_tool check-jsonschema; then
    check "action: valid by its schema" check-jsonschema --builtin-schema vendor.github-actions action.yml
    check "gitlab: valid by its schema" check-jsonschema --builtin-schema vendor.gitlab-ci ci/gitlab-ci.yml
fi
check "action: finds, sums up and fails" action_finds
check "action: heeds its inputs" action_passes
check "action: builds from its own folder" action_builds
check "gitlab: the job writes its reports" gitlab_job
