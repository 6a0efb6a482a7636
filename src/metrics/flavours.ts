/** Which GMV a number may rest on, which stay apart (domain.md §3.6): of the task's items, or of the whole shop. */
export const FLAVOURS = ['gmv_task', 'gmv_shop'] as const;
export type Flavour = (typeof FLAVOURS)[number];

/** Numbers of two flavours are not held against each other: those of the rarer one are left. */
export function ofOneFlavour<T extends { of?: Flavour | undefined }>(all: readonly T[]): { kept: T[]; left: T[] } {
  const shopWide = all.filter(({ of }) => of === 'gmv_shop');
  const others = all.filter(({ of }) => of !== 'gmv_shop');
  return shopWide.length > others.length ? { kept: shopWide, left: others } : { kept: others, left: shopWide };
}
