# Read by dnsmesh-node and dnsmesh at the root of the source tree. POSIX sh.

# build_and_run root program arguments...
build_and_run() {
  root=$1 program=$2
  shift 2
  dist=$root/bootstrap/target/dnsmesh
  if is_stale "$root" "$dist/lib/digest"; then
    . "$root/bootstrap/src/main/dist/lib/launch.sh"
    java_home=$(find_java_home)
    if [ -z "$java_home" ]; then
      explain_missing_java
      exit 1
    fi
    echo "building $dist ..." >&2
    # Maven itself runs on any JDK from 17; where JAVA_HOME says nothing and no java is on the PATH it takes the one found.
    [ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null 2>&1 || export JAVA_HOME="$java_home"
    (cd "$root" && ./mvnw -q -B -Dmaven.test.skip=true -pl bootstrap -am package) >&2 || exit 1
  fi
  exec "$dist/bin/$program" "$@"
}

# True when there is nothing, or a source is newer.
is_stale() { # root stamp
  [ -e "$2" ] || return 0
  [ -n "$(cd "$1" && find pom.xml ./*/pom.xml domain/src/main application/src/main adapters-*/src/main bootstrap/src/main \
    -newer "$2" -print 2>/dev/null | head -n 1)" ]
}
