import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that only one program sees. */
export interface OwnFolder {
  /** Where; `$profile` is the browser's profile. It is there already, or below the profile. */
  at: string;
  megabytes: number;
  /** What is in it, by path. */
  files?: Record<string, string>;
}

/**
 * A program like another that sees folders of its own, in memory, in the place of the machine's: in a namespace of
 * mounts, which anybody may make on Linux and which ends with it. Nobody else sees anything of them.
 * @param to an empty folder for what that takes
 * @returns the program's path
 */
export function withOwnFolders(program: string, to: string, folders: readonly OwnFolder[]): string {
  const mounts = folders.map(({ at, megabytes, files = {} }, index) => {
    const source = join(to, `own-${index}`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(source, path, '..'), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    mkdirSync(source, { recursive: true });
    return `mkdir -p "${at}" && mount -t tmpfs -o size=${megabytes}m tmpfs "${at}" && cp -r "${source}/." "${at}" || exit`;
  });
  const script = join(to, 'own-mounts.sh');
  const lines = [
    '#!/bin/sh',
    '[ "$OWN_MOUNTS" ] || OWN_MOUNTS=1 exec unshare --user --map-root-user --mount "$0" "$@"',
    'for arg; do case $arg in --user-data-dir=*) profile=$(echo "$arg" | cut -d= -f2-);; esac; done',
    ...mounts,
    // Root of its namespace, and of nothing else: it counts as root for the sandbox.
    `exec "${program}" --no-sandbox "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}
