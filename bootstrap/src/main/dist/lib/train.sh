# Read by seal.sh. POSIX sh.

# Has two people exchange a message over the node whose output is in SCRATCH/out, and writes which classes that loaded.
train_client() { # distribution scratch list
  ready=$(grep '^ready' "$2/out")
  dns=${ready#*dns=} && dns=${dns%% *} && dns=${dns%%,*}
  http=${ready#*http=} && http=${http%% *}
  runs=0
  export DMP_PASSPHRASE=training
  for words in --version --help; do
    trained "$1" "$2" "$words"
  done
  # without the numbers, which are each list's own, and without classes of loaders that need them
  cat "$2"/*.loaded | sed -e '/ source: /d' -e 's/ id: [0-9]*//' | awk '!seen[$0]++' >"$3"
}

trained() { # distribution scratch arguments...
  trained_dist=$1 runs=$((runs + 1)) trained_scratch=$2
  shift 2
  DNSMESH_JVM_OPTIONS="-XX:DumpLoadedClassList=$trained_scratch/$runs.loaded" "$trained_dist/bin/dnsmesh" "$@" \
    >"$trained_scratch/$runs.out" 2>"$trained_scratch/$runs.err"
}
