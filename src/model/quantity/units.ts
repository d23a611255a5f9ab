/** Seconds of a duration; a multiple of 0.001. */
export type Seconds = number;
/** Seconds since 1970-01-01T00:00:00Z, whole. */
export type UnixSeconds = number;
/** Bytes, a whole number. */
export type Bytes = number;
