import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Page } from '@playwright/test';

/*
 * What the window's processes hold in memory, read from outside, so that nothing that Chromium keeps can hide: strings
 * of one and two bytes a character, and numbers as they lie in a Float64Array.
 */

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

const CHUNK = 1 << 24;
/** Whole numbers written with one byte a character, and with two. */
const ONE_BYTE = /\d{7,15}/gu;
const TWO_BYTES = /(?:\d\0){7,15}/gu;

/** Counts the wanted numbers in a piece of memory: as text in either form, and as aligned doubles. */
function countNumbers(piece: Buffer, found: Map<string, number>): void {
  const count = (number: string): void => {
    const times = found.get(number);
    if (times !== undefined) found.set(number, times + 1);
  };
  const text = piece.toString('latin1');
  for (const [number] of text.matchAll(ONE_BYTE)) count(number);
  for (const [number] of text.matchAll(TWO_BYTES)) count(number.replaceAll('\0', ''));
  const doubles = new Float64Array(piece.buffer, piece.byteOffset, Math.floor(piece.length / 8));
  for (const value of doubles) if (value >= 1e6 && value < 1e15 && Number.isInteger(value)) count(String(value));
}

/** Readable and writable ranges of a process: [start, end). */
const rangesOf = (id: number): (readonly [number, number])[] =>
  readFileSync(`/proc/${String(id)}/maps`, 'utf8')
    .split('\n')
    .filter((line) => / rw/u.test(line) && !line.includes('[vvar]'))
    .map((line) => {
      const [start = '0', end = '0'] = (line.split(' ')[0] ?? '').split('-');
      return [Number.parseInt(start, 16), Number.parseInt(end, 16)] as const;
    });

function countIn(id: number, found: Map<string, number>): void {
  const memory = openSync(`/proc/${String(id)}/mem`, 'r');
  const chunk = Buffer.alloc(CHUNK);
  try {
    for (const [start, end] of rangesOf(id))
      for (let at = start; at < end; at += CHUNK - 64) {
        let length = 0;
        try {
          length = readSync(memory, chunk, 0, Math.min(CHUNK, end - at), at);
        } catch {
          break; // A range that the system will not read, or that is gone.
        }
        countNumbers(chunk.subarray(0, length), found);
      }
  } finally {
    closeSync(memory);
  }
}

/**
 * How many times each number (7-15 digits) lies in the memory of the page's renderer processes; null where the system
 * does not let one process read another.
 */
export async function numbersInMemory(
  page: Page,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number> | null> {
  const browser = page.context().browser();
  if (browser === null || process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: ProcessInfo[] };
  await session.detach();
  const found = new Map(numbers.map((number) => [number, 0]));
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  try {
    for (const { id } of renderers) countIn(id, found);
  } catch (cause) {
    if (cause instanceof Error && /EACCES|EPERM|ENOENT/u.test(cause.message)) return null;
    throw cause;
  }
  return found;
}
