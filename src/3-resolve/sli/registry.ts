import { availability } from "./availability/kind.ts";
import { correctness } from "./correctness/kind.ts";
import { custom } from "./custom/kind.ts";
import { errorRate } from "./error-rate/kind.ts";
import { freshness } from "./freshness/kind.ts";
import type { SliKind } from "./kind.ts";
import { latency } from "./latency/kind.ts";
import { throughput } from "./throughput/kind.ts";

/** SLI types that are lowered, each in the folder of its name. */
export const sliKinds: readonly SliKind[] = [
  availability,
  correctness,
  custom,
  errorRate,
  freshness,
  latency,
  throughput,
];
