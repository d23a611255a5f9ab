import { countsKind } from "../counts.ts";

export const availability = countsKind("availability");
