import { run } from './run.ts';

// Whoever read the output may have had enough (`| head`). The work is done all the same, and its exit code stands.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
  });

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2));
}

// Not awaited: the installed program loads this file as `require` does, which cannot wait (ADR 30).
void main();
