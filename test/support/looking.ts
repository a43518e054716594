import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMONSTRATION_PASSPHRASE } from '../../shared/domain/demonstration.ts';
import { DEMONSTRATION_FILE } from './demonstrationProject.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type Harness, ORIGIN, startSigill } from './harness.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Rules of accessibility that the page breaks, with where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/**
 * Texts that do not fit where they stand. Left out are what scrolls, what is only read aloud, and the rows of lists, whose
 * height is fixed: a long name is cut there, and stands whole in the card and under the pointer.
 */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const clipped: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const said = node.textContent?.trim() ?? '';
      const own = node.parentElement;
      if (said === '' || own === null || !own.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue;
      if (
        own.closest(
          '.ag-root, [role="grid"] [role="row"], .ag-aria-description-container, [class*="said"], [class*="unseen"], style, .mantine-VisuallyHidden-root',
        ) !== null
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      for (let around: HTMLElement | null = own; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (style.overflowX === 'visible') continue;
        const box = around.getBoundingClientRect();
        if (text.left < box.left - 1 || text.right > box.right + 1) {
          clipped.push(said);
          break;
        }
      }
    }
    return clipped;
  });

/** What must hold on every screen, whatever it shows. */
export async function expectSound(page: Page, sigill: Harness): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await clippedTexts(page)).toEqual([]);
  expect(sigill.outsideRequests).toEqual([]);
  expect(sigill.complaints).toEqual([]);
}

/** Goes to a part by the navigation. */
export async function goTo(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: part }).click();
}

/** A copy of the demonstration project for tests that write; it lies where the harness cleans up. */
async function copyOfDemonstration(sigill: Harness): Promise<string> {
  const file = process.env[DEMONSTRATION_FILE] ?? '';
  const copy = path.join(sigill.demonstrationFolder, 'kopia.sigill');
  await copyFile(file, copy);
  await copyFile(`${file}-key`, `${copy}-key`);
  return copy;
}

/** Starts the application on the production engine and opens the demonstration project that all browser tests share; `before` looks at the start. */
export async function openDemonstration(
  page: Page,
  before?: () => Promise<void>,
  own: 'shared' | 'copy' = 'shared',
): Promise<Harness> {
  const sigill = await startSigill(page.context(), page);
  sigill.chooseNext(own === 'copy' ? await copyOfDemonstration(sigill) : (process.env[DEMONSTRATION_FILE] ?? ''));
  await page.goto(`${ORIGIN}/`);
  await before?.();
  await page.getByRole('button', { name: 'Välj fil …' }).click();
  await page.getByLabel('Lösenfras', { exact: true }).fill(DEMONSTRATION_PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toBeVisible();
  return sigill;
}

/** Taken when someone wants to look: SIGILL_SHOTS names the folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const shots = process.env['SIGILL_SHOTS'];
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) });
}
