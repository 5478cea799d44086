#!/bin/sh
# A browser for the tests of the page: the one there is, else the system's package, else the one playwright brings.
for name in "$SSCMON_BROWSER" chromium chromium-browser google-chrome; do
  command -v "${name:-nothing}" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null && exit 0
fi
.venv/bin/python -m playwright install chromium >/dev/null 2>&1 || echo "no browser could be installed: its tests are skipped"
