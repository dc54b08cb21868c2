import { show } from './show';

const LONGEST = 10_000;

/** What `console.log` prints: texts as they are, everything else as a person would write it. */
export function showPrinted(values: unknown[]): string {
  const words = values.map((value) =>
    typeof value === 'string' ? value : show(value, 17, LONGEST),
  );
  return `${words.join(' ')}\n`;
}
