/** Types of what people write in TypeScript. They follow from the schemas; references are part of them where a file alone can tell. */
import type { KitV1, ServiceV1, SloLayer, Use, WorkspaceV1 } from "../2-validate/generated/types.ts";
import type { BuiltinKitSlis, Vital } from "./generated/kits.ts";

/** A kit, several, or a map of kits with their parameters. */
export type Uses = string | readonly string[] | { readonly [name: string]: Use | null };

/** SLIs that a kit gives: of a built-in one their names; one of the workspace may give any. */
type SlisOfKit<Kit extends string> = Kit extends keyof BuiltinKitSlis ? BuiltinKitSlis[Kit] : string;

/** Under a name of its own, a kit's SLIs bear that name in front. */
type SlisOfUse<Name extends string, Parameters> = Parameters extends { readonly kit: infer Kit extends string }
  ? Kit extends Name
    ? SlisOfKit<Kit>
    : `${Name}-${SlisOfKit<Kit>}`
  : SlisOfKit<Name>;

type SlisOfUses<Used> = Used extends string
  ? SlisOfKit<Used>
  : Used extends readonly (infer Kit extends string)[]
    ? SlisOfKit<Kit>
    : { [Name in keyof Used & string]: SlisOfUse<Name, Used[Name]> }[keyof Used & string];

/** Names that an SLO may give as `sli`. Where neither the service nor a kit gives one, the workspace's defaults may: then any will do. */
type KnownSlis<Sli extends string, Used> = [Sli | SlisOfUses<Used>] extends [never]
  ? string
  : Sli | SlisOfUses<Used> | Vital;

type SloInFull = Exclude<SloLayer, string>;
type SloOf<Sli extends string> = Omit<SloInFull, "sli"> & {
  /** The SLI that is judged; default the SLO's own name. */ sli?: Sli | null;
};

interface SloThatNamesItsSli<Sli extends string> extends SloOf<Sli> {
  sli: Sli;
}

interface SloMadeOfSlos extends SloOf<never> {
  of: NonNullable<SloInFull["of"]>;
}

/** An SLO with the name of an SLI needs to say no more; another one says which SLI it judges or which SLOs it is made of. */
type SloNamed<Name extends string, Sli extends string> = Name extends Sli
  ? string | SloOf<Sli> | null
  : SloThatNamesItsSli<Sli> | SloMadeOfSlos | null;

/** A service as `service` takes it: without its version and name. */
export type ServiceSpec<Sli extends string, Used extends Uses, Slo extends string> = Omit<
  ServiceV1,
  "version" | "service" | "owner" | "tier" | "uses" | "slis" | "slos"
> & {
  /** The team: decides who is notified, and is the label `owner` of every alert. */
  owner?: NonNullable<ServiceV1["owner"]>;
  /** How much it matters: chooses a layer of defaults. */
  tier?: NonNullable<ServiceV1["tier"]>;
  /** A kit, a list of kits, or a map of kits with their parameters; under a name of yours with `kit` it prefixes what it gives. */
  uses?: Used;
  /** What is measured, by name. */
  slis?: { readonly [Name in Sli]: NonNullable<ServiceV1["slis"]>[string] };
  /** What is promised, by name; a bare percentage is an objective for the SLI of the same name. */
  slos?: { readonly [Name in Slo]: SloNamed<Name, KnownSlis<NoInfer<Sli>, NoInfer<Used>>> };
};

/** A kit as `kit` takes it. */
export type KitSpec = Omit<KitV1, "version" | "kit">;

/** A workspace as `workspace` takes it. Whether TypeScript is run cannot be said by TypeScript. */
export type WorkspaceSpec = Omit<WorkspaceV1, "version" | "workspace" | "policy"> & {
  /** Rules for all specs. */
  policy?: Omit<NonNullable<WorkspaceV1["policy"]>, "typescript">;
};
