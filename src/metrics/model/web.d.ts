/** What every runtime of ours has of the web's URLs: this room knows no document and no Node. */
declare class URLSearchParams {
  constructor(text: string);
  forEach(each: (value: string, name: string) => void): void;
}
declare class URL {
  constructor(url: string, base?: URL | string);
  static canParse(url: string, base?: URL | string): boolean;
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
}
declare function atob(text: string): string;
