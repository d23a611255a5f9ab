import type { Labels } from "../../../model/service.ts";
import type { Artifact, LineOrigin } from "../../artifact.ts";

/** A dashboard that is made, and what its objects say besides. */
export interface Delivered {
  readonly uid: string;
  readonly title: string;
  readonly json: Artifact;
  /** Of Kubernetes objects. */
  readonly labels: Labels;
  /** First line of files that can say it. */
  readonly header: string;
  /** Where lines lead that are no panel's. */
  readonly whole: Pick<LineOrigin, "origin" | "what">;
}
