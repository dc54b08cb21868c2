/** What a submission may use. */
export const LIMITS = {
  /** seconds of computing to load, and for each call */
  seconds: 2,
  /** seconds of computing for all calls of a file together */
  total: 20,
  /** seconds by the clock that a call may wait on a busy machine before it is tried once more */
  wall: 60,
  /** the same where the system doesn't tell how long a process has computed */
  wallAlone: 10,
  /** MiB of heap */
  memory: 128,
  /** MiB of memory in all, where the system can limit it */
  data: 1024,
  /** characters of a file */
  file: 256_000,
  /** characters that it may print in one run, and characters of one result */
  characters: 4_000_000,
  /** characters of what it printed that a report keeps */
  printed: 20_000,
  /** characters of what an error says */
  message: 1_000,
  /** lists within lists of one result */
  depth: 40,
};
