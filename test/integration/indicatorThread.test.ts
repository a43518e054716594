import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { frameOfCodes } from '../../electron/engine/areas/frame.ts';
import { splitBySex } from '../../electron/engine/indicators/bySex.ts';
import { wholeColumns } from '../../electron/engine/indicators/pass/source.ts';
import { startTeam, type Team } from '../../electron/engine/indicators/pass/team.ts';
import {
  ANSWERS,
  newControl,
  STOPPED,
  TASKS,
  type ThreadAnswer,
  type ThreadJob,
  type ThreadTask,
  wake,
} from '../../electron/engine/indicators/pass/threads.ts';
import { computeFrom, type YearResult } from '../../electron/engine/indicators/pass/year.ts';
import { shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { threadFile } from '../../electron/engine/jobs/threadFile.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { madeUpRegisters } from '../support/madeUpRegisters.ts';
import { memoryColumns } from '../support/memoryColumns.ts';
import { builtFile, filesBelow, ROOT } from '../support/sources.ts';

/*
 * The thread that helps to compute indicators, from the bundle that the application ships: it has every unit to compute,
 * and gives what the sources give in one thread.
 */

const LEVELS = ['regso', 'municipality', 'nation'] as const;
const WAIT_MS = 20;
const MOST_MS = 30_000;

/** A team of the bundled thread alone. */
function bundledTeam(): Team {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(builtFile('main', 'indicatorThread.js'), {
    workerData: { port: port2 },
    transferList: [port2],
  });
  return {
    begin: (job) => {
      const control = newControl();
      worker.postMessage({ ...job, shift: 1, control } satisfies ThreadJob);
      const next = (): ThreadAnswer => {
        for (const end = performance.now() + MOST_MS; performance.now() < end;) {
          const answers = Atomics.load(control, ANSWERS);
          const got = receiveMessageOnPort(port1);
          if (got !== undefined) return got.message as ThreadAnswer;
          Atomics.wait(control, ANSWERS, answers, WAIT_MS);
        }
        throw new Error('the bundled thread does not answer');
      };
      const ready = next();
      if (ready.type !== 'ready') throw new Error(`the bundled thread is not ready: ${JSON.stringify(ready)}`);
      return {
        run: (units, { read, add }) => {
          for (const [position, unit] of units.entries()) {
            port1.postMessage({ shift: 1, position, unit, pieces: read(unit) } satisfies ThreadTask);
            wake(control, TASKS);
            const answer = next();
            if (answer.type !== 'done') throw new Error(`the bundled thread failed: ${JSON.stringify(answer)}`);
            add(unit, answer.states);
          }
        },
        end: () => {
          Atomics.store(control, STOPPED, 1);
          wake(control, TASKS);
        },
      };
    },
    close: () => {
      port1.close();
      void worker.terminate();
    },
  };
}

describe('the bundled thread of the indicators', () => {
  it('lies where the bundled engine looks for it', () => {
    const askers = filesBelow(['out/main'], /\.js$/u).filter(({ content }) => content.includes('"indicatorThread.js"'));
    expect(askers).not.toEqual([]);
    for (const { name } of askers) {
      const asker = pathToFileURL(path.join(ROOT, name)).href;
      const found = threadFile(new URL('./teamThread.ts', asker), 'indicatorThread.js', asker);
      expect(fileURLToPath(found)).toBe(builtFile('main', 'indicatorThread.js'));
    }
  });

  it('starts, and computes every shipped indicator by sex as the sources do', () => {
    const made = madeUpRegisters(3000, 9, 31);
    const earlier = [2021, 2020, 2019].flatMap((year) =>
      madeUpRegisters(3000, 9, year, year).registers.filter(({ register }) => ['person', 'elever'].includes(register)),
    );
    const areas = frameOfCodes(made.regso, [], 'Riket');
    const compute = (team: Team): YearResult => {
      const source = wholeColumns(memoryColumns([...made.registers, ...earlier], 1000), 2022);
      try {
        return computeFrom(source, areas, splitBySex(shippedDefinitions()), LEVELS, { team, progress: silent });
      } finally {
        team.close();
      }
    };
    const [bundled, own] = [compute(bundledTeam()), compute(startTeam(0))];
    for (const [id, levels] of own.values) expect([id, bundled.values.get(id)]).toEqual([id, levels]);
    expect(bundled.leftOut).toEqual(own.leftOut);
    expect(bundled.coverage).toEqual(own.coverage);
  });
});
