import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

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
    await this.page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 });
    await this.page
      .locator('.jp-Toolbar-kernelName', { hasText: 'TypeScript (Unrolled)' })
      .waitFor();
    await this.page
      .locator('.jp-NotebookPanel [data-status="idle"]')
      .first()
      .waitFor({ timeout: 60_000 });
  }

  /** Runs all cells from the menu and waits until none is running or waiting. */
  async runAll(): Promise<void> {
    await this.page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    await this.settled();
  }

  /** Runs one cell with Shift + Enter. */
  async run(cell: Locator): Promise<void> {
    await cell.locator('.cm-content').click();
    await this.page.keyboard.press('Shift+Enter');
    await this.settled();
  }

  /** The code cell that contains this text. */
  cell(text: string): Locator {
    return this.page.locator('.jp-CodeCell', { hasText: text });
  }

  private async settled(): Promise<void> {
    await this.page.waitForTimeout(500);
    const waiting = this.page.locator('.jp-InputPrompt', { hasText: '*' });
    await waiting.first().waitFor({ state: 'detached', timeout: 180_000 });
  }
}
