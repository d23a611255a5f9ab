# What zsh proposes at the end of each line: zsh -f propose.zsh FOLDER SCRIPT LINE...; each line, and below it the proposals after a tab.
# Completion is a part of the line editor, which wants a terminal: a shell within a pseudo-terminal of zsh's own is given one line after another.
root=$1
module_path=($root/usr/lib/*-linux-gnu/zsh/*(/N))
if [[ -z $PROPOSALS ]]; then
  zmodload zsh/zpty
  export PROPOSALS=$(mktemp) GIVEN=${(j: :)${(q)@}}
  zpty editor "$root/bin/zsh -f -i"
  zpty -w editor "eval set -- \$GIVEN; source ${(q)ZSH_ARGZERO}"
  while zpty -r editor printed; do : ; done
  cat $PROPOSALS
  rm -f $PROPOSALS
  exit
fi
fpath=($root/usr/share/zsh/functions/**/*(/N))
autoload -Uz compinit
compinit -u -D
source $2
shift 2
lines=("$@")
compadd() {
  # with these it fills arrays of the one who asks, and proposes nothing
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a proposed
  builtin compadd -A proposed "$@"
  printf '\t%s\n' $IPREFIX$^proposed >>$PROPOSALS
  builtin compadd "$@"
}
propose() { _main_complete; compstate[insert]= compstate[list]= }
zle -C propose complete-word propose
zle-line-init() {
  for BUFFER in $lines; do
    print -r -- $BUFFER >>$PROPOSALS
    CURSOR=$#BUFFER
    zle propose
  done
  exit
}
zle -N zle-line-init
