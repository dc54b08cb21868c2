import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../lib/matrix/matrix';
import { clipByNorm, clipByValue, globalNorm } from '../../../lib/train/clip';

/** ‖g‖ = √(3² + 4² + 12²) = 13, over two matrices of two levels. */
const gradients = () => ({
  V: Matrix.from([[3, -4]]),
  decoders: { en: { b: Matrix.column([12]) } },
});

const numbers = ({ V, decoders }: ReturnType<typeof gradients>) => [
  ...V.flat(),
  ...decoders.en.b.flat(),
];

describe('clipping by norm', () => {
  it('shortens all gradients together and returns the norm that they had', () => {
    const g = gradients();
    expect(clipByNorm(g, 6.5)).toBe(13);
    expect(globalNorm(g)).toBeCloseTo(6.5, 6);
    const factor = 6.5 / (13 + 1e-6); // PyTorch's clip_grad_norm_
    expect(numbers(g)).toEqual([3 * factor, -4 * factor, 12 * factor]);
  });

  it('leaves shorter ones as they are, to the bit', () => {
    const g = gradients();
    expect(clipByNorm(g, 13.1)).toBe(13);
    expect(numbers(g)).toEqual([3, -4, 12]);
  });

  it('shortens, as PyTorch does, from a millionth below the limit on', () => {
    const g = gradients();
    clipByNorm(g, 13);
    expect(numbers(g)).toEqual([3, -4, 12].map((x) => x * (13 / (13 + 1e-6))));
  });
});

describe('clipping by value', () => {
  it('holds each number between −limit and limit and returns the norm that they had', () => {
    const g = gradients();
    expect(clipByValue(g, 3.5)).toBe(13);
    expect(numbers(g)).toEqual([3, -3.5, 3.5]);
  });
});

it.each([
  ['clipByNorm', clipByNorm],
  ['clipByValue', clipByValue],
])('%s leaves a NaN where it stands and the other numbers as they are', (_, clip) => {
  const g = gradients();
  g.V.set(0, 1, Number.NaN);
  expect(clip(g, 1)).toBeNaN();
  expect(numbers(g)).toEqual([3, Number.NaN, 12]);
});

it.each([0, -1, Number.NaN])('a limit of %s is refused', (limit) => {
  expect(() => clipByNorm(gradients(), limit)).toThrow(/clipByNorm: the limit is/);
  expect(() => clipByValue(gradients(), limit)).toThrow(/clipByValue: the limit is/);
});
