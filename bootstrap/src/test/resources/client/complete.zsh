# Presses Tab in a zsh on a terminal of its own, set up by the first argument, and prints what it made of each line.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "unsetopt zle_bracketed_paste; PROMPT=; $1; dnsmesh() { print -r -- \"typed:\$*:\" }; print re''ady"
zpty -r -m shell line '*ready*'
for typed in 'identity publ' 'send --no-c' '--config-home /tmp outb'; do
  zpty -w -n shell "dnsmesh $typed"$'\t\n'
  zpty -r -m shell line '*typed:*:*'; print -r -- "${${line##*typed:}%%:*}"
done
