import { countsKind } from "../counts.ts";

export const errorRate = countsKind("error-rate");
