import type { Language } from '../../../../../shared/texts/text.ts';
import { tableWriter } from '../redrawn.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { nameStamp } from '../writer.ts';
import { chartScene } from './chartScene.ts';
import { mapScene } from './mapScene.ts';
import { png } from './png.ts';
import type { Scene } from './scene.ts';
import { svg } from './svg.ts';

/*
 * The pictures of each table: a map where there are borders, and a chart. No figure can be read back from them, so `verify`
 * draws them anew from the certificate and compares every byte.
 */

type Pictures = readonly (readonly [name: string, scene: Scene])[];

const drawn = { sv: new WeakMap<ShownTable, Pictures>(), en: new WeakMap<ShownTable, Pictures>() };

/** The pictures of a table by what their files are called. */
export function scenesOf(table: ShownTable, whole: ShownPackage, language: Language): Pictures {
  const known = drawn[language].get(table);
  if (known !== undefined) return known;
  const map = mapScene(table, whole, language);
  const chart = chartScene(table, whole, language);
  const made = [
    ...(map === null ? [] : [['karta', map] as const]),
    ...(chart === null ? [] : [['diagram', chart] as const]),
  ];
  drawn[language].set(table, made);
  return made;
}

const pictureWriter = (format: 'svg' | 'png', bytesOf: (scene: Scene) => Buffer) =>
  tableWriter({
    format,
    draw: (table, whole) =>
      scenesOf(table, whole, 'sv').map(([name, scene]) => ({
        name: `bilder/${table.id}-${name}${nameStamp(whole)}.${format}`,
        bytes: bytesOf(scene),
      })),
    read: null,
  });

export const svgWriter = pictureWriter('svg', (scene) => Buffer.from(svg(scene, 'sv'), 'utf8'));
export const pngWriter = pictureWriter('png', png);
