import { compareCodes } from '../assess/ranking.ts';

/**
 * Numbers groups by falling size, then by the smallest area code within, so that the numbers owe nothing to how the groups
 * were found.
 * @param labels group of each area, 0..k-1 in any order, every group with at least one area
 * @returns for each old label its new one, 0..k-1
 */
export function groupNumbers(labels: Int32Array, k: number, areas: readonly string[]): Int32Array {
  const sizes = new Int32Array(k);
  const first: (string | undefined)[] = Array.from({ length: k }, () => undefined);
  labels.forEach((label, i) => {
    const code = areas[i] ?? '';
    sizes[label] = (sizes[label] as number) + 1;
    const least = first[label];
    if (least === undefined || compareCodes(code, least) < 0) first[label] = code;
  });
  const order = Array.from({ length: k }, (_none, c) => c).sort(
    (a, b) => (sizes[b] as number) - (sizes[a] as number) || compareCodes(first[a] ?? '', first[b] ?? ''),
  );
  const numbers = new Int32Array(k);
  order.forEach((label, place) => {
    numbers[label] = place;
  });
  return numbers;
}
