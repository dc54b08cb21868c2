import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cell, Jail } from '../../../lib/judge/jail';
import { LIMITS } from '../../../lib/judge/limits';
import type { End } from '../../../lib/judge/trouble';

const VALUE = '{"value":42,"changed":null,"shared":false}';

/** A cell that answers each order by what a script says: a line, an end, or nothing. */
class Scripted implements Cell {
  listen: (came: string | End) => void = () => {};
  ended = false;
  computed = 0;
  constructor(private readonly script: (order: string, cell: Scripted) => string | End | null) {
    queueMicrotask(() => this.listen('{"up":true}'));
  }
  send(order: string): void {
    const answer = order.includes('enter') ? '{"ready":true}' : this.script(order, this);
    if (answer) queueMicrotask(() => this.listen(answer));
  }
  end(): void {
    this.ended = true;
  }
  used(): number | null {
    return this.computed;
  }
}

/** A jail whose first cell, second cell and so on follow these scripts. */
function jailOf(...scripts: ConstructorParameters<typeof Scripted>[0][]) {
  const cells: Scripted[] = [];
  const start = () => {
    const cell = new Scripted(scripts[Math.min(cells.length, scripts.length - 1)]);
    cells.push(cell);
    return cell;
  };
  return { jail: new Jail(start, ([line]) => ` (x.ts:${line})`), cells };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The outcome of a call, while time passes quickly. */
async function outcome(call: Promise<unknown>): Promise<string> {
  const said = call.then(
    (value) => JSON.stringify(value),
    (error: Error) => error.message,
  );
  await vi.advanceTimersByTimeAsync(3 * LIMITS.wall * 1000);
  return said;
}

describe('a call into the jail', () => {
  it('brings a value', async () => {
    const { jail } = jailOf(() => VALUE);
    expect(await outcome(jail.call('f', []))).toContain('"value":42');
  });

  it('gives each function a realm of its own, in one process', async () => {
    const orders: string[] = [];
    const { jail, cells } = jailOf(() => VALUE);
    const send = Scripted.prototype.send;
    vi.spyOn(Scripted.prototype, 'send').mockImplementation(function (this: Scripted, order) {
      orders.push(order);
      send.call(this, order);
    });
    for (const name of ['f', 'f', 'g']) await outcome(jail.call(name, []));
    expect(orders.map((order) => Object.keys(JSON.parse(order))[0])).toEqual([
      'enter',
      'call',
      'call',
      'enter',
      'call',
    ]);
    expect(cells).toHaveLength(1);
    vi.restoreAllMocks();
  });

  it('answers what the jail asks of a function that was lent', async () => {
    const { jail } = jailOf((order) => {
      const { call, answer } = JSON.parse(order);
      return call
        ? '{"ask":0,"args":[20]}'
        : `{"value":${answer + 2},"changed":null,"shared":false}`;
    });
    expect(await outcome(jail.call('f', [(x: number) => 2 * x]))).toContain('"value":42');
  });

  it('refuses to call what was never lent', async () => {
    const { jail } = jailOf((order) => {
      const { call, refuse } = JSON.parse(order);
      if (call) return '{"ask":7,"args":[]}';
      return JSON.stringify({ value: refuse.message, changed: null, shared: false });
    });
    expect(await outcome(jail.call('f', []))).toContain('there is no such function');
  });
});

describe('a call that computes too long', () => {
  const spin = (_: string, cell: Scripted) => {
    cell.computed += LIMITS.seconds + 1;
    return null;
  };

  it('is told so, and its function is not called again', async () => {
    const { jail, cells } = jailOf(spin);
    expect(await outcome(jail.call('f', []))).toMatch(/had not finished after 2 s of computing/);
    expect(await outcome(jail.call('f', []))).toMatch(/had not finished/);
    expect(cells.map(({ ended }) => ended)).toEqual([true]);
  });

  it('costs no other function anything', async () => {
    const { jail } = jailOf(spin, () => VALUE);
    await outcome(jail.call('f', []));
    expect(await outcome(jail.call('g', []))).toContain('42');
  });

  it('counts toward the limit of the file as a whole', async () => {
    const slow = (_: string, cell: Scripted) => {
      cell.computed += 0.95 * LIMITS.seconds;
      return VALUE;
    };
    const { jail } = jailOf(slow);
    for (let i = 0; i < 11; i++) await outcome(jail.call('f', []));
    expect(await outcome(jail.call('f', []))).toMatch(/have computed for 20 s in all/);
  });
});

describe('a call on a busy machine', () => {
  const stuck = () => null;

  it('is tried once more, and right the second time', async () => {
    const { jail, cells } = jailOf(stuck, () => VALUE);
    expect(await outcome(jail.call('f', []))).toContain('42');
    expect(cells).toHaveLength(2);
  });

  it('speaks of the machine, not of loops, when there is no turn twice', async () => {
    const { jail } = jailOf(stuck);
    expect(await outcome(jail.call('f', []))).toMatch(/this machine is busy/);
  });
});

describe('a process that falls', () => {
  it.each([
    ['talks nonsense', 'null', /an answer that is none/],
    ['ends', { why: 'ended', how: 'exit code 3' } as End, /ended the program \(exit code 3\)/],
    ['fills its memory', { why: 'memory' } as End, /ran out of memory/],
    ['floods', { why: 'flooded' } as End, /returned more than/],
  ])('when it %s, is replaced, and says why', async (_, came, words) => {
    const { jail, cells } = jailOf(
      () => came,
      () => VALUE,
    );
    expect(await outcome(jail.call('f', []))).toMatch(words);
    expect(await outcome(jail.call('f', []))).toContain('42');
    expect(cells[0].ended).toBe(true);
  });

  it('is given up after the second fall', async () => {
    const { jail, cells } = jailOf(() => 'null');
    for (let i = 0; i < 5; i++) await outcome(jail.call('f', []));
    expect(cells).toHaveLength(2);
  });
});

describe('what a submission prints', () => {
  const printing = (text: string) => (order: string, cell: Scripted) => {
    if (order.includes('call')) cell.listen(JSON.stringify({ printed: text }));
    return VALUE;
  };

  it('is kept, up to a length', async () => {
    const { jail } = jailOf(printing('x'.repeat(15_000)));
    for (let i = 0; i < 4; i++) await outcome(jail.call('f', []));
    expect(jail.printed.length).toBeLessThan(LIMITS.printed + 50);
    expect(jail.printed).toMatch(/… and more\n$/);
  });
});

describe('an error of the student’s', () => {
  const threw = (name: string, message: string) =>
    JSON.stringify({
      trouble: 'threw',
      detail: `${name}: ${message}`,
      thrown: { name, message },
      at: [12, 3],
    });

  it('says in which line of the file', async () => {
    const { jail } = jailOf(() => threw('TypeError', 'no list'));
    expect(await outcome(jail.call('f', []))).toBe(
      'f stopped with an error. TypeError: no list (x.ts:12)',
    );
  });

  it('is the stub’s own when it has the stub’s name', async () => {
    const { jail } = jailOf(() => threw('NotWritten', 'f: not written yet'));
    expect(await outcome(jail.call('f', []))).toBe('f: not written yet.');
  });
});
