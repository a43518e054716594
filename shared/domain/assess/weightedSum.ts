/** target = sum of share times column over the children, each area's terms added in the order of the children. */
export function weightedSum(
  target: Float64Array,
  children: readonly number[],
  columns: readonly Float64Array[],
  shares: Float64Array,
): void {
  const n = target.length;
  target.fill(0);
  let next = 0;
  // Four columns a time halve the traffic to memory; the order of the additions is as for one a time.
  for (; next + 4 <= children.length; next += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => children[next + step] as number) as [
      number,
      number,
      number,
      number,
    ];
    const [va, vb, vc, vd] = [columns[a], columns[b], columns[c], columns[d]] as Float64Array[];
    const wa = shares[a] as number;
    const wb = shares[b] as number;
    const wc = shares[c] as number;
    const wd = shares[d] as number;
    for (let i = 0; i < n; i += 1)
      target[i] =
        (target[i] as number) +
        wa * ((va as Float64Array)[i] as number) +
        wb * ((vb as Float64Array)[i] as number) +
        wc * ((vc as Float64Array)[i] as number) +
        wd * ((vd as Float64Array)[i] as number);
  }
  for (; next < children.length; next += 1) {
    const child = children[next] as number;
    const values = columns[child] as Float64Array;
    const share = shares[child] as number;
    for (let i = 0; i < n; i += 1) target[i] = (target[i] as number) + share * (values[i] as number);
  }
}
