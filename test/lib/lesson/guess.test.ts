import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blank, guess, withGuess } from '../../../lib/lesson';
import { figure } from '../../../lib/show/figure';

const shown = vi.hoisted(() => [] as string[]);
vi.mock('tslab', () => {
  const display = { html: (html: string) => shown.push(html) };
  return { display, newDisplay: () => display };
});
beforeEach(() => {
  shown.length = 0;
});

const tea = { of: 'the tea after ten minutes', unit: '°C' };
const ways = {
  A: [
    [0, 0],
    [1, 1],
  ],
  B: [
    [0, 0],
    [1, 5],
  ],
};
const answer = figure({
  title: 'The answer',
  x: 't',
  y: 's',
  alt: 'A line.',
  data: [{ type: 'scatter', x: [0, 1], y: [0, 2] }],
});

describe('a guess', () => {
  it('is asked for while it is blank, and nothing waits for it', () => {
    expect(guess(() => blank(), tea)).toBeUndefined();
    expect(shown[0]).toMatch(/the tea after ten minutes\. Put a number in place of/);
  });

  it('is a number with its unit; 0 is one', () => {
    expect(guess(() => 45, tea)).toBe(45);
    expect(shown[0]).toContain('the tea after ten minutes: 45 °C');
    expect(guess(() => 0, tea)).toBe(0);
  });

  it('is one of several pictures, by its name', () => {
    const wanted = { of: 'the way', among: ways };
    expect(guess(() => 'B', wanted)).toBe(ways.B);
    expect(shown[0]).toContain('the way, picture B');
    expect(guess(() => 'b', wanted)).toBe(ways.B);
    expect(guess(() => blank(), wanted)).toBeUndefined();
    expect(shown[2]).toContain('&#39;A&#39; or &#39;B&#39;'.replaceAll('&#39;', "'"));
  });

  it('is none when it is no number, or no picture that there is', () => {
    expect(guess(() => 'much', tea)).toBeUndefined();
    expect(guess(() => Number.NaN, tea)).toBeUndefined();
    expect(guess(() => 'D', { of: 'the way', among: ways })).toBeUndefined();
  });
});

describe('the answer with a guess', () => {
  it('is the answer alone where there is no guess', () => {
    expect(withGuess(answer, undefined, () => [[0, 0]])).toBe(answer);
  });

  it('marks a number beside the truth, and says so in words', () => {
    const both = withGuess(answer, 0, (s) => [[1, s]]);
    expect(both.data).toHaveLength(2);
    expect(both.data[1]).toMatchObject({
      x: [1],
      y: [0],
      text: ['your guess'],
      mode: 'text+markers',
    });
    expect(both.data[1]).toMatchObject({ textposition: 'top left' }); // no room to its right
    expect(both.alt).toBe('A line. Your guess is marked at (1, 0).');
    expect(answer.data).toHaveLength(1);
  });

  it('draws a picture beside the truth', () => {
    const both = withGuess(answer, ways.B, (path) => path);
    expect(both.data[1]).toMatchObject({
      x: [0, 1],
      y: [0, 5],
      text: ['your guess', ''],
      mode: 'text+lines',
    });
    expect(both.alt).toContain('ends at (1, 5)');
  });
});
