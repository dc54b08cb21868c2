import type * as Exercise from '../../../exercises/03-uvw-rnn';
import { type Mistake, mistakesFrom, type Row } from '../../../lib/judge/mistakes';
import type { Vec } from '../../../lib/linear';
import { windows as right } from '../../../solutions/03-uvw-rnn';
import { asItIs, sum } from './table';

type Windows = typeof Exercise.windows;

/** The places that a cut reads. */
interface Place {
  series: Vec;
  size: number;
  horizon: number;
  start: number;
  /** start + size, where the target begins */
  end: number;
}
type Part = (place: Place) => Vec;
type Asked = (place: Place) => boolean;

/** Where windows begin, what they and their targets are, and which of them are kept. */
interface Cut {
  stride?: (size: number, horizon: number) => number;
  x?: Part;
  y?: Part;
  hasX?: Asked;
  hasY?: Asked;
}

const window: Part = ({ series, start, end }) => series.slice(start, end);
const target: Part = ({ series, end, horizon }) => series.slice(end, end + horizon);
const fits: Asked = ({ series, end }) => end <= series.length;
const isKnown: Asked = ({ series, end, horizon }) => end + horizon <= series.length;

const cut =
  ({ stride = () => 1, x = window, y = target, hasX = fits, hasY = isKnown }: Cut): Windows =>
  (series, size, horizon) => {
    const places = series
      .map((_, start) => ({ series, size, horizon, start, end: start + size }))
      .filter(({ start }) => start % stride(size, horizon) === 0);
    return { xs: places.filter(hasX).map(x), ys: places.filter(hasY).map(y) };
  };

/** Targets that begin some places later, or earlier, than the window ends. */
const ahead = (by: (place: Place) => number): Cut[] => {
  const from = (place: Place) => place.end + by(place);
  const y: Part = (place) => place.series.slice(from(place), from(place) + place.horizon);
  const inSeries: Asked = (place) => from(place) + place.horizon <= place.series.length;
  return [
    { y, hasY: (place) => fits(place) && inSeries(place) },
    { y },
    { y, hasY: (place) => isKnown(place) && inSeries(place) },
  ];
};

const around = ({ series }: Place, from: number, count: number): Vec =>
  Array.from({ length: count }, (_, i) => series[(from + i) % series.length]);

