#!/bin/sh
# Bring the catalogues of translations/ up to date with the sentences in the code and in the templates.
# words.sh fr begins another language. New sentences stand there untranslated; none is guessed.
set -eu
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

babel=.venv/bin/pybabel
all=.cache/messages.pot
mkdir -p .cache
$babel -q extract -F translations/babel.cfg -k pgettext:1c,2 --no-location --sort-output -o $all .
[ -z "${1:-}" ] || [ -e "translations/$1" ] || $babel -q init -i $all -d translations -l "$1" --no-wrap
for catalogue in translations/*/LC_MESSAGES/messages.po; do
    [ -e "$catalogue" ] || continue
    language=${catalogue#translations/}
    $babel -q update -i $all -d translations -l "${language%%/*}" --no-wrap --no-fuzzy-matching --ignore-obsolete --omit-header
done
