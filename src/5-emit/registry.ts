import { alertmanager } from "./alertmanager/target.ts";
import { grafana } from "./grafana/target.ts";
import { prometheus } from "./prometheus/target.ts";
import type { Target } from "./target.ts";

/** Systems that are compiled for, each in the folder of its name. */
export const targets: readonly Target[] = [prometheus, alertmanager, grafana];
