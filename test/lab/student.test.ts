import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { slugs } from '../../tools/slugs';
import { NotebookPage, openBrowser } from './browser';
import { type Cell, faultsOf } from './faults';
import { type Lab, startLab } from './lab';

const slug = '01-dynamical-systems';
const solution = readFileSync(path.join(root, `solutions/${slug}.ts`), 'utf8');

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
  lab = await startLab();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** The lecture, opened and run from its first cell to its last; once, whoever asks. */
const ran = new Map<string, Promise<NotebookPage>>();
function run(slug: string): Promise<NotebookPage> {
  const running = ran.get(slug) ?? openAndRun(slug);
  ran.set(slug, running);
  return running;
}

async function openAndRun(slug: string): Promise<NotebookPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const notebook = new NotebookPage(page);
  await notebook.open(lab.address(`notebooks/${slug}.ipynb`));
  await notebook.runAll();
  return notebook;
}

describe('JupyterLab on a fresh machine', () => {
  it.concurrent.for(slugs())(
    'runs all of %s: no error, every figure drawn, every formula typeset, nothing asked',
    async (slug, { expect }) => {
      const file = readFileSync(path.join(root, `notebooks/${slug}.ipynb`), 'utf8');
      const { cells } = JSON.parse(file) as { cells: Cell[] };
      const { page } = await run(slug);
      // A figure is drawn, and a formula typeset, a moment after its cell has run.
      await expect.poll(() => faultsOf(page, cells), { timeout: 300_000 }).toEqual([]);
    },
  );
});

describe('a student on a fresh machine', () => {
  let notebook: NotebookPage;
  beforeAll(async () => {
    notebook = await run(slug);
  });

  it('sees a figure answer the pointer', async () => {
    const figure = notebook.page.locator('.js-plotly-plot').first();
    await figure.locator('.points path').nth(5).hover({ force: true });
    await notebook.page.locator('.hovertext').first().waitFor();
    expect(await notebook.page.locator('.hovertext').first().textContent()).toContain('t = ');
  });

  it('sees that the exercises are not written yet', async () => {
    const grades = notebook.cell('await grade(');
    expect(await grades.textContent()).toContain('0 of 51 points');
    expect(await grades.getByText('not written yet').count()).toBe(6);
  });

  it('gets a hint, and then another, on request', async () => {
    const grades = notebook.cell('await grade(');
    const second = grades.getByText('Hint 2 of 3').first();
    expect(await second.isVisible()).toBe(false);
    await grades.getByText('Hint 1 of 3').first().click();
    await second.waitFor({ state: 'visible' });
  });

  it('writes the exercise in the editor, runs the grade cell again, and has every point', async () => {
    await writeInEditor(solution);
    await notebook.run(notebook.cell('await grade('));
    expect(await notebook.cell('await grade(').textContent()).toContain('51 of 51 points');
    expect(await notebook.cell('await grade(').getByText('all that was asked').count()).toBe(6);
  });

  it('is told the name of a known mistake', async () => {
    await writeInEditor(solution.replace('states.push(f(states[t - 1]));', 'states.push(f(s0));'));
    await notebook.run(notebook.cell('await grade('));
    const grades = await notebook.cell('await grade(').textContent();
    expect(grades).toContain('the state never advances');
    expect(grades).toContain('expected');
  });
});

/** Replaces the exercise file's text in JupyterLab's own editor and saves it. */
async function writeInEditor(text: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(lab.address(`exercises/${slug}.ts`));
  const editor = page.locator('.jp-FileEditor .cm-content');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+s');
  const file = path.join(lab.folder, `exercises/${slug}.ts`);
  await expect
    .poll(() => readFileSync(file, 'utf8').trim(), { timeout: 300_000 })
    .toBe(text.trim());
  await page.close();
}
