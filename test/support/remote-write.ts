/** Prometheus's remote write 1.0 by hand: the way by which raw samples of any past time, stale markers among them, come into a store. */

export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970 and values, in order of time; `"stale"` marks the end of the series. */
  readonly samples: readonly (readonly [number, number | "stale"])[];
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
    body: snappy(Buffer.concat(series.map((one) => field(1, timeSeries(one))))),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

function timeSeries({ labels, samples }: RawSeries): Buffer {
  const names = Object.keys(labels).sort();
  const text = (at: number, value: string) => field(at, Buffer.from(value));
  return Buffer.concat([
    ...names.map((name) => field(1, Buffer.concat([text(1, name), text(2, labels[name]!)]))),
    ...samples.map(([at, value]) => field(2, sample(at, value))),
  ]);
}

/** The NaN of these bits marks the end of a series (prometheus/prometheus `model/value/value.go`). */
const stale = Buffer.from("020000000000f07f", "hex");

function sample(at: number, value: number | "stale"): Buffer {
  const double = Buffer.alloc(8);
  if (value === "stale") stale.copy(double);
  else double.writeDoubleLE(value);
  return Buffer.concat([Buffer.from([0x09]), double, Buffer.from([0x10]), varint(BigInt(Math.round(at * 1000)))]);
}

/** A field of bytes: its number with wire type 2, their count, they themselves. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) return Buffer.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
}

/** A snappy block that holds its text as it is: length, then literals of up to 64 KiB. */
function snappy(bytes: Buffer): Buffer {
  const parts: Buffer[] = [varint(BigInt(bytes.length))];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536);
    parts.push(Buffer.from([61 << 2, (part.length - 1) & 0xff, (part.length - 1) >> 8]), part);
  }
  return Buffer.concat(parts);
}
