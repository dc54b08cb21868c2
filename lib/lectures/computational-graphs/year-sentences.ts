/**
 * Sentences in which one number stands, and the question of slides 002: is it a year? “I graduated
 * in 2015” and “2015 was when I graduated” name one, “we sold 2015 tickets” does not. The numbers
 * are the same for all, so the words around must tell; an opening such as “you know ,” moves
 * everything to the right.
 */
import { type Random, seeded } from '../../random';

export interface YearSentence {
  words: string[];
  /** Where its number stands, from 1 on. */
  position: number;
  isYear: boolean;
  /** The words between “in” or “sold” and the number; null where “was”, after it, decides. */
  between: number | null;
}

export interface YearOptions {
  seed: number;
  /** Puts “about”, “if I am not mistaken”, … before some numbers. */
  hedged?: boolean;
  /** Which sentences are kept; all unless said. */
  fits?: (sentence: YearSentence) => boolean;
}

const openings = [
  '',
  'well ,',
  'so well ,',
  'you know ,',
  'so you know ,',
  'as I said ,',
  'so as I said ,',
];
const hedges = ['', 'about', 'more or less', 'if I am not mistaken'];
const people = ['I', 'we', 'she', 'they'];
const events = ['graduated', 'married', 'moved', 'retired'];
const trades = ['sold', 'counted', 'packed'];
const goods = ['tickets', 'apples', 'boxes'];
const [FIRST, LAST] = [2005, 2024];

/** Every word that can occur, in alphabetical order. */
export const yearWords: readonly string[] = allWords();

/** As many words as a sentence can have: “so as I said , we sold if I am not mistaken 2015 tickets”. */
export const longestYearSentence = 14;

/** So many random sentences. Throws a RangeError when hardly any sentence fits. */
export function yearSentences(
  count: number,
  { seed, hedged = false, fits = () => true }: YearOptions,
): YearSentence[] {
  const random = seeded(seed);
  const found: YearSentence[] = [];
  for (let tries = 0; found.length < count; tries++) {
    if (tries > 1000 + 100 * count) {
      throw new RangeError(`yearSentences: of ${tries} sentences only ${found.length} fit.`);
    }
    const sentence = makeSentence(random, hedged);
    if (fits(sentence)) found.push(sentence);
  }
  return found;
}

function makeSentence(random: Random, hedged: boolean): YearSentence {
  const opening = pick(random, openings);
  const who = pick(random, people);
  const event = pick(random, events);
  const hedge = hedged ? pick(random, hedges) : '';
  const trade = pick(random, trades);
  const between = wordsOf(hedge).length;
  const forms = [
    { before: `${opening} ${who} ${event} in ${hedge}`, after: '', isYear: true, between },
    { before: opening, after: `was when ${who} ${event}`, isYear: true, between: null },
    {
      before: `${opening} ${who} ${trade} ${hedge}`,
      after: pick(random, goods),
      isYear: false,
      between,
    },
  ];
  const { before, after, ...answer } = forms[random.integer(0, 2)];
  const number = `${random.integer(FIRST, LAST)}`;
  const position = wordsOf(before).length + 1;
  return { words: wordsOf(`${before} ${number} ${after}`), position, ...answer };
}

function pick(random: Random, items: string[]): string {
  return items[random.integer(0, items.length - 1)];
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function allWords(): string[] {
  const numbers = Array.from({ length: LAST - FIRST + 1 }, (_, i) => `${FIRST + i}`);
  const lists = [openings, hedges, people, events, trades, goods, ['in', 'was when'], numbers];
  return [...new Set(lists.flat().flatMap(wordsOf))].sort();
}
