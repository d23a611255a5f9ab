/** Receivers and routing of the workspace. What is missing or malformed was reported, and is left out. */
import type { Origin } from "../../model/origin.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { nobody, type Channel, type Receiver, type RoutingOptions, type Secret } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { isMap } from "../layers/lay.ts";
import { namesOf } from "./notify.ts";

type Values = Readonly<Record<string, unknown>>;
type OriginOf = (pointer: string, part?: "key" | "value") => Origin;

/** Every receiver of the workspace and `nobody`, which has no channel. */
export function resolveReceivers(written: Values, builtIn: Origin, originOf: OriginOf): ReadonlyMap<string, Receiver> {
  const receivers = new Map<string, Receiver>([[nobody, { name: nobody, channels: [], origin: builtIn }]]);
  for (const [name, value] of Object.entries(written)) {
    const at = pointerTo("/receivers", name);
    const channels = isMap(value) ? Object.entries(value) : [];
    receivers.set(name, {
      name,
      channels: channels.flatMap(([kind, channel]) => {
        const here = pointerTo(at, kind);
        const known = readers[kind as Channel["kind"]];
        if (known === undefined || !isMap(channel)) return [];
        const read = known(channel, (key) => secretOf(channel, key, here, originOf));
        return read === undefined ? [] : [{ ...read, origin: originOf(here, "key") } as Channel];
      }),
      origin: originOf(at, "key"),
    });
  }
  return receivers;
}

type WithoutOrigin<T> = T extends unknown ? Omit<T, "origin"> : never;
type Read = (channel: Values, secret: (key: string) => Secret | undefined) => WithoutOrigin<Channel> | undefined;

const readers: Readonly<Record<Channel["kind"], Read>> = {
  pagerduty: (_, secret) => having(secret("routingKey"), (routingKey) => ({ kind: "pagerduty", routingKey })),
  slack: ({ channel }, secret) =>
    having(secret("webhook"), (webhook) => ({ kind: "slack", channel: String(channel), webhook })),
  email: ({ to, from, smarthost, authUsername, requireTls }, secret) => {
    const authPassword = secret("authPassword");
    return {
      kind: "email",
      to: namesOf(to),
      ...(typeof from === "string" && { from }),
      ...(typeof smarthost === "string" && { smarthost }),
      ...(typeof authUsername === "string" && { authUsername }),
      ...(authPassword && { authPassword }),
      requireTls: requireTls !== false,
    };
  },
  webhook: ({ url }, secret) => {
    const token = secret("token");
    return having(typeof url === "string" ? url : secret("url"), (where) => ({
      kind: "webhook",
      url: where,
      ...(token && { token }),
    }));
  },
  opsgenie: ({ url }, secret) =>
    having(secret("apiKey"), (apiKey) => ({ kind: "opsgenie", apiKey, ...(typeof url === "string" && { url }) })),
  msteams: (_, secret) => having(secret("webhook"), (webhook) => ({ kind: "msteams", webhook })),
  discord: (_, secret) => having(secret("webhook"), (webhook) => ({ kind: "discord", webhook })),
  telegram: ({ chat }, secret) =>
    having(secret("botToken"), (botToken) => ({ kind: "telegram", botToken, chat: Number(chat) })),
  sns: ({ topic, region }) => ({ kind: "sns", topic: String(topic), ...(typeof region === "string" && { region }) }),
};

function having<T, R>(value: T | undefined, make: (value: T) => R): R | undefined {
  return value === undefined ? undefined : make(value);
}

/** `<key>File` or `<key>Env`. */
function secretOf(channel: Values, key: string, at: string, originOf: OriginOf): Secret | undefined {
  const [file, env] = [channel[`${key}File`], channel[`${key}Env`]];
  if (typeof file === "string") return { file, origin: originOf(pointerTo(at, `${key}File`)) };
  if (typeof env === "string") return { env, origin: originOf(pointerTo(at, `${key}Env`)) };
  return undefined;
}

/** Alertmanager's own defaults but for the grouping: an SLO's alerts are told together. */
export function routingOf(
  { default: byDefault, groupBy, groupWait, groupInterval, repeatInterval }: Values,
  origin: Origin,
): RoutingOptions {
  return {
    ...(typeof byDefault === "string" && { default: byDefault }),
    groupBy: groupBy === undefined ? ["service", "slo", "alertname"] : namesOf(groupBy),
    groupWait: secondsOf(groupWait, 30),
    groupInterval: secondsOf(groupInterval, 300),
    repeatInterval: secondsOf(repeatInterval, 4 * 3600),
    origin,
  };
}

function secondsOf(value: unknown, otherwise: Seconds): Seconds {
  const parsed = parseDuration(String(value));
  return parsed.ok && parsed.value > 0 ? parsed.value : otherwise;
}
