import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cell } from './notebook';

/** Where a link of a notebook leads on a page; a file of the workbook has only a name there. */
export type Target = { href: string } | { href: undefined; title: string };

export function linkTarget(href: string): Target {
  if (/^(#|[a-z]+:)/.test(href)) return { href };
  const [file, fragment] = decodeURI(href).split('#');
  if (file.endsWith('.ipynb')) {
    const page = path.posix.basename(file, '.ipynb');
    return { href: `${page}.html${fragment ? `#${fragment}` : ''}` };
  }
  return {
    href: undefined,
    title: `In your copy of the workbook: ${path.posix.join('notebooks', file)}`,
  };
}

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.gif': 'image/gif',
};

/** A picture as a data URI. Throws when it would have to come from the network. */
export function imageSource(source: string, folder: string, cell: Cell): string {
  if (source.startsWith('data:')) return source;
  if (source.startsWith('attachment:')) {
    const [[type, bytes]] = Object.entries(cell.attachments?.[source.slice(11)] ?? {});
    return `data:${type};base64,${bytes}`;
  }
  const type = TYPES[path.extname(source).toLowerCase()];
  if (/^[a-z]+:/.test(source) || !type) {
    throw new Error(
      `The picture ${source} cannot be put into the page, which works without a network. ` +
        `Keep it beside the notebook, as one of ${Object.keys(TYPES).join(' ')}.`,
    );
  }
  const bytes = readFileSync(path.join(folder, decodeURI(source)));
  return `data:${type};base64,${bytes.toString('base64')}`;
}
