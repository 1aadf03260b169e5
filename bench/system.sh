#!/usr/bin/env bash
# Installs Debian packages where we may (root on Debian or Ubuntu); else prints the command and what goes without.
set -u
missing=()
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "Not installed: ${missing[*]}. As an administrator run:"
echo "    apt-get install ${missing[*]}"
echo "Without LibreOffice Writer the measurements on pdf renditions are left out."
exit 1
