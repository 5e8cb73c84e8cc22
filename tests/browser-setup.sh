#!/bin/sh
# Makes sure that a browser and its driver are there for the tests of the page, or says plainly that they will be skipped.
set -u

have() { command -v "$1" >/dev/null 2>&1; }
find_browser() {
    if [ -n "${CHROME:-}" ]; then
        [ -x "$CHROME" ] && { echo "$CHROME"; return 0; }
        echo "CHROME names $CHROME, which is no program" >&2
        return 1
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        have "$name" && { command -v "$name"; return 0; }
    done
    return 1
}

if [ -z "${CHROME:-}" ] && ! { find_browser >/dev/null && have chromedriver; } && [ "$(id -u)" = 0 ] && have apt-get; then
    echo "browser: installing Chromium and its driver"
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium chromium-driver; } >/dev/null ||
        echo "browser: apt-get could not install them" >&2
fi
if browser=$(find_browser); then
    echo "browser: $browser"
    have chromedriver || [ -n "${CHROMEDRIVER:-}" ] || echo "browser: no chromedriver on the path; Selenium will look for one"
else
    echo "browser: NONE FOUND. The tests of the page are skipped; install Chromium or name a browser in CHROME."
fi
exit 0
