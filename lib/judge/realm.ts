import { showPrinted } from './printed';

/** What is no part of the language, or runs later than it was asked to, goes; what all expect comes. */
export function tidy(say: (text: string) => void): void {
  const realm = globalThis as unknown as Record<string, unknown>;
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics']) delete realm[name];
  for (const name of ['FinalizationRegistry', 'WeakRef']) delete realm[name];
  // The runtime asks both of these for words about an error, with frames of its own in hand.
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined });
  Object.defineProperty(globalThis, 'Error', {
    value: Error,
    writable: false,
    configurable: false,
  });
  const print = (...values: unknown[]) => say(showPrinted(values));
  const silent = () => {};
  realm.console = {
    log: print,
    info: print,
    debug: print,
    warn: print,
    error: print,
    table: print,
    dir: print,
    assert: (right: unknown, ...values: unknown[]) => right || print('Assertion failed', ...values),
    time: silent,
    timeEnd: silent,
    group: print,
    groupEnd: silent,
  };
  realm.structuredClone = (value: unknown) => copy(value);
  realm.performance = { now: () => Date.now() };
}

/** A deep copy of lists, typed arrays and plain objects. */
function copy(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copy);
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}
