import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SHARED } from './sharedReference.ts';

const TOOLS = path.join(SHARED, 'tools');
const PYTHON = '/usr/bin/python3';

/** Whether the attacker that shares no code with the program is at hand, with the solver that it needs. */
export const hasAttackerPy = (): boolean =>
  existsSync(path.join(TOOLS, 'attacker.py')) &&
  spawnSync(PYTHON, ['-c', 'import numpy, scipy.optimize'], { stdio: 'ignore' }).status === 0;

/** One attack: as an outsider (`insider` null), or as one of those who know cells. */
export interface Attack {
  readonly insider: string | null;
  readonly cells: readonly {
    readonly id: string;
    readonly min: number | null;
    readonly max: number | null;
    readonly status: 'OK' | 'EXACT' | 'EXACT_INT' | 'UNDER' | 'INFEASIBLE';
    readonly primary?: boolean;
  }[];
  readonly bad: number;
}

/** Many problems in one process, since it takes longer to start than to attack. */
const DRIVER = `
import sys, json, math
sys.path.insert(0, sys.argv[1])
import attacker
solve = attacker.solve_highs
# A cell in no equation has its bounds. Where no cell has a bound, what the equations do not fix is anything: linear algebra says
# which, since some versions of scipy end the process over programmes without rows or bounds.
def with_rows(ids, rows, bnd, targets):
    if not rows: return {t: list(bnd[t]) for t in targets}
    if any(math.isfinite(x) for i in ids for x in bnd[i]): return solve(ids, rows, bnd, targets)
    import numpy as np
    ix = {i: n for n, i in enumerate(ids)}
    A = np.zeros((len(rows), len(ids))); b = np.array([rhs for _, rhs in rows])
    for n, (lhs, _) in enumerate(rows):
        for i, k in lhs.items(): A[n, ix[i]] = k
    out = {}
    for t in targets:
        e = np.zeros(len(ids)); e[ix[t]] = 1
        y = np.linalg.lstsq(A.T, e, rcond=None)[0]
        fixed = np.abs(A.T @ y - e).max() < 1e-9
        out[t] = [float(y @ b)] * 2 if fixed else [-math.inf, math.inf]
    return out
attacker.solve_highs = with_rows
# A count without an upper bound is no error.
class Open:
    inf = math.inf; isfinite = staticmethod(math.isfinite)
    floor = staticmethod(lambda x: math.floor(x) if math.isfinite(x) else x)
    ceil = staticmethod(lambda x: math.ceil(x) if math.isfinite(x) else x)
attacker.math = Open
def clean(x): return None if x is None or not math.isfinite(x) else x
for line in sys.stdin:
    job = json.loads(line); pr = job['problem']
    who = [None] + (sorted({k for c in pr['cells'] for k in c.get('known_by', [])}) if job['insiders'] else [])
    out = []
    for w in who:
        r = attacker.attack(pr, insider=w)
        out.append({'insider': w, 'bad': len(r['bad_equations']), 'cells': [
            {'id': c['id'], 'min': clean(c['min']), 'max': clean(c['max']), 'status': c['status'], 'primary': c.get('primary', True)} for c in r['cells']]})
    print(json.dumps(out), flush=True)
`;

/** Attacks each problem.json, given as text. */
export function attackWithPy(problems: readonly { readonly text: string; readonly insiders: boolean }[]): Attack[][] {
  const input = problems
    .map(({ text, insiders }) => `{"insiders":${String(insiders)},"problem":${text.replaceAll('\n', '')}}\n`)
    .join('');
  const ended = spawnSync(PYTHON, ['-c', DRIVER, TOOLS], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Attack[]);
}