const cuts: Row<Cut>[] = [
  [
    'windows side by side',
    'x(2) begins one value after x(1), not where x(1) ends: neighbouring windows share all values but one.',
    { stride: (size) => size },
  ],
  [
    'windows a horizon apart',
    'x(2) begins one value after x(1), whatever the horizon is.',
    { stride: (_, horizon) => horizon },
  ],
  [
    'windows further apart than one value',
    'x(2) begins one value after x(1).',
    { stride: () => 2 },
    { stride: (size) => Math.max(size - 1, 1) },
    { stride: (size) => size + 1 },
    { stride: (size, horizon) => size + horizon },
  ],
  [
    'the last windows dropped',
    'A window without a target is the one to forecast from: x(5) of the lecture has y(5) = ? and is read all the same.',
    { hasX: isKnown },
  ],
  [
    'one window short',
    'The last window ends with the last value: it begins at series.length − size, and that start belongs to the loop.',
    { hasX: ({ end, series }) => end < series.length },
    { hasX: ({ end, series }) => end + 1 < series.length },
  ],
  [
    'a window and a target short',
    'The last window ends with the last value: it begins at series.length − size, and that start belongs to the loop. The last target that is known in full ends with the last value, too.',
    {
      hasX: ({ end, series }) => end < series.length,
      hasY: ({ end, horizon, series }) => end + horizon < series.length,
    },
    {
      hasX: ({ end, horizon, series }) => end + horizon < series.length,
      hasY: ({ end, horizon, series }) => end + horizon < series.length,
    },
  ],
  [
    'a target short',
    'The last target ends with the last value: it is known in full, and kept. The condition is start + size + horizon ≤ series.length, with the equals sign.',
    { hasY: ({ end, horizon, series }) => end + horizon < series.length },
    { hasX: isKnown, hasY: ({ end, horizon, series }) => end + horizon < series.length },
    { hasY: ({ end, horizon, series }) => end + horizon <= series.length - horizon },
  ],
  [
    'windows that are not full',
    'The last window ends with the last value. What begins later has fewer than `size` values and is no window.',
    { hasX: () => true },
    { hasX: () => true, hasY: ({ end, series }) => end < series.length },
    { hasX: () => true, hasY: () => true },
    { hasX: ({ end, series }) => end - 1 <= series.length },
  ],
  [
    'targets that are not known in full',
    'y(4) = [12, ?] can’t be learned from: the lecture strikes it out. Keep the targets that have all their values.',
    { hasY: ({ end, series }) => end < series.length },
    { hasY: fits },
    {
      hasY: ({ end, series }) => end + 1 <= series.length,
      hasX: ({ end, series }) => end < series.length,
    },
    { hasY: ({ end, horizon, series }) => end + horizon - 1 <= series.length },
    {
      hasY: ({ end, horizon, series }) => end + horizon - 1 <= series.length,
      hasX: ({ end, horizon, series }) => end + horizon - 1 <= series.length,
    },
    {
      hasY: ({ end, series }) => end < series.length,
      y: ({ series, end, horizon }) => Array.from({ length: horizon }, (_, i) => series[end + i]),
    },
    {
      hasY: ({ end, series }) => end < series.length,
      y: ({ series, end, horizon }) =>
        Array.from({ length: horizon }, (_, i) => series[end + i] ?? 0),
    },
    {
      hasY: fits,
      y: ({ series, end, horizon }) => Array.from({ length: horizon }, (_, i) => series[end + i]),
    },
    {
      hasY: fits,
      y: ({ series, end, horizon }) =>
        Array.from({ length: horizon }, (_, i) => series[end + i] ?? 0),
    },
  ],
  [
    'the end joined to the beginning',
    'After the last value nothing is known: a series does not go round. Windows and targets end with it.',
    { hasY: fits, y: (place) => around(place, place.end, place.horizon) },
    {
      hasX: () => true,
      hasY: () => true,
      x: (place) => around(place, place.start, place.size),
      y: (place) => around(place, place.end, place.horizon),
    },
  ],
  [
    'the target is in its window',
    'y(t) begins after the last value of x(t). Here it begins with that value, and a network would learn to repeat what it sees.',
    ...ahead(() => -1),
  ],
  [
    'the last values of the window for the target',
    'y(t) begins after the last value of x(t), with the first that the window does not hold.',
    ...ahead(({ horizon }) => -horizon).slice(0, 2),
    { y: ({ series, start, horizon }) => series.slice(start, start + horizon) },
    { y: window },
  ],
  [
    'a value skipped',
    'y(t) begins with the very next value after x(t). Here one is left out between them.',
    ...ahead(() => 1),
  ],
  [
    'a horizon skipped',
    'The horizon is how many values y(t) has. They begin with the very next after x(t).',
    ...ahead(({ horizon }) => horizon),
    ...ahead(({ horizon }) => horizon - 1),
  ],
  [
    'the one value at the horizon',
    'With a horizon of 2 the target is both values, the next and the one after it, not the second alone.',
    { y: ({ series, end, horizon }) => [series[end + horizon - 1]] },
    { y: ({ series, end, horizon }) => [series[end + horizon - 1]], hasX: isKnown },
    {
      y: ({ series, end, horizon }) => [series[end + horizon]],
      hasY: ({ series, end, horizon }) => end + horizon < series.length,
    },
  ],
  [
    'the next value repeated',
    'With a horizon of 2 the target is the next value and the one after it.',
    { y: ({ series, end, horizon }) => Array.from({ length: horizon }, () => series[end]) },
  ],
  [
    'targets a horizon apart',
    'Every window with its values known has a target: neighbouring targets share all values but one.',
    { hasY: (place) => isKnown(place) && place.start % place.horizon === 0 },
  ],
  [
    'the very last window only, of those without a target',
    'With a horizon of 2 two windows have no target, and both are windows all the same.',
    { hasX: (place) => isKnown(place) || place.end === place.series.length },
  ],
  [
    'targets missing at the end',
    'y(t) needs `horizon` values after the window, and no more: start + size + horizon ≤ series.length.',
    { hasY: ({ end, size, series }) => end + size <= series.length },
    { hasY: ({ end, size, horizon, series }) => end + Math.max(size, horizon) <= series.length },
    { hasY: ({ end, size, horizon, series }) => end + size + horizon <= series.length },
  ],
  [
    'only the first value ahead',
    'With a horizon of 2 each target holds two values: the one after the window and the next.',
    { y: ({ series, end }) => [series[end]] },
    { y: ({ series, end }) => [series[end]], hasY: ({ series, end }) => end < series.length },
    { y: ({ series, end }) => series[end] as never },
    {
      y: ({ series, end }) => series[end] as never,
      hasY: ({ series, end }) => end < series.length,
    },
  ],
  [
    'a value too many in the target',
    'y(t) has as many values as the horizon says. slice stops before its second number.',
    { y: ({ series, end, horizon }) => series.slice(end, end + horizon + 1) },
    {
      y: ({ series, end, horizon }) => series.slice(end, end + horizon + 1),
      hasY: ({ series, end, horizon }) => end + horizon + 1 <= series.length,
    },
    { y: ({ series, end }) => series.slice(end) },
  ],
  [
    'a value too few in the target',
    'y(t) has as many values as the horizon says. slice stops before its second number.',
    { y: ({ series, end, horizon }) => series.slice(end, end + horizon - 1) },
    { y: ({ series, end, horizon }) => series.slice(end + 1, end + horizon) },
  ],
  [
    'the second number of slice as a count',
    'slice(from, to) stops before the place `to`; it does not take `to` values. From end on, horizon values: slice(end, end + horizon).',
    { x: ({ series, start, size }) => series.slice(start, size) },
    {
      x: ({ series, start, size }) => series.slice(start, size),
      y: ({ series, end, horizon }) => series.slice(end, horizon),
    },
    { y: ({ series, end, horizon, size }) => series.slice(end, size + horizon) },
  ],
  [
    'targets as long as windows',
    'y(t) is the `horizon` values after x(t); a window has `size` values.',
    {
      y: ({ series, end, size }) => series.slice(end, end + size),
      hasY: ({ series, end, size }) => end + size <= series.length,
    },
    { y: ({ series, end, size }) => series.slice(end, end + size) },
    {
      y: ({ series, start, end }) => series.slice(start + 1, end + 1),
      hasY: ({ end, series }) => end < series.length,
    },
    { y: ({ series, start, end, horizon }) => series.slice(start + horizon, end + horizon) },
    { y: ({ series, start, end, horizon }) => series.slice(start, end + horizon) },
  ],
  [
    'a value too few in the window',
    'x(t) has `size` values. slice stops before its second number.',
    { x: ({ series, start, end }) => series.slice(start, end - 1) },
    { x: ({ series, start, end }) => series.slice(start + 1, end) },
  ],
  [
    'a value too many in the window',
    'x(t) has `size` values. slice stops before its second number.',
    { x: ({ series, start, end }) => series.slice(start, end + 1) },
    {
      x: ({ series, start, end }) => series.slice(start, end + 1),
      hasX: ({ end, series }) => end < series.length,
    },
  ],
  [
    'windows that begin one value late',
    'x(1) is the first `size` values: it begins at place 0.',
    { x: ({ series, start, end }) => series.slice(start + 1, end + 1) },
    {
      x: ({ series, start, end }) => series.slice(start + 1, end + 1),
      hasX: ({ end, series }) => end < series.length,
    },
  ],
  [
    'windows that grow',
    'Each window has `size` values: as one comes in at the end, one goes at the front.',
    { x: ({ series, end }) => series.slice(0, end) },
    { x: ({ series, start }) => series.slice(start) },
  ],
  [
    'windows of the horizon’s length',
    'x(t) has `size` values, y(t) has `horizon`.',
    { x: ({ series, start, horizon }) => series.slice(start, start + horizon) },
  ],
  [
    'values turned round',
    'Within a window time runs forward: the oldest value comes first.',
    { x: (place) => window(place).reverse() },
    { x: (place) => window(place).reverse(), y: (place) => target(place).reverse() },
    { y: (place) => target(place).reverse() },
  ],
  [
    'the target beside its window',
    'A window holds what is seen, a target what is to be said: y(t) is no part of x(t).',
    { x: (place) => [...window(place), ...target(place)] },
  ],
  [
    'sum or mean of the values ahead',
    'y(t) holds the values themselves.',
    { y: (place) => [sum(target(place))] },
    { y: (place) => [sum(target(place)) / place.horizon] },
  ],
  [
    'differences for values',
    'y(t) holds the values themselves, not how far they are from the last one.',
    { y: (place) => target(place).map((v) => v - place.series[place.end - 1]) },
  ],
  [
    'a value of 0 passed over',
    'In a condition 0 counts as false, but it is a value like any other. Ask for the place: start + size + horizon ≤ series.length.',
    { hasY: (place) => isKnown(place) && !!place.series[place.end + place.horizon - 1] },
    { hasY: (place) => isKnown(place) && !!place.series[place.end] },
    { hasY: (place) => isKnown(place) && target(place).every(Boolean) },
    { hasY: (place) => isKnown(place) && target(place).some(Boolean) },
    { hasX: (place) => fits(place) && window(place).every(Boolean) },
    { hasX: (place) => fits(place) && !!place.series[place.end - 1] },
    {
      hasX: (place) => fits(place) && !!place.series[place.start],
      hasY: (place) => isKnown(place) && !!place.series[place.start],
    },
    {
      hasX: (place) => fits(place) && window(place).every(Boolean),
      hasY: (place) => isKnown(place) && target(place).every(Boolean),
    },
    { x: (place) => window(place).filter(Boolean) },
    { y: (place) => target(place).filter(Boolean) },
    { x: (place) => window(place).filter(Boolean), y: (place) => target(place).filter(Boolean) },
    { hasY: (place) => fits(place) && target(place).filter(Boolean).length === place.horizon },
    {
      hasY: (place) => fits(place) && target(place).filter(Boolean).length === place.horizon,
      hasX: (place) => fits(place) && window(place).filter(Boolean).length === place.size,
    },
  ],
  [
    'negative values passed over',
    'A value may be below 0. Ask for the place: start + size + horizon ≤ series.length.',
    { hasY: (place) => isKnown(place) && target(place).every((v) => v >= 0) },
    { hasY: (place) => isKnown(place) && place.series[place.end + place.horizon - 1] >= 0 },
  ],
];

