import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHtml } from '../../../tools/page/render';
import { openBrowser } from '../../lab/browser';
import { SAMPLE } from '../sample';

const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
const file = pathToFileURL(path.join(folder, '99-sample.html')).href;
let browser: Browser;

beforeAll(async () => {
  writeFileSync(path.join(folder, '99-sample.html'), pageHtml(SAMPLE, '99-sample', folder));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Visit {
  page: Page;
  requests: string[];
  complaints: string[];
}

/** Opens the page on a screen of this width, with no network, and waits until it is drawn. */
async function visit(width: number): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, hasTouch: width < 600 });
  const [requests, complaints]: [string[], string[]] = [[], []];
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === file) return route.continue();
    requests.push(url);
    return route.abort();
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(file);
  await page.waitForFunction("document.querySelectorAll('.figure .main-svg').length >= 8");
  return { page, requests, complaints };
}

describe.each([
  ['a telephone', 390],
  ['a desktop', 1280],
])('the page on %s', (_, width) => {
  let seen: Visit;
  beforeAll(async () => {
    seen = await visit(width);
  });
  afterAll(() => seen.page.close());

  it('asks the network for nothing and the browser has nothing to complain of', () => {
    expect(seen.requests).toEqual([]);
    expect(seen.complaints).toEqual([]);
  });

  it('draws every figure inside the page', async () => {
    const widths = (await seen.page.evaluate(
      `[...document.querySelectorAll('.figure')].map((place) => ({
        drawn: place.querySelector('.main-svg').getBoundingClientRect().width,
        room: place.parentElement.clientWidth,
        scrolls: getComputedStyle(place.parentElement).overflowX === 'auto',
      }))`,
    )) as { drawn: number; room: number; scrolls: boolean }[];
    expect(widths).toHaveLength(4);
    for (const { drawn, room, scrolls } of widths) expect(drawn <= room || scrolls).toBe(true);
  });

  it('never scrolls sideways as a whole: long equations and code scroll by themselves, or go on below', async () => {
    const overflow = await seen.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    const scrolling = (await seen.page.evaluate(
      `['.equation', '.code'].map((kind) =>
        [...document.querySelectorAll(kind)].some((box) => box.scrollWidth > box.clientWidth))`,
    )) as boolean[];
    expect(scrolling).toEqual(width < 600 ? [true, false] : [false, true]);
  });

  it('typesets equations in the fonts that it carries', async () => {
    expect(await seen.page.locator('.katex').count()).toBeGreaterThanOrEqual(4);
    expect(await seen.page.evaluate("document.fonts.check('16px KaTeX_Main')")).toBe(true);
    const loaded = await seen.page.evaluate(
      "[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)",
    );
    expect(loaded).toContain('KaTeX_Math');
  });

  it('moves through the positions of a slider', async () => {
    const bar = seen.page.locator('.slider-group');
    const read = () =>
      seen.page.evaluate("document.querySelector('.slider-group').closest('.figure').data[1].x[0]");
    const before = await read();
    const rail = seen.page.locator('.slider-rail-touch-rect');
    await bar.scrollIntoViewIfNeeded();
    const box = await rail.boundingBox();
    if (!box) throw new Error('The slider has no rail.');
    await seen.page.mouse.click(box.x + box.width - 4, box.y + box.height / 2);
    await expect.poll(read).not.toBe(before);
  });
});

describe('the page on a desktop', () => {
  it('tells under the pointer what a line shows', async () => {
    const { page } = await visit(1280);
    const point = page.locator('.figure').first().locator('.scatterlayer .point').nth(3);
    await point.hover({ force: true });
    await expect.poll(() => page.locator('.hoverlayer .hovertext').count()).toBeGreaterThan(0);
    expect(await page.locator('.hoverlayer').first().textContent()).toContain('t = 3');
    await page.close();
  });

  it('stands the contents beside the text, and above it, folded, on a telephone', async () => {
    const place = async (width: number) => {
      const { page } = await visit(width);
      const nav = await page.locator('nav').boundingBox();
      const main = await page.locator('main').boundingBox();
      const open = await page.evaluate("document.querySelector('nav details').open");
      await page.close();
      if (!nav || !main) throw new Error('The page lacks its contents or its text.');
      return { beside: nav.x + nav.width <= main.x, above: nav.y + nav.height <= main.y, open };
    };
    expect(await place(1280)).toMatchObject({ beside: true, open: true });
    expect(await place(390)).toMatchObject({ above: true, open: false });
  });
});
