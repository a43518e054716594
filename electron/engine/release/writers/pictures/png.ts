import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';
import { textRings, textWidth } from './font.ts';
import { type Paint, Raster } from './raster.ts';
import { COLOUR, HATCH_PERIOD, type Scene, type Shape } from './scene.ts';

/*
 * PNG (ISO/IEC 15948), at twice the size of the picture. Compressed by code that is the same on every machine; zlib's output
 * differs between processors.
 */

const SCALE = 2;

const number = (colour: string): number => Number.parseInt(colour.slice(1), 16);
const plain = (colour: string): Paint => {
  const own = number(colour);
  return () => own;
};

const [HATCH, HATCH_GROUND] = [number(COLOUR.hatch), number(COLOUR.hatchGround)];

/** Lines at 45 degrees, as in the SVG. */
const hatched: Paint = (x, y) => {
  const period = SCALE * HATCH_PERIOD * Math.SQRT2;
  return (x + y) % period < SCALE * 2 ? HATCH : HATCH_GROUND;
};

const scaled = (ring: readonly number[]): number[] => ring.map((value) => value * SCALE);

/** A line along a ring, as one small quadrangle per piece, all turning the same way. */
function lineRings(ring: readonly number[], width: number): number[][] {
  const quads: number[][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
    const [bx, by] = [ring[(i + 2) % ring.length] as number, ring[(i + 3) % ring.length] as number];
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    if (length === 0) continue;
    const dx = ((by - ay) / length) * (width / 2);
    const dy = ((ax - bx) / length) * (width / 2);
    quads.push([ax + dx, ay + dy, bx + dx, by + dy, bx - dx, by - dy, ax - dx, ay - dy]);
  }
  return quads;
}

const CIRCLE = 24;

function draw(raster: Raster, shape: Shape): void {
  if (shape.kind === 'text') {
    const { x, y, size, bold, anchor, colour, text } = shape;
    const weight = bold ? 'bold' : 'plain';
    const width = anchor === 'start' ? 0 : textWidth(text, size, weight);
    const start = anchor === 'end' ? x - width : x - width / 2;
    raster.paint(textRings(text, start * SCALE, y * SCALE, size * SCALE, weight), plain(colour), true);
    return;
  }
  if (shape.kind === 'dot') {
    const ring = Array.from({ length: CIRCLE }, (_, i) => {
      const angle = (2 * Math.PI * i) / CIRCLE;
      return [shape.x + shape.radius * Math.cos(angle), shape.y + shape.radius * Math.sin(angle)];
    }).flat();
    raster.paint([scaled(ring)], plain(shape.colour));
    return;
  }
  const rings = shape.rings.map(scaled);
  raster.paint(rings, shape.fill === 'hatch' ? hatched : plain(shape.fill.colour));
  if (shape.line !== undefined) {
    const { colour, width } = shape.line;
    raster.paint(
      rings.flatMap((ring) => lineRings(ring, width * SCALE)),
      plain(colour),
      true,
    );
  }
}

function chunk(type: string, content: Uint8Array): Buffer {
  const out = Buffer.alloc(content.length + 12);
  out.writeUInt32BE(content.length, 0);
  out.write(type, 4, 'latin1');
  out.set(content, 8);
  out.writeUInt32BE(crc32(out.subarray(4, content.length + 8)), content.length + 8);
  return out;
}

const textChunk = (keyword: string, content: string): Buffer =>
  chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${content}`, 'utf8'));

const RGB = 2;
/** Each pixel is told by how it differs from the one above, which is nothing in most of a map. */
const UP = 2;

export function png(scene: Scene): Buffer {
  const raster = new Raster(scene.width * SCALE, scene.height * SCALE, number(COLOUR.ground));
  for (const shape of scene.shapes) draw(raster, shape);
  const { width, height, pixels } = raster;
  const line = 3 * width;
  const filtered = new Uint8Array(height * (line + 1));
  for (let y = 0; y < height; y += 1) {
    const at = y * (line + 1);
    const from = y * line;
    filtered[at] = UP;
    filtered.set(pixels.subarray(from, from + line), at + 1);
    if (y === 0) continue;
    for (let i = 0; i < line; i += 1)
      filtered[at + 1 + i] = (filtered[at + 1 + i] as number) - (pixels[from - line + i] as number);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, RGB, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    textChunk('Title', scene.title),
    textChunk('Description', scene.description),
    chunk('IDAT', zlibSync(filtered, { level: 3 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}