type Run = ReturnType<Windows>;
const after =
  (change: (run: Run, series: Vec, size: number, horizon: number) => Partial<Run>): Windows =>
  (series, size, horizon) => {
    const run = right(series, size, horizon);
    return { ...run, ...change(run, series, size, horizon) };
  };
const lastOf = <X>(items: X[]): X => items[items.length - 1];

/** Windows of the series without some of its values. */
const withoutZeros: Windows = (series, size, horizon) =>
  right(series.filter(Boolean), size, horizon);
const untilZero: Windows = (series, size, horizon) => {
  const end = series.indexOf(0);
  return right(end < 0 ? series : series.slice(0, end), size, horizon);
};

const rows: Row<Windows>[] = [
  [
    'values of 0 taken out of the series',
    'In a condition 0 counts as false, but it is a value like any other: neither filter it out nor stop at it.',
    withoutZeros,
    untilZero,
  ],
  [
    'size and horizon swapped',
    'A window has `size` values, a target has `horizon`.',
    (series, size, horizon) => right(series, horizon, size),
  ],
  [
    'windows and targets swapped',
    'xs holds the windows, ys the targets.',
    after(({ xs, ys }) => ({ xs: ys, ys: xs })),
  ],
  [
    'from the last window to the first',
    'xs and ys run with time: the first window is x(1).',
    after(({ xs, ys }) => ({ xs: [...xs].reverse(), ys: [...ys].reverse() })),
    after(({ xs }) => ({ xs: [...xs].reverse() })),
    (series, size, horizon) => right([...series].reverse(), size, horizon),
  ],
  [
    'the last window in every place',
    'One list stands in every place: written over at each step, it shows the last window everywhere. Make a new list for each window, as slice does.',
    after(({ xs }) => ({ xs: xs.map(() => lastOf(xs)) })),
    after(({ xs, ys }) => ({ xs: xs.map(() => lastOf(xs)), ys: ys.map(() => lastOf(ys)) })),
    after(({ ys }) => ({ ys: ys.map(() => lastOf(ys)) })),
  ],
  [
    'all targets in one list',
    'ys is a list of targets, and each target is a list, even of one value. concat and a spread add the values alone.',
    after(({ ys }) => ({ ys: ys.flat() as never })),
    after(({ xs, ys }) => ({ xs: xs.flat() as never, ys: ys.flat() as never })),
    after(({ xs }) => ({ xs: xs.flat() as never })),
  ],
  [
    'numbers for targets',
    'Each target is a list, even of one value: [8], not 8.',
    after(({ ys }) => ({ ys: ys.map((y) => (y.length === 1 ? y[0] : y)) as never })),
  ],
  [
    'an empty target for each window without one',
    'ys holds the targets that are known in full, and nothing for the other windows.',
    after(({ xs, ys }) => ({ ys: xs.map((_, i) => ys[i] ?? []) })),
    after(({ xs, ys }) => ({ ys: xs.map((_, i) => ys[i] ?? null) })),
    after(({ xs, ys }) => ({ ys: xs.map((_, i) => ys[i]) })),
  ],
  [
    'the last window only',
    'xs holds all the windows, from the first `size` values to the last.',
    after(({ xs }) => ({ xs: [lastOf(xs)] })),
    after(({ xs, ys }) => ({ xs: xs.slice(0, 1), ys: ys.slice(0, 1) })),
  ],
  [
    'values found by what they are',
    'indexOf gives the first place that holds such a value, and a value can come more than once. Count places instead.',
    (series, size, horizon) => {
      const starts = series.slice(0, series.length - size + 1).map((v) => series.indexOf(v));
      const known = starts.slice(0, Math.max(series.length - size - horizon + 1, 0));
      return {
        xs: starts.map((start) => series.slice(start, start + size)),
        ys: known.map((start) => series.slice(start + size, start + size + horizon)),
      };
    },
    (series, size, horizon) =>
      after(({ xs }) => {
        const known = xs.filter((_, i) => i + size + horizon <= series.length);
        const ends = known.map((x) => series.indexOf(lastOf(x)) + 1);
        return { ys: ends.map((end) => series.slice(end, end + horizon)) };
      })(series, size, horizon),
  ],
  [
    'no value twice',
    'A series may have the same value more than once, and every one of them counts.',
    (series, size, horizon) => right([...new Set(series)], size, horizon),
  ],
  [
    'the series used up',
    'shift and splice take values out of the caller’s list. slice copies them.',
    (series, size, horizon) => {
      const run = right(series, size, horizon);
      series.splice(0);
      return run;
    },
    (series, size, horizon) => {
      const run = right(series, size, horizon);
      series.splice(0, run.xs.length);
      return run;
    },
    (series, size, horizon) => {
      const run = right(series, size, horizon);
      series.splice(0, run.ys.length);
      return run;
    },
    (series, size, horizon) => right(series.reverse(), size, horizon),
  ],
];

export const windows: Mistake<Windows>[] = [
  ...mistakesFrom(cuts, cut),
  ...mistakesFrom(rows, asItIs),
  {
    name: 'the horizon as the end of a slice',
    lesson:
      'slice(from, to) stops before the place `to`; it does not take `to` values. From end on, horizon values: slice(end, end + horizon).',
    wrong: (series, size, horizon) => {
      const { xs, ys } = right(series, size, horizon);
      return { xs, ys: ys.map((_, start) => series.slice(start + size, horizon)) };
    },
    text: /slice\(.*, horizon\)/,
  },
];
