/** What a submission may use. */
export const LIMITS = {
  /** seconds to load, and seconds for each call */
  seconds: 2,
  /** MiB of heap */
  memory: 128,
  /** MiB of memory in all, where the system can limit it */
  data: 1024,
  /** characters that it may print in one run, and characters of one result */
  characters: 4_000_000,
};
