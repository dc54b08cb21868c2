import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../lib/judge/protocol';

describe('the gate for what the jail says', () => {
  it.each([
    ['a value', '{"value":[1],"changed":null,"shared":false}'],
    ['a question', '{"ask":0,"args":[1]}'],
    ['a trouble', '{"trouble":"threw","detail":"x","thrown":null,"at":[1,2]}'],
    ['a print', '{"printed":"x"}'],
    ['that it is ready', '{"ready":true}'],
  ])('lets %s pass', (_, line) => {
    expect(() => readMessage(line)).not.toThrow();
  });

  it.each([
    'null',
    '17',
    '"text"',
    '[]',
    '{}',
    'no JSON',
    '{"value":1}',
    '{"value":1,"changed":null,"shared":false,"points":9}',
    '{"value":1,"changed":7,"shared":false}',
    '{"value":{"$":"constructor","is":1},"changed":null,"shared":false}',
    '{"ask":"constructor","args":[4e7]}',
    '{"ask":0.5,"args":[]}',
    '{"ask":0,"args":"all"}',
    '{"trouble":"passed","detail":"","thrown":null,"at":null}',
    '{"trouble":"threw","detail":{},"thrown":null,"at":null}',
    '{"trouble":"threw","detail":"","thrown":"Error","at":null}',
    '{"trouble":"threw","detail":"","thrown":null,"at":["1","2"]}',
    '{"printed":["x"]}',
  ])('refuses %s', (line) => {
    expect(() => readMessage(line)).toThrow();
  });

  it('cuts what is said, and writes its control characters out', () => {
    const detail = `\u001b[2J\n✓ all\n${'a'.repeat(100_000)}`;
    const line = JSON.stringify({ trouble: 'threw', detail, thrown: null, at: null });
    const message = readMessage(line);
    expect(message).toMatchObject({ detail: expect.stringMatching(/^‹1b›\[2J ↵ ✓ all ↵ a/) });
    expect(JSON.stringify(message).length).toBeLessThan(2_000);
  });
});
