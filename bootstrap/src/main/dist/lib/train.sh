# Read by seal.sh. POSIX sh.

# What only a node loads, and TLS: a client's usual start does without.
not_of_clients='com/google/(inject|common)|io/(netty|vertx|micrometer|prometheus)|org/(flywaydb|jdbi|postgresql)|com/zaxxer|dev/dnsmesh/(bootstrap/(wiring|lifecycle|settings|demo)|adapters/(http/(server|route|page|admin|limit|exchange)|dns/(server|limit|tsig|update|codec)))'

# Has three people exchange messages, in one process, and writes which classes of a client that loaded.
train_client() { # distribution scratch list
  trained "$1" "$2" demo
  trained "$1" "$2" --help
  trained "$1" "$2" --json --config-home "$2/nowhere" recv
  # without the numbers, which are each list's own, and without classes of loaders that need them
  cat "$2"/*.loaded | sed -e '/ source: /d' -e 's/ id: [0-9]*//' | grep -Ev "$not_of_clients" | awk '!seen[$0]++' >"$3"
}

runs=0
trained() { # distribution scratch arguments...
  trained_dist=$1 runs=$((runs + 1)) trained_scratch=$2
  shift 2
  TMPDIR=$trained_scratch DNSMESH_JVM_OPTIONS="-XX:DumpLoadedClassList=$trained_scratch/$runs.loaded" \
    "$trained_dist/bin/dnsmesh" "$@" >"$trained_scratch/$runs.out" 2>"$trained_scratch/$runs.err"
}
