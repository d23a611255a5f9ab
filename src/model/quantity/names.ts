import { parsed, quoted, refused, type Parsed } from "./parsed.ts";

/** Names that Windows keeps for devices: no file can have them, whatever its extension. */
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** A name of the language, in kebab-case: `checkout`, `payment-gateway`. */
export function parseName(text: string): Parsed<string> {
  if (text.length > 63) return refused(`${quoted(text)} is longer than 63 characters`);
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text)) {
    return devices.test(text)
      ? refused(`\`${text}\` is a device of Windows, no name`, "files are named after it: choose another one")
      : parsed(text);
  }
  const error = `${quoted(text)} is not a name`;
  const near = kebab(text);
  if (text.endsWith("-") && /^[a-z][a-z0-9-]*$/.test(text))
    return refused(error, "a name ends with a letter or a digit: write the rest of it, or take the `-` away");
  const rule = "a name has small letters, digits and single `-` between them, and begins with a letter";
  return refused(error, near === undefined ? rule : `${rule}: \`${near}\``);
}

function kebab(text: string): string | undefined {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return /^[a-z]/.test(name) && !devices.test(name) ? name : undefined;
}

/** An alertname: `HighCpu`. */
export function parseAlertname(text: string): Parsed<string> {
  if (text.length > 128) return refused(`${quoted(text)} is longer than 128 characters`);
  if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(text)) return parsed(text);
  return refused(
    `${quoted(text)} is not an alertname`,
    "an alertname has letters, digits, `_` and `-`, and begins with a letter: `HighCpu`",
  );
}

/** A metric's name: of Prometheus (`http_requests_total`, `job:up:sum`) or of OpenTelemetry (`http.server.request.duration`). */
export function parseMetricName(text: string): Parsed<string> {
  if (text.length > 255) return refused(`${quoted(text)} is longer than 255 characters`);
  if (/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(text) || /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text)) return parsed(text);
  if (/^[A-Za-z_:][A-Za-z0-9_:]*\s*[{[]/.test(text))
    return refused(`${quoted(text)} is a selector, not a metric's name`, "write the name alone");
  return refused(
    `${quoted(text)} is not a metric's name`,
    "it has letters, digits, `_` and `:`, or the dots of OpenTelemetry, and begins with a letter",
  );
}

/** A label's name: of Prometheus (`status_code`) or an attribute of OpenTelemetry (`http.route`), which Prometheus 3 takes in quotes. */
export function parseLabelName(text: string): Parsed<string> {
  if (text.length > 128) return refused(`${quoted(text)} is longer than 128 characters`);
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) || /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text)) return parsed(text);
  return refused(
    `${quoted(text)} is not a label`,
    "a label has letters, digits and `_`, or the dots of an attribute, and begins with a letter or `_`",
  );
}

/** An attribute's name, as in OpenTelemetry: `user.id`, `http.request.method`. */
export function parseAttributeName(text: string): Parsed<string> {
  if (text.length > 255) return refused(`${quoted(text)} is longer than 255 characters`);
  if (/^[A-Za-z_][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/.test(text)) return parsed(text);
  return refused(
    `${quoted(text)} is not an attribute`,
    "an attribute has letters, digits and `_`, with dots between its parts: `user.id`",
  );
}
