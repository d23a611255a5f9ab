import { countsKind } from "../counts.ts";

export const correctness = countsKind("correctness");
