import { aggregate, binary, offset, on, selector } from "../../../model/promql/build.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { writtenExpr } from "../../../model/alerting/written.ts";
import type { Service } from "../../../model/service.ts";
import { type Annotation, colors } from "../panel.ts";

/** A series of kube-state-metrics about pods: where one is read, the others are there too. */
const ofPods = "kube_pod_container_status_restarts_total";
const images = ["container", "image_spec"];
/** A new image is new for so long. */
const marked = 300;

/**
 * When a container began to run an image that none of the service's pods ran five minutes before. It is known where alerts read the pods of the
 * service by kube-state-metrics, whose `kube_pod_container_info` has the labels `container` and `image_spec`
 * (kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md).
 */
export function imageMarks({ alerts }: Service): readonly Annotation[] {
  const read = alerts
    .flatMap(({ condition }) => selectorsOf(writtenExpr(condition)))
    .find(({ name }) => name === ofPods);
  if (read === undefined) return [];
  const info = selector(
    "kube_pod_container_info",
    read.matchers.filter(({ label }) => label === "namespace" || label === "pod" || label === "container"),
  );
  const before = offset(info, marked);
  const by = { mode: "by", labels: images } as const;
  const isNew = binary(aggregate("group", info, by), "unless", aggregate("group", before, by));
  return [
    {
      kind: "prometheus",
      name: "New images",
      // nothing is new when nothing was known before
      expr: binary(isNew, "and", aggregate("group", before), on()),
      color: colors.third,
      title: "{{container}} runs a new image",
      text: "{{image_spec}}",
      step: "60s",
      enabled: true,
    },
  ];
}
