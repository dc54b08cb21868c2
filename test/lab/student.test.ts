import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../root';
import { NotebookPage, openBrowser } from './browser';
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

describe('a student on a fresh machine', () => {
  let notebook: NotebookPage;
  beforeAll(async () => {
    // As tall as the lecture: JupyterLab draws only the cells in view.
    const page = await browser.newPage({ viewport: { width: 1280, height: 24_000 } });
    notebook = new NotebookPage(page);
    await notebook.open(lab.address(`notebooks/${slug}.ipynb`));
    await notebook.runAll();
  });

  it('runs all of lecture 01 without an error', async () => {
    const errors = notebook.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]');
    expect(await errors.allTextContents()).toEqual([]);
  });

  it('reads equations that are typeset', async () => {
    expect(await notebook.page.locator('.jp-MarkdownCell mjx-container').count()).toBeGreaterThan(
      50,
    );
    expect(await notebook.page.locator('.jp-OutputArea mjx-container').count()).toBeGreaterThan(4);
    expect(await notebook.page.locator('mjx-merror').count()).toBe(0);
  });

  it('sees every figure drawn, and a figure answers the pointer', async () => {
    const figures = notebook.page.locator('.js-plotly-plot');
    expect(await figures.count()).toBeGreaterThanOrEqual(10);
    expect(await figures.locator('.main-svg').count()).toBeGreaterThanOrEqual(
      await figures.count(),
    );
    await figures.first().locator('.points path').nth(5).hover({ force: true });
    await notebook.page.locator('.hovertext').first().waitFor();
    expect(await notebook.page.locator('.hovertext').first().textContent()).toContain('t = ');
  });

  it('sees that the exercises are not written yet', async () => {
    const grades = notebook.cell('await grade(');
    expect(await grades.textContent()).toContain('0 of 32 points');
    expect(await grades.getByText('not written yet').count()).toBe(6);
  });

  it('gets a hint, and then another, on request', async () => {
    const grades = notebook.cell('await grade(');
    const second = grades.getByText('Another').first();
    expect(await second.isVisible()).toBe(false);
    await grades.getByText('A hint').first().click();
    await second.waitFor({ state: 'visible' });
  });

  it('writes the exercise in the editor, runs the grade cell again, and has every point', async () => {
    await writeInEditor(solution);
    await notebook.run(notebook.cell('await grade('));
    expect(await notebook.cell('await grade(').textContent()).toContain('32 of 32 points');
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
  await expect.poll(() => readFileSync(file, 'utf8').trim(), { timeout: 20_000 }).toBe(text.trim());
  await page.close();
}
