import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLeaf,
  consistencyProof,
  emptyTree,
  type Hash,
  inclusionProof,
  isConsistent,
  isIncluded,
  keptTree,
  leafHash,
  nodeHash,
  peakBytes,
  rootOf,
} from './merkle.ts';

// The leaves and roots that Certificate Transparency's own implementations are tested with.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = (count: number): Hash[] => Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

function treeOf(hashes: readonly Hash[]) {
  const tree = emptyTree();
  for (const leaf of hashes) addLeaf(tree, leaf);
  return { size: tree.size, root: rootOf(tree), peaks: peakBytes(tree) };
}

/** RFC 6962 2.1, word for word. */
function rootBySpecification(hashes: readonly Hash[]): Hash {
  if (hashes.length === 1) return hashes[0]!;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return nodeHash(rootBySpecification(hashes.slice(0, half)), rootBySpecification(hashes.slice(half)));
}

describe('the tree of RFC 6962', () => {
  it('has the roots that others reckon', () => {
    expect(
      roots
        .map((_, size) => treeOf(inputs.slice(0, size).map((hex) => leafHash(Buffer.from(hex, 'hex')))))
        .map(({ root }) => root.toString('hex')),
    ).toEqual(roots);
  });

  it('has at every size the root of the specification, and goes on from its peaks', () => {
    const all = leaves(300);
    for (let size = 1; size <= all.length; size += 1) {
      const { root, peaks } = treeOf(all.slice(0, size));
      expect(root.equals(rootBySpecification(all.slice(0, size)))).toBe(true);
      expect(rootOf(keptTree(size, peaks)!).equals(root)).toBe(true);
      expect(keptTree(size, peaks.subarray(32))).toBeUndefined();
    }
  });

  it('proves that a leaf is in it at its position, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, pick, other) => {
        const all = leaves(size);
        const [position, elsewhere] = [pick % size, other % size];
        const range = async (begin: number, end: number) => rootBySpecification(all.slice(begin, end));
        const proof = await inclusionProof(range, position, size);
        const tree = treeOf(all);
        expect(isIncluded(all[position]!, position, tree, proof)).toBe(true);
        expect(isIncluded(all[position]!, elsewhere, tree, proof)).toBe(elsewhere === position);
        expect(isIncluded(all[elsewhere]!, position, tree, proof)).toBe(elsewhere === position);
        expect(isIncluded(all[position]!, position, tree, [...proof, all[0]!])).toBe(false);
        if (proof.length > 0) expect(isIncluded(all[position]!, position, tree, proof.slice(1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('proves that it only grew, and shows any other history for what it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 150 }), fc.nat(), fc.nat(), async (size, pick, changed) => {
        const all = leaves(size);
        const earlier = 1 + (pick % size);
        const range = async (begin: number, end: number) => rootBySpecification(all.slice(begin, end));
        const proof = await consistencyProof(range, earlier, size);
        const before = treeOf(all.slice(0, earlier));
        const later = treeOf(all);
        expect(isConsistent(before, later, proof)).toBe(true);
        const other = all.slice(0, earlier);
        other[changed % earlier] = leafHash(Buffer.from('another'));
        expect(isConsistent(treeOf(other), later, proof)).toBe(false);
        expect(isConsistent(before, later, [...proof, all[0]!])).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
