/** Texts that came from a submission, made fit for a terminal and a page. */

/** Everything that moves a cursor, rings a bell, colours, hides or turns text round. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The text with its control characters written out, such as ‹1b›, and cut to a length. */
export function visible(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(UNSEEN, (c) => `‹${c.charCodeAt(0).toString(16).padStart(2, '0')}›`);
}

/** The same on one line. */
export function visibleLine(text: string, longest: number): string {
  return visible(text, longest).replace(/\n/g, ' ↵ ').replace(/\t/g, ' ');
}
