import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Runs in the browser: whether no cell waits any longer and at least one has run, or JupyterLab asks
 * something. After an error the other cells have not run.
 */
const HAS_RUN = `(() => {
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')];
  const prompts = cells.map(({ textContent }) => textContent);
  const asks = document.querySelector('.jp-Dialog') !== null;
  return asks || (prompts.some((prompt) => /\\d/.test(prompt)) && !prompts.join().includes('*'));
})()`;

/** Starts the system's Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
    );
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** A notebook in JupyterLab. */
export class NotebookPage {
  constructor(readonly page: Page) {}

  /** Opens a notebook and waits for its kernel. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 300_000 });
    await this.page
      .locator('.jp-Toolbar-kernelName', { hasText: 'TypeScript (Unrolled)' })
      .waitFor();
    await this.page
      .locator('.jp-NotebookPanel [data-status="idle"]')
      .first()
      .waitFor({ timeout: 300_000 });
  }

  /** Runs all cells from the menu and waits until all have run, or one has stopped the others. */
  async runAll(): Promise<void> {
    await this.page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    await this.page.waitForFunction(HAS_RUN, undefined, { timeout: 600_000, polling: 200 });
  }

  /** Runs one cell with Shift + Enter and waits until it has run. */
  async run(cell: Locator): Promise<void> {
    const number = cell.locator('.jp-InputPrompt');
    const before = await number.textContent();
    await cell.locator('.cm-content').click();
    await this.page.keyboard.press('Shift+Enter');
    await expect
      .poll(() => number.textContent(), { timeout: 600_000 })
      .toSatisfy((now: string) => /\d/.test(now) && now !== before);
  }

  /** The code cell that contains this text. */
  cell(text: string): Locator {
    return this.page.locator('.jp-CodeCell', { hasText: text });
  }
}
