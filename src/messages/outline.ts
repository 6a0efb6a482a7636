/** An element by its name, its attributes and its children; of most attributes the name alone. */
export type OutlinedElement = [name: string, attributes: [name: string, value: string][], children: OutlinedElement[]];

/** A page's elements as they stand, for the extension's own pages to make a report of. No text. */
export interface Outline {
  url: string;
  base: string;
  state: string;
  body: OutlinedElement;
}
