import { describe, expect, it } from 'vitest';
import { windows } from '../../../lib/sequences/windows';

const series = [8, 10, 12, 10, 8, 12, 10, 12];

describe('the series 8, 10, 12, 10, 8, 12, 10, 12 of slides 004', () => {
  it('has four windows of 4 with one target each, and x(5) whose target is asked for', () => {
    expect(windows(series, 4)).toEqual({
      x: [
        [8, 10, 12, 10],
        [10, 12, 10, 8],
        [12, 10, 8, 12],
        [10, 8, 12, 10],
      ],
      y: [[8], [12], [10], [12]],
      next: [8, 12, 10, 12],
    });
  });

  it('has three windows of 4 with two targets each', () => {
    expect(windows(series, 4, 2)).toEqual({
      x: [
        [8, 10, 12, 10],
        [10, 12, 10, 8],
        [12, 10, 8, 12],
      ],
      y: [
        [8, 12],
        [12, 10],
        [10, 12],
      ],
      next: [8, 12, 10, 12],
    });
  });
});

it('a series that is just long enough has one window', () => {
  expect(windows([1, 2, 3], 2)).toEqual({ x: [[1, 2]], y: [[3]], next: [2, 3] });
});

it('windows say why there can be none', () => {
  expect(() => windows([1, 2, 3], 2, 2)).toThrow(/3 values have no window of 2 with 2 after it/);
  expect(() => windows(series, 0)).toThrow(/size is 0/);
  expect(() => windows(series, 4, 1.5)).toThrow(/horizon is 1.5/);
});
