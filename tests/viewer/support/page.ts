/** The built page in the system's Chromium, on a server of its own, with every error on the page gathered. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  startViewerServer,
  type ViewerServer,
  type ViewerServerOptions,
} from '../../../src/cli/viewer-server.ts';
import type { TestHook } from '../../../viewer/src/test-hook.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../../support/browser.ts';
import { builtViewer } from './built-viewer.ts';

declare const window: { tegn?: TestHook };

/** A reason to skip: there is no browser to drive. */
export const NO_BROWSER = !existsSync(CHROMIUM);

export interface PageTest {
  /** Of the server, which is there before the first test. */
  url(): string;
  /** A new page, closed after the test; on the server's own address unless another is given. */
  open(address?: string, options?: BrowserContextOptions): Promise<Page>;
  /** The same, once a clip is on it. */
  openClip(address?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** To be called inside `describe`: starts browser and server before the tests, and after each fails on errors of its pages. */
export function pageTest(options: Omit<ViewerServerOptions, 'folder' | 'port'>): PageTest {
  let browser: Browser;
  let server: ViewerServer;
  const pages: Page[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    server = await startViewerServer({ folder: await builtViewer(), port: 0, ...options });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open: PageTest['open'] = async (address = '', context = {}) => {
    const page = await (
      await browser.newContext({ viewport: { width: 900, height: 600 }, reducedMotion: 'reduce', ...context })
    ).newPage();
    pages.push(page);
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(new URL(address, server.url).href);
    return page;
  };
  return {
    url: () => server.url,
    open,
    async openClip(address, context) {
      const page = await open(address, context);
      await page.waitForFunction(() => window.tegn);
      return page;
    },
  };
}
