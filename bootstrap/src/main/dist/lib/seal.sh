#!/bin/sh
# sh lib/seal.sh: writes the digest of lib/ and records the classes that a start loads, so that the next start takes half the
# time. The build does it; do it again after installing under another JDK. Without the record everything works, only slower.
dist=$(dirname "$(dirname "$(readlink -f "$0")")")
digest=$(cd "$dist/lib" && cat ./*.jar launch.sh | sha256sum | cut -c1-16)
. "$dist/lib/launch.sh"
java_home=$(find_java_home)
[ "$(cat "$dist/lib/digest" 2>/dev/null)" = "$digest" ] && [ -n "$java_home" ] &&
  [ -e "$(class_archive "$dist" "$java_home" node)" ] && touch "$dist/lib/digest" && exit 0
echo "$digest" >"$dist/lib/digest"
mkdir -p "$dist/plugins" "$dist/cache"
rm -f "$dist"/cache/*
[ -n "$java_home" ] || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

record() { # program; the rest of the environment and the arguments are the caller's
  program=$1
  shift
  archive=$(class_archive "$dist" "$java_home" "$program")
  DNSMESH_JVM_OPTIONS="-XX:ArchiveClassesAtExit=$archive.draft" "$@" >"$scratch/out" 2>"$scratch/err" &
  pid=$!
}

keep() {
  wait "$pid"
  [ -s "$archive.draft" ] && mv "$archive.draft" "$archive"
}

record client "$dist/bin/dnsmesh" --version
keep
record node env DMP_DNS_PORT=0 DMP_HTTP_PORT=0 DMP_DATA_DIR="$scratch/data" "$dist/bin/dnsmesh-node"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q '^ready' "$scratch/out" && break
  sleep 0.5
done
kill -TERM "$pid" 2>/dev/null
keep
exit 0
