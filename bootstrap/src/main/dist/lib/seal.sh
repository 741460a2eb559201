#!/bin/sh
# sh lib/seal.sh: writes the digest of lib/, the manual pages and completion scripts, and records the classes that a start
# loads, so that the next start takes half the time. The build does it; do it again after installing under another JDK.
# Without the record everything works, only slower.
dist=$(dirname "$(dirname "$(readlink -f "$0")")")
. "$dist/lib/launch.sh"
. "$dist/lib/train.sh"
java_home=$(find_java_home)
classes=$(ls "$dist"/lib/bootstrap-*.jar)
# classes of signed jars and those in the form of Java 5 cannot be archived
[ -n "$java_home" ] && "$java_home/bin/java" -Xlog:disable -XX:TieredStopAtLevel=1 -cp "$classes" dev.dnsmesh.bootstrap.launch.ArchivableMain \
  "$dist"/lib/bcprov-*.jar "$dist"/lib/picocli-*.jar "$dist"/lib/asm-*.jar "$dist"/lib/jnr-x86asm-*.jar
digest=$(cd "$dist/lib" && cat ./*.jar launch.sh | sha256sum | cut -c1-16)
[ "$(cat "$dist/lib/digest" 2>/dev/null)" = "$digest" ] && [ -n "$java_home" ] && [ -e "$dist/share/man/man1/dnsmesh.1" ] &&
  [ -e "$(class_archive "$dist" "$java_home" node)" ] && [ -e "$(class_archive "$dist" "$java_home" client)" ] &&
  touch "$dist/lib/digest" && exit 0
echo "$digest" >"$dist/lib/digest"
mkdir -p "$dist/plugins" "$dist/cache"
rm -f "$dist"/cache/* "$dist"/lib/*.classes
[ -n "$java_home" ] || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$java_home/bin/java" -Xlog:disable -cp "$classes" dev.dnsmesh.bootstrap.launch.ManualMain "$dist/share"

train_client "$dist" "$scratch" "$dist/lib/client.classes"
make_archive "$java_home" "$dist/lib/client.classes" "$(class_archive "$dist" "$java_home" client)" "$client_options" "$classes"

node=$(class_archive "$dist" "$java_home" node)
: >"$scratch/out"
DNSMESH_JVM_OPTIONS="-XX:ArchiveClassesAtExit=$node.draft" DMP_DNS_PORT=0 DMP_HTTP_PORT=0 DMP_DATA_DIR="$scratch/data" \
  "$dist/bin/dnsmesh-node" >"$scratch/out" 2>"$scratch/err" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q '^ready' "$scratch/out" && break
  sleep 0.5
done
kill -TERM "$pid" 2>/dev/null
wait "$pid"
[ -s "$node.draft" ] && mv "$node.draft" "$node"
exit 0
