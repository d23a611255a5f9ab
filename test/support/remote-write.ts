/** Prometheus's remote write 1.0 by hand: the way by which raw samples of any past time, stale markers among them, come into a store. */

export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970 and values, in order of time; `"stale"` marks the end of the series. */
  readonly samples: readonly (readonly [number, number | "stale" | NativeHistogram])[];
}

/** A native histogram with exponential buckets of whole counts, none at or below zero. */
export interface NativeHistogram {
  /** Bucket `i` holds values over 2^((i − 1) / 2^schema) up to 2^(i / 2^schema). */
  readonly schema: number;
  readonly count: number;
  readonly sum: number;
  /** Index of the first of `buckets`. */
  readonly first: number;
  readonly buckets: readonly number[];
}

/** @param url the write endpoint; throws with the store's words when it refuses */
export async function remoteWrite(url: string, series: readonly RawSeries[]): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-encoding": "snappy",
      "content-type": "application/x-protobuf",
      "x-prometheus-remote-write-version": "0.1.0",
    },
    body: snappy(writeRequest(series)),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

/** Bytes that grow, with the parts of protobuf that are used here. */
class Message {
  private bytes = Buffer.allocUnsafe(4096);
  length = 0;

  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Makes room for so many bytes, and gives the place where they begin. */
  private take(count: number): number {
    if (this.length + count > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + count));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    const at = this.length;
    this.length += count;
    return at;
  }

  tag(field: number, wireType: 0 | 1 | 2): void {
    this.varint((field << 3) | wireType);
  }

  /** @param value a whole number from 0 to 2^53 */
  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  private byte(value: number): void {
    // First the room: it may be another buffer then.
    const at = this.take(1);
    this.bytes[at] = value;
  }

  /** A whole number of either sign. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  double(value: number): void {
    const at = this.take(8);
    this.bytes.writeDoubleLE(value, at);
  }

  raw(bytes: Uint8Array): void {
    const at = this.take(bytes.length);
    this.bytes.set(bytes, at);
  }

  text(field: number, text: string): void {
    this.bytesField(field, Buffer.from(text));
  }

  bytesField(field: number, bytes: Uint8Array): void {
    this.tag(field, 2);
    this.varint(bytes.length);
    this.raw(bytes);
  }
}

function writeRequest(series: readonly RawSeries[]): Buffer {
  const request = new Message();
  const [body, part] = [new Message(), new Message()];
  for (const one of series) {
    body.length = 0;
    timeSeries(body, part, one);
    request.bytesField(1, body.view());
  }
  return request.view();
}

function timeSeries(body: Message, part: Message, { labels, samples }: RawSeries): void {
  for (const name of Object.keys(labels).sort()) {
    part.length = 0;
    part.text(1, name);
    part.text(2, labels[name]!);
    body.bytesField(1, part.view());
  }
  for (const [at, value] of samples) {
    const milliseconds = Math.round(at * 1000);
    part.length = 0;
    if (typeof value === "object") {
      histogram(part, value, milliseconds);
      body.bytesField(4, part.view());
      continue;
    }
    part.tag(1, 1);
    if (value === "stale") part.raw(stale);
    else part.double(value);
    part.tag(2, 0);
    part.varint(milliseconds);
    body.bytesField(2, part.view());
  }
}

/** The NaN of these bits marks the end of a series (prometheus/prometheus `model/value/value.go`). */
const stale = Buffer.from("020000000000f07f", "hex");

/** prometheus/prometheus `prompb/types.proto`, message Histogram. */
function histogram(part: Message, { schema, count, sum, first, buckets }: NativeHistogram, milliseconds: number): void {
  part.tag(1, 0);
  part.varint(count);
  part.tag(3, 1);
  part.double(sum);
  part.tag(4, 0);
  part.zigzag(schema);
  part.tag(5, 1);
  part.double(2 ** -128);
  const span = new Message();
  span.tag(1, 0);
  span.zigzag(first);
  span.tag(2, 0);
  span.varint(buckets.length);
  part.bytesField(11, span.view());
  const deltas = new Message();
  buckets.forEach((bucket, at) => deltas.zigzag(bucket - (buckets[at - 1] ?? 0)));
  part.bytesField(12, deltas.view());
  part.tag(15, 0);
  part.varint(milliseconds);
}

/** A snappy block that holds its text as it is: length, then literals of up to 64 KiB. */
function snappy(bytes: Buffer): Buffer {
  const block = new Message();
  block.varint(bytes.length);
  for (let at = 0; at < bytes.length; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536);
    block.raw(Buffer.from([61 << 2, (part.length - 1) & 0xff, (part.length - 1) >> 8]));
    block.raw(part);
  }
  return block.view();
}
