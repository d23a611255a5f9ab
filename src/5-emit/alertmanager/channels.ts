/** What a receiver's channels are in Alertmanager: keys and defaults of its configuration reference, the same for its file and for the operator. */
import { goText } from "../shared/go.ts";
import { noted, type Yaml, type YamlMap } from "../shared/yaml.ts";
import { groupBy } from "../../util/group-by.ts";
import { never } from "../../util/never.ts";
import type { Channel, Receiver, Secret } from "../../model/workspace.ts";

/** A message of templates/notifications/. */
export class Message {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A value of a file: the key that bears it says how it is read. */
export class Hidden {
  readonly secret: Secret;
  constructor(secret: Secret) {
    this.secret = secret;
  }
}

export type Setting = string | number | boolean | Message | Hidden | readonly Setting[] | Settings;
export interface Settings {
  readonly [key: string]: Setting | undefined;
}

/** One entry of `<kind>_configs`. */
export interface Integration {
  /** `slack` of `slack_configs`. */
  readonly kind: string;
  readonly settings: Settings;
  readonly channel: Channel;
}

/** In the order of the spec's channels. */
export function integrationsOf({ channels }: Receiver): readonly Integration[] {
  return channels.map((channel) => ({ ...settingsOf(channel), channel }));
}

/** A receiver with its integrations by kind. @param suffix of their keys: `_configs` in the file */
export function receiverItem(receiver: Receiver, suffix: string, print: (integration: Integration) => YamlMap): Yaml {
  const { name, origin } = receiver;
  const configs = [...groupBy(integrationsOf(receiver), ({ kind }) => kind)].map(([kind, integrations]) => {
    const items = integrations.map((one) =>
      noted(print(one), { origin: one.channel.origin, what: `${one.channel.kind} of ${name}` }),
    );
    return [`${kind}${suffix}`, items] as const;
  });
  return noted({ name, ...Object.fromEntries(configs) }, { origin, what: `receiver ${name}` });
}

const resolved = { send_resolved: true } as const;

function settingsOf(channel: Channel): Omit<Integration, "channel"> {
  const message = (part: string) => new Message(`tocsin.${channel.kind}.${part}`);
  switch (channel.kind) {
    case "email":
      return {
        kind: "email",
        settings: {
          ...resolved,
          to: goText(channel.to.join(", ")),
          from: optional(channel.from, goText),
          smarthost: channel.smarthost,
          // without a name it would not log in at all
          auth_username: channel.authUsername ?? (channel.authPassword && channel.from),
          auth_password: optional(channel.authPassword, (secret) => new Hidden(secret)),
          require_tls: channel.requireTls,
          headers: { Subject: message("subject") },
          html: message("html"),
          text: message("text"),
        },
      };
    case "slack":
      return {
        kind: "slack",
        settings: {
          ...resolved,
          api_url: new Hidden(channel.webhook),
          channel: goText(channel.channel),
          color: message("color"),
          title: message("title"),
          title_link: message("link"),
          text: message("text"),
          fallback: message("title"),
          fields: [
            { title: "Severity", value: message("severity"), short: true },
            { title: "Value", value: message("value"), short: true },
            { title: "Time", value: message("time"), short: true },
          ],
          // texts of alerts are shown as they are: no `*` or backtick of theirs is mark-up
          mrkdwn_in: ["pretext"],
        },
      };
    case "pagerduty":
      return {
        kind: "pagerduty",
        settings: {
          ...resolved,
          routing_key: new Hidden(channel.routingKey),
          description: message("description"),
          severity: message("severity"),
          class: "{{ .CommonLabels.alertname }}",
          component: "{{ .CommonLabels.service }}",
          group: "{{ .CommonLabels.owner }}",
          details: { alerts: message("text") },
          links: [
            { href: "{{ .CommonAnnotations.runbook_url }}", text: "Runbook" },
            { href: "{{ .CommonAnnotations.dashboard_url }}", text: "Dashboard" },
          ],
        },
      };
    case "opsgenie":
      return {
        kind: "opsgenie",
        settings: {
          ...resolved,
          api_key: new Hidden(channel.apiKey),
          api_url: optional(channel.url, (url) => (url.endsWith("/") ? url : `${url}/`)),
          message: message("message"),
          description: message("description"),
          priority: message("priority"),
          details: {
            runbook: "{{ .CommonAnnotations.runbook_url }}",
            dashboard: "{{ .CommonAnnotations.dashboard_url }}",
          },
        },
      };
    case "webhook":
      return {
        kind: "webhook",
        settings: {
          ...resolved,
          url: typeof channel.url === "string" ? channel.url : new Hidden(channel.url),
          http_config: optional(channel.token, (token) => ({
            authorization: { type: "Bearer", credentials: new Hidden(token) },
          })),
        },
      };
    case "msteams":
      return {
        kind: "msteamsv2",
        settings: {
          ...resolved,
          webhook_url: new Hidden(channel.webhook),
          title: message("title"),
          text: message("text"),
        },
      };
    case "discord":
      return {
        kind: "discord",
        settings: {
          ...resolved,
          webhook_url: new Hidden(channel.webhook),
          title: message("title"),
          message: message("message"),
        },
      };
    case "telegram":
      return {
        kind: "telegram",
        settings: {
          ...resolved,
          bot_token: new Hidden(channel.botToken),
          chat_id: channel.chat,
          message: message("message"),
          parse_mode: "HTML",
        },
      };
    case "sns":
      return {
        kind: "sns",
        settings: {
          ...resolved,
          topic_arn: goText(channel.topic),
          // the fourth part of a topic's name is its region
          sigv4: { region: channel.region ?? channel.topic.split(":")[3] },
          subject: message("subject"),
          message: message("message"),
        },
      };
    default:
      return never(channel);
  }
}

function optional<T, R>(value: T | undefined, make: (value: T) => R): R | undefined {
  return value === undefined ? undefined : make(value);
}
