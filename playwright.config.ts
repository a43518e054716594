import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './build/chromium.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  throw new Error('No Chromium was found. Set SIGILL_CHROMIUM to one, or run `npm run test:browser`, which gets one.');

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/support/demonstrationProject.ts',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    launchOptions: { executablePath, args: chromiumArguments() },
    viewport: { width: 1280, height: 800 },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    serviceWorkers: 'block',
  },
});
