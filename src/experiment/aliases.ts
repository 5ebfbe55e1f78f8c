import { type Alias, isAlias, isMap, isSeq, type Node } from 'yaml';

/**
 * What every alias of a document stands for: the node that carried its anchor last before it. (`yaml` walks
 * the whole document for each alias; this walks it once.) Aliases without an anchor are left out.
 */
export function resolveAliases(top: Node | null | undefined): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const visit = (node: unknown): void => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
      return;
    }
    const anchor = (node as (Node & { anchor?: string }) | null)?.anchor;
    if (anchor) anchors.set(anchor, node as Node);
    if (isSeq(node)) node.items.forEach(visit);
    else if (isMap(node))
      for (const pair of node.items) {
        visit(pair.key);
        visit(pair.value);
      }
  };
  visit(top);
  return targets;
}
