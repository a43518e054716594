import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** Milliseconds of the main thread per frame, and how much of the machine's time others took meanwhile. */
export interface FrameTimes {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  /** Processor time of the main thread per frame, mean: what remains when others take the processor. */
  readonly thread: number;
  /** Per cent of the time of all cores, from /proc/stat; NaN where there is none. */
  readonly stolen: number;
}

/** Stolen and all jiffies so far. */
function processorTime(): { stolen: number; all: number } {
  try {
    const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/u).slice(1).map(Number) ?? [];
    return { stolen: fields[7] ?? Number.NaN, all: fields.reduce((sum, part) => sum + part, 0) };
  } catch {
    return { stolen: Number.NaN, all: Number.NaN };
  }
}

/**
 * Pulls a slider to a new value in each of `frames` frames, as a hand does, and times the main thread from the start of the
 * frame to the end of its rendering: from the first animation callback to the first task after the paint.
 */
export async function timeFrames(page: Page, slider: string, frames: number): Promise<FrameTimes> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const threadTime = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (
      metrics.find(({ name }) => name === 'ThreadTime')?.value ??
      metrics.find(({ name }) => name === 'TaskDuration')?.value ??
      Number.NaN
    );
  };
  const threadBefore = await threadTime();
  const before = processorTime();
  const taken = await page.evaluate(
    async ([name, count]) => {
      const input = document.querySelector<HTMLInputElement>(`input[type=range][aria-label="${name}"]`);
      if (input === null) throw new Error('no such slider');
      const most = Number(input.max);
      const times: number[] = [];
      const channel = new MessageChannel();
      for (let frame = 0; frame < count; frame += 1) {
        times.push(
          await new Promise<number>((resolve) => {
            let started = 0;
            channel.port1.onmessage = () => {
              resolve(performance.now() - started);
            };
            requestAnimationFrame(() => {
              started = performance.now();
              channel.port2.postMessage(null);
            });
            // Up and down through the whole range, never the same place twice running.
            input.value = String(most * (0.5 + 0.45 * Math.sin(frame / 9)));
            input.dispatchEvent(new Event('input', { bubbles: true }));
          }),
        );
      }
      input.dispatchEvent(new Event('change', { bubbles: true }));
      return times;
    },
    [slider, frames] as const,
  );
  const after = processorTime();
  const thread = (1000 * ((await threadTime()) - threadBefore)) / frames;
  await devtools.detach();
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return {
    frames: sorted.length,
    median: at(0.5),
    p95: at(0.95),
    worst: sorted.at(-1) ?? Number.NaN,
    thread,
    stolen: (100 * (after.stolen - before.stolen)) / (after.all - before.all),
  };
}
