import { HostError } from "./host.ts";

/** What a person reads for the error codes that they can do something about; others keep the system's own words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EEXIST: "it exists already",
  EACCES: "permission denied",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "it is a folder",
  ENOTEMPTY: "the folder is not empty",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many open files",
  EBUSY: "another program is using it",
  EXDEV: "it lies on another file system",
};

/** @returns an error whose message stands alone: "cannot write /a/b: no space left on the disk". */
export function failure(verb: string, path: string, code: string, otherwise = code): HostError {
  const reason = reasons[code] ?? otherwise;
  return new HostError(code, path, `cannot ${verb} ${path}: ${reason}`, reason);
}
