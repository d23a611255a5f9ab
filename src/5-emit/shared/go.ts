/** Texts inside of Go's templates, of Prometheus and of Alertmanager. */

/** A text that comes out as it is: `{{` in it opens nothing, nor does a `{` at its end with what follows. */
export function goText(value: string): string {
  return value.replaceAll("{{", '{{ "{{" }}').replace(/\{$/, '{{ "{" }}');
}

/** A string in Go's quotes. JSON's escapes are among Go's. */
export function goString(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
