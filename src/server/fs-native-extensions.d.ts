/** The part of fs-native-extensions that we use; the package carries no types. */
declare module 'fs-native-extensions' {
  /** An exclusive lock on an open file, dropped by the kernel when its owner dies. False: another has it. */
  export function tryLock(fd: number): boolean;
}
