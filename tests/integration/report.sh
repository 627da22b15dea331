# The pages of `doclint report` in a browser: sourced by `run`.

# What the browser needs, in a folder that goes away again.
install_browser() {
    command -v chromium >/dev/null || { as_root apt-get update -qq && as_root apt-get install -qq -y chromium >/dev/null; }
    [ -d "$work/browser" ] || python3 -m venv "$work/browser"
    "$work/browser/bin/pip" install --quiet playwright axe-core-python
}

if install_browser >"$work/log" 2>&1; then
    check "report: pages work in a browser, and harm nobody" \
        "$work/browser/bin/python" "$here/report.py" "$doclint" "$root"
else
    sed 's/^/        /' "$work/log"
    skip "report in a browser: Chromium or its driver cannot be installed"
fi
