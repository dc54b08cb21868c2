import type { Page } from 'playwright-core';

/** A cell as its file has it. */
export interface Cell {
  cell_type: 'markdown' | 'code';
  source: string[];
}

/** What is wrong, and how to find it within a cell. */
const FAULTS = {
  'ended in an error': '[data-mime-type="application/vnd.jupyter.error"]',
  'wrote to stderr': '[data-mime-type="application/vnd.jupyter.stderr"]',
  'has an output that JupyterLab cannot show': '.jp-OutputArea-output.jp-mod-unrendered',
  'has a figure that is not drawn':
    '.jp-RenderedPlotly:not(:has(.main-svg .overplot :is(path, image)))',
  'has an equation that is not typeset': '[data-mime-type="text/latex"]:not(:has(mjx-container))',
  'has an equation with a mistake in it': 'mjx-merror',
};
const FIGURE = '.jp-RenderedPlotly';
const QUESTIONS = '.jp-Dialog, .Toastify__toast';

interface Seen {
  formulas: number;
  figures: number;
  hasRun: boolean;
  faults: string[];
}

/** Runs in the browser. */
const LOOK = `[...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) => ({
  formulas: cell.querySelectorAll('.jp-MarkdownOutput mjx-container').length,
  figures: cell.querySelectorAll(${JSON.stringify(FIGURE)}).length,
  // a cell whose source is folded shows no number: a mistake in it would show below, and in those after it
  hasRun: !cell.matches('.jp-CodeCell') || !!cell.querySelector('.jp-InputPlaceholder') ||
    /\\d/.test(cell.querySelector('.jp-InputPrompt').textContent),
  faults: Object.entries(${JSON.stringify(FAULTS)}).flatMap(([fault, selector]) =>
    [...cell.querySelectorAll(selector)].map((place) => fault + ': ' + place.textContent.trim())),
}))`;

/** What is wrong with a notebook that has run: a line for each fault, with its cell. */
export async function faultsOf(page: Page, cells: Cell[]): Promise<string[]> {
  const seen = (await page.evaluate(LOOK)) as Seen[];
  const questions = await page.locator(QUESTIONS).allTextContents();
  return [
    ...questions.map((question) => `JupyterLab asks: ${question}`),
    ...(seen.length === cells.length ? [] : [`${seen.length} of ${cells.length} cells are drawn`]),
    ...seen.flatMap((drawn, i) =>
      [...drawn.faults, ...missing(cells[i], drawn)].map(
        (fault) => `cell ${i} (${firstLine(cells[i])}) ${fault}`,
      ),
    ),
  ];
}

/** What the source promises and the cell does not show. */
function missing({ cell_type, source }: Cell, { formulas, figures, hasRun }: Seen): string[] {
  const text = source.join('');
  if (!hasRun) return ['has not run'];
  if (cell_type === 'code')
    return figures === 0 && /^show\(/m.test(text) ? ['shows no figure'] : [];
  const promised = text.replace(/`[^`]*`/g, '').match(/\$\$[^$]+\$\$|\$[^$]+\$/g)?.length ?? 0;
  if (formulas === promised) return [];
  return [`has ${promised} formulas, of which ${formulas} are typeset`];
}

function firstLine({ source }: Cell): string {
  return source[0].trim().slice(0, 60);
}
