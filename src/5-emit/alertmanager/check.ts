/** What Alertmanager could not do for a receiver that somebody is told by. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Routing } from "../../model/routing/tree.ts";
import type { Channel, Secret, Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { integrationsOf, Hidden, type Setting } from "./channels.ts";

/** Where the Prometheus operator puts the Secrets that `spec.secrets` of an Alertmanager lists. */
const mounted = /^\/etc\/alertmanager\/secrets\/([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)\/([-._a-zA-Z0-9]{1,253})$/;

/** The Secret and the key that a file is; undefined for a file elsewhere. */
export function mountedSecret(file: string): { readonly name: string; readonly key: string } | undefined {
  const [, name, key] = mounted.exec(file) ?? [];
  return name === undefined || key === undefined || key === "." || key === ".." ? undefined : { name, key };
}

export function checkReceivers(routing: Routing, workspace: Workspace): readonly Diagnostic[] {
  const { as, base } = workspace.targets.alertmanager;
  return [
    ...defaultBesideBase(workspace),
    ...routing.receivers.flatMap((name) => {
      const receiver = workspace.receivers.get(name);
      if (receiver === undefined) return [];
      const mail = receiver.channels.flatMap((channel) =>
        channel.kind === "email" ? mailWithoutServer(name, channel, base?.mail, as.includes("operator")) : [],
      );
      const secrets = integrationsOf(receiver).flatMap(({ settings }) => secretsIn(settings));
      return [...secrets.flatMap((secret) => unreadable(name, secret, as.includes("operator"))), ...mail];
    }),
  ];
}

/** The root of a base stays what it is. */
function defaultBesideBase({ routing, targets, resolved }: Workspace): readonly Diagnostic[] {
  const { base } = targets.alertmanager;
  if (base === undefined || routing.default === undefined) return [];
  const { span } = resolved.originOf("/routing/default", "key");
  return [
    diagnostic("default-beside-base", { path: base.path }, span, {
      help: "take it away: alerts that are not ours go where the base says",
    }),
  ];
}

function secretsIn(setting: Setting | undefined): readonly Secret[] {
  if (setting instanceof Hidden) return [setting.secret];
  return typeof setting === "object" ? Object.values(setting).flatMap(secretsIn) : [];
}

function unreadable(receiver: string, secret: Secret, forOperator: boolean): readonly Diagnostic[] {
  const { span } = secret.origin;
  if ("env" in secret) {
    return [
      diagnostic("secret-from-environment", { receiver, variable: secret.env }, span, {
        help: "name a file that holds it, with the key that ends in `File`: `…File: /etc/alertmanager/secrets/…`",
      }),
    ];
  }
  if (!forOperator || mountedSecret(secret.file) !== undefined) return [];
  return [
    diagnostic("secret-not-mounted", { receiver, file: secret.file }, span, {
      help: "write `/etc/alertmanager/secrets/<secret>/<key>`, where the operator mounts what `spec.secrets` lists",
    }),
  ];
}

type Mail = Extract<Channel, { kind: "email" }>;

function mailWithoutServer(
  receiver: string,
  { from, smarthost, origin }: Mail,
  global: { readonly smarthost: boolean; readonly from: boolean } | undefined,
  forOperator: boolean,
): readonly Diagnostic[] {
  // what a base says of all mail is not in the operator's object
  const said = forOperator ? undefined : global;
  const missing = [
    ...(from === undefined && said?.from !== true ? ["from"] : []),
    ...(smarthost === undefined && said?.smarthost !== true ? ["smarthost"] : []),
  ];
  if (missing.length === 0) return [];
  return [
    diagnostic("mail-without-server", { receiver, missing: `\`${missing.join("` and `")}\`` }, origin.span, {
      help: 'write it, as in `{ to: …, from: alerts@example.org, smarthost: "smtp.example.org:587" }`',
    }),
  ];
}
