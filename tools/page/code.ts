import ts from 'typescript';
import { escapeHtml } from '../../lib/show/text';

const CLASSES: Partial<Record<ts.TokenClass, string>> = {
  [ts.TokenClass.Keyword]: 'k',
  [ts.TokenClass.Comment]: 'c',
  [ts.TokenClass.StringLiteral]: 's',
  [ts.TokenClass.RegExpLiteral]: 's',
  [ts.TokenClass.NumberLiteral]: 'n',
};

/** TypeScript as HTML with its keywords, comments, strings and numbers marked. */
export function highlighted(source: string): string {
  const classifier = ts.createClassifier();
  let state = ts.EndOfLineState.None;
  const lines = source.split('\n').map((line) => {
    const { entries, finalLexState } = classifier.getClassificationsForLine(line, state, true);
    state = finalLexState;
    let start = 0;
    const marked = entries.map(({ length, classification }) => {
      const text = escapeHtml(line.slice(start, start + length));
      start += length;
      const name = CLASSES[classification];
      return name ? `<span class="${name}">${text}</span>` : text;
    });
    return marked.join('');
  });
  const html = lines.map((line) => `<span class="line">${line}\n</span>`).join('');
  return `<pre class="code" tabindex="0"><code>${html}</code></pre>`;
}
