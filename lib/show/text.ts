/** Text broken into lines of at most `most` letters, between words. */
export function wrapped(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    const isFull = lines[lines.length - 1] !== '' && plain(longer).length > most;
    if (isFull) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Text without its tags: 's<sup>(t)</sup>' becomes 's(t)'. */
export function plain(text: string): string {
  return text.replace(/<[^>]*>/g, '');
}

/** Text as HTML that shows exactly that text. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
