import { describe, expect, it } from 'vitest';
import { split, Vocabulary } from '../../../lib/sequences/vocabulary';

describe('a vocabulary of characters', () => {
  const vocabulary = Vocabulary.of('character', ['hello', 'wörld 🌍']);

  it('numbers them in alphabetical order, whatever the order of the texts', () => {
    expect(vocabulary.tokens).toEqual([' ', 'd', 'e', 'h', 'l', 'o', 'r', 'w', 'ö', '🌍']);
    expect(Vocabulary.of('character', ['wörld 🌍', 'hello']).tokens).toEqual(vocabulary.tokens);
    expect(vocabulary.size).toBe(10);
  });

  it('turns a text to ids and back, an emoji being one character', () => {
    expect(vocabulary.encode('hold 🌍')).toEqual([3, 5, 4, 1, 0, 9]);
    expect(vocabulary.decode([3, 5, 4, 1, 0, 9])).toBe('hold 🌍');
  });

  it('refuses a character that it does not know', () => {
    expect(() => vocabulary.encode('help')).toThrow(/“p” is none of the vocabulary's 10 tokens/);
  });

  it('refuses an id that it does not have', () => {
    for (const id of [10, -1, 0.5, Number.NaN]) {
      expect(() => vocabulary.decode([0, id])).toThrow(`decode: id ${id} at position 1`);
    }
  });

  it('says how to get <s>, </s> and <unk>', () => {
    expect(() => vocabulary.sentence('hello')).toThrow(/no <s>: make it with { sentences: true }/);
    expect(() => vocabulary.special('<unk>')).toThrow(/make it with { unknown: true }/);
  });
});

describe('a vocabulary of words', () => {
  const texts = ["I don't know.", 'I know İstanbul, well-known.'];

  it('takes letters of any script with apostrophes and hyphens, and each other sign alone', () => {
    expect(split("Don't go: 'the end' – è 3.5", 'word')).toEqual([
      "Don't",
      'go',
      ':',
      "'",
      'the',
      'end',
      "'",
      '–',
      'è',
      '3',
      '.',
      '5',
    ]);
    expect(Vocabulary.of('word', texts).tokens).toEqual([
      ',',
      '.',
      'I',
      "don't",
      'know',
      'well-known',
      'İstanbul',
    ]);
  });

  it('puts <s> and </s> around a sentence, and leaves them out of the text', () => {
    const vocabulary = Vocabulary.of('word', texts, { sentences: true });
    const ids = vocabulary.sentence('I know.');
    expect(ids).toEqual([0, 4, 6, 3, 1]);
    expect(vocabulary.decode(ids)).toBe('I know .');
    expect([vocabulary.special('<s>'), vocabulary.special('</s>')]).toEqual([0, 1]);
  });

  it('knows unknown words as <unk>', () => {
    const vocabulary = Vocabulary.of('word', texts, { sentences: true, unknown: true });
    expect(vocabulary.encode('I see')).toEqual([vocabulary.idOf('I'), 2]);
    expect(vocabulary.decode(vocabulary.encode('I see'))).toBe('I <unk>');
  });

  it('leaves rare words out', () => {
    const vocabulary = Vocabulary.of('word', texts, { atLeast: 2 });
    expect(vocabulary.tokens).toEqual(['<unk>', '.', 'I', 'know']);
    expect(vocabulary.encode("I don't know")).toEqual([2, 0, 3]);
    expect(() => Vocabulary.of('word', texts, { atLeast: 2, unknown: false })).toThrow(/unknown/);
  });

  it('takes <s> in a text for three signs, never for the token', () => {
    expect(split('<s> a', 'word')).toEqual(['<', 's', '>', 'a']);
  });
});

it('a vocabulary can be made again from its tokens', () => {
  const vocabulary = Vocabulary.of('word', ['a b c'], { sentences: true });
  const again = new Vocabulary(JSON.parse(JSON.stringify(vocabulary.tokens)), 'word');
  expect(again.sentence('c a')).toEqual(vocabulary.sentence('c a'));
});

it('a vocabulary has one token or more, each once', () => {
  expect(() => new Vocabulary(['a', 'b', 'a'], 'word')).toThrow(/of 3 tokens 2 are different/);
  expect(() => Vocabulary.of('word', ['  '])).toThrow(/of 0 tokens/);
});
