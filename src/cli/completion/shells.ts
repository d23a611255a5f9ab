/** Scripts by which shells complete the command line. They ask nobody: all that they know stands in them. */
import type { Described, DescribedOption } from "./describe.ts";

/** Names, flags and choices are letters, digits, dots and hyphens; descriptions are quoted. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const flagsOf = (options: readonly DescribedOption[]) => options.flatMap(({ flags }) => flags);
/** Flags that may stand before the command and whose value is the next word, which is no command then. */
const flagsWithValue = (options: readonly DescribedOption[]) => flagsOf(options.filter(({ takesValue }) => takesValue));

export function bash({ options, commands }: Described): string {
  const withChoices = (name: string, all: readonly DescribedOption[]) =>
    all
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, choices }) => {
        const patterns = flags.map((flag) => `'${name} ${flag}'`).join("|");
        const reply =
          choices.length === 0 ? "return" : `COMPREPLY=($(compgen -W ${quote(choices.join(" "))} -- "$word")); return`;
        return `    ${patterns}) ${reply} ;;\n`;
      })
      .join("");
  const names = commands.map(({ name }) => name);
  return `# bash completion of tocsin; in ~/.bashrc: eval "$(tocsin completion bash)"
_tocsin() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= at
  COMPREPLY=()
  # bash splits a flag and its value at the equals sign
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case \${COMP_WORDS[at]} in
      ${flagsWithValue(options).join("|")})
        [[ \${COMP_WORDS[at+1]} == = ]] && ((at++))
        ((at++))
        ;;
      -*) ;;
      *) command=\${COMP_WORDS[at]}; break ;;
    esac
  done
  case "$command $before" in
${commands.map(({ name, options: own }) => withChoices(name, [...own, ...options])).join("")}${withChoices("", options)}  esac
  if [[ $word == -* ]]; then
    case $command in
${commands.map(({ name, options: own }) => `      ${name}) COMPREPLY=($(compgen -W ${quote(flagsOf([...own, ...options]).join(" "))} -- "$word")) ;;\n`).join("")}      *) COMPREPLY=($(compgen -W ${quote(flagsOf(options).join(" "))} -- "$word")) ;;
    esac
    return
  fi
  case $command in
    '') COMPREPLY=($(compgen -W ${quote(names.join(" "))} -- "$word")) ;;
${commands
  .filter(({ values }) => values.length > 0)
  .map(({ name, values }) => `    ${name}) COMPREPLY=($(compgen -W ${quote(values.join(" "))} -- "$word")) ;;\n`)
  .join("")}  esac
}
complete -o default -F _tocsin tocsin
`;
}

export function zsh({ options, commands }: Described): string {
  // in _arguments a colon, a bracket and a backslash mean something
  const plain = (text: string) => text.replace(/[[\]:\\]/g, "\\$&");
  const specs = (all: readonly DescribedOption[]) =>
    all
      .flatMap(({ flags, description, takesValue, choices }) =>
        flags.map((flag) => {
          const value = !takesValue ? "" : choices.length > 0 ? `:value:(${choices.join(" ")})` : ":value:_files";
          // a value may be said again, and be joined to its flag
          const [again, joined] = !takesValue ? ["", ""] : ["*", flag.startsWith("--") ? "=" : "+"];
          return `          ${quote(`${again}${flag}${joined}[${plain(description)}]${value}`)}`;
        }),
      )
      .join(" \\\n");
  return `#compdef tocsin
# zsh completion of tocsin; in ~/.zshrc, after compinit: eval "$(tocsin completion zsh)"
_tocsin() {
  local context state line
  typeset -A opt_args
  _arguments -C \\
${specs(options)} \\
          '1:command:->command' \\
          '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${commands.map(({ name, description }) => `        ${quote(`${name}:${plain(description)}`)}\n`).join("")}      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${commands
  .map(
    ({ name, options: own, values }) =>
      `        ${name})\n          _arguments \\\n${specs([...own, ...options])} \\\n          ${quote(`*:argument:${values.length > 0 ? `(${values.join(" ")})` : "_files"}`)}\n          ;;\n`,
  )
  .join("")}      esac
      ;;
  esac
}
if [ "$funcstack[1]" = _tocsin ]; then _tocsin "$@"; else compdef _tocsin tocsin; fi
`;
}

export function fish({ options, commands }: Described): string {
  // fish knows two escapes in single quotes
  const inQuotes = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  const line = (condition: string, { flags, description, takesValue, choices }: DescribedOption) => {
    const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
    const value = !takesValue ? "" : choices.length > 0 ? ` -x -a ${inQuotes(choices.join(" "))}` : " -r";
    return `complete -c tocsin${condition} ${names.join(" ")}${value} -d ${inQuotes(description)}\n`;
  };
  const isIn = (name: string) => ` -n ${inQuotes(`__tocsin_in ${name}`)}`;
  return `# fish completion of tocsin; in config.fish: tocsin completion fish | source
# Is this the command? Without one: is there none yet?
function __tocsin_in
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case ${flagsWithValue(options).join(" ")}
                set -e words[1]
            case '-*'
            case '*'
                test "$words[1]" = "$argv[1]"
                return
        end
        set -e words[1]
    end
    test -z "$argv[1]"
end
${options.map((option) => line("", option)).join("")}${commands
    .map(
      ({ name, description, options: own, values }) =>
        `complete -c tocsin -n __tocsin_in -f -a ${name} -d ${inQuotes(description)}\n${own.map((option) => line(isIn(name), option)).join("")}${values.length === 0 ? "" : `complete -c tocsin${isIn(name)} -f -a ${inQuotes(values.join(" "))}\n`}`,
    )
    .join("")}`;
}
