#!/bin/sh
# The programs that tests look at results with. Where a package manager can bring them they are installed; where not,
# playwright brings a browser, and the tests of the others are skipped with a reason.
browser=""
for name in "$SSCMON_BROWSER" chromium chromium-browser google-chrome; do
  command -v "${name:-nothing}" >/dev/null 2>&1 && browser=$name
done
missing=""
[ -n "$browser" ] || missing="chromium"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc-nogui"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v Rscript >/dev/null 2>&1 || missing="$missing r-base-core"
[ -n "$missing" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get -qq update
  for package in $missing; do
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$package" >/dev/null ||
      echo "$package could not be installed: its tests are skipped"
  done
elif [ -z "$browser" ]; then
  .venv/bin/python -m playwright install chromium >/dev/null 2>&1 ||
    echo "no browser could be installed: its tests are skipped"
fi
exit 0
