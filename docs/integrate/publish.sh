#!/bin/sh
# Lays the artifacts that an adapter is built against into DIRECTORY as a Maven repository, from a tree that was built
# (./mvnw -DskipTests package). Touches neither ~/.m2 nor the network. To have them in ~/.m2 instead: ./mvnw -DskipTests install
set -eu
[ $# -eq 1 ] || { echo "usage: $0 DIRECTORY" >&2; exit 2; }
mkdir -p "$1"
repository=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' pom.xml | head -1)

put() { # artifact file extension
  directory=$repository/dev/dnsmesh/$1/$version
  mkdir -p "$directory"
  cp "$2" "$directory/$1-$version.$3"
}

put dnsmesh pom.xml pom
for module in domain application port-contracts; do
  [ -r "$module/target/$module-$version.jar" ] || { echo "$module is not built: ./mvnw -DskipTests package" >&2; exit 1; }
  put "$module" "$module/pom.xml" pom
  put "$module" "$module/target/$module-$version.jar" jar
done
echo "$version"
