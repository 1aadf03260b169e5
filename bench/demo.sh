#!/usr/bin/env bash
# A first look: reads the sample documents of an invented province and asks four questions.
set -eu
vankien=$1
export VANKIEN_ARCHIVE=.cache/demo-archive
rm -rf "$VANKIEN_ARCHIVE"
mkdir -p .cache
bold='' plain=''
[ -t 1 ] && bold=$'\033[1m' plain=$'\033[0m'
say() { printf '\n%s$ vankien %s%s\n' "$bold" "$*" "$plain"; "$vankien" "$@"; }

say ingest corpora/samples
say search nang cao chat luong sinh hoat chi bo
say search '07 – hd / btctu'
say references 21-KH/ĐUK
say indicators corpora/samples/bao-cao-46-duk.docx
cat <<TEXT

Next, with your own documents (docx, pdf, html, txt):
    $vankien ingest FOLDER            read them into the archive (again: only what is new)
    $vankien search WORDS             with or without marks; numbers in any spelling
    $vankien show NUMBER              one document: header, figures, what it cites
    $vankien extract FILE --json      everything found, for other programs
Without VANKIEN_ARCHIVE set, the archive is the folder vankien-archive in your home.
TEXT
