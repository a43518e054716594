import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from './chromium.ts';

/*
 * `node build/icons.ts`: draws the pictures that the installers need from icon.svg, whenever that has changed. Windows' .ico
 * and Apple's .icns are boxes around PNG files (Microsoft, "Icons in Win32"; Apple, "Icon Services"), so both are put together here.
 */

const FOLDER = path.join(import.meta.dirname, 'resources');
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the sizes that hold PNG. */
const ICNS_SIZES = { icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

/** An .ico of PNG pictures: a header of 6 bytes, 16 bytes for each picture, and the pictures. A size of 256 is written as 0. */
function ico(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let place = header.length;
  for (const [i, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * i;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(place, at + 12);
    place += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** An .icns of PNG pictures: every part is its name, its length with these 8 bytes, and the picture; the whole is one too. */
function icns(pictures: readonly { name: string; png: Buffer }[]): Buffer {
  const part = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([head, content]);
  };
  return part('icns', Buffer.concat(pictures.map(({ name, png }) => part(name, png))));
}

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('Drawing the icons needs a Chromium: set SIGILL_CHROMIUM to one.');
const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
try {
  const page = await browser.newPage();
  const svg = readFileSync(path.join(FOLDER, 'icon.svg'), 'utf8');
  const draw = async (size: number): Promise<Buffer> => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0;background:transparent}svg{display:block;width:${String(size)}px;height:${String(size)}px}</style>${svg}`,
    );
    return await page.screenshot({ omitBackground: true });
  };
  const drawn = new Map<number, Buffer>();
  for (const size of new Set([...ICO_SIZES, ...Object.values(ICNS_SIZES)])) drawn.set(size, await draw(size));
  const png = (size: number): Buffer => drawn.get(size) ?? Buffer.alloc(0);
  writeFileSync(path.join(FOLDER, 'icon.png'), png(512));
  writeFileSync(path.join(FOLDER, 'icon.ico'), ico(ICO_SIZES.map((size) => ({ size, png: png(size) }))));
  const apple = Object.entries(ICNS_SIZES).map(([name, size]) => ({ name, png: png(size) }));
  writeFileSync(path.join(FOLDER, 'icon.icns'), icns(apple));
} finally {
  await browser.close();
}
