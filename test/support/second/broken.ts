/** The rules that a broken twin of the second reading breaks, one each, and what the differences it causes are about. */
export const BREAKABLE = {
  undo: /./, // an undone import counts
  filtered: /known, not missing|days|bound|filtered-only/, // a filtered export proves zeros
  events: /(boost_spend|cost|roi|cost_per_\w+) \| .*(days|low|missing)/, // a list of events covers only its days
  blank: /missing|days/, // an older figure fills a newer blank
  'as-of': /low|high|days|missing|marks/, // the oldest as-of wins
  sampled: /(visitors|readers|buyers|rate|cost_per_\w+) \| .*(low|high)/, // sampled people are not scaled
  pending: /(link_gmv|outside_visitors) \| .*(days|missing)/, // zeros that were not returned count
  maturity: /immature/, // every day is mature
  credit: /low|high/, // people and GMV of several notes add
  impossible: /conflict|low|high/, // a total below a member stands
  'other-products': /other-products/, // spend of other products is not marked
  'whole-spend': /whole-spend/, // spend of another platform is not marked
  'cost-scope': /(cost|roi|cost_per_\w+) \| .*bound/, // a part that was never imported is 0
} as const;
export type Broken = keyof typeof BREAKABLE | null;
