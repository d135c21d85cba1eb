import { type Database, type Db, rows } from '#service/database.ts';
import { addLeaf, emptyTree, type Hash, nodeHash, type RangeRoot, rootOf } from './merkle.ts';
import { levelsKept } from './seal.ts';

const leavesSql = 'SELECT hash FROM disclosure_leaf WHERE position >= $1 AND position < $2 ORDER BY position';
const nodesSql = 'SELECT hash FROM disclosure_node WHERE level = $3 AND place >= $1 AND place < $2 ORDER BY place';

/** The largest kept level whose subtrees this range begins and ends with. */
function levelOf(begin: number, end: number): { level: number; leaves: number } {
  let [level, leaves] = [0, 1];
  for (let next = 2 ** levelsKept; begin % next === 0 && end - begin >= next; next *= 2 ** levelsKept) {
    level += levelsKept;
    leaves = next;
  }
  return { level, leaves };
}

/** The roots of any part of the log, reckoned from the leaves and subtrees that are kept of it. */
export function storedTree(database: Database | Db): RangeRoot {
  return async function root(begin, end): Promise<Hash> {
    const { level, leaves } = levelOf(begin, end);
    const whole = Math.floor((end - begin) / leaves);
    // What is left over has a root of its own; a left part of full subtrees is always a power of two of them.
    if (whole * leaves !== end - begin) {
      const middle = begin + leaves * 2 ** Math.floor(Math.log2(whole));
      return nodeHash(await root(begin, middle), await root(middle, end));
    }
    const at = [begin / leaves, begin / leaves + whole];
    const found = await rows<{ hash: Hash }>(
      database,
      level === 0 ? leavesSql : nodesSql,
      level === 0 ? at : [...at, level],
    );
    if (found.length !== whole) throw new Error('The log of disclosures has a gap');
    const tree = emptyTree();
    for (const { hash } of found) addLeaf(tree, hash);
    return rootOf(tree);
  };
}
