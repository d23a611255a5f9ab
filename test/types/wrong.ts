// Each mark names the column and the words of an error that `tsc` finds on the line above it.
import { kit, percent, service, workspace } from "tocsin";

service("unknown-sli", {
  uses: "otel-http-server",
  slos: { paid: { sli: "request", objective: "99%" } },
  //~ 19 "request"
});
service("unknown-sli-by-name", {
  uses: "otel-http-server",
  slis: { orders: { type: "availability" } },
  slos: { order: "99%" },
  //~ 11 string
});
service("unknown-sli-of-a-kit-under-a-name", {
  uses: { admin: { kit: "otel-http-server" } },
  slos: { latency: "99%" },
  //~ 11 string
});
service("misspelt-at-the-top", {
  ownr: "payments",
  //~ 3 ownr
});
service("misspelt", {
  slis: { orders: { treshold: "1s" } },
  //~ 21 treshold
  slos: { orders: { objectve: "99%" } },
  //~ 21 objectve
});
service("wrong-type", {
  tier: "urgent",
  //~ 3 "urgent"
  traffic: 20,
  //~ 3 number
  owner: null,
  //~ 3 null
  slos: { orders: { alerting: { minimumErrors: "3" } } },
  //~ 33 string
});
service("wrong-null", { slos: { a: { alerting: { page: { burns: [{ within: null }] } } } } });
//~ 68 null
kit("no-owner", { owner: "payments" });
//~ 19 owner
workspace("no-policy-of-typescript", { policy: { typescript: "off" } });
//~ 50 typescript
workspace("no-null-outside-a-layer", { output: null });
//~ 40 null
percent("99.9%");
//~ 9 string
