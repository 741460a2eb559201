# Read by the programs in bin/ and by the scripts at the root of the source tree. POSIX sh.

# What a start needs is done by the shell itself where that is possible: every program that it runs takes two milliseconds.

# Prints the home of a JDK 25 or newer: JAVA_HOME, then the java on the PATH, then /usr/lib/jvm; of several there, a 25.
find_java_home() {
  newer=
  for home in "${JAVA_HOME:-}" "the PATH's" /usr/lib/jvm/*; do
    [ "$home" = "the PATH's" ] && home=$(command -v java 2>/dev/null) && home=$(readlink -f "$home") && home=${home%/bin/java}
    [ -n "$home" ] && [ -x "$home/bin/java" ] || continue
    read_java_major "$home"
    case $major in
      25) echo "$home"; return 0 ;;
      2[6-9] | [3-9][0-9]) newer=${newer:-$home} ;;
    esac
  done
  [ -n "$newer" ] && echo "$newer"
}

# Sets major to the version of the JDK there.
read_java_major() {
  major=
  if [ -r "$1/release" ]; then
    while read -r line || [ -n "$line" ]; do
      case $line in JAVA_VERSION=\"*) major=${line#*\"} && major=${major%%[!0-9]*} ;; esac
    done <"$1/release"
  else
    major=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  fi
}

explain_missing_java() {
  cat >&2 <<'END'
No JDK 25 found: looked at JAVA_HOME, at java on the PATH, and in /usr/lib/jvm.
Install one, for instance Temurin 25 (https://adoptium.net/installation/linux):
  apt-get install temurin-25-jdk     with Adoptium's apt repository, or
  unpack the tar.gz and set JAVA_HOME to its directory.
END
}

# What LMDB Java and Guice need of the JVM; the archive of loaded classes is good for the same options only.
jvm_base_options="--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xlog:disable -Xshare:auto
 -Dguice_bytecode_gen_option=DISABLED -Dguice_custom_class_loading=OFF -Dfile.encoding=UTF-8"

# jnr, below LMDB Java, generates code at its start that a short run never gets a return on
client_options="-XX:TieredStopAtLevel=1 -Xms16m -Djnr.ffi.x86asm.enabled=false -Djnr.ffi.asm.enabled=false"

# Name of the archive of loaded classes: of these jars, for this JVM. Stale ones are never read, their name differs.
class_archive() { # java-home program
  jvm=$(cksum <"$2/release" 2>/dev/null) && jvm=${jvm%% *} && read -r jars 2>/dev/null <"$1/lib/digest" || return 1
  echo "$1/cache/$3-$jars-$jvm.jsa"
}

# Prints the archive to use: the distribution's own, else one in the user's cache, made now from the list of classes that the
# build recorded. That takes two seconds, once for these jars and this JVM; where it fails, an empty file says so for later.
usable_archive() { # distribution java-home program options class-path
  archive=$(class_archive "$1" "$2" "$3") || return 1
  [ -r "$archive" ] && echo "$archive" && return
  list=$1/lib/$3.classes
  [ -r "$list" ] && [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ] || return 1
  own=${XDG_CACHE_HOME:-$HOME/.cache}/dnsmesh
  archive=$own/${archive##*/}
  if [ ! -e "$archive" ]; then
    mkdir -p "$own" 2>/dev/null && [ -w "$own" ] || return 1
    make_archive "$2" "$list" "$archive" "$4" "$5" || : >"$archive"
  fi
  [ -s "$archive" ] && [ -O "$archive" ] && echo "$archive"
}

make_archive() { # java-home list archive options class-path
  # shellcheck disable=SC2086 # options are words
  "$1/bin/java" $jvm_base_options $4 -Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile="$2" -XX:SharedArchiveFile="$3.$$" -cp "$5" >/dev/null 2>&1 &&
    [ -s "$3.$$" ] && mv -f "$3.$$" "$3" && return
  rm -f "$3.$$"
  return 1
}

# run_program distribution program main-class jvm-options arguments...
run_program() {
  dist=$1 program=$2 main=$3 options=$4
  shift 4
  java_home=$(find_java_home)
  if [ -z "$java_home" ]; then
    explain_missing_java
    exit 1
  fi
  # in the C locale Java loses every letter beyond ASCII: in arguments, in file names, in DMP_PASSPHRASE and thus in the key
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    '' | C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;;
  esac
  set -- "$main" "$@"
  for classes in "$dist"/lib/bootstrap-*.jar; do :; done
  for plugin in "$dist"/plugins/*.jar; do
    [ -e "$plugin" ] && classes=$classes:$plugin
  done
  case "${DNSMESH_JVM_OPTIONS:-} $*" in
    *-XX:*Archive*" $main"* | *-XX:*LoadedClassList*" $main"* | *-Xshare*" $main"*) ;; # they record, or have an archive of their own
    " $main --version") ;; # to link what is archived takes longer than a word about the version
    *) archive=$(usable_archive "$dist" "$java_home" "$program" "$options" "$classes") && options="$options -XX:SharedArchiveFile=$archive" ;;
  esac
  # shellcheck disable=SC2086 # options are words
  exec "$java_home/bin/java" $jvm_base_options $options ${DNSMESH_JVM_OPTIONS:-} -cp "$classes" "$@"
}
