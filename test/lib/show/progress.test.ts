import { beforeEach, describe, expect, it, vi } from 'vitest';
import { progress, withProgress } from '../../../lib/show/progress';

/** The kernel's side: what is drawn, and how an interrupt arrives. */
const kernel = vi.hoisted(() => ({
  drawn: [] as string[],
  interrupt: () => {},
  stoppedListening: false,
}));
vi.mock('../../../lib/show/display', () => ({
  showUpdating: () => (html: string) => kernel.drawn.push(html),
  rest: async () => {},
}));
vi.mock('../../../lib/node', () => ({
  onInterrupt: (callback: () => void) => {
    kernel.interrupt = callback;
    return () => {
      kernel.stoppedListening = true;
    };
  },
}));

beforeEach(() => {
  kernel.drawn = [];
  kernel.stoppedListening = false;
  vi.useFakeTimers({ toFake: ['performance'] });
});

const first = () => kernel.drawn[0];
const last = () => kernel.drawn[kernel.drawn.length - 1];

/** n items, each of which takes so many milliseconds. */
function* slowly(n: number, milliseconds: number): Generator<number> {
  for (let i = 0; i < n; i++) {
    vi.advanceTimersByTime(milliseconds);
    yield i;
  }
}

describe('a progress bar', () => {
  it('passes every item on, in order', async () => {
    expect(await withProgress(['a', 'b', 'c'], 'letters')).toEqual(['a', 'b', 'c']);
    expect(await withProgress(3, 'numbers')).toEqual([0, 1, 2]);
  });

  it('begins at 0 % and ends at 100 %, with the time it took', async () => {
    await withProgress(slowly(4, 700), 'training', { total: 4 });
    expect(first()).toContain('0 % · 0 of 4 · 0.0 s');
    expect(last()).toContain('100 % · 4 · 2.8 s');
    expect(last()).toContain('value="1"');
  });

  it('ends at 100 % even when fewer items came than were announced', async () => {
    await withProgress(slowly(3, 10), 'training', { total: 500 });
    expect(last()).toContain('100 % · 3 ·');
  });

  it('counts without a percentage when it cannot know how many there will be', async () => {
    await withProgress(slowly(2, 150), 'searching');
    expect(first()).not.toContain('%');
    expect(kernel.drawn[1]).toContain('1 · 0.1 s');
    expect(last()).toContain('100 %');
  });

  it('draws at most ten times a second, however fast the items come', async () => {
    await withProgress(slowly(1000, 1), 'training', { total: 1000 });
    expect(kernel.drawn.length).toBeGreaterThanOrEqual(10);
    expect(kernel.drawn.length).toBeLessThanOrEqual(12);
  });

  it('shows a number of the latest item, such as the loss', async () => {
    await withProgress([4, 2], 'training', { note: (loss) => `loss ${loss}` });
    expect(last()).toContain('loss 2');
  });

  it('shows its label as text', async () => {
    await withProgress(1, '<b>');
    expect(first()).toContain('&lt;b&gt;');
  });

  it('stops where it is when the loop is left early', async () => {
    for await (const i of progress(10, 'searching')) if (i === 4) break;
    expect(last()).toContain('40 % · 4 of 10');
    expect(kernel.stoppedListening).toBe(true);
  });

  it('stops at an interrupt, says so, and leaves the bar where it was', async () => {
    const seen: number[] = [];
    const training = async () => {
      for await (const i of progress(slowly(10, 150), 'training', { total: 10 })) {
        seen.push(i);
        if (i === 2) kernel.interrupt();
      }
    };
    await expect(training()).rejects.toThrow('“training” was interrupted');
    expect(seen).toEqual([0, 1, 2]);
    expect(last()).toContain('30 % · 3 of 10');
    expect(kernel.stoppedListening).toBe(true);
  });

  it('lets an error of the items through', async () => {
    const broken = function* () {
      yield 1;
      throw new Error('diverged');
    };
    await expect(withProgress(broken(), 'training')).rejects.toThrow('diverged');
    expect(last()).not.toContain('100 %');
  });
});
