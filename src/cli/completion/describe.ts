import type { Command, Option } from "commander";

/** The command line as data: what a shell completes. */
export interface Described {
  readonly options: readonly DescribedOption[];
  readonly commands: readonly {
    readonly name: string;
    readonly description: string;
    readonly options: readonly DescribedOption[];
    /** Values of its first argument, where they are few and known; else it takes files. */
    readonly values: readonly string[];
  }[];
}

export interface DescribedOption {
  /** `--format`, `-f`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** @param values of the first argument, by command */
export function describe(program: Command, values: Readonly<Record<string, readonly string[]>>): Described {
  const help = program.createHelp();
  const shown = (command: Command) => help.visibleOptions(command).map(optionOf);
  const commands = help.visibleCommands(program);
  const names = commands.map((command) => command.name());
  return {
    options: shown(program),
    commands: commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      // those that all have are among the program's
      options: shown(command).filter(({ flags }) => !flags.includes("--help")),
      values: command.name() === "help" ? names : (values[command.name()] ?? []),
    })),
  };
}

function optionOf(option: Option): DescribedOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}
