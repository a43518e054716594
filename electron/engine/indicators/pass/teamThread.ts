import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { State } from './accumulator.ts';
import { compileYear } from './compileYear.ts';
import { unpackPieces } from './loader.ts';
import {
  ANSWERS,
  FRAMES,
  STOPPED,
  TASKS,
  type ThreadAnswer,
  type ThreadJob,
  type ThreadTask,
  wake,
} from './threads.ts';
import { createWorld, partKey, STAGES } from './world.ts';

/*
 * A thread that helps to compute indicators: it takes one block of rows after the other, as long as there are any. It
 * reads no project and knows no path; the columns lie in memory that it shares with the thread that asked.
 */

class Stopped extends Error {}

const { port } = workerData as { readonly port: MessagePort };
const WAIT_MS = 1000;

const buffersOf = (states: readonly State[]): ArrayBuffer[] => [
  ...new Set(states.flatMap((state) => Object.values(state).map(({ buffer }) => buffer))),
];

function work({ shift, year, bases, sources, shapes, memory, control }: ThreadJob): void {
  const tell = (answer: ThreadAnswer, transfer: readonly ArrayBuffer[] = []): void => {
    port.postMessage(answer, transfer);
    wake(control, ANSWERS);
  };
  const check = (): void => {
    Atomics.add(control, FRAMES, 1);
    if (Atomics.load(control, STOPPED) !== 0) throw new Stopped();
  };
  try {
    const world = createWorld((register, variable) => {
      const shape = shapes.get(partKey(register, variable));
      if (shape === undefined) throw new RangeError('no such column in the job');
      return shape;
    });
    compileYear(world, year, bases, sources);
    world.give(memory);
    const programs = STAGES.flatMap((stage) => world.programs(stage));
    tell({ type: 'ready', shift });
    while (Atomics.load(control, STOPPED) === 0) {
      const tasks = Atomics.load(control, TASKS);
      const got = receiveMessageOnPort(port)?.message as ThreadTask | undefined;
      if (got === undefined) {
        Atomics.wait(control, TASKS, tasks, WAIT_MS);
        continue;
      }
      if (got.shift !== shift) continue;
      const { position, unit, pieces } = got;
      const program = programs[unit.program];
      if (program === undefined) throw new RangeError('no such program');
      unpackPieces(memory, shapes, pieces);
      program.run(unit.first, unit.rows, check);
      const states = program.accumulators.map((accumulator) => accumulator.take());
      tell({ type: 'done', shift, position, states }, buffersOf(states));
    }
  } catch (cause) {
    if (cause instanceof Stopped) return;
    const stack = cause instanceof Error ? (cause.stack ?? '') : '';
    const places = stack.split('\n').filter((line) => /^\s+at /u.test(line));
    const name = cause instanceof Error ? cause.name : 'Error';
    tell({ type: 'fault', shift, fault: `${name} ${places.join(' ').slice(0, 2000)}` });
  }
}

parentPort?.on('message', work);
