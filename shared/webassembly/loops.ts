import { type FunctionCode, moduleBytes } from './module.ts';

/* What is used of WebAssembly: every engine has it, the types of the language do not. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

export interface Loops {
  readonly memory: ArrayBuffer;
  readonly call: Readonly<Record<string, (...values: readonly number[]) => number>>;
}

const PAGE = 65_536;

/**
 * The engine and the command line may compile; a window and its threads may not (their content security policy permits no code
 * but the application's own files), and do the same in JavaScript.
 */
const mayCompile = !('document' in globalThis) && !('WorkerGlobalScope' in globalThis);

const compiled = new Map<readonly FunctionCode[], object>();

/** Loops with memory of their own of at least `bytes`; undefined where no code may be compiled. @param codes the same list each time, compiled once */
export function loopsOf(codes: readonly FunctionCode[], bytes: number): Loops | undefined {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyApi };
  if (!mayCompile || WebAssembly === undefined) return undefined;
  const module = compiled.get(codes) ?? new WebAssembly.Module(moduleBytes(codes));
  compiled.set(codes, module);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new WebAssembly.Instance(module, { memory: { it: memory } });
  return { memory: memory.buffer, call: exports as Loops['call'] };
}
