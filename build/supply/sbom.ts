import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shippedPackages } from './shipped.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly metadata: Readonly<Record<string, unknown>> & { readonly component: Component };
}

/** What runs the product, and is not a package of npm's in it. */
const RUNTIMES: ReadonlySet<string> = new Set(['electron', 'node']);

/**
 * The bill of materials of what is shipped, in CycloneDX 1.5: npm's own of everything in package-lock.json, without what only
 * builds and tests. Time and serial number are left out, so that the same product has the same bill.
 */
export function billOfMaterials(): unknown {
  const written = execFileSync(
    'npm',
    ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  const { components, dependencies, metadata, ...rest } = JSON.parse(written) as Bom &
    Readonly<Record<string, unknown>>;
  const shipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
  // npm's reference has a package's own name, where `name` has that of its folder (an alias of package.json).
  const kept = components.filter((component) => shipped.has(component['bom-ref']) || RUNTIMES.has(component.name));
  const refs = new Set(kept.map((component) => component['bom-ref']));
  const top = { ...metadata.component, name: 'sigill' };
  delete (rest as Record<string, unknown>)['serialNumber'];
  return {
    ...rest,
    metadata: { component: top },
    components: kept.map((component) => ({
      ...component,
      name: component['bom-ref'].replace(/@[^@]*$/u, ''),
      scope: 'required',
    })),
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref) || ref === top['bom-ref'])
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((name) => refs.has(name)) })),
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = path.join(ROOT, 'release/sbom.cdx.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
  process.stdout.write(`${path.relative(ROOT, file)}\n`);
}
