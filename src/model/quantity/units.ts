/** Seconds of a duration; a multiple of 0.001. */
export type Seconds = number;
/** Bytes, a whole number. */
export type Bytes = number;
