import { availability } from "./availability/kind.ts";
import { correctness } from "./correctness/kind.ts";
import { errorRate } from "./error-rate/kind.ts";
import type { SliKind } from "./kind.ts";
import { latency } from "./latency/kind.ts";

/** SLI types that are lowered, each in the folder of its name. */
export const sliKinds: readonly SliKind[] = [availability, correctness, errorRate, latency];
