# What bash proposes at the end of each line: bash --norc propose.bash SCRIPT LINE...; each line, and below it the proposals after a tab.
# Readline splits a line as it stands in COMP_WORDBREAKS; here that is at spaces and at `=`.
source "$1"
shift
for line; do
  echo "$line"
  COMP_WORDS=() COMP_CWORD=-1 COMP_LINE=$line
  for word in ${line//=/ = }; do COMP_WORDS[++COMP_CWORD]=$word; done
  [[ $line == *' ' ]] && COMP_WORDS[++COMP_CWORD]=
  prefix=
  case $line in
    *=) prefix=${COMP_WORDS[COMP_CWORD-1]}= ;;
    *=*[!\ ]) [[ ${COMP_WORDS[COMP_CWORD-1]} == = ]] && prefix=${COMP_WORDS[COMP_CWORD-2]}= ;;
  esac
  _tocsin
  ((${#COMPREPLY[@]} == 0)) || printf '\t%s\n' "${COMPREPLY[@]/#/$prefix}"
done
