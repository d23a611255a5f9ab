import type { Feature } from "./feature.ts";
import { completion } from "./features/completion.ts";
import { diagnostics } from "./features/diagnostics.ts";

/** What the server offers. */
export const features: readonly Feature[] = [diagnostics, completion];
