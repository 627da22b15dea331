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
        grep -q '^## doclint' "$work/summary" && python3 -m json.tool "$(step_output sarif)" >/dev/null
}

# step_output NAME: an output of the step, read as the runner reads it: a name, a delimiter, lines up to the delimiter.
step_output() {
    python3 - "$work/output" "$1" <<'PY'
import sys
lines, outputs = iter(open(sys.argv[1]).read().split("\n")), {}
for line in lines:
    if "<<" in line:
        name, delimiter = line.split("<<", 1)
        outputs[name] = "\n".join(iter(lambda: next(lines), delimiter))
    elif line:
        name, value = line.split("=", 1)
        outputs[name] = value
assert set(outputs) == {"sarif"}, outputs
print(outputs[sys.argv[2]])
PY
}

# What the runner would do with the lines of the step: obey commands until they are stopped, and after the token.
commands_of_step() {
    python3 - "$work/step" <<'PY'
import re, sys
known, token, seen = {"add-matcher", "remove-matcher", "stop-commands", "group", "endgroup", "error", "warning", "notice",
                      "add-mask", "set-output", "debug"}, None, []
for line in open(sys.argv[1], newline="\n"):
    found = re.match(r"\s*::([^\s:]+)[^:]*(?::[^:]+)*?::(.*)", line) or re.search(r"##\[([^\s\]]+)[^\]]*\](.*)", line)
    if not found or found[1] not in known | {token}:
        continue
    if token is None:
        seen.append(found[1])
        token = found[2].strip() if found[1] == "stop-commands" else None
    elif found[1] == token:
        seen.append("resume")
        token = None
assert token is None, "commands are stopped for good"
print(" ".join(seen))
PY
}

# A document and names that would be commands; the step obeys its own only.
action_obeys_no_document() {
    mkdir -p "$work/hostile" && cd "$work/hostile" || return
    printf 'A title\n\n<!-- ##[add-mask]true --> teh\n::set-output name=sarif::/evil\n' >'::stop-commands::x.txt'
    cp -- '::stop-commands::x.txt' '##[stop-commands]y.txt'
    cp -- '::stop-commands::x.txt' $'a\n::add-mask::z.txt'
    action_step DOCLINT_PATHS=. DOCLINT_FAIL_ON=never DOCLINT_BINARY="$doclint"
    cd "$root" && [ "$(commands_of_step)" = "add-matcher stop-commands resume remove-matcher remove-matcher" ] &&
        [ "$(grep -c 'markup-residue' "$work/step")" -ge 3 ] &&
        ! sed '/^::stop-commands::doclint-/d' "$work/step" | grep -q '##\[\|^[[:space:]]*::stop\|^[[:space:]]*::set'
}

# Two runs must not have the same token, or a document could know it.
action_tokens_differ() {
    local first
    action_step DOCLINT_PATHS=seeds/ DOCLINT_FAIL_ON=never DOCLINT_BINARY="$doclint" &&
        first=$(grep '^::stop-commands::' "$work/step") &&
        action_step DOCLINT_PATHS=seeds/ DOCLINT_FAIL_ON=never DOCLINT_BINARY="$doclint" &&
        [ "$first" != "$(grep '^::stop-commands::' "$work/step")" ] && [ "${#first}" -gt 40 ]
}

action_takes_paths_with_spaces() {
    mkdir -p "$work/two words" && printf 'A title\n\nTeh end.\n' >"$work/two words/a b.txt"
    action_step DOCLINT_PATHS="
        $work/two words

        seeds/" DOCLINT_FAIL_ON=never DOCLINT_BINARY="$doclint" &&
        grep -q 'two words/a b.txt:' "$work/step" && grep -q '^seeds/' "$work/step"
}

action_refuses_lines_in_a_path() {
    local code=0
    action_step DOCLINT_PATHS=seeds/ DOCLINT_SARIF=$'a.sarif\nbinary=/evil' DOCLINT_BINARY="$doclint" 2>"$work/refused" || code=$?
    [ "$code" -eq 2 ] && [ ! -e "$work/output" ] && grep -q 'sarif-file' "$work/refused"
}

action_passes() {
    action_step DOCLINT_PATHS="seeds/ README.md" DOCLINT_FAIL_ON=never DOCLINT_ARGUMENTS="--select misspelling" \
        DOCLINT_SARIF="$work/b.sarif" DOCLINT_BINARY="$doclint" && [ "$(step_output sarif)" = "$work/b.sarif" ]
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
check "action: no document gives the runner commands" action_obeys_no_document
check "action: the token is new each time" action_tokens_differ
check "action: paths may have spaces" action_takes_paths_with_spaces
check "action: a path has one line" action_refuses_lines_in_a_path
check "gitlab: the job writes its reports" gitlab_job
