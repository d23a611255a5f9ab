/**
 * JSON as programs of others read it: half a surrogate pair, which a spec can hold as an escape, becomes U+FFFD.
 * Readers such as protobuf's would refuse the whole text for it.
 */
export function printJson(value: unknown): string {
  const whole = (_: string, one: unknown) => (typeof one === "string" ? one.replace(/\p{Cs}/gu, "\uFFFD") : one);
  return `${JSON.stringify(value, whole, 2)}\n`;
}
